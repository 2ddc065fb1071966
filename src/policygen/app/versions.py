"""The versions of a document that were issued: what its record tells of them, and the copies kept of each."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE
from policygen.answers.model import Answers
from policygen.app.issued import read_bytes, read_record
from policygen.app.papers import OWNERS_FOLDER, SNAPSHOTS, twins
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DocumentKind
from policygen.assembly.edition import Standing
from policygen.document.as_read import ReadPiece
from policygen.document.codec import encode
from policygen.document.pieces import text
from policygen.document.words import fold
from policygen.errors import DocumentError, UnreadableError
from policygen.findings import Finding, Severity
from policygen.formats.registry import format_of
from policygen.library.model import Library
from policygen.record.model import Record, Version
from policygen.record.working_paper import ENDING
from policygen.selection.select import select
from policygen.workspace.naming import is_kept_before, own_name
from policygen.workspace.writing import Write, carry_out

if TYPE_CHECKING:
    from policygen.app.document_status import (
        DocumentStatus,
    )  # reads and aligns; a build knows only the records of versions


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
    """Where the copy of a version of a document is kept, whatever we have put behind the name of the document."""
    safe = "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in number)
    ending = ENDING if path.name.endswith(ENDING) else path.suffix
    return _snapshots(path) / f"{own_name(path.name.removesuffix(ending))}-v{safe}{ending}"


def kept_copy(path: Path, record: Record, version: Version) -> Path | None:
    """The copy of a version of a document, under the name that it should have, else by what it is; None without one.

    `record` is that of the document.
    """
    named = snapshot_path(path, version.number)
    if named.is_file():
        return named
    lying = sorted(_lying(_snapshots(path)), key=lambda each: (each.suffix != path.suffix, each.name))
    return next((each for each in lying if _is_version(_record(each), record, version)), None)


def _is_version(found: Record | None, record: Record, version: Version) -> bool:
    if found is None or version_of(found) != version:
        return False
    return found.document.properties.kind == record.document.properties.kind


def _snapshots(path: Path) -> Path:
    return path.parent / OWNERS_FOLDER / SNAPSHOTS


def _lying(folder: Path) -> list[Path]:
    """The files of a folder that may be documents of ours, in order of name."""
    try:
        return sorted(each for each in folder.iterdir() if format_of(each) is not None and each.is_file())
    except OSError:
        return []


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was issued of a document that is made anew."""

    history: tuple[Version, ...] = ()
    paths: tuple[Path, ...] = ()
    """The files of the last version: in the place of the document, or under a name that we gave a copy of it."""
    record: Record | None = None
    """The record of that version; None where a draft lies there, or nothing."""
    replaced: tuple[tuple[Path, str], ...] = ()
    """The files in the place of the document that are a version, each with its number."""

    @property
    def left_behind(self) -> tuple[Path, ...]:
        """The files of the document in other formats that are not that version: it went on without them."""
        return tuple(each for path in self.paths for each in twins(path) if each not in self.paths)

    @property
    def unkept(self) -> tuple[tuple[Path, str], ...]:
        """The files that would give way and of which no copy is kept, each with the number of its version."""
        return tuple(each for each in self.replaced if not snapshot_path(*each).exists())


def earlier_of(places: Sequence[Path]) -> Earlier:
    """What was issued of a document that is to lie at some places, one for each format.

    By the files that lie there or under a name that we gave a copy of it, and by the copies that were kept.
    """
    there = _recorded(path for path in places if path.is_file())
    known = [record.issue.history for _, record in there]
    most = max(map(len, known), default=0)
    later = [each for each in _recorded(_beside(places)) if len(each[1].issue.history) > most]
    versions = [each for each in (*there, *later) if version_of(each[1]) is not None]
    known += [record.issue.history for _, record in versions]
    numbers = {version.number for history in known for version in history}
    copies = _recorded(copy for path in places for copy in _copies(path, numbers))
    history = max((*known, *(record.issue.history for _, record in copies)), key=len, default=())
    last = [each for each in versions if each[1].issue.history == history]
    replaced = tuple((path, record.issue.history[-1].number) for path, record in versions if path in places)
    return Earlier(history, tuple(path for path, _ in last), last[0][1] if last else None, replaced)


def _recorded(paths: Iterable[Path]) -> list[tuple[Path, Record]]:
    return [(path, record) for path in paths if (record := _record(path)) is not None]


def _beside(places: Sequence[Path]) -> Iterator[Path]:
    """The files under names that we gave copies of the document at some places, but for what others took the place of."""
    for path in places:
        for each in _lying(path.parent):
            is_of_it = each.stem != path.stem and own_name(each.stem) == own_name(path.stem)
            if is_of_it and each.suffix == path.suffix and not is_kept_before(each.stem):
                yield each


def _copies(path: Path, known: Collection[str]) -> list[Path]:
    """The copies of versions of a document, but for those whose number is known."""
    names = {snapshot_path(path, number).name for number in known}
    lying = [each for each in _lying(_snapshots(path)) if each.suffix == path.suffix and each.name not in names]
    return [each for each in lying if own_name(each.stem.rpartition("-v")[0]) == own_name(path.stem)]


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
    lying = [each for earlier in found for each in earlier.unkept]
    copies = [
        Write(snapshot_path(path, number), read_bytes(path), lambda _: True, OWNER_MODE) for path, number in lying
    ]
    if copies:
        carry_out(copies, replace=False)
