"""A thorough interview is left and taken up by group: the groups with what is open in each, and the way there and back."""

from pathlib import Path

import pytest

from tests.support.library import NAME_SIZE_PACE, grouped, tiny
from tests.terminal.typist import DOWN, ENTER, ESCAPE, STOP, UP, hold

GROUPS = "\x07"
LIBRARY = grouped(
    tiny(
        NAME_SIZE_PACE
        + """
    ask colour: text fact
    ask steps: many_of fact (a b)
        when: {size: {at_least: 10}}
    ask shape: yes_no fact
    clause rules.base: You must ask first.
"""
    ),
    looks=("colour", "shape"),
    work=("steps",),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.yaml"


def test_the_first_screen_says_how_many_questions_there_are_and_what_may_come(path: Path) -> None:
    run = hold(LIBRARY, path, thorough=True)
    assert run.shows("5 questions, and up to 1 more that your answers bring in")
    assert run.shows("All · 1 of 3 · 5 to come")


def test_what_an_answer_brings_in_is_counted_when_it_is_given(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "5", ENTER, ESCAPE, "50", ENTER, thorough=True)
    told = [line for line in run.questions if "to come" in line]
    assert told == ["All · 1 of 3 · 5 to come", "All · 2 of 3 · 4 to come", "All · 3 of 3 · 3 to come",
                    "All · 2 of 3 · 4 to come", "All · 3 of 3 · 4 to come"]  # fmt: skip


def test_somebody_goes_to_a_group_and_comes_back_to_the_groups_after_it(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, GROUPS, UP, ENTER, "red", ENTER, UP, ENTER, thorough=True)
    groups = [screen for screen in run.screens if any("Or go to" in line for line in screen)]
    assert "  All · 2 of 3 open" in groups[0]
    assert "  Looks · all 2 answered" not in groups[0]
    assert "What is colour?" in "\n".join(run.screens[6])
    assert "  Looks · all 2 answered" in groups[-1]
    assert groups[-1][0] == "2 questions to come, and what your answers bring in."


def test_in_a_list_a_key_leads_to_the_groups_and_back_leads_to_the_question(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "5", ENTER, GROUPS, ESCAPE, thorough=True)
    assert "Ctrl-G groups" in "\n".join(run.screens[4])
    assert "Or go to" in "\n".join(run.screens[5])
    assert "What is pace?" in run.last


def test_enough_is_enough_whatever_is_open_and_the_rest_waits_for_next_time(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, GROUPS, DOWN, ENTER, ENTER, thorough=True)
    assert run.said == {"name": "A"}
    again = hold(LIBRARY, path, ENTER, STOP, thorough=True)
    assert "4 questions to come" in " ".join(again.screens[0])
    assert "What is size?" in "\n".join(again.screens[1])


def test_a_group_that_is_answered_is_gone_through_again(path: Path) -> None:
    path.write_text("answers:\n  name: A\n  size: 5\n  pace: slow\n", encoding="utf-8")
    run = hold(LIBRARY, path, DOWN, DOWN, ENTER, "B", ENTER, ENTER, ENTER, thorough=True)
    assert [line for line in run.questions if line.startswith("All ·")] == [
        "All · 1 of 3 · 3 to come", "All · 2 of 3 · 3 to come", "All · 3 of 3 · 3 to come",
    ]  # fmt: skip
    assert "Or go to" in run.last


def test_a_quick_interview_has_no_groups(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, GROUPS, thorough=False)
    assert not run.shows("Or go to")
    assert not run.shows("groups")
