"""Documents of ours on disk: the record they carry, and the working paper beside them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from policygen._resources import MAX_BYTES, read_text
from policygen.app.sources import PAPER_ENDING, refuse_kept
from policygen.errors import DocumentError, UnreadableError
from policygen.record.model import Record, RecordError, decode_record

MAX_DOCUMENT = MAX_BYTES * 16


def read_bytes(path: Path) -> bytes:
    """The bytes of a document.

    Raises: `UnreadableError` when it is missing, a folder, too large or unreadable.
    """
    try:
        if path.is_dir():
            raise UnreadableError(f"{path} is a folder, not a file.", hint="Name a document in it.")
        if path.stat().st_size > MAX_DOCUMENT:
            raise UnreadableError(f"{path} is larger than {MAX_DOCUMENT // 1_000_000} MB.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{path} does not exist.", hint="Check the name and the folder.") from error
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.") from error


def paper_path(path: Path) -> Path:
    """Where the working paper of a document lies."""
    return path.with_suffix(PAPER_ENDING)


def read_paper(path: Path) -> Mapping[str, Any] | None:
    """The working paper beside a document; None when there is none that can be read. Its answers are mappings."""
    try:
        data: Any = json.loads(read_text(paper_path(path)))
    except (UnreadableError, ValueError, RecursionError):
        return None
    mappings = ("answers", "taken_by_default")
    if not isinstance(data, dict) or not all(isinstance(data.get(key, {}), dict) for key in mappings):
        return None
    return cast("dict[str, Any]", data) if "answers" in data else None


def answers_beside(path: Path, paper: Mapping[str, Any] | None) -> Path | None:
    """The answers file that a document was made from, if it lies beside it; without a working paper, `answers.yaml`."""
    name = str((paper or {}).get("answers_file") or "answers.yaml")
    beside = path.parent / Path(name).name
    return beside if beside.is_file() else None


def _carried(path: Path) -> bytes | None:
    if path.suffix.lower() == ".md":
        from policygen.formats.markdown.seal import record_of

        return record_of(read_text(path))
    from policygen.formats.docx.reading.around import record
    from policygen.formats.docx.reading.opening import open_package

    return record(open_package(read_bytes(path)))


def read_record(path: Path) -> Record:
    """The record of a document that policygen issued.

    Raises: `DocumentError` when the file is no document of ours, or its record cannot be read; `UnreadableError`.
    """
    refuse_kept(path)
    carried = _carried(path)
    if carried is None:
        raise DocumentError(
            f"{path} carries no record: it was not made by policygen, or an editor removed it.",
            hint="Check the answers file instead, or build the policy anew.",
        )
    try:
        return decode_record(carried)
    except RecordError as error:
        raise DocumentError(f"The record of {path} cannot be read: {error}.", hint=error.hint) from error
