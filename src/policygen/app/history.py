"""What was in force when: the versions of a document, and the words of one on a day."""

from pathlib import Path

from policygen._dataclass import dataclass
from policygen.app.document_status import DocumentStatus, document_status
from policygen.app.versions import is_as_issued, kept_copy, snapshot_path, version_of
from policygen.errors import DocumentError
from policygen.record.model import Version


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of a document, and the file that holds its words."""

    version: Version
    until: str
    """ISO date of the first day of the next version; empty while there is none."""
    path: Path | None
    """The document itself where it still says what was issued, else the copy that was kept; None where neither is there."""

    def as_data(self) -> dict[str, object]:
        """The version for `--json`."""
        return {
            "version": self.version.number,
            "in_force": self.version.in_force,
            "until": self.until,
            "approved_by": self.version.approved_by,
            "changed": self.version.changed,
            "file": str(self.path) if self.path else None,
        }


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a document, and how the document stands to them."""

    found: DocumentStatus
    versions: tuple[InForce, ...]
    """The earliest first."""

    @property
    def is_edited(self) -> bool:
        """Whether the document was a version and says something else now."""
        return version_of(self.found.issued.record) is not None and not is_as_issued(self.found)

    @property
    def is_draft(self) -> bool:
        """Whether the document is no version yet."""
        return version_of(self.found.issued.record) is None


def history_of(path: Path) -> History:
    """The versions of a document of ours.

    Raises: `DocumentError` when it is none; `UnreadableError`.
    """
    found = document_status(path)
    issued = found.issued
    known = issued.record.issue.history
    itself = version_of(issued.record) if is_as_issued(found) else None
    files = [path if version is itself else kept_copy(path, issued.record, version) for version in known]
    until = [*(version.in_force for version in known[1:]), ""][: len(known)]
    return History(found, tuple(map(InForce, known, until, files)))


def in_force_on(path: Path, day: str) -> tuple[History, InForce]:
    """The version of a document that was in force on a day (ISO).

    Raises: `DocumentError` when there was none, or no file holds its words any more.
    """
    history = history_of(path)
    then = next((each for each in reversed(history.versions) if each.version.in_force <= day), None)
    if then is None:
        first = history.versions[0].version.in_force if history.versions else ""
        hint = (
            f"Its first version came into force on {first}." if first else "It is a draft: no version of it was issued."
        )
        raise DocumentError(f"No version of {path} was in force on {day}.", hint=hint)
    if then.path is None:
        number = then.version.number
        message = f"On {day} version {number} of {path} was in force, but no copy of it is there."
        hint = f"It was kept as {snapshot_path(path, number)}."
        raise DocumentError(message, hint=hint)
    return history, then
