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
from policygen.formats.docx.writer_state import CLAUSE_INDENT, UNNUMBERED, WriterState, add_bookmark, set_spacing
from policygen.formats.outline import OutlineEntry
from policygen.formats.rule_context import context_at_start, context_with, is_limit

ROLE_STYLES: dict[ParagraphRole, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "meta": "PolicyMeta",
    "body": "",
    "rule": "PolicyRule",
    "numbered-rule": "PolicyNumberedRule",
    "titled-rule": "PolicyTitledRule",
    "always": "PolicyAlways",
    "rights": "PolicyRights",
    "lead": "PolicyLead",
    "statutory": "PolicyStatutory",
    "note": "PolicyNote",
}
"""The style of each role; the template's default style for an empty text."""

NUMBERED_ROLE_STYLES: dict[ParagraphRole, str] = {"always": "PolicyNumberedAlways", "rights": "PolicyNumberedRights"}
"""What stands under a numbered rule is set in line with its words."""

_HANGING = {False: (255, 312), True: (369, 369)}
"""How far the words of bulleted and of numbered items stand behind their sign, and inner ones behind outer ones."""


def write_part(part: Part, entries: tuple[OutlineEntry, ...], state: WriterState) -> None:
    """A part's blocks, with a bookmark at the start of its first and at the end of its last paragraph."""
    name = bookmark_name(part.origin.id)
    state.anchor = "" if name in state.bookmarks else name
    state.last = None
    state.rule_context = context_at_start(state.rule_context, part)
    headings = 0
    for index, block in enumerate(part.blocks):
        match block:
            case Paragraph():
                following = part.blocks[index + 1] if index + 1 < len(part.blocks) else None
                _write_paragraph(block, following, state)
            case Heading():
                _write_heading(block, state.headings_with_bookmarks.get((part.origin.id, headings)), state)
                headings += 1
            case ItemList():
                _write_list(block, state)
                if state.last is not None:
                    set_spacing(state.last, "after")
            case Table():
                write_table(block, part.origin.title, state)
            case Contents():
                write_contents(block, entries, state)
            case PageBreak():
                state.page_break = True
        state.rule_context = context_with(state.rule_context, block, is_short=state.is_short)
    if state.page_break or (part.blocks and state.last is None):
        state.paragraph(state.body, "PolicyGap")  # something must bear the break, and the anchors
    end = end_bookmark_name(part.origin.id)
    if state.last is not None and end not in state.bookmarks:
        add_bookmark(state.last, end, state.bookmark(end))


def _write_paragraph(block: Paragraph, following: Block | None, state: WriterState) -> None:
    content, role = block.content, block.role
    context = context_with(state.rule_context, block, is_short=state.is_short)
    style = ROLE_STYLES[role]
    if context in ("number", "note"):
        style = NUMBERED_ROLE_STYLES.get(role, style)
    elif context == "clause" and role == "body":
        style = "PolicyClauseText"
    leads = role in ("rule", "numbered-rule", "titled-rule")
    keep_next = leads and (is_limit(following) or isinstance(following, (Table, ItemList)))
    paragraph = write_paragraph(state.body, style, content, state, keep_next=keep_next)
    if role == "rights" and context == "bar" and state.rule_context != "bar":
        set_spacing(paragraph, "before")
    elif context == "note":
        set_spacing(paragraph, "after")
        put(paragraph[0], names.IND, {names.w("left"): "0"})


def _write_heading(heading: Heading, bookmark: str | None, state: WriterState) -> None:
    style = f"Heading{heading.level}"
    number = None
    if heading.numbered and state.has_sections:
        number = (state.house.chapters, heading.level - 1)
    elif heading.level == 2 and not heading.numbered:
        number = UNNUMBERED
    paragraph = write_paragraph(state.body, style, heading.content, state, number=number)
    if bookmark and bookmark not in state.bookmarks:
        add_bookmark(paragraph, bookmark, state.bookmark(bookmark))


def _write_list(items: ItemList, state: WriterState, level: int = 0, outer: tuple[ItemList, int] | None = None) -> None:
    if outer and outer[0].ordered == items.ordered:
        number = outer[1]
    else:
        number = state.new_list() if items.ordered else state.house.bullets
    style = ("ListNumber" if items.ordered else "ListBullet") + ("2" if level else "")
    for item in items.items:
        paragraph = write_paragraph(state.body, style, item.content, state, number=(number, level))
        if state.rule_context == "clause":
            hanging, deeper = _HANGING[items.ordered]
            left = CLAUSE_INDENT + hanging + level * deeper
            put(paragraph[0], names.IND, {names.w("left"): str(left), names.w("hanging"): str(hanging)})
        if item.inner:
            _write_list(item.inner, state, 1, (items, number))
