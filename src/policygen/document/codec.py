"""A document tree as plain data and back, for records and tests.

`TREE_VERSION` stands beside stored trees: a reader that meets another version refuses it. What an issued file holds is
read for ever, so no form below may change without a new version.
"""

from policygen._codec import Alone, Codec, CodecError, Data, Form, Listed
from policygen.document.model import (
    Answer,
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
from policygen.document.walk import runs

__all__ = ["TREE_VERSION", "WORDS", "CodecError", "NewerTreeError", "decode", "decode_part", "encode", "encode_part"]

TREE_VERSION = 3
"""Trees of earlier versions are trees of this one too: version 1 did not tell which words a slot had printed, version 2 knew
no rule with its title run in, and no depth between short and full."""

WORDS: dict[type, Form] = {
    Text: Alone("value"),
    Exact: Listed(("value",), "exact"),
    LineBreak: Listed((), "break"),
}
"""The forms of what stands in every text."""

_TREE = Codec(
    {
        **WORDS,
        Answer: Listed(("value", "path"), "answer"),
        Strong: Listed(("content",), "strong"),
        Emphasis: Listed(("content",), "emphasis"),
        Link: Listed(("address", "content"), "link"),
        Reference: Listed(("part", "title"), "reference"),
        Confirm: Listed(("question", "content"), "confirm"),
        Paragraph: Listed(("role", "content"), "paragraph"),
        Heading: Listed(("level", "numbered", "content"), "heading"),
        ItemList: Listed(("ordered", "items"), "list"),
        Item: Listed(("content", "inner")),
        Table: Listed(("name", "role", "columns", "widths", "rows"), "table"),
        Row: Listed(("key", "cells")),
        Contents: Listed(("title",), "contents"),
        PageBreak: Listed((), "page"),
    }
)


def _whole(value: Origin | Properties) -> dict[str, Data]:
    """Every field, those included that hold their default; but for what documents did not say from the first."""
    whole = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: said for name, said in whole.items() if said or name not in _LATER}


_LATER = frozenset({"in_force", "owner", "next_review"})
"""Properties that are left out while they say nothing, so that older documents are written as they were."""


def encode_part(part: Part) -> dict[str, Data]:
    """A part as data."""
    return {**_whole(part.origin), "blocks": _TREE.encode(part.blocks)}


def encode(document: Document) -> dict[str, Data]:
    """A whole document as data, with the version of the tree."""
    return {
        "tree": TREE_VERSION,
        "properties": _whole(document.properties),
        "parts": [encode_part(part) for part in document.parts],
    }


class NewerTreeError(CodecError):
    """A tree of a version that only a newer policygen writes."""


MOST_NESTED = 20
"""Levels of inlines inside inlines: our own documents have four."""
MOST_COLUMNS = 63
"""Word allows a table no more."""


def _depth(inline: Inline) -> int:
    """Levels of inlines from this one inwards."""
    match inline:
        case Strong(content) | Emphasis(content) | Link(_, content) | Confirm(_, content):
            return 1 + max(map(_depth, content), default=0)
        case Text() | Exact() | Reference() | LineBreak():
            return 1


def _check_bounds(block: Block) -> None:
    """Refuse what has the right types and yet is no text of ours: nothing that goes through a tree meets more than this."""
    match block:
        case ItemList(items):
            inner = [deeper for item in items if item.inner for deeper in item.inner.items]
            if any(item.inner for item in inner):
                raise CodecError("not a list of at most two levels")
        case Table(columns=columns, rows=rows):
            if max([len(columns), *(len(row.cells) for row in rows)]) > MOST_COLUMNS:
                raise CodecError("not a table of at most as many columns as Word allows")
        case Paragraph() | Heading() | Contents() | PageBreak():
            pass
    if any(_depth(inline) > MOST_NESTED + 1 for run in runs(block) for inline in run if not isinstance(inline, Text)):
        raise CodecError("inlines nest too deep")


def decode_part(data: Data) -> Part:
    """A part from data.

    Raises: `CodecError` for data of another shape or other types.
    """
    if not isinstance(data, dict) or "blocks" not in data:
        raise CodecError("not a part")
    origin = {key: value for key, value in data.items() if key != "blocks"}
    blocks = _TREE.decode(tuple[Block, ...], data["blocks"])
    for block in blocks:
        _check_bounds(block)
    return Part(_TREE.decode(Origin, origin), blocks)


def decode(data: Data) -> Document:
    """A document from data.

    Raises: `CodecError` for data of another shape or other types; `NewerTreeError`.
    """
    match data:
        case {"tree": int(version)} if version > TREE_VERSION:
            raise NewerTreeError(f"tree version {version}, but this policygen reads {TREE_VERSION}")
        case {"tree": 1 | 2 | 3, "properties": properties, "parts": [*parts]}:
            return Document(_TREE.decode(Properties, properties), tuple(decode_part(part) for part in parts))
        case _:
            raise CodecError("not a document")
