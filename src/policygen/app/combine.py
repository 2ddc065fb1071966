"""Copies of one issued document that several people edited, made into one file: every hand's changes wait under its name.

The first copy is the frame: its look, headers, pictures and comments are those of the new file. What it changed is marked
as changed, without a word of it moved; what the others changed is put in beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen.app.carrying_out import free_path
from policygen.app.document_set import seen_from
from policygen.app.issued import Issued, answers_beside, open_issued
from policygen.app.papers import own_paper_path
from policygen.document.as_read import ReadDocument
from policygen.document.comparison import body_keys
from policygen.document.edits import Edit, Revised, Signature, as_decided, as_run, revised, signatures
from policygen.document.model import Contents, PageBreak, Part, Table
from policygen.document.pieces import Piece, content, open_lists
from policygen.document.words import words
from policygen.errors import DocumentError, UsageError
from policygen.findings import Finding, Location, Severity
from policygen.formats.model import Tracking
from policygen.language.lists import counted, listed
from policygen.record.model import digest, encode_record
from policygen.record.working_paper import encode_paper
from policygen.revision.combining import Combination, Copy, combine, reading_of
from policygen.revision.restoring import resolve
from policygen.workspace.writing import Write

COMBINED = ".combined"
"""What the name of a combined document has before its ending, where nobody gave another."""
COMBINER = "policygen combine"
"""The name under which it is said where two hands changed the same words."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """One copy that is combined."""

    path: Path
    name: str
    """Under which its changes stand."""
    also: tuple[str, ...] = ()
    """Others whose changes waited in it, under their own names."""
    changes: int = 0
    """How many stand under any of these names."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Several copies as one."""

    issued: Issued
    """The first copy."""
    reviewers: tuple[Reviewer, ...]
    combination: Combination
    made: Revised
    content: bytes
    """The new file."""
    findings: tuple[Finding, ...] = ()

    @property
    def alike(self) -> int:
        """How many changes several made alike."""
        return sum(bool(told.also) for told in self.combination.told)


def combine_copies(paths: Sequence[Path], names: Sequence[str], made_on: str) -> Combined:
    """Several people's copies of one issued document as one file, proved; nothing is written.

    `names` are those under which their changes stand; where there are none, each is that of whoever saved the copy last.

    Raises: `UsageError`; `DocumentError` when they are no copies of one document, or a proof fails; `UnreadableError`.
    """
    _require_several(paths)
    copies = [open_issued(path) for path in paths]
    for issued in copies[1:]:
        _require_same(copies[0], issued)
    tracking = _tracking(copies)
    hands = _hands(copies, names, tracking, made_on)
    read = [_Settled(issued, hand, tracking) for issued, hand in zip(copies, hands, strict=True)]
    base = copies[0].record.document.parts
    found = combine(base, [each.copy(base) for each in _told_apart(read)], Signature(COMBINER, f"{made_on}T00:00:00Z"))
    frame = read[0].accepted
    made = tracking.revise(frame, found.edits, Signature(COMBINER, f"{made_on}T00:00:00Z"))
    whole = _with_record(copies[0], made.content, tracking)
    _prove(copies[0], (frame, whole), (found, made), tracking)
    _prove_words(base, read, (found, made), copies)
    told = (
        *_findings(copies, found),
        *(each for issued in copies for each in issued.findings if each.code != "renamed-document"),
    )
    return Combined(copies[0], tuple(_reviewers(read, made)), found, made, whole, told)


def writes(combined: Combined, out: Path) -> tuple[Write, ...]:
    """The new file, and beside it its working paper where that of the first copy lies elsewhere or is of another record."""
    document = Write(out, combined.content, lambda _: False, purpose="to read, and to accept or reject each change")
    issued = combined.issued
    paper = issued.paper
    if paper is None or (not issued.open_parts and issued.paper_path and issued.paper_path.parent == out.parent):
        return (document,)
    record = encode_record(issued.record) if issued.open_parts else paper.record
    known = paper if record is None else replace(paper, record=record, record_digest=digest(record))
    if (answers := answers_beside(issued)) is not None:
        known = replace(known, answers_file=seen_from(out.parent, answers))
    return (document, Write(own_paper_path(out), encode_paper(known), lambda _: False, purpose="keep; not for staff"))


