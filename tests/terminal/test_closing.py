"""The last screen and the file of next steps."""

from dataclasses import replace
from pathlib import Path

import pytest

from policygen._command import as_typed
from policygen.app.finish import FileMade, InterviewOutcome, Step
from policygen.app.suggest import Suggestion
from policygen.library.model import Library
from policygen.terminal.closing import _step_lines, end_screen, next_steps_text
from policygen.terminal.lines import plain, width_of

HERE = Path("clients/cafe")
OUTCOME = InterviewOutcome(
    "Harbour Street Café",
    HERE / "answers.yaml",
    (
        FileMade(HERE / "harbour-street-cafe-social-media-policy.docx", "the policy, for your staff"),
        FileMade(HERE / "harbour-street-cafe-social-media-policy.policygen.json", "keep; not for staff"),
        FileMade(HERE / "next-steps.txt", "what to do next"),
    ),
    ("concern_contacts",),
    tuple(Suggestion(id, f"A question about {id}, which is rather long?", 9, ()) for id in ("images", "ai_uses")),
)


def told(outcome: InterviewOutcome, library: Library, width: int = 80) -> str:
    return "\n".join(plain(line) for line in end_screen(outcome, library, width))


def test_what_staff_are_given_is_named_and_the_other_files_are_told_in_the_last(library: Library) -> None:
    screen = told(OUTCOME, library)
    assert "harbour-street-cafe-social-media-policy.docx  the policy, for your staff" in screen
    assert "and 2 more files beside it: next-steps.txt says what each is for" in screen
    assert "- harbour-street-cafe-social-media-policy.policygen.json: keep; not for staff" in " ".join(
        next_steps_text(OUTCOME, library).split()
    )


def test_what_is_to_confirm_is_said_with_the_command_that_asks_it(library: Library) -> None:
    screen = " ".join(told(OUTCOME, library).split())
    assert library.questionnaire.questions["concern_contacts"].label in screen
    assert "policygen new clients/cafe --ask concern_contacts" in screen


def test_how_an_answer_is_changed_later_is_said(library: Library) -> None:
    screen = " ".join(told(OUTCOME, library).split())
    assert "When something changes, type this and choose the answer to change: policygen new clients/cafe" in screen


def test_without_anything_open_nothing_is_made_up(library: Library) -> None:
    screen = told(InterviewOutcome("A", Path("answers.yaml"), (FileMade(Path("a.docx"), ""),)), library)
    assert "Confirm" not in screen
    assert "change it most" not in screen
    assert "effective_date" not in screen


def test_what_is_approved_is_made_the_policy_by_a_command_of_its_own(library: Library) -> None:
    outcome = InterviewOutcome("A", Path("answers.yaml"), (FileMade(Path("a.docx"), ""),))
    assert "policygen issue a.docx" in next_steps_text(outcome, library)
    assert "policygen issue" not in told(outcome, library), "it is asked in place"
    assert "policygen issue a.docx" in told(replace(outcome, confirm=("headcount",)), library)
    assert "issue" not in next_steps_text(InterviewOutcome("A", Path("answers.yaml"), ()), library)


def test_warnings_lead_to_check(library: Library) -> None:
    screen = told(InterviewOutcome("A", Path("answers.yaml"), (FileMade(Path("a.docx"), ""),), warnings=2), library)
    assert "2 warnings: policygen check answers.yaml" in screen


def test_it_fits_the_screen_but_for_commands_which_are_never_broken(library: Library) -> None:
    for width in (40, 80, 200):
        long = [line for line in told(OUTCOME, library, width).split("\n") if width_of(line) > width]
        assert all(line.lstrip().startswith("policygen ") for line in long)
    assert f"policygen update {OUTCOME.written[0].path} --plan" in next_steps_text(OUTCOME, library)
    assert len(told(OUTCOME, library).split("\n")) < 24


def test_the_file_says_the_same_in_plain_text(library: Library) -> None:
    text = next_steps_text(OUTCOME, library)
    assert text.startswith("Next steps for the social media policy of Harbour Street Café\n")
    assert "--ask concern_contacts" in " ".join(text.split())
    assert "\n\nAnswers that would change the policy most:\n\n- A question about images" in text
    assert "(--ask images)" in text
    assert all(width_of(line) <= 78 or line.startswith("policygen ") for line in text.split("\n"))
    assert "not legal advice" in text


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (20, ["1. Look at it: check"]),
        (19, ["1. Look at it:", "   check"]),
        (8, ["1. Look", "   at", "   it:", "   check"]),
        (7, ["1. Look", "   at", "   it:", "check"]),
    ],
)
def test_a_command_stands_behind_its_step_where_both_fit_and_is_never_broken(width: int, lines: list[str]) -> None:
    assert [plain(line) for line in _step_lines(Step("Look at it:", "check"), "1. ", width)] == lines


def test_a_folder_with_a_space_is_quoted(library: Library) -> None:
    outcome = InterviewOutcome("A", Path("my clients/answers.yaml"), (FileMade(Path("a.docx"), ""),))
    assert f"policygen new {as_typed(Path('my clients'))}" in " ".join(told(outcome, library).split())
