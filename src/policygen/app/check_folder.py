"""Folders looked over: every answers file and every document of ours checked, one fault never stopping the rest."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from policygen._dataclass import dataclass
from policygen.app.batch import in_order, shared_libraries, spread
from policygen.app.check import check_file
from policygen.app.packs import Libraries
from policygen.errors import NotOursError, PolicygenError
from policygen.findings import Finding, Location, Severity

FileState = Literal["checked", "not checked", "not ours"]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One file, and whether a person named it: then it is read even if it is nobody's we know."""

    source: Path
    named: bool


@dataclass(frozen=True, slots=True)
class FileResult:
    """What was found in one file, in what can be handed from process to process."""

    source: Path
    organisation: str
    """Empty when its name could not be read."""
    state: FileState
    findings: tuple[Finding, ...]
    """Most severe first."""
    of_packs: tuple[Finding, ...] = ()
    """What is wrong with the packs over it, from high up; told once for all clients of a pack."""

    def as_data(self) -> dict[str, object]:
        """The file for `--json`."""
        return {
            "file": str(self.source),
            "organisation": self.organisation,
            "state": self.state,
            "findings": [finding.as_data() for finding in self.findings],
            "of_packs": [finding.as_data() for finding in self.of_packs],
        }


def check_all(
    todo: Sequence[ToCheck], packs: tuple[Path, ...], date: str, places: Sequence[str], processes: int
) -> Iterator[FileResult]:
    """Check every file, yielding each result as it is there."""
    return spread(todo, partial(_check_chunk, packs=packs, date=date, places=tuple(places)), processes)


def _check_chunk(
    chunk: tuple[ToCheck, ...], packs: tuple[Path, ...], date: str, places: tuple[str, ...]
) -> list[FileResult]:
    libraries = shared_libraries(packs, date)
    return [check_one(each, libraries, date, places) for each in chunk]


def check_one(each: ToCheck, libraries: Libraries, date: str, places: Sequence[str]) -> FileResult:
    """What was found in one file; whatever stops its being checked is a finding of it alone."""
    try:
        laid = libraries.of(each.source)
        checked = check_file(each.source, laid.library, date, places, anybodys=each.named)
        return FileResult(each.source, checked.organisation, "checked", in_order(checked.everything), laid.findings)
    except NotOursError:
        return FileResult(each.source, "", "not ours", ())
    except PolicygenError as error:
        return _stopped(each, error)
    except Exception as error:  # a fault of ours with one file must not hide what is wrong with the others
        message = f"policygen failed: {type(error).__name__}: {error}"
        return _stopped(each, PolicygenError(message, hint="Check it alone, and report it."))


def _stopped(each: ToCheck, error: PolicygenError) -> FileResult:
    fault = Finding("unreadable", Severity.BLOCK, error.message, Location(str(each.source)), error.hint)
    return FileResult(each.source, "", "not checked", (fault,))
