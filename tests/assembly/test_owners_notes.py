"""The owner's notes: what to do before anyone signs, and behind it what the owner of a policy should know of it."""

from typing import Any

import pytest

from policygen.answers.model import Accepted, LeftOut
from policygen.assembly.assemble import assemble
from policygen.assembly.owners_notes import owners_notes
from policygen.assembly.owners_tasks import MOST_TASKS
from policygen.document.model import Document, Row, Table
from policygen.document.walk import block_text, plain
from policygen.library.model import Library
from policygen.selection.select import select
from tests.support.answers import TODAY, answers, decide, words
from tests.support.strategies import sample, sample_names

CAFE: dict[str, Any] = {
    "organisation_name": "Quay Café",
    "organisation_type": "company",
    "headcount": 6,
    "work_locations": ["GB-ENG"],
    "sectors": ["hospitality"],
    "monitoring": ["reactive"],
    "platforms": ["instagram"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"},
}


def notes(library: Library, **said: Any) -> Document:
    return owners_notes(decide(library, **{**CAFE, **said}))


def rows(document: Document, name: str) -> tuple[Row, ...]:
    tables = (block for part in document.parts for block in part.blocks if isinstance(block, Table))
    return next((table.rows for table in tables if table.name == name), ())


def tasks(document: Document) -> list[tuple[str, ...]]:
    return [tuple(plain(cell) for cell in row.cells) for row in rows(document, "tasks")]


def section(document: Document, id: str) -> str:
    return words(document, f"notes:{id}")


def test_it_says_for_whom_it_is_and_who_may_ask_for_it(library: Library) -> None:
    head = words(notes(library), "title")
    assert "Sam Okafor" in head
    assert "not for staff" in head
    assert "A court or a regulator may ask for it." in head


def test_that_it_is_no_legal_advice_is_said_once_and_not_in_the_text_that_staff_sign(library: Library) -> None:
    assert words(notes(library)).count("not legal advice") == 1
    assert "not legal advice" not in words(assemble(decide(library, **CAFE)))


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_the_first_page_holds_the_gap_that_matters_most_and_at_most_seven_tasks(library: Library, name: str) -> None:
    document = owners_notes(select(library, sample(name), TODAY))
    assert [part.origin.id for part in document.parts[:3]] == ["title", "notes:gap", "notes:tasks"]
    told = tasks(document)
    assert 1 <= len(told) <= MOST_TASKS
    assert all(all(cell.strip() for cell in row) for row in told)


def test_a_law_that_was_not_considered_is_the_gap_that_matters_most(library: Library) -> None:
    document = notes(library, work_locations=["UG"])
    assert "No law of Uganda was considered." in section(document, "gap")
    do, where, who, by = tasks(document)[0]
    assert (where, who, by) == ("Uganda", "a lawyer of the place", "before it starts")
    assert "read by somebody who knows the law" in do


def test_law_that_many_share_and_law_that_nobody_looked_for_are_a_task_each_for_their_own_places(
    library: Library,
) -> None:
    told = [row[1] for row in tasks(notes(library, work_locations=["GB-ENG", "NO", "UG", "JP"]))]
    assert told[:2] == ["Norway", "Uganda and Japan"]


def test_tasks_are_due_before_the_day_it_starts(library: Library) -> None:
    assert {row[3] for row in tasks(notes(library, effective_date="2027-01-04"))} == {"before 4 January 2027"}


def test_facts_to_confirm_are_a_task_and_are_listed_with_where_they_stand(library: Library) -> None:
    document = notes(library, policy_owner=None)
    label = library.questionnaire.questions["policy_owner"].label
    assert any(label in row[0] for row in tasks(document))
    (told,) = (line for line in section(document, "brackets").splitlines() if line.casefold().startswith(label))
    assert "“" in told


def test_whoever_must_be_consulted_and_was_not_is_a_task(library: Library) -> None:
    german = {"headcount": 310, "work_locations": ["DE"], "worker_bodies": ["works_council"]}
    assert any("consult the works council" in row[0] for row in tasks(notes(library, **german)))
    done = [{"body": "works_council", "place": "DE", "step": "agreed"}]
    assert not any("consult the works" in row[0] for row in tasks(notes(library, **german, worker_body_steps=done)))


def test_a_question_on_which_a_duty_hangs_is_a_task_and_counts_what_waits(library: Library) -> None:
    document = notes(library)
    assert any("regulator" in row[0] for row in tasks(document))
    assert "Rules that wait for it: " in section(document, "duties")


def test_each_promise_stands_with_who_made_it_and_who_keeps_it(library: Library) -> None:
    made = {tuple(plain(cell) for cell in row.cells[1:]) for row in rows(notes(library), "promises")}
    assert made >= {
        (who, "Sam Okafor") for who in ("ours, for plain fairness", "said by you", "our usual choice; nobody was asked")
    }


def test_own_rules_and_accepted_risks_stand_together(library: Library) -> None:
    selection = decide(library, **CAFE, own_rules=[{"rule": "Never post keys"}])
    text = section(owners_notes(selection, (Accepted("T-01", "We agreed it."),)), "own")
    assert text.endswith("Never post keys.\nAccepted: T-01, because We agreed it.")


def test_what_is_left_out_on_purpose_is_told_with_the_reason(library: Library) -> None:
    said = answers(library, **CAFE)
    left = LeftOut("accounts.one-handle", "We like it so", "Sam")
    document = owners_notes(select(library, type(said)(said.values, leaves_out=(left,)), TODAY))
    assert section(document, "left-out").endswith(": We like it so (Sam)")


def test_a_cafe_has_two_pages_of_notes_at_most(library: Library) -> None:
    text = "\n".join(block_text(block) for part in notes(library).parts for block in part.blocks)
    assert len(text.split()) <= 630


def test_without_any_answer_there_are_notes_all_the_same(library: Library) -> None:
    assert "no place was named" in words(owners_notes(decide(library)))


def test_lines_on_the_law_whose_sources_nobody_read_are_a_task_for_a_lawyer(library: Library) -> None:
    assert "We know their sources, and have not read them: “" in words(notes(library, work_locations=["GH"]))
    assert "have not read them" not in words(notes(library, work_locations=["UG"]))


def test_a_regulator_is_told_with_how_far_its_text_was_read_and_what_stands_in_no_rule(library: Library) -> None:
    adviser = {"sectors": ["financial_services"], "trades": ["financial_adviser"], "work_locations": ["IE"]}
    told = section(notes(library, **adviser), "regimes")
    assert "in part, on 30 November 2026" in told
    assert "The code that has replaced this one is kept to." in told
    assert "is covered" not in told
    assert section(notes(library), "regimes") == ""


def test_of_a_text_that_nobody_read_no_day_is_told(library: Library) -> None:
    lawyers = {"sectors": ["professional_services"], "trades": ["law_firm"], "work_locations": ["CA-QC"]}
    told = section(notes(library, **lawyers), "regimes")
    barreau = told[told.index("Barreau") : told.index("rule for", told.index("Barreau"))]
    assert "We have not read" in barreau
    assert "2026" not in barreau


@pytest.mark.parametrize(("roles", "is_open"), [([], True), ([{"role": "safeguarding", "name": "Ann Lee"}], False)])
def test_the_sheet_of_names_is_a_task_and_its_gap_is_whoever_hears_of_somebody_at_risk(
    library: Library, roles: list[dict[str, str]], is_open: bool
) -> None:
    said = {
        "headcount": 12,
        "trades": ["riding_school"],
        "people_served": ["under_16s"],
        "effective_date": "2027-01-01",
    }
    made = notes(library, **said, roles=roles)
    assert any("pin it up" in " ".join(task) for task in tasks(made))
    assert ("Nobody is named yet who hears a worry" in section(made, "gap")) is is_open
    assert not any("pin it up" in " ".join(task) for task in tasks(notes(library, **{**said, "headcount": 120})))
