"""An issued document on disk: what it carries, the working paper that is its own, the answers behind it, and the guards.

Whatever reads, updates or replaces a document of ours comes through here.
"""

import json
import os
import unicodedata
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._resources import MAX_BYTES, read_file
from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.app.papers import no_paper, paper_of
from policygen.app.sources import open_answers, refuse_kept
from policygen.assembly.documents import DOCUMENTS, DocumentKind
from policygen.document.as_read import ReadDocument, ReadPiece
from policygen.document.model import Part
from policygen.document.pieces import open_lists
from policygen.errors import DocumentError, NewerDocumentError, NotOursError
from policygen.findings import Finding, Location
from policygen.formats.model import Carried, Format
from policygen.formats.registry import FORMATS, format_of
from policygen.library.model import Library
from policygen.record.model import CHANGED, Layers, NewerRecordError, Record, RecordError, decode_record, digest
from policygen.record.working_paper import WorkingPaper

MAX_DOCUMENT = MAX_BYTES * 16


@dataclass(frozen=True, slots=True)
class Issued:
    """A document of ours as it lies on disk."""

    path: Path
    theirs: ReadDocument
    record: Record
    paper: WorkingPaper | None
    """The working paper that is this document's own; None when it is not there."""
    paper_path: Path | None
    findings: tuple[Finding, ...]
    """About its record and its working paper."""
    content: bytes = b""
    """The file, without the changes of ours that wait in it."""
    open_parts: tuple[str, ...] = ()
    """The parts in which changes of ours wait, that nobody accepted or rejected."""
    rejected: Mapping[str, Part] = field(default_factory=dict[str, Part])
    """The parts of which every change that we offered last was rejected, as they stand, by id."""

    @property
    def format(self) -> Format:
        """The format it is in."""
        return _format(self.path)

    @property
    def kind(self) -> DocumentKind:
        """Which document of the set it is.

        Raises: `NewerDocumentError` when this policygen makes none of that kind.
        """
        return kind_named(self.path, self.record)


def kind_named(path: Path, record: Record) -> DocumentKind:
    """Which document of the set a record is of.

    Raises: `NewerDocumentError` when this policygen makes none of that kind.
    """
    named = record.document.properties.kind
    kind = DOCUMENTS.get(named)
    if kind is None:
        message = f"{path} is a “{named}”, which this policygen does not make."
        raise NewerDocumentError(message, hint="It was made by a newer policygen. Bring yours up to date.")
    return kind


# ---- opening -----------------------------------------------------------------------------------------------------------


def read_bytes(path: Path) -> bytes:
    """The bytes of a document.

    Raises: `UnreadableError` when it is missing, no regular file, too large or unreadable.
    """
    return read_file(path, MAX_DOCUMENT)


def _format(path: Path) -> Format:
    """The format a document of ours is in; a file with an ending of another is taken for a Word document."""
    return format_of(path) or FORMATS["docx"]


def _decoded(path: Path, carried: bytes) -> Record:
    try:
        return decode_record(carried)
    except RecordError as error:
        kind = NewerDocumentError if isinstance(error, NewerRecordError) else DocumentError
        raise kind(f"The record of {path} cannot be read: {error}.", hint=error.hint) from error


def _refuse_changed(path: Path, changed: tuple[Finding, ...]) -> None:
    """That the record was changed, where it was, as the reason why policygen cannot go on."""
    for finding in changed:
        raise DocumentError(f"{path} cannot be trusted. {finding.message}", hint=finding.hint)


def read_record(path: Path) -> Record:
    """The record of a document that policygen issued, its words unread.

    Raises: `DocumentError` when the file is no document of ours, or its record cannot be read; `UnreadableError`.
    """
    refuse_kept(path)
    carried, changed = _carried(path, read_bytes(path))
    if carried is None:
        _refuse_changed(path, changed)
        removed = ": it was not made by policygen, or an editor removed it"
        raise no_paper(path, removed, "Or check the answers file, or build anew.")
    return _decoded(path, carried)


