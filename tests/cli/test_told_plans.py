"""What `policygen update --plan` says of each part, line by line."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from policygen.cli import _plans
from policygen.document.model import Origin
from policygen.revision.answers import EditedAnswer
from policygen.revision.entry import PlanEntry
from policygen.revision.merge import Conflict

QUIET = PlanEntry(Origin("rules.a", "clause", "Ask first"), "keep-theirs", "Ask us.", "Ask us.", "Ask us.")


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({}, ["    Ask us."]),
        ({"cause": "an answer changed"}, ["    an answer changed", "    Ask us."]),
        ({"theirs": "Ask Kim."}, ["    Ask [-Kim.-] [+us.+]"]),
        ({"theirs": "Ask Kim.", "after": "Ask Kim."}, ["    Ask [-us.-] [+Kim.+]"]),
        ({"decision": "unchanged"}, []),
        ({"theirs": "Ask Kim.", "destroyed": ("joined",)}, ["    its words now stand inside another paragraph"]),
        (
            {"decision": "unchanged", "formatting": ("hidden", "white")},
            ["    you made words of it hidden and white"],
        ),
        (
            {"decision": "unchanged", "conflicts": (Conflict("Ask us.", "Ask Kim.", "Ask Jo."),)},
            ["    yours: Ask Kim.", "    ours:  Ask Jo."],
        ),
        (
            {"decision": "unchanged", "destroyed": ("split",)},
            ["    it stands in more paragraphs than as issued"],
        ),
        (
            {"decision": "unchanged", "destroyed": ("bookmark",), "carriers": ("heading", "text")},
            ["    the mark at its beginning is gone; recognised by its heading and its words"],
        ),
        ({"decision": "unchanged", "destroyed": ("bookmark",)}, []),
        ({"decision": "unchanged", "carriers": ("heading",)}, []),
    ],
)
def test_a_part_is_told_with_what_happened_to_it_and_nothing_else(
    change: dict[str, Any], lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    entry = replace(QUIET, **change)
    _plans._entry(entry)
    assert capsys.readouterr().out.splitlines() == ["", f"Ask first (rules.a): {_plans.WORDS[entry.decision]}", *lines]


@pytest.mark.parametrize(
    ("standing", "lines"),
    [
        ({}, ["The document is up to date."]),
        ({"unrelated": True, "to_change": [1]}, ["Nothing was planned."]),
        ({"to_change": [1], "out_of_date": True}, ["An update would change 1 part."]),
        (
            {"to_change": [1, 2], "out_of_date": True, "to_decide": 1},
            ["An update would change 2 parts.", "1 conflict to decide: your words stand until you do."],
        ),
        (
            {"needs_a_person": True},
            ["We have nothing new for this document. What is named above is for you to settle."],
        ),
    ],
)
def test_how_a_document_stands_in_the_end_is_told_in_a_line_or_two(standing: dict[str, Any], lines: list[str]) -> None:
    known = {
        "unrelated": False,
        "to_change": [],
        "out_of_date": False,
        "to_decide": 0,
        "needs_a_person": False,
        **standing,
    }
    plan = SimpleNamespace(to_decide=known["to_decide"], alignment=SimpleNamespace(unrelated=known["unrelated"]))
    assert list(_plans._closing(SimpleNamespace(plan=plan, **known))) == lines  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [("Kim", "Jo", "“Kim” to “Jo”"), ("", "Jo", "“Jo” was added"), ("Kim", "", "“Kim” was taken out")],
)
def test_an_answer_changed_in_the_document_is_told_by_what_it_was_and_is(before: str, after: str, words: str) -> None:
    assert _plans._change(EditedAnswer(("boss",), before, after, ("rules.a",))) == words
