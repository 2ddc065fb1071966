"""Numbers that a Word file states never cost more than the file is large; what is beyond reason is told in a sentence."""

import sys
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.document.as_read import ReadDocument
from policygen.document.model import Text
from policygen.document.pieces import ListItem, text
from policygen.document.walk import plain
from policygen.document.words import inlines, words
from policygen.errors import DocumentError
from policygen.formats.docx.reader import read
from policygen.formats.docx.seal import is_untouched
from tests.support.strategies import SAMPLES

P = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
GONE = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:r><w:t>a </w:t></w:r></w:p>'
REFERENCE = '<w:fldSimple w:instr="REF pg_0123456789ab"><w:r><w:t>a</w:t></w:r></w:fldSimple>'
NUMBERS = ("2000000000", "-3", "1e400", "1e300", "30000000", "63", "64", "8", "9", "", "nan", "0x10", "٣")


@cache
def parts() -> dict[str, bytes]:
    path = SAMPLES / "harbour-street-cafe" / "harbour-street-cafe-social-media-policy.docx"
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(changed: dict[str, bytes], first: dict[str, bytes] | None = None) -> bytes:
    found = BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**(first or {}), **parts(), **changed}.items():
            package.writestr(name, content)
    return found.getvalue()


def body(inner: str) -> bytes:
    xml = parts()["word/document.xml"].decode()
    start = xml.index("<w:body>") + len("<w:body>")
    return packed({"word/document.xml": f"{xml[:start]}{inner}</w:body></w:document>".encode()})


def cells(found: ReadDocument) -> int:
    rows = [row for piece in found.blocks for row in getattr(piece, "rows", ())]
    return sum(len(row.cells) for row in rows)


def work(data: bytes, most: int = 1_000_000) -> int:
    """How many lines of Python are run to read a file: counted, so that a slow machine fails nothing."""
    count = 0

    def step(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal count
        count += event == "line"
        assert count <= most, f"more than {most} lines were run"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        read(data)
    finally:
        sys.settrace(before)
    return count


def grows_in_line(markup: Callable[[int], str]) -> bool:
    """Whether twice as much of something takes twice as long to read, and not four times."""
    none, once, twice = (work(body(P + markup(number))) for number in (0, 60, 120))
    return twice - none < 2.5 * (once - none)


@pytest.mark.slow
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "markup",
    [
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{{}}"/></w:trPr><w:tc>{P}</w:tc></w:tr></w:tbl>',
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{{}}"/></w:tcPr>{P}</w:tc></w:tr></w:tbl>',
        f'<w:tbl><w:tblPr><w:tblLook w:val="{{}}"/></w:tblPr><w:tr><w:tc>{P}</w:tc></w:tr></w:tbl>',
        '<w:p><w:r><w:sym w:font="Symbol" w:char="{}"/><w:t>x</w:t></w:r></w:p>',
    ],
    ids=["list level", "outline", "columns before", "columns taken", "look", "sign"],
)
def test_no_number_costs_more_than_its_file(markup: str, number: str) -> None:
    data = body(markup.format(number))
    assert work(data) < 40_000
    found = read(data)
    assert cells(found) <= 64
    assert any("x" in text(piece.piece) for piece in found.pieces)
    assert all(piece.piece.level in (0, 1) for piece in found.pieces if isinstance(piece.piece, ListItem))


@pytest.mark.parametrize(("size", "is_read"), [(4 << 20, True), ((4 << 20) + 1, False)])
def test_a_part_packed_beyond_belief_is_read_up_to_four_megabytes(size: int, is_read: bool) -> None:
    empty = body("")
    with zipfile.ZipFile(BytesIO(empty)) as package:
        lacking = size - package.getinfo("word/document.xml").file_size
    data = body(" " * lacking)
    if is_read:
        assert not read(data).pieces
        return
    with pytest.raises(DocumentError, match="too large to read safely"):
        read(data)


@pytest.mark.parametrize("code", ["-5", "0", "1B", "9B", "D800", "DFFF", "110000", "FFFFFFFFFF", "x"])
def test_a_sign_that_is_none_is_left_out(code: str) -> None:
    found = read(body(f'<w:p><w:r><w:sym w:font="x" w:char="{code}"/><w:t>ok</w:t></w:r></w:p>'))
    assert next(text(piece.piece).encode() for piece in found.pieces).endswith(b"ok")


ATTRIBUTES = st.sampled_from(
    ["w:val", "w:w", "w:id", "w:char", "w:type", "w:fldCharType", "w:instr", "r:id", "w:anchor"]
)
TAGS = st.sampled_from(
    ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "trPr", "pPr", "rPr", "numPr", "ilvl", "numId", "outlineLvl", "gridSpan",
     "gridBefore", "gridAfter", "vMerge", "sym", "fldChar", "fldSimple", "hyperlink", "tblGrid", "gridCol", "tblLook",
     "ins", "del", "sdt", "sdtContent", "br", "tab", "sz", "ind", "spacing", "bookmarkStart", "footnoteReference"]
)  # fmt: skip
VALUES = st.one_of(st.sampled_from(NUMBERS), st.integers().map(str), st.floats().map(str))


