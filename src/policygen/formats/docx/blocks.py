"""Blocks as Word paragraphs, and parts with the anchors they are found by."""

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
from policygen.formats.docx.contents import write_contents
from policygen.formats.docx.inlines import write_inlines
from policygen.formats.docx.tables import write_table
from policygen.formats.docx.writing import Writing
from policygen.formats.outline import Entry

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


def write_part(part: Part, entries: tuple[Entry, ...], writing: Writing) -> None:
    """A part's blocks, with a bookmark at the start of its first and at the end of its last paragraph."""
    writing.first = writing.last = None
    under_number = _rules_are_numbered(part, writing)
    headings = 0
    for index, block in enumerate(part.blocks):
        match block:
            case Paragraph(content, role):
                style = NUMBERED_ROLE_STYLES.get(role, "") if under_number else ""
                keep_next = role in ("rule", "numbered-rule") and _limits_follow(part.blocks, index)
                paragraph = writing.paragraph(writing.body, style or ROLE_STYLES[role], content, keep_next=keep_next)
                write_inlines(paragraph, content, writing)
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
    if writing.page_break:
        writing.paragraph(writing.body, "PolicyGap")
    _write_anchors(part.origin.id, writing)


def _rules_are_numbered(part: Part, writing: Writing) -> bool:
    """Whether what limits a rule is set in line with a number: its own, or that of the rule an addendum follows."""
    roles = {block.role for block in part.blocks if isinstance(block, Paragraph)}
    is_addendum = part.origin.kind == "addendum" and "rule" not in roles
    return "numbered-rule" in roles or (writing.is_short and is_addendum)


def _limits_follow(blocks: tuple[Block, ...], index: int) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(following, Paragraph) and following.role in ("always", "rights")


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
