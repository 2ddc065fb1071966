"""A document tree as plain data and back, for records, caches and tests.

Data is made of lists, texts, numbers and booleans. Plain text is a bare string; everything else is a list whose first
member names it. `TREE_VERSION` stands beside stored trees: a reader that meets another version refuses it.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast, get_args, get_type_hints

from policygen.document.model import (
    Block,
    Confirm,
    Contents,
    Document,
    Emphasis,
    Exact,
    Heading,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    PartKind,
    Properties,
    Reference,
    Row,
    Strong,
    Table,
    TableRole,
    Text,
)

TREE_VERSION = 1

Data = Any
"""Plain data as `json` reads and writes it."""

Filler = Callable[[Sequence[Data]], tuple[Inline, ...]]
"""Turns a node that only templates hold (a slot, a claim) into inlines."""

BlockFiller = Callable[[Sequence[Data]], tuple[Block, ...]]
"""Turns a block that only templates hold (a table of records) into blocks."""


def encode_inline(inline: Inline) -> Data:
    """One inline as data."""
    match inline:
        case Text(value):
            return value
        case Exact(value):
            return ["exact", value]
        case Strong(content):
            return ["strong", encode_inlines(content)]
        case Emphasis(content):
            return ["emphasis", encode_inlines(content)]
        case Link(address, content):
            return ["link", address, encode_inlines(content)]
        case Reference(part, title):
            return ["reference", part, title]
        case Confirm(question, content):
            return ["confirm", question, encode_inlines(content)]
        case LineBreak():
            return ["break"]


def encode_inlines(inlines: Sequence[Inline]) -> list[Data]:
    """Inlines as data."""
    return [encode_inline(inline) for inline in inlines]


def _encode_item(item: Item) -> Data:
    return [encode_inlines(item.content), encode_block(item.inner) if item.inner else None]


def encode_block(block: Block) -> Data:
    """One block as data."""
    match block:
        case Paragraph(content, role):
            return ["paragraph", role, encode_inlines(content)]
        case Heading(level, content, numbered):
            return ["heading", level, numbered, encode_inlines(content)]
        case ItemList(items, ordered):
            return ["list", ordered, [_encode_item(item) for item in items]]
        case Table(name, columns, rows, role, widths):
            data = [[row.key, [encode_inlines(cell) for cell in row.cells]] for row in rows]
            return ["table", name, role, list(columns), list(widths), data]
        case Contents(title):
            return ["contents", title]
        case PageBreak():
            return ["page"]


def encode_part(part: Part) -> dict[str, Data]:
    """A part as data."""
    origin = part.origin
    return {
        "id": origin.id,
        "kind": origin.kind,
        "title": origin.title,
        "layer": origin.layer,
        "statutory": origin.statutory,
        "blocks": [encode_block(block) for block in part.blocks],
    }


def encode(document: Document) -> dict[str, Data]:
    """A whole document as data, with the version of the tree."""
    properties = document.properties
    return {
        "tree": TREE_VERSION,
        "properties": {name: getattr(properties, name) for name in Properties.__dataclass_fields__},
        "parts": [encode_part(part) for part in document.parts],
    }


class CodecError(ValueError):
    """Data that is not a tree of this version."""


class NewerTreeError(CodecError):
    """A tree of a version that only a newer policygen writes."""


MOST_NESTED = 20
"""Levels of inlines inside inlines: our own documents have four."""
MOST_COLUMNS = 63
"""Word allows a table no more."""

_ROLES = frozenset(get_args(ParagraphRole))
_TABLE_ROLES = frozenset(get_args(TableRole))
_PART_KINDS = frozenset(get_args(PartKind))
_CLOSED = {name: get_args(hint) for name, hint in get_type_hints(Properties).items() if get_args(hint)}


def _no_filler(node: Sequence[Data]) -> tuple[Inline, ...]:
    raise CodecError(f"unknown inline {str(node[0])[:40]!r}")


def _no_block_filler(node: Sequence[Data]) -> tuple[Block, ...]:
    raise CodecError(f"unknown block {str(node[0])[:40]!r}")


def decode_inlines(data: Sequence[Data], fill: Filler = _no_filler, level: int = 0) -> tuple[Inline, ...]:
    """Inlines from data; nodes the tree does not know are handed to `fill`.

    Raises: `CodecError` for data of another shape or other types.
    """
    if not isinstance(data, list | tuple) or level > MOST_NESTED:
        raise CodecError("not a run of inlines" if level <= MOST_NESTED else "inlines nest too deep")
    inlines: list[Inline] = []
    for node in data:
        if isinstance(node, str):
            inlines.append(Text(node))
            continue
        match node:
            case ["exact", str(value)]:
                inlines.append(Exact(value))
            case ["strong", content]:
                inlines.append(Strong(decode_inlines(content, fill, level + 1)))
            case ["emphasis", content]:
                inlines.append(Emphasis(decode_inlines(content, fill, level + 1)))
            case ["link", str(address), content]:
                inlines.append(Link(address, decode_inlines(content, fill, level + 1)))
            case ["reference", str(part), str(title)]:
                inlines.append(Reference(part, title))
            case ["confirm", str(question), content]:
                inlines.append(Confirm(question, decode_inlines(content, fill, level + 1)))
            case ["break"]:
                inlines.append(LineBreak())
            case [str(), *_]:
                inlines.extend(fill(node))
            case _:
                raise CodecError("not an inline")
    return tuple(inlines)


def _decode_list(data: Data, fill: Filler, level: int = 0) -> ItemList:
    match data:
        case ["list", bool(ordered), [*items]] if level < 2:
            return ItemList(tuple(_decode_item(item, fill, level) for item in items), ordered)
        case _:
            raise CodecError("not a list of at most two levels")


def _decode_item(data: Data, fill: Filler, level: int) -> Item:
    match data:
        case [content, inner]:
            return Item(decode_inlines(content, fill), _decode_list(inner, fill, level + 1) if inner else None)
        case _:
            raise CodecError("not an item of a list")


def _decode_table(data: Sequence[Data], fill: Filler) -> Table:
    match data:
        case [_, str(name), str(role), [*columns], [*widths], [*rows]] if (
            role in _TABLE_ROLES
            and len(columns) <= MOST_COLUMNS
            and all(isinstance(column, str) for column in columns)
            and all(type(width) is int for width in widths)
        ):
            decoded = tuple(_decode_row(row, fill) for row in rows)
            return Table(name, tuple(columns), decoded, cast("TableRole", role), tuple(widths))
        case _:
            raise CodecError("not a table")


def _decode_row(data: Data, fill: Filler) -> Row:
    match data:
        case [str(key), [*cells]] if len(cells) <= MOST_COLUMNS:
            return Row(key, tuple(decode_inlines(cell, fill) for cell in cells))
        case _:
            raise CodecError("not a row of its table")


def decode_blocks(
    data: Sequence[Data], fill: Filler = _no_filler, fill_block: BlockFiller = _no_block_filler
) -> tuple[Block, ...]:
    """Blocks from data; blocks the tree does not know are handed to `fill_block`.

    Raises: `CodecError` for data of another shape or other types.
    """
    blocks: list[Block] = []
    for node in data:
        match node:
            case ["paragraph", str(role), content] if role in _ROLES:
                blocks.append(Paragraph(decode_inlines(content, fill), cast("ParagraphRole", role)))
            case ["heading", 1 | 2 as depth, bool(numbered), content]:
                blocks.append(Heading(depth, decode_inlines(content, fill), numbered))
            case ["list", *_]:
                blocks.append(_decode_list(node, fill))
            case ["table", *_]:
                blocks.append(_decode_table(node, fill))
            case ["contents", str(title)]:
                blocks.append(Contents(title))
            case ["page"]:
                blocks.append(PageBreak())
            case [str(), *_]:
                blocks.extend(fill_block(node))
            case _:
                raise CodecError("not a block")
    return tuple(blocks)


def decode_part(data: Data) -> Part:
    """A part from data.

    Raises: `CodecError` for data of another shape or other types.
    """
    match data:
        case {
            "id": str(id),
            "kind": str(kind),
            "title": str(title),
            "layer": str(layer),
            "statutory": bool(statutory),
            "blocks": [*blocks],
        } if kind in _PART_KINDS:
            return Part(Origin(id, cast("PartKind", kind), title, layer, statutory), decode_blocks(blocks))
        case _:
            raise CodecError("not a part")


def _decode_properties(data: Data) -> Properties:
    """What a document says of itself: texts, some of a closed set."""
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise CodecError("not the properties of a document")
    said = cast("dict[str, str]", data)
    if any(said.get(name) not in known for name, known in _CLOSED.items()):
        raise CodecError("not the properties of a document")
    return Properties(**cast("dict[str, Data]", said))


def decode(data: Data) -> Document:
    """A document from data.

    Raises: `CodecError` for data of another shape or other types; `NewerTreeError`.
    """
    match data:
        case {"tree": int(version)} if version > TREE_VERSION:
            raise NewerTreeError(f"tree version {version}, but this policygen reads {TREE_VERSION}")
        case {"tree": 1, "properties": properties, "parts": [*parts]}:
            try:
                return Document(_decode_properties(properties), tuple(decode_part(part) for part in parts))
            except TypeError as error:  # a property missing, or one too many
                raise CodecError("not the properties of a document") from error
        case _:
            raise CodecError("not a document")
