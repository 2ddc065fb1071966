"""A clause's text as the library holds it: words, and places in them that a build fills in.

What holds other words has a node of its own beside the document's, since a tree with a slot in it is no document: no writer
takes it, and whoever fills it must say what becomes of every node. Lines are those of the clause's file, from 1.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace

from policygen._codec import Form, tagged
from policygen._dataclass import dataclass
from policygen.document import codec
from policygen.document.model import Exact, LineBreak, Text

# ---- inlines -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised content."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised content."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Content that leads to an address: http, https or mailto."""

    address: str
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an answer is printed: `{{ platforms | any_of }}`."""

    path: str
    """A question, a special name, or one of their fields behind a dot."""
    filters: tuple[tuple[str, ...], ...] = ()
    """Each a name of the closed set and its texts."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact that prints as a sentence once an answer makes it true, and as a bracket until then."""

    question: str
    value: str
    content: tuple["Inline", ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Refer:
    """A reference to another clause, which vanishes with the round brackets it stands in when that is not printed."""

    target: str
    before: str
    """From the opening bracket to the reference, with the space before it."""
    after: str
    line: int = field(default=0, compare=False)


Inline = Text | Exact | LineBreak | Strong | Emphasis | Link | Slot | Claim | Refer

# ---- blocks ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in one paragraph."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with at most one list inside it."""

    content: tuple[Inline, ...]
    inner: "ItemList | None" = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, bulleted or numbered; two levels at most."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with a key of its own."""

    key: str
    cells: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the clause writes out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """A table that answers fill: `{{ table.roles }}`."""

    table: str
    line: int = field(default=0, compare=False)


Block = Paragraph | ItemList | Table | Records

Words = tuple[Inline, ...]
Blocks = tuple[Block, ...]

FORMS: dict[type, Form] = {
    **codec.WORDS,
    **tagged(Strong, Emphasis, Link, Slot, Claim, Refer, Paragraph, ItemList, Item, Table, Row, Records),
}

# ---- walking -----------------------------------------------------------------------------------------------------------


def runs(block: Block) -> Iterator[Words]:
    """Every run of words in a block, in reading order: a paragraph, an item, a cell each."""
    match block:
        case Paragraph(content):
            yield content
        case ItemList(items):
            for item in items:
                yield item.content
                if item.inner:
                    yield from runs(item.inner)
        case Table(_, rows):
            for row in rows:
                yield from row.cells
        case Records():
            return


def inlines(content: Sequence[Inline]) -> Iterator[Inline]:
    """Every inline, outer before inner."""
    for inline in content:
        yield inline
        match inline:
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Claim(_, _, inner):
                yield from inlines(inner)
            case Text() | Exact() | LineBreak() | Slot() | Refer():
                pass


def nodes(blocks: Sequence[Block]) -> Iterator[Inline | Records]:
    """Every table of records and every inline of some blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Records):
            yield block
        for run in runs(block):
            yield from inlines(run)


# ---- changing ----------------------------------------------------------------------------------------------------------


def with_slots_in(content: Words, change: Callable[[Slot], Slot]) -> Words:
    """Words with every slot changed."""
    found: list[Inline] = []
    for inline in content:
        match inline:
            case Slot():
                found.append(change(inline))
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Claim(_, _, inner):
                found.append(replace(inline, content=with_slots_in(inner, change)))
            case Text() | Exact() | LineBreak() | Refer():
                found.append(inline)
    return tuple(found)


def with_slots(blocks: Blocks, change: Callable[[Slot], Slot]) -> Blocks:
    """Blocks with every slot changed."""
    return tuple(_with_slots(block, change) for block in blocks)


def _with_slots(block: Block, change: Callable[[Slot], Slot]) -> Block:
    match block:
        case Paragraph(content):
            return Paragraph(with_slots_in(content, change))
        case ItemList():
            return _list_with_slots(block, change)
        case Table(columns, rows):
            changed = (replace(row, cells=tuple(with_slots_in(cell, change) for cell in row.cells)) for row in rows)
            return Table(columns, tuple(changed))
        case Records():
            return block


def _list_with_slots(block: ItemList, change: Callable[[Slot], Slot]) -> ItemList:
    items = (
        Item(with_slots_in(item.content, change), _list_with_slots(item.inner, change) if item.inner else None)
        for item in block.items
    )
    return ItemList(tuple(items), block.ordered)
