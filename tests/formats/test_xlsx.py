"""Spreadsheets: what is typed is never a formula, and whoever goes on with one is not written over."""

import re
import zipfile
from io import BytesIO

import pytest

from policygen.document.sheet import Column, Sheet
from policygen.formats.xlsx.seal import is_untouched
from policygen.formats.xlsx.writer import write

COLUMNS = (Column("Name"), Column("People", "number"), Column("Seen", "day"))


def sheet(*rows: tuple[str, ...], columns: tuple[Column, ...] = COLUMNS, title: str = "Register") -> Sheet:
    return Sheet(title, "Elm Row", "Write no password here.", "2026-11-22", columns, rows)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def page(data: bytes) -> str:
    return part(data, "xl/worksheets/sheet1.xml")


def strings(data: bytes) -> list[str]:
    return re.findall(r"<t(?: [^>]*)?>(.*?)</t>", part(data, "xl/sharedStrings.xml"), re.DOTALL)


def changed(data: bytes, name: str, content: bytes) -> bytes:
    """A file with one part changed or added, as a program saves it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44 20", "-5", "@handle", "{=1+1}", "=HYPERLINK(1)", "https://x.example", "12"]
)
def test_what_somebody_typed_is_words_and_never_a_formula_a_link_or_a_number(typed: str) -> None:
    data = write(sheet((typed, "", "")))
    assert "<f>" not in page(data)
    assert "<hyperlink" not in page(data)
    assert '<c r="A5" s=' in page(data)
    assert re.search(r'<c r="A5" s="\d+" t="s">', page(data))
    assert typed in strings(data)


@pytest.mark.parametrize(("typed", "is_quoted"), [("=1+1", True), ("@handle", True), ("handle", False)])
def test_words_like_a_formula_stay_words_when_somebody_goes_into_their_cell(typed: str, is_quoted: bool) -> None:
    assert ('quotePrefix="1"' in part(write(sheet((typed, "", ""))), "xl/styles.xml")) is is_quoted


def test_numbers_stand_only_where_a_column_holds_them() -> None:
    found = page(write(sheet(("7", "7", ""), ("", "-7", ""), ("", "٧", ""))))
    assert re.search(r'<c r="B5" s="\d+"><v>7</v>', found)
    assert len(re.findall(r't="s"><v>', found.partition('<row r="5"')[2])) == 3


def test_headings_stay_in_view_and_can_be_filtered() -> None:
    data = write(sheet())
    assert '<pane ySplit="4"' in page(data)
    assert '<autoFilter ref="A4:C1004"' in page(data)
    assert strings(data)[:3] == ["Register · Elm Row", "Write no password here.", "Name"]


@pytest.mark.parametrize(
    ("choices", "is_offered"),
    [
        (("Open", "Closed"), True),
        (("Open, closed",), False),
        (('Say "no"',), False),
        (("x" * 300,), False),
        ((), False),
    ],
)
def test_choices_can_be_picked_where_a_list_can_hold_them(choices: tuple[str, ...], is_offered: bool) -> None:
    data = write(sheet(columns=(Column("Comments", choices=choices),)))
    assert ("<dataValidation " in page(data)) is is_offered


@pytest.mark.parametrize("title", ["What? [all]: 1/2*", "'", "x" * 60, ""])
def test_any_title_makes_a_page_that_programs_take(title: str) -> None:
    name = re.search(r'<sheet name="([^"]*)"', part(write(sheet(title=title)), "xl/workbook.xml"))
    assert name is not None
    assert 0 < len(name[1]) <= 31
    assert not set(name[1]) & set("[]:*?/\\'")


def test_what_no_cell_can_hold_is_left_out() -> None:
    data = write(sheet(("a\x00b\u202e", "", ""), ("y" * 40_000, "", "")))
    assert "ab" in strings(data)
    assert max(map(len, strings(data))) == 32_767


def test_the_same_sheet_is_the_same_file() -> None:
    assert write(sheet(("a", "1", ""))) == write(sheet(("a", "1", "")))


def test_a_file_is_untouched_until_somebody_saves_it() -> None:
    data = write(sheet(("a", "1", "")))
    assert is_untouched(data)
    assert not is_untouched(changed(data, "xl/worksheets/sheet1.xml", page(data).replace("<v>1<", "<v>2<").encode()))
    assert is_untouched(changed(data, "docProps/app.xml", b"<Properties/>"))


def test_a_hostile_file_is_none_of_ours() -> None:
    data = write(sheet())
    crowded = BytesIO(data)
    with zipfile.ZipFile(crowded, "a") as archive:
        for number in range(100):
            archive.writestr(f"xl/more{number}.xml", b"")
    huge = changed(data, "docProps/custom.xml", part(data, "docProps/custom.xml").encode() + b" " * 1_000_001)
    unsealed = changed(data, "docProps/custom.xml", b"<Properties/>")
    for hostile in (b"", b"PK", b"no archive", data[:200], crowded.getvalue(), huge, unsealed):
        assert not is_untouched(hostile)
