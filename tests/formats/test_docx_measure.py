"""How long lines of prose are, and where what stands at the front goes: measured in the styles, and as LibreOffice sets them."""

from pathlib import Path
from typing import Any

import pytest

from policygen.brand.model import OUR_LOOK, Brand, Look
from policygen.document.model import Contents, Document, Heading, Paragraph, Row, Table
from policygen.formats.columns import LONG, UPRIGHT, column_widths
from policygen.formats.registry import FORMATS
from tests.formats.example_document import (
    body,
    bullets,
    control,
    full_policy,
    inlines,
    part,
    rule,
    short_policy,
    table,
)
from tests.formats.word import DIGEST, RECORD, attribute, find, full, short, style_of, words, written, xml
from tests.support.paging import lines_of

PROSE = ("BodyText", "PolicyNumberedRule", "PolicyTitledRule", "PolicyLetteredRule", "PolicyAlways", "PolicyRights")
TWELFTH = Look(brand=Brand(body_size=24))


def made(document: Document, look: Look = OUR_LOOK) -> bytes:
    return FORMATS["docx"].write(document, RECORD, DIGEST, look)[0]


def indent(data: bytes, style: str) -> Any:
    (found,) = find(xml(data, "word/styles.xml"), f"./w:style[@w:styleId='{style}']/w:pPr/w:ind")
    return found


def line(data: bytes, style: str) -> int:
    """The width of a line of a style, in twentieths of a point."""
    found = indent(data, style)
    return UPRIGHT - sum(int(attribute(found, side) or "0") for side in ("left", "right"))


@pytest.mark.parametrize("document", [short_policy(), full_policy()], ids=["short", "full"])
@pytest.mark.parametrize("style", PROSE)
def test_a_line_of_prose_is_123_mm_wide_on_any_upright_page_of_ours(document: Document, style: str) -> None:
    assert line(written(document), style) == 7000


def test_larger_words_have_longer_lines_and_as_many_letters() -> None:
    assert line(made(full_policy(), TWELFTH), "BodyText") == pytest.approx(7000 * 12 / 11, abs=1)


def test_the_box_of_a_notice_has_one_right_edge_in_all_its_styles() -> None:
    data = written(full_policy())
    styles = ("PolicyStatutory", "PolicyStatutoryBullet", "PolicyStatutoryNumber")
    assert len({attribute(indent(data, style), "right") for style in styles}) == 1


def test_a_numbered_style_says_where_its_words_stand_or_libreoffice_forgets_where_its_lines_end() -> None:
    data = written(short_policy())
    level = find(xml(data, "word/numbering.xml"), ".//w:lvl[w:pStyle/@w:val='PolicyNumberedRule']/w:pPr/w:ind")[0]
    own = indent(data, "PolicyNumberedRule")
    assert [attribute(own, side) for side in ("left", "hanging")] == [
        attribute(level, side) for side in ("left", "hanging")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("document", [short_policy(), full_policy()], ids=["short", "full"])
def test_libreoffice_sets_prose_in_lines_of_60_to_80_letters(document: Document, tmp_path: Path) -> None:
    data = written(document)
    told = " ".join(words(each) for each in find(xml(data), ".//w:body/w:p") if style_of(each) in PROSE)
    prose = sorted(len(line) for line in lines_of(data, tmp_path) if len(line) > 55 and line in told)
    assert len(prose) > 10
    assert 60 <= prose[len(prose) // 2] <= 75
    assert prose[-1] <= 85


# ---- the front ---------------------------------------------------------------------------------------------------------


def fronted(headings: int) -> Document:
    return full(
        part("title", Paragraph(inlines("Policy"), "title"), kind="title"),
        part("control", control(("Owner", "Ann"), ("Edition", "1")), kind="control"),
        part("contents", Contents("Contents"), kind="contents"),
        *(
            part(f"chapter-{n}", Heading(1, inlines(f"Chapter {n}"), numbered=False), body("x"))
            for n in range(headings)
        ),
    )


def breaks(data: bytes) -> list[str]:
    return [words(each) for each in find(xml(data), ".//w:body/w:p[w:pPr/w:pageBreakBefore]")]


def test_contents_go_on_under_the_control_block_which_would_else_stand_alone_on_a_page() -> None:
    assert breaks(written(fronted(20))) == []
    assert breaks(written(fronted(30))) == ["Contents", "Chapter 0"]


def test_contents_that_go_on_stand_together_on_one_page() -> None:
    entries = [each for each in find(xml(written(fronted(20))), ".//w:body/w:p") if style_of(each).startswith("TOC1")]
    kept = [bool(find(each, "./w:pPr/w:keepNext")) for each in entries]
    assert kept == [True] * 19 + [False]


def meta(*after: Table | Paragraph) -> Document:
    title = part("title", Paragraph(inlines("Policy"), "title"), Paragraph(inlines("Draft"), "meta"), kind="title")
    return short(title, *after)


def test_there_is_one_line_between_a_title_and_a_table_below_it() -> None:
    borders = "./w:style[@w:styleId='PolicyMeta']/w:pPr/w:pBdr"
    over_words = xml(written(meta(rule("Ask."))), "word/styles.xml")
    over_table = xml(written(meta(table("brief", ("In brief",), ("Ask.",)))), "word/styles.xml")
    assert len(find(over_words, borders)) == 1
    assert find(over_table, borders) == []
    assert len(find(over_table, "./w:style[@w:styleId='PolicyMeta']")) == 1


# ---- a register ------------------------------------------------------------------------------------------------------


def accounts(count: int) -> Table:
    columns = ("Platform", "Our account", "Looks after it", "Steps in", "What to mind there")
    cells = ("Facebook", "albuquerque", "Jo Abernathy, Manager", "Al Gutierrez, Deputy", "As above.")
    first = (*cells[:4], "Give roles through the business portfolio. Never run a page from a made-up profile. " * 3)
    rows = tuple(Row(f"r{n}", tuple(inlines(cell) for cell in (cells if n else first))) for n in range(count))
    return Table("networks", columns, rows)


def test_a_table_that_one_looks_something_up_in_is_set_closer() -> None:
    for count, style in ((LONG, "PolicyTableText"), (LONG + 1, "PolicyRegisterText")):
        cells = find(xml(written(full(part("x", rule("Mind."), accounts(count))))), ".//w:tr[position()>1]//w:p")
        assert {style_of(cell) for cell in cells} == {style}


def test_its_columns_are_as_wide_as_most_of_their_cells_whatever_one_long_cell_says() -> None:
    widths = column_widths(accounts(200), 12000)
    longest = [len("Jo Abernathy, Manager"), len("Al Gutierrez, Deputy")]
    assert all(width >= 226 + 100 * length for width, length in zip(widths[2:4], longest, strict=True))


# ---- forms -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("items", "kept"), [(8, 7), (12, 11), (13, 2)])
def test_house_rules_to_put_up_are_parted_by_no_page_unless_they_are_long(items: int, kept: int) -> None:
    told = bullets(*map(str, range(items)))
    form = part("house-rules", Heading(2, inlines("House rules"), numbered=False), body("Show these."), told)
    # What stands before the end of a document is kept together as well, by another rule.
    own = find(xml(written(full(form, *(body("x " * 400) for _ in range(9))))), ".//w:body/w:p")
    marks = [bool(find(each, "./w:pPr/w:keepNext")) for each in own if style_of(each) == "ListBullet"]
    assert len(marks) == items
    assert sum(marks) == kept
