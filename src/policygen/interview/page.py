"""The policy as it now reads, with what an answer changed in it. Pure."""

from collections.abc import Iterator, Sequence

from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.document.model import Heading, Part
from policygen.document.walk import block_text
from policygen.library.model import Library
from policygen.selection.select import select


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A heading or a paragraph of a policy."""

    words: str
    is_heading: bool = False
    is_new: bool = False
    """It did not stand there before the last answer."""
    is_gone: bool = False
    """It stood there before, and no longer does."""


def page_of(library: Library, before: Answers, now: Answers, date: str) -> tuple[PageEntry, ...]:
    """A policy of some answers, beside one of the answers before them: everything of it, and then what is gone."""
    was = {part.origin.id: list(_entries(part)) for part in assemble(select(library, before, date)).parts}
    stands = assemble(select(library, now, date)).parts
    shown = [entry for part in stands for entry in _marked(list(_entries(part)), was.get(part.origin.id, []))]
    standing = {part.origin.id for part in stands}
    gone = [PageEntry(words, is_gone=True) for id, said in was.items() if id not in standing for words, _ in said]
    return (*shown, *([PageEntry("No longer in it", is_heading=True), *gone] if gone else []))


def _entries(part: Part) -> Iterator[tuple[str, bool]]:
    """The words of each block of a part, and whether it is a heading."""
    for block in part.blocks:
        words = " ".join(block_text(block).split())
        if words:
            yield words, isinstance(block, Heading)


def _marked(now: Sequence[tuple[str, bool]], before: Sequence[tuple[str, bool]]) -> Iterator[PageEntry]:
    for words, is_heading in now:
        yield PageEntry(words, is_heading, is_new=not is_heading and (words, is_heading) not in before)
