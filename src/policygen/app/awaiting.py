"""A document in which changes of ours wait: read without them, against the base that somebody's decisions left."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadDocument
from policygen.document.comparison import ComparisonKey, block_keys, content_keys
from policygen.document.model import Part
from policygen.document.pieces import text
from policygen.document.words import fold
from policygen.formats.model import Format
from policygen.record.awaiting import decided, proposed, waiting
from policygen.record.model import Record
from policygen.revision.align import align
from policygen.revision.restoring import resolve


@dataclass(frozen=True, slots=True)
class WithoutWaiting:
    """A document without the changes of ours that wait in it."""

    content: bytes
    theirs: ReadDocument
    record: Record
    """Its parts are the base: the proposed text where somebody accepted or rejected it."""
    open_parts: tuple[str, ...]
    """The parts in which something of ours still waits."""
    rejected: Mapping[str, Part] = field(default_factory=dict[str, Part])
    """The parts of which every change was rejected, as they were before and stand now, by id."""


def without_waiting(content: bytes, theirs: ReadDocument, record: Record, form: Format) -> WithoutWaiting:
    """A document as its owner left it. Raises: `DocumentError` when it cannot be read."""
    author, tracking = record.issue.author, form.tracking
    if not author or tracking is None:
        return WithoutWaiting(content, theirs, decided(record, ()), ())
    without = tracking.rejected(content, author)
    read = form.read(without) if without != content else theirs
    is_renamed = _calls_itself(read, record)
    if without == content:
        left = decided(record, (), is_renamed=is_renamed)
        return WithoutWaiting(without, read, left, (), _rejected(read, record, ()))
    commented = {comment.piece for comment in theirs.comments if comment.author == author}
    open_parts: set[str] = set()
    old, new = record.document.parts, proposed(record)
    for bases in ((*new, *old), (*old, *new)):  # a part that grew or shrank reaches as far as its longer text
        parts = tuple({part.origin.id: part for part in bases}.values())
        accepted, rejected = _standing(theirs, parts), _standing(read, parts)
        open_parts |= {id for id in waiting(record) if accepted[id].says != rejected[id].says}
        own = set(record.told_in_comments) - set(record.told_elsewhere)
        were = {part.origin.id for part in old}
        open_parts |= {id for id in own if _is_told(accepted.get(id), commented, is_new=id not in were)}
    open_parts |= {id for id in record.told_elsewhere if commented}
    left = decided(record, open_parts, is_renamed=is_renamed)
    return WithoutWaiting(without, read, left, tuple(sorted(open_parts)), _rejected(read, record, open_parts))


def _rejected(document: ReadDocument, record: Record, open_parts: Collection[str]) -> dict[str, Part]:
    """The parts that were to change, on which somebody decided, and that say what they said before."""
    waited = {*waiting(record)} - {*open_parts}
    before = {part.origin.id: part for part in record.document.parts if part.origin.id in waited}
    if not before:
        return {}
    standing = _standing(document, record.document.parts)
    return {id: part for id, part in before.items() if standing[id].says == block_keys(part.blocks)}


def _calls_itself(document: ReadDocument, record: Record) -> bool:
    """Whether a document says of itself, without the changes that wait, what was proposed that it should say."""
    proposed = record.pending_properties
    if proposed is None or proposed.edition == record.document.properties.edition:
        return False
    return any(fold(proposed.edition) in fold(text(read.piece)) for read in document.pieces)


def _is_told(standing: "_Standing | None", commented: set[int], *, is_new: bool) -> bool:
    """Whether a comment of ours stands beside a part; of one that is nowhere, whether any is left.

    A new one whose few words happen to stand in another part is nowhere: nobody joined it to that.
    """
    is_nowhere = standing is None or not standing.pieces or (is_new and standing.is_joined)
    return bool(commented if is_nowhere or standing is None else commented & {*standing.pieces})


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a part stands in a document."""

    pieces: tuple[int, ...]
    """Its own, or those of the part that its words were joined to."""
    says: ComparisonKey
    is_joined: bool = False


def _standing(document: ReadDocument, parts: Sequence[Part]) -> dict[str, _Standing]:
    resolved = resolve(document, parts)
    found = align(parts, resolved).parts
    pieces = {each.part: each.pieces for each in found}
    places = {each.part: each.pieces or pieces.get(each.joined_with, ()) for each in found}
    return {
        part: _Standing(at, content_keys(resolved.pieces[i].piece for i in at), not pieces[part])
        for part, at in places.items()
    }
