"""A name that ends in a full stop, such as `Inc.`, ends its sentence too: the sentence's own stop is left out."""

from collections.abc import Sequence

from policygen.document.model import Block, Exact, Heading, Inline, Item, ItemList, Paragraph, Row, Table, Text
from policygen.document.walk import block_text

Run = tuple[Inline, ...]


def _one_stop(content: Sequence[Inline]) -> Run:
    found: list[Inline] = []
    for inline in content:
        before = found[-1] if found else None
        if (
            isinstance(inline, Text)
            and isinstance(before, Exact)
            and before.value.endswith(".")
            and inline.value[:1] == "."
        ):
            if rest := inline.value[1:]:
                found.append(Text(rest))
        else:
            found.append(inline)
    return tuple(found)


def _items(items: ItemList) -> ItemList:
    changed = (Item(_one_stop(item.content), _items(item.inner) if item.inner else None) for item in items.items)
    return ItemList(tuple(changed), items.ordered)


def single_stops(block: Block) -> Block:
    """A block without a second full stop behind a name that ends in one."""
    if ".." not in block_text(block):  # so it is with nearly all blocks
        return block
    match block:
        case Paragraph(content, role):
            return Paragraph(_one_stop(content), role)
        case Heading(level, content, numbered):
            return Heading(level, _one_stop(content), numbered)
        case ItemList():
            return _items(block)
        case Table(name, columns, rows, role, widths):
            changed = tuple(Row(row.key, tuple(_one_stop(cell) for cell in row.cells)) for row in rows)
            return Table(name, columns, changed, role, widths)
        case _:
            return block
