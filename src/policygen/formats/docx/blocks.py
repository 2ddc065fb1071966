"""Blocks as Word paragraphs, and parts with the anchors they are found by."""

from collections.abc import Iterator

from policygen.document.anchors import bookmark_name, end_bookmark_name
from policygen.document.model import (
    Block,
    Contents,
    Heading,
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    Table,
)
from policygen.document.walk import NUMBERED
from policygen.formats.docx.contents import write_contents
from policygen.formats.docx.inlines import write_paragraph
from policygen.formats.docx.keeping import goes_on, is_form, keeps_item, keeps_paragraph
from policygen.formats.docx.tables import write_table
from policygen.formats.docx.writer_state import WriterState, add_bookmark
from policygen.formats.outline import OutlineEntry, name_of_table

ROLE_STYLES: dict[ParagraphRole, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "meta": "PolicyMeta",
    "body": "BodyText",
    "rule": "PolicyRule",
    "numbered-rule": "PolicyNumberedRule",
    "titled-rule": "PolicyTitledRule",
    "always": "PolicyAlways",
    "rights": "PolicyRights",
    "lead": "PolicyLead",
    "statutory": "PolicyStatutory",
    "note": "PolicyNote",
}
"""The style of each role."""

AFTER_TABLE = {"BodyText": "PolicyTextAfterTable", "PolicyAlways": "PolicyAlwaysAfterTable"}
"""The styles of what has no air above it where a table stands there."""

CLOSE = {"page-one": "PolicyFrontText", "question": "PolicyTableText"}
"""The styles of what is set closer than body text, by the kind of its part."""

COVER = {"Title": "PolicyCoverTitle", "Subtitle": "PolicyCoverSubtitle"}
"""The styles of a title that has a page to itself."""


def write_part(part: Part, following: Part | None, entries: tuple[OutlineEntry, ...], state: WriterState) -> None:
    """A part's blocks, with a bookmark at the start of its first and at the end of its last paragraph."""
    name = bookmark_name(part.origin.id)
    state.anchor = "" if name in state.bookmarks else name
    state.last = None
    if part.origin.kind != "addendum":  # which goes on where its host ended
        state.under = ""
    headings = 0
    for index, block in enumerate(part.blocks):
        after = part.blocks[index + 1] if index + 1 < len(part.blocks) else goes_on(following)
        match block:
            case Paragraph():
                _write_paragraph(block, after, part, state)
            case Heading():
                _write_heading(block, state.headings_with_bookmarks.get((part.origin.id, headings)), state)
                headings += 1
            case ItemList():
                _write_list(block, part, state, is_last=after is None)
            case Table():
                is_kept = part.origin.kind == "question" and after is not None
                write_table(block, name_of_table(block, part), state, is_kept=is_kept)
            case Contents():
                write_contents(block, entries, state)
            case PageBreak():
                state.page_break = True
    if state.page_break or (part.blocks and state.last is None):
        state.paragraph(state.body, "PolicyGap")  # something must bear the break, and the anchors
    end = end_bookmark_name(part.origin.id)
    if state.last is not None and end not in state.bookmarks:
        add_bookmark(state.last, end, state.bookmark(end))


def _write_paragraph(block: Paragraph, following: Block | None, part: Part, state: WriterState) -> None:
    style = ROLE_STYLES[block.role]
    if block.role in NUMBERED:
        state.under = block.role
    elif block.role == "rule" and state.under == "titled-rule":
        style = "PolicyLetteredRule"
    elif block.role == "body" and part.origin.kind in CLOSE:
        style = CLOSE[part.origin.kind]
    elif state.is_after_table:
        style = AFTER_TABLE.get(style, style)
    if state.has_cover:
        style = COVER.get(style, style)
    write_paragraph(state.body, style, block.content, state, keep_next=keeps_paragraph(block, following, part))


def _write_heading(heading: Heading, bookmark: str | None, state: WriterState) -> None:
    state.under = ""
    style = f"Heading{heading.level}"
    number = None
    if heading.numbered and state.has_sections:
        number = (state.house.chapters, heading.level - 1)
    elif heading.level == 2 and not heading.numbered and state.has_chapters:
        style = "Heading2Plain"
    paragraph = write_paragraph(state.body, style, heading.content, state, number=number)
    if bookmark and bookmark not in state.bookmarks:
        add_bookmark(paragraph, bookmark, state.bookmark(bookmark))


def _write_list(items: ItemList, part: Part, state: WriterState, *, is_last: bool) -> None:
    """A list; in a notice in its box, and kept with what follows it there."""
    is_notice = part.origin.statutory
    for item, level, number, keeps in _items(items, state, is_form=is_form(part)):
        kind = "Number" if number else "Bullet"
        style = f"PolicyStatutory{kind}" if is_notice else f"List{kind}{'2' if level else ''}"
        counted = (number, level) if number else (state.house.bullets, level) if is_notice and level else None
        keeps = keeps or (is_notice and not is_last)
        write_paragraph(state.body, style, item.content, state, number=counted, keep_next=keeps)


def _items(
    items: ItemList, state: WriterState, level: int = 0, outer: int = 0, *, is_form: bool = False
) -> Iterator[tuple[Item, int, int, bool]]:
    """Items, and those in them: each with its level, the numbered list it counts in, and whether it is kept with the next."""
    number = (outer or state.new_list()) if items.ordered else 0
    for index, item in enumerate(items.items):
        yield item, level, number, bool(item.inner) or keeps_item(index, len(items.items), is_form=is_form)
        if item.inner:
            yield from _items(item.inner, state, 1, number, is_form=is_form)
