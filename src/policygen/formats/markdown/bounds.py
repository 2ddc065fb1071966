"""What a Markdown file may hold before the parser sees it: the parser's time grows with the square of some things."""

import codecs
from itertools import groupby

from policygen._on_use import regex
from policygen.errors import DocumentError

MOST = 2_000_000
"""Characters of Markdown that are read: some seven hundred pages."""
MOST_COLUMNS = 63
"""Word allows a table no more."""
MOST_CELLS = 50_000
"""Cells of all tables together, those counted that a short row leaves out."""
MOST_MARKS = 3_000
"""Signs in one stretch without a blank line that may be markup: a long paragraph has fifty."""

_DELIMITERS = regex(r"[ \t>|:-]*-[ \t>|:-]*")
_MARKS = regex(r"[`*_\[\]<!&~\\]")

_MARKS_OF_ORDER = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WINDOWS = "cp1252"


def decoded(data: bytes) -> tuple[str, str]:
    """The text in a Markdown file, and its encoding: what is no UTF-8 is taken for text of Windows.

    Raises: `DocumentError` when it is no text.
    """
    encoding = next((name for mark, name in _MARKS_OF_ORDER if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise DocumentError("This is not a Markdown file: it holds bytes that no text has.")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return data.decode(WINDOWS, "replace"), WINDOWS


def check_bounds(text: str) -> None:
    """Refuse what no policy holds.

    Raises: `DocumentError` with the line.
    """
    if len(text) > MOST:
        raise DocumentError("This Markdown file is too large to be a policy.")
    hint = "Is it really a policy? Take that out, and try again."
    cells = 0
    numbered = enumerate(text.split("\n"), 1)
    for is_blank, group in groupby(numbered, key=lambda line: not line[1].strip()):
        stretch = [] if is_blank else list(group)
        marks = sum(len(_MARKS.findall(line)) for _, line in stretch)
        if marks > MOST_MARKS:
            message = f"The paragraph at line {stretch[0][0]} holds {marks:,} signs of markup, more than any policy's."
            raise DocumentError(message, hint=hint)
        for position, (number, line) in enumerate(stretch):
            if "|" not in line or not _DELIMITERS.fullmatch(line):
                continue
            columns = line.count("|") + 1
            cells += columns * (len(stretch) - position)
            if columns > MOST_COLUMNS + 2 or cells > MOST_CELLS:
                message = f"The table at line {number} has {columns:,} columns and {len(stretch) - position:,} rows."
                raise DocumentError(f"{message} No policy has one so large.", hint=hint)
