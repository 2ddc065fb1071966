"""`policygen diff`: what other answers would change, before anything is written."""

import json
from pathlib import Path

from tests.cli.running import CAFE, TODAY, outputs, policygen


def test_trying_an_answer_names_what_comes_and_goes() -> None:
    outcome = policygen("diff", CAFE, "--set", "monitoring=none", "--json", "--date", TODAY)

    changes = {part["part"]: part["change"] for part in json.loads(outcome.out)["parts"]}
    assert outcome.code == 0
    assert changes["monitoring.reactive"] == "removed"
    assert changes["monitoring.none"] == "added"


def test_the_same_answers_change_nothing() -> None:
    outcome = policygen("diff", CAFE, CAFE, "--date", TODAY)

    assert outcome.code == 0
    assert "word for word" in outcome.out


def test_a_setting_that_is_no_answer_is_refused_with_the_nearest_name() -> None:
    outcome = policygen("diff", CAFE, "--set", "headcont=7")

    assert outcome.code == 2
    assert "headcount" in outcome.said


def test_a_setting_without_an_answer_makes_it_unknown() -> None:
    outcome = policygen("diff", CAFE, "--set", "monitoring=", "--json", "--date", TODAY)

    data = json.loads(outcome.out)
    assert data["answers"] == [{"question": "monitoring", "before": ["reactive"], "after": None}]


def test_nothing_to_compare_with_is_a_usage_error() -> None:
    assert policygen("diff", CAFE).code == 2


def test_two_documents_are_compared_as_issued(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    policygen("build", CAFE, "--out", one, "--date", TODAY, "--format", "md")
    policygen("build", CAFE, "--out", other, "--date", "2027-01-05", "--format", "md")

    outcome = policygen("diff", outputs(one, "md")[0], outputs(other, "md")[0], "--json")

    assert [part["part"] for part in json.loads(outcome.out)["parts"]] == ["title"]
