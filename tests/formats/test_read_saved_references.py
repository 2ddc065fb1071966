"""References of the old form, a field inside a link, as LibreOffice leaves them after one save, two, and many."""

import pytest

from policygen.document.anchors import anchor_of, bookmark_name
from policygen.document.model import Document, Heading, Part, Reference, Row, Table
from policygen.document.pieces import content
from policygen.findings import Severity
from policygen.formats.docx.reader import read
from policygen.revision.plan import Plan, plan
from tests.formats.edited_files import in_body, w
from tests.formats.example_document import FULL_PROPERTIES
from tests.formats.test_docx_reader import p, r, with_body
from tests.formats.word import written
from tests.revision.scene import heading, para, part, words

MARK = bookmark_name("fair")
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(before: str = "") -> str:
    return f'<w:r><w:instrText xml:space="preserve">{before} REF {MARK} \\r \\h </w:instrText></w:r>'


def link(markup: str) -> str:
    return f'<w:hyperlink w:anchor="{MARK}">{markup}</w:hyperlink>'


TITLE, NUMBER = r("A fair hearing"), r("2.1")
WHOLE = {
    "as issued": BEGIN + code() + SEPARATE + NUMBER + END + link(r(" A fair hearing")),
    "as issued in the old form": link(BEGIN + code() + SEPARATE + NUMBER + END + r(" A fair hearing")),
    "the space alone lost": link(BEGIN + r(" ") + code() + SEPARATE + NUMBER + END + TITLE),
    "another number": BEGIN + code() + SEPARATE + r("4.7") + END + link(r(" A fair hearing")),
    "no number to be had": BEGIN
    + code()
    + SEPARATE
    + r("Error! Reference source not found.")
    + END
    + link(r(" A fair hearing")),
    "title alone": link(TITLE),
    "a title that another program set in other signs": link(r("2.1 A  fair\u00a0hearing")),
}
LOST = {
    "saved once": (link(BEGIN + r(" A fair hearing") + code() + SEPARATE + NUMBER + END), "2.1"),
    "saved twice": (BEGIN + code("A fair hearing") + link(SEPARATE + NUMBER + END), "2.1"),
    "saved often": (BEGIN + code("A fair hearing") + link(NUMBER) + SEPARATE + END, ""),
    "nothing left in the link": (link(r("")), ""),
}
REWRITTEN = {
    "another title": BEGIN + code() + SEPARATE + NUMBER + END + link(r(" Being heard")),
    "the title taken out by hand": BEGIN + code() + SEPARATE + NUMBER + END,
    "words added to the title": link(r("2.1 A fair hearing for all")),
    "another title over lost words": link(BEGIN + TITLE + code() + SEPARATE + NUMBER + END + r(" Being heard")),
}


def base() -> tuple[Part, ...]:
    reference = (*words("Ask somebody first (see "), Reference("fair", "A fair hearing"), *words(")."))
    ask, fair = (Heading(2, words(title), numbered=False) for title in ("Ask", "A fair hearing"))
    return part("ask", "Ask", ask, para(reference)), part("fair", "A fair hearing", fair)


def planned(reference: str, *, editor: str = "", after: str = "") -> Plan:
    marks = f'<w:bookmarkStart w:id="7" w:name="{MARK}"/><w:bookmarkEnd w:id="7"/>'
    style = '<w:pStyle w:val="Heading2"/>'
    body = (
        p(r("Ask"), style)
        + p(r("Ask somebody first (see ") + reference + r(")." + after))
        + p(marks + r("A fair hearing"), style)
    )
    document = read(with_body(body, app=f"<Properties><Application>{editor}</Application></Properties>"))
    return plan(base(), document, base())


@pytest.mark.parametrize("name", WHOLE)
def test_a_reference_that_shows_its_words_is_as_issued(name: str) -> None:
    made = planned(WHOLE[name])
    assert made.of("ask").decision == "unchanged"
    assert made.findings == ()
    assert made.changes == ()


