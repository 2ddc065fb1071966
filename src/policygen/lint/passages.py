"""Text that policygen did not write, as the traps read it: one passage at a time, each with where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policygen.library.model import SPEAKERS, Library, Trap
from policygen.lint.texts import split_sentences
from policygen.lint.traps import is_set_in, traps_in


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item or table cell of a policy."""

    heading: str
    """The heading it stands under, as printed; empty above the first one."""
    number: int
    """The place of its paragraph in the file, from 1; every cell of a table has the table's."""
    text: str
    stem: str = ""
    """For a list item: the words that introduce its list, which its first sentence goes on from."""

    def sentences(self) -> tuple[str, ...]:
        """Its sentences as a reader hears them: an item's first one with its stem."""
        found = [sentence for _, sentence in split_sentences(self.text)]
        if found and self.stem:
            found[0] = f"{self.stem} {found[0]}"
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Caught:
    """A sentence that a trap catches."""

    passage: Passage
    sentence: str
    trap: Trap
    is_here: bool
    """Whether the trap is set in one of the places asked for; always, when none was."""


def caught_in(library: Library, passages: Iterable[Passage], places: Sequence[str]) -> Iterator[Caught]:
    """Every sentence that a trap of any place catches. Whom a sentence is for is not known: the strictest use counts."""
    for passage in passages:
        for sentence in passage.sentences():
            for trap in traps_in(library, sentence, SPEAKERS, ()):
                yield Caught(passage, sentence, trap, is_set_in(library, trap, places))
