"""Whatever keys are pressed: no tick goes but by Space, and what is seen ticked when somebody stops is in the file."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.answers.read import read_answers
from policygen.conditions.evaluate import values_of
from tests.support.library import tiny
from tests.terminal.typist import BACK, DOWN, ENTER, ESCAPE, HELP, PAGE, SPACE, TAB, UP, hold

LIBRARY = tiny("""
    ask name: text fact
        essential: true
    ask steps: many_of fact (a b c)
        essential: true
    ask extras: many_of fact (d e f)
        essential: true
    ask pace: one_of fact (slow fast)
        essential: true
    clause rules.base: You must ask first.
""")
LISTS = ("steps", "extras")
KEYS = (ENTER, ENTER, ENTER, SPACE, SPACE, UP, DOWN, DOWN, TAB, BACK, HELP, PAGE, "p", "a", "q")
IDLE = (UP, DOWN, TAB, BACK, HELP, PAGE, "p")
quick_keys = st.lists(st.sampled_from(KEYS), min_size=10, max_size=25)
keys = st.lists(st.sampled_from((*KEYS, ESCAPE)), min_size=10, max_size=40)  # which a terminal waits after


def ticks_on(screen: tuple[str, ...]) -> tuple[str, frozenset[str]] | None:
    """The list of ticks that a screen shows, and what is ticked in it."""
    asked = next((id for id in LISTS if any(f"What is {id}?" in line for line in screen)), None)
    is_list = any(line.strip().endswith("Done") for line in screen)
    ticked = (found.group(1) for line in screen if (found := re.match(r"[› ] \[x\] (\w+)$", line)))
    return (asked, frozenset(each.lower() for each in ticked)) if asked and is_list else None


def check(pressed: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.yaml"
        run = hold(LIBRARY, path, *pressed)
        last: dict[str, frozenset[str]] = {}
        keys = [*pressed, ""]
        for at, screen in enumerate(run.screens):
            if (shown := ticks_on(screen)) is None:
                continue
            before, now = last.get(shown[0], frozenset()), shown[1]
            if len(before - now) > (keys[at - 1] == SPACE):
                raise AssertionError((before, now, keys[at - 1], pressed))
            last[shown[0]] = now
        if path.exists():
            said = read_answers(path.read_text(encoding="utf-8"), "answers.yaml", LIBRARY)[0].values
            for id, ticked in last.items():
                assert not ticked or frozenset(values_of(said[id])) == ticked, pressed
        else:
            assert not any(last.values()), pressed


@settings(max_examples=4)
@given(quick_keys)
def test_no_tick_is_lost_and_none_is_made_up(pressed: list[str]) -> None:
    check(pressed)


@pytest.mark.slow
@settings(max_examples=60)
@given(keys)
def test_so_it_is_whatever_many_keys_are_pressed(pressed: list[str]) -> None:
    check(pressed)


def test_keys_that_only_look_store_nothing(tmp_path: Path) -> None:
    assert not hold(LIBRARY, tmp_path / "answers.yaml", *IDLE * 3).path.exists()