@pytest.mark.parametrize("name", LOST)
def test_lost_words_of_a_reference_are_no_edit_and_are_put_back(name: str) -> None:
    reference, shown = LOST[name]
    made = planned(reference)
    entry = made.of("ask")
    assert entry.decision == "restore"
    assert [(one.part, one.title, one.shown) for one in entry.lost] == [("fair", "A fair hearing", shown)]
    assert entry.theirs == f"Ask\nAsk somebody first (see {shown})."
    assert entry.after == "Ask\nAsk somebody first (see " + f"{shown} A fair hearing".strip() + ")."
    assert Reference("fair", "A fair hearing") in content(entry.pieces[1])
    assert made.changes == (entry,)


@pytest.mark.parametrize("name", LOST)
def test_lost_words_are_told_with_their_number_and_place(name: str) -> None:
    reference, shown = LOST[name]
    (found,) = planned(reference, editor="LibreOffice/7.4.7.2$Linux").findings
    assert found.code == "references-lost"
    assert found.severity is (Severity.MEDIUM if shown else Severity.HIGH)
    lost = "its title" if shown else "its title and number"
    assert found.message == f"1 reference lost {lost} when LibreOffice saved this: in “Ask”."


def test_an_edit_beside_lost_words_stays_and_the_words_come_back() -> None:
    entry = planned(LOST["saved once"][0], after=" Then wait.").of("ask")
    assert entry.decision == "keep-theirs"
    assert len(entry.lost) == 1
    assert entry.after == "Ask\nAsk somebody first (see 2.1 A fair hearing). Then wait."


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_reference_that_somebody_wrote_otherwise_is_their_edit(name: str) -> None:
    entry = planned(REWRITTEN[name]).of("ask")
    assert entry.decision == "keep-theirs"
    assert entry.lost == ()
    assert entry.after == entry.theirs
    assert "A fair hearing)" not in entry.theirs


def test_lost_words_are_read_as_nobody_sees_them() -> None:
    (_, found, _) = read(with_body(p(r("a")) + p(r("see ") + LOST["saved often"][0]) + p(r("b")))).pieces
    assert found.lost == (anchor_of("fair"),)
    assert "fair hearing" not in str(content(found.piece))
    assert not isinstance(found.piece, Heading)


def test_a_reference_in_a_table_is_read_as_one() -> None:
    cell = (*words("Ask (see "), Reference("fair", "A fair hearing"), *words(")."))
    rows = Table("steps", ("Step", "What"), (Row("one", (words("1"), cell)),))
    parts = (part("steps", "Steps", rows), part("fair", "A fair hearing", heading("A fair hearing")))
    document = read(written(Document(FULL_PROPERTIES, parts)))
    assert plan(parts, document, parts).of("steps").decision == "unchanged"
    document = read(
        in_body(
            lambda body: [one.getparent().remove(one) for one in list(body.iter(w("hyperlink")))],
            written(Document(FULL_PROPERTIES, parts)),
        )
    )
    assert plan(parts, document, parts).of("steps").decision == "keep-theirs"


def test_lost_words_of_a_reference_in_a_table_are_told_and_put_back() -> None:
    cell = (*words("Ask (see "), Reference("fair", "A fair hearing"), *words(")."))
    parts = (part("steps", "Steps", Table("steps", ("What",), (Row("one", (cell,)),))), *base()[1:])
    row = f"<w:tr><w:tc>{p(r('What'))}</w:tc></w:tr><w:tr><w:tc>{p(r('Ask (see ') + LOST['saved once'][0] + r(').'))}</w:tc></w:tr>"
    marks = f'<w:bookmarkStart w:id="7" w:name="{MARK}"/><w:bookmarkEnd w:id="7"/>'
    look = '<w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>'
    body = f"<w:tbl>{look}{row}</w:tbl>" + p(marks + r("A fair hearing"), '<w:pStyle w:val="Heading2"/>')
    entry = plan(parts, read(with_body(body)), parts).of("steps")
    assert entry.decision == "restore"
    assert [(one.part, one.shown) for one in entry.lost] == [("fair", "2.1")]
    assert entry.theirs == "What\nAsk (see 2.1)."
