"""What lies below folders: answers files, documents, and what is left out because it is nobody's today."""

import os
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen._resources import read_text
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.sources import is_folder, kept_by_a_program
from policygen.errors import UnreadableError
from policygen.formats.registry import FORMATS, format_of
from policygen.record.working_paper import ENDING
from policygen.workspace.naming import BEFORE, FORM

ANSWERS_ENDINGS = (".yaml", ".yml")
ISSUED = "issued"
SET_ASIDE = frozenset(
    {"archive", "archived", "archives", "backup", "backups", "drafts", ISSUED, "notes", "old", "templates", "trash"}
)
"""Names of folders below a folder of clients whose files are nobody's answers today."""

_ANSWERS = regex(r"^answers\s*:", re.MULTILINE)
_FORM = regex(rf"(?:^|-){FORM}\b")
"""How the name of an answer form ends, whatever somebody wrote behind it."""
_KEPT = regex(rf"\.{BEFORE}(-\d+)?$")
"""How the name of a document ends that was kept when a new one took its place."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder below the one that was named, whose files are no clients; or a file that is nobody's answers."""

    path: Path
    why: str
    to_be_named: bool = True
    """Whether it counts when it is named itself."""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """The files that some paths come to."""

    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


def find_answers(paths: Iterable[Path]) -> FolderContents:
    """Every answers file named, or lying in or below a folder named, in order of path.

    Hidden files are passed over; packs and folders that are set aside are left out and told.
    """
    return _find(paths, ANSWERS_ENDINGS, SET_ASIDE)


def find_to_check(paths: Iterable[Path]) -> FolderContents:
    """Every answers file, and every document that may be ours; a folder of issued documents is looked into too.

    Left out beside what `find_answers` leaves out: working papers, and documents that newer ones took the place of.
    """
    return _find(paths, (*ANSWERS_ENDINGS, *(each.ending for each in FORMATS.values()), ENDING), SET_ASIDE - {ISSUED})


def _find(paths: Iterable[Path], endings: tuple[str, ...], aside: Set[str]) -> FolderContents:
    found: list[Path] = []
    left_out: dict[Path, LeftOut] = {}
    for path in paths:
        if not is_folder(path):
            found.append(path)
            continue
        inside = sorted(file for file in _walk(path) if file.name.lower().endswith(endings))
        packs = {file.parent for file in inside if file.name == "pack.yaml" and file.parent != path}
        for file in inside:
            folder = _set_aside(file, path, packs, aside)
            if folder is not None:
                why = "a pack" if folder in packs else f"set aside as '{folder.name}'"
                left_out.setdefault(folder, LeftOut(folder, why))
            elif why := _not_checked(file):
                left_out[file] = LeftOut(file, why, to_be_named=False)
            else:
                found.append(file)
    left_out |= {path: LeftOut(path, what, to_be_named=False) for path in found if (what := kept_by_a_program(path))}
    files = tuple({path.absolute(): path for path in found if path not in left_out}.values())
    return FolderContents(files, tuple(left_out[path] for path in sorted(left_out)))


def _walk(top: Path) -> Iterator[Path]:
    """Every file in and below a folder that is not hidden, nor for the owner; what a program keeps for itself is told."""
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".") and name != OWNERS_FOLDER]
        yield from (
            file for name in names if not (file := Path(folder, name)).name.startswith(".") or kept_by_a_program(file)
        )


def _not_checked(file: Path) -> str:
    """Why a file below a folder is nothing to check; empty when it is."""
    if file.name.lower().endswith(ENDING):
        return "a working paper"
    if _is_brand(file):
        return "a brand file"
    if format_of(file) is not None and _FORM.search(file.stem):
        return "an answer form"
    kept = format_of(file) is not None and _KEPT.search(file.stem)
    return "kept when a new one took its place" if kept else ""


def _is_brand(file: Path) -> bool:
    """Whether a file is called a brand, and holds no answers."""
    if file.suffix.lower() not in ANSWERS_ENDINGS or not file.stem.casefold().endswith("brand"):
        return False
    try:
        return _ANSWERS.search(read_text(file)) is None
    except UnreadableError:
        return False


def _set_aside(file: Path, top: Path, packs: Set[Path], aside: Set[str]) -> Path | None:
    """The outermost folder below `top` that holds a file and is no folder of clients."""
    inner = [folder for folder in file.parents if folder.is_relative_to(top) and folder != top]
    found = [folder for folder in inner if folder in packs or folder.name.casefold() in aside]
    return found[-1] if found else None
