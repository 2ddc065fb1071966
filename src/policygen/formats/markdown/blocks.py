"""Blocks and parts as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from policygen._dataclass import dataclass
from policygen.document.anchors import comment_anchor, element_id, heading_target
from policygen.document.model import (
    Block,
    Contents,
    Emphasis,
    Heading,
    Inline,
    ItemList,
    Origin,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.formats.limits import LIST_LEVELS
from policygen.formats.markdown.escape import escape_cell, escape_heading_end, escape_line_start
from policygen.formats.markdown.inlines import Setting, render, trim
from policygen.formats.outline import OutlineEntry, opens_with_heading
from policygen.formats.rule_context import RuleContext, context_at_start, context_with, is_limit

_LIST_SEPARATOR = "<!-- -->"
"""Between two lists that follow each other, or they would be read as one."""
_NOTHING = "&nbsp;"
"""Stands in an item without words, which would otherwise underline the line before it."""
_PAGE_BREAK = "---"
_INDENT = 4
"""Blanks before what belongs to an item, at the least: Python's Markdown asks for four, and no other minds them."""


@dataclass(slots=True)
class WriterState:
    """The state of one document while its parts are written, in order."""

    setting: Setting
    one_line_setting: Setting
    """For cells and headings."""
    headings: tuple[OutlineEntry, ...]
    """Every heading of the document, in order."""
    has_contents: bool
    linked: frozenset[str]
    """Parts that a reference leads to."""
    is_short: bool
    """Whether the document's rules are numbered."""
    rules: Iterator[str]
    """The numbers of the rules still to be written."""
    letters: Iterator[str]
    """What every block still to be written is cited by under its rule, or an empty text."""
    heading: int = 0
    """How many headings have been written."""
    rule_context: RuleContext = ""
    """What the next lines stand under."""
    indent: str = ""
    """What sets lines under a numbered rule in line with its words."""
    in_item: bool = False
    """Whether what is written now belongs to the item of a numbered rule."""
    target: str = ""
    """The link target that the next words must bear."""

    def take_target(self) -> str:
        """The element that bears the link target which is due, or nothing."""
        target, self.target = self.target, ""
        return f'<a id="{target}"></a>' if target else ""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    kind: Literal["plain", "quotation", "list", "rule", "inner-list"] = "plain"
    indent: str = ""
    """What stands before each of its lines."""


def write_part(part: Part, state: WriterState) -> str:
    """A part, and what it is found again by: a comment before it; in a list, which that would end, an element."""
    name = part.origin.id
    state.rule_context = context_at_start(state.rule_context, part)
    first = next(iter(part.blocks), None)
    state.in_item = state.in_item and state.rule_context == "number" and is_limit(first)
    is_listed = state.in_item or (isinstance(first, Paragraph) and first.role == "numbered-rule")
    if is_listed or name in state.linked or (state.has_contents and opens_with_heading(part)):
        state.target = element_id(name)
    return _joined("" if is_listed else comment_anchor(name), (_block(block, state) for block in part.blocks))


def write_pieces(part: str, blocks: Sequence[Block], state: WriterState) -> str:
    """Blocks that come into a text there is: as the part of an id begins, or, without one, as something that goes on."""
    if part:
        return write_part(Part(Origin(part, "clause", ""), tuple(blocks)), state)
    return _joined("", (_block(block, state) for block in blocks))


def _joined(anchor: str, pieces: Iterable[_Piece]) -> str:
    lines = [anchor] if anchor else []
    kind = ""
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind == "quotation" and kind == "quotation":
            lines[-1] += f"\n>\n{piece.text}"
            continue
        if piece.kind == kind and kind in {"list", "inner-list"}:
            lines.append(piece.indent + _LIST_SEPARATOR)
        lines.append(piece.text)
        kind = piece.kind
    return "\n\n".join(lines)


def _block(block: Block, state: WriterState) -> _Piece:
    letter = next(state.letters, "")
    if letter and isinstance(block, Paragraph):
        state.rule_context, state.in_item = "clause", False
        return _Piece(_paragraph(with_letter(letter, block.content), state))
    state.rule_context = context_with(state.rule_context, block, is_short=state.is_short)
    if isinstance(block, (Heading, Contents, PageBreak)) or _stands_alone(block):
        state.in_item = False
    elif state.in_item and not (isinstance(block, Paragraph) and block.role == "numbered-rule"):
        return _inside_item(block, state)
    return _at_margin(block, state)


