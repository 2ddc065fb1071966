"""The whole library as lines of JSON, kept between runs, so that a build parses neither YAML nor Markdown.

The first line is the library; what no build needs all of lies on lines of its own, and is decoded when it is asked for.
"""

import json
import sys
import zlib
from collections.abc import Sequence

from policygen._codec import Apart, Codec, CodecError, Data, Form, Listed
from policygen.conditions.model import FORMS
from policygen.conditions.places import PlaceName
from policygen.library import template
from policygen.library.model import Alike, Clause, Library, Source, Trap
from policygen.library.regimes import Example, Regime
from policygen.platforms.model import Platform
from policygen.questions.model import Question
from policygen.trades.model import Trade

FORMAT = 24
"""Changed whenever the shape of the compiled text changes."""

ASKED = ("id", "group", "says", "when", "defaults", "duty")
"""What is asked of every question; its words and choices are for those that were answered."""

WEIGHED = (
    "id", "section", "audience", "kind", "appears", "when", "under", "instead_of", "binds_at", "not_in", "statutory",
    "verbatim", "states", "starts", "ends", "layer",
)  # fmt: skip
"""What the selection asks of every clause; the rest is for those that are printed or spoken of."""

BOUND = ("id", "name", "kind", "example", "sources", "when")
"""What is asked of every regime; its points are for whoever is bound."""


class _Lines:
    """The lines after the first, each with something that is decoded when it is asked for."""

    def __init__(self, lines: Sequence[bytes] = ()) -> None:
        self.lines = list(lines)

    def lay(self, data: Data) -> int:
        self.lines.append(_json(data))
        return len(self.lines) - 1

    def take(self, number: Data) -> Data:
        if number.__class__ is not int or not 0 <= number < len(self.lines):
            raise CodecError("not the number of a line")
        return json.loads(self.lines[number])


def _json(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _codec(lines: _Lines) -> Codec:
    apart: dict[type, Form] = dict.fromkeys((Source, Trap, Trade, PlaceName, Platform, Example), Apart(lines))
    apart |= {Clause: Apart(lines, WEIGHED), Question: Apart(lines, ASKED), Regime: Apart(lines, BOUND)}
    return Codec({**template.FORMS, **FORMS, Alike: Listed(("when", "clauses")), **apart})


def cache_name(digest: str) -> str:
    """The name under which a compiled library is kept: by content, format and Python version."""
    return f"library-{FORMAT}-{sys.version_info.major}{sys.version_info.minor}-{digest[:32]}.json"


def _checksum(text: bytes) -> bytes:
    """A last line that tells whether the text is whole."""
    return b"\n%08x" % zlib.crc32(text)


def encode(library: Library) -> bytes:
    """A library as lines of JSON, and a line that guards them."""
    lines = _Lines()
    first = _json(_codec(lines).encode(library))
    text = b"\n".join((first, *lines.lines))
    return text + _checksum(text)


def decode(content: bytes) -> Library | None:
    """The library of a compiled text, or None when it is broken or of another format."""
    text = content[:-9]
    if _checksum(text) != content[-9:]:
        return None
    first, *others = text.split(b"\n")
    try:
        return _codec(_Lines(others)).decode(Library, json.loads(first))
    except (CodecError, ValueError, RecursionError):  # the last by json itself
        return None
