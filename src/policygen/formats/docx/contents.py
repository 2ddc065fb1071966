"""The table of contents: a field whose entries are already there, so that Word has nothing to ask.

Entries lead to their headings and show their numbers. They show pages only where those were counted: a wrong page is worse
than none.
"""

from collections.abc import Sequence

from policygen.document.anchors import bookmark_name, heading_bookmark_name
from policygen.document.model import Contents
from policygen.document.walk import plain
from policygen.formats.docx.inlines import close_field, open_field, open_link, write_field, write_text
from policygen.formats.docx.names import Element
from policygen.formats.docx.writer_state import WriterState
from policygen.formats.outline import OutlineEntry

MOST_LINES = 45
"""With more headings than fit on one page, the contents list the sections alone."""

HALF_PAGE = 30
"""Lines from which on they fill a page without a cover too: fewer stand together, and leave room for the first rules."""


def heading_bookmark(entry: OutlineEntry) -> str:
    """The bookmark that an entry leads to: the part's own where the heading opens the part."""
    return bookmark_name(entry.part) if entry.opens_part else heading_bookmark_name(entry.part, entry.index)


def write_contents(contents: Contents, entries: Sequence[OutlineEntry], state: WriterState) -> None:
    """The title and the entries. The field ends with its last entry: an empty line below would invite words into it."""
    levels = 2 if len(entries) <= MOST_LINES else 1
    heading = state.paragraph(state.body, "TOCHeading")
    write_text(heading, contents.title, state)
    instruction = rf'TOC \o "1-{levels}" \h \z \u'
    paragraph: Element | None = None
    shown = [entry for entry in entries if entry.heading.level <= levels]
    for entry in shown:
        is_first = paragraph is None
        keeps = entry is not shown[-1] and len(shown) < HALF_PAGE
        paragraph = state.paragraph(state.body, f"TOC{entry.heading.level}", keep_next=keeps)
        if is_first:
            open_field(paragraph, instruction, state)
        link = open_link(paragraph, heading_bookmark(entry))
        if entry.number:
            write_text(link, f"{entry.number}\t", state)
        write_text(link, plain(entry.heading.content), state)
        if page := state.pages.get((entry.part, entry.index)):
            write_text(paragraph, "\t", state)  # also keeps the field out of the link: LibreOffice joins the two
            write_field(paragraph, rf"PAGEREF {heading_bookmark(entry)} \h", str(page), state)
    if paragraph is None:
        paragraph = state.paragraph(state.body, "TOC1")
        open_field(paragraph, instruction, state)
    close_field(paragraph, state)
