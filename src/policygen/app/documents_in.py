"""The documents of ours in a folder: whatever they are called, with or without their working paper."""

from collections.abc import Sequence
from pathlib import Path

from policygen.app.issued import is_recorded, read_bytes, read_record
from policygen.app.papers import paper_path
from policygen.app.sources import kept_by_a_program
from policygen.app.versions import version_of
from policygen.errors import DocumentError, PolicygenError, UnreadableError
from policygen.formats.registry import FORMATS, format_of
from policygen.workspace.naming import is_kept_before, own_name


def documents_in(folder: Path) -> list[Path]:
    """The documents of ours in a folder: of a Word file and its Markdown the former, and of several texts of one the latest.

    A text that an update has made counts for its document once it is issued, or where it is alone.
    """
    texts: dict[str, list[Path]] = {}
    for path in _texts(folder):
        if not is_kept_before(path.stem):
            texts.setdefault(own_name(path.stem), []).append(path)
    found = (_latest(name, [path for path in lying if _is_ours(path)]) for name, lying in sorted(texts.items()))
    return [path for path in found if path is not None]


def leading_documents(folder: Path) -> list[Path]:
    """The documents that are meant where nobody names one: those beside a working paper of their name; without any, all."""
    found = documents_in(folder)
    return [path for path in found if _has_paper(path)] or found


def _texts(folder: Path) -> list[Path]:
    """The files in a folder that may be documents, in order of name, Word files first."""
    order = [each.ending for each in FORMATS.values()]
    try:
        lying = [path for path in folder.iterdir() if path.suffix.lower() in order and path.is_file()]
    except OSError:
        return []
    return sorted(lying, key=lambda path: (order.index(path.suffix.lower()), path.name))


def _is_ours(path: Path) -> bool:
    """Whether a file is a document of ours: by a working paper of its name, its record, or the digest of that."""
    form = format_of(path)
    if form is None or kept_by_a_program(path):
        return False
    if paper_path(path).is_file():
        return True
    try:
        return is_recorded(path) or form.digest_of(read_bytes(path)) is not None
    except PolicygenError:
        return False


def _latest(name: str, texts: Sequence[Path]) -> Path | None:
    """Of some texts of one document the version that was issued last, else the one under the name of the document."""
    own = [path for path in texts if path.stem == name]
    if len(texts) == len(own):
        return own[0] if own else None
    versions = {path: number for path in texts if (number := _versions(path))}
    most = max(versions.values(), default=0)
    if own and most <= versions.get(own[0], 0):
        return own[0]
    return next((path for path in texts if versions.get(path, 0) == most), None)


def _versions(path: Path) -> int:
    """How many versions there are up to the one that a file is; 0 for a draft."""
    try:
        record = read_record(path)
    except (DocumentError, UnreadableError):
        return 0
    return len(record.issue.history) if version_of(record) is not None else 0


def _has_paper(path: Path) -> bool:
    return paper_path(path).is_file()
