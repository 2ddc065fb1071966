"""Text that policygen did not write, as the traps read it: one passage at a time, each with where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from policygen._dataclass import dataclass
from policygen.document.model import Heading, Table
from policygen.document.pieces import ListItem, Piece, text
from policygen.document.walk import plain
from policygen.findings import Severity
from policygen.language.sentences import split_sentences
from policygen.library.model import Library, Trap
from policygen.lint.texts import with_stem
from policygen.lint.traps import Traps, is_set_in, is_unlawful_in, severity_in

Verdict = Literal["unlawful here", "risky here", "elsewhere only"]


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
        """Its sentences as a reader hears them: an item's first one with its stem, an answer with its question."""
        found: list[str] = []
        asked = ""
        for index, (_, sentence) in enumerate(split_sentences(self.text)):
            spoken = with_stem(self.stem, sentence) if index == 0 else sentence
            found.append(f"{asked} {spoken}" if asked else spoken)
            asked = sentence if sentence.endswith("?") else ""
        return tuple(found)


def stem_of(heading: str, item: str) -> str:
    """The heading, where an item goes on from it: a colon or an item in small letters shows it. Else empty."""
    return heading if heading.endswith(":") or item[:1].islower() else ""


def passages_of(pieces: Sequence[Piece]) -> Iterator[Passage]:
    """The passages of a document, item by item; numbered by the place of their piece, from 1.

    A list is introduced by the last sentence before it, or by the heading right over it where its items go on from that; a
    list in a list by both.
    """
    heading, introduction, stems = "", "", [""]
    for number, piece in enumerate(pieces, 1):
        words = text(piece).strip()
        match piece:
            case ListItem(level=level):
                lead = stem_of(heading, words) if introduction is heading else introduction
                stems = [lead, *stems[1:]]
                stems = [*stems[: level + 1], *[stems[-1]] * (level + 1 - len(stems))]
                yield Passage(heading, number, words, stems[level])
                stems.append(with_stem(stems[level], words))
            case Table(columns=columns, rows=rows):
                cells = (*columns, *(plain(cell) for row in rows for cell in row.cells))
                yield from (Passage(heading, number, cell.strip()) for cell in cells if cell.strip())
            case Heading():
                heading = introduction = words
            case _ if words:
                yield Passage(heading, number, words)
                introduction = split_sentences(words)[-1][1]
            case _:
                pass
        if not isinstance(piece, ListItem):
            stems = [introduction]


@dataclass(frozen=True, slots=True)
class Caught:
    """A sentence that a trap catches."""

    passage: Passage
    sentence: str
    trap: Trap
    uses: frozenset[str]
    """The uses that the sentence can be about."""
    verdict: Verdict
    """For the places asked for; when none was, for any."""
    severity: Severity

    @property
    def is_here(self) -> bool:
        """Whether the trap is set in one of the places asked for; always, when none was."""
        return self.verdict != "elsewhere only"


def caught_in(traps: Traps, passages: Iterable[Passage], places: Sequence[str]) -> Iterator[Caught]:
    """Every sentence that a trap of any place catches. Where its subject does not tell the use, the strictest counts."""
    library = traps.library
    for passage in passages:
        for sentence in passage.sentences():
            uses = traps.uses(sentence, passage.heading)
            for trap in traps.caught(sentence, heading=passage.heading):
                verdict, severity = _verdict(library, trap, places), severity_in(library, trap, places)
                yield Caught(passage, sentence, trap, uses, verdict, severity)


def _verdict(library: Library, trap: Trap, places: Sequence[str]) -> Verdict:
    if not is_set_in(library, trap, places):
        return "elsewhere only"
    return "unlawful here" if is_unlawful_in(library, trap, places) else "risky here"
