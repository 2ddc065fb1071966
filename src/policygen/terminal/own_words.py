"""Their own words for what every policy speaks of, asked word by word beside those of their trade."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from policygen.conditions.evaluate import values_of
from policygen.interview.notes import Refused
from policygen.interview.search import Option, OptionKind
from policygen.questions.kinds.base import Asked
from policygen.terminal.asker import Asker
from policygen.terminal.console import BackError
from policygen.terminal.lists import ask_list
from policygen.terminal.picker import DONE, starting
from policygen.terminal.prompts import FieldSequence, only_value
from policygen.terminal.screen import Screen
from policygen.terminal.texts import TextField, ask_text
from policygen.trades.model import NOUNS

ALL_RIGHT = "All of these are right"


def ask_words(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> dict[str, str] | None:
    """Words picked out of those that would print, and what is said instead of each of their forms."""
    own = {str(form): str(said) for form, said in earlier.items()} if isinstance(earlier, Mapping) else {}
    at = DONE
    while True:
        options = [Option(DONE, "Done" if own else ALL_RIGHT, kind=OptionKind.ACTION)]
        options += [
            Option(noun, ", ".join(own.get(form) or _ours(asker, form) for form in forms))
            for noun, forms in NOUNS.items()
            if all(_ours(asker, form) for form in forms)
        ]
        ways = asker.ways_out(screen, fact=False)
        chosen = ask_list(asker.console, screen, starting((*options, *ways), at))
        if chosen.action == DONE:
            return own or None
        noun = only_value(chosen)
        screen = replace(screen, notes=())
        if noun is not None:
            at = noun
            try:
                _ask_forms(asker, asked, screen, noun, own)
            except BackError:
                continue


def _ours(asker: Asker, form: str) -> str:
    """A form as the trade, the line of work or anybody says it."""
    facts = asker.known.facts
    trades, sectors = (values_of(facts.get(question, ())) for question in ("trades", "sectors"))
    return asker.library.trades.word(form, str(facts.get("spelling", "en-GB")), trades, sectors)


def _ask_forms(asker: Asker, asked: Asked, screen: Screen, noun: str, own: dict[str, str]) -> None:
    """What is said instead of each form of one word; an empty line keeps ours.

    Raises: `BackError` when the person goes back from the first.
    """

    def step(form: str) -> Callable[[], None]:
        def check(text: str) -> str | Refused:
            return asker.refused(asked, {form: text}) or text

        def ask() -> None:
            entry = TextField(check, f"Instead of “{_ours(asker, form)}”", own.get(form, ""), "keep it")
            typed = ask_text(asker.console, replace(screen, can_go_back=True), entry)
            own.pop(form, None)
            if typed:
                own[form] = typed

        return ask

    FieldSequence([step(form) for form in NOUNS[noun]]).run()
