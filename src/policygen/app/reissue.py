"""A document made anew, at another depth, in another look or in today's shape, with what its owner wrote carried over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE
from policygen.app.build import answers_digest
from policygen.app.document_set import is_paper, issue_of, seen_from
from policygen.app.files import BuildOptions
from policygen.app.issued import Issued, answers_beside, current_answers, open_issued, require_packs
from policygen.app.looks import look_of
from policygen.app.next_text import NextText
from policygen.app.older_shapes import is_older
from policygen.app.papers import OWNERS_FOLDER, own_paper_path
from policygen.app.set_depth import set_depth
from policygen.app.update import at_depth, naming_of
from policygen.assembly.documents import usual_documents
from policygen.assembly.reissue_paper import reissue_paper
from policygen.brand.model import OUR_LOOK, Look
from policygen.document.as_read import ReadDocument
from policygen.document.carried import CarriedWords
from policygen.document.comparison import body_keys, evenly_dressed_key
from policygen.document.edits import Addition, Edit, Edits, Removal, Revised, Signature, revised
from policygen.document.model import DEPTHS, Document, Part, Table
from policygen.document.pieces import Piece, open_lists, text
from policygen.errors import DocumentError
from policygen.findings import Finding, Location, Severity
from policygen.formats.model import Format
from policygen.library.model import Library
from policygen.record.model import Record, digest, encode_record
from policygen.record.working_paper import describe, encode_paper
from policygen.revision.align import align
from policygen.revision.answers import EditedAnswer, edited_answers
from policygen.revision.carrying import Carried, carry, lost_sentences, own_sentences
from policygen.revision.edits import edits_of
from policygen.revision.entry import PlanEntry
from policygen.revision.pairing import pair
from policygen.revision.plan import Plan, plan
from policygen.revision.restoring import resolve, restore_from_base
from policygen.revision.tables import row_sources
from policygen.selection.model import Selection
from policygen.workspace.writing import Write

REISSUED = ".reissued"
"""What the name of a document made anew has before its ending, where nobody gave another."""
PAPER = ".carried-over"
"""The same of the paper that tells what became of its owner's words."""
_HAND = "policygen reissue"
_WORDED = "It stands worded together with what is new in ours."
_NOT_WRITTEN = "It could not be written where it belongs: {}."
_NOT_FOUND = "It was not found again in the new document."


@dataclass(frozen=True, slots=True)
class Reissue:
    """A document made anew, before anything is written."""

    issued: Issued
    document: Document
    """As we make it now."""
    content: bytes
    """The new file, with its owner's words in it."""
    told: tuple[CarriedWords, ...]
    offers: tuple[EditedAnswer, ...]
    """Answers that somebody changed in the old document, which the new one asks for in the answers file."""
    findings: tuple[Finding, ...]
    selection: Selection
    record: bytes
    answers_path: Path | None
    answers_digest: str
    look: Look = OUR_LOOK

    @property
    def not_carried(self) -> tuple[CarriedWords, ...]:
        """What is in no place of the new file."""
        return tuple(each for each in self.told if each.how == "not-carried")


def reissue(
    path: Path, library: Library, date: str, answers: Path | None = None, *, depth: str = "", renamed: bool = False
) -> Reissue:
    """A document made anew from the answers as they now stand, with what its owner changed in it; nothing is written.

    `depth` is the one it is to have; empty: the one that the answers choose, else the one it has.

    Raises: `DocumentError` when a guard stops it, or what was made does not read as planned; `UnreadableError`.
    """
    issued = open_issued(path)
    require_packs(path, issued.record.layers, library)
    if issued.kind.is_for_owner:
        raise DocumentError(f"{path} holds the owner's notes, which every build makes anew.")
    lying = answers or answers_beside(issued)
    given, findings = current_answers(issued, lying, library, renamed=renamed)
    base = issued.record.document
    chosen = str(given.values.get("depth", ""))
    said = at_depth(given, depth or (chosen if chosen in DEPTHS else set_depth(issued, library)))
    look, looked = look_of(given, lying or path, BuildOptions(date))
    next_text = NextText(issued.record, issued.kind, library, said, date)
    made = next_text.as_draft
    record = _record(issued, next_text, library)
    fresh, written = issued.format.write(made, record, digest(record), look)
    naming = naming_of(library)
    standing = plan(base.parts, issued.theirs, base.parts, naming=naming)
    carried = carry(base.parts, standing, made.parts, library.former_clauses)
    content, not_written = _written(fresh, issued.format, made.parts, carried)
    told = _told(base.parts, standing, (*carried.told, *not_written), issued.format.read(content))
    offers = edited_answers(base.parts, standing.document, standing.alignment, naming)
    found = (*issued.findings, *findings, *looked, *written, *_findings(issued, standing))
    answered = answers_digest(given)
    return Reissue(
        issued, made, content, told, offers, found, next_text.selection, record, lying, answered, look
    )  # fmt: skip


