"""A document as a Word file: a house style, and the document's own parts built as elements."""

from dataclasses import replace

from lxml import etree

from policygen.document.model import Document, Table
from policygen.document.model import Part as DocumentPart
from policygen.findings import Finding
from policygen.formats.docx import names
from policygen.formats.docx.blocks import write_part
from policygen.formats.docx.card import (
    at_top,
    begin_column,
    card_density,
    end_columns,
    end_wide,
    overflow,
    set_columns,
    uncounted,
)
from policygen.formats.docx.check_boxes import add_check_boxes, document_with_boxes
from policygen.formats.docx.contents import HALF_PAGE, heading_bookmark
from policygen.formats.docx.density import density_of, lists_set, styles_set
from policygen.formats.docx.house_style import MAIN, HouseStyle
from policygen.formats.docx.last_pages import keep_last_pages
from policygen.formats.docx.package import Package, Part, Relationship
from policygen.formats.docx.page_setup import filled, section, styles_of, within
from policygen.formats.docx.pages import Pages
from policygen.formats.docx.properties import add_properties, add_record, shown_properties
from policygen.formats.docx.schema import put
from policygen.formats.docx.wide_pages import add_wide_lines, begin_wide_page, end_wide_page, needs_wide_page
from policygen.formats.docx.writer_state import WriterState
from policygen.formats.docx.xml import serialised
from policygen.formats.limits import limits
from policygen.formats.outline import OutlineEntry, counts_rules, has_contents, outline, second_column, targets
from policygen.formats.sealing import seal

_sub = etree.SubElement

COVERED = 60
"""Parts from which on a full document has a cover: ten pages."""
OWN_PAGE = 15
"""Lines from which on contents behind a cover begin a page, and fill it."""


