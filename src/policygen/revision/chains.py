"""The best run of a part's pieces through a document: in order, close together, across nobody else's ground."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate, islice, takewhile

from policygen._dataclass import dataclass

_GAP = 0.5
"""What each piece between two of a run costs, in words."""
_FOREIGN = 0.5
"""What share of another part's claim a run pays for reaching across it."""
_FARTHEST = 60
"""Pieces that may lie between two of a run."""


@dataclass(frozen=True, slots=True)
class Match:
    """A piece of the base and a piece of the document that could be the same."""

    own: int
    """Index in the part."""
    position: int
    """Index in the document."""
    weight: float
    """How much speaks for it, in words."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of matches, ascending on both sides."""

    matches: tuple[Match, ...]
    weight: float

    @property
    def positions(self) -> tuple[int, ...]:
        """Where it runs in the document."""
        return tuple(match.position for match in self.matches)


class CrossingCost:
    """What it costs a run to reach across pieces: little for the owner's, much for those that other parts claim."""

    def __init__(self, length: int, candidates: Sequence[Sequence[Match]]) -> None:
        best = [(0.0, -1, 0.0)] * length
        for part, matches in enumerate(candidates):
            for match in matches:
                first, holder, second = best[match.position]
                if match.weight > first:
                    best[match.position] = (match.weight, part, second if holder == part else first)
                elif holder != part and match.weight > second:
                    best[match.position] = (first, holder, match.weight)
        self._sums = [0.0, *accumulate(_GAP + _FOREIGN * first for first, _, _ in best)]
        self._own: dict[int, list[tuple[int, float]]] = {}
        for position, (first, holder, second) in enumerate(best):
            if holder >= 0:
                self._own.setdefault(holder, []).append((position, _FOREIGN * (first - second)))

    def between(self, part: int, first: int, last: int) -> float:
        """What it costs a part to reach from one place to another, both apart."""
        held = self._own.get(part, [])
        start = bisect_left(held, (first + 1,))
        spared = sum(amount for _, amount in takewhile(lambda pair: pair[0] < last, islice(held, start, None)))
        return self._sums[last] - self._sums[first + 1] - spared


def best_chain(matches: Sequence[Match], taken: Collection[int], cost: CrossingCost, part: int) -> Chain:
    """The heaviest run that uses no taken place and reaches across none."""
    free = sorted((m for m in matches if m.position not in taken), key=lambda match: (match.position, match.own))
    barriers = sorted(taken)
    best: list[tuple[float, int]] = []
    for index, match in enumerate(free):
        weight, before = match.weight, -1
        for earlier in range(index - 1, -1, -1):
            other = free[earlier]
            if match.position - other.position > _FARTHEST or _barrier_between(
                barriers, other.position, match.position
            ):
                break
            if match.position == other.position or other.own >= match.own:
                continue
            reached = best[earlier][0] - cost.between(part, other.position, match.position) + match.weight
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


def cut(chain: Chain, barriers: Collection[int]) -> Chain:
    """The heaviest stretch of a run that no barrier stands in."""
    ordered = sorted(barriers)
    stretches: list[list[Match]] = [[]]
    for match in chain.matches:
        if stretches[-1] and _barrier_between(ordered, stretches[-1][-1].position, match.position):
            stretches.append([])
        stretches[-1].append(match)
    best = max(stretches, key=lambda stretch: sum(match.weight for match in stretch))
    return Chain(tuple(best), sum(match.weight for match in best))


def _barrier_between(barriers: Sequence[int], first: int, last: int) -> bool:
    found = bisect_left(barriers, first)
    return found < len(barriers) and barriers[found] < last