def _record(issued: Issued, now: NextText, library: Library) -> bytes:
    """What travels with a document made anew, with the history of the one it is made from."""
    made, history = now.as_draft, issued.record.issue.history
    issue = issue_of(made, now.selection, usual_documents(now.selection), history)
    return encode_record(Record(made, library.editions, issue))


def changes(made: Reissue) -> tuple[str, ...]:
    """What is other about the new document as a whole, in a few words each."""
    was, now = made.issued.record.document.properties, made.document.properties
    found = [f"{now.depth} instead of {was.depth}"] if was.depth != now.depth else []
    return (*found, "in today's shape") if is_older(made.issued.record) else tuple(found)


def writes(made: Reissue, out: Path) -> tuple[Write, ...]:
    """The new file, its working paper, and where its owner wrote anything the paper that tells what became of it."""
    named = seen_from(out.parent, made.answers_path) if made.answers_path is not None else ""
    paper = encode_paper(describe(made.selection, made.record, made.answers_digest, named))
    form = made.issued.format
    new = (
        Write(out, made.content, lambda _: False, purpose="the new document, to read before it is issued"),
        Write(own_paper_path(out), paper, is_paper, OWNER_MODE, "keep; not for staff"),
    )
    if not made.told:
        return new
    told, _ = form.write(
        reissue_paper(made.selection, made.document, made.told, made.issued.path.name), None, "", made.look
    )
    place = out.parent / OWNERS_FOLDER / f"{out.stem}{PAPER}{out.suffix}"
    return (*new, Write(place, told, lambda _: False, OWNER_MODE, "what became of your own words"))


# ---- writing them in ---------------------------------------------------------------------------------------------------


def _written(
    fresh: bytes, form: Format, parts: Sequence[Part], carried: Carried
) -> tuple[bytes, tuple[CarriedWords, ...]]:
    """A new file with the owner's words in it, and those that could not be written.

    Raises: `DocumentError` when it does not read as planned.
    """
    read = resolve(form.read(fresh), parts)
    alignment = align(parts, read)
    entries = [
        _entry(part, alignment.of(part.origin.id).pieces, read, carried.parts.get(part.origin.id)) for part in parts
    ]
    edits = edits_of(Plan(tuple(entries), read, alignment, ()))
    if not edits.changes:
        return fresh, ()
    made, content = _revised(fresh, form, edits)
    before = [each.piece for each in read.pieces]
    now = [each.piece for each in resolve(form.read(content), parts).pieces]
    if body_keys(now, evenly_dressed_key) != body_keys(revised(before, made.done), evenly_dressed_key):
        hint = "Your document is as it was. Build the policy anew, and carry your changes over by hand."
        raise DocumentError("The new document would not say what it should.", hint=hint)
    return content, tuple(_not_written(made.refused, parts, entries, read))


def _revised(fresh: bytes, form: Format, edits: Edits) -> tuple[Revised, bytes]:
    if form.tracking is not None:
        made = form.tracking.revise(fresh, edits, Signature(_HAND, "2000-01-01T00:00:00Z"))
        return made, form.tracking.accepted(made.content, _HAND)
    if form.rewriting is None:
        raise DocumentError("Documents of this format are not written in.")
    made = form.rewriting.revise(fresh, edits)
    return made, made.content


