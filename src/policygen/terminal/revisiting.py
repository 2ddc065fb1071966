"""A review drawn on a terminal, screen by screen."""

from policygen.interview.revisiting import LookStep, Revisit
from policygen.interview.search import Option, OptionKind
from policygen.interview.steps import AskStep, ClashStep, WarnStep
from policygen.terminal.console import BackError, Console
from policygen.terminal.lists import ask_list, back_option
from policygen.terminal.picker import starting
from policygen.terminal.run import show
from policygen.terminal.screen import Screen


def run_review(revisit: Revisit, console: Console) -> None:
    """Show one step after the other until everything was looked at.

    Raises: `KeyboardInterrupt` when the person stops.
    """
    while step := revisit.step():
        try:
            match step:
                case LookStep():
                    revisit.choose(_look(step, console))
                case AskStep() | WarnStep() | ClashStep():
                    if revisit.asking is not None:
                        show(revisit.asking, console, step)
        except BackError:
            revisit.go_back()


def _look(step: LookStep, console: Console) -> str:
    """The way that somebody chooses. Raises: `BackError`, `KeyboardInterrupt`."""
    options = [Option(way.value, way.label, way.description, kind=OptionKind.ACTION) for way in step.ways]
    if step.can_go_back:
        options.append(back_option(console.signs))
    readings = [line for line in step.told if line]
    if readings:
        options.append(Option("", "", kind=OptionKind.HEADING))
    options += [Option("", line, kind=OptionKind.READING) for line in readings]
    where = f"Your review {console.signs.dot} {step.number} of {step.total}"
    screen = Screen(step.ask, "", where, can_go_back=step.can_go_back)
    return ask_list(console, screen, starting(options)).action
