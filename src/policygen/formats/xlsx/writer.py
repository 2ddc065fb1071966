"""A spreadsheet as XLSX: a heading row that stays in view, lists to pick from, and cells that are never formulas."""

from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from policygen._on_use import regex
from policygen.document.sheet import Column, Sheet
from policygen.formats.sealing import SEAL_PROPERTY
from policygen.formats.text import clean
from policygen.formats.xlsx.seal import seal_of
from policygen.language.dates import parsed_date

HEADING_ROW = 3
"""Where the headings stand, from 0: title and note are above them."""
ROOM = 1_000
"""Rows that are made ready below the headings."""

_LONGEST_CELL = 32_767
_LONGEST_LIST = 255
_LONGEST_NAME = 31
_NOT_IN_NAME = regex(r"[\[\]:*?/\\']")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How words begin that a program could take for a formula once somebody types in their cell."""
_WIDTH, _WIDE = 18, 44
_PLAIN: dict[str, Any] = {"valign": "top", "text_wrap": True}
_SHOWN: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@"},
    "number": {"num_format": "0"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}


def write(sheet: Sheet) -> bytes:
    """A file of a spreadsheet, sealed; the same bytes for the same sheet."""
    return _file(sheet, seal_of(_file(sheet, "")))


def _file(sheet: Sheet, seal: str) -> bytes:
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, options)
    made = parsed_date(sheet.date)
    book.set_properties(
        {
            "title": clean(sheet.title),
            "company": clean(sheet.organisation),
            "created": datetime(made.year, made.month, made.day) if made else datetime(2000, 1, 1),
        }
    )
    if seal:
        book.set_custom_property(SEAL_PROPERTY, seal, "text")
    _Page(book, sheet).fill()
    book.close()
    return file.getvalue()


class _Page:
    """The one page of a book."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        name = _NOT_IN_NAME.sub(" ", clean(sheet.title)).strip()[:_LONGEST_NAME]
        self.page = book.add_worksheet(name or None)

    def fill(self) -> None:
        """Write headings and rows, and what helps whoever goes on."""
        sheet, page, last = self.sheet, self.page, len(self.sheet.columns) - 1
        self.write(0, 0, f"{sheet.title} · {sheet.organisation}" if sheet.organisation else sheet.title, bold=True)
        self.write(1, 0, sheet.note)
        heading = {"bold": True, "bottom": 1, "bg_color": "#E8EEF0", **_PLAIN}
        for number, column in enumerate(sheet.columns):
            shown = self.book.add_format({**_PLAIN, **_SHOWN[column.kind]})
            page.set_column(number, number, _WIDE if column.wide else _WIDTH, shown)
            page.write_string(HEADING_ROW, number, clean(column.heading), self.book.add_format(heading))
            self.offer(number, column)
        for at, row in enumerate(sheet.rows, HEADING_ROW + 1):
            for number, (column, text) in enumerate(zip(sheet.columns, row, strict=True)):
                self.cell(at, number, column, text)
        page.freeze_panes(HEADING_ROW + 1, 0)
        page.autofilter(HEADING_ROW, 0, HEADING_ROW + ROOM, last)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADING_ROW)

    def cell(self, row: int, number: int, column: Column, text: str) -> None:
        """A cell of a row; a number only where its column holds numbers."""
        if not text:
            return
        if column.kind == "number" and text.isascii() and text.isdecimal():
            self.page.write_number(row, number, int(text))
        else:
            self.write(row, number, text, **_PLAIN, **_SHOWN[column.kind])

    def write(self, row: int, number: int, text: str, **shown: Any) -> None:
        """Words in a cell, whatever they begin with."""
        said = clean(text)[:_LONGEST_CELL]
        if said.startswith(_FORMULA):
            shown["quote_prefix"] = True
        self.page.write_string(row, number, said, self.book.add_format(shown))

    def offer(self, number: int, column: Column) -> None:
        """A list to pick from where a column has choices; a hint is no order, so other words are let stand."""
        choices = [clean(choice) for choice in column.choices]
        can_be_listed = len(",".join(choices)) <= _LONGEST_LIST and not any(
            set(choice) & set(',"') for choice in choices
        )
        if choices and can_be_listed:
            listed = {"validate": "list", "source": choices, "error_type": "information"}
            self.page.data_validation(HEADING_ROW + 1, number, HEADING_ROW + ROOM, number, listed)
