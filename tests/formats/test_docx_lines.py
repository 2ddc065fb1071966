"""A paragraph of somebody's file character by character: where words stand, and where it may be cut."""

import pytest
from lxml import etree

from policygen.document.words import words
from policygen.formats.docx.body import Policy
from policygen.formats.docx.names import W
from policygen.formats.docx.package import Package
from policygen.formats.docx.reader import read_body
from policygen.formats.docx.reading.model import WordParagraph
from policygen.formats.docx.tracking.line import CannotWriteError, Line

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9 May</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def line(content: str) -> tuple[Line, list[str]]:
    """A paragraph, and its words as read."""
    body = etree.fromstring(f'<w:body xmlns:w="{W}"><w:p>{content}</w:p></w:body>')
    package = Package()
    package.main = "word/document.xml"
    read = read_body(package, body, Policy())
    (block,) = read.blocks
    assert isinstance(block, WordParagraph)
    assert block.element is not None
    found = words(read.pieces[0][0].piece.content)  # type: ignore[union-attr]
    made = Line(block.element, block.content)
    return made, [made.text(*span) for span in made.spans(found)]


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:color w:val="112233"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize("content", [
    run("Ask Sam first."), run("As") + run("k S") + run("am fir") + run("st."), run("  Ask  Sam ") + run("first. "),
    f"<w:smartTag>{run('Ask ')}</w:smartTag>" + run("Sam") + f"<w:hyperlink>{run(' first.')}</w:hyperlink>",
])  # fmt: skip
def test_words_are_found_however_runs_were_cut(content: str) -> None:
    assert line(content)[1] == ["Ask", "Sam", "first", "."]


def test_tabs_and_breaks_are_characters() -> None:
    assert line("<w:r><w:t>Ask</w:t><w:tab/><w:t>Sam</w:t><w:br/><w:t>now</w:t></w:r>")[1] == [
        "Ask",
        "Sam",
        "\n",
        "now",
    ]


def test_a_stretch_is_cut_out_with_the_formatting_on_both_sides() -> None:
    made, _ = line(run("Ask Sam first."))
    (cut,) = made.runs(4, 7)
    assert "".join(cut.itertext()) == "Sam"
    every = list(made.paragraph)
    assert ["".join(one.itertext()) for one in every] == ["Ask ", "Sam", " first."]
    assert len({etree.tostring(one[0]) for one in every}) == 1


def test_a_field_is_taken_whole_or_not_at_all() -> None:
    made, found = line(run("On ") + FIELD + run(" we open."))
    assert found[:3] == ["On", "9", "May"]
    made.require_free(0, 8)
    assert len(made.runs(0, 8)) == 6
    for first, last in ((0, 4), (4, 8), (5, 5)):
        with pytest.raises(CannotWriteError):
            made.require_free(first, last)


def test_a_paragraph_with_changes_of_somebody_is_no_line() -> None:
    with pytest.raises(CannotWriteError):
        line(f'{run("a")}<w:ins w:id="1" w:author="Ann">{run("b")}</w:ins>')


def test_a_field_that_reaches_over_the_end_is_no_line() -> None:
    with pytest.raises(CannotWriteError):
        line(run("a") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
