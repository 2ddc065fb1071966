"""What a Markdown document of ours ends with: a comment with its record's digest and a seal over the text before.

The record itself stands in the working paper of that digest, or behind both in the comment where somebody wants it there: it
would make a change of one word a change of five hundred lines.
"""

import base64
import hashlib
import re
import zlib

from policygen._on_use import regex
from policygen._resources import decode_text, unix_breaks
from policygen.errors import UnreadableError
from policygen.findings import Finding
from policygen.formats.markdown.bounds import decoded
from policygen.record.model import changed_record

MOST = 20_000_000
"""Bytes that a record may come to when it is unpacked."""

OPENING = "<!-- policygen:record:1 "
"""What the line before the record begins with; the digest follows it."""
CLOSING = "-->"
_WIDTH = 116
_WHOLE = regex(rf"{OPENING}([0-9a-f]{{64}}) ([0-9a-f]{{64}})(?:\n([A-Za-z0-9+/=\n]*)\n| ){CLOSING}\s*\Z")
_DIGEST = regex(rf"^{OPENING}(\S+)", re.MULTILINE)


def record_comment(record: bytes | None, digest: str, body: str) -> str:
    """A comment that is rendered nowhere: digest of the record, seal of the text, and the record, deflated, if given."""
    if record is None:
        return f"{OPENING}{digest} {seal(body)} {CLOSING}"
    text = base64.b64encode(zlib.compress(record)).decode()
    lines = (text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH))
    return "\n".join((f"{OPENING}{digest} {seal(body)}", *lines, CLOSING))


def without_comment(text: str) -> tuple[str, str, bool]:
    """A text without the comment at its end, the seal in that, and whether the record stood in it; without one no seal."""
    match = _WHOLE.search(text)
    return (text[: match.start()], match[2], match[3] is not None) if match else (text, "", False)


def comment_behind(new: str, record: bytes | None, digest: str, before: str, sealed_with: str) -> str:
    """The comment behind a text that we have changed: sealed if the text before was as we had left it."""
    comment = record_comment(record, digest, new)
    return comment if sealed_with == seal(before) else comment.replace(seal(new), sealed_with or "0" * 64, 1)


def seal(body: str) -> str:
    """SHA-256 of the text before the record's comment, whatever its line ends, white space at its end aside."""
    return hashlib.sha256(unix_breaks(body).rstrip().encode()).hexdigest()


def is_untouched(content: bytes) -> bool:
    """Whether a file is a Markdown document of ours that nobody has edited since we wrote it."""
    try:
        text = decode_text(content, "")
    except UnreadableError:
        return False
    match = _WHOLE.search(text)
    return match is not None and match[2] == seal(text[: match.start()])


def digest_of(text: str) -> str | None:
    """The digest of the record that a text names, whatever became of the record itself, and wherever it stands."""
    found = _DIGEST.search(unix_breaks(text))
    return found[1] if found else None


def record_of(content: bytes | str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The record in a Markdown document, None when there is none that can be read, and what is to be told of it.

    Raises: `DocumentError` when it is no text.
    """
    match = _WHOLE.search(unix_breaks(content if isinstance(content, str) else decoded(content)[0]))
    if match is None or match[3] is None:
        return None, ()
    try:
        unpacking = zlib.decompressobj()
        record = unpacking.decompress(base64.b64decode(match[3]), MOST)
    except (ValueError, zlib.error):
        return None, (changed_record(),)
    whole = not unpacking.unconsumed_tail and hashlib.sha256(record).hexdigest() == match[1]
    return (record, ()) if whole else (None, (changed_record(),))
