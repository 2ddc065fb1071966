"""Rules that the library only puts in other words by now: a document keeps the words it was issued with."""

from collections.abc import Sequence
from dataclasses import replace

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen.app.issued import Issued
from policygen.document.comparison import block_keys
from policygen.document.model import Part
from policygen.findings import Finding, Location, Severity
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.record.model import Record
from policygen.revision.merge import carried_over

_NAMED = 3


@dataclass(frozen=True, slots=True)
class KeptWording:
    """A text of now in which rules that only read otherwise stand as they were issued."""

    parts: tuple[Part, ...]
    kept: tuple[str, ...] = ()
    """Their ids."""


def keep_wording(record: Record, then: Sequence[Part], now: Sequence[Part], library: Library) -> KeptWording:
    """The parts of `now`, those kept as issued whose clause had no weightier edit than of its wording since.

    `then` is what today's library makes of the answers behind the document: what differs between the two, answers changed,
    and that is taken over into the words as issued.
    """
    issued = {part.origin.id: part for part in record.document.parts}
    before = {part.origin.id: part for part in then}
    kept: dict[str, Part] = {}
    for part in now:
        id = part.origin.id
        if id not in issued or id not in before or not _is_reworded(record, id, library):
            continue
        blocks = carried_over(before[id].blocks, issued[id].blocks, part.blocks)
        if block_keys(blocks) != block_keys(part.blocks):
            kept[id] = replace(part, blocks=blocks)
    return KeptWording(tuple(kept.get(part.origin.id, part) for part in now), tuple(kept))


def _is_reworded(record: Record, id: str, library: Library) -> bool:
    clause = library.clauses.get(id)
    return clause is not None and clause.weightiest_change(record.edition_of(id)) == "wording"


def told_of(issued: Issued, kept: Sequence[str], library: Library) -> tuple[Finding, ...]:
    """That rules keep their words, and how to have ours; nothing where none does."""
    if not kept:
        return ()
    titles = [f"“{library.clauses[id].title}”" for id in kept[:_NAMED]]
    named = listed([*titles, f"{len(kept) - _NAMED} more"] if len(kept) > _NAMED else titles)
    message = f"We put {named} in other words by now, which ask the same. Yours stay."
    hint = f"To have ours: {to_type('update', issued.path, '--wording')}"
    return (Finding("other-wording", Severity.INFO, message, Location(str(issued.path)), hint),)
