"""An update carried out: the same file with changes that wait for its owner, proved before anything is written."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from policygen._dataclass import dataclass
from policygen.answers.write import plain
from policygen.app.build import answers_digest
from policygen.app.document_set import seen_from
from policygen.app.older_shapes import is_older
from policygen.app.papers import own_paper_path
from policygen.app.update import Revision
from policygen.document.comparison import body_keys, evenly_dressed_key
from policygen.document.edits import Addition, Edit, Remark, Revised, Signature, revised
from policygen.document.model import Part, Properties
from policygen.document.pieces import open_lists, text
from policygen.document.words import fold
from policygen.errors import DocumentError, UsageError
from policygen.formats.model import Rewriting, Tracking
from policygen.formats.registry import FORMATS, format_of
from policygen.record.awaiting import MadeFrom, with_proposal
from policygen.record.model import digest, encode_record
from policygen.record.working_paper import describe, encode_paper
from policygen.revision.edits import edits_of
from policygen.revision.restoring import resolve
from policygen.workspace.writing import Write

UPDATED = ".updated"
"""What the name of an updated document has before its ending, where nobody gave another."""


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What an update came to."""

    revision: Revision
    done: tuple[Edit, ...] = ()
    """The changes that wait in the new file."""
    refused: tuple[tuple[Edit, str], ...] = ()
    """Those that stand in a comment instead, each with the reason."""
    not_placed: int = 0
    """New parts that stand in a comment, because it is not clear where they go."""
    author: str = ""
    writes: tuple[Write, ...] = ()
    """The document and its working paper; none where there is nothing to write."""
    untracked: str = ""
    """The status that properties, and what shows them, say at once; empty where they say what they said."""


def author_for(organisation: str) -> str:
    """The name under which changes of ours stand in a document."""
    return f"policygen for {organisation}" if organisation else "policygen"


def carry_out_update(revision: Revision, out: Path, author: str = "") -> CarriedOut:
    """The document with what an update changes as tracked changes, and its working paper; nothing is written yet.

    Raises: `DocumentError` when the format is not written, changes of somebody of that name wait in it, or a proof fails.
    """
    issued = revision.issued
    if issued.format.rewriting is not None:
        return _rewritten(revision, issued.format.rewriting, out, author)
    tracking = issued.format.tracking
    if tracking is None:
        message = f"{issued.path} is in a form that is planned for and not written."
        raise DocumentError(message, hint="Add --plan to see what would change.")
    organisation = issued.record.document.properties.organisation
    author = author or issued.record.issue.author or author_for(organisation)
    if author in {*issued.theirs.pending_by_author(), *(each.author for each in issued.theirs.comments)}:
        message = f"Changes or comments of “{author}” that policygen did not make stand in {issued.path}."
        raise DocumentError(message, hint="Give another name with --author NAME.")
    edits = edits_of(revision.plan)
    if not (edits.changes or edits.remarks):
        return CarriedOut(revision, author=author)
    signature = Signature(author, f"{revision.selection.made_on}T00:00:00Z")
    made = tracking.revise(issued.content, edits, signature)
    record = _record(revision, made, author, edits.remarks)
    status = _status(revision, made)
    whole = tracking.carry(made.content, record, digest(record), status)
    _prove(revision, (made, whole), tracking, author)
    not_placed = sum(not entry.place_is_sure for entry in revision.plan.entries)
    writes = (_document(out, whole), _paper(revision, out, record))
    untracked = status.edition if status is not None else ""
    return CarriedOut(revision, made.done, made.refused, not_placed, author, writes, untracked)


def _status(revision: Revision, made: Revised) -> Properties | None:
    """What the text comes to say of its status; None where it says what it said, or what its owner wrote.

    A text that never said it, as that of a handbook, has its status in its properties and footers alone.
    """
    properties, was = revision.properties, revision.issued.record.document
    if properties is None:
        return None
    pieces = revised([each.piece for each in revision.issued.theirs.pieces], made.done)
    if not any(
        fold(was.properties.edition) in fold(text(piece)) for part in was.parts for piece in open_lists(part.blocks)
    ):
        return properties
    return properties if any(fold(properties.edition) in fold(text(piece)) for piece in pieces) else None


