"""The best run of a part's pieces through a document: in order, close together, across nobody else's ground."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_GAP = 0.5
"""What each piece between two of a run costs, in words."""
_FARTHEST = 60
"""Pieces that may lie between two of a run."""


@dataclass(frozen=True, slots=True)
class Match:
    """A piece of the base and a piece of the document that could be the same."""

    own: int
    """Index in the part."""
    place: int
    """Index in the document."""
    weight: float
    """How much speaks for it, in words."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of matches, ascending on both sides."""

    matches: tuple[Match, ...]
    weight: float

    @property
    def places(self) -> tuple[int, ...]:
        """Where it runs in the document."""
        return tuple(match.place for match in self.matches)


def best_chain(matches: Sequence[Match], taken: Collection[int]) -> Chain:
    """The heaviest run that uses no taken place and reaches across none."""
    free = sorted((m for m in matches if m.place not in taken), key=lambda match: (match.place, match.own))
    walls = sorted(taken)
    best: list[tuple[float, int]] = []
    for index, match in enumerate(free):
        weight, before = match.weight, -1
        for earlier in range(index - 1, -1, -1):
            other = free[earlier]
            gap = match.place - other.place - 1
            if gap > _FARTHEST or _wall_between(walls, other.place, match.place):
                break
            if gap < 0 or other.own >= match.own:
                continue
            reached = best[earlier][0] - _GAP * gap + match.weight
            if reached > weight:
                weight, before = reached, earlier
        best.append((weight, before))
    if not best:
        return Chain((), 0.0)
    at = max(range(len(best)), key=lambda index: (best[index][0], -index))
    weight = best[at][0]
    run: list[Match] = []
    while at >= 0:
        run.append(free[at])
        at = best[at][1]
    return Chain(tuple(reversed(run)), weight)


def _wall_between(walls: Sequence[int], first: int, last: int) -> bool:
    found = bisect_left(walls, first)
    return found < len(walls) and walls[found] < last
