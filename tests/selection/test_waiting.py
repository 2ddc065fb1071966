"""Unanswered questions on which a duty hangs."""

from policygen.library.model import Library
from policygen.selection.waiting import waiting_duties
from tests.support.answers import decide
from tests.support.library import tiny

LIBRARY = tiny("""
    ask council: yes_no fact
        duty: Ask them.
    ask tongue: yes_no fact
        duty: Find out.
        when: {council: [yes]}
    ask colour: yes_no fact
    ask idle: yes_no fact
        duty: Nothing hangs on it.
    clause rules.told: You must tell the council.
        when: {council: [yes]}
    clause rules.paint: You must paint it.
        when: {colour: [yes]}
    advise W-1 high: Ask first.
        when: {council: [yes], colour: [yes]}
""")


def told(**said: str) -> dict[str, tuple[int, int]]:
    return {
        each.question.id: (len(each.clauses), len(each.advisories)) for each in waiting_duties(decide(LIBRARY, **said))
    }


def test_an_unanswered_question_counts_what_waits_for_it() -> None:
    assert told() == {"council": (1, 1)}


def test_an_answer_or_a_question_that_decides_no_duty_waits_for_nothing() -> None:
    assert told(council="no") == {}
    assert told(council="yes") == {}


def test_works_council_french_text_regulator_children_and_union_are_among_them(library: Library) -> None:
    selection = decide(library, headcount=310, work_locations=["DE", "FR", "CA-QC"], sectors=["healthcare"])
    found = {each.question.id for each in waiting_duties(selection)}
    assert {"worker_bodies", "issued_languages", "sector_rules", "people_served"} <= found
