"""Seals over what we wrote: broken by whoever saves it again, so that nobody's work is overwritten."""

import hashlib
from collections.abc import Iterable

from policygen._on_use import regex

SEAL_PROPERTY = "policygen-seal"
"""The custom property it stands in."""
MOST = 1_000_000
"""Bytes of properties that are looked through: ours come to a thousand."""

_UNSEALED = ("docProps/", "_rels/", "[Content_Types].xml")
_PROPERTY = regex(
    rb'name="' + SEAL_PROPERTY.encode() + rb'"[^>]{0,200}>\s{0,200}<[^>]{0,200}lpwstr>([0-9a-f]{64})<',
)


def seal(parts: Iterable[tuple[str, int, int]]) -> str:
    """SHA-256 over name, size and CRC-32 of each part, but for the package's own properties and relationships."""
    whole = hashlib.sha256()
    for name, size, checksum in sorted(parts):
        if not name.startswith(_UNSEALED):
            whole.update(f"{name}\0{size}\0{checksum}\n".encode())
    return whole.hexdigest()


def holds(properties: bytes, parts: Iterable[tuple[str, int, int]]) -> bool:
    """Whether a file's custom properties bear the seal of its parts."""
    found = _PROPERTY.search(properties)
    return found is not None and found[1].decode() == seal(parts)


# ---- text ----------------------------------------------------------------------------------------------------------

_TEXT_SEAL = regex(rb"(?s)(.*)\n<!-- policygen:seal:1 ([0-9a-f]{64}) -->\s*\Z")


def sealed(text: str) -> str:
    """A page with a comment behind it, by which it is known until somebody changes it."""
    return f"{text}\n<!-- policygen:seal:1 {hashlib.sha256(text.encode()).hexdigest()} -->\n"


def is_sealed(content: bytes) -> bool:
    """Whether a page of ours is as it was sealed, whatever its line ends."""
    found = _TEXT_SEAL.fullmatch(content.replace(b"\r\n", b"\n"))
    return found is not None and found[2].decode() == hashlib.sha256(found[1]).hexdigest()


_PDF_SEAL = b"%policygen-seal:1 "


def sealed_pdf(content: bytes) -> bytes:
    """A PDF with a remark behind its end, by which it is known until somebody changes it."""
    whole = content if content.endswith(b"\n") else content + b"\n"
    return whole + _PDF_SEAL + hashlib.sha256(whole).hexdigest().encode() + b"\n"


def is_sealed_pdf(content: bytes) -> bool:
    """Whether a PDF of ours is as it was sealed."""
    whole, mark, seal = content.rpartition(_PDF_SEAL)
    return bool(mark) and seal.strip() == hashlib.sha256(whole).hexdigest().encode()
