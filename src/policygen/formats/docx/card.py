"""A card in two columns under a title as wide as both: what holds when we post, and on accounts of one's own."""

from copy import deepcopy

from lxml import etree

from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.schema import put

_sub = etree.SubElement

_BETWEEN = "454"
"""White between the columns: 8 mm, in twentieths of a point."""


def end_wide(paragraph: Element, section: Element | None) -> None:
    """Ends what is as wide as both columns with a paragraph; what follows goes on below it."""
    if section is not None:
        wide = deepcopy(section)
        _continue(wide)
        properties = paragraph.find(names.P_PR)
        put(put(paragraph, names.P_PR) if properties is None else properties, wide)


def set_columns(section: Element) -> None:
    """Two columns in a section, which goes on below the one before it."""
    _continue(section)
    for columns in section.findall(names.w("cols")):
        section.remove(columns)
    put(section, names.w("cols"), {names.w("num"): "2", names.w("space"): _BETWEEN})


def begin_column(paragraph: Element) -> None:
    """Begins the next column with a paragraph."""
    run = etree.Element(names.R_)
    _sub(run, names.BR, {names.TYPE: "column"})
    paragraph.insert(1 if paragraph.find(names.P_PR) is not None else 0, run)


def _continue(section: Element) -> None:
    for kind in section.findall(names.w("type")):
        section.remove(kind)
    put(section, names.w("type"), {names.VAL: "continuous"})
