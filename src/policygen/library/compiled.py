"""The whole library as one JSON text, kept between runs, so that a build parses neither YAML nor Markdown."""

import json
import sys
import zlib

from policygen._codec import Codec, CodecError
from policygen.conditions.model import FORMS
from policygen.library import template
from policygen.library.model import Library

FORMAT = 16
"""Changed whenever the shape of the compiled text changes."""

_LIBRARY = Codec({**template.FORMS, **FORMS})


def cache_name(digest: str) -> str:
    """The name under which a compiled library is kept: by content, format and Python version."""
    return f"library-{FORMAT}-{sys.version_info.major}{sys.version_info.minor}-{digest[:32]}.json"


def _checksum(text: bytes) -> bytes:
    """A last line that tells whether the text is whole."""
    return b"\n%08x" % zlib.crc32(text)


def encode(library: Library) -> bytes:
    """A library as a JSON text, and a line that guards it."""
    text = json.dumps(_LIBRARY.encode(library), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    return text + _checksum(text)


def decode(content: bytes) -> Library | None:
    """The library of a compiled text, or None when it is broken or of another format."""
    text = content[:-9]
    if _checksum(text) != content[-9:]:
        return None
    try:
        return _LIBRARY.decode(Library, json.loads(text))
    except (CodecError, ValueError, RecursionError):  # the last by json itself
        return None
