"""What a newcomer does that nobody planned for: own words, whole phrases typed into a list, going back and forth."""

from pathlib import Path

import pytest

from policygen.answers.read import read_answers
from tests.support.library import tiny
from tests.terminal.typist import BACK, DOWN, ENTER, ESCAPE, HOME, SPACE, UP, hold

LIBRARY = tiny("""
    ask size: integer fact
        essential: true
    ask trade: text fact
    ask trades: trades fact
        essential: true
    ask kind: one_of fact
        essential: true
        choices:
          - {value: company, label: Company}
          - {value: partners, label: Sole partner}
          - {value: trader, label: Sole trader}
    ask steps: many_of fact (abc def)
        essential: true
    clause rules.base: You must ask first.
""")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.yaml"


def said(path: Path) -> dict[str, object]:
    return dict(read_answers(path.read_text(encoding="utf-8"), "answers.yaml", LIBRARY)[0].values)


# ---- a trade in their own words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaves", [(ESCAPE,), (BACK,), ()])
def test_a_trade_in_their_own_words_is_kept_when_they_leave_the_list(path: Path, leaves: tuple[str, ...]) -> None:
    hold(LIBRARY, path, "5", ENTER, "zqxv mending", ENTER, *leaves)
    assert said(path) == {"size": 5, "trade": "zqxv mending"}


def test_beside_trades_of_the_list_it_is_kept_as_well(path: Path) -> None:
    hold(LIBRARY, path, "5", ENTER, "zqxv mending", ENTER, "nail", ENTER, BACK)
    assert said(path) == {"size": 5, "trade": "zqxv mending", "trades": ("nails",)}


@pytest.mark.parametrize("away", [(BACK, ENTER), (ENTER, BACK)])
def test_it_stands_ticked_when_they_come_back_to_it(path: Path, away: tuple[str, ...]) -> None:
    run = hold(LIBRARY, path, "5", ENTER, "zqxv mending", ENTER, *away)
    assert "[x] zqxv mending" in run.last
    assert "What is trades?" in run.last


def test_it_goes_when_its_tick_is_taken_off(path: Path) -> None:
    hold(LIBRARY, path, "5", ENTER, "zqxv mending", ENTER, ENTER, BACK, HOME, SPACE, "nail", ENTER, ENTER)
    assert said(path) == {"size": 5, "trades": ("nails",)}


def test_the_way_back_leads_to_no_question_that_was_never_put(path: Path) -> None:
    run = hold(LIBRARY, path, "5", ENTER, "zqxv mending", ENTER, ENTER, BACK, BACK)
    assert "What is size?" in run.last


# ---- phrases typed into a list -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["sole trader", "sole t", "Sole  Trader", "trader"])
def test_a_whole_phrase_leads_to_its_line(path: Path, typed: str) -> None:
    hold(LIBRARY, path, "5", ENTER, "nail", ENTER, ENTER, *typed, ENTER)
    assert said(path)["kind"] == "trader"


@pytest.mark.parametrize("typed", ["limited ", "a limited ", "sole mates "])
def test_a_blank_behind_letters_chooses_nothing(path: Path, typed: str) -> None:
    run = hold(LIBRARY, path, "5", ENTER, "nail", ENTER, ENTER, *typed)
    assert "kind" not in said(path)
    assert "What is kind?" in run.last


@pytest.mark.parametrize("moves", [(), (UP, DOWN), ("s", DOWN)])
def test_a_blank_alone_still_chooses_what_is_pointed_at(path: Path, moves: tuple[str, ...]) -> None:
    hold(LIBRARY, path, "5", ENTER, "nail", ENTER, ENTER, *moves, SPACE)
    assert said(path)["kind"] in {"company", "partners", "trader"}


def test_in_a_list_of_ticks_a_blank_behind_letters_ticks(path: Path) -> None:
    hold(LIBRARY, path, "5", ENTER, "nail", ENTER, ENTER, ENTER, "d", SPACE)
    assert said(path)["steps"] == ("def",)
