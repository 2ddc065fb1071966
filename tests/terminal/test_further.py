"""What is offered once the policy is written: a question a key, and nothing looked over twice."""

from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input

from policygen.app.finish import FurtherQuestion, InterviewOutcome, further_questions
from policygen.app.suggest import Suggestion
from policygen.errors import InterruptedByUserError
from policygen.terminal.start import choose_further
from tests.support.library import NAME_SIZE_PACE, tiny
from tests.terminal.typist import DOWN, ENTER, ESCAPE, STOP, UP, Paper, hold

LIBRARY = tiny(
    NAME_SIZE_PACE
    + """
    ask colour: text fact
    ask shape: text fact
    clause rules.base: We will ask first.
    clause rules.quick: We will answer within the hour.
        when: {pace: [fast]}
"""
)
ASKED = (FurtherQuestion("size", "How big?", "bracket"), FurtherQuestion("colour", "Which colour?"))


def chosen(*keys: str, own: bool = True) -> tuple[str, ...]:
    with create_pipe_input() as keyboard:
        keyboard.send_text("".join(keys))
        return choose_further(ASKED, offers_own_rules=own, input=keyboard, output=Paper())


def test_one_key_answers_all_one_leaves_and_each_question_has_its_row() -> None:
    assert chosen(ENTER) == ("size", "colour")
    assert chosen(DOWN, ENTER) == ()
    assert chosen(DOWN, DOWN, ENTER) == ("size",)
    assert chosen(UP, ENTER) == ("own_rules",)
    assert chosen(UP, ENTER, own=False) == ("colour",)
    with pytest.raises(InterruptedByUserError, match="Your policy is written"):
        chosen(STOP)


def test_brackets_come_first_then_duties_then_what_would_change_most_each_once() -> None:
    suggestions = tuple(Suggestion(id, "", 9, ()) for id in ("size", "shape", "pace"))
    outcome = InterviewOutcome("A", Path(), (), ("size",), suggestions, duties=("colour", "size"))
    found = further_questions(outcome, LIBRARY, {"pace"})
    assert [(each.id, each.use) for each in found] == [("size", "bracket"), ("colour", "duty"), ("shape", "words")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text("answers:\n  name: A\n  size: 50\n  pace: slow\n", encoding="utf-8")
    return path


def test_a_further_interview_shows_no_review_and_only_promises_that_are_new(path: Path) -> None:
    assert hold(LIBRARY, path, ENTER, ask=("colour",), further=True).result is not None
    run = hold(LIBRARY, path, DOWN, ENTER, ENTER, ask=("pace",), further=True)
    assert run.said["pace"] == "fast"
    assert "1 promise" in run.last
    assert "within the hour" in run.last
    assert not run.shows("Is this right?")


def test_back_from_the_first_further_question_leads_to_what_is_offered(path: Path) -> None:
    assert hold(LIBRARY, path, ESCAPE, ask=("colour",), further=True).result is not None
    back = hold(LIBRARY, path, "red", ENTER, ESCAPE, ask=("colour", "shape"), further=True)
    assert "What is colour?" in back.last


@pytest.mark.parametrize("further", [True, False])
def test_whoever_stops_once_a_policy_is_written_hears_that_it_is(path: Path, further: bool) -> None:
    hold(LIBRARY, path, "red", ENTER, ask=("colour",))
    run = hold(LIBRARY, path, STOP, ask=("pace",), further=further)
    assert run.stopped is not None
    assert ("Your policy is written" in run.stopped.message) == further
    assert "kept in" in run.stopped.message
