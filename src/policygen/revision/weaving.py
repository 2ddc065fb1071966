"""One sequence that several people changed, each in a copy: what each kept, took out and put in, in one order.

Nothing here knows what the sequences hold: pieces of a document and rows of a table are woven alike. The first copy is the
frame: what comes of it is told by its places.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from policygen._dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """Where one copy has what the base has."""

    length: int
    """How many members the copy has."""
    kept: Mapping[int, int]
    """For each member of the base that is still there its place in the copy, both ascending."""

    def added(self, length: int) -> dict[int, list[int]]:
        """The members that a base of this length has not, by its member that they stand behind; -1 for the top."""
        found: dict[int, list[int]] = {}
        for (_, here), (right, there) in pairwise([(-1, -1), *sorted(self.kept.items()), (length, self.length)]):
            if there - here > 1:
                found.setdefault(right - 1, []).extend(range(here + 1, there))
        return found


def ascending(pairs: Mapping[int, int]) -> dict[int, int]:
    """The most of some pairs that do not cross: what was put elsewhere counts as taken out and put in."""
    found = sorted(pairs.items())
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(found):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
    kept: dict[int, int] = {}
    index = ends[-1] if ends else -1
    while index >= 0:
        kept[found[index][0]] = found[index][1]
        index = before[index]
    return dict(sorted(kept.items()))


@dataclass(frozen=True, slots=True)
class Kept:
    """A member of the base that the frame has."""

    base: int
    at: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A member of the base that the frame has not."""

    base: int
    after: int
    """The member of the frame that it would stand behind; -1 for the top."""


@dataclass(frozen=True, slots=True)
class Came:
    """A member that only the frame has."""

    at: int
    gap: int
    """The member of the base that it stands behind; -1 for the top."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A member that only another copy has."""

    copy: int
    at: int
    gap: int
    after: int


def weave(length: int, copies: Sequence[Places]) -> Iterator[Kept | Gone | Came | Offered]:
    """Everything that any copy has of a base of this length, or beside it, in one order: the frame's own before others'."""
    added = [copy.added(length) for copy in copies]
    last = -1
    for base in range(-1, length):
        if base in copies[0].kept:
            last = copies[0].kept[base]
            yield Kept(base, last)
        elif base >= 0:
            yield Gone(base, last)
        for at in added[0].get(base, ()):
            last = at
            yield Came(at, base)
        for copy in range(1, len(copies)):
            for at in added[copy].get(base, ()):
                yield Offered(copy, at, base, last)
