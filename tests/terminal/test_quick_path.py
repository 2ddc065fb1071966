"""The way of somebody in a hurry: a café's owner answers the thirteen questions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from policygen.answers.read import read_answers
from policygen.library.model import Library
from tests.terminal.typist import ENTER, HOME, SPACE, UP, Run, hold, keystrokes, words_on

NAMES = ("Harbour Street Café", "Leeds", "insta", "face", "goog", "Sam Okafor", "Owner", "sam@harbourstreet.example")

STEPS: tuple[tuple[str, ...], ...] = (
    ("Harbour Street Café", ENTER),
    (ENTER,),  # a company
    ("6", ENTER),
    ("caf", ENTER, ENTER),
    ("Leeds", ENTER, ENTER),
    (HOME, SPACE, ENTER, ENTER),  # the general public
    ("insta", ENTER, "face", ENTER, "goog", ENTER, ENTER),
    ("Sam Okafor", ENTER, "Owner", ENTER, "sam@harbourstreet.example", ENTER),
    (ENTER,),
    (ENTER,),
    (ENTER,),
    (HOME, SPACE, ENTER, ENTER),  # only if somebody raises a concern
    (HOME, SPACE, ENTER, ENTER),  # no checks in secret
)
AGREED = (ENTER, ENTER)
"""To the answers, and to the promises."""

KEYS = (*(key for step in STEPS for key in step), *AGREED)


@pytest.fixture(scope="module")
def cafe(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return hold(library, tmp_path_factory.mktemp("cafe") / "answers.yaml", *KEYS)


def of_questions(run: Run) -> list[tuple[str, ...]]:
    last = max(index for index, screen in enumerate(run.screens) if any(line.endswith("13 of 13") for line in screen))
    return run.screens[: last + 1]


def test_thirteen_questions_are_asked_and_no_more(cafe: Run) -> None:
    asked = [line for line in cafe.questions if line[-5:] in {"of 13", "of 14"}]
    # The line of work need not be asked of somebody whose trade is known.
    assert asked == [f"{number} of {14 if number < 5 else 13}" for number in range(1, 14)]


def test_the_answers_are_those_that_were_meant(cafe: Run) -> None:
    assert cafe.said == {
        "organisation_name": "Harbour Street Café",
        "organisation_type": "company",
        "headcount": 6,
        "trades": ("cafe",),
        "work_locations": ("GB-ENG",),
        "people_served": ("general_public",),
        "platforms": ("instagram", "facebook", "google-business-profile"),
        "policy_owner": {"name": "Sam Okafor", "role": "Owner", "email": "sam@harbourstreet.example"},
        "posting_rule": "named_people",
        "reply_promise": "no_promise",
        "working_time_use": "brief_and_sensible",
        "monitoring": ("reactive",),
        "promises": ("no_secret_checks",),
    }


def test_at_most_forty_keys_are_pressed_besides_names(cafe: Run) -> None:
    assert cafe.result is not None
    assert keystrokes([key for key in KEYS if key not in NAMES]) <= 40


def test_at_most_five_hundred_and_forty_words_stand_on_the_screens_of_the_thirteen_questions(cafe: Run) -> None:
    assert words_on(of_questions(cafe), (*NAMES, "caf")) <= 540


def test_the_review_and_the_promises_are_short_reading_too(cafe: Run) -> None:
    assert words_on(cafe.screens[len(of_questions(cafe)) :]) <= 320


def test_the_review_shows_every_answer_and_the_promises_that_follow(cafe: Run) -> None:
    assert cafe.shows("Our full legal name: Harbour Street Café")
    assert cafe.shows("Where our people work: England")
    assert cafe.shows("We will review these rules and our platform")
    assert cafe.shows("Sam Okafor keeps:")


def test_the_file_reads_back_as_what_was_said(cafe: Run, library: Library) -> None:
    answers, findings = read_answers(cafe.path.read_text(encoding="utf-8"), "answers.yaml", library)
    assert not findings
    assert dict(answers.values) == cafe.said


def test_the_file_says_each_question_above_its_answer(cafe: Run) -> None:
    lines = cafe.path.read_text(encoding="utf-8").splitlines()
    assert lines[lines.index("  headcount: 6") - 1] == "  # How many people work for you, yourself included?"


def test_it_is_said_once_that_this_is_no_legal_advice(cafe: Run) -> None:
    screens = ["\n".join(screen) for screen in cafe.screens]
    assert "not legal advice" in screens[0]
    assert "not legal advice" not in screens[-1]


def keys_of(steps: Sequence[tuple[str, ...]]) -> list[str]:
    return [key for step in steps for key in step]


@pytest.mark.slow
def test_stopping_after_any_question_keeps_what_was_said(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    for answered, step in enumerate(STEPS, 1):
        run = hold(library, path, *step)
        assert run.stopped is not None
        assert run.stopped.exit_code == 130
        assert "policygen new" in run.stopped.hint
        kept, _ = read_answers(path.read_text(encoding="utf-8"), str(path), library)
        assert len(kept.values) == answered
        if answered < len(STEPS):
            left = len(STEPS) + (answered < 4)
            assert any(line.endswith(f"{answered + 1} of {left}") for line in run.screens[-1])


@pytest.mark.parametrize("answered", [5, 12])
@pytest.mark.some_every_day(1)
def test_a_resumed_interview_comes_to_the_same_end(library: Library, tmp_path: Path, cafe: Run, answered: int) -> None:
    path = tmp_path / "answers.yaml"
    hold(library, path, *keys_of(STEPS[:answered]))
    assert hold(library, path, *keys_of(STEPS[answered:]), *AGREED).said == cafe.said


NOT_SURE = (UP, UP, ENTER)
"""In a list that ends with *Not sure yet* and *Back*."""


@pytest.mark.slow
def test_every_fact_may_be_left_open_and_a_policy_still_follows(library: Library, tmp_path: Path) -> None:
    facts = ((ENTER,), NOT_SURE, (ENTER,), NOT_SURE, NOT_SURE, NOT_SURE, (ENTER,), NOT_SURE, (ENTER, ENTER))
    choices = ((ENTER,), (ENTER,))
    keys = keys_of((*facts, *choices, (ENTER,), (HOME, SPACE, ENTER, ENTER)))
    run = hold(library, tmp_path / "answers.yaml", *keys, *AGREED)
    assert run.said == {
        "posting_rule": "second_pair_of_eyes_for_sensitive",
        "working_time_use": "brief_and_sensible",
        "promises": ("no_secret_checks",),
    }
    assert run.shows("not sure yet")


def test_nothing_is_written_while_nothing_is_said(library: Library, tmp_path: Path) -> None:
    run = hold(library, tmp_path / "new" / "answers.yaml", ENTER, *NOT_SURE, ENTER)
    assert run.stopped is not None
    assert "nothing was written" in run.stopped.message
    assert not run.path.parent.exists()
