"""Pages turned on their side, for a table that an upright one would squeeze: each run of them is a section of its own."""

import posixpath
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from policygen.document.model import Part as DocumentPart
from policygen.document.model import Table
from policygen.formats.columns import is_squeezed
from policygen.formats.docx import names
from policygen.formats.docx.house_style import MAIN
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Package, Part, Relationship
from policygen.formats.docx.schema import put
from policygen.formats.docx.tables import breadth_of
from policygen.formats.docx.writer_state import WriterState
from policygen.formats.docx.xml import serialised

_MARGIN = 850
"""Left and right on pages turned on their side: 15 mm."""
_SUFFIX = "Wide"
"""Behind the id of a relationship to a header or footer: that of the one on pages turned on their side."""


def needs_wide_page(part: DocumentPart, state: WriterState) -> bool:
    """Whether a part has a table for which an upright page is too narrow, and its pages may be turned."""
    upright = state.section if state.upright is None else state.upright
    if upright is None or _size(upright).get(names.w("orient")) == "landscape":
        return False
    width = state.widths[0] or state.text_width
    return any(
        isinstance(block, Table) and is_squeezed(block, round(width / breadth_of(block, state.house.breadth)))
        for block in part.blocks
    )


def begin_wide_page(state: WriterState) -> None:
    """Ends the upright pages before what is written next."""
    if state.section is None:
        raise ValueError("a document whose pages turn has a section")
    upright = deepcopy(state.section)
    if len(state.body):
        _end_section(upright, state)
        for first in state.section.findall(names.w("titlePg")):
            state.section.remove(first)
    state.upright, state.section = state.section, _turned(state.section, is_theirs=state.house.is_theirs)
    state.widths = (state.text_width, _text_width(state.section))
    state.text_width = state.widths[1]


def end_wide_page(state: WriterState) -> None:
    """Ends the pages that are turned; what follows stands on upright ones."""
    if state.section is None or state.upright is None:
        raise ValueError("no page is turned")
    _end_section(state.section, state)
    state.section, state.upright = state.upright, None
    state.text_width = state.widths[0]


def add_wide_lines(package: Package, lines: dict[str, Part], state: WriterState) -> None:
    """The headers and footers of pages turned on their side: those of the others, as wide as these. By name, as filled."""
    if not state.widths[1]:
        return
    for relationship in state.house.relationships:
        part = lines.get(relationship.target)
        if part is None:
            continue
        stem, ending = posixpath.splitext(part.name)
        name = f"{stem}{_SUFFIX.lower()}{ending}"
        package.put(replace(part, name=name, content=_widened(part.content, state)))
        for own in package.relationships(part.name).values():
            package.relate(name, own)
        package.relate(MAIN, Relationship(f"{relationship.id}{_SUFFIX}", relationship.type, name))


def _widened(content: bytes, state: WriterState) -> bytes:
    """A header or footer whose right end, at a tab of its style, stands at that of a wider page."""
    root = etree.fromstring(content)
    for paragraph in root.iter(names.P):
        if paragraph.find(f".//{names.TAB}") is not None:
            properties = paragraph.find(names.P_PR)
            tabs = put(put(paragraph, names.P_PR) if properties is None else properties, names.w("tabs"))
            for value, width in zip(("clear", "right"), state.widths, strict=True):
                etree.SubElement(tabs, names.TAB, {names.VAL: value, names.w("pos"): str(width)})
    return serialised(root)


def _end_section(section: Element, state: WriterState) -> None:
    """A section ends with a paragraph of its own: one that somebody takes out would take the pages' shape with it."""
    state.page_break = False
    state.gap()
    put(state.body[-1][0], section)


def _size(section: Element) -> Element:
    size = section.find(names.w("pgSz"))
    if size is None:
        raise ValueError("a prepared section has paper")
    return size


def _text_width(section: Element) -> int:
    margins = section.find(names.w("pgMar"))
    sides = [margins.get(names.w(side), "0") for side in ("left", "right")] if margins is not None else []
    return int(_size(section).get(names.w("w"), "0")) - sum(map(int, sides))


def _turned(section: Element, *, is_theirs: bool) -> Element:
    """A section on its side; on a page of ours with narrow margins, since what stands there wants width."""
    turned = deepcopy(section)
    for margins in () if is_theirs else turned.findall(names.w("pgMar")):
        margins.set(names.w("left"), str(_MARGIN))
        margins.set(names.w("right"), str(_MARGIN))
    size = _size(turned)
    width, height = size.get(names.w("w"), ""), size.get(names.w("h"), "")
    size.set(names.w("w"), height)
    size.set(names.w("h"), width)
    size.set(names.w("orient"), "landscape")
    for kind in ("headerReference", "footerReference"):
        for reference in turned.findall(names.w(kind)):
            reference.set(names.R_ID, f"{reference.get(names.R_ID)}{_SUFFIX}")
    return turned
