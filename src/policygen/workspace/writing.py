"""A plan of writes: looked at before anything happens, then carried out file by file, each whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from policygen._resources import replace_file
from policygen.errors import UnreadableError

Untouched = Callable[[bytes], bool]
"""Whether a file's content is exactly as policygen left it."""


@dataclass(frozen=True, slots=True)
class Write:
    """One file to write."""

    path: Path
    content: bytes
    untouched: Untouched
    """Asked of what lies there now: only what nobody edited may be replaced."""


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
        try:
            present = write.path.read_bytes() if write.path.is_file() else None
        except OSError as error:
            raise UnreadableError(f"{write.path} cannot be read: {error.strerror}.") from error
        if write.path.is_dir():
            raise UnreadableError(f"{write.path} is a folder.", hint="Choose another --out folder.")
        if present == write.content:
            same.append(write.path)
        elif present is not None and not replace and not write.untouched(present):
            edited.append(write.path)
    if edited:
        return Written((), tuple(same), tuple(edited))
    written: list[Path] = []
    for write in plan:
        if write.path in same:
            continue
        try:
            write.path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(write.path, write.content)
        except OSError as error:
            raise UnreadableError(
                f"{write.path} cannot be written: {error.strerror}.", hint="Check the folder, or choose one with --out."
            ) from error
        written.append(write.path)
    return Written(tuple(written), tuple(same), ())
