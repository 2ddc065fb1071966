"""A document tree as plain data and back, for records, caches and tests.

Data is made of lists, texts, numbers and booleans. Plain text is a bare string; everything else is a list whose first
member names it. `TREE_VERSION` stands beside stored trees: a reader that meets another version refuses it.
"""

from collections.abc import Callable, Sequence
from typing import Any

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
    Part,
    Properties,
    Reference,
    Row,
    Strong,
    Table,
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


def _no_filler(node: Sequence[Data]) -> tuple[Inline, ...]:
    raise CodecError(f"unknown inline {node[0]!r}")


def _no_block_filler(node: Sequence[Data]) -> tuple[Block, ...]:
    raise CodecError(f"unknown block {node[0]!r}")


def decode_inlines(data: Sequence[Data], fill: Filler = _no_filler) -> tuple[Inline, ...]:
    """Inlines from data; nodes the tree does not know are handed to `fill`.

    Raises: `CodecError` for data of another shape.
    """
    inlines: list[Inline] = []
    for node in data:
        if isinstance(node, str):
            inlines.append(Text(node))
            continue
        match node:
            case ["exact", value]:
                inlines.append(Exact(value))
            case ["strong", content]:
                inlines.append(Strong(decode_inlines(content, fill)))
            case ["emphasis", content]:
                inlines.append(Emphasis(decode_inlines(content, fill)))
            case ["link", address, content]:
                inlines.append(Link(address, decode_inlines(content, fill)))
            case ["reference", part, title]:
                inlines.append(Reference(part, title))
            case ["confirm", question, content]:
                inlines.append(Confirm(question, decode_inlines(content, fill)))
            case ["break"]:
                inlines.append(LineBreak())
            case [str(), *_]:
                inlines.extend(fill(node))
            case _:
                raise CodecError(f"not an inline: {node!r}")
    return tuple(inlines)


def _decode_list(data: Data, fill: Filler) -> ItemList:
    _, ordered, items = data
    return ItemList(
        tuple(
            Item(decode_inlines(content, fill), _decode_list(inner, fill) if inner else None)
            for content, inner in items
        ),
        ordered,
    )


def decode_blocks(
    data: Sequence[Data], fill: Filler = _no_filler, fill_block: BlockFiller = _no_block_filler
) -> tuple[Block, ...]:
    """Blocks from data; blocks the tree does not know are handed to `fill_block`.

    Raises: `CodecError` for data of another shape.
    """
    blocks: list[Block] = []
    for node in data:
        match node:
            case ["paragraph", role, content]:
                blocks.append(Paragraph(decode_inlines(content, fill), role))
            case ["heading", level, numbered, content]:
                blocks.append(Heading(level, decode_inlines(content, fill), numbered))
            case ["list", _, _]:
                blocks.append(_decode_list(node, fill))
            case ["table", name, role, columns, widths, rows]:
                decoded = tuple(Row(key, tuple(decode_inlines(cell, fill) for cell in cells)) for key, cells in rows)
                blocks.append(Table(name, tuple(columns), decoded, role, tuple(widths)))
            case ["contents", title]:
                blocks.append(Contents(title))
            case ["page"]:
                blocks.append(PageBreak())
            case [str(), *_]:
                blocks.extend(fill_block(node))
            case _:
                raise CodecError(f"not a block: {node!r}")
    return tuple(blocks)


def decode_part(data: dict[str, Data]) -> Part:
    """A part from data.

    Raises: `CodecError` for data of another shape.
    """
    try:
        origin = Origin(data["id"], data["kind"], data["title"], data["layer"], data["statutory"])
        return Part(origin, decode_blocks(data["blocks"]))
    except (KeyError, TypeError, ValueError) as error:
        raise CodecError(f"not a part: {error}") from error


def decode(data: dict[str, Data]) -> Document:
    """A document from data.

    Raises: `CodecError` for data of another shape or another version of the tree.
    """
    if data.get("tree") != TREE_VERSION:
        raise CodecError(f"tree version {data.get('tree')!r}, but this policygen reads {TREE_VERSION}")
    try:
        properties = Properties(**data["properties"])
        return Document(properties, tuple(decode_part(part) for part in data["parts"]))
    except (KeyError, TypeError) as error:
        raise CodecError(f"not a document: {error}") from error
