"""Pictures that a document may bear: read without trusting them, and without what they tell besides the picture.

No library decodes them here: what is checked is that the file is whole, and how large its picture is. Of a PNG the picture
itself is unpacked, within its own size, so that no reader of the document is handed a bomb.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Literal

from policygen._dataclass import dataclass

MAX_IMAGE = 2_000_000
"""Bytes of a picture: it travels in every document."""
MAX_PIXELS = 12_000_000
MAX_SIDE = 8_000

_PNG = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Of a PNG, by the kind of its colours."""
_KEPT_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"}
"""What a PNG is shown by. Its texts, its place and its program are left out."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG behind which its size stands."""
_KEPT_SEGMENTS = {0xE0, 0xE2, 0xEE}
"""Of what programs write into a JPEG: how it begins, its colours, and Adobe's kind of them."""
_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"BM", "a bitmap (.bmp)"),
    (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "an EPS file"),
    (b"RIFF", "a WebP picture"),
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile"),
    (b"\x00\x00\x01\x00", "an icon (.ico)"),
    (b"PK", "a zip file"),
)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, whole and of a size that is known."""

    kind: Literal["png", "jpeg"]
    content: bytes
    width: int
    """In pixels."""
    height: int


class ImageError(ValueError):
    """Bytes that are no picture we take; the message is a sentence that ends in what to do."""


def read_image(content: bytes) -> Image:
    """A PNG or JPEG, without what it tells besides the picture.

    Raises: `ImageError` for anything else, for one that is damaged, and for one that is too large.
    """
    if len(content) > MAX_IMAGE:
        raise ImageError(f"It is larger than {MAX_IMAGE // 1_000_000} MB: save it about 1,200 pixels wide.")
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    raise ImageError(f"It is {_what(content)}, not a PNG or JPEG: save it as a PNG, about 1,200 pixels wide.")


def _what(content: bytes) -> str:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start or start.startswith((b"<?xml", b"<!doctype svg")):
        return "an SVG drawing"
    return next((what for beginning, what in _OTHERS if content.startswith(beginning)), "another kind of file")


def _sized(width: int, height: int) -> tuple[int, int]:
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise ImageError(f"It has {width:,} by {height:,} pixels: save it about 1,200 pixels wide.")
    return width, height


def _damaged() -> ImageError:
    return ImageError("It is damaged: open it in a drawing program, and save it anew as a PNG.")


# ---- PNG ---------------------------------------------------------------------------------------------------------------


def _png(content: bytes) -> Image:
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise _damaged()
    width, height, depth, colours, *_, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    _sized(width, height)
    if colours not in _CHANNELS or depth not in (1, 2, 4, 8, 16) or interlaced > 1:
        raise _damaged()
    if any(name == b"acTL" for name, _ in chunks):
        raise ImageError("It is a moving picture: save one that stands still.")
    row = 1 + (width * depth * _CHANNELS[colours] + 7) // 8
    packed = b"".join(data for name, data in chunks if name == b"IDAT")
    _require_picture(packed, row * height, 2 * row * height if interlaced else row * height)
    kept = (_chunk(name, data) for name, data in chunks if name in _KEPT_CHUNKS)
    return Image("png", _PNG + b"".join(kept), width, height)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length
        if at > len(content) or struct.unpack_from(">I", content, at - 4)[0] != zlib.crc32(name + data):
            raise _damaged()
        yield name, data
        if name == b"IEND":
            return


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _require_picture(packed: bytes, least: int, most: int) -> None:
    """Raises `ImageError` unless it unpacks to as many bytes as its size tells; interlaced ones to a little more."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = len(unpacking.decompress(packed, most + 1))
    except zlib.error as error:
        raise _damaged() from error
    if not least <= unpacked <= most:
        raise _damaged()


# ---- JPEG --------------------------------------------------------------------------------------------------------------


def _jpeg(content: bytes) -> Image:
    kept, size, at = [b"\xff\xd8"], (0, 0), 2
    while at + 4 <= len(content):
        marker, (length,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        if content[at] != 0xFF or length < 2 or at + 2 + length > len(content):
            raise _damaged()
        segment = content[at : at + 2 + length]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES and length >= 8:
            height, width = struct.unpack_from(">HH", segment, 5)
            size = _sized(width, height)
        if marker < 0xE0 or marker in _KEPT_SEGMENTS:
            kept.append(segment)
        at += 2 + length
        if marker == 0xDA:
            end = content.rfind(b"\xff\xd9")
            if size == (0, 0) or end < at:
                raise _damaged()
            return Image("jpeg", b"".join((*kept, content[at : end + 2])), *size)
    raise _damaged()
