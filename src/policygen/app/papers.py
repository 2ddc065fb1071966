"""The working paper of a document: where it lies, and which of several is a document's own."""

import os
from dataclasses import replace
from pathlib import Path

from policygen._resources import read_text
from policygen.errors import DocumentError, NewerDocumentError, UnreadableError
from policygen.findings import Finding, Location, Severity
from policygen.formats.registry import FORMATS
from policygen.record.model import NewerRecordError, RecordError
from policygen.record.working_paper import ENDING, WorkingPaper, decode_paper

OWNERS_FOLDER = "for-the-owner"
"""Beside the documents: where working papers are looked for when they do not lie with them."""
SNAPSHOTS = "issued"
"""The folder, inside the owner's, in which a copy of every version that was issued is kept and never overwritten."""
_MADE_ANEW = "It is made anew when that is issued, or by a build while your answers come to its words. Or take it away."
MOST_PAPERS = 200
"""Working papers of one folder that are looked at for the one that belongs to a renamed document."""


def paper_path(path: Path) -> Path:
    """Where the working paper of a document is written."""
    return path.with_suffix(ENDING)


def own_paper_path(path: Path) -> Path:
    """The same for a text that may go on without the one in another format: never the paper that such a one has."""
    beside = paper_path(path)
    return path.with_name(f"{path.name}{ENDING}") if beside.exists() and twins(path) else beside


def twins(path: Path) -> list[Path]:
    """The files that lie beside a document under its name, in other formats that are read back."""
    lying = (path.with_suffix(form.ending) for form in FORMATS.values())
    return [each for each in lying if each != path and each.is_file()]


def read_paper(path: Path) -> WorkingPaper | None:
    """The working paper in a file; None when there is none that can be read.

    Raises: `NewerDocumentError` when a newer policygen made it.
    """
    try:
        return decode_paper(read_text(path))
    except NewerRecordError as error:
        raise NewerDocumentError(f"The working paper {path} cannot be read: {error}.", hint=error.hint) from error
    except (UnreadableError, RecordError):
        return None


def papers_in(folder: Path) -> list[Path]:
    """The working papers in a folder and in its owner's folder, in order of name."""
    return _papers(folder, "", f"{OWNERS_FOLDER}/")


def _papers(folder: Path, *places: str) -> list[Path]:
    try:
        return sorted(each for place in places for each in folder.glob(f"{place}*{ENDING}"))[:MOST_PAPERS]
    except OSError:
        return []


def seen_from(place: Path, lies: Path, paper: WorkingPaper) -> WorkingPaper:
    """A working paper that goes to another place than the one where it lies, and names the same answers."""
    if not paper.answers_file:
        return paper
    answers = os.path.normpath(lies.parent / paper.answers_file)
    try:
        return replace(paper, answers_file=Path(os.path.relpath(answers, place.parent)).as_posix())
    except ValueError:
        return replace(paper, answers_file=Path(answers).absolute().as_posix())


def paper_of(path: Path, mark: str | None) -> tuple[Path | None, WorkingPaper | None, tuple[Finding, ...]]:
    """The working paper whose record is a document's, by its digest: beside it, or under another name in its folder.

    A document that lost both record and digest is believed to be the one whose name it bears. The paper of a version that
    gave way to another one's is read where a copy of it is kept, and is not written there.
    """
    beside = paper_path(path)
    paper = read_paper(beside)
    if paper is not None and mark in {None, paper.record_digest}:
        return beside, paper, ()
    for other in papers_in(path.parent) if mark is not None else ():
        found = read_paper(other)
        if found is not None and found.record_digest == mark:
            if other.name in {beside.name, own_paper_path(path).name}:
                return other, found, ()
            message = f"Its working paper is {other.name}: the document has another name now."
            return other, found, (Finding("renamed-document", Severity.INFO, message, Location(str(path))),)
    for other in _papers(path.parent, f"{OWNERS_FOLDER}/{SNAPSHOTS}/") if mark is not None else ():
        found = read_paper(other)
        if found is not None and found.record_digest == mark:
            own = own_paper_path(path)
            return own, seen_from(own, other, found), _of_a_version_before(path)
    if paper is None:
        return None, None, ()
    message = f"{beside.name} is the working paper of another document, or of another version of this one."
    hint = "It was not used. Put the right one beside the document."
    return None, None, (Finding("other-paper", Severity.MEDIUM, message, Location(str(path)), hint),)


def _of_a_version_before(path: Path) -> tuple[Finding, ...]:
    """That a document is a version which the text beside it, in another format, has left behind."""
    others = twins(path)
    if not others:
        return ()
    message = f"{others[0].name} beside it is another version, and this file still says what it said before."
    return (Finding("left-behind", Severity.MEDIUM, message, Location(str(path)), _MADE_ANEW),)


def no_paper(path: Path, why: str, otherwise: str) -> DocumentError:
    """That a document carries no record and has no working paper, and what to do."""
    beside, others = paper_path(path), twins(path)
    message = f"{path} carries no record, and there is no working paper of it beside it{why}."
    hint = f"Put its working paper, whose name ends in {ENDING}, beside it. {otherwise}"
    if beside.is_file() and others:
        message = f"{path} carries no record, and {beside.name} is by now that of {others[0].name} beside it."
        hint = f"That one was updated without it. {_MADE_ANEW}"
    return DocumentError(message, hint=hint)
