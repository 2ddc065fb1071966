"""Blocks as Word paragraphs, and parts with the anchors they are found by."""

from lxml import etree

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
from policygen.formats.anchors import bookmark_name, end_bookmark_name
from policygen.formats.docx import names
from policygen.formats.docx.contents import write_contents
from policygen.formats.docx.inlines import write_inlines
from policygen.formats.docx.tables import write_table
from policygen.formats.docx.writing import Writing
from policygen.formats.outline import Entry
from policygen.formats.placing import is_limit, under_at_start, under_with

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


_AIR = "120"
"""Around a line that stands by itself, in twentieths of a point."""

_sub = etree.SubElement


def write_part(part: Part, entries: tuple[Entry, ...], writing: Writing) -> None:
    """A part's blocks, with a bookmark at the start of its first and at the end of its last paragraph."""
    writing.first = writing.last = None
    writing.under = under_at_start(writing.under, part)
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
                writing.end_list()
            case Table():
                write_table(block, part.origin.title, writing)
            case Contents():
                write_contents(block, entries, writing)
            case PageBreak():
                writing.page_break = True
        writing.under = under_with(writing.under, block, is_short=writing.is_short)
    if writing.page_break or (part.blocks and writing.first is None):
        writing.paragraph(writing.body, "PolicyGap")  # something must bear the break, and the anchors
    _write_anchors(part.origin.id, writing)


def _write_paragraph(block: Paragraph, following: Block | None, writing: Writing) -> None:
    content, role = block.content, block.role
    under = under_with(writing.under, block, is_short=writing.is_short)
    style = ROLE_STYLES[role]
    if under in ("number", "note"):
        style = NUMBERED_ROLE_STYLES.get(role, style)
    keep_next = role in ("rule", "numbered-rule") and is_limit(following)
    paragraph = writing.paragraph(writing.body, style, content, keep_next=keep_next)
    if role == "rights" and under == "bar" and writing.under != "bar":
        _sub(paragraph[0], names.w("spacing"), {names.w("before"): _AIR})
    elif under == "note":
        _sub(paragraph[0], names.w("spacing"), {names.w("after"): _AIR})
        _sub(paragraph[0], names.IND, {names.w("left"): "0"})
    write_inlines(paragraph, content, writing)


def _write_heading(heading: Heading, bookmark: str | None, writing: Writing) -> None:
    style = f"Heading{heading.level}"
    paragraph = writing.paragraph(writing.body, style, heading.content, unnumbered=not heading.numbered)
    if bookmark and bookmark not in writing.bookmarks:
        paragraph.extend(writing.bookmark(bookmark))
    write_inlines(paragraph, heading.content, writing)


def _write_list(items: ItemList, writing: Writing, level: int = 0, outer: tuple[ItemList, int] | None = None) -> None:
    if outer and outer[0].ordered == items.ordered:
        number = outer[1]
    else:
        number = writing.new_list() if items.ordered else writing.prepared.bullets
    style = ("ListNumber" if items.ordered else "ListBullet") + ("2" if level else "")
    for item in items.items:
        paragraph = writing.paragraph(writing.body, style, item.content, number=(number, level))
        write_inlines(paragraph, item.content, writing)
        if item.inner:
            _write_list(item.inner, writing, 1, (items, number))


def _write_anchors(part_id: str, writing: Writing) -> None:
    name = bookmark_name(part_id)
    if writing.first is None or writing.last is None or name in writing.bookmarks:
        return
    start, end = writing.bookmark(name)
    properties = writing.first[0]
    properties.addnext(end)
    properties.addnext(start)
    writing.last.extend(writing.bookmark(end_bookmark_name(part_id)))
