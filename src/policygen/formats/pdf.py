"""A PDF that LibreOffice made, as it is kept: without the moment of its making, and sealed."""

import hashlib

from policygen._on_use import regex
from policygen.document.model import Properties
from policygen.formats.sealing import sealed_pdf

_STAMP = regex(rb"(?<=Date\(D:)\d{14}|(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_NAMES = regex(rb"/(?:ID \[\s*<[0-9A-F]{32}>\s*<[0-9A-F]{32}>\s*\]|DocChecksum\s*/[0-9A-F]{32})")
_NAME = regex(rb"[0-9A-F]{32}")


def finished(content: bytes, properties: Properties) -> bytes:
    """The file with its document's date and a name by its content, the same for the same document; no byte is moved."""
    day = properties.in_force or properties.date
    stamps = {14: f"{day.replace('-', '')}000000".encode(), 19: f"{day}T00:00:00".encode()}
    dated = _STAMP.sub(
        lambda match: stamp if len(stamp := stamps[len(match[0])]) == len(match[0]) else match[0], content
    )
    unnamed = _NAMES.sub(lambda match: _NAME.sub(b"0" * 32, match[0]), dated)
    name = hashlib.sha256(unnamed).hexdigest()[:32].upper().encode()
    return sealed_pdf(_NAMES.sub(lambda match: _NAME.sub(name, match[0]), unnamed))
