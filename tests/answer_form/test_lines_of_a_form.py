"""Which question a line of a form belongs to, and what is told of an answer that was read, in a form and in a table."""

import pytest

from policygen.answer_form.read import read_form
from policygen.answer_form.sheet import read_sheet
from policygen.document.anchors import anchor_of
from policygen.document.filled import FilledForm, Line, Stretch
from tests.support.library import tiny

LIBRARY = tiny("ask size: integer fact\nask tools: texts fact\nask platforms: platforms fact\nclause rules.a: Ask.")


def line(text: str, *anchors: str) -> Line:
    return Line((Stretch(text),), tuple(map(anchor_of, anchors)))


@pytest.mark.parametrize(
    ("lines", "size", "unread"),
    [
        ([line("1. What is size?"), line("6")], 6, []),
        ([line("What is size?"), line("6")], 6, []),
        ([line("1. What is size? 6")], 6, []),
        ([line("1 What is size? 6", "size")], 6, []),
        ([line("What is size? 6", "size")], 6, []),
        ([line("What is size? 6")], None, ["What is size? 6"]),
        ([line("What is the size?", "size"), line("6")], 6, []),
        ([line("What is the size?"), line("6")], None, ["What is the size?", "6"]),
        ([line("Words of somebody else entirely", "size"), line("6")], None, ["Words of somebody else entirely", "6"]),
    ],
)
def test_a_line_begins_a_question_by_its_words_and_with_more_behind_them_by_number_or_anchor(
    lines: list[Line], size: int | None, unread: list[str]
) -> None:
    found = read_form(FilledForm(tuple(lines)), LIBRARY)
    assert found.values.get("size") == size
    assert [told.text for told in found.unread] == unread


def test_what_is_to_be_known_of_an_answer_that_was_read_is_told_with_its_words() -> None:
    form = read_form(FilledForm((line("1. What is platforms?"), line("Google Plus"))), LIBRARY)
    (row,) = read_sheet("platforms,size\nGoogle Plus,6\n", LIBRARY)
    for found in (form, row.form):
        assert found.values["platforms"] == ("google-plus",)
        (told,) = found.noticed
        assert (told.question, told.text) == ("platforms", "Google Plus")
        assert "closed" in told.message
    assert row.form.unread == row.form.inferred == ()
