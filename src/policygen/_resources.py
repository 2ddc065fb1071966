"""Where the library and the templates lie, and where prepared things may be kept."""

import os
import stat
import sys
from functools import partial
from pathlib import Path

from policygen._dataclass import dataclass
from policygen.errors import PolicygenError, UnreadableError

DATA_FOLDERS = ("clauses", "templates")
MAX_BYTES = 4_000_000
"""A text file larger than this is not one of ours."""
MAX_CACHED = 64_000_000
"""Bytes of one prepared thing: the whole compiled library has three million."""

DOCUMENT_MODE = 0o666
"""The permissions of a new document, from which the umask takes away."""
OWNER_MODE = 0o660
"""The permissions of a new file that is the owner's alone: answers, working papers, what is to be done next."""
CACHE_MODE = 0o700


def data_root() -> Path:
    """The folder that holds `clauses/` and `templates/`: inside the package, or at the top of a checkout.

    Raises: `PolicygenError` when neither is there, as after a broken installation.
    """
    here = Path(__file__).resolve()
    packaged = here.parent / "_data"
    if packaged.is_dir():
        return packaged
    checkout = here.parents[2]
    if all((checkout / name).is_dir() for name in DATA_FOLDERS):
        return checkout
    raise PolicygenError(
        f"The clause library is missing: it is neither in {packaged} nor in {checkout}.",
        hint="Install policygen again.",
    )


def cache_folder() -> Path | None:
    """Where prepared things are kept between runs, or None when there is no such place.

    `POLICYGEN_CACHE` names another folder; set to nothing it means: keep nothing.
    """
    named = os.environ.get("POLICYGEN_CACHE")
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "policygen" if base else None
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        # The standard says that a relative one is to be passed over: it would be another folder from everywhere.
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "policygen"
    except RuntimeError:  # a user without a home
        return None


def read_cached(name: str, since: int = 0) -> bytes | None:
    """What was kept under a name, or None; None too if it was kept before a moment, in nanoseconds of the disk's clock."""
    folder = cache_folder()
    try:
        if folder is None or (since and (folder / name).stat().st_mtime_ns < since):
            return None
        return read_file(folder / name, MAX_CACHED)
    except (UnreadableError, OSError):
        return None


def keep_cached(name: str, content: bytes) -> None:
    """Keep something under a name; silently not, where nothing can be kept. Two processes may do so at once."""
    folder = cache_folder()
    if folder is None:
        return
    try:
        folder.mkdir(mode=CACHE_MODE, parents=True, exist_ok=True)
        replace_file(folder / name, content, OWNER_MODE)
    except (OSError, UnreadableError):
        return


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A new content beside the file it will replace: `commit` puts it there in one step, `discard` takes it away."""

    temporary: Path
    target: Path

    def commit(self) -> None:
        """Replace the file. Raises: `OSError`."""
        self.temporary.replace(self.target)

    def discard(self) -> None:
        """Leave the file as it was."""
        self.temporary.unlink(missing_ok=True)


def stage_file(path: Path, content: bytes, mode: int = DOCUMENT_MODE) -> StagedFile:
    """Write content beside a file, on the same disk. A link stays one: what it leads to is the file.

    A new file gets `mode` less the umask; one that is there keeps its own.

    Raises: `OSError` when it cannot be written; `UnreadableError` when the name is no file's, or cannot be one here.
    """
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:
        hint = "Choose a UTF-8 locale first: 'export LC_ALL=C.UTF-8', or 'export PYTHONUTF8=1'."
        raise UnreadableError(
            f"{path} cannot be written: this terminal's locale lacks its letters.", hint=hint
        ) from error
    target = Path(os.path.realpath(path))
    kept = target.lstat() if os.path.lexists(target) else None
    if kept is not None and not stat.S_ISREG(kept.st_mode):
        raise UnreadableError(
            f"{path} is not a file that can be written.", hint="Move it away, or choose another name."
        )
    # A name of its own, as `tempfile` would give it: that module costs a cold build as much as writing the file.
    staged = StagedFile(target.with_name(f".{target.name[:40]}.{os.urandom(8).hex()}"), target)
    try:
        with open(staged.temporary, "xb", opener=partial(os.open, mode=0o600 if kept else mode)) as file:
            file.write(content)
        if kept:
            staged.temporary.chmod(stat.S_IMODE(kept.st_mode) & 0o777)
    except BaseException:
        staged.discard()
        raise
    return staged


def replace_file(path: Path, content: bytes, mode: int = DOCUMENT_MODE) -> None:
    """Write a file so that at every moment it is either wholly the old one or wholly the new one.

    Raises: as `stage_file` does.
    """
    staged = stage_file(path, content, mode)
    try:
        staged.commit()
    except BaseException:
        staged.discard()
        raise


def decode_text(content: bytes, name: str) -> str:
    """Text from bytes: UTF-8, with or without a byte order mark, any line endings.

    Raises: `UnreadableError` for anything else.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"{name} is saved as UTF-16.", hint="Save it as UTF-8.")
    if b"\x00" in content:
        raise UnreadableError(f"{name} is not a text file.", hint="Name a text file.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableError(f"{name} is not UTF-8 text (line {line}).", hint="Save it as UTF-8.") from error
    return unix_breaks(text)


def unix_breaks(text: str) -> str:
    """A text with its lines ended in one way, whichever system ended them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def line_break(path: Path) -> str:
    """How the lines of a text file end: as Windows ends them if all of them do so.

    Raises: `UnreadableError` when it cannot be read.
    """
    content = read_file(path, MAX_BYTES)
    return "\r\n" if 0 < content.count(b"\n") == content.count(b"\r\n") else "\n"


def read_file(path: str | Path, most: int) -> bytes:
    """The bytes of a regular file, or of what a link to one leads to.

    Raises: `UnreadableError` when it is missing, unreadable, no regular file, or longer than so many bytes, even if it
    grows while it is read.
    """
    try:
        # Asked before opening: to open a pipe waits for whoever writes into it, and to open a device may set it going.
        _require_regular(path, os.stat(path).st_mode)  # noqa: PTH116 -- a Path for each of 400 files of the library
        with open(path, "rb", buffering=0, opener=_without_waiting) as file:
            _require_regular(path, os.fstat(file.fileno()).st_mode)
            content = bytearray()
            while len(content) <= most and (piece := file.read(min(most + 1 - len(content), 1 << 20))):
                content += piece
    except FileNotFoundError as error:
        raise UnreadableError(f"{path} does not exist.", hint="Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if len(content) > most:
        raise UnreadableError(f"{path} is larger than {most // 1_000_000} MB.", hint="Is it the file you meant?")
    return bytes(content)


def _require_regular(path: str | Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableError(f"{path} is a folder, not a file.", hint="Name a file in it.")
    if not stat.S_ISREG(mode):
        what = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
        raise UnreadableError(f"{path} is {what}, not a file.", hint="Save it as a file, and name that.")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_text(path: Path) -> str:
    """The text of a file.

    Raises: `UnreadableError` when it is missing, a folder, too large, unreadable or not UTF-8 text.
    """
    return decode_text(read_file(path, MAX_BYTES), str(path))
