"""What a list shows at first when it is asked, and asked again: what is ticked, what comes first, where the pointer stands."""

from types import SimpleNamespace
from typing import Any

import pytest

from policygen.terminal import prompts
from policygen.terminal.asker import Asker
from policygen.terminal.console import Signs
from policygen.terminal.picker import DONE, OPEN, Chosen, Picker
from policygen.terminal.rows import PROMPTS
from policygen.terminal.screen import Screen
from tests.support.answers import TODAY, known
from tests.support.library import tiny

LIBRARY = tiny("""
    ask trade: text fact
    ask trades: trades fact
    ask platforms: platforms fact
        choices:
          - {value: none, label: None yet, exclusive: true}
    ask work_locations: places fact
    ask steps: many_of fact (a b none!)
    ask extras: many_of choice (a b c)
        default: [a, b]
    clause rules.base: You must ask first.
""")


@pytest.fixture
def asked_again(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a question to somebody who leaves it as it stands; the list that they saw."""
    seen: list[Picker] = []

    class Seen:
        def __init__(self, _console: object, _screen: object, picker: Picker) -> None:
            self.picker = picker
            seen.append(picker)

        def ask(self) -> Chosen:
            return Chosen(values=self.picker.ticked)

    monkeypatch.setattr(prompts, "ListScreen", Seen)

    def ask(id: str, earlier: Any = None, **said: Any) -> tuple[Picker, Any]:
        console: Any = SimpleNamespace(signs=Signs(), width=80)
        asker = Asker(console, LIBRARY, known(LIBRARY, **said), TODAY)
        result = PROMPTS[LIBRARY.questionnaire.questions[id].kind](
            asker, LIBRARY.questionnaire.questions[id], Screen("Which?"), earlier
        )
        return seen[0], result

    return ask


@pytest.mark.parametrize(
    ("id", "earlier", "said", "ticked"),
    [
        ("trades", None, {}, ()),
        ("trades", None, {"trade": "dog groomer"}, ("grooming",)),
        ("trades", None, {"trade": "something else"}, ("something else",)),
        ("trades", ("nails",), {}, ("nails",)),
        ("trades", ("nails",), {"trade": "dog groomer"}, ("nails",)),
        ("trades", ("nails", "grooming"), {"trade": "dog groomer"}, ("nails", "grooming")),
        ("platforms", None, {}, ()),
        ("platforms", ("x", "tiktok"), {}, ("x", "tiktok")),
        ("platforms", ("none",), {}, ("none",)),
        ("work_locations", ("DE", "FR"), {}, ("DE", "FR")),
        ("steps", None, {}, ()),
        ("steps", ("b",), {}, ("b",)),
        ("extras", None, {}, ("a", "b")),
        ("extras", ("c",), {}, ("c",)),
    ],
)
def test_what_was_said_before_is_ticked_else_our_usual_choice_and_stays_when_it_is_left_alone(
    id: str, earlier: Any, said: dict[str, Any], ticked: tuple[str, ...], asked_again: Any
) -> None:
    picker, result = asked_again(id, earlier, **said)
    assert picker.ticked == ticked
    assert result == (list(ticked) or None)
    assert (picker.pointed is not None and picker.pointed.value == DONE) is bool(ticked)


@pytest.mark.parametrize(
    ("earlier", "said", "first"),
    [
        (None, {}, ["grooming", "nails"]),
        (None, {"trade": "nail bar"}, ["nails", "grooming"]),
        (("nails",), {}, ["nails", "grooming"]),
        (("grooming",), {"trade": "nail bar"}, ["grooming", "nails"]),
    ],
)
def test_trades_that_were_ticked_come_first_and_then_those_that_the_words_fit(
    earlier: Any, said: dict[str, str], first: list[str], asked_again: Any
) -> None:
    picker, _ = asked_again("trades", earlier, **said)
    assert [option.value for option in picker.options if option.value in ("grooming", "nails")] == first


def test_a_fact_may_stay_open(asked_again: Any) -> None:
    picker, _ = asked_again("steps")
    assert picker.options[-1].value == OPEN


def test_a_place_that_is_on_no_list_stays_among_those_that_are_ticked(asked_again: Any) -> None:
    picker, result = asked_again("work_locations", ("Atlantis", "DE"))
    assert picker.options[0].label == "Atlantis"
    assert result == ["Atlantis", "DE"]
