"""What stands over or under every page: a line of words and fields, its right end behind a `|`."""

from collections.abc import Iterator

from policygen._dataclass import dataclass
from policygen._on_use import regex

FIELDS = ("organisation", "title", "version", "section", "page", "pages", "classification")
"""What may stand in braces. The version is told with its status and its day."""
EDGE = "|"
_PIECE = regex(r"\{(\w+)\}|([^{]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A field, or else words."""

    field: str = ""
    words: str = ""


def sides(line: str, classification: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What stands at the left of a line and at its right; the classification stands in front where the line has none."""
    if classification and "{classification}" not in line:
        line = f"{classification} · {line}" if line.strip() else classification
    left, _, right = line.partition(EDGE)
    return tuple(_pieces(left.strip(), classification)), tuple(_pieces(right.strip(), classification))


def _pieces(text: str, classification: str) -> Iterator[Piece]:
    for found in _PIECE.finditer(text):
        if found[1] == "classification":
            yield Piece(words=classification)
        else:
            yield Piece(found[1]) if found[1] else Piece(words=found[2])
