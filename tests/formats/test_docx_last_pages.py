"""The last lines before a new page or the end: as many stay together as make a sixth of a page, and no more."""

import pytest
from lxml import etree

from policygen.formats.docx.last_pages import keep_last_pages
from policygen.formats.docx.names import W, w

ROW = '<w:tr><w:tc><w:tcPr><w:tcW w:w="0"/></w:tcPr><w:p><w:pPr/></w:p></w:tc></w:tr>'
LINE = "<w:p><w:pPr/></w:p>"


def kept(rows: int, *, breaks: bool = False) -> int:
    """How many of the twelve lines in front of so many rows of a table are kept with what follows."""
    first = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>" if breaks else ""
    body = etree.fromstring(f'<w:body xmlns:w="{W}">{LINE * 12}{first}<w:tbl>{ROW * rows}</w:tbl></w:body>')
    keep_last_pages(body, [body[12]] if breaks else [])
    return len([line for line in body.findall(w("p"))[:12] if line.find(f"{w('pPr')}/{w('keepNext')}") is not None])


@pytest.mark.parametrize(
    ("rows", "lines"),
    [(0, 8), (1, 8), (3, 6), (4, 5), (8, 2), (9, 1), (10, 0), (20, 0)],
)
def test_lines_and_rows_are_kept_together_until_they_are_a_sixth_of_a_page(rows: int, lines: int) -> None:
    assert kept(rows) == lines


def test_what_stands_before_a_page_that_is_begun_is_kept_apart_from_what_stands_on_it() -> None:
    assert kept(1, breaks=True) == 8
