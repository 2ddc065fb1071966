"""What a document goes on to name although the answers no longer do: in paragraphs of its owner's, and where theirs stand."""

import re
from collections.abc import Iterable, Iterator, Sequence

from policygen.document.edits import Edit, revised
from policygen.document.model import Part
from policygen.document.pieces import Piece, open_lists, text
from policygen.document.words import fold
from policygen.findings import Finding, Severity
from policygen.language.lists import counted, listed
from policygen.record.printed import printed_answers
from policygen.revision.plan import Plan

_SHORTEST = 3
"""Characters below which a word is no name that can be looked for."""
_FIRST = 3
"""How many places are quoted where there are many."""
_QUOTED = 60


def still_named(
    base: Sequence[Part], generated: Sequence[Part], plan: Plan, changes: Iterable[Edit]
) -> Iterator[Finding]:
    """A finding for every answer that was printed once, is none now, and will still stand in words that are not ours."""
    if plan.alignment.unrelated:
        return
    now = {words for _, words in printed_answers(generated)}
    gone = dict.fromkeys(words for _, words in printed_answers(base) if words not in now)
    ours = {fold(line) for part in generated for piece in open_lists(part.blocks) for line in _lines(piece)}
    standing = revised([read.piece for read in plan.document.pieces], changes)
    lines = [line for piece in standing for line in _lines(piece) if fold(line) not in ours]
    for words in gone:
        if len(words) < _SHORTEST or any(words in other for other in now):
            continue
        naming = re.compile(rf"(?<!\w){re.escape(fold(words))}(?!\w)")
        if places := [line for line in lines if naming.search(fold(line))]:
            quoted = listed([f"“{_short(line)}”" for line in places[:_FIRST]])
            more = f", and {len(places) - _FIRST} more" if len(places) > _FIRST else ""
            message = (
                f"“{words}” is no answer any more, and still stands in {counted(len(places), 'place')}: {quoted}{more}."
            )
            yield Finding(
                "still-named",
                Severity.MEDIUM,
                message,
                hint="The words are yours: change them if they are out of date.",
            )


def _lines(piece: Piece) -> list[str]:
    return [line for line in text(piece).replace("\t", "\n").split("\n") if line.strip()]


def _short(line: str) -> str:
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rstrip()}…"
