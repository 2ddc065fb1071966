"""The file that a command means where nobody named one: the only one of its kind here."""

import re
from collections.abc import Sequence
from pathlib import Path

from policygen._command import to_type
from policygen._on_use import regex
from policygen._resources import read_text
from policygen.app.documents_in import leading_documents
from policygen.app.folder_contents import ANSWERS_ENDINGS
from policygen.app.sources import kept_by_a_program
from policygen.cli._terminal import echo
from policygen.errors import PolicygenError, UsageError

_ANSWERS = regex(r"^(\{\s*)?[\"']?(answers|policygen|organisation_name)[\"']?\s*:", re.MULTILINE)


def answers_in(folder: Path) -> list[Path]:
    """The answers files in a folder, by what they hold."""
    return [
        path for path in sorted(folder.iterdir()) if path.suffix.lower() in ANSWERS_ENDINGS and _holds_answers(path)
    ]


def _holds_answers(path: Path) -> bool:
    if path.name.startswith(".") or kept_by_a_program(path):
        return False
    try:
        return _ANSWERS.search(read_text(path)) is not None
    except PolicygenError:
        return False


def the_answers(command: str, *rest: str) -> Path:
    """The only answers file here, which is said. `command` and what follows the file in it are for those to choose from.

    Raises: `UsageError` when there is none, or several.
    """
    hint = f"Name one, or make one: {to_type('new')}"
    return _the_only(answers_in(Path()), "answers file", hint, command, rest)


def the_document(command: str, *rest: str) -> Path:
    """The only document of ours here, which is said; of a Word file and its Markdown the former.

    Raises: `UsageError` when there is none, or several.
    """
    hint = "Name one. A document is known by the record that it carries, or by its working paper."
    return _the_only(leading_documents(Path()), "document of ours", hint, command, rest)


def _the_only(found: Sequence[Path], what: str, hint: str, command: str, rest: Sequence[str]) -> Path:
    if not found:
        raise UsageError(f"No {what} is named, and none lies here.", hint=hint)
    if len(found) > 1:
        several = what.replace("file", "files").replace("document", "documents")
        lines = "\n".join(f"  {to_type(command, path, *rest)}" for path in found)
        raise UsageError(f"{len(found)} {several} lie here. Choose one:\n{lines}")
    echo(f"Using {found[0]}, the only {what} here.", err=True)
    return found[0]


def begun_here() -> Path | None:
    """The only answers file here, or else in the folders right below; None where there is none, or several."""
    here = answers_in(Path())
    below = [path for folder in sorted(Path().iterdir()) if _is_open(folder) for path in answers_in(folder)]
    found = here or below
    return found[0] if len(found) == 1 else None


def _is_open(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith(".")