def _element(tag: str, attributes: dict[str, str], inner: list[str]) -> str:
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<w:{tag} {said}>{'x' if tag == 't' else ''.join(inner)}</w:{tag}>"


elements = st.recursive(
    st.just(P),
    lambda inner: st.builds(
        _element, TAGS, st.dictionaries(ATTRIBUTES, VALUES, max_size=2), st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=12)
@given(st.lists(elements, max_size=6))
def test_random_numbers_anywhere_neither_hang_nor_break_the_reader(found: list[str]) -> None:
    data = body("".join(found))
    assert work(data) < 60_000
    assert cells(read(data)) <= 64 * 64 * 8


@pytest.mark.slow
@pytest.mark.parametrize(
    "markup",
    [
        lambda number: f"<w:p><w:r><w:t>{'word ' * number}</w:t></w:r></w:p>",
        lambda number: "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * number + "</w:p>",
        lambda number: "<w:p>" + "<w:r><w:br/></w:r>" * number + "</w:p>",
        lambda number: f"<w:p>{BEGIN * number}</w:p>{P * number}",
        lambda number: f"<w:p>{BEGIN * number}{END * number}</w:p>",
        lambda number: GONE * number + P,
        lambda number: "<w:p>" + REFERENCE * number + "</w:p>",
        lambda number: "<w:tbl><w:tr>" + f"<w:tc>{P}</w:tc>" * number + "</w:tr></w:tbl>",
        lambda number: '<w:p><w:bookmarkStart w:id="1" w:name="pge_0123456789ab"/></w:p>' * number,
    ],
    ids=["words", "runs", "breaks", "open fields", "nested fields", "joined", "references", "cells", "bookmarks"],
)
def test_twice_as_much_takes_twice_the_work(markup: Callable[[int], str]) -> None:
    assert grows_in_line(markup)


def test_fields_beyond_what_may_be_open_lose_no_words() -> None:
    found = read(body(f"<w:p>{BEGIN * 500}{END * 500}<w:r><w:t>after</w:t></w:r></w:p>{P}"))
    assert [text(piece.piece) for piece in found.pieces] == ["after", "x"]
    found = read(body(f"<w:p>{BEGIN * 500}</w:p>{P}"))
    assert [text(piece.piece) for piece in found.pieces][-1] == "x"


def test_words_are_joined_at_once() -> None:
    found = words((Text("word " * 5_000),))
    assert plain(inlines(found)) == "word " * 5_000


def test_a_table_of_more_cells_than_any_policy_is_told() -> None:
    wide = (
        "<w:tbl><w:tr>" + f"<w:tc>{P}</w:tc>" * 1_000 + "</w:tr>" + f"<w:tr><w:tc>{P}</w:tc></w:tr>" * 300 + "</w:tbl>"
    )
    with pytest.raises(DocumentError, match=r"301 rows and 1,000 columns"):
        read(body(wide))


def test_more_tags_or_more_words_than_any_policy_are_told() -> None:
    with pytest.raises(DocumentError, match="more than 600,000 tags"):
        read(body("<w:p/>" * 600_001))
    with pytest.raises(DocumentError, match="more than 1,000,000 characters"):
        read(body(f"<w:p><w:r><w:t>{'word ' * 200_001}</w:t></w:r></w:p>"))


@pytest.mark.slow
def test_only_a_part_that_names_our_root_at_its_beginning_is_read_for_the_record() -> None:
    others = {f"customXml/item{number}.xml": b"<a>" + b"<b/>" * 9_000 + b"</a>" for number in range(50, 54)}
    assert read(packed({}, others)).record is not None
    assert work(packed({}, others)) < work(packed({})) + 9_000


def test_a_record_changed_since_is_told_and_a_forged_one_before_it_does_not_win() -> None:
    real = parts()["customXml/item1.xml"]
    forged = real.replace(b"post", b"publish")
    changed = read(packed({"customXml/item1.xml": forged}))
    assert changed.record is None
    assert [found.code for found in changed.findings][:1] == ["record-changed"]
    both = read(packed({}, {"customXml/item0.xml": forged}))
    assert both.record == read(packed({})).record is not None


def test_a_damaged_file_is_told_without_its_bytes() -> None:
    whole = packed({"word/\x9b\x1bstyles" + "\xe9" * 300 + ".xml": b"x" * 5_000})
    for data in (whole.replace(b"word/document.xml", b"word/documen\x00.xml", 1), whole[:9_000], whole[:-30],
                 whole.replace(b"PK\x01\x02", b"PK\x01\x03")):  # fmt: skip
        with pytest.raises(DocumentError) as told:
            read(data)
        assert len(told.value.message) < 400
        assert told.value.message.isprintable()


def test_the_seal_of_a_file_with_swollen_properties_is_broken_and_costs_nothing() -> None:
    swollen = packed({"docProps/custom.xml": b'name="policygen-seal"' * 100_000})
    assert not is_untouched(swollen)
