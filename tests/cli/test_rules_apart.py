"""A rule that one paper of a set has in its owner's words, and another in ours: told wherever either is looked at."""

import json
from pathlib import Path

import pytest

from tests.cli.running import TODAY, answers_file, built, policygen
from tests.cli.test_update_status import QUAY

OURS = "On your own accounts you may speak for yourself."
POLICY, CARD = "quay-works-social-media-policy.md", "quay-works-social-media-rules.md"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A policy and a card of one firm, as text."""
    built(answers_file(tmp_path, **QUAY), "--date", TODAY, "--documents", "policy,card", "--format", "md")
    return next(path for path in tmp_path.rglob(POLICY)).parent


def reworded(path: Path, words: str) -> None:
    path.write_text(path.read_text("utf-8").replace(OURS, words), "utf-8")


def told(path: Path) -> list[str]:
    """What is told of rules that stand apart."""
    outcome = policygen("check", path, "--json", "--date", TODAY)
    found = [finding for each in json.loads(outcome.out) for finding in each["findings"]]
    assert {each["severity"] for each in found if each["code"] == "rules-apart"} <= {"high"}
    return [each["message"] for each in found if each["code"] == "rules-apart"]


def test_papers_that_say_the_same_stand_nowhere_apart(papers: Path) -> None:
    assert told(papers / POLICY) == told(papers / CARD) == []


def test_a_rule_reworded_in_one_paper_is_told_of_both_and_with_its_words_where_ours_stand(papers: Path) -> None:
    reworded(papers / POLICY, "On your own accounts never mention work.")
    (here,), (there,) = told(papers / POLICY), told(papers / CARD)
    assert here == f"“Your own views” stands here in your words, and in {CARD} in ours."
    assert there.startswith(f"“Your own views” stands here in our words, and in {POLICY} in yours: “On your own")


def test_a_rule_in_the_owners_words_in_both_is_theirs_to_compare(papers: Path) -> None:
    for name in (POLICY, CARD):
        reworded(papers / name, "On your own accounts never mention work.")
    assert told(papers / POLICY) == told(papers / CARD) == []


def test_a_rule_taken_out_of_one_paper_and_left_in_the_other_is_told(papers: Path) -> None:
    lines = (papers / CARD).read_text("utf-8").split("\n")
    (papers / CARD).write_text("\n".join(line for line in lines if OURS not in line), "utf-8")
    assert told(papers / CARD) == [f"You took “Your own views” out here, and it stands in {POLICY}."]
    assert told(papers / POLICY) == [f"“Your own views” stands here, and you took it out of {CARD}."]


def test_a_paper_of_another_firm_beside_it_is_not_compared(papers: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    said = {**QUAY, "organisation_name": "Harbour Works"}
    built(answers_file(other, **said), "--date", TODAY, "--documents", "card", "--format", "md")
    card = next(other.rglob("*rules.md"))
    reworded(card, "On your own accounts never mention work.")
    card.rename(papers / card.name)
    assert told(papers / POLICY) == []


def test_an_update_tells_it_as_well(papers: Path) -> None:
    reworded(papers / CARD, "On your own accounts never mention work.")
    answers_file(papers, **{**QUAY, "review_months": 6})
    assert f"and in {CARD} in yours" in policygen("update", papers / POLICY, "--date", TODAY).out
