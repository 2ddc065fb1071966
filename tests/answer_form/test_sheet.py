"""A table of answers: what is written comes back, and what a spreadsheet or a hand did to it is read or told."""

import csv
import io

import pytest
from hypothesis import given

from policygen.answer_form.combine import is_same
from policygen.answer_form.sheet import read_sheet, sheet_text
from policygen.conditions.model import Value
from policygen.errors import UnreadableError
from tests.support.drawing import few
from tests.support.library import the_library
from tests.support.strategies import values

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@few
@given(values, values)
def test_whatever_answers_stand_in_a_table_are_read_back_equal(one: dict[str, Value], other: dict[str, Value]) -> None:
    library = the_library()
    text = sheet_text([("a/one.yaml", one), ("=other", other)], library)
    assert all(not cell.startswith(FORMULA) for row in csv.reader(io.StringIO(text)) for cell in row)
    rows = read_sheet(text, library)
    assert [row.name for row in rows] == ["a/one.yaml", "=other"]
    for row, written in zip(rows, (one, other), strict=True):
        questions, read = library.questionnaire.questions, row.form.values
        assert {id for id in {*written, *read} if not is_same(questions[id], written.get(id), read.get(id))} == set()
        assert row.form.unread == row.form.inferred == ()


def only(text: str) -> object:
    (row,) = read_sheet(text, the_library())
    return dict(row.form.values), [told.text for told in row.form.unread], [told.text for told in row.form.inferred]


def test_a_table_is_read_as_spreadsheets_and_hands_leave_it() -> None:
    expected = ({"headcount": 12, "platforms": ("facebook", "x"), "monitoring": ("none",)}, [], ["twelve"])
    assert only("headcount,platforms,monitoring\ntwelve,Facebook; X,none\n") == expected
    assert only('sep=;\r\nheadcount;platforms;monitoring\r\ntwelve;"Facebook;X";None\r\n;;\r\n') == expected
    assert only("headcount\tmonitoring\tplatforms\ntwelve\tnone\tfacebook;x") == expected


def test_what_a_row_says_and_cannot_be_read_is_told() -> None:
    values, unread, _ = only("headcount,head,policy_owner.name,effective_date\nabout 12,9,Ann,3/4/2027,more\n")  # type: ignore[misc]
    assert values == {"policy_owner": {"name": "Ann"}}
    assert sorted(unread) == ["3/4/2027", "9", "about 12", "more"]


def test_what_a_cell_holds_that_asks_for_something_else_is_kept_and_told() -> None:
    (row,) = read_sheet(
        "policy_owner.name,roles.role.1,roles.name.1,roles.phone.1\nann@x.example,press,Jo,ask Jo\n", the_library()
    )
    assert row.form.values["policy_owner"] == {"name": "ann@x.example"}
    assert {told.text: told.message for told in row.form.noticed} == {
        "ann@x.example": "“ann@x.example” is an e-mail address. This asks for a name.",
        "ask Jo": "“ask Jo” has letters. This asks for a telephone number.",
    }


@pytest.mark.parametrize(
    "text", ["", "name,town\nAnn,Hull\n", "headcount,headcount\n1,2\n", 'headcount\n"' + "x" * 200_000]
)
def test_what_is_no_table_of_answers_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_sheet(text, the_library())
