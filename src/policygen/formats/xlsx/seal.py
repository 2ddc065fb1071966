"""Whether a spreadsheet is as we left it."""

import zipfile
import zlib
from io import BytesIO

from policygen.formats.sealing import MOST, holds, seal

_PROPERTIES = "docProps/custom.xml"
_MOST_PARTS = 100
"""Parts that are looked at: ours have eleven."""


def is_untouched(data: bytes) -> bool:
    """Whether a file is a spreadsheet of ours that nobody has saved since we wrote it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_PARTS or archive.getinfo(_PROPERTIES).file_size > MOST:
                return False
            with archive.open(_PROPERTIES) as part:
                return holds(part.read(MOST), _checksums(archive))
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False


def seal_of(data: bytes) -> str:
    """The seal of a spreadsheet's parts."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return seal(_checksums(archive))


def _checksums(archive: zipfile.ZipFile) -> list[tuple[str, int, int]]:
    return [(entry.filename, entry.file_size, entry.CRC) for entry in archive.infolist()]