def write(
    document: Document, *, record: bytes | None, digest: str, house: HouseStyle, pages: Pages | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    """The file, and a finding for whatever could not be written as it stands.

    `pages` are those of its headings, for the contents. `record`, where one is given, travels in a part of its own and
    `digest` in a custom property. The same arguments give the same bytes wherever zlib is the same.
    """
    is_form = document.properties.kind == "questions"
    root = document_with_boxes() if is_form else etree.Element(names.w("document"), nsmap={"w": names.W, "r": names.R})
    properties, text_width = section(house, document.properties)
    body = _sub(root, names.BODY)
    is_card = document.properties.kind == "card"
    density = card_density(document, house) if is_card else density_of(document.properties, is_theirs=house.is_theirs)
    state = WriterState(house, body, text_width, targets(document), pages=pages or {}, density=density)
    headings = outline(document)
    entries = headings if has_contents(document) else ()
    state.has_sections = any(entry.heading.level == 1 and entry.number for entry in headings)
    state.has_chapters = any(entry.number for entry in headings)
    state.has_headings = any(entry.heading.level == 1 for entry in headings)
    state.headings_with_bookmarks = {
        (entry.part, entry.index): heading_bookmark(entry) for entry in entries if not entry.opens_part
    }
    is_long = document.properties.depth == "full" and len(document.parts) >= COVERED
    has_control = any(part.origin.kind == "control" for part in document.parts)  # which a cover shows
    state.has_cover = bool(entries) and ((is_long and has_control) if house.cover is None else house.cover)
    state.section = properties
    _write_parts(document, entries, state)
    if is_form:
        add_check_boxes(body)
    body.append(state.section)
    package = Package()
    package.put(Part(MAIN, names.DOCUMENT_CONTENT, serialised(root)))
    _add_house_style(package, document, state)
    if record is not None:
        add_record(package, record)
    for address, key in state.addresses.items():
        package.relate(MAIN, Relationship(key, names.HYPERLINK_TYPE, address, external=True))
    add_properties(package, document, digest, seal(package.checksums()), house.look)
    return package.save(), (*limits(document), *overflow(document, house))


def _write_parts(document: Document, entries: tuple[OutlineEntry, ...], state: WriterState) -> None:
    """The body. What follows a cover or contents begins a page, by a break: LibreOffice loses the footers of sections."""
    second = second_column(document)
    for part, following in zip(document.parts, (*document.parts[1:], None), strict=False):
        if second and part.origin.kind == "control":
            end_columns(state.body[-1], state.section)
        if document.properties.kind != "card":
            _turn(part, state)
        before = len(state.body)
        write_part(part, following, entries, state)
        if second == part.origin.id:
            begin_column(state.body[before])
        elif second and part.origin.kind == "title":
            end_wide(state.body[-1], state.section)
        elif second and document.parts[1] is part:
            at_top(state.body[before])
        if following is not None and _fills_page(part, following, len(entries), state):
            state.page_break = True
    if state.is_after_table:
        state.gap()  # Word wants a paragraph behind the last table
    if second and state.section is not None and document.parts[-1].origin.kind != "control":
        set_columns(state.section)
    if document.properties.kind != "card":  # which has one page alone
        keep_last_pages(state.body, state.breaks)


def _turn(part: DocumentPart, state: WriterState) -> None:
    """Turns the pages on their side before a part that needs it, and back before one that does not."""
    needs = needs_wide_page(part, state)
    if needs and state.upright is None:
        begin_wide_page(state)
    elif state.upright is not None and not needs:
        end_wide_page(state)


def _fills_page(part: DocumentPart, following: DocumentPart, entries: int, state: WriterState) -> bool:
    """Whether what follows a part of the front begins a page: a cover is title and control; long contents have one.

    Other contents go on behind the control block, which would stand alone on a page where page one has no room for it.
    """
    if part.origin.kind == "contents":
        return entries >= (OWN_PAGE if state.has_cover else HALF_PAGE)
    if following.origin.kind == "contents" and part.origin.kind == "control":
        return entries >= (OWN_PAGE if state.has_cover else HALF_PAGE)
    if not state.has_cover or following.origin.kind == "control":
        return False
    return part.origin.kind in {"title", "control", "page-one"}


def _add_house_style(package: Package, document: Document, state: WriterState) -> None:
    """Gives a package what stands around the text, in the document's language and with its own values."""
    shown = shown_properties(document.properties)
    lines = dict[str, Part]()
    for relationship in state.house.relationships:
        package.relate(MAIN, relationship)
    for part in state.house.parts:
        match part.content_type:
            case names.STYLES_CONTENT:
                chapters = "" if state.has_chapters else state.style("Heading2")
                styles = styles_of(
                    part, document.properties.language, chapters, is_lined=not _has_table_under_title(document)
                )
                package.put(within(styles_set(styles, state.density, state.text_width), state.text_width))
            case names.NUMBERING_CONTENT:
                lists = lists_set(part, state.density)
                lists = lists if counts_rules(document.properties) else uncounted(lists, state.house)
                package.put(_numbered(lists, state))
            case names.HEADER_CONTENT | names.FOOTER_CONTENT:
                line = filled(part, shown, has_headings=state.has_headings)
                lines[part.name] = within(line, state.text_width)
                package.put(lines[part.name])
            case _:
                package.put(part)
    add_wide_lines(package, lines, state)


def _has_table_under_title(document: Document) -> bool:
    blocks = (block for part in document.parts if part.origin.kind != "title" for block in part.blocks)
    return isinstance(next(blocks, None), Table)


def _numbered(part: Part, state: WriterState) -> Part:
    """The template's lists, and one more instance for each numbered list of the document."""
    if not state.lists:
        return part
    root = etree.fromstring(part.content)
    for list_id in state.lists:
        instance = put(root, names.w("num"), {names.NUM_ID: str(list_id)})
        _sub(instance, names.w("abstractNumId"), {names.VAL: str(state.house.ordered)})
        for level in ("0", "1"):
            override = _sub(instance, names.w("lvlOverride"), {names.ILVL: level})
            _sub(override, names.w("startOverride"), {names.VAL: "1"})
    return replace(part, content=serialised(root))
