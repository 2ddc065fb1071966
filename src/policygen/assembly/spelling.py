"""One source, several Englishes: British text re-spelled word by word.

Only `Text` is touched: names, quotations, addresses and what a person typed are `Exact`.
"""

import re
from collections.abc import Mapping, Sequence

from policygen.document.model import (
    Block,
    Confirm,
    Emphasis,
    Heading,
    Inline,
    Item,
    ItemList,
    Link,
    Paragraph,
    Part,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import block_text

_WORD = re.compile(r"[A-Za-z]+")


def respell(text: str, words: Mapping[str, str]) -> str:
    """Text with its British words in another spelling, capitals kept."""

    def replaced(match: re.Match[str]) -> str:
        word = match[0]
        other = words.get(word.lower())
        if other is None:
            return word
        if word.isupper() and len(word) > 1:
            return other.upper()
        return other[:1].upper() + other[1:] if word[0].isupper() else other

    return _WORD.sub(replaced, text)


def _inlines(content: Sequence[Inline], words: Mapping[str, str]) -> tuple[Inline, ...]:
    return tuple(_inline(inline, words) for inline in content)


def _inline(inline: Inline, words: Mapping[str, str]) -> Inline:
    match inline:
        case Text(value):
            return Text(respell(value, words))
        case Strong(content):
            return Strong(_inlines(content, words))
        case Emphasis(content):
            return Emphasis(_inlines(content, words))
        case Link(address, content):
            return Link(address, _inlines(content, words))
        case Confirm(question, content):
            return Confirm(question, _inlines(content, words))
        case Reference(part, title):
            return Reference(part, respell(title, words))
        case _:
            return inline


def _items(items: ItemList, words: Mapping[str, str]) -> ItemList:
    return ItemList(
        tuple(
            Item(_inlines(item.content, words), _items(item.inner, words) if item.inner else None)
            for item in items.items
        ),
        items.ordered,
    )


def respell_part(part: Part, words: Mapping[str, str]) -> Part:
    """A part in another spelling."""
    return Part(part.origin, tuple(respell_block(block, words) for block in part.blocks))


def respell_block(block: Block, words: Mapping[str, str]) -> Block:
    """A block in another spelling."""
    if words.keys().isdisjoint(_WORD.findall(block_text(block).lower())):  # so it is with nearly all blocks
        return block
    match block:
        case Paragraph(content, role):
            return block if role == "statutory" else Paragraph(_inlines(content, words), role)
        case Heading(level, content, numbered):
            return Heading(level, _inlines(content, words), numbered)
        case ItemList():
            return _items(block, words)
        case Table(name, columns, rows, role, widths):
            respelled = tuple(Row(row.key, tuple(_inlines(cell, words) for cell in row.cells)) for row in rows)
            return Table(name, tuple(respell(column, words) for column in columns), respelled, role, widths)
        case _:
            return block
