"""The spreadsheets that a policy asks for, as they are begun."""

from typing import Any

import pytest

from policygen.assembly.documents import LOG, REGISTER
from policygen.assembly.sheets import spreadsheet
from policygen.document.sheet import Sheet
from policygen.library.model import Library
from tests.support.answers import decide

ACCOUNT = {
    "platform": "x",
    "handle": "elmrow",
    "owner": {"name": "Sam Lee", "role": "Owner", "email": "sam@elm.example"},
    "sign_in": "personal_address",
    "administrators": 1,
    "mfa": "no",
}


def register(library: Library, **said: Any) -> Sheet:
    return spreadsheet(decide(library, organisation_name="Elm Row", **said), REGISTER)


def cells(sheet: Sheet, row: int) -> dict[str, str]:
    return dict(zip([column.heading for column in sheet.columns], sheet.rows[row], strict=True))


def test_the_register_holds_what_was_said_of_each_account_private_answers_too(library: Library) -> None:
    sheet = register(library, platforms=["x"], accounts=[ACCOUNT])
    assert (sheet.title, sheet.organisation) == ("Register of accounts", "Elm Row")
    assert "password" in sheet.note
    assert {key: value for key, value in cells(sheet, 0).items() if value} == {
        "Network": "X",
        "Name of the account": "elmrow",
        "Who looks after it": "Sam Lee, Owner, sam@elm.example",
        "Signs in with": "Somebody's personal e-mail address",
        "How many people can get in as administrator": "1",
        "Two-step sign-in is on": "No",
    }


def test_without_accounts_the_register_has_a_row_for_each_network(library: Library) -> None:
    sheet = register(library, platforms=["instagram", "x"])
    assert [row[0] for row in sheet.rows] == ["Instagram", "X"]
    assert {cell for row in sheet.rows for cell in row[1:]} == {""}
    assert register(library, platforms=["none"]).rows == register(library).rows == ()


def test_the_log_is_empty_and_offers_the_accounts_to_pick_from(library: Library) -> None:
    sheet = spreadsheet(decide(library, platforms=["x"], accounts=[ACCOUNT]), LOG)
    assert sheet.rows == ()
    offered = {column.heading: column.choices for column in sheet.columns if column.choices}
    assert offered.pop("Account") == ("X elmrow",)
    assert [*offered] == ["Kind of post"]
    assert [column.heading for column in sheet.columns if column.kind == "day"] == ["Posted on", "Counted on"]


@pytest.mark.parametrize(("place", "word"), [("US-NY", "e-mail"), ("GB-ENG", "e-mail")])
def test_headings_are_words_of_the_library(library: Library, place: str, word: str) -> None:
    column = next(column for column in register(library, work_locations=[place]).columns if column.choices)
    assert word in column.choices[0]