def combined_path(first: Path, out: Path | None) -> Path:
    """The file that a combined document goes into, which is never one that is there. Raises: `UsageError`."""
    return free_path(first, out or first.with_name(f"{first.stem}{COMBINED}{first.suffix}"))


# ---- what may be combined ----------------------------------------------------------------------------------------------


def _require_several(paths: Sequence[Path]) -> None:
    if len(paths) < 2:
        hint = f"Name the copies of all who read it: {to_type('combine', 'anns-copy.docx', 'bens-copy.docx')}"
        raise UsageError("One copy alone cannot be combined.", hint=hint)
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise UsageError(f"{path} is named twice.", hint="Name each copy once.")
        seen.add(path.resolve())


def _require_same(first: Issued, other: Issued) -> None:
    """Go on only with copies of one document in one version. Raises: `DocumentError`."""
    was, now = first.record.document.properties, other.record.document.properties
    if first.record.document == other.record.document:
        return
    if was.organisation != now.organisation:
        why = f"{first.path} is of {was.organisation}, and {other.path} of {now.organisation}."
    elif was.kind != now.kind:
        why = f"{first.path} is “{was.title}”, and {other.path} is “{now.title}”."
    elif (was.edition, was.date) != (now.edition, now.date):
        why = f"{first.path} was made from “{was.edition or was.date}”, and {other.path} from “{now.edition or now.date}”."
    else:
        why = f"{first.path} and {other.path} were not made from the same text: one of them was updated since."
    hint = f"Combine copies of one version. {_how_else(other.path)}"
    raise DocumentError(f"These are not copies of one document. {why}", hint=hint)


def _how_else(path: Path) -> str:
    return f"To see what somebody changed in the other: {to_type('explain', path)}"


def _tracking(copies: Sequence[Issued]) -> Tracking:
    """How changes are tracked in all of them. Raises: `DocumentError` where they are not."""
    for issued in copies:
        if issued.format.tracking is None:
            hint = "Line by line is how such files are merged: git merge-file ANN.md ISSUED.md BEN.md"
            raise DocumentError(f"{issued.path} is no Word file: changes cannot be tracked in it.", hint=hint)
    tracking = copies[0].format.tracking
    if tracking is None:
        raise DocumentError(f"{copies[0].path} is no Word file.")
    return tracking


# ---- hands -------------------------------------------------------------------------------------------------------------


def _hands(copies: Sequence[Issued], names: Sequence[str], tracking: Tracking, made_on: str) -> tuple[Signature, ...]:
    """Whose each copy is. Raises: `UsageError`."""
    saved = [tracking.saved_by(issued.content) for issued in copies]
    dates = [when or f"{made_on}T00:00:00Z" for _, when in saved]
    if names and len(names) != len(copies):
        raise UsageError(
            f"{counted(len(names), 'name')} for {counted(len(copies), 'copy', 'copies')}.",
            hint='Give one for each, in their order: --names "Ann Field,Ben Shaw"',
        )
    said = [name.strip() for name in names] or [name for name, _ in saved]
    stems = [issued.path.stem for issued in copies]
    if names and (not all(said) or len({name.casefold() for name in said}) < len(said)):
        raise UsageError("Each copy needs a name of its own.", hint='For instance: --names "Ann Field,Ben Shaw"')
    if COMBINER in said:
        raise UsageError(f"“{COMBINER}” is the name under which conflicts are told.", hint="Give another with --names.")
    if not all(said) or len({name.casefold() for name in said}) < len(said):
        said = stems if len(set(stems)) == len(stems) else [str(issued.path) for issued in copies]
    return tuple(Signature(name, date) for name, date in zip(said, dates, strict=True))


