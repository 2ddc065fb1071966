"""What updates of all documents in a folder would do, in one table."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from policygen._dataclass import dataclass
from policygen.app.documents_in import documents_in
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.update import Revision, plan_update
from policygen.cli._console import echo_json
from policygen.cli._folders import table
from policygen.cli._packs import open_libraries
from policygen.cli._plans import by_cause, plan_data
from policygen.cli._terminal import echo
from policygen.errors import PolicygenError, UsageError
from policygen.language.lists import counted


@dataclass(frozen=True, slots=True)
class Planned:
    """One document of a folder."""

    path: Path
    revision: Revision | None
    fault: str = ""
    """Why it cannot be planned."""


def plan_folder(folder: Path, packs: Sequence[Path], made_on: str, *, as_json: bool, exit_code: bool) -> int:
    """Tell what an update of every document in a folder would do; the code to end with.

    Raises: `UsageError` when no document of ours lies there.
    """
    found = list(_planned(folder, packs, made_on))
    if not found:
        raise UsageError(
            f"No document of ours lies in {folder}.",
            hint="A document is known by the record that it carries, or by its working paper.",
        )
    if as_json:
        echo_json([plan_data(each.revision) if each.revision else _fault(each) for each in found])
    else:
        table(("Document", "To change", "Conflicts", "Why"), [_row(each, folder) for each in found])
        for each in found:
            if each.fault:
                echo(f"{each.path}: {each.fault}")
    revisions = [each.revision for each in found if each.revision is not None]
    if any(each.fault for each in found):
        return 1
    if any(revision.plan.conflicts for revision in revisions):
        return 4
    return 5 if exit_code and any(revision.out_of_date for revision in revisions) else 0


def _planned(folder: Path, packs: Sequence[Path], made_on: str) -> Iterator[Planned]:
    libraries = open_libraries(packs, made_on)
    below = sorted(path for path in folder.rglob("*") if path.is_dir() and OWNERS_FOLDER not in path.parts)
    for path in (path for each in (folder, *below) for path in documents_in(each)):
        try:
            yield Planned(path, plan_update(path, libraries.of(path).library, made_on))
        except PolicygenError as error:
            yield Planned(path, None, " ".join(filter(None, (error.message, error.hint))))


def _fault(planned: Planned) -> dict[str, object]:
    return {"document": str(planned.path), "fault": planned.fault}


def _row(planned: Planned, folder: Path) -> tuple[str, ...]:
    name = planned.path.relative_to(folder).as_posix()
    if planned.revision is None:
        return name, "–", "–", "cannot be planned: see below"
    plan, changes = planned.revision.plan, len(planned.revision.to_change)
    ours = {entry.origin.id for entry in planned.revision.to_change}
    why = [cause for cause, entries in by_cause(planned.revision).items() if any(e.origin.id in ours for e in entries)]
    conflicts = len(plan.conflicts)
    return name, counted(changes, "part") if changes else "–", str(conflicts or "–"), " ".join(why) or "up to date"
