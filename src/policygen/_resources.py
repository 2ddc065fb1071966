"""Where the library and the templates lie, and where prepared things may be kept."""

import os
import sys
from pathlib import Path

from policygen.errors import PolicygenError, UnreadableError

DATA_FOLDERS = ("clauses", "templates")
MAX_BYTES = 4_000_000
"""A text file larger than this is not one of ours."""


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
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "policygen" if base else None


def read_cached(name: str) -> bytes | None:
    """What was kept under a name, or None."""
    folder = cache_folder()
    try:
        return (folder / name).read_bytes() if folder else None
    except OSError:
        return None


def keep_cached(name: str, content: bytes) -> None:
    """Keep something under a name; silently not, where nothing can be kept. Two processes may do so at once."""
    folder = cache_folder()
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / name, content)
    except OSError:
        return


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that at every moment it is either wholly the old one or wholly the new one.

    Raises: `OSError` when the folder cannot be written.
    """
    # A name of its own, as `tempfile` would give it: that module costs a cold build as much as writing the file.
    temporary = path.with_name(f".{path.name[:40]}.{os.urandom(8).hex()}")
    try:
        with open(temporary, "xb", opener=_for_us_alone) as file:
            file.write(content)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
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
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path) -> str:
    """The text of a file.

    Raises: `UnreadableError` when it is missing, a folder, too large, unreadable or not UTF-8 text.
    """
    try:
        if path.is_dir():
            raise UnreadableError(f"{path} is a folder, not a file.", hint="Name a file in it.")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB.", hint="Name a text file.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{path} does not exist.", hint="Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    return decode_text(content, str(path))
