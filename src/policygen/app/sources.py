"""Answers files on disk, told from what policygen makes of them."""

from pathlib import Path

from policygen._resources import read_text
from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.errors import UnreadableError
from policygen.findings import Finding
from policygen.formats.registry import format_of
from policygen.library.model import Library
from policygen.record.working_paper import ENDING


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name; a name longer than the system allows names none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def kept_by_a_program(path: Path) -> str:
    """What a file is by its name, if a program keeps it for itself beside a person's; empty for a person's own."""
    name = path.name
    lock = name.startswith(".~lock.") and name.endswith("#")
    program = "Word" if name.startswith("~$") else "LibreOffice" if lock else "macOS" if name.startswith("._") else ""
    return program and f"a file that {program} keeps for itself"


def refuse_kept(path: Path) -> None:
    """Go on only with a file of a person's own.

    Raises: `UnreadableError` for one that a program keeps for itself.
    """
    if what := kept_by_a_program(path):
        raise UnreadableError(f"{path} is {what}.", hint="Name the document beside it.")


def open_answers(path: Path, library: Library) -> tuple[Answers, tuple[Finding, ...]]:
    """The answers in a file, and what is wrong with them.

    Raises: `UnreadableError` when the file cannot be read, or is a document or a working paper.
    """
    refuse_kept(path)
    is_paper = path.name.lower().endswith(ENDING)
    if (is_paper or format_of(path) is not None) and not is_folder(path):
        what = "the working paper of a document" if is_paper else "a document"
        raise UnreadableError(f"{path} is {what}, not an answers file.", hint="Name the answers file it was made from.")
    return read_answers(read_text(path), str(path), library)
