"""A comment of ours in a paragraph of somebody's: where it begins and ends, whose it is, and that it comes and goes with it."""

from typing import Any

import pytest
from lxml import etree

from policygen.document.edits import Signature
from policygen.formats.docx.names import W, w
from policygen.formats.docx.package import open_package
from policygen.formats.docx.tracking.comments import CommentWriter
from policygen.formats.docx.tracking.marks import ChangeMarker
from tests.formats.example_document import short_policy
from tests.formats.word import written

US = Signature("policygen", "2026-11-30T00:00:00Z")
RUNS = "<w:r><w:t>Ask</w:t></w:r><w:r><w:t>first</w:t></w:r>"


def commented(content: str, *, around: int | None = None, by: Signature | None = None) -> tuple[list[str], Any]:
    """What stands in a paragraph with a comment, by name, and the comment as the package has it."""
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W}">{content}</w:p>')
    package = open_package(written(short_policy()))
    writer = CommentWriter(package, ChangeMarker(iter(range(7, 99)), US), "")
    writer.write(paragraph, [] if around is None else [list(paragraph.iter(w("r")))[around]], "Is it so?\nSay.", by)
    writer.settle()
    name = package.related("comments")
    assert name is not None
    root = package.xml(name)
    assert root is not None
    return [etree.QName(each).localname for each in paragraph], root[-1]


START, END = "commentRangeStart", "commentRangeEnd"


@pytest.mark.parametrize(
    ("content", "around", "stand"),
    [
        (RUNS, None, [START, "r", "r", END, "r"]),
        (f"<w:pPr/>{RUNS}", None, ["pPr", START, "r", "r", END, "r"]),
        (f"<w:pPr/>{RUNS}", 0, ["pPr", START, "r", END, "r", "r"]),
        (f"<w:pPr/>{RUNS}", 1, ["pPr", "r", START, "r", END, "r"]),
        (f"<w:pPr/><w:hyperlink>{RUNS}</w:hyperlink>", 1, ["pPr", START, "hyperlink", END, "r"]),
        ("<w:pPr/>", None, ["pPr", START, END, "r"]),
    ],
)
def test_a_comment_stands_round_some_words_or_round_all_and_behind_the_properties(
    content: str, around: int | None, stand: list[str]
) -> None:
    assert commented(content, around=around)[0] == stand


@pytest.mark.parametrize(("by", "initials"), [(None, "pg"), (Signature("Ann Mary Lee Field", ""), "AML")])
def test_a_comment_bears_the_name_of_whoever_makes_it_and_a_paragraph_a_line(
    by: Signature | None, initials: str
) -> None:
    _, comment = commented(RUNS, by=by)
    assert comment.get(w("author")) == (by or US).author
    assert comment.get(w("initials")) == initials
    assert ["".join(line.itertext()) for line in comment] == ["Is it so?", "Say."]


@pytest.mark.parametrize(("author", "last"), [("policygen", "ins"), ("Ann", "r")])
def test_in_a_paragraph_that_comes_with_us_its_sign_comes_with_it(author: str, last: str) -> None:
    mark = f'<w:pPr><w:rPr><w:ins w:author="{author}"/></w:rPr></w:pPr>'
    assert commented(f"{mark}{RUNS}")[0][-1] == last
