"""Updates of all documents in a folder: planned one by one, proved, written together; and which of a set are not there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policygen._dataclass import dataclass
from policygen.app.carrying_out import CarriedOut, carry_out_update, free_path
from policygen.app.documents_in import documents_in
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.update import Revision, plan_update
from policygen.errors import PolicygenError
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.workspace.writing import carry_out


@dataclass(frozen=True, slots=True)
class FolderMember:
    """One document of a folder."""

    path: Path
    revision: Revision | None
    fault: str = ""
    """Why it cannot be planned, or updated."""
    made: CarriedOut | None = None
    """What was written; None where nothing was to be written yet."""


def plan_each(
    folder: Path, library_of: Callable[[Path], Library], made_on: str, *, wording: bool = False
) -> Iterator[FolderMember]:
    """An update of every document of ours in a folder and below it, in order."""
    below = sorted(path for path in folder.rglob("*") if path.is_dir() and OWNERS_FOLDER not in path.parts)
    for path in (path for each in (folder, *below) for path in documents_in(each)):
        try:
            yield FolderMember(path, plan_update(path, library_of(path), made_on, wording=wording))
        except PolicygenError as error:
            yield FolderMember(path, None, _said(error))


def carry_out_each(members: Sequence[FolderMember], author: str = "") -> list[FolderMember]:
    """Write what updates of some documents make, all of it or nothing; one that cannot be updated keeps no other back.

    Raises: `UnreadableError` when the files cannot be written.
    """
    made = [_updated(member, author) for member in members]
    carry_out([write for member in made if member.made is not None for write in member.made.writes], replace=True)
    return made


def _updated(member: FolderMember, author: str) -> FolderMember:
    """An update of one document, proved and not yet written."""
    revision = member.revision
    if revision is None:
        return member
    blocking = [finding.message for finding in revision.findings if finding.severity is Severity.BLOCK]
    if blocking:
        return FolderMember(member.path, None, " ".join(blocking))
    try:
        return replace(member, made=carry_out_update(revision, free_path(member.path, None), author))
    except PolicygenError as error:
        return FolderMember(member.path, None, _said(error))


def _said(error: PolicygenError) -> str:
    return " ".join(filter(None, (error.message, error.hint)))


def not_there(members: Sequence[FolderMember]) -> list[tuple[Path, str]]:
    """The kinds of document that a set in one of the folders has, by its records, and that do not lie there."""
    sets: dict[Path, set[str]] = {}
    lying: dict[Path, set[str]] = {}
    for member in members:
        if member.revision is not None:
            record = member.revision.issued.record
            sets.setdefault(member.path.parent, set()).update(record.issue.documents)
            lying.setdefault(member.path.parent, set()).add(record.document.properties.kind)
    return [(folder, kind) for folder, kinds in sets.items() for kind in sorted(kinds - lying[folder])]
