"""What decisions of a review make of the answers, where somebody changed an answer in the document."""

from pathlib import Path
from typing import Any

import pytest

from policygen.app.review_decisions import outcome_of
from policygen.app.review_matters import LEAVE, TAKE, Agenda, Matter
from policygen.conditions.model import Value
from tests.support.answers import answers
from tests.support.library import tiny

LIBRARY = tiny("""
    ask people: records fact
        key: name
        fields: [{id: name, kind: text, label: Name, required: true}, {id: role, kind: text, label: Role}]
    clause rules.a: Ask.
""")
PEOPLE = [{"name": "Ann", "role": "Owner"}, {"name": "Ben", "role": "Clerk"}, {"name": "Cyd", "role": "Guard"}]


def values(people: list[dict[str, str]]) -> dict[str, Value]:
    return dict(answers(LIBRARY, people=people).values)


def decided(path: str, before: str, after: str, decision: str) -> Any:
    """The answers after a decision on one place in them that says something else in the document."""
    ways = {TAKE: "Take it over.", LEAVE: "Leave it."}
    matter = Matter("edited", "edited", "Which?", ways, question=path, said=before, after=after)
    agenda = Agenda(Path("a.docx"), None, "2026-01-01", "2026-11-22", (matter,), values(PEOPLE))  # type: ignore[arg-type]
    return outcome_of(agenda, {"edited": decision}, LIBRARY)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_entry_of_a_list_is_changed_where_it_stands_and_the_others_stay(at: int) -> None:
    found = decided(f"people.{at}.role", PEOPLE[at]["role"], "Porter", TAKE)
    assert found.faults == ()
    assert found.values == values([{**each, "role": "Porter"} if each is PEOPLE[at] else each for each in PEOPLE])


def test_what_is_left_changes_no_answer() -> None:
    assert decided("people.1.role", "Clerk", "Porter", LEAVE).values == values(PEOPLE)
