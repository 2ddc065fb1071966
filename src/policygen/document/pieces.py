"""The pieces that are compared and merged: paragraphs, headings, single list items, tables.

A list in the tree is one block; people edit its items one by one, so lists are opened here and closed again afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.model import (
    Block,
    Contents,
    Heading,
    Inline,
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    Strong,
    Table,
)
from policygen.document.walk import block_text, plain


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list, out of its list."""

    content: tuple[Inline, ...]
    ordered: bool = False
    level: int = 0
    """0 for the outer list, 1 for a list inside an item."""
    opens: bool = False
    """Begins a new list although a list of the same kind stands right before it."""


Piece = Paragraph | Heading | ListItem | Table | Contents | PageBreak


def open_lists(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """The pieces of some blocks, in order: every list replaced by its items."""
    found: list[Piece] = []
    for block in blocks:
        if isinstance(block, ItemList):
            found.extend(_items(block, 0, opens=_follows_its_kind(found, block)))
        else:
            found.append(block)
    return tuple(found)


def _follows_its_kind(before: Sequence[Piece], block: ItemList) -> bool:
    """Whether a list of the same kind ends right here: only then must the next one say that it is another."""
    for piece in reversed(before):
        if not isinstance(piece, ListItem):
            return False
        if piece.level == 0:
            return piece.ordered == block.ordered
    return False


def _items(block: ItemList, level: int, *, opens: bool) -> list[Piece]:
    found: list[Piece] = []
    for item in block.items:
        found.append(ListItem(item.content, block.ordered, level, opens))
        opens = False
        if item.inner:
            found.extend(_items(item.inner, level + 1, opens=False))
    return found


def close_lists(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Blocks from pieces: neighbouring items joined into lists. The inverse of `open_lists`."""
    blocks: list[Block] = []
    waiting: list[ListItem] = []
    for piece in pieces:
        if isinstance(piece, ListItem):
            if waiting and piece.level == 0 and (piece.opens or piece.ordered != _outer(waiting).ordered):
                blocks.append(_list(waiting))
                waiting = []
            waiting.append(piece)
            continue
        if waiting:
            blocks.append(_list(waiting))
            waiting = []
        blocks.append(piece)
    if waiting:
        blocks.append(_list(waiting))
    return tuple(blocks)


def _outer(items: Sequence[ListItem]) -> ListItem:
    return next((item for item in items if item.level == 0), items[0])


def _list(items: Sequence[ListItem]) -> ItemList:
    """A list of two levels at most. Inner items before any outer one are raised: there is nothing to hang them on."""
    outer: list[tuple[ListItem, list[ListItem]]] = []
    for item in items:
        if item.level == 0 or not outer:
            outer.append((item, []))
        else:
            outer[-1][1].append(item)
    return ItemList(
        tuple(
            Item(item.content, ItemList(tuple(Item(i.content) for i in inner), inner[0].ordered) if inner else None)
            for item, inner in outer
        ),
        _outer(items).ordered,
    )


def content(piece: Piece) -> tuple[Inline, ...]:
    """The words of a text piece; nothing for a table, contents or a page break."""
    match piece:
        case Paragraph(found) | Heading(_, found) | ListItem(found):
            return found
        case Table() | Contents() | PageBreak():
            return ()


def title_in(piece: Piece) -> tuple[Inline, ...]:
    """The words of a heading, or those that a paragraph begins with in bold: a title run in."""
    match piece:
        case Heading(_, found) | Paragraph((Strong(found), *_)):
            return found
        case _:
            return ()


def with_content(piece: Piece, new: tuple[Inline, ...]) -> Piece:
    """The same piece with other words; pieces without words stay as they are."""
    match piece:
        case Paragraph() | Heading() | ListItem():
            return replace(piece, content=new)
        case Table() | Contents() | PageBreak():
            return piece


def shape(piece: Piece) -> Piece:
    """What a piece is, without its words: its kind, role, level, place in a list."""
    return with_content(piece, ())


def text(piece: Piece) -> str:
    """The words of a piece as a reader sees them."""
    if isinstance(piece, ListItem):
        return plain(piece.content)
    return block_text(piece)


def is_text(piece: Piece) -> bool:
    """Whether the piece is a paragraph, a heading or a list item."""
    return isinstance(piece, Paragraph | Heading | ListItem)


def bearing(pieces: Sequence[Piece]) -> int:
    """The index of the piece that bears a part's anchor: its first that is no page break."""
    return next((position for position, piece in enumerate(pieces) if not isinstance(piece, PageBreak)), 0)
