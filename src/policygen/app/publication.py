"""Copies to be shown to anybody: of versions alone, without record, comments and anchors."""

from pathlib import Path

from policygen._dataclass import dataclass
from policygen.app.document_status import DocumentStatus, status_of
from policygen.app.files import PUBLICATION
from policygen.app.issue import Preparation
from policygen.app.issued import open_issued, read_bytes
from policygen.app.versions import is_as_issued, version_of
from policygen.errors import DocumentError
from policygen.workspace.writing import Write, carry_out


@dataclass(frozen=True, slots=True)
class Published:
    """What became of copies to be shown to anybody."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]
    """Left alone, because something else lies there under that name."""


def publish(prepared: Preparation) -> Published:
    """Copies of a set as it was issued.

    Raises: `DocumentError` when one of it is no version, or was edited since; `UnreadableError`.
    """
    writes = [_copy(status_of(open_issued(path))) for path in prepared.paths]
    left = tuple(each.path for each in writes if each.path.exists() and read_bytes(each.path) != each.content)
    done = carry_out([each for each in writes if each.path not in left], replace=True)
    return Published((*done.written, *done.same), left)


def _copy(found: DocumentStatus) -> Write:
    issued = found.issued
    version = version_of(issued.record)
    if version is None or not is_as_issued(found):
        message = f"{issued.path} is no version, or was edited since it was issued."
        raise DocumentError(message, hint="Issue it first: what is published is a version.")
    path = issued.path.parent / PUBLICATION / f"{issued.path.stem}-v{version.number}{issued.path.suffix}"
    return Write(
        path, issued.format.publish(read_bytes(issued.path)), lambda _: False, purpose="to be shown to anybody"
    )
