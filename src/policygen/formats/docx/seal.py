"""A seal over a Word file's own parts: broken by whoever saves the file again, so that nobody's work is overwritten."""

import hashlib
from collections.abc import Iterable

from policygen._on_use import regex
from policygen.errors import DocumentError
from policygen.formats.docx import names
from policygen.formats.docx.package import open_package

_UNSEALED = ("docProps/", "_rels/", "[Content_Types].xml")
_PROPERTY = regex(
    rb'name="' + names.SEAL_PROPERTY.encode() + rb'"[^>]{0,200}>\s{0,200}<[^>]{0,200}lpwstr>([0-9a-f]{64})<',
)
_MOST = 1_000_000
"""Bytes of properties that are looked through: ours come to a thousand."""


def seal(parts: Iterable[tuple[str, int, int]]) -> str:
    """SHA-256 over name, size and CRC-32 of each part, but for the package's own properties and relationships."""
    whole = hashlib.sha256()
    for name, size, checksum in sorted(parts):
        if not name.startswith(_UNSEALED):
            whole.update(f"{name}\0{size}\0{checksum}\n".encode())
    return whole.hexdigest()


def is_untouched(data: bytes) -> bool:
    """Whether a file is a Word document of ours that nobody has saved since we wrote it."""
    try:
        package = open_package(data)
    except DocumentError:
        return False
    found = _PROPERTY.search(package.beginning_of("docProps/custom.xml", _MOST))
    return found is not None and found[1].decode() == seal(package.checksums())