def _entry(part: Part, extent: Sequence[int], read: ReadDocument, result: Sequence[Piece] | None) -> PlanEntry:
    """What becomes of one part of the new file."""
    theirs = [read.pieces[at] for at in extent]
    base = open_lists(part.blocks)
    standing = restore_from_base(base, theirs, dict(enumerate(range(len(theirs)))) if len(base) == len(theirs) else {})
    words = "\n".join(map(text, standing))
    if result is None:
        return PlanEntry(part.origin, "unchanged", words, words, words, extent=tuple(extent))
    if not result:
        return PlanEntry(part.origin, "removed-by-us", words, words, "", extent=tuple(extent), standing=standing)
    back = {at: own for own, at in pair(standing, result).items() if _may_change(standing[own], result[at])}
    sources = tuple(extent[back[at]] if at in back else None for at in range(len(result)))
    rows = tuple(
        row_sources(was, piece)
        if at in back and isinstance(was := standing[back[at]], Table) and isinstance(piece, Table)
        else ()
        for at, piece in enumerate(result)
    )
    after = "\n".join(map(text, result))
    return PlanEntry(part.origin, "merged", words, words, after, tuple(result), sources, tuple(extent), standing, rows)


def _may_change(was: Piece, now: Piece) -> bool:
    """Whether one piece can be made of another; a table of other columns cannot, and is put in its place."""
    if isinstance(was, Table) and isinstance(now, Table):
        return was.columns == now.columns
    return True


def _not_written(
    refused: Iterable[tuple[Edit, str]], parts: Sequence[Part], entries: Sequence[PlanEntry], read: ReadDocument
) -> Iterator[CarriedWords]:
    """What could not be written where it belongs."""
    holder = {index: entry for entry in entries for index in entry.extent}
    titles = {part.origin.id: part.origin.title for part in parts}
    for edit, why in refused:
        if isinstance(edit, Addition):
            said = "\n".join(map(text, edit.pieces))
            yield CarriedWords("not-carried", titles.get(edit.part, ""), said, why=_NOT_WRITTEN.format(why))
        elif isinstance(edit, Removal):
            said = text(read.pieces[edit.piece].piece)
            yield CarriedWords("still-there", holder[edit.piece].origin.title, said, why=_NOT_WRITTEN.format(why))
        else:
            entry = holder[edit.piece]
            yield CarriedWords("not-carried", entry.origin.title, entry.after, why=_NOT_WRITTEN.format(why))


# ---- what is told ------------------------------------------------------------------------------------------------------


def _told(
    base: Sequence[Part], standing: Plan, told: Sequence[CarriedWords], now: ReadDocument
) -> tuple[CarriedWords, ...]:
    """What became of the owner's words. Whatever sentence stands in no place is listed, whoever lost it."""
    own = own_sentences(base, standing)
    yours = "\n".join(each.theirs for each in told)
    lost = lost_sentences(own, now, told)
    listed = (
        CarriedWords("not-carried", own[each], each, why=_WORDED if each in yours else _NOT_FOUND) for each in lost
    )
    return (*told, *listed)


_HOLDS: Mapping[str, str] = {"image": "A picture", "footnote": "A note", "text-box": "A text box"}


def _findings(issued: Issued, standing: Plan) -> Iterator[Finding]:
    """What besides words is not in the new file."""
    where = Location(str(issued.path))
    if issued.theirs.changes:
        who = ", ".join(issued.theirs.pending_by_author())
        message = f"Changes of {who} wait in it. The new document reads as if they were accepted."
        yield Finding(
            "taken-as-accepted", Severity.MEDIUM, message, where, "Decide about them first, if that is not meant."
        )
    for comment in issued.theirs.comments:
        if comment.author != issued.record.issue.author:
            message = f"A comment of {comment.author} is not in the new document: “{comment.text[:200]}”"
            yield Finding("comment-left", Severity.INFO, message, where)
    for read in standing.document.pieces:
        for kind in read.holds:
            if kind != "field":
                beside = text(read.piece)[:60].strip()
                message = f"{_HOLDS.get(kind, 'Something besides words')} is not in the new document; it stands at “{beside}”."
                yield Finding("not-carried", Severity.MEDIUM, message, where, "Copy it over by hand, if it is to stay.")
