"""A list as it stands on the screen, line by line, and the line about its keys; no terminal is opened."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from policygen.interview.search import Option, OptionKind
from policygen.terminal.console import Console, Signs
from policygen.terminal.lines import plain
from policygen.terminal.lists import NOTHING_FOUND, ROWS_AT_FIRST, ListScreen
from policygen.terminal.picker import DONE, OPEN, Picker, starting
from policygen.terminal.screen import Screen, key_lines

PEAR = "Grows on walls."
FRUIT = (
    Option("apple", "Apple"),
    Option("pear", "Pear", PEAR),
    Option(DONE, "Done", kind=OptionKind.ACTION),
    Option(OPEN, "Not sure yet", kind=OptionKind.ACTION),
)
NUMBERS = tuple(Option(f"n{number}", f"Number {number}") for number in range(30))


def view(picker: Picker, *, helping: bool = False, moved: bool = False, height: int = 24, **screen: Any) -> list[str]:
    size = SimpleNamespace(columns=60, rows=height)
    console = Console(SimpleNamespace(), SimpleNamespace(get_size=lambda: size), signs=Signs())  # type: ignore[arg-type]
    shown = ListScreen(console, Screen("Which?", **screen), picker)
    shown.helping, shown.has_moved = helping, moved
    return [plain(line) for line in shown.view()]


ONE, MANY = starting(FRUIT), starting(FRUIT, many=True)
LISTED = ["› Apple", "  Pear", "  Done", "  Not sure yet"]
TICKS = ["› [ ] Apple", "  [ ] Pear", "  Done", "  Not sure yet"]


def test_of_a_list_its_entries_what_is_said_of_one_and_its_keys_are_shown() -> None:
    assert view(ONE) == ["Which?", "", *LISTED, "", "", "", "Enter chooses"]
    assert view(ONE.moved(1))[2:] == [
        "  Apple",
        "› Pear",
        "  Done",
        "  Not sure yet",
        "",
        f"  {PEAR}",
        "",
        "Enter chooses",
    ]
    assert view(starting((FRUIT[0], FRUIT[2]))) == ["Which?", "", "› Apple", "  Done", "", "Enter chooses"]


def test_what_is_wrong_stands_above_the_keys_and_nowhere_else_when_nothing_is() -> None:
    assert view(replace(ONE, error="Not that."))[-3:] == ["", "Not that.", "Enter chooses"]
    assert not any("Not that" in line for line in view(ONE))


@pytest.mark.parametrize(
    ("picker", "helping", "line"),
    [
        (ONE, False, "Enter chooses"),
        (starting(FRUIT, DONE), False, "Enter goes on"),
        (starting(FRUIT, OPEN), False, "Enter chooses"),
        (MANY, False, "Enter ticks · Tab to Done"),
        (MANY, True, "Enter ticks · Space takes it off · Tab to Done"),
        (replace(MANY, ticked=("pear",)), False, "Enter ticks · Space takes it off · Tab to Done"),
        (starting(FRUIT, DONE, many=True), False, "Tick a line first"),
        (starting(FRUIT, OPEN, many=True), False, "Enter leaves it open · arrows to tick"),
        (starting(FRUIT, many=True, search="p"), False, "Enter ticks it"),
        (starting(FRUIT, many=True, search="zzz"), False, "Enter ticks it"),
        (starting((), many=True, search="", only_found=True), False, "Type its first letters"),
    ],
)
def test_the_line_of_keys_says_what_enter_does_here(picker: Picker, helping: bool, line: str) -> None:
    assert view(picker, helping=helping)[-1] == line


@pytest.mark.parametrize(
    ("page", "types", "helping", "line"),
    [
        (None, False, False, ["Enter"]),
        (tuple, False, False, ["Enter", "Ctrl-P draft"]),
        (tuple, True, False, ["Enter"]),
        (tuple, True, True, ["Enter", "Ctrl-P draft"]),
        (None, True, True, ["Enter"]),
    ],
)
def test_the_key_of_the_draft_is_named_where_there_is_one(
    page: Any, types: bool, helping: bool, line: list[str]
) -> None:
    lines = key_lines(Screen("Which?", page=page), "Enter", 60, "·", types=types, helping=helping)
    assert ["".join(text for _, text in row) for row in lines] == line


def test_a_list_that_is_searched_says_for_what_and_what_is_ticked() -> None:
    searched = starting(FRUIT, many=True, search="", placeholder="Type a fruit", ticked=("pear",))
    assert view(searched)[:4] == ["Which?", "", "[x] Pear", "/ Type a fruit"]
    assert view(replace(searched, ticked=()))[:3] == ["Which?", "", "/ Type a fruit"]
    assert view(replace(searched, only_found=True))[:3] == ["Which?", "", "/ Type a fruit"]
    assert view(replace(searched, search="zzz"))[3:5] == ["/ zzz", f"  {NOTHING_FOUND}"]
    many = tuple(option.value for option in NUMBERS)
    assert view(starting(NUMBERS, many=True, search="", ticked=many))[2] == "[x] 30 ticked"


@pytest.mark.parametrize(
    ("search", "moved", "height", "entries"),
    [
        (None, False, 24, 17),
        (None, True, 24, 17),
        ("", False, 24, ROWS_AT_FIRST),
        ("", True, 24, 16),
        (None, False, 10, 3),
    ],
    ids=["not searched", "moved", "to be searched", "moved in it", "hardly any room"],
)
def test_of_a_list_to_be_searched_a_few_rows_are_shown_until_somebody_moves_in_it(
    search: str | None, moved: bool, height: int, entries: int
) -> None:
    lines = view(starting(NUMBERS, search=search), moved=moved, height=height)
    assert sum("Number" in line for line in lines) == entries
    assert f"  ↓ {30 - entries} more" in lines
    assert len(lines) < height
