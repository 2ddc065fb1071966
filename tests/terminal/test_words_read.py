"""How many words somebody reads, and how many keys they press, until their policy is written: four made-up organisations."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input

from policygen.library.model import Library
from policygen.terminal.start import main_menu
from tests.terminal.typist import DOWN, ENTER, SPACE, Paper, hold, keystrokes, words_on

MOST_WORDS = 700
MOST_KEYS = 35

TICK_FIRST = (SPACE, ENTER, ENTER)
AGREED = (ENTER, ENTER)
"""To the answers, and to the promises."""


@dataclass(frozen=True)
class Walk:
    """Somebody's way through the quick interview."""

    paper: Paper
    keys: tuple[str, ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """Names, and what is typed to find something."""
        return tuple(key for key in self.keys if key.isprintable() and key != SPACE)


def found(*words: str) -> tuple[str, ...]:
    """What is typed to tick entries of a list that is searched, and then to go on."""
    return (*(key for word in words for key in (word, ENTER)), ENTER)


WALKS = {
    "two florists, Bristol": Walk(
        Paper(80, 24),
        (
            *("Bramble & Thorn", ENTER, DOWN, ENTER, "2", ENTER, *found("florist"), *found("Bristol"), *TICK_FIRST),
            *(*found("insta", "face"), "Nell Thorn", ENTER, "Partner", ENTER, "nell@bramble.example", ENTER),
            *(ENTER, ENTER, ENTER, *TICK_FIRST, *TICK_FIRST, *AGREED),
        ),
    ),
    "twelve joiners, Cork": Walk(
        Paper(120, 40),
        (
            *("Lee Joinery", ENTER, ENTER, "12", ENTER, *found("joiner"), *found("Cork"), *TICK_FIRST),
            *(*found("insta", "face"), "Aoife Lee", ENTER, "Director", ENTER, "aoife@lee.example", ENTER),
            *(ENTER, ENTER, ENTER, *TICK_FIRST, *TICK_FIRST, *AGREED),
        ),
    ),
    "a charity of sixty, Durban": Walk(
        Paper(60, 20),
        (
            *("Umlazi Kitchen", ENTER, DOWN, DOWN, DOWN, ENTER, "60", ENTER, *found("food bank"), *found("Durban")),
            *(DOWN, DOWN, ENTER, ENTER, *TICK_FIRST, *found("face"), "Thandi Nkosi", ENTER, "Director", ENTER, ENTER),
            *(ENTER, ENTER, ENTER, *TICK_FIRST, *TICK_FIRST, ENTER, *AGREED),
        ),
    ),
    "a bookkeeper alone, Denver": Walk(
        Paper(80, 24),
        (
            *("Front Range Books", ENTER, DOWN, DOWN, ENTER, "1", ENTER, *found("bookkeeper"), *found("Denver")),
            *(*TICK_FIRST, *found("linkedin"), "Ann Ruiz", ENTER, ENTER, ENTER, ENTER, *AGREED),
        ),
    ),
}


def way_in(paper: Paper) -> list[tuple[str, ...]]:
    """The screen of somebody who typed nothing but the command."""
    screens: list[tuple[str, ...]] = []
    with create_pipe_input() as keyboard:

        def see(screen: tuple[str, ...]) -> None:
            screens.append(screen)
            keyboard.send_text(ENTER)

        assert main_menu(input=keyboard, output=paper, on_screen=see) == "quick"
    return screens


@pytest.mark.parametrize("name", WALKS)
@pytest.mark.some_every_day(1)
def test_fewer_than_seven_hundred_words_are_read_until_a_policy_is_written(
    library: Library, tmp_path: Path, name: str
) -> None:
    walk = WALKS[name]
    run = hold(library, tmp_path / "answers.yaml", *walk.keys, paper=walk.paper)
    assert run.result is not None, run.last
    words = words_on([*way_in(walk.paper), *run.screens], walk.typed)
    keys = keystrokes([ENTER, *(key for key in walk.keys if key not in walk.typed)])
    assert words < MOST_WORDS, name
    assert keys <= MOST_KEYS, name
