"""The body view: what two pieces are compared by. Folds what editors change by themselves."""

from collections.abc import Iterable

from policygen.document.model import Contents, Heading, Inline, PageBreak, Paragraph, Table
from policygen.document.pieces import ListItem, Piece, content
from policygen.document.words import fold, words

View = tuple[object, ...]


def content_view(found: tuple[Inline, ...]) -> View:
    """Words with the formatting a reader sees."""
    return tuple((word.key, () if word.target else word.marks.visible) for word in words(found) if word.key)


def reading(piece: Piece) -> View:
    """What a piece says: its words and their formatting, whatever its style."""
    match piece:
        case Paragraph() | Heading() | ListItem():
            return ("text", content_view(content(piece)))
        case Table(_, columns, rows):
            cells = tuple(tuple(content_view(cell) for cell in row.cells) for row in rows)
            return ("table", tuple(fold(column) for column in columns), cells)
        case Contents():
            return ("contents",)
        case PageBreak():
            return ("page",)


def style(piece: Piece) -> View:
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


def view(piece: Piece) -> View:
    """What a piece is and says."""
    return (style(piece), reading(piece))


def readings(pieces: Iterable[Piece]) -> View:
    """What some pieces say, in order. Page breaks and empty paragraphs say nothing."""
    return tuple(found for found in map(reading, pieces) if found not in (("text", ()), ("page",)))
