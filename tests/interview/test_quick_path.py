"""The way of somebody in a hurry: a café's owner answers the twelve questions."""

from pathlib import Path

import pytest

from policygen.answers.read import read_answers
from policygen.library.model import Library
from tests.interview.typist import DOWN, ENTER, SPACE, Run, hold, keystrokes, words_on

NAMES = ("Harbour Street Café", "Leeds", "insta", "face", "goog", "Sam Okafor", "Owner", "sam@harbourstreet.example")

STEPS: tuple[tuple[str, ...], ...] = (
    ("Harbour Street Café", ENTER),
    (ENTER,),  # a company
    ("6", ENTER),
    ("caf", ENTER, ENTER),
    ("Leeds", ENTER, ENTER),
    (SPACE, ENTER),  # the general public
    ("insta", ENTER, "face", ENTER, "goog", ENTER, ENTER),
    ("Sam Okafor", ENTER, "Owner", ENTER, "sam@harbourstreet.example", ENTER),
    (ENTER,),
    (ENTER,),
    (ENTER,),
    (SPACE, ENTER),  # only if somebody raises a concern
)
AGREED = (ENTER, ENTER)
"""To the answers, and to the promises."""

KEYS = (*(key for step in STEPS for key in step), *AGREED)


@pytest.fixture(scope="module")
def cafe(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return hold(library, tmp_path_factory.mktemp("cafe") / "answers.yaml", *KEYS)


def of_questions(run: Run) -> list[tuple[str, ...]]:
    last = max(index for index, screen in enumerate(run.screens) if any(line.endswith("12 of 12") for line in screen))
    return run.screens[: last + 1]


def test_twelve_questions_are_asked_and_no_more(cafe: Run) -> None:
    asked = [line for line in cafe.questions if " of " in line and line[-2:] == "12"]
    assert [line.rsplit(" · ", 1)[1] for line in asked] == [f"{number} of 12" for number in range(1, 13)]


def test_the_answers_are_those_that_were_meant(cafe: Run) -> None:
    assert cafe.said == {
        "organisation_name": "Harbour Street Café",
        "organisation_type": "company",
        "headcount": 6,
        "sectors": ("hospitality",),
        "work_locations": ("GB-ENG",),
        "people_served": ("general_public",),
        "platforms": ("instagram", "facebook", "google-business-profile"),
        "policy_owner": {"name": "Sam Okafor", "role": "Owner", "email": "sam@harbourstreet.example"},
        "posting_rule": "named_people",
        "reply_promise": "next_working_day",
        "working_time_use": "brief_and_sensible",
        "monitoring": ("reactive",),
    }


def test_at_most_forty_keys_are_pressed_besides_names(cafe: Run) -> None:
    assert cafe.result is not None
    assert keystrokes([key for key in KEYS if key not in NAMES]) <= 40


def test_at_most_four_hundred_words_stand_on_the_screens_of_the_twelve_questions(cafe: Run) -> None:
    assert words_on(of_questions(cafe), (*NAMES, "caf")) <= 400


def test_the_review_and_the_promises_are_short_reading_too(cafe: Run) -> None:
    assert words_on(cafe.screens[len(of_questions(cafe)) :]) <= 320


def test_the_review_shows_every_answer_and_the_promises_that_follow(cafe: Run) -> None:
    assert cafe.shows("Our full legal name: Harbour Street Café")
    assert cafe.shows("Where our people work: England")
    assert cafe.shows("We will aim to answer comments, messages and reviews by the end of our next working day.")
    assert cafe.shows("Sam Okafor keeps:")


def test_the_file_reads_back_as_what_was_said(cafe: Run, library: Library) -> None:
    answers, findings = read_answers(cafe.path.read_text(encoding="utf-8"), "answers.yaml", library)
    assert not findings
    assert dict(answers.values) == cafe.said


def test_the_file_says_each_question_above_its_answer(cafe: Run) -> None:
    lines = cafe.path.read_text(encoding="utf-8").splitlines()
    assert lines[lines.index("  headcount: 6") - 1] == "  # How many people work for you?"


def test_it_is_said_once_that_this_is_no_legal_advice(cafe: Run) -> None:
    screens = ["\n".join(screen) for screen in cafe.screens]
    assert "not legal advice" in screens[0]
    assert "not legal advice" not in screens[-1]


@pytest.mark.parametrize("answered", range(len(STEPS) + 1))
def test_stopping_after_any_question_keeps_what_was_said_and_resumes_there(
    library: Library, tmp_path: Path, answered: int
) -> None:
    path = tmp_path / "answers.yaml"
    first = hold(library, path, *(key for step in STEPS[:answered] for key in step))
    assert first.stopped is not None
    assert first.stopped.exit_code == 130
    if not answered:
        assert not path.exists()
        return
    assert "policygen new" in first.stopped.hint
    kept, _ = read_answers(path.read_text(encoding="utf-8"), str(path), library)
    assert len(kept.values) == answered
    again = hold(library, path, *(key for step in STEPS[answered:] for key in step), *AGREED)
    assert len(again.said) == 12
    if answered < 12:
        assert any(line.endswith(f"{answered + 1} of 12") for line in again.screens[0])


def test_everything_may_be_left_open(library: Library, tmp_path: Path) -> None:
    text, choice = (ENTER,), (DOWN,) * 8 + (ENTER,)
    unsure = (text, choice, text, ("\x1b[B",) * 21 + (ENTER,), (DOWN, ENTER), (DOWN,) * 8 + (ENTER,))
    run = hold(library, tmp_path / "answers.yaml", *(key for step in unsure for key in step))
    assert run.stopped is not None
    assert not run.path.exists() or "answers:\n" in run.path.read_text(encoding="utf-8")
    assert any("7 of 12" in line or "7 of 11" in line for line in run.screens[-1])
