"""Updates of all documents in a folder, in one table: what they would do, or what was written."""

from collections.abc import Sequence
from pathlib import Path

from policygen._command import to_type
from policygen.app.rules_apart import rules_apart
from policygen.app.update_folder import FolderMember, carry_out_each, not_there, plan_each
from policygen.cli._console import echo_findings, echo_json
from policygen.cli._folders import table
from policygen.cli._packs import open_libraries
from policygen.cli._plans import by_cause, plan_data
from policygen.cli._terminal import echo
from policygen.cli._updated import written_data
from policygen.errors import UsageError
from policygen.findings import Location
from policygen.language.lists import counted


def plan_folder(folder: Path, packs: Sequence[Path], made_on: str, *, as_json: bool, exit_code: bool) -> int:
    """Tell what an update of every document in a folder would do; the code to end with.

    Raises: `UsageError` when no document of ours lies there.
    """
    found = _found(folder, packs, made_on)
    if as_json:
        echo_json([_data(each) for each in found])
    else:
        table(("Document", "To change", "Conflicts", "Why"), [_planned_row(each, folder) for each in found])
        _tell_the_rest(found)
    return _code(found, exit_code=exit_code)


def update_folder(
    folder: Path, packs: Sequence[Path], made_on: str, author: str, *, wording: bool, as_json: bool, exit_code: bool
) -> int:
    """Update every document in a folder, and tell what was written; the code to end with.

    Raises: `UsageError` when no document of ours lies there; `UnreadableError` when the files cannot be written.
    """
    made = carry_out_each(_found(folder, packs, made_on, wording=wording), author)
    if as_json:
        echo_json([_data(each) for each in made])
    else:
        table(("Document", "Changes", "Conflicts", "Written"), [_made_row(each, folder) for each in made])
        _tell_the_rest(made)
        written = next((each.path for each in made if each.made is not None and each.made.writes), None)
        if written is not None:
            echo("Open each in Word or LibreOffice and accept or reject its changes. Your own files are as they were.")
            echo(f"Why each change is made stands beside it, and part by part: {to_type('update', written, '--plan')}")
    return _code(made, exit_code=exit_code)


def _found(folder: Path, packs: Sequence[Path], made_on: str, *, wording: bool = False) -> list[FolderMember]:
    libraries = open_libraries(packs, made_on)
    found = list(plan_each(folder, lambda path: libraries.of(path).library, made_on, wording=wording))
    if not found:
        raise UsageError(
            f"No document of ours lies in {folder}.",
            hint="A document is known by the record that it carries, or by its working paper.",
        )
    return found


def _tell_the_rest(found: Sequence[FolderMember]) -> None:
    """Tell what the table has no room for: why a document is left out, and which of a set are not there."""
    for each in found:
        if each.fault:
            echo(f"{each.path}: {each.fault}")
        elif each.revision is not None:
            issued = each.revision.issued
            apart = rules_apart(issued, each.revision.plan, Location(str(issued.path)))
            echo_findings(tuple(apart), err=False)
    for folder, kind in not_there(found):
        echo(f"{folder}: the {kind} of this set is not here, so it stays as it was issued.")


def _code(found: Sequence[FolderMember], *, exit_code: bool) -> int:
    revisions = [each.revision for each in found if each.revision is not None]
    if any(each.fault for each in found):
        return 1
    if any(revision.plan.conflicts for revision in revisions):
        return 4
    return 5 if exit_code and any(revision.out_of_date for revision in revisions) else 0


def _data(member: FolderMember) -> dict[str, object]:
    if member.revision is None:
        return {"document": str(member.path), "fault": member.fault}
    return plan_data(member.revision) | (written_data(member.made) if member.made is not None else {})


def _planned_row(planned: FolderMember, folder: Path) -> tuple[str, ...]:
    name = planned.path.relative_to(folder).as_posix()
    if planned.revision is None:
        return name, "–", "–", "cannot be planned: see below"
    plan, changes = planned.revision.plan, len(planned.revision.to_change)
    ours = {entry.origin.id for entry in planned.revision.to_change}
    why = [cause for cause, entries in by_cause(planned.revision).items() if any(e.origin.id in ours for e in entries)]
    conflicts = len(plan.conflicts)
    return name, counted(changes, "part") if changes else "–", str(conflicts or "–"), " ".join(why) or "up to date"


def _made_row(member: FolderMember, folder: Path) -> tuple[str, ...]:
    name = member.path.relative_to(folder).as_posix()
    if member.made is None or member.revision is None:
        return name, "–", "–", "cannot be updated: see below"
    conflicts = str(member.revision.plan.to_decide or "–")
    if not member.made.writes:
        return name, "–", conflicts, "up to date"
    return name, str(len(member.made.done)), conflicts, member.made.writes[0].path.name
