"""What changed from one version to the next, in five lines."""

import pytest

from policygen.assembly.changes import MOST, RuleChange, change_lines, changes_page
from policygen.assembly.wording import Wording
from policygen.library.model import Library
from tests.assembly.small import small
from tests.support.answers import words

NEW = RuleChange("new", "Pictures of children", "11")
LAW = RuleChange("law", "Paid posts", "7")
ANEW = RuleChange("changed", "Our accounts", "3")
GONE = RuleChange("gone", "Opening comments", "9")
ADDED = RuleChange("added", "Keys of customers are never shown.")


@pytest.fixture
def wording(library: Library) -> Wording:
    return Wording(library.wording)


def test_what_a_law_changed_comes_first_and_then_what_is_new(wording: Wording) -> None:
    assert change_lines([ADDED, GONE, ANEW, NEW, LAW], wording) == (
        "The law changed: “Paid posts” (rule 7)",
        "New: “Pictures of children” (rule 11)",
        "Worded anew: “Our accounts” (rule 3)",
        "No longer in it: “Opening comments” (rule 9)",
        "Added: Keys of customers are never shown.",
    )


def test_a_rule_without_a_number_is_told_by_its_title_alone(wording: Wording) -> None:
    assert change_lines([RuleChange("new", "Advice on children")], wording) == ("New: “Advice on children”",)


@pytest.mark.parametrize("number", [0, 1, 5, 6, 40])
def test_there_are_never_more_than_five_lines_and_the_last_says_how_many_are_left(
    wording: Wording, number: int
) -> None:
    lines = change_lines([NEW] * number, wording)

    assert len(lines) == min(number, MOST)
    if number > MOST:
        assert lines[-1] == f"And {number - MOST + 1} more. Read the policy again."


def test_the_page_says_whose_it_is_what_was_said_and_where_the_whole_text_stands(wording: Wording) -> None:
    page = changes_page(small(organisation_name="Quay Works"), "We are on Threads.", ("New: a rule",), wording)

    text = words(page)
    assert "What changed in version" in text
    assert "Quay Works\nWe are on Threads.\nNew: a rule\n" in text
    assert "Social media policy" in text


@pytest.mark.parametrize(("rules", "said"), [(1, "1 rule"), (22, "22 rules")])
def test_an_answer_that_is_another_one_is_told_once_however_often_it_stands(
    wording: Wording, rules: int, said: str
) -> None:
    name = RuleChange("answer", "Priya Nair", now="Morag Sinclair", rules=rules)
    assert change_lines([ANEW, name], wording) == (
        f"“Priya Nair” is now “Morag Sinclair”, in {said}",
        "Worded anew: “Our accounts” (rule 3)",
    )
