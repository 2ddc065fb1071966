"""Tables: as wide as the text, rows whole on one page, a heading row that repeats."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from policygen._dataclass import dataclass
from policygen.document.model import Inline, Row, Table, Text
from policygen.document.walk import plain
from policygen.formats.columns import CHARACTER, LONG, column_widths
from policygen.formats.docx import names
from policygen.formats.docx.density import NUMBER_COLUMN
from policygen.formats.docx.inlines import align_with_others, sole_words, write_inlines
from policygen.formats.docx.keeping import keeps_row
from policygen.formats.docx.names import Element
from policygen.formats.docx.schema import put
from policygen.formats.docx.writer_state import WriterState, copied
from policygen.formats.text import clean, is_right_to_left

_sub = etree.SubElement

_STYLES = {"records": "PolicyTable", "control": "PolicyControlTable", "signature": "PolicySignatureTable"}
_SMALL = 7
"""Lines of a table that is never parted."""
_FEW_COLUMNS = 3
"""Columns of a table that stands in line with the words of its rule, and one more where these stand in by little; others
need the whole width."""
_CLOSER = 0.9
"""Words of a table to look something up in, beside those of others."""
_LONGEST_WHOLE_ROW = 1500
"""Characters; a longer row may break over pages, or it could fit on none."""


@dataclass(frozen=True, slots=True)
class _Layout:
    table: Table
    widths: tuple[int, ...]
    has_heading: bool


@dataclass(frozen=True, slots=True)
class _Shape:
    """A row apart from its words."""

    widths: tuple[int, ...]
    first_style: str
    """Id of the paragraph style in the first cell."""
    style: str
    """The same in the others."""
    is_whole: bool = True
    """Whether the row may not break over pages."""
    is_heading: bool = False
    by_hand: int = 0
    """Height of a row to write or sign in, in twentieths of a point; 0 where nobody does."""
    keep_next: bool = False


def is_register(table: Table) -> bool:
    """Whether a table is so long that one looks something up in it, and does not read it."""
    return table.role == "records" and len(table.rows) > LONG


def breadth_of(table: Table, breadth: float) -> float:
    """How broad the words of a table are beside those of our template, in a body of some breadth."""
    return breadth * _CLOSER if is_register(table) else breadth


def write_table(table: Table, caption: str, state: WriterState, *, is_kept: bool = False) -> None:
    """A table. Two in a row are kept apart, and a page break that is due has a paragraph before it.

    One that `is_kept` stands on one page with what follows it.
    """
    if state.page_break or state.is_after_table:
        state.gap()
    few = _FEW_COLUMNS + (state.density.column < NUMBER_COLUMN)
    indent = state.density.column if state.under and len(table.columns) <= few else 0
    layout = _Layout(
        table, _widths(table, state.text_width - indent, breadth_of(table, state.house.breadth)), any(table.columns)
    )
    element = _sub(state.body, names.TBL)
    _write_properties(element, layout, caption, state)
    if indent:
        put(element[0], names.w("tblInd"), {names.WIDTH: str(indent), names.TYPE: "dxa"})
    grid = _sub(element, names.TBL_GRID)
    for width in layout.widths:
        _sub(grid, names.GRID_COL, {names.WIDTH: str(width)})
    if layout.has_heading:
        _write_heading_row(element, layout, state)
    rows = table.rows
    if not (rows or layout.has_heading):
        rows = (Row("", ()),)
    is_small = table.role != "records" or (len(rows) <= _SMALL and _lines(rows, layout.widths) <= _SMALL)
    for index, row in enumerate(rows):
        keeps = is_kept or keeps_row(index, len(rows), is_small=is_small)
        _write_row(element, row, layout, state, keep_next=keeps)
    state.is_after_table = True


def _widths(table: Table, text_width: int, breadth: float) -> tuple[int, ...]:
    """The columns' widths: where words are broader than ours, as in a table that is narrower by as much."""
    if breadth == 1:
        return column_widths(table, text_width)
    narrow = column_widths(table, round(text_width / breadth))
    widths = [width * text_width // sum(narrow) for width in narrow]
    return (*widths[:-1], text_width - sum(widths[:-1]))


def _lines(rows: Sequence[Row], widths: Sequence[int]) -> int:
    """How many lines the rows of a table take, about."""
    lines = 0
    for row in rows:
        cells = zip(row.cells, widths, strict=False)
        lines += max((1 + len(plain(cell)) * CHARACTER // width for cell, width in cells), default=1)
    return lines


def _write_properties(element: Element, layout: _Layout, caption: str, state: WriterState) -> None:
    table = layout.table
    properties = copied(
        _properties(state.style(_STYLES[table.role]), sum(layout.widths), layout.has_heading, table.role == "control")
    )
    element.append(properties)
    put(properties, names.w("tblCaption"), {names.VAL: clean(caption)})
    if layout.has_heading:
        described = ", ".join(column for column in table.columns if column)
        put(properties, names.w("tblDescription"), {names.VAL: clean(f"Columns: {described}")})


@lru_cache(maxsize=64)
def _properties(style: str, width: int, has_heading: bool, has_column: bool) -> Element:  # noqa: FBT001  # a cache's key
    properties = etree.Element(names.TBL_PR, nsmap={"w": names.W})
    put(properties, names.w("tblStyle"), {names.VAL: style})
    put(properties, names.w("tblW"), {names.WIDTH: str(width), names.TYPE: "dxa"})
    put(properties, names.w("tblLayout"), {names.TYPE: "fixed"})
    look = (0x0020 if has_heading else 0) | (0x0080 if has_column else 0) | 0x0600
    flags = {"firstRow": has_heading, "lastRow": False, "firstColumn": has_column, "lastColumn": False}
    attributes = {names.w(name): "1" if flag else "0" for name, flag in flags.items()}
    attributes |= {names.VAL: f"{look:04X}", names.w("noHBand"): "1", names.w("noVBand"): "1"}
    put(properties, names.w("tblLook"), attributes)
    return properties


def _write_heading_row(element: Element, layout: _Layout, state: WriterState) -> None:
    columns = layout.table.columns + ("",) * (len(layout.widths) - len(layout.table.columns))
    cells = tuple((Text(column),) if column else () for column in columns)
    shape = _Shape(layout.widths, state.style("PolicyTableHeading"), state.style("PolicyTableHeading"))
    _fill_row(element, cells, replace(shape, is_heading=True), state)


def _write_row(element: Element, row: Row, layout: _Layout, state: WriterState, *, keep_next: bool) -> None:
    role = layout.table.role
    text = state.style("PolicyRegisterText" if is_register(layout.table) else "PolicyTableText")
    shape = _Shape(
        layout.widths,
        state.style("PolicyTableHeading") if role == "control" else text,
        text,
        is_whole=sum(len(plain(cell)) for cell in row.cells) <= _LONGEST_WHOLE_ROW,
        by_hand=state.density.by_hand if role == "signature" else 0,
        keep_next=keep_next,
    )
    _fill_row(element, row.cells, shape, state)


def _fill_row(element: Element, cells: Sequence[Sequence[Inline]], shape: _Shape, state: WriterState) -> None:
    row = copied(_empty_row(shape))
    element.append(row)
    paragraphs = list(row.iter(names.P))
    for index, paragraph in enumerate(paragraphs):
        _fill_cell(paragraph, cells[index] if index < len(cells) else (), state)


def _fill_cell(paragraph: Element, content: Sequence[Inline], state: WriterState) -> None:
    words = sole_words(content)
    if words:
        paragraph[1][0].text = words
    else:
        paragraph.remove(paragraph[1])
        if is_right_to_left(plain(content)):
            put(paragraph[0], names.BIDI)
            align_with_others(paragraph)
        write_inlines(paragraph, content, state)
    state.attach_anchor(paragraph)


@lru_cache(maxsize=128)
def _empty_row(shape: _Shape) -> Element:
    """A row to copy, with a run for words in every cell."""
    row = etree.Element(names.TR, nsmap={"w": names.W})
    properties = etree.Element(names.TR_PR)
    if shape.is_whole:
        put(properties, names.w("cantSplit"))
    if shape.by_hand:
        put(properties, names.w("trHeight"), {names.VAL: str(shape.by_hand), names.w("hRule"): "atLeast"})
    if shape.is_heading:
        put(properties, names.w("tblHeader"))
    if len(properties):
        row.append(properties)
    for index, width in enumerate(shape.widths):
        cell = _sub(row, names.TC)
        cell_properties = _sub(cell, names.TC_PR)
        put(cell_properties, names.TC_W, {names.WIDTH: str(width), names.TYPE: "dxa"})
        if shape.by_hand:
            put(cell_properties, names.w("vAlign"), {names.VAL: "bottom"})
        paragraph = _sub(cell, names.P)
        paragraph_properties = _sub(paragraph, names.P_PR)
        put(paragraph_properties, names.P_STYLE, {names.VAL: shape.style if index else shape.first_style})
        if shape.keep_next:
            put(paragraph_properties, names.KEEP_NEXT)
        _sub(_sub(paragraph, names.R_), names.T)
    return row
