"""`policygen diff`: what other answers would change, before anything is written."""

import json
from pathlib import Path

import pytest

from tests.cli.running import CAFE, TODAY, outputs, policygen

pytestmark = pytest.mark.share_every_day(3)


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


def built(folder: Path, date: str = TODAY) -> Path:
    policygen("build", CAFE, "--out", folder, "--date", date, "--format", "md")
    return outputs(folder, "md")[0]


def reworded(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_two_documents_are_compared_part_by_part(tmp_path: Path) -> None:
    outcome = policygen("diff", built(tmp_path / "one"), built(tmp_path / "other", "2027-01-05"), "--json")

    assert [part["part"] for part in json.loads(outcome.out)["parts"]] == ["title"]


@pytest.mark.slow
def test_two_copies_are_compared_as_they_stand_not_as_they_were_issued(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one"), built(tmp_path / "other")
    assert policygen("diff", one, other).out == "The two documents say the same, word for word.\n"
    reworded(one, "Most slips end with a talk.", "Most slips end with a chat,")
    reworded(other, "you may speak for yourself.", "you may speak for yourself at any time.")

    told = policygen("diff", one, other)
    parts = {part["part"]: part for part in json.loads(policygen("diff", one, other, "--json").out)["parts"]}

    assert told.code == 0
    assert {part["change"] for part in parts.values()} == {"changed"}
    assert len(parts) == 2
    assert "chat" in told.out
    assert parts["personal.own-views"]["after"].count("at any time") == 1


def test_what_somebody_wrote_or_took_out_by_hand_is_told(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one"), built(tmp_path / "other")
    text = other.read_text(encoding="utf-8")
    start = text.index("\n", text.rindex("\n\n", 0, text.index('<a id="escalation_tell-at-once">'))) + 2
    end = text.index("<!-- pg:group:wrong -->")
    other.write_text(f"{text[:start]}Our dog has an account of her own.\n\n{text[end:]}", encoding="utf-8")

    parts = json.loads(policygen("diff", one, other, "--json").out)["parts"]

    taken = {
        "escalation.tell-at-once",
        "escalation.numbers",
        "escalation.what-to-do",
        "wellbeing.third-parties",
        "wellbeing.abuse",
    }
    removed = {part["part"] for part in parts if part["change"] == "removed"}
    assert "escalation.tell-at-once" in removed <= taken
    assert {part["part"] for part in parts if part["change"] != "removed"} == {"by-hand"}
    assert parts[-1]["after"] == "Our dog has an account of her own."