def is_recorded(path: Path) -> bool:
    """Whether the record of a document can be found, in it or in its working paper."""
    return _carried(path, read_bytes(path)) != (None, ())


def _carried(path: Path, content: bytes) -> Carried:
    """The record of a document: the one it carries, or where it names one alone, that of its working paper."""
    form = _format(path)
    with naming_file(path):
        carried, changed = form.record_of(content)
    mark = form.digest_of(content) if carried is None and not changed else None
    if mark is None:
        return carried, changed
    _, paper, _ = paper_of(path, mark)
    return (_kept(paper) if paper is not None else None), ()


@contextmanager
def naming_file(path: Path) -> Generator[None]:
    """Names a file in front of what its format has to say of its content.

    Raises: `DocumentError`.
    """
    try:
        yield
    except DocumentError as error:
        raise type(error)(f"{path}: {error.message}", hint=error.hint) from error


def _kept(paper: WorkingPaper) -> bytes | None:
    """The record in a working paper, if it is the one that the paper is of."""
    return paper.record if paper.record and paper.record_digest == digest(paper.record) else None


def open_issued(path: Path) -> Issued:
    """A document of ours as it stands, with the working paper that is its own.

    Raises: `NotOursError` when it is no document of ours; `DocumentError`, `UnreadableError` when it cannot be read.
    """
    refuse_kept(path)
    content, form = read_bytes(path), _format(path)
    with naming_file(path):
        theirs = form.read(content)
    mark = digest(theirs.record) if theirs.record is not None else theirs.digest
    beside, paper, findings = paper_of(path, mark)
    carried = theirs.record
    if carried is None and paper is not None:
        carried = _kept(paper)
    changed = tuple(replace(f, location=Location(str(path))) for f in theirs.findings if f.code == CHANGED)
    if carried is None:
        _refuse_changed(path, changed)
        if theirs.digest is None and not any(read.anchors for read in theirs.pieces):
            hint = f"To read it as anybody's policy: {to_type('check', path)}"
            raise NotOursError(f"{path} was not made by policygen, or nothing of ours is left in it.", hint=hint)
        raise no_paper(path, "", "Or build the policy anew.")
    from policygen.app.awaiting import without_waiting  # aligns; whoever only makes documents opens none

    found = without_waiting(content, theirs, _decoded(path, carried), form)
    told = (*changed, *findings)
    return Issued(
        path, found.theirs, found.record, paper, beside, told, found.content, found.open_parts, found.rejected
    )


def open_sealed(path: Path) -> Issued | None:
    """A document that nobody has saved since it was written, by its seal: its words are those of its record, and are not read.

    None for any other. Raises: as `open_issued` does.
    """
    refuse_kept(path)
    content, form = read_bytes(path), _format(path)
    carried = _carried(path, content)[0] if form.is_untouched(content) else None
    if carried is None:
        return None
    record, mark = _decoded(path, carried), digest(carried)
    pieces = open_lists(block for part in record.document.parts for block in part.blocks)
    theirs = ReadDocument(tuple(map(ReadPiece, pieces)), record=carried, digest=mark)
    beside, paper, findings = paper_of(path, mark)
    return Issued(path, theirs, record, paper, beside, findings)


def is_as_written(path: Path) -> bool:
    """Whether nobody has saved a document since it was written, by its seal. Raises: `UnreadableError`."""
    return _format(path).is_untouched(read_bytes(path))


# ---- the answers behind it ---------------------------------------------------------------------------------------------


def answers_file(paper: Path, named: WorkingPaper) -> Path | None:
    """The answers file that a working paper at some place names, if it is there."""
    if not named.answers_file:
        return None
    found = Path(os.path.normpath(paper.parent.joinpath(*PurePosixPath(named.answers_file).parts)))
    return found if found.is_file() else None


def answers_behind(path: Path) -> Path | None:
    """The answers file that a document on disk was made from, if it is there; the document's words are not read.

    Raises: as `open_issued` does.
    """
    refuse_kept(path)
    carried, _ = _carried(path, read_bytes(path))
    if carried is None:  # only its words can tell what it is
        return answers_beside(open_issued(path))
    where, paper, _ = paper_of(path, digest(carried))
    return answers_file(where, paper) if where is not None and paper is not None else None