def _stands_alone(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in {"title", "subtitle", "meta"}


def _inside_item(block: Block, state: WriterState) -> _Piece:
    """What follows a numbered rule in its part, set in line with the rule's words."""
    match block:
        case Table():
            text = _after_target(_table(block, state), state)
        case ItemList():
            text = _after_target("\n".join(_items(block, state)), state)
        case Paragraph(content, "rights"):
            text = _paragraph((Emphasis(content),), state)
        case Paragraph(content):
            text = _paragraph(content, state)
        case _:
            return _at_margin(block, state)
    kind: Literal["plain", "inner-list"] = "inner-list" if isinstance(block, ItemList) else "plain"
    return _Piece(_prefixed(text, state.indent), kind, state.indent)


def _at_margin(block: Block, state: WriterState) -> _Piece:
    match block:
        case Paragraph(_, "rule") if state.rule_context == "bar":
            return _Piece(_prefixed(_paragraph(block.content, state), "> "), "quotation")
        case Paragraph(_, "numbered-rule"):
            return _Piece(_numbered_rule(block, state), "rule")
        case Paragraph(_, "titled-rule"):
            return _Piece(_paragraph(with_number(next(state.rules), block.content), state))
        case Paragraph(_, "always" | "rights"):
            return _limit(block, state)
        case Paragraph(_, "title"):
            return _Piece(_heading_line("#", "", block.content, state))
        case Paragraph(_, "subtitle"):
            return _Piece(_paragraph((Strong(block.content),), state))
        case Paragraph():
            return _Piece(_paragraph(block.content, state))
        case Heading():
            return _Piece(_heading(block, state))
        case ItemList():
            return _Piece(_after_target("\n".join(_items(block, state)), state), "list")
        case Table():
            return _Piece(_after_target(_table(block, state), state))
        case Contents():
            return _Piece(_contents(block, state))
        case PageBreak():
            return _Piece(_PAGE_BREAK)


# ---- paragraphs and headings ---------------------------------------------------------------------------------------


def _paragraph(content: Sequence[Inline], state: WriterState) -> str:
    text = trim(render(content, state.setting))
    target = state.take_target() if text else ""
    first, *others = text.split("\n")
    # A line that begins with our own element begins no block, so its words may stay as they are.
    start = f"{target}{first.strip(' ')}" if target else escape_line_start(first)
    return "\n".join((start, *(escape_line_start(line) for line in others)))


def _prefixed(text: str, prefix: str, first: str | None = None) -> str:
    if not text:
        return ""
    start, *others = text.split("\n")
    return "\n".join(((prefix if first is None else first) + start, *((prefix + line).rstrip() for line in others)))


def _numbered_rule(block: Paragraph, state: WriterState) -> str:
    marker = f"{next(state.rules)}. "
    state.indent, state.in_item = " " * max(len(marker), _INDENT), True
    return _prefixed(_paragraph(block.content, state) or _NOTHING, state.indent, marker)


def with_number(number: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What a clause begins with, its number in bold with the title."""
    match content:
        case (Strong(title), *others):
            return (Strong((Text(f"{number} "), *title)), *others)
        case _:
            return (Strong((Text(number),)), Text(" "), *content)


def with_letter(cited: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What a further rule of a clause begins with: its letter alone in bold, behind the number of the clause."""
    return (Strong((Text(cited.replace(" ", "\u00a0")),)), Text(" "), *content)


def _limit(block: Paragraph, state: WriterState) -> _Piece:
    content = (Emphasis(block.content),) if block.role == "rights" else block.content
    text = _paragraph(content, state)
    return _Piece(_prefixed(text, "> "), "quotation") if state.rule_context == "bar" else _Piece(text)


def _one_line(content: Sequence[Inline], state: WriterState) -> str:
    return trim(render(content, state.one_line_setting))


def _heading_line(marks: str, number: str, content: Sequence[Inline], state: WriterState, extra: str = "") -> str:
    words = escape_heading_end(_one_line(content, state))
    shown = f"{number} {words}" if number else words
    return f"{marks} {state.take_target()}{extra}{shown}".rstrip()


def _heading(block: Heading, state: WriterState) -> str:
    entry = state.headings[state.heading]
    state.heading += 1
    is_linked = state.has_contents and not entry.opens_part
    extra = f'<a id="{heading_target(entry.part, entry.index)}"></a>' if is_linked else ""
    return _heading_line("#" * (block.level + 1), entry.number, block.content, state, extra)


# ---- lists, tables, contents ---------------------------------------------------------------------------------------


def _after_target(text: str, state: WriterState) -> str:
    target = state.take_target()
    return f"{target}\n\n{text}" if target else text


def _items(items: ItemList, state: WriterState, indent: str = "", level: int = 1) -> list[str]:
    lines: list[str] = []
    for index, item in enumerate(items.items, 1):
        marker = f"{index}. " if items.ordered else "- "
        inner = indent + " " * max(len(marker), _INDENT)
        text = _paragraph(item.content, state) or _NOTHING
        lines.append(_prefixed(text, inner, indent + marker))
        if item.inner:
            deeper = level < LIST_LEVELS
            lines += _items(item.inner, state, inner if deeper else indent, level + 1)
    return lines


def _table(table: Table, state: WriterState) -> str:
    width = max([len(table.columns), *(len(row.cells) for row in table.rows)])
    if not width:
        return ""
    heading = Row("", tuple((Text(column),) for column in table.columns))
    lines = [_row(heading, width, state), f"|{' --- |' * width}"]
    for row in table.rows:
        is_labelled = table.role == "control" and row.cells
        labelled = replace(row, cells=((Strong(row.cells[0]),), *row.cells[1:])) if is_labelled else row
        lines.append(_row(labelled, width, state))
    return "\n".join(lines)


def _row(row: Row, width: int, state: WriterState) -> str:
    cells = [escape_cell(_one_line(cell, state)) for cell in row.cells]
    cells += [""] * (width - len(cells))
    return f"|{'|'.join(f' {cell} ' if cell else '  ' for cell in cells)}|"


def _contents(block: Contents, state: WriterState) -> str:
    lines = [_heading_line("##", "", (Text(block.title),), state), ""]
    setting = replace(state.one_line_setting, is_linked=True)
    for entry in state.headings:
        words = trim(render(entry.heading.content, setting, "[", "]"))
        shown = f"{entry.number} {words}" if entry.number else words
        target = element_id(entry.part) if entry.opens_part else heading_target(entry.part, entry.index)
        lines.append(f"{' ' * _INDENT * (entry.heading.level - 1)}- [{shown}](#{target})")
    return "\n".join(lines)
