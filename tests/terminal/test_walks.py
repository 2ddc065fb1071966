"""Whatever keys are pressed, in whatever order, nobody meets a traceback and no answer is lost."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.input import create_pipe_input

from policygen.answers.read import read_answers
from policygen.conditions.model import Outcome
from policygen.errors import InterruptedByUserError
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.questions.flow import situation
from policygen.terminal.start import main_menu, run_interview
from tests.support.answers import TODAY
from tests.support.strategies import sample, sample_names
from tests.terminal.typist import STOP, Paper, hold

KEYS = (
    "\r", "\r", "\r", " ", "\x1b[A", "\x1b[B", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[3~",
    "\x02", "\x02", "\x07", "g", "\x7f", "\x15", "\x0b", "\x17", "\x01", "\x05", "\x0c", "\x12", "\x18\x05", "\x1a", "\x19", "\x1bb", "\x1b[1;5C",
    "?", "\t", "\x1bOP", "\x1b[200~pasted\nlines\x00\x1b[201~", "a", "e", "6", "60", "2026-12-01", "united", "insta", "{{x}}", "é", "漢", "🙂",
    "\u202e", "a@b.example", ";", ",", "x" * 400,
)  # fmt: skip
"""Keys and things typed; without Ctrl-C, Ctrl-D and a lone Escape, which waits for more."""


def end_of(library: Library, path: Path, keys: str, *, thorough: bool) -> None:
    """An interview with all these keys waiting, and then Ctrl-C until it stops."""
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys + STOP * 3)
        with suppress(InterruptedByUserError):
            run_interview(library, path, thorough=thorough, today=TODAY, input=keyboard, output=Paper())


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(st.sampled_from(KEYS), max_size=120).map("".join), st.booleans())
def test_no_walk_through_the_interview_breaks_it_or_its_file(library: Library, keys: str, thorough: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.yaml"
        end_of(library, path, keys, thorough=thorough)
        if path.exists():
            _, findings = read_answers(path.read_text(encoding="utf-8"), str(path), library)
            assert not [finding for finding in findings if finding.severity is Severity.BLOCK]


@pytest.mark.slow
@settings(max_examples=10)
@given(st.lists(st.sampled_from(KEYS), max_size=60).map("".join), st.sampled_from(sample_names()))
def test_no_walk_through_the_review_of_a_sample_breaks_it(library: Library, keys: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.yaml"
        file = sample(name).file
        assert file is not None
        path.write_bytes(Path(file.name).read_bytes())
        end_of(library, path, keys, thorough=True)
        answers, _ = read_answers(path.read_text(encoding="utf-8"), str(path), library)
        assert answers.values


@settings(max_examples=4)
@given(st.lists(st.sampled_from(KEYS), max_size=10).map("".join))
def test_no_key_breaks_the_way_in(keys: str) -> None:
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys + STOP)
        with suppress(InterruptedByUserError):
            assert main_menu(input=keyboard, output=Paper()) in {"quick", "thorough", "resume", "help", "leave"}


def asked_of(library: Library) -> dict[str, str]:
    """For every question a sample of which it is asked."""
    found: dict[str, str] = {}
    for name in sample_names():
        known = situation(library, sample(name).values)
        for id, outcome in known.applies.items():
            if outcome is not Outcome.NO:
                found.setdefault(id, name)
    return found


@pytest.mark.slow
def test_stopping_at_any_question_leaves_the_file_as_it_was(library: Library, tmp_path: Path) -> None:
    for id, name in asked_of(library).items():
        file = sample(name).file
        assert file is not None
        path = tmp_path / "answers.yaml"
        path.write_bytes(Path(file.name).read_bytes())
        run = hold(library, path, "?", "\x1b[B", ask=(id,))
        assert run.stopped is not None, id
        why = " ".join(library.questionnaire.questions[id].why.split())
        assert why in " ".join(" ".join(run.screens[1]).split()), id
        assert path.read_bytes() == Path(file.name).read_bytes(), id


def test_a_person_who_hangs_up_has_stopped(library: Library, tmp_path: Path) -> None:
    with create_pipe_input() as keyboard:
        keyboard.close()
        with pytest.raises(InterruptedByUserError):
            run_interview(library, tmp_path / "a.yaml", thorough=False, today=TODAY, input=keyboard, output=Paper())
