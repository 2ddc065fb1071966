"""Going through a tree: its words, its inlines, the number of each part."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import Literal

from policygen.document.model import (
    CONFIRM_CLOSING,
    CONFIRM_OPENING,
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
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)

NUMBERED: frozenset[ParagraphRole] = frozenset({"numbered-rule", "titled-rule"})
"""What paragraphs show a number."""

Run = tuple[Inline, ...]
"""The words of one paragraph, item or cell."""


def plain(inlines: Sequence[Inline]) -> str:
    """The words of some inlines, as a reader sees them (a reference by its title)."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):  # so it is with most runs
        return inlines[0].value
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text(value) | Exact(value):
                words.append(value)
            case Strong(content) | Emphasis(content) | Link(_, content):
                words.append(plain(content))
            case Reference(_, title):
                words.append(title)
            case Confirm(_, content):
                words.append(f"{CONFIRM_OPENING}{plain(content)}{CONFIRM_CLOSING}")
            case LineBreak():
                words.append("\n")
    return "".join(words)


def runs(block: Block) -> Iterator[Run]:
    """Every run of inlines in a block, in reading order: a paragraph, an item, a cell each."""
    match block:
        case Paragraph(content=content) | Heading(content=content):
            yield content
        case ItemList(items=items):
            for item in items:
                yield item.content
                if item.inner:
                    yield from runs(item.inner)
        case Table():
            for row in block.rows:
                yield from row.cells
        case Contents() | PageBreak():
            return


def inlines(content: Sequence[Inline]) -> Iterator[Inline]:
    """Every inline, outer before inner."""
    for inline in content:
        yield inline
        match inline:
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Confirm(_, inner):
                yield from inlines(inner)
            case Text() | Exact() | Reference() | LineBreak():
                pass


def mapped(block: Block, change: Callable[[Run], Run]) -> Block:
    """A block with every run of it changed; what has no run is left as it is."""
    match block:
        case Paragraph(content, role):
            return Paragraph(change(content), role)
        case Heading(level, content, numbered):
            return Heading(level, change(content), numbered)
        case ItemList():
            return _mapped_list(block, change)
        case Table(name, columns, rows, role, widths):
            changed = tuple(Row(row.key, tuple(change(cell) for cell in row.cells)) for row in rows)
            return Table(name, columns, changed, role, widths)
        case Contents() | PageBreak():
            return block


def _mapped_list(items: ItemList, change: Callable[[Run], Run]) -> ItemList:
    made = (
        Item(change(item.content), _mapped_list(item.inner, change) if item.inner else None) for item in items.items
    )
    return ItemList(tuple(made), items.ordered)


def all_inlines(document: Document) -> Iterator[Inline]:
    """Every inline of a document in reading order."""
    for part in document.parts:
        for block in part.blocks:
            for run in runs(block):
                yield from inlines(run)


def block_text(block: Block) -> str:
    """The words of a block, a line for every paragraph, item and table row."""
    match block:
        case Table(_, columns, rows):
            lines = ["\t".join(columns)] if any(columns) else []
            lines += ["\t".join(plain(cell) for cell in row.cells) for row in rows]
            return "\n".join(lines)
        case Contents(title):
            return title
        case PageBreak():
            return ""
        case Paragraph() | Heading() | ItemList():
            return "\n".join(plain(run) for run in runs(block))


def numbered(parts: Iterable[Part]) -> Iterator[tuple[Part, Block, str]]:
    """Every block with the number it shows, or an empty text: `3` for chapters, `3.2` for their rules, `12` in a short policy.

    Formats number by themselves; this tells what they will show.
    """
    blocks = [(part, block) for part in parts for block in part.blocks]
    for (part, block), number in zip(blocks, shown_numbers(block for _, block in blocks), strict=True):
        yield part, block, number


def shown_numbers(blocks: Iterable[object]) -> Iterator[str]:
    """The number that each block of a body shows, or an empty text."""
    chapter = clause = rule = 0
    chapters: Literal[1, 2] = 2
    for block in blocks:
        match block:
            case Heading(level, _, True) if level <= chapters:
                chapters = level
                chapter, clause = chapter + 1, 0
                yield str(chapter)
            case Heading(2, _, True) | Paragraph(_, "titled-rule"):
                clause += 1
                yield f"{chapter}.{clause}"
            case Paragraph(_, "numbered-rule"):
                rule += 1
                yield str(rule)
            case _:
                yield ""


def letters(parts: Iterable[Part]) -> Iterator[str]:
    """What each block is cited by where it is a further rule of a clause, `5.2 a`, or else an empty text."""
    blocks: list[Block | None] = []
    for part in parts:
        if part.origin.kind != "addendum":  # which goes on where its host ended
            blocks.append(None)
        blocks += part.blocks
    for block, letter in zip(blocks, shown_letters(blocks), strict=True):
        if block is not None:
            yield letter


def shown_letters(blocks: Sequence[object]) -> Iterator[str]:
    """The same of a body, in which None stands where a part begins that goes on with no other."""
    clause, count = "", 0
    for block, number in zip(blocks, shown_numbers(blocks), strict=True):
        match block:
            case Paragraph(_, "titled-rule"):
                clause, count = number, 0
            case None | Heading() | Paragraph(_, "numbered-rule"):
                clause = ""
            case Paragraph(_, "rule") if clause:
                count += 1
                yield f"{clause} {_letter(count)}"
                continue
            case _:
                pass
        yield ""


def _letter(count: int) -> str:
    """As Word counts: behind `z` stands `aa`, then `bb`."""
    times, place = divmod(count - 1, len(ascii_lowercase))
    return ascii_lowercase[place] * (times + 1)


def numbers(document: Document) -> dict[str, str]:
    """The number that each numbered part shows, by its id; parts without one are left out."""
    found: dict[str, str] = {}
    for part, _, number in numbered(document.parts):
        if number:
            found.setdefault(part.origin.id, number)
    return found


def our_words(parts: Iterable[Part]) -> int:
    """How many words some parts have; a name or another answer counts as one, so that the number does not hang on it."""
    found = (inline for part in parts for block in part.blocks for run in runs(block) for inline in inlines(run))
    return sum(len(each.value.split()) if isinstance(each, Text) else isinstance(each, Exact) for each in found)