def _rewritten(revision: Revision, rewriting: Rewriting, out: Path, author: str) -> CarriedOut:
    """The document with its changes made, and conflicts marked: nothing waits in it."""
    issued = revision.issued
    author = author or author_for(issued.record.document.properties.organisation)
    edits = edits_of(revision.plan)
    if not (edits.changes or edits.remarks):
        return CarriedOut(revision, author=author)
    try:
        made = rewriting.revise(issued.content, edits)
    except DocumentError as error:
        raise DocumentError(f"{issued.path}: {error.message}", hint=error.hint) from error
    record = _record(revision, replace(made, done=(), refused=()), "", edits.remarks)
    whole = rewriting.carry(made.content, record, digest(record), issued.record.document.properties)
    _prove_rewritten(revision, made, whole, rewriting)
    not_placed = sum(not entry.place_is_sure for entry in revision.plan.entries)
    writes = (_document(out, whole), _paper(revision, out, record))
    return CarriedOut(revision, made.done, made.refused, not_placed, author, writes)


# ---- the record and the working paper ----------------------------------------------------------------------------------


def _record(revision: Revision, made: Revised, author: str, remarks: Sequence[Remark]) -> bytes:
    """The record that the file carries from now on."""
    entries = revision.plan.entries
    issued_as = {entry.origin.id: entry.issued_as for entry in entries if entry.issued_as}
    generated = [_under(part, issued_as.get(part.origin.id, part.origin.id)) for part in revision.generated]
    told = _parts_of(revision, (edit for edit, _ in made.refused))
    if author:
        told |= {entry.issued_as or entry.origin.id for entry in entries if entry.conflicts or not entry.place_is_sure}
    open_parts = _parts_of(revision, made.done) | told
    selection = revision.selection
    made_from = MadeFrom(selection.library.editions, selection.made_on, revision.properties)
    record = with_proposal(revision.issued.record, generated, open_parts, made_from)
    issue = replace(record.issue, author=author, editions=_editions(revision, open_parts))
    elsewhere = told & _told_elsewhere(revision, remarks)
    record = replace(record, issue=issue, told_in_comments=tuple(sorted(told)), told_elsewhere=tuple(sorted(elsewhere)))
    return encode_record(record)


def _told_elsewhere(revision: Revision, remarks: Sequence[Remark]) -> set[str]:
    """The parts, as issued, whose conflicts are all told beside others, in which the same words stand."""
    entries = revision.plan.entries
    holders = {index: entry.issued_as or entry.origin.id for entry in entries for index in entry.extent}
    own, again = ({holders[r.piece] for r in remarks if r.piece in holders and r.again is it} for it in (False, True))
    return again - own


