"""A plan of writes: looked at before anything happens, then carried out file by file, each whole or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._resources import DOCUMENT_MODE, MAX_BYTES, StagedFile, read_file, stage_file
from policygen.errors import UnreadableError

ENOUGH = 1 << 17
"""Bytes that a policy and its papers take, at the least."""

MAX_PRESENT = MAX_BYTES * 16
"""Bytes of a file that may be replaced: a document of ours has a hundredth of them."""

Untouched = Callable[[bytes], bool]
"""Whether a file's content is exactly as policygen left it."""


@dataclass(frozen=True, slots=True)
class Write:
    """One file to write."""

    path: Path
    content: bytes
    untouched: Untouched
    """Asked of what lies there now: only what nobody edited may be replaced."""
    mode: int = DOCUMENT_MODE
    """Permissions when it is new, from which the umask takes away."""
    purpose: str = ""
    """What it is for, in a few words to its owner."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a plan."""

    written: tuple[Path, ...]
    same: tuple[Path, ...]
    """Already there, byte for byte."""
    edited: tuple[Path, ...]
    """Left alone, because somebody edited them or they are not ours."""


def carry_out(plan: Sequence[Write], *, replace: bool) -> Written:
    """Write what may be written. When any file of the plan was edited, none is written unless `replace` says so.

    Raises: `UnreadableError` when a folder cannot be made or a file cannot be written.
    """
    same: list[Path] = []
    edited: list[Path] = []
    for write in plan:
        present = _present(write.path)
        if present == write.content:
            same.append(write.path)
        elif present is not None and not replace and not write.untouched(present):
            edited.append(write.path)
    if edited:
        return Written((), tuple(same), tuple(edited))
    return Written(_put([write for write in plan if write.path not in same]), tuple(same), ())


def _put(plan: Sequence[Write]) -> tuple[Path, ...]:
    """Write files: all of them on disk before the first is in its place, so that a full disk leaves every one as it was."""
    staged: list[StagedFile] = []
    path = Path()
    try:
        for write in plan:
            path = write.path
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.append(stage_file(path, write.content, write.mode))
        for write, file in zip(plan, staged, strict=True):
            path = write.path
            file.commit()
    except BaseException as error:
        for file in staged:
            file.discard()
        if isinstance(error, OSError):
            raise _cannot_write(path, error) from error
        raise
    return tuple(write.path for write in plan)


def _present(path: Path) -> bytes | None:
    """What lies there now; None when there is nothing."""
    if path.is_dir():
        raise UnreadableError(f"{path} is a folder.", hint="Choose another --out folder.")
    return read_file(path, MAX_PRESENT) if path.exists() else None


def require_writable(folder: Path) -> None:
    """Go on only where a folder that is there, or can be made, takes files: tried, and nothing of it left.

    Raises: `UnreadableError` when it takes none, as when the disk is full.
    """
    try:
        there = next((parent for parent in (folder, *folder.parents) if parent.exists()), folder)
        stage_file(there / "policygen.trial", bytes(ENOUGH)).discard()
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _cannot_write(path: Path, error: OSError) -> UnreadableError:
    hint = "Make room, or choose another folder: 'build --out DIR', 'new FOLDER'."
    named = path if path.name else path.resolve()  # nobody calls a folder “.”
    return UnreadableError(f"{named} cannot be written: {error.strerror}.", hint=hint)
