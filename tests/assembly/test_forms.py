"""Forms: sheets to fill in or to copy, behind the rules and apart from them."""

from typing import Any

import pytest

from policygen.assembly.documents import DOCUMENTS
from policygen.document.model import Block, Document, Heading, PageBreak, Paragraph, Row, Table, Text
from policygen.document.walk import numbers
from policygen.library.model import Library
from tests.assembly.small import QUESTIONS, small
from tests.support.answers import part_ids, words, written
from tests.support.budgets import counted, forms
from tests.support.library import tiny

CLAUSES = """clause rules.a: Ask (see [](#forms.yes)).
    clause notices.law: We tell you.
        statutory: true
    clause forms.yes: Write it down.
        kind: form
        appears: short
        always: You may say no.
        detail: |
          | Who | When |
          | --- | --- |
          | | |
          | Sam | |
    """
BLANK = (Text("\u00a0"),)


def part(document: Document, id: str) -> tuple[Block, ...]:
    return next(part.blocks for part in document.parts if part.origin.id == id)


@pytest.mark.parametrize("depth", ["short", "standard", "full"])
def test_a_form_is_printed_whole_behind_rules_and_notices_on_a_page_of_its_own(depth: str) -> None:
    document = small(CLAUSES, depth=depth)
    assert [id for id in part_ids(document) if "." in id] == ["rules.a", "notices.law", "forms.yes"]
    assert part(document, "forms") == (PageBreak(), Heading(1, (Text("Forms"),), numbered=False))
    assert part(document, "forms.yes") == (
        Heading(2, (Text("Yes"),), numbered=False),
        Paragraph((Text("Write it down."),)),
        Paragraph((Text("You may say no."),)),
        Table(
            "table",
            ("Who", "When"),
            (Row("1", (BLANK, BLANK)), Row("sam", ((Text("Sam"),), BLANK))),
            "signature",
        ),
    )


@pytest.mark.parametrize("depth", ["short", "standard", "full"])
def test_a_form_is_no_rule_it_has_no_number_and_no_budget_counts_it(depth: str) -> None:
    document = small(CLAUSES, depth=depth)
    assert "forms.yes" not in numbers(document)
    assert "forms.yes" not in {each.origin.id for each in counted(document)}
    assert {part.origin.id for part in forms(document)} == {"forms", "forms.yes"}


def test_a_form_stands_behind_an_annex_and_the_signatures_of_a_long_policy() -> None:
    annexed = CLAUSES + "clause rules.b: Sign out.\n        audience: account_holders\n"
    ids = part_ids(small(annexed, depth="standard", acknowledgement="signed"))
    assert ids[ids.index("signature") :] == [
        "signature",
        "audience:account_holders",
        "group:rules-account_holders",
        "rules.b",
        "forms",
        "forms.yes",
    ]


def test_in_a_short_policy_people_sign_on_the_page_of_forms() -> None:
    document = small(CLAUSES, depth="short", acknowledgement="signed")
    assert part_ids(document)[-3:] == ["forms", "forms.yes", "signature"]
    assert part(document, "signature")[0] == Heading(2, (Text("Acknowledgement"),), numbered=False)
    alone = small("clause rules.a: Ask.", depth="short", acknowledgement="signed")
    assert part(alone, "signature")[0] == Heading(1, (Text("Acknowledgement"),), numbered=False)


@pytest.mark.parametrize("kind", ["card", "handbook"])
def test_forms_go_with_the_policy_alone(kind: str) -> None:
    clauses = CLAUSES.replace("appears: short", "appears: card") + "clause rules.b: Sign.\n        appears: card\n"
    assert not forms(small(clauses, kind=kind, depth="full"))


def test_a_reference_to_a_form_that_is_not_printed_vanishes() -> None:
    library = tiny(QUESTIONS + CLAUSES.replace("appears: short", "appears: full"))
    assert words(written(library, depth="short"), "rules.a") == "Ask."
    assert words(written(library, depth="full"), "rules.a").startswith("A. Ask (see Yes")


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        ({"headcount": 6, "platforms": ["instagram"]}, True),
        ({"headcount": 6, "platforms": ["none"]}, False),
        ({"headcount": 6}, False),
        ({"headcount": 1, "platforms": ["instagram"]}, False),
        ({"headcount": 1, "platforms": ["instagram"], "images": ["customers", "premises"]}, True),
        ({"headcount": 6, "platforms": ["instagram"], "images": ["premises"]}, False),
        ({"headcount": 6, "platforms": ["instagram"], "images": ["none"]}, False),
    ],
)
def test_permissions_have_a_sheet_where_people_are_shown(
    library: Library, said: dict[str, Any], is_there: bool
) -> None:
    document = written(library, **said)
    assert ("forms.consent-record" in part_ids(document)) is is_there
    assert ("see Picture permissions" in words(document, "images.ask-first")) is is_there


@pytest.mark.parametrize("place", ["GB-ENG", "DE", "US-NY", "ZA"])
def test_the_sheet_for_permissions_never_rests_on_what_workers_say(library: Library, place: str) -> None:
    sheet = words(
        written(library, headcount=6, platforms=["instagram"], work_locations=[place]), "forms.consent-record"
    )
    assert "lose nothing by it" in sheet
    assert "take a yes back" in sheet
    assert not any(word in sheet.casefold() for word in ("consent", "agree", "basis", "law"))


def test_only_a_policy_has_room_for_forms() -> None:
    assert [id for id, kind in DOCUMENTS.items() if kind.form_budgets] == ["policy"]
