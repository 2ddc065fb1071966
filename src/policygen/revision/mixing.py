"""The words of one paragraph or cell that several people changed: whose change each is, and which of them fit together."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.edits import Signature, Swap
from policygen.document.model import Inline
from policygen.document.walk import plain
from policygen.document.words import Word, inlines, words
from policygen.revision.edits import cuts, shown_keys, swaps_between

Run = tuple[Inline, ...]
Who = Callable[[int, Swap], Signature]
"""Whose hand a change of a copy is by, where the copy's number is known."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of words, told by what was issued."""

    by: Signature
    before: str
    after: str
    also: tuple[int, ...] = ()
    """The other copies that made the same one."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """What becomes of one run of words."""

    swaps: tuple[Swap, ...] = ()
    """Of the frame's words as read."""
    changes: tuple[Change, ...] = ()
    clashing: tuple[int, ...] = ()
    """The copies that changed the same words in another way, or words right beside."""
    is_told: bool = True
    """Whether everything the frame changed is among the swaps; else its words stand where they cannot be told apart."""


def mix(base: Run, copies: Sequence[Run | None], read: Run, who: Who) -> Mixed:
    """The changes of several copies in one run, the first of them the frame, which was `read` as it is.

    A copy without the run has None: it took it out.
    """
    found = _Mixer(base, who)
    for number, run in enumerate(copies):
        if run is not None:
            found.take(number, run)
    swaps = found.of_frame(copies[0] or (), read)
    return Mixed(swaps or (), tuple(found.changes()), tuple(sorted(found.clashing)), swaps is not None)


class _Mixer:
    def __init__(self, base: Run, who: Who) -> None:
        self._run, self._base, self._who = base, words(base), who
        self._taken: list[tuple[Swap, int]] = []
        self._also: dict[tuple[int, int], list[int]] = {}
        self.clashing: set[int] = set()

    def take(self, number: int, run: Run) -> None:
        """Takes what one copy changed, where nobody before it changed the same."""
        for swap in swaps_between(self._run, self._run, run):
            near = [each for each, _ in self._taken if each.first <= swap.last and swap.first <= each.last]
            if len(near) == 1 and change_key(near[0]) == change_key(swap):
                self._also.setdefault((swap.first, swap.last), []).append(number)
            elif near:
                self.clashing.add(number)
            else:
                self._taken.append((replace(swap, by=self._who(number, swap)), number))
        self._taken.sort(key=lambda each: (each[0].first, each[0].last))

    def changes(self) -> Iterator[Change]:
        for swap, _ in self._taken:
            if swap.by is not None:
                also = tuple(self._also.get((swap.first, swap.last), ()))
                yield Change(swap.by, _said(self._base[swap.first : swap.last]), _said(swap.words), also)

    def of_frame(self, standing: Run, read: Run) -> tuple[Swap, ...] | None:
        """The swaps in the frame's words, of which its own are made already; None where they cannot be found there."""
        ends = cuts(shown_keys(words(standing)), shown_keys(words(read)))
        shift = 0
        found: list[Swap] = []
        for swap, number in self._taken:
            first, last = swap.first + shift, swap.last + shift
            if number == 0 and swap.by is not None:
                last = first + len(swap.words)
                space = self._base[swap.last].space if swap.last < len(self._base) else ""
                was = self._base[swap.first : swap.last]
                swap = Swap(first, last, was, space, replace(swap.by, stands=True))
                shift += len(range(first, last)) - len(was)
            if first not in ends or last not in ends:
                return None
            found.append(replace(swap, first=ends[first], last=ends[last]))
        return tuple(found)


def change_key(swap: Swap) -> Hashable:
    """What makes two changes of the same words the same change."""
    return (swap.first, swap.last, tuple(shown_keys(swap.words)))


def _said(found: Sequence[Word]) -> str:
    return plain(inlines(found)).strip()
