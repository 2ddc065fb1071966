"""Contents with page numbers: read off a PDF, written behind their lines, and no hindrance to reading the document back."""

import pytest

from policygen.brand.model import OUR_LOOK
from policygen.document.model import Contents, Document, Heading
from policygen.formats.docx.pages import pages_in
from policygen.formats.docx.reader import read
from policygen.formats.docx.writer import write
from policygen.formats.outline import outline
from policygen.formats.registry import FORMATS
from policygen.revision.plan import plan
from tests.formats.example_document import body, full_policy, inlines, part
from tests.formats.word import DIGEST, RECORD, find, full, house, style_of, words, xml
from tests.support.word_lint import lint


def policy() -> Document:
    """A title without a number, and a chapter with one."""
    one = part("one", Heading(1, inlines("For everyone"), numbered=False), body("x"))
    two = part("two", Heading(2, inlines("What’s ours")), body("y"))
    return full(part("toc", Contents("Contents"), kind="contents"), one, two)


def entry(number: int, title: str, page: int, **links: int) -> str:
    leads = "".join(f"/{name} {target} 0 R" for name, target in links.items())
    said = ("\ufeff" + title).encode("utf-16-be").hex().upper()
    return (
        f"{number} 0 obj\n<</Count 0/Title<{said}>\n/Dest[{page} 0 R/XYZ 73.7 750.9 0]/Parent 9 0 R{leads}>>\nendobj\n"
    )


def pdf(*entries: str) -> bytes:
    pages = "3 0 obj\n<</Type/Pages\n/Kids[ 1 0 R 4 0 R 7 0 R ]\n/Count 3>>\nendobj\n"
    root = "9 0 obj\n<</Count 2/First 10 0 R/Last 11 0 R\n>>\nendobj\n"
    return "".join(("%PDF-1.6\n", pages, root, *entries)).encode()


def test_the_page_of_each_heading_is_read_off_the_outline() -> None:
    made = pdf(entry(10, "For everyone", 4, First=11), entry(11, "1 What's ours", 7))
    assert pages_in(made, outline(policy())) == {("one", 0): 2, ("two", 0): 3}
    beside = pdf(entry(10, "For everyone", 1, Next=11), entry(11, "1 What's ours", 1))
    assert pages_in(beside, outline(policy())) == {("one", 0): 1, ("two", 0): 1}


@pytest.mark.parametrize(
    "made",
    [
        b"",
        b"%PDF-1.6 encrypted",
        pdf(entry(10, "For everyone", 4)),
        pdf(entry(10, "Something else", 4, Next=11), entry(11, "1 What's ours", 7)),
        pdf(entry(10, "For everyone", 99, Next=11), entry(11, "1 What's ours", 7)),
        pdf(entry(10, "For everyone", 4, Next=10, First=10)),
    ],
    ids=["empty", "no outline", "a heading less", "another heading", "a page that is not there", "a circle"],
)
def test_a_pdf_that_does_not_tell_the_same_headings_tells_no_pages(made: bytes) -> None:
    assert pages_in(made, outline(policy())) == {}


@pytest.mark.parametrize("tells", [True, False])
def test_a_document_is_made_again_with_pages_only_where_a_pdf_tells_them(tells: bool) -> None:
    told = pdf(entry(10, "For everyone", 4, First=11), entry(11, "1 What's ours", 7)) if tells else b""
    made = FORMATS["docx"].with_pages(policy(), RECORD, DIGEST, OUR_LOOK, told)
    assert (made is not None) is tells


def test_pages_stand_behind_the_lines_of_the_contents() -> None:
    document = policy()
    data = write(document, record=RECORD, digest=DIGEST, house=house(), pages={("one", 0): 2, ("two", 0): 3})[0]
    lines = [words(one) for one in find(xml(data), ".//w:p") if style_of(one).startswith("TOC")]
    assert lines == ["Contents", "For everyone\t2", "1\tWhat’s ours\t3"]
    assert len([code for code in find(xml(data), ".//w:instrText/text()") if code.startswith(" PAGEREF _pg_")]) == 2
    assert not find(xml(data), ".//w:hyperlink//w:fldChar")
    assert lint(data) == ()


def test_without_pages_no_line_has_a_tab_that_leads_to_one() -> None:
    data = write(policy(), record=RECORD, digest=DIGEST, house=house())[0]
    lines = [words(one) for one in find(xml(data), ".//w:p") if style_of(one).startswith("TOC")]
    assert lines == ["Contents", "For everyone", "1\tWhat’s ours"]


def test_the_contents_that_word_makes_anew_have_pages() -> None:
    """The switch `\\n` would leave them out whenever somebody presses F9."""
    (code,) = [
        code
        for code in find(xml(write(policy(), record=RECORD, digest=DIGEST, house=house())[0]), ".//w:instrText/text()")
        if "TOC" in code
    ]
    assert "\\n" not in code
    assert '\\o "1-2"' in code


def test_pages_are_no_edit() -> None:
    document = full_policy()
    pages = {(one.part, one.index): number for number, one in enumerate(outline(document), 1)}
    data = write(document, record=RECORD, digest=DIGEST, house=house(), pages=pages)[0]
    made = plan(document.parts, read(data), document.parts)
    assert {found.decision for found in made.entries} == {"unchanged"}
    assert made.alignment.owner == ()
