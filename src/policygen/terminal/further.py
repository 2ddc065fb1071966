"""What is still to say once the policy is written, put to a person a question at a time."""

from collections.abc import Mapping, Sequence

from policygen.app.finish import FurtherQuestion, FurtherUse
from policygen.interview.search import Option, OptionKind
from policygen.language.lists import counted
from policygen.selection.own_rules import QUESTION as OWN_RULES
from policygen.terminal.console import Console
from policygen.terminal.lists import ask_list
from policygen.terminal.picker import starting
from policygen.terminal.screen import Screen

_TITLES: Mapping[FurtherUse, str] = {
    "bracket": "Still to confirm",
    "duty": "What may decide a duty of yours",
    "words": "What would change it most",
}

ALL, ENOUGH = "\0all", "\0enough"


def ask_further(console: Console, questions: Sequence[FurtherQuestion], *, offers_own_rules: bool) -> tuple[str, ...]:
    """The questions that somebody wants to answer now, by id, that for rules of their own among them; empty: it is enough.

    Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
    """
    everything = Option(ALL, f"Answer {counted(len(questions), 'question')} now", kind=OptionKind.ACTION)
    enough = Option(ENOUGH, "That is enough for now", kind=OptionKind.ACTION)
    options = [everything, enough] if questions else [enough]
    for use, title in _TITLES.items():
        rows = [Option(each.id, each.ask) for each in questions if each.use == use]
        options += [Option("", title, kind=OptionKind.HEADING), *rows] if rows else []
    if offers_own_rules:
        heading = Option("", "What only you would think of", kind=OptionKind.HEADING)
        options += [heading, Option(OWN_RULES, "Add a rule of our own")]
    screen = Screen("Your policy is written. Make it truer?")
    chosen = ask_list(console, screen, starting(options))
    if chosen.action == ALL:
        return tuple(each.id for each in questions)
    return chosen.values