class _Settled:
    """One copy with everything that waits in it accepted, rejected, and accepted of each author alone."""

    def __init__(self, issued: Issued, hand: Signature, tracking: Tracking) -> None:
        self.issued, self.hand = issued, hand
        self.names: dict[str, str] = {}
        """Under which name the changes stand of each whose changes wait in it."""
        form, content = issued.format, issued.content
        waiting = issued.theirs.changes
        authors = sorted({change.author for change in waiting})
        self.dates = {author: max(c.date for c in waiting if c.author == author) for author in authors}
        self.accepted = tracking.settled(content, authors, "accept")
        self.reading = form.read(self.accepted) if authors else issued.theirs
        if self.reading.changes:
            message = f"Changes of a kind that cannot be told apart wait in {issued.path}."
            raise DocumentError(
                message, hint="Accept or reject them in Word first: those of columns, cells or sections."
            )
        self.rejected = form.read(tracking.settled(content, authors, "reject")) if authors else None
        self.alone: dict[str, ReadDocument] = {}
        for author in authors:
            others = [each for each in authors if each != author]
            only = tracking.settled(tracking.settled(content, [author], "accept"), others, "reject")
            self.alone[author] = form.read(only)
        self.names = {author: author or hand.author for author in authors}

    def copy(self, base: Sequence[Part]) -> Copy:
        """The copy as it is combined."""
        authors = tuple(
            (Signature(self.names[author], self.dates[author] or self.hand.date), reading_of(base, read))
            for author, read in self.alone.items()
        )
        rejected = reading_of(base, self.rejected) if self.rejected is not None else None
        return Copy(self.hand, reading_of(base, self.reading), rejected, authors)

    @property
    def authors(self) -> set[str]:
        """Every name under which changes of this copy may stand."""
        return {self.hand.author, *self.names.values()}


def _told_apart(read: Sequence[_Settled]) -> Sequence[_Settled]:
    """The copies, with names that tell whose copy each change is from: one name in two copies says which in the second."""
    taken: set[str] = {each.hand.author for each in read}
    for each in read:
        for author, name in each.names.items():
            if name in taken and name != each.hand.author:
                each.names[author] = f"{name} ({each.issued.path.stem})"
        taken |= each.authors
    return read


def _reviewers(read: Sequence[_Settled], made: Revised) -> Iterable[Reviewer]:
    counts = _counts(made.done)
    for each in read:
        also = tuple(sorted(name for name in each.authors - {each.hand.author} if name in counts))
        yield Reviewer(each.issued.path, each.hand.author, also, sum(counts.get(name, 0) for name in each.authors))


def _counts(done: Iterable[Edit]) -> dict[str, int]:
    """How many changes stand under each name."""
    counts: dict[str, int] = {}
    for signature in (each for edit in done for each in signatures(edit)):
        if signature is not None:
            counts[signature.author] = counts.get(signature.author, 0) + 1
    return counts


# ---- the proofs --------------------------------------------------------------------------------------------------------


def _prove(first: Issued, files: tuple[bytes, bytes], what: tuple[Combination, Revised], tracking: Tracking) -> None:
    """Go on only with a file that is the first copy when its changes alone are accepted, and reads as planned otherwise.

    Raises: `DocumentError` when it is not.
    """
    frame, whole = files
    found, made = what
    hands = [each for edit in made.done for each in signatures(edit) if each is not None]
    stand, come = ({each.author for each in hands if each.stands is way} for way in (True, False))
    if changed := tracking.faults_of_combined(frame, whole, stand, come):
        raise _unproved(first.path, f"rejecting the others would not give the first copy back ({listed(changed)})")
    parts, read = first.record.document.parts, first.format.read
    before = [each.piece for each in resolve(read(frame), parts).pieces]
    none: set[str] = set()
    for accepted, rejected in ((none, stand | come), (come, stand), (stand | come, none)):
        settled = tracking.settled(tracking.settled(whole, accepted, "accept"), rejected, "reject")
        shown = [each.piece for each in resolve(read(settled), parts).pieces]
        expected = revised(before, [part for edit in made.done for part in as_decided(edit, accepted)])
        if body_keys(shown) != body_keys(expected):
            names = listed(sorted(accepted)) or "nobody"
            raise _unproved(first.path, f"accepting the changes of {names} alone would not give what was planned")
        if not (accepted or made.refused or found.untold) and _words(shown) != _words(_issued(parts)):
            raise _unproved(first.path, "rejecting everything would not give the words that were issued")


