"""Three sequences set side by side: what both sides kept of the base, and the stretches between.

Nothing here knows what the sequences hold: words, pieces and rows are all merged over these stretches.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from policygen._dataclass import dataclass

T = TypeVar("T")

_MOST = 9_000_000
"""Pairs of members beyond which only the equal beginning and end are matched: no paragraph of a policy is that long."""


def paired(
    base: Sequence[T], other: Sequence[T], middle: Callable[[Sequence[T], Sequence[T]], Mapping[int, int]]
) -> dict[int, int]:
    """Positions of the base, each with its counterpart in the other: equal beginnings and ends, and `middle` between them."""
    start = 0
    while start < min(len(base), len(other)) and base[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(base), len(other)) - start and base[-1 - end] == other[-1 - end]:
        end += 1
    pairs = {position: position for position in range(start)}
    between = middle(base[start : len(base) - end], other[start : len(other) - end])
    pairs.update({start + left: start + right for left, right in between.items()})
    pairs.update({len(base) - back: len(other) - back for back in range(end, 0, -1)})
    return pairs


def matching(base: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    """For every position of the base that the other side kept: its position there. Both ascending."""
    return paired(base, other, _matching_blocks)


def _matching_blocks(base: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    if len(base) * len(other) > _MOST:
        return {}
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the base with what each side has in its place, as half-open ranges."""

    base: range
    theirs: range
    ours: range
    kept: bool
    """One member of the base that both sides kept; otherwise the run between two such."""


def stretches(
    length: tuple[int, int, int], to_theirs: Mapping[int, int], to_ours: Mapping[int, int]
) -> tuple[Stretch, ...]:
    """The base cut at every member both sides kept. `length` is that of base, theirs and ours."""
    found: list[Stretch] = []
    base = theirs = ours = 0
    for position in sorted(to_theirs.keys() & to_ours.keys()):
        left, right = to_theirs[position], to_ours[position]
        gap = Stretch(range(base, position), range(theirs, left), range(ours, right), kept=False)
        if gap.base or gap.theirs or gap.ours:
            found.append(gap)
        found.append(Stretch(range(position, position + 1), range(left, left + 1), range(right, right + 1), kept=True))
        base, theirs, ours = position + 1, left + 1, right + 1
    last = Stretch(range(base, length[0]), range(theirs, length[1]), range(ours, length[2]), kept=False)
    if last.base or last.theirs or last.ours:
        found.append(last)
    return tuple(found)


def three(base: T, theirs: T, ours: T) -> T:
    """One value decided: ours where they left it alone, theirs where they did not."""
    return ours if theirs == base else theirs
