"""The body view: what two pieces are compared by. Folds what editors change by themselves."""

from collections.abc import Iterable

from policygen.document.model import Contents, Heading, Inline, PageBreak, Paragraph, Table
from policygen.document.pieces import ListItem, Piece, content
from policygen.document.words import fold, words

ComparisonKey = tuple[object, ...]


def inline_key(found: tuple[Inline, ...]) -> ComparisonKey:
    """Words with the formatting a reader sees."""
    return tuple((word.key, () if word.target else word.marks.visible) for word in words(found) if word.key)


def content_key(piece: Piece) -> ComparisonKey:
    """What a piece says: its words and their formatting, whatever its style."""
    match piece:
        case Paragraph() | Heading() | ListItem():
            return ("text", inline_key(content(piece)))
        case Table(_, columns, rows):
            cells = tuple(tuple(inline_key(cell) for cell in row.cells) for row in rows)
            return ("table", tuple(fold(column) for column in columns), cells)
        case Contents():
            return ("contents",)
        case PageBreak():
            return ("page",)


def style_key(piece: Piece) -> ComparisonKey:
    """What a piece is: its kind, role, level."""
    match piece:
        case Paragraph(_, role):
            return ("paragraph", role)
        case Heading(level, _, _):
            return ("heading", level)
        case ListItem(_, ordered, level):
            return ("item", ordered, level)
        case Table() | Contents() | PageBreak():
            return ()


def piece_key(piece: Piece) -> ComparisonKey:
    """What a piece is and says."""
    return (style_key(piece), content_key(piece))


def content_keys(pieces: Iterable[Piece]) -> ComparisonKey:
    """What some pieces say, in order. Page breaks and empty paragraphs say nothing."""
    return tuple(found for found in map(content_key, pieces) if found not in (("text", ()), ("page",)))
