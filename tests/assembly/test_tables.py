"""Tables of records: their cells, and row keys that outlive the wording."""

from typing import Any

import pytest

from policygen.document.model import Answer, Confirm, Link, Table, Text
from policygen.document.walk import plain
from policygen.errors import InvalidContentError
from policygen.library.model import Library
from tests.assembly.small import small
from tests.support.answers import written
from tests.support.library import the_library, tiny
from tests.support.trees import check_document


def table(library: Library, name: str, **said: Any) -> Table:
    document = written(library, depth="full", organisation_name="X", headcount=60, **said)
    check_document(document)
    return next(
        block for part in document.parts for block in part.blocks if isinstance(block, Table) and block.name == name
    )


def cells(found: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in found.rows]


def monitored(**row: Any) -> list[str]:
    found = table(
        the_library(),
        "monitoring",
        work_locations=["GB-ENG"],
        monitoring=["systems"],
        monitoring_tools=[{"tool": "Log", "collects": "Times", **row}],
    )
    return cells(found)[0]


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ({}, "–"),
        ({"how": "By itself.", "circumstances": "All day."}, "By itself; All day"),
        ({"pattern": "continuous"}, "continuous"),
        (
            {"how": "By itself", "pattern": "continuous", "duration": "limited", "until": "2027-01-01"},
            "By itself; continuous; for a limited time; until 1 January 2027",
        ),
        ({"until": "2027-01-01"}, "until 1 January 2027"),
    ],
)
def test_how_and_when_something_is_recorded_reads_as_one(row: dict[str, Any], printed: str) -> None:
    assert monitored(**row)[2] == printed


def test_how_long_records_are_kept_stands_in_the_table_in_the_words_given(library: Library) -> None:
    said = {
        "work_locations": ["GB-ENG"],
        "monitoring": ["systems"],
        "monitoring_tools": [{"tool": "Log", "collects": "Times"}],
    }
    assert cells(table(library, "monitoring", **said))[0][4].startswith("[Confirm: ")
    assert cells(table(library, "monitoring", **said, monitoring_retention="12_months"))[0][4] == "for twelve months"
    own = {"monitoring_retention": "own_words", "monitoring_retention_words": "for three years"}
    assert cells(table(library, "monitoring", **said, **own))[0][4] == "for three years"


def test_rows_keep_their_keys_when_their_words_change(library: Library) -> None:
    one, other = (
        table(library, "roles", roles=[{"role": "press", "name": name}], policy_owner="Sam") for name in ("Ann", "Bo")
    )
    assert [row.key for row in one.rows] == [row.key for row in other.rows] == ["policy_owner", "press"]


def test_two_rows_with_one_key_are_told_apart(library: Library) -> None:
    found = table(
        library, "roles", roles=[{"role": "press", "name": "Ann"}, {"role": "press", "name": "Bo"}], policy_owner="Sam"
    )
    assert [row.key for row in found.rows] == ["policy_owner", "press", "press 2"]


def test_a_table_that_there_is_not_is_told_with_the_nearest() -> None:
    with pytest.raises(InvalidContentError, match="'rolls'") as told:
        small("clause rules.a: A.\n        detail: |\n          {{ table.rolls }}\n", depth="full")
    assert "'roles'" in told.value.hint


def test_an_account_leads_to_its_address(library: Library) -> None:
    accounts = [
        {"platform": "instagram", "handle": "@quaylane", "link": "https://www.instagram.com/quaylane/"},
        {"platform": "x", "handle": "quaylane", "link": "x.com/quaylane"},
        {"platform": "facebook", "link": "facebook.com/quaylane"},
        {"platform": "tiktok", "handle": "quaylane", "link": "ask Sam"},
        {"platform": "youtube", "handle": "TBC"},
    ]
    found = table(library, "accounts", platforms=["x"], accounts=accounts)
    assert [row.cells[1] for row in found.rows] == [
        (Link("https://www.instagram.com/quaylane/", (Answer("quaylane", "accounts.0.handle"),)),),
        (Link("https://x.com/quaylane", (Answer("quaylane", "accounts.1.handle"),)),),
        (Link("https://facebook.com/quaylane", (Answer("facebook.com/quaylane", "accounts.2.link"),)),),
        (Answer("quaylane", "accounts.3.handle"),),
        (Confirm("accounts", (Text("name of the account"),)),),
    ]


def test_the_table_of_roles_says_what_who_how_to_reach_and_who_stands_in(library: Library) -> None:
    found = table(
        library,
        "roles",
        work_locations=["GB-ENG"],
        policy_owner={"name": "Sam Okafor", "role": "Owner", "email": "sam@x.example"},
        names_in_policy="names_and_roles",
        roles=[{"role": "crisis", "name": "Ann Lee", "email": "ann@x.example", "deputy": "Bo Ng"}],
    )
    assert len(found.columns) == len(found.widths) == 4
    assert all(found.columns)
    assert len(set(found.columns)) == 4
    assert found.widths[2] == max(found.widths), "an address needs the most room"
    assert ["Leads in a crisis", "Ann Lee", "ann@x.example", "Bo Ng"] in cells(found)


# ---- of a question that has no table of its own ------------------------------------------------------------------------

SUPPLIERS = """
ask organisation_name: text fact
ask headcount: integer fact
ask depth: one_of choice (short full)
ask suppliers: records fact
    key: [name]
    fields:
      - {id: name, kind: text, label: Supplier, required: true}
      - {id: person, kind: contact, label: Whom to ask}
      - {id: does, kind: one_of, label: What they do, choices: [{value: film, label: Films, table: Film}]}
      - {id: since, kind: date, label: Since}
      - {id: place, kind: place, label: Where}
      - {id: fee, kind: integer, label: Fee, private: true}
      - {id: network, kind: platform, label: Network}
clause rules.base: You must ask first.
    detail: {{ table.suppliers }}
"""


def test_a_question_that_asks_for_rows_has_a_table_of_its_fields() -> None:
    rows = [
        {"name": "Acme", "person": {"name": "Ann", "role": "Boss"}, "does": "film", "since": "2026-05-01", "fee": 9},
        {"name": "Bold", "place": "GB-ENG", "network": "x"},
    ]
    found = table(tiny(SUPPLIERS), "suppliers", suppliers=rows)
    assert found.columns == ("Supplier", "Whom to ask", "What they do", "Since", "Where", "Network")
    assert len(found.widths) == len(found.columns)
    assert cells(found) == [
        ["Acme", "Ann, Boss", "Film", "1 May 2026", "–", "–"],
        ["Bold", "–", "–", "–", "England", "X"],
    ]
    assert [row.key for row in found.rows] == ["Acme", "Bold"]
    assert found.rows[0].cells[0] == (Answer("Acme", "suppliers.0.name"),)
