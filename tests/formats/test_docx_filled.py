"""What a hand did to a form in Word, whatever program saved it; and what no file may do to us."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.document.filled import FilledForm, FilledTable, Line, Stretch
from policygen.errors import DocumentError
from policygen.formats.docx import filled
from policygen.formats.docx.filled import read_filled
from tests.formats.example_document import short_policy
from tests.formats.test_docx_reader_hostile import DOCUMENT, changed
from tests.formats.word import written

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def read(body: str) -> FilledForm:
    markup = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode()
    return read_filled(changed(written(short_policy()), **{DOCUMENT.replace("/", "__").replace(".", "_dot_"): markup}))


def line(runs: str) -> Line:
    (found,) = read(f"<w:p>{runs}</w:p>").blocks
    assert isinstance(found, Line)
    return found


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def box(state: str, sign: str) -> str:
    checked = f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
    return f"<w:sdt>{checked}<w:sdtContent>{run(sign)}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("look", "marked", "struck"),
    [
        ("<w:b/>", True, False),
        ('<w:b w:val="0"/>', False, False),
        ('<w:u w:val="single"/>', True, False),
        ('<w:u w:val="none"/>', False, False),
        ('<w:highlight w:val="yellow"/>', True, False),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', True, False),
        ('<w:shd w:val="clear" w:fill="auto"/>', False, False),
        ("<w:dstrike/>", False, True),
    ],
)
def test_what_a_hand_did_to_words_is_seen(look: str, marked: bool, struck: bool) -> None:
    assert line(run("Charity", look)).stretches == (Stretch("Charity", marked, struck),)


def test_a_box_is_read_by_its_sign_and_else_by_its_state() -> None:
    signs = [(state, sign, line(box(state, sign)).text) for state in "01" for sign in ("☐", "☒", "", "x")]
    assert signs == [
        ("0", "☐", "☐"), ("0", "☒", "☒"), ("0", "", "☐"), ("0", "x", "x☐"),
        ("1", "☐", "☒"), ("1", "☒", "☒"), ("1", "", "☒"), ("1", "x", "x☒"),
    ]  # fmt: skip
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    assert line(symbol + run(" Charity")).text == "✓ Charity"


def test_changes_are_read_as_accepted_and_hidden_words_not_at_all() -> None:
    changes = f"<w:ins>{run('twelve')}</w:ins><w:del><w:r><w:delText>six</w:delText></w:r></w:del>"
    assert line(changes + run("secret", "<w:vanish/>")).text == "twelve"


def test_lines_and_tables_inside_tables_are_lines_of_their_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('inner')}</w:p></w:tc></w:tr></w:tbl>"
    cell = f"<w:tc><w:p>{run('a')}<w:r><w:br/></w:r>{run('b')}</w:p>{inner}</w:tc>"
    (table,) = read(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>").blocks
    assert isinstance(table, FilledTable)
    assert [one.text for one in table.lines] == ["a", "b", "inner"]


def test_a_form_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled, "_MOST_LINES", 3)
    monkeypatch.setattr(filled, "_MOST_CHARACTERS", 40)
    with pytest.raises(DocumentError, match="more than 3 lines"):
        read("<w:p/>" * 4)
    with pytest.raises(DocumentError, match="more than 40 characters"):
        read(f"<w:p>{run('word ' * 9)}</w:p>")
    with pytest.raises(DocumentError, match="nests"):
        read("<w:sdt><w:sdtContent>" * 100 + "</w:sdtContent></w:sdt>" * 100)


_TAGS = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:sdt",
    "w:sdtContent",
    "w:sdtPr",
    "w14:checkbox",
    "w:ins",
    "w:sym",
    "w:br",
)
_TREES = st.recursive(
    st.sampled_from(("", "☐ x", "&lt;")),
    lambda inner: st.tuples(st.sampled_from(_TAGS), st.lists(inner, max_size=3)),
    max_leaves=12,
)


def _markup(tree: object) -> str:
    return tree if isinstance(tree, str) else f"<{tree[0]}>{''.join(map(_markup, tree[1]))}</{tree[0]}>"  # type: ignore[index]


@given(_TREES)
def test_no_markup_is_too_odd(tree: object) -> None:
    with suppress(DocumentError):
        read(_markup(tree))


def test_of_what_is_written_in_two_ways_for_two_programs_one_is_read() -> None:
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ways = '<mc:Choice Requires="w14"><w:t>one</w:t></mc:Choice><mc:Fallback><w:t>two</w:t></mc:Fallback>'
    twice = f"<w:r><mc:AlternateContent {namespace}>{ways}</mc:AlternateContent></w:r>"
    assert line(f"{run('Said ')}{twice}").text == "Said one"
