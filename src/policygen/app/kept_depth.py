"""The depth that an issued policy keeps when it is built anew, until somebody chooses another."""

from pathlib import Path

from policygen._command import to_type
from policygen.answers.model import Answers
from policygen.app.issued import read_record
from policygen.document.model import DEPTHS, Depth
from policygen.errors import DocumentError, UnreadableError
from policygen.findings import Finding, Location, Severity
from policygen.formats.registry import FORMATS
from policygen.library.model import Library
from policygen.questions.flow import situation
from policygen.selection.select import depth_of


def kept_depth(answers: Answers, library: Library, places: tuple[Path, ...]) -> tuple[Depth, Finding] | None:
    """The depth of the policy that lies in one of these places, and what the number of people would give now.

    None where somebody chose a depth, where nothing lies there, or where both are the same.
    """
    facts = situation(library, answers.values).facts
    now = depth_of(facts)
    issued: list[Depth] = [depth for place in places if (depth := _issued_depth(place)) is not None]
    if facts.get("depth") in DEPTHS or not issued or issued[0] == now:
        return None
    was = issued[0]
    message = f"The policy that lies there is {was} and stays so. By the number of people it would be {now} now."
    to_change = to_type("update", places[0], "--reissue", "--depth", now)
    hint = f"Build with --depth {now} to change it. Where people wrote in it, carry their words over: {to_change}"
    return was, Finding("kept-depth", Severity.INFO, message, Location(str(places[0])), hint)


def _issued_depth(path: Path) -> Depth | None:
    """The depth of a document of ours; None for any other file."""
    try:
        return read_record(path).document.properties.depth if path.is_file() else None
    except (DocumentError, UnreadableError):
        return None


def names_of(stem: Path, formats: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of one document that carry a record: in some formats, or where none of those carries one, in all that do."""
    carry = [name for name in formats if name in FORMATS] or [*FORMATS]
    return tuple(stem.with_name(f"{stem.name}{FORMATS[name].ending}") for name in carry)
