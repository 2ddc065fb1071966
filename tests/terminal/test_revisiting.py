"""A review held at a keyboard: three keys when nothing is new, and whatever is decided is kept at once."""

from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input

from policygen.app.review_matters import Agenda, agenda_of
from policygen.library.model import Library
from policygen.terminal.start import run_revisit
from tests.cli.running import answers_file, built, outputs
from tests.cli.test_update_status import QUAY
from tests.terminal.typist import BACK, DOWN, ENTER, STOP, Paper, Typist

SOON = "2026-12-24"


@pytest.fixture
def agenda(tmp_path: Path, library: Library) -> Agenda:
    built(answers_file(tmp_path, **QUAY), "--date", "2026-11-30")
    path = next(path for path in outputs(tmp_path, "docx") if path.stem.endswith("policy"))
    return agenda_of(path, library, SOON)


def held(
    agenda: Agenda, library: Library, *keys: str, begun: dict[str, object] | None = None
) -> tuple[dict[str, object], Typist, bool]:
    """What was decided, what was seen, and whether it came to its end. Whatever is decided must have been kept."""
    decisions, kept, paper = dict(begun or {}), dict[str, object](), Paper()
    with create_pipe_input() as keyboard:
        typist = Typist(keyboard, keys, paper)

        def keep(decided: object) -> None:
            kept.clear()
            kept.update(decided)  # type: ignore[call-overload]

        done = run_revisit(library, agenda, decisions, keep, input=keyboard, output=paper, on_screen=typist.see)
    assert not keys or kept == decisions or kept == {}
    return decisions, typist, done


def test_nothing_new_is_three_keys(agenda: Agenda, library: Library) -> None:
    decisions, typist, done = held(agenda, library, ENTER, ENTER, ENTER)

    assert done
    assert set(decisions.values()) == {"keep", "none"}
    assert len(typist.screens) == 3
    assert any("No rule changed." in line for line in typist.screens[-1])


def test_a_stop_keeps_what_was_decided_and_the_next_review_goes_on_there(agenda: Agenda, library: Library) -> None:
    decisions, _, done = held(agenda, library, ENTER, STOP)
    assert not done
    assert "network.x" in decisions
    assert "headcount" not in decisions

    decisions, typist, done = held(agenda, library, ENTER, ENTER, begun=decisions)

    assert done
    assert "headcount" in decisions
    assert any("2 of 3" in line for line in typist.screens[0])


def test_an_answer_given_anew_is_decided_and_a_way_back_leaves_it(agenda: Agenda, library: Library) -> None:
    # from the networks to the people, headcount picked: eight instead of six
    decisions, typist, done = held(agenda, library, ENTER, DOWN, ENTER, "\x15", "8", ENTER, ENTER, ENTER)
    assert done, typist.screens[-1]
    assert decisions["headcount"] == 8

    decisions, _, done = held(agenda, library, ENTER, DOWN, ENTER, BACK, BACK, ENTER, ENTER, ENTER)
    assert done
    assert decisions["headcount"] == "keep"
