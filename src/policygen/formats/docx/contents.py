"""The table of contents: a field whose entries are already there, so that Word has nothing to ask.

Entries lead to their headings and show their numbers, but no pages: only the reader's own program knows those, and a
wrong page is worse than none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policygen.document.model import Contents, Document, Heading, PageBreak, Part
from policygen.formats.anchors import bookmark_name, heading_bookmark_name
from policygen.formats.docx.inlines import close_field, open_field, open_link, write_inlines, write_text
from policygen.formats.docx.writing import Writing

MOST_LINES = 45
"""With more headings than fit on one page, the contents list the sections alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the contents show it."""

    part: str
    index: int
    """How many headings of the same part stand before it."""
    heading: Heading
    number: str
    """As Word will count it; empty for a heading without a number."""
    bookmark: str
    opens_part: bool
    """Whether the bookmark is the part's own."""


def outline(document: Document) -> tuple[Entry, ...]:
    """Every heading of a document in order, with its number and bookmark."""
    entries: list[Entry] = []
    section = clause = 0
    for part in document.parts:
        headings = [block for block in part.blocks if isinstance(block, Heading)]
        for index, heading in enumerate(headings):
            number = ""
            if heading.numbered and heading.level == 1:
                section, clause = section + 1, 0
                number = str(section)
            elif heading.numbered:
                clause += 1
                number = f"{section}.{clause}"
            opens = index == 0 and _opens_with_heading(part)
            name = bookmark_name(part.origin.id) if opens else heading_bookmark_name(part.origin.id, index)
            entries.append(Entry(part.origin.id, index, heading, number, name, opens))
    return tuple(entries)


def has_contents(document: Document) -> bool:
    """Whether the document shows a table of contents."""
    return any(isinstance(block, Contents) for part in document.parts for block in part.blocks)


def _opens_with_heading(part: Part) -> bool:
    for block in part.blocks:
        if not isinstance(block, PageBreak):
            return isinstance(block, Heading)
    return False


def write_contents(contents: Contents, entries: Sequence[Entry], writing: Writing) -> None:
    """The title, the entries, and a last empty paragraph that outlives the field's update."""
    levels = 2 if len(entries) <= MOST_LINES else 1
    heading = writing.paragraph(writing.body, "TOCHeading")
    write_text(heading, contents.title, writing)
    instruction = rf'TOC \o "1-{levels}" \n \h \z'
    is_open = False
    for entry in entries:
        if entry.heading.level > levels:
            continue
        paragraph = writing.paragraph(writing.body, f"TOC{entry.heading.level}", entry.heading.content)
        if not is_open:
            open_field(paragraph, instruction, writing)
            is_open = True
        link = open_link(paragraph, entry.bookmark)
        if entry.number:
            write_text(link, f"{entry.number}\t", writing)
        write_inlines(link, entry.heading.content, writing, look=0)
    closing = writing.paragraph(writing.body, "PolicyGap")
    if not is_open:
        open_field(closing, instruction, writing)
    close_field(closing, writing)