def answers_beside(issued: Issued) -> Path | None:
    """The answers file that a document was made from, if it is there: by its own working paper, never by its name."""
    if issued.paper is None or issued.paper_path is None:
        return None
    return answers_file(issued.paper_path, issued.paper)


def issued_answers(issued: Issued, library: Library) -> Answers | None:
    """The answers its base was made from, by its working paper; None without one.

    While changes of ours wait in it, these are not yet the answers that were given last.
    """
    if issued.paper is not None and issued.open_parts and issued.paper.answers_before:
        return _kept_answers(issued, issued.paper.answers_before, library)
    return last_answers(issued, library)


def last_answers(issued: Issued, library: Library) -> Answers | None:
    """The answers that were given last, by its working paper; None without one."""
    return _kept_answers(issued, issued.paper.answers, library) if issued.paper is not None else None


def _kept_answers(issued: Issued, values: Mapping[str, Any], library: Library) -> Answers:
    left_out = [{"clause": id, "reason": why} for id, why in issued.paper.left_out.items()] if issued.paper else []
    said = {"policygen": 1, "answers": values, "leaves_out": left_out}
    text = json.dumps(said, ensure_ascii=False)
    return read_answers(text, str(issued.paper_path), library)[0]


def current_answers(
    issued: Issued, named: Path | None, library: Library, *, renamed: bool = False
) -> tuple[Answers, tuple[Finding, ...]]:
    """The answers to generate from: those named, those its working paper names, those it was made from.

    Raises: `DocumentError` when they are another organisation's and nobody said that it was `renamed`, or not known.
    """
    path = named or answers_beside(issued)
    if path is not None:
        answers, findings = open_answers(path, library)
        if not renamed:
            _require_organisation(issued, path, answers)
        return answers, findings
    made_from = last_answers(issued, library)
    if made_from is None:
        lying = issued.path.with_name("answers.yaml")
        hint = f"Name them with --answers {lying if lying.is_file() else 'FILE'}."
        raise DocumentError(f"The answers behind {issued.path} are not known: it has no working paper here.", hint=hint)
    return made_from, ()


# ---- guards ------------------------------------------------------------------------------------------------------------


def same_name(one: str, other: str) -> bool:
    """Whether two names are one organisation's, whatever their case, spaces, quotes and dashes."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in plain if unicodedata.category(character)[0] in "LNM") or plain


def _require_organisation(issued: Issued, path: Path, answers: Answers) -> None:
    """Go on only with answers of the organisation whose document it is."""
    was = issued.record.document.properties.organisation
    now = str(answers.values.get("organisation_name") or "")
    if not was or not now or same_name(was, now):
        return
    message = f"{issued.path} is a document of “{was}”, but {path} holds the answers of “{now}”."
    hint = "Name the right answers with --answers FILE. Add --renamed if the organisation has a new name."
    raise DocumentError(message, hint=hint)


def packs_not_laid(layers: Layers, library: Library) -> Layers:
    """The packs that something was made with and that are not laid over the library now."""
    laid = {layer.name for layer in library.layers[1:]}
    return tuple(layer for layer in layers[1:] if layer[0] not in laid)


def require_packs(path: Path, layers: Layers, library: Library) -> None:
    """Go on only with every pack that a document was made with.

    Raises: `DocumentError` naming those that are not laid.
    """
    missing = packs_not_laid(layers, library)
    if not missing:
        return
    names = " and ".join(f"“{layer[0]}” {layer[1]}" for layer in missing)
    one = len(missing) == 1
    message = f"{path} was made with the pack{'' if one else 's'} {names}, which {'is' if one else 'are'} not laid now."
    hint = "Name the pack's folder with --pack DIR, or under 'packs:' in the answers file; without it, its clauses would go."
    raise DocumentError(message, hint=hint)
