"""A document in which changes of ours wait: read without them, against the base that somebody's decisions left."""

from collections.abc import Sequence

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadDocument
from policygen.document.comparison import ComparisonKey, content_keys
from policygen.document.model import Part
from policygen.formats.registry import Format
from policygen.record.awaiting import decided, proposed, waiting
from policygen.record.model import Record
from policygen.revision.align import align
from policygen.revision.restoring import resolve


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document without the changes of ours that wait in it."""

    content: bytes
    theirs: ReadDocument
    record: Record
    """Its parts are the base: the proposed text where somebody accepted or rejected it."""
    open_parts: tuple[str, ...]
    """The parts in which something of ours still waits."""


def withdrawn(content: bytes, theirs: ReadDocument, record: Record, form: Format) -> Withdrawn:
    """A document as its owner left it. Raises: `DocumentError` when it cannot be read."""
    author, tracking = record.issue.author, form.tracking
    if not author or tracking is None:
        return Withdrawn(content, theirs, decided(record, ()), ())
    without = tracking.rejected(content, author)
    read = form.read(without) if without != content else theirs
    candidates = waiting(record)
    if author not in theirs.pending_by_author():
        return Withdrawn(without, read, decided(record, ()), ())
    parts = tuple({part.origin.id: part for part in (*record.document.parts, *proposed(record))}.values())
    accepted = _says(form.read(tracking.accepted(content, author)), parts)
    rejected = _says(read, parts)
    open_parts = tuple(id for id in candidates if accepted.get(id) != rejected.get(id))
    return Withdrawn(without, read, decided(record, open_parts), open_parts)


def _says(document: ReadDocument, parts: Sequence[Part]) -> dict[str, ComparisonKey]:
    """What each part says in a document."""
    resolved = resolve(document, parts)
    found = align(parts, resolved)
    return {each.part: content_keys(resolved.pieces[at].piece for at in each.pieces) for each in found.parts}
