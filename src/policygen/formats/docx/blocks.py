"""Blocks as Word paragraphs, and parts with the anchors they are found by."""

from policygen.document.anchors import bookmark_name, end_bookmark_name
from policygen.document.model import (
    Block,
    Contents,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    Table,
)
from policygen.formats.docx import names
from policygen.formats.docx.contents import write_contents
from policygen.formats.docx.inlines import write_paragraph
from policygen.formats.docx.schema import put
from policygen.formats.docx.tables import write_table
from policygen.formats.docx.writing import UNNUMBERED, Writing, add_bookmark, set_spacing
from policygen.formats.outline import OutlineEntry
from policygen.formats.rule_context import context_at_start, context_with, is_limit

ROLE_STYLES: dict[ParagraphRole, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "meta": "PolicyMeta",
    "body": "",
    "rule": "PolicyRule",
    "numbered-rule": "PolicyNumberedRule",
    "always": "PolicyAlways",
    "rights": "PolicyRights",
    "lead": "PolicyLead",
    "statutory": "PolicyStatutory",
    "note": "PolicyNote",
}
"""The style of each role; the template's default style for an empty text."""

NUMBERED_ROLE_STYLES: dict[ParagraphRole, str] = {"always": "PolicyNumberedAlways", "rights": "PolicyNumberedRights"}
"""What stands under a numbered rule is set in line with its words."""


def write_part(part: Part, entries: tuple[OutlineEntry, ...], writing: Writing) -> None:
    """A part's blocks, with a bookmark at the start of its first and at the end of its last paragraph."""
    name = bookmark_name(part.origin.id)
    writing.anchor = "" if name in writing.bookmarks else name
    writing.last = None
    writing.rule_context = context_at_start(writing.rule_context, part)
    headings = 0
    for index, block in enumerate(part.blocks):
        match block:
            case Paragraph():
                following = part.blocks[index + 1] if index + 1 < len(part.blocks) else None
                _write_paragraph(block, following, writing)
            case Heading():
                _write_heading(block, writing.headings_with_bookmarks.get((part.origin.id, headings)), writing)
                headings += 1
            case ItemList():
                _write_list(block, writing)
                if writing.last is not None:
                    set_spacing(writing.last, "after")
            case Table():
                write_table(block, part.origin.title, writing)
            case Contents():
                write_contents(block, entries, writing)
            case PageBreak():
                writing.page_break = True
        writing.rule_context = context_with(writing.rule_context, block, is_short=writing.is_short)
    if writing.page_break or (part.blocks and writing.last is None):
        writing.paragraph(writing.body, "PolicyGap")  # something must bear the break, and the anchors
    end = end_bookmark_name(part.origin.id)
    if writing.last is not None and end not in writing.bookmarks:
        add_bookmark(writing.last, end, writing.bookmark(end))


def _write_paragraph(block: Paragraph, following: Block | None, writing: Writing) -> None:
    content, role = block.content, block.role
    context = context_with(writing.rule_context, block, is_short=writing.is_short)
    style = ROLE_STYLES[role]
    if context in ("number", "note"):
        style = NUMBERED_ROLE_STYLES.get(role, style)
    keep_next = role in ("rule", "numbered-rule") and is_limit(following)
    paragraph = write_paragraph(writing.body, style, content, writing, keep_next=keep_next)
    if role == "rights" and context == "bar" and writing.rule_context != "bar":
        set_spacing(paragraph, "before")
    elif context == "note":
        set_spacing(paragraph, "after")
        put(paragraph[0], names.IND, {names.w("left"): "0"})


def _write_heading(heading: Heading, bookmark: str | None, writing: Writing) -> None:
    style = f"Heading{heading.level}"
    number = None if heading.numbered else UNNUMBERED
    paragraph = write_paragraph(writing.body, style, heading.content, writing, number=number)
    if bookmark and bookmark not in writing.bookmarks:
        add_bookmark(paragraph, bookmark, writing.bookmark(bookmark))


def _write_list(items: ItemList, writing: Writing, level: int = 0, outer: tuple[ItemList, int] | None = None) -> None:
    if outer and outer[0].ordered == items.ordered:
        number = outer[1]
    else:
        number = writing.new_list() if items.ordered else writing.house.bullets
    style = ("ListNumber" if items.ordered else "ListBullet") + ("2" if level else "")
    for item in items.items:
        write_paragraph(writing.body, style, item.content, writing, number=(number, level))
        if item.inner:
            _write_list(item.inner, writing, 1, (items, number))
