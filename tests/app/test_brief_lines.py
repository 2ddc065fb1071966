"""Lines of page one whose rules their owner changed."""

import pytest

from policygen.app.brief_lines import lines_left, rules_reworded, without_lines
from policygen.document.as_read import ReadDocument
from policygen.document.model import Answer, Part, Text
from policygen.findings import Location
from policygen.revision.plan import plan
from tests.revision.scene import as_issued, heading, para, part, table

WHERE = Location("policy.docx")


def policy(codes: str = "Give nobody a sign-in code.", role: str = "Owner") -> tuple[Part, ...]:
    lines = table("page-one-everyone", ("Rule",), ("codes",), ("ask",))
    shown = table("page-one-everyone", ("Rule",), ("Never share a code.",), ("Ask first.",))
    rows = tuple(type(row)(key.key, row.cells) for key, row in zip(lines.rows, shown.rows, strict=True))
    page = type(shown)(shown.name, shown.columns, rows)
    ask = (Text("In doubt, ask the "), Answer(role, "policy_owner.role"), Text("."))
    return (
        part("page-one", "On one page", heading("On one page"), page, kind="page-one"),
        part("codes", "Codes", heading("Codes"), para(codes, "rule")),
        part("ask", "Ask", heading("Ask"), para(ask, "rule")),
    )


def told(theirs: ReadDocument) -> list[str]:
    base = policy()
    return [finding.message for finding in lines_left(plan(base, theirs, base), base, WHERE)]


def test_a_rule_that_was_turned_round_is_told_with_its_line() -> None:
    said = "“Never share a code.” stands on page one, and you have other words for its rule, “Codes”."
    assert told(as_issued(policy("Share a sign-in code in the team chat."))) == [said]


def test_so_is_one_that_was_taken_out() -> None:
    page, _, ask = policy()
    assert len(told(as_issued((page, ask)))) == 1


def test_another_answer_in_the_place_of_the_old_one_is_no_other_rule() -> None:
    assert told(as_issued(policy(role="Head of shop"))) == []


def test_a_line_that_its_owner_took_out_is_told_no_more() -> None:
    theirs = without_lines(policy("Share a sign-in code in the team chat."), {"codes"})
    assert told(as_issued(theirs)) == []


@pytest.mark.parametrize(("said", "rules"), [("Give nobody a sign-in code.", set()), ("Share it.", {"codes"})])
def test_the_lines_of_rules_that_were_reworded_go_and_no_others(said: str, rules: set[str]) -> None:
    base = policy()
    assert rules_reworded(plan(base, as_issued(policy(said)), base), base) == rules
    left = without_lines(base, rules)[0].blocks[1]
    assert [row.key for row in left.rows] == [key for key in ("codes", "ask") if key not in rules]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "is_told"),
    [("Give nobody but Sam a sign-in code.", True), ("Give nobody a sign-in code. Ring Sam first.", False)],
)
def test_words_between_ours_make_another_rule_and_a_sentence_behind_it_does_not(said: str, *, is_told: bool) -> None:
    assert bool(told(as_issued(policy(said)))) == is_told


def test_a_table_of_lines_whose_every_rule_was_reworded_goes_with_them() -> None:
    page = without_lines(policy(), {"codes", "ask"})[0]
    assert page.blocks == (heading("On one page"),)