def _editions(revision: Revision, open_parts: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Of each clause, the day its words are of: today's where they are ours of today, and nothing waits to be decided."""
    record, clauses = revision.issued.record, revision.selection.library.clauses
    stay = {*open_parts, *revision.kept_wording}
    ids = () if is_older(record) else (part.origin.id for part in revision.generated)
    now = {id: clauses[id].edited for id in ids if id in clauses and id not in stay}
    return tuple({**dict(record.issue.editions), **now}.items())


def _parts_of(revision: Revision, edits: Iterable[Edit]) -> set[str]:
    """The ids, as issued, of the parts that some edits change."""
    issued_as = {entry.origin.id: entry.issued_as or entry.origin.id for entry in revision.plan.entries}
    holders = {
        index: {issued_as[entry.origin.id], *entry.joined} for entry in revision.plan.entries for index in entry.extent
    }
    found = [{issued_as[edit.part]} if isinstance(edit, Addition) else holders[edit.piece] for edit in edits]
    return {id for ids in found for id in ids}


def _under(part: Part, id: str) -> Part:
    return part if part.origin.id == id else replace(part, origin=replace(part.origin, id=id))


def _document(out: Path, content: bytes) -> Write:
    return Write(out, content, lambda _: False, purpose="to read, and to accept or reject each change")


def _paper(revision: Revision, out: Path, record: bytes) -> Write:
    issued = revision.issued
    beside = own_paper_path(out)
    if issued.paper_path is not None and issued.paper_path.parent != issued.path.parent:
        beside = issued.paper_path.parent / beside.name
    named = seen_from(beside.parent, revision.answers_path) if revision.answers_path is not None else ""
    paper = describe(revision.selection, record, answers_digest(revision.answers), named, revision.answers.said)
    said = revision.answers.values
    paper = replace(paper, answers={key: plain(said[key]) for key in paper.answers if key in said})
    paper = replace(paper, changed=revision.changed or (issued.paper.changed if issued.paper is not None else ""))
    if issued.paper is not None:
        before = issued.paper.answers_before if issued.open_parts else {}
        waits = issued.format.rewriting is None
        paper = replace(paper, answers_before=before or issued.paper.answers if waits else {})
    return Write(beside, encode_paper(paper), lambda _: False, purpose="keep; not for staff")


# ---- the proofs --------------------------------------------------------------------------------------------------------


def _prove(revision: Revision, files: tuple[Revised, bytes], tracking: Tracking, author: str) -> None:
    """Go on only with a file that is its owner's when our changes are rejected, and the planned one when they are accepted.

    Raises: `DocumentError` when it is not.
    """
    made, whole = files
    issued = revision.issued
    read, parts = issued.format.read, (*issued.record.document.parts, *revision.generated)
    before = [each.piece for each in resolve(issued.theirs, parts).pieces]
    changed = tracking.faults(issued.content, whole, author)
    rejected = [each.piece for each in resolve(read(tracking.rejected(whole, author)), parts).pieces]
    if changed or body_keys(rejected) != body_keys(before):
        raise _unproved(issued.path, "rejecting our changes would not give your document back", changed)
    accepted = [each.piece for each in resolve(read(tracking.accepted(whole, author)), parts).pieces]
    expected = revised(before, made.done)
    if body_keys(accepted) != body_keys(expected):
        raise _unproved(issued.path, "accepting our changes would not give what was planned", ())


def _prove_rewritten(revision: Revision, made: Revised, whole: bytes, rewriting: Rewriting) -> None:
    """Go on only with a file that holds every line of its owner's but those that change, and reads as planned.

    Raises: `DocumentError` when it does not.
    """
    issued = revision.issued
    settled = rewriting.settled(whole)
    changed = [issued.theirs.pieces[edit.piece].position for edit in made.done if not isinstance(edit, Addition)]
    if lost := rewriting.lost(issued.content, settled, changed):
        raise _unproved(
            issued.path, "lines of yours would not be in it any more", [f"“{line[:60]}”" for line in lost[:3]]
        )
    parts = (*issued.record.document.parts, *revision.generated)
    before = [each.piece for each in resolve(issued.theirs, parts).pieces]
    now = [each.piece for each in resolve(issued.format.read(settled), parts).pieces]
    if body_keys(now, evenly_dressed_key) != body_keys(revised(before, made.done), evenly_dressed_key):
        raise _unproved(issued.path, "it would not say what was planned", ())


def _unproved(path: Path, why: str, where: Sequence[str]) -> DocumentError:
    parts = f" ({', '.join(where)})" if where else ""
    message = f"The update of {path} was not written: {why}{parts}."
    hint = "Your file is as it was. Save it anew in Word or LibreOffice and try again, or carry out the plan by hand (--plan)."
    return DocumentError(message, hint=hint)


def out_path(document: Path) -> Path:
    """Where an updated document goes when nobody says: beside it, under its name with a word more."""
    return document.with_name(f"{document.stem}{UPDATED}{document.suffix}")


def free_path(document: Path, out: Path | None) -> Path:
    """The file that an updated document goes into, which is never one that is there. Raises: `UsageError`."""
    target = out or out_path(document)
    form = format_of(document) or FORMATS["docx"]
    if format_of(target) is not form:
        hint = f"Name a file that ends in {form.ending} with --out. For another format, build it from the answers."
        raise UsageError(f"An update of {document} is a file of its kind, and {target} is none.", hint=hint)
    if target.exists():
        what = "is the document itself" if document.exists() and target.samefile(document) else "is there already"
        hint = "Move it away, or name another with --out FILE."
        raise UsageError(f"{target} {what}. Nothing is ever written over a file of yours.", hint=hint)
    return target
