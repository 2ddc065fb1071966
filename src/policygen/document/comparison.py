"""The body view: what two pieces are compared by. Folds what editors change by themselves."""

from collections.abc import Callable, Iterable

from policygen.document.model import Block, Contents, Heading, Inline, PageBreak, Paragraph, Table
from policygen.document.pieces import ListItem, Piece, content, is_text, open_lists
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


def evenly_dressed_key(piece: Piece) -> ComparisonKey:
    """What a piece says, in a format that sets brackets in bold, and tells roles by the dress of a whole paragraph."""
    if isinstance(piece, Table):
        cells = tuple(tuple(_evenly_dressed(cell) for cell in row.cells) for row in piece.rows)
        return ("table", tuple(map(fold, piece.columns)), cells)
    return ("text", _evenly_dressed(content(piece))) if is_text(piece) else content_key(piece)


def _evenly_dressed(run: tuple[Inline, ...]) -> ComparisonKey:
    """Words with the formatting that sets some of them apart from the others."""
    found = [word for word in words(run) if word.key]
    dress = [(word.marks.strong or bool(word.marks.confirm), word.marks.emphasis) for word in found]
    own = [each for each, word in zip(dress, found, strict=True) if not word.target]
    even = tuple(all(each[at] for each in own) for at in (0, 1))
    return tuple(
        (word.key, () if word.target else (strong and not even[0], emphasis and not even[1], word.marks.address))
        for word, (strong, emphasis) in zip(found, dress, strict=True)
    )


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


def block_keys(blocks: Iterable[Block]) -> ComparisonKey:
    """What some blocks say, lists by their items."""
    return content_keys(open_lists(blocks))


def body_keys(pieces: Iterable[Piece], key: Callable[[Piece], ComparisonKey] = content_key) -> list[ComparisonKey]:
    """What a reader sees of a body, as a proof compares it: contents follow from it, an empty paragraph says nothing."""
    seen = (key(piece) for piece in pieces if not isinstance(piece, Contents | PageBreak))
    return [key for key in seen if key != ("text", ())]
