"""The versions of a document that were issued: what its record tells of them, and the copies kept of each."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE
from policygen.answers.model import Answers
from policygen.app.issued import OWNERS_FOLDER, read_bytes, read_record
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DocumentKind
from policygen.assembly.edition import Standing
from policygen.document.as_read import ReadPiece
from policygen.document.codec import encode
from policygen.document.pieces import text
from policygen.document.words import fold
from policygen.errors import DocumentError, UnreadableError
from policygen.findings import Finding, Severity
from policygen.library.model import Library
from policygen.record.model import Record, Version
from policygen.record.working_paper import ENDING
from policygen.selection.select import select
from policygen.workspace.writing import Write, carry_out

if TYPE_CHECKING:
    from policygen.app.document_status import (
        DocumentStatus,
    )  # reads and aligns; a build knows only the records of versions

SNAPSHOTS = "issued"
"""The folder, inside the owner's, in which a copy of every version that was issued is kept and never overwritten."""


def standing_of(record: Record) -> Standing:
    """What of a document was issued, by its record."""
    return Standing(record.issue.history, record.issue.status == "issued")


def version_of(record: Record) -> Version | None:
    """The version that a document was issued as; None for a draft, and for one of a time when nobody said."""
    return record.issue.history[-1] if record.issue.status == "issued" and record.issue.history else None


def since_first_day(answers: Answers, standing: Standing) -> Answers:
    """Answers for a version, with the day that it was issued for where they name none."""
    if not standing.is_issued or "effective_date" in answers.values:
        return answers
    return replace(answers, values={**answers.values, "effective_date": standing.in_force})


def until_next_version(answers: Answers, standing: Standing, today: str) -> Answers:
    """Answers for what becomes of a version: its first day has passed, and law and review are reckoned from today."""
    if not standing.history:
        return answers
    first = str(answers.values.get("effective_date") or "")
    last = standing.history[-1].in_force
    day = first if first > last else max(today, last)
    return replace(answers, values={**answers.values, "effective_date": day})


# ---- the words of a version --------------------------------------------------------------------------------------------


def digest_of_words(found: "DocumentStatus") -> str:
    """SHA-256 of the words of a document as they stand, and of what it holds besides: pictures, struck or hidden words.

    The same whatever program saved it, and in every format.
    """
    return hashlib.sha256("\n".join(_said(found.plan.document.pieces)).encode()).hexdigest()


def _said(pieces: Iterable[ReadPiece]) -> Iterable[str]:
    for read in pieces:
        words = "".join(fold(text(read.piece)).split())
        if words:
            yield words
        yield from (f"\0{kind}" for kind in sorted(set(read.holds) - {"field"}))


def is_as_issued(found: "DocumentStatus") -> bool:
    """Whether a document of a version still says what it said when it was issued."""
    version = version_of(found.issued.record)
    return version is not None and version.words == digest_of_words(found)


# ---- copies kept -------------------------------------------------------------------------------------------------------


def snapshot_path(path: Path, number: str) -> Path:
    """Where the copy of a version of a document is kept."""
    safe = "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in number)
    ending = ENDING if path.name.endswith(ENDING) else path.suffix
    return path.parent / OWNERS_FOLDER / SNAPSHOTS / f"{path.name.removesuffix(ending)}-v{safe}{ending}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was issued of a document that is made anew."""

    history: tuple[Version, ...] = ()
    paths: tuple[Path, ...] = ()
    """The files of it that lie in its place."""
    record: Record | None = None
    """The record of the version that lies there; None where a draft does, or nothing."""

    @property
    def unkept(self) -> tuple[Path, ...]:
        """The files of a version, of which no copy is kept."""
        number = self.history[-1].number if self.record is not None else ""
        return tuple(path for path in self.paths if number and not snapshot_path(path, number).exists())


def earlier_of(places: Sequence[Path]) -> Earlier:
    """What was issued of a document that is to lie at some places, one for each format.

    By the file that lies there, else by the copies that were kept.
    """
    paths = tuple(path for path in places if path.is_file())
    records = [record for path in paths if (record := _record(path)) is not None]
    version = next((record for record in records if version_of(record) is not None), None)
    known = [record.issue.history for record in records]
    if not any(known):
        copies = (_record(copy) for path in places for copy in _copies(path))
        known = [record.issue.history for record in copies if record is not None]
    return Earlier(max(known, key=len, default=()), paths, version)


def _copies(path: Path) -> list[Path]:
    folder = path.parent / OWNERS_FOLDER / SNAPSHOTS
    try:
        lying = [each for each in folder.iterdir() if each.suffix == path.suffix]
        return sorted(each for each in lying if each.name.startswith(f"{path.stem}-v"))
    except OSError:
        return []


def _record(path: Path) -> Record | None:
    try:
        return read_record(path)
    except (DocumentError, UnreadableError):
        return None


# ---- made anew ---------------------------------------------------------------------------------------------------------


def still_issued(
    answers: Answers, kind: DocumentKind, library: Library, date: str, earlier: Mapping[str, Earlier]
) -> Earlier | None:
    """The version of a document that lies in its place, if the answers still come to its words; None for any other."""
    found = earlier.get(kind.id)
    if found is None or found.record is None:
        return None
    standing = Standing(found.history, is_issued=True)
    answers = since_first_day(answers, standing)
    now = assemble(select(library, answers, date), kind, standing)
    same = encode(now)["parts"] == encode(found.record.document)["parts"]
    return found if same else None


def version_told(title: str, earlier: Earlier, *, stays: bool) -> Finding:
    """What became of a document of which a version was issued."""
    number = earlier.history[-1].number
    if stays:
        message = f"{title}: version {number} still says what your answers come to, and stays as it is."
        return Finding("version-stands", Severity.INFO, message)
    message = f"{title}: this is a draft of the next version. Version {number} is kept in {OWNERS_FOLDER}/{SNAPSHOTS}."
    return Finding("draft-of-next", Severity.INFO, message, hint=f"Once it is approved: {to_type('issue')}")


def keep_copies(found: Iterable[Earlier]) -> None:
    """Keep a copy of every version that lies in the place of a draft and of which there is none.

    Raises: `UnreadableError` when a file cannot be written.
    """
    lying = [(path, earlier.history[-1].number) for earlier in found for path in earlier.unkept]
    copies = [
        Write(snapshot_path(path, number), read_bytes(path), lambda _: True, OWNER_MODE) for path, number in lying
    ]
    if copies:
        carry_out(copies, replace=False)
