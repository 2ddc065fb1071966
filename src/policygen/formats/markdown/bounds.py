"""What a Markdown file may hold before the parser sees it: the parser's time grows with the square of some things."""

import re
from itertools import groupby

from policygen.errors import DocumentError

MOST_COLUMNS = 63
"""Word allows a table no more."""
MOST_CELLS = 50_000
"""Cells of all tables together, those counted that a short row leaves out."""
MOST_MARKS = 3_000
"""Signs in one stretch without a blank line that may be markup: a long paragraph has fifty."""

_DELIMITERS = re.compile(r"[ \t>|:-]*-[ \t>|:-]*")
_MARKS = re.compile(r"[`*_\[\]<!&~\\]")


def check_bounds(text: str) -> None:
    """Refuse what no policy holds.

    Raises: `DocumentError` with the line.
    """
    hint = "Is it really a policy? Take that out, and try again."
    cells = 0
    numbered = enumerate(text.split("\n"), 1)
    for is_blank, group in groupby(numbered, key=lambda line: not line[1].strip()):
        stretch = [] if is_blank else list(group)
        marks = sum(len(_MARKS.findall(line)) for _, line in stretch)
        if marks > MOST_MARKS:
            message = f"The paragraph at line {stretch[0][0]} holds {marks:,} signs of markup, more than any policy's."
            raise DocumentError(message, hint=hint)
        for place, (number, line) in enumerate(stretch):
            if "|" not in line or not _DELIMITERS.fullmatch(line):
                continue
            columns = line.count("|") + 1
            cells += columns * (len(stretch) - place)
            if columns > MOST_COLUMNS + 2 or cells > MOST_CELLS:
                message = f"The table at line {number} has {columns:,} columns and {len(stretch) - place:,} rows."
                raise DocumentError(f"{message} No policy has one so large.", hint=hint)
