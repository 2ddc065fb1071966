"""The way in for somebody who gave no command."""

from pathlib import Path

from policygen.interview.search import Option, OptionKind
from policygen.terminal.console import Console
from policygen.terminal.lists import ask_list
from policygen.terminal.picker import starting
from policygen.terminal.screen import Screen


def ask_way_in(console: Console, begun: Path | None) -> str:
    """What somebody wants to do who gave no command: `quick`, `thorough`, `resume`, `help` or `leave`."""
    quick = Option("quick", "Make my policy", "About five minutes.")
    resume = Option("resume", "Go on with my policy", f"Asks what is open in {begun}; then you can change any answer.")
    offers = [
        resume if begun else quick,
        Option("thorough", "Answer everything", "Half an hour; stop and go on when you like."),
        Option("help", "See what else policygen does"),
        Option("leave", "Leave"),
    ]
    numbered = [
        Option(offer.value, f"{number} {offer.label}", offer.description, kind=OptionKind.ACTION)
        for number, offer in enumerate(offers, 1)
    ]
    screen = Screen("A social media policy that is true for your organisation.")
    return ask_list(console, screen, starting(numbered), "Press a number, or Enter", numbered=True).action
