"""Small pictures, made here."""

import struct
import zlib


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 600, height: int = 200, *further: bytes, rows: int | None = None) -> bytes:
    """A grey PNG; `further` chunks stand before its picture, and `rows` are as many as it holds."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    picture = chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * width) * (height if rows is None else rows)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(further) + picture + chunk(b"IEND", b"")


def jpeg(width: int = 600, height: int = 200, *further: bytes) -> bytes:
    """What begins, goes on and ends as a JPEG."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00" + b"\x12\x34\x56"
    return b"\xff\xd8" + b"".join(further) + frame + scan + b"\xff\xd9"


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data
