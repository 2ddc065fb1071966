"""The groups of a thorough interview, to go to one, to go on, or to have enough for now."""

from policygen.interview.conversation import Conversation
from policygen.interview.search import Option, OptionKind
from policygen.interview.steps import GroupsStep
from policygen.language.lists import counted
from policygen.terminal.console import Console
from policygen.terminal.lists import ask_list
from policygen.terminal.picker import starting
from policygen.terminal.screen import Screen

IN_ORDER, ENOUGH = "\0in-order", "\0enough"


def choose_group(console: Console, conversation: Conversation, step: GroupsStep) -> None:
    """Put the groups to a person, each with how much of it is open, and turn the conversation to what they choose.

    Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
    """
    options = [
        Option(IN_ORDER, "Go on in order", kind=OptionKind.ACTION),
        Option(ENOUGH, "That is enough for now", kind=OptionKind.ACTION),
        Option("", "Or go to", kind=OptionKind.HEADING),
    ]
    dot = console.signs.dot
    for each in step.groups:
        told = f"{each.open} of {each.total} open" if each.open else f"all {each.total} answered"
        options.append(Option(each.group.id, f"{each.group.title} {dot} {told}"))
    question = f"{counted(step.left, 'question')} to come, and what your answers bring in."
    chosen = ask_list(console, Screen(question, can_go_back=True), starting(options))
    if chosen.action == IN_ORDER:
        conversation.in_order()
    elif chosen.action == ENOUGH:
        conversation.finish_early()
    else:
        conversation.go_to(chosen.values[0])
