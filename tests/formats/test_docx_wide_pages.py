"""A table that an upright page would squeeze has pages on their side, which begin and end in front of and behind it."""

import pytest

from policygen.document.model import Document, Row, Table
from policygen.formats.columns import UPRIGHT, is_squeezed
from policygen.formats.docx.reader import read
from policygen.formats.html.writer import write as write_page
from tests.formats.example_document import body, inlines, part, rule
from tests.formats.word import attribute, find, full, written, xml
from tests.support.word_lint import lint

HANDLE = "@a-handle-of-twenty-six-let"


LONG = "a sentence of some length that runs on and on for more lines than anybody likes to read"


def register(columns: int = 5, cell: str = HANDLE, rows: int = 3) -> Table:
    names = tuple(f"Column {number}" for number in range(columns))
    return Table("register", names, tuple(Row(f"r{n}", (inlines(cell),) * columns) for n in range(rows)))


def turned(*, is_last: bool = False) -> Document:
    wide = part("wide", rule("These are ours."), register())
    return full(body("Before."), wide, *([] if is_last else [body("After.")]))


def orientations(data: bytes) -> list[str]:
    return [attribute(size, "orient") or "portrait" for size in find(xml(data), ".//w:sectPr/w:pgSz")]


def test_only_the_pages_of_the_wide_table_are_turned() -> None:
    data = written(turned())
    assert orientations(data) == ["portrait", "landscape", "portrait"]
    assert orientations(written(turned(is_last=True))) == ["portrait", "landscape"]
    assert lint(data) == ()
    words = [paragraph.xpath("string(.)") for paragraph in find(xml(data), ".//w:body/w:p")]
    assert words == ["Before.", "", "These are ours.", "", "After."]  # the empty ones bear the ends of sections


def test_headers_and_footers_reach_to_the_right_end_of_a_turned_page() -> None:
    data = written(turned())
    _, wide, _ = find(xml(data), ".//w:sectPr")
    targets = {found.get("Id"): found.get("Target") for found in xml(data, "word/_rels/document.xml.rels")}
    named = [targets[found.get(f"{{{found.nsmap['r']}}}id")] for found in find(wide, "./w:footerReference")]
    assert named
    for name in named:
        (right,) = find(xml(data, f"word/{name}"), ".//w:tab[@w:val='right']")
        assert attribute(right, "pos") == str(15840 - 2 * 850)  # letter, with margins of 15 mm


def test_the_first_page_alone_has_the_header_of_a_first_page() -> None:
    assert [bool(find(section, "./w:titlePg")) for section in find(xml(written(turned())), ".//w:sectPr")] == [
        True,
        False,
        False,
    ]


def test_what_turns_a_page_is_nothing_that_a_reader_of_the_document_meets() -> None:
    upright = full(body("Before."), part("wide", rule("These are ours."), register(4, "a")), body("After."))
    kinds = [type(found.piece).__name__ for found in read(written(turned())).pieces]
    assert kinds == [type(found.piece).__name__ for found in read(written(upright)).pieces]


@pytest.mark.parametrize(
    ("table", "is_wide"),
    [
        (register(5, HANDLE), True),
        (register(3, HANDLE * 3), False),
        (register(5, "anameofthirtylettersandnotmore"), True),
        (register(4, "Öffentlichkeitsarbeitsbeauftragtenvertretung"), False),
        (register(5, "some words"), False),
        (register(5, "港通り喫茶店研究所東京本社会社"), False),
        (register(6, LONG, rows=6), True),
        (register(6, LONG, rows=2), False),  # which leaves less white than a page on its side
    ],
)
def test_a_table_is_squeezed_by_words_that_break_and_by_paragraphs_in_narrow_columns(
    table: Table, *, is_wide: bool
) -> None:
    assert is_squeezed(table, UPRIGHT) == is_wide


def test_a_web_page_prints_it_on_its_side_too() -> None:
    page = write_page(turned(), ".wide{page:wide}")[0]
    assert 'class="part clause wide"' in page
    assert "@page wide{size:letter landscape}" in page
