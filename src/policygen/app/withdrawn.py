"""Sentences that our library no longer writes because they can harm, found in documents that still have them."""

import re
from collections.abc import Iterator, Sequence

from policygen.document.model import Part
from policygen.document.walk import block_text
from policygen.document.words import fold
from policygen.findings import Finding, Location
from policygen.library.model import Library, Withdrawn

_MOST_BETWEEN = 120
"""Characters that a slot may have printed."""


def withdrawn_sentences(
    issued: Sequence[Part], text: str, places: Sequence[str], library: Library, location: Location
) -> Iterator[Finding]:
    """Each sentence that a document was issued with and still has, where it binds and nobody should go on using it.

    `text` is the document as it stands, `places` where its people work; no place: wherever that is.
    """
    now = fold(text)
    holds = library.atlas.holds
    for part in issued:
        clause = library.clauses.get(library.former_clauses.get(part.origin.id, part.origin.id))
        then = fold(" ".join(map(block_text, part.blocks))) if clause and clause.withdrawn else ""
        for sentence in clause.withdrawn if clause else ():
            binds = not (sentence.places and places) or any(
                holds(region, place) is not False for region in sentence.places for place in places
            )
            pattern = _pattern(sentence)
            if binds and pattern.search(then) and pattern.search(now):
                message = f"“{sentence.words}” We no longer write this: {sentence.why}"
                yield Finding("withdrawn", sentence.severity, message, location, sentence.instead)


def _pattern(sentence: Withdrawn) -> re.Pattern[str]:
    """The words of a sentence, with whatever its slots printed."""
    pieces = (re.escape(fold(piece)) for piece in sentence.words.split("…"))
    return re.compile(f".{{0,{_MOST_BETWEEN}}}?".join(pieces))
