"""The record at the end of a Markdown document of ours, and whether the text before it is as we wrote it."""

import base64
import hashlib
import re
import zlib

from policygen._resources import decode_text, unix_breaks
from policygen.errors import UnreadableError
from policygen.findings import Finding
from policygen.record.model import changed_record

MOST = 20_000_000
"""Bytes that a record may come to when it is unpacked."""

_COMMENT = re.compile(r"<!-- policygen:record:1 ([0-9a-f]{64}) ([0-9a-f]{64})\n([A-Za-z0-9+/=\n]*)\n-->\s*\Z")


def seal(body: str) -> str:
    """SHA-256 of the text before the record's comment, whatever its line ends, white space at its end aside."""
    return hashlib.sha256(unix_breaks(body).rstrip().encode()).hexdigest()


def is_untouched(content: bytes) -> bool:
    """Whether a file is a Markdown document of ours that nobody has edited since we wrote it."""
    try:
        text = decode_text(content, "")
    except UnreadableError:
        return False
    match = _COMMENT.search(text)
    return match is not None and match[2] == seal(text[: match.start()])


def record_of(text: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The record in a Markdown document, None when there is none that can be read, and what is to be told of it."""
    match = _COMMENT.search(text)
    if match is None:
        return None, ()
    try:
        unpacking = zlib.decompressobj()
        record = unpacking.decompress(base64.b64decode(match[3]), MOST)
    except (ValueError, zlib.error):
        return None, (changed_record(),)
    whole = not unpacking.unconsumed_tail and hashlib.sha256(record).hexdigest() == match[1]
    return (record, ()) if whole else (None, (changed_record(),))