def _issued(parts: Sequence[Part]) -> list[Piece]:
    return [piece for part in parts for piece in open_lists(part.blocks)]


def _prove_words(
    base: Sequence[Part], read: Sequence[_Settled], what: tuple[Combination, Revised], copies: Sequence[Issued]
) -> None:
    """Go on only where accepting one copy's changes alone gives the words of that copy, but for what clashes."""
    found, made = what
    if found.clashes or found.untold or made.refused:
        return
    frame = [each.piece for each in resolve(read[0].reading, base).pieces]
    for number, each in enumerate(read):
        if any(number in told.also for told in found.told):
            continue  # a change that several made stands under the first of their names
        expected = revised(frame, [part for edit in made.done for part in as_decided(edit, each.authors)])
        if _words(expected) != _words(piece.piece for piece in resolve(each.reading, base).pieces):
            raise _unproved(
                copies[number].path, f"accepting the changes of {each.hand.author} alone would not give that copy"
            )


def _unproved(path: Path, why: str) -> DocumentError:
    hint = "Every copy is as it was. Save the copies anew in Word or LibreOffice and try again, or name them in another order."
    return DocumentError(f"Nothing was combined into {path.name}: {why}.", hint=hint)


def _words(pieces: Iterable[Piece]) -> list[tuple[str, ...]]:
    """The words of a body, without their look: an editor may have dressed a whole paragraph anew."""
    said = (_said(piece) for piece in pieces if not isinstance(piece, Contents | PageBreak))
    return [each for each in said if each]


def _said(piece: Piece) -> tuple[str, ...]:
    runs = [content(piece)]
    if isinstance(piece, Table):
        runs = [*map(as_run, piece.columns), *(cell for row in piece.rows for cell in row.cells)]
    return tuple(word.key for run in runs for word in words(run) if word.key)


def _with_record(first: Issued, content: bytes, tracking: Tracking) -> bytes:
    """The file with the record of what was issued: its own, or where it lost that or changes of ours were taken back, anew."""
    if first.theirs.record is not None and not first.open_parts:
        return content
    record = encode_record(first.record) if first.open_parts or first.paper is None else first.paper.record
    return content if record is None else tracking.carry(content, record, digest(record), None)


# ---- what is told ------------------------------------------------------------------------------------------------------


def _findings(copies: Sequence[Issued], found: Combination) -> Iterable[Finding]:
    first = copies[0]
    for issued in copies:
        if issued.open_parts:
            message = "Changes of an update wait in it. They are not in the combined file."
            hint = "Update the combined file once its changes are accepted or rejected."
            yield Finding("update-waits", Severity.MEDIUM, message, Location(str(issued.path)), hint)
        if issued.theirs.margins != first.theirs.margins:
            message = "Its headers or footers are not those of the first copy. The first copy's stand."
            yield Finding("other-margins", Severity.MEDIUM, message, Location(str(issued.path)))
    for where in dict.fromkeys(found.untold):
        message = f"What this copy changed in “{where}” cannot be marked as a change: it stands as it is there."
        yield Finding("not-tracked", Severity.MEDIUM, message, Location(str(first.path)), "Look at it by hand.")
    for number, what in found.not_carried:
        message = f"Not carried over: {what}."
        hint = "Copy it into the combined file by hand, if it is to stay."
        yield Finding("not-carried", Severity.MEDIUM, message, Location(str(copies[number].path)), hint)
