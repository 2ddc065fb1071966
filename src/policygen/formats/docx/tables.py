"""Tables: as wide as the text, rows whole on one page, a heading row that repeats."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from lxml import etree

from policygen.document.model import Inline, Row, Table, Text
from policygen.document.walk import plain
from policygen.formats.docx import names
from policygen.formats.docx.inlines import write_inlines
from policygen.formats.docx.names import Element
from policygen.formats.docx.writing import Writing
from policygen.formats.text import clean

_sub = etree.SubElement

_STYLES = {"records": "PolicyTable", "control": "PolicyControlTable", "signature": "PolicySignatureTable"}
_SIGNATURE_HEIGHT = 737
"""Room to sign: 13 mm, in twentieths of a point."""
_LONGEST_WHOLE_ROW = 1500
"""Characters; a longer row may break over pages, or it could fit on none."""


@dataclass(frozen=True, slots=True)
class _Layout:
    table: Table
    widths: tuple[int, ...]
    has_heading: bool

    @property
    def keeps_together(self) -> bool:
        return self.table.role != "records"


def column_widths(table: Table, text_width: int) -> tuple[int, ...]:
    """The columns' widths in twentieths of a point, which together fill the text width."""
    count = max([len(table.columns), *(len(row.cells) for row in table.rows), 1])
    shares = table.widths if len(table.widths) == count and min(table.widths) > 0 else (1,) * count
    total, given, widths = sum(shares), 0, list[int]()
    for index, _ in enumerate(shares):
        reached = text_width * sum(shares[: index + 1]) // total
        widths.append(reached - given)
        given = reached
    return tuple(widths)


def write_table(table: Table, caption: str, writing: Writing) -> None:
    """A table and the gap under it."""
    if writing.page_break or table.role == "signature":  # a page break belongs to a paragraph outside the table
        writing.gap()
    layout = _Layout(table, column_widths(table, writing.text_width), any(table.columns))
    element = _sub(writing.body, names.TBL)
    _write_properties(element, layout, caption, writing)
    grid = _sub(element, names.TBL_GRID)
    for width in layout.widths:
        _sub(grid, names.GRID_COL, {names.WIDTH: str(width)})
    if layout.has_heading:
        _write_heading_row(element, layout, writing)
    rows = table.rows
    if not (rows or layout.has_heading):
        rows = (Row("", ()),)
    for row in rows:
        _write_row(element, row, layout, writing, is_last=row is rows[-1])
    writing.gap()


def _write_properties(element: Element, layout: _Layout, caption: str, writing: Writing) -> None:
    table = layout.table
    properties = _sub(element, names.TBL_PR)
    _sub(properties, names.w("tblStyle"), {names.VAL: writing.style(_STYLES[table.role])})
    _sub(properties, names.w("tblW"), {names.WIDTH: str(sum(layout.widths)), names.TYPE: "dxa"})
    _sub(properties, names.w("tblLayout"), {names.TYPE: "fixed"})
    has_column = table.role == "control"
    look = (0x0020 if layout.has_heading else 0) | (0x0080 if has_column else 0) | 0x0600
    flags = {"firstRow": layout.has_heading, "lastRow": False, "firstColumn": has_column, "lastColumn": False}
    attributes = {names.w(name): "1" if flag else "0" for name, flag in flags.items()}
    attributes |= {names.VAL: f"{look:04X}", names.w("noHBand"): "1", names.w("noVBand"): "1"}
    _sub(properties, names.w("tblLook"), attributes)
    _sub(properties, names.w("tblCaption"), {names.VAL: clean(caption)})
    if layout.has_heading:
        described = ", ".join(column for column in table.columns if column)
        _sub(properties, names.w("tblDescription"), {names.VAL: clean(f"Columns: {described}")})


def _write_heading_row(element: Element, layout: _Layout, writing: Writing) -> None:
    row = _sub(element, names.TR)
    properties = _sub(row, names.TR_PR)
    _sub(properties, names.w("cantSplit"))
    _sub(properties, names.w("tblHeader"))
    for index, width in enumerate(layout.widths):
        column = layout.table.columns[index] if index < len(layout.table.columns) else ""
        _write_cell(row, (Text(column),) if column else (), "PolicyTableHeading", width, writing)


def _write_row(element: Element, row: Row, layout: _Layout, writing: Writing, *, is_last: bool) -> None:
    role = layout.table.role
    tr = _sub(element, names.TR)
    properties = _sub(tr, names.TR_PR)
    if sum(len(plain(cell)) for cell in row.cells) <= _LONGEST_WHOLE_ROW:
        _sub(properties, names.w("cantSplit"))
    if role == "signature":
        height = {names.VAL: str(_SIGNATURE_HEIGHT), names.w("hRule"): "atLeast"}
        _sub(properties, names.w("trHeight"), height)
    if not len(properties):
        tr.remove(properties)
    for index, width in enumerate(layout.widths):
        content = row.cells[index] if index < len(row.cells) else ()
        is_label = role == "control" and index == 0
        style = "PolicyTableHeading" if is_label else "PolicyTableText"
        keep_next = layout.keeps_together and not is_last
        _write_cell(tr, content, style, width, writing, keep_next=keep_next, at_foot=role == "signature")


def _write_cell(
    row: Element,
    content: Sequence[Inline],
    style: str,
    width: int,
    writing: Writing,
    *,
    keep_next: bool = False,
    at_foot: bool = False,
) -> None:
    key = (width, at_foot)
    if key not in writing.cells:
        writing.cells[key] = _cell(width, at_foot=at_foot)
    cell = copy(writing.cells[key])
    row.append(cell)
    write_inlines(writing.paragraph(cell, style, content, keep_next=keep_next), content, writing)


def _cell(width: int, *, at_foot: bool) -> Element:
    cell = etree.Element(names.TC, nsmap={"w": names.W})
    properties = _sub(cell, names.TC_PR)
    _sub(properties, names.TC_W, {names.WIDTH: str(width), names.TYPE: "dxa"})
    if at_foot:
        _sub(properties, names.w("vAlign"), {names.VAL: "bottom"})
    return cell
