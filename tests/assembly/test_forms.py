"""Forms: sheets to fill in or to copy, behind the rules and apart from them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policygen.app.sources import open_answers
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DOCUMENTS
from policygen.document.model import Block, Depth, Document, Heading, PageBreak, Paragraph, Row, Table, Text
from policygen.document.walk import numbers
from policygen.library.model import Library
from policygen.selection.select import select
from tests.assembly.small import QUESTIONS, small
from tests.support.answers import TODAY, part_ids, words, written
from tests.support.budgets import counted, form_rows, form_words, forms
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
    assert words(written(library, depth="short"), "rules.a") == "A. Ask."
    assert words(written(library, depth="full"), "rules.a").endswith("Ask (see Yes).")


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
    rule = "images.solo" if said["headcount"] == 1 else "images.ask-first"
    assert ("see Permissions" in words(document, rule)) is is_there


@pytest.mark.parametrize("place", ["GB-ENG", "DE", "US-NY", "ZA"])
def test_the_sheet_for_permissions_never_rests_on_what_workers_say(library: Library, place: str) -> None:
    sheet = words(
        written(library, headcount=6, platforms=["instagram"], work_locations=[place]), "forms.consent-record"
    )
    assert "lose nothing by it" in sheet
    assert "take permission back" in sheet
    assert not any(word in sheet.casefold() for word in ("consent", "agree", "basis", "law"))


def test_policies_and_handbooks_alone_have_room_for_forms() -> None:
    assert [id for id, kind in DOCUMENTS.items() if kind.form_budgets] == ["policy", "handbook"]


SOLD = {"headcount": 60, "platforms": ["instagram"], "sectors": ["retail"]}
STANDARD = ["forms.consent-record", "forms.house-rules"]
HANDBOOK = ["forms.account-request", "forms.house-rules", "forms.ready-replies"]


def form_ids(library: Library, *, kind: str = "policy", **said: Any) -> list[str]:
    return [part.origin.id for part in forms(written(library, kind=kind, **said)) if part.origin.id != "forms"]


def test_longer_policies_have_more_forms_and_a_firm_without_accounts_hardly_any(library: Library) -> None:
    assert form_ids(library, **SOLD) == STANDARD
    assert form_ids(library, **SOLD, depth="full") == STANDARD[:1]
    assert form_ids(library, **SOLD, depth="full", kind="handbook") == HANDBOOK
    assert form_ids(library, **SOLD, kind="handbook") == []
    assert form_ids(library, **SOLD, depth="short") == ["forms.consent-record", "signature"]
    assert form_ids(library, **{**SOLD, "platforms": ["none"]}) == []
    assert form_ids(library, **{**SOLD, "platforms": ["none"]}, depth="full", kind="handbook") == HANDBOOK[:1]


def test_a_request_for_an_account_asks_for_two_administrators_and_is_decided_by_whoever_approves(
    library: Library,
) -> None:
    roles = [{"role": "approver", "name": "Ann Lee"}]
    said = {**SOLD, "depth": "full", "roles": roles, "names_in_policy": "names_and_roles"}
    request = words(written(library, kind="handbook", **said), "forms.account-request")
    assert "First administrator" in request
    assert "Second administrator" in request
    assert request.count("Ann Lee") == 2


def test_pages_on_which_nobody_can_comment_have_no_house_rules(library: Library) -> None:
    assert "forms.house-rules" not in form_ids(library, **SOLD, comments="closed")


@pytest.mark.parametrize(
    ("said", "sheet"),
    [
        ({"organisation_type": "public_body", "work_locations": ["US-TX"]}, "forms.house-rules-us-public-body"),
        ({"organisation_type": "public_body", "work_locations": ["GB-ENG"]}, "forms.house-rules"),
        ({"sectors": ["public_sector"], "work_locations": ["AU-NSW"]}, "forms.house-rules-nsw-public-body"),
        ({"organisation_type": "company", "work_locations": ["US-TX"]}, "forms.house-rules"),
    ],
)
def test_house_rules_are_those_of_the_place_and_say_that_criticism_stays(
    library: Library, said: dict[str, Any], sheet: str
) -> None:
    document = written(library, **{**SOLD, **said})
    shown = [id for id in part_ids(document) if id.startswith("forms.house-rules")]
    text = words(document, sheet)
    assert shown == [sheet]
    assert "Criticism stays" in text
    assert "No emergency line" in text
    assert "Complaints" in text
    assert ("answer for" in text) is not sheet.endswith("us-public-body")
    assert ("party politics" in text) is sheet.endswith("nsw-public-body")


@pytest.mark.parametrize(
    ("sector", "approved"), [("retail", False), ("financial_services", True), ("healthcare", True)]
)
def test_a_regulated_firm_may_use_no_reply_before_it_is_approved(library: Library, sector: str, approved: bool) -> None:
    ids = form_ids(library, kind="handbook", **{**SOLD, "depth": "full", "sectors": [sector]})
    assert ("forms.ready-replies-to-approve" in ids, "forms.ready-replies" in ids) == (approved, not approved)


def test_no_ready_reply_confirms_a_relationship_admits_fault_or_promises_a_time(library: Library) -> None:
    choices = library.questionnaire.questions["ready_replies"].choices
    said = {choice.value: choice.table.casefold() for choice in choices}
    assert {"thanks", "complaint_logged", "cannot_discuss_individuals", "abusive_comment_warning"} <= said.keys()
    assert {"correction", "press", "childs_message", "distress"} <= said.keys()
    risky = (
        "your visit",
        "your order",
        "your stay",
        "as our",
        "our fault",
        "we apologise",
        "sorry",
        "hour",
        "today",
        "within",
    )
    assert not [(value, word) for value, text in said.items() for word in risky if word in text]


SAMPLES = sorted(Path(__file__).parents[2].glob("samples/*/answers.yaml"))


@pytest.mark.slow
@pytest.mark.parametrize("depth", ["short", "standard", "full"])
def test_the_forms_of_every_sample_fit_their_pages(library: Library, depth: Depth) -> None:
    for path in SAMPLES:
        given, _ = open_answers(path, library)
        selection = select(library, replace(given, values={**given.values, "depth": depth}), TODAY)
        for kind in DOCUMENTS.values():
            if budget := kind.form_budgets.get(depth):
                document = assemble(selection, kind)
                assert (form_words(document) <= budget.words, form_rows(document) <= budget.rows) == (True, True), path
