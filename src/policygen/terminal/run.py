"""A conversation held on a terminal, step by step."""

from dataclasses import replace

from policygen.assembly.promises import Promise
from policygen.interview.conversation import Conversation
from policygen.interview.names import with_own_words
from policygen.interview.steps import AskStep, ClashStep, GroupsStep, PromiseStep, ReviewStep, Step, WarnStep
from policygen.questions.session import has_groups
from policygen.terminal.asker import Asker
from policygen.terminal.console import BackError, Console, GroupsError
from policygen.terminal.groups import choose_group
from policygen.terminal.review import review_answers, review_promises, settle_clashes, show_warnings
from policygen.terminal.rows import PROMPTS
from policygen.terminal.screen import Screen, progress_line


def run_conversation(conversation: Conversation, console: Console) -> None:
    """Show one step after the other until all is done.

    Raises: `KeyboardInterrupt` when the person stops.
    """
    while step := conversation.step():
        try:
            show(conversation, console, step)
        except BackError:
            conversation.go_back()
        except GroupsError:
            conversation.show_groups()
    conversation.finish()


def show(conversation: Conversation, console: Console, step: Step) -> None:
    """Show one step, and take in what a person does. Raises: `BackError`, `GroupsError`, `KeyboardInterrupt`."""
    asker = Asker(console, conversation.library, conversation.known, conversation.today, conversation.session.thorough)
    match step:
        case AskStep():
            _ask(conversation, replace(asker, was_left_open=step.was_left_open), step)
        case ClashStep(clashes):
            conversation.settle(settle_clashes(console, clashes))
        case GroupsStep():
            choose_group(console, conversation, step)
        case WarnStep(warnings):
            show_warnings(console, warnings)
            conversation.go_on()
        case ReviewStep():
            if picked := review_answers(asker, step, conversation.page):
                conversation.change(picked)
            else:
                conversation.go_on()
        case PromiseStep(promises):
            match review_promises(asker, promises, conversation.page):
                case Promise() as declined:
                    conversation.decline(declined)
                case "":
                    conversation.go_on()
                case question:
                    conversation.change(question)


def _ask(conversation: Conversation, asker: Asker, step: AskStep) -> None:
    """Put a question. What was said to it stays said where somebody leaves before they have done with it."""
    question, where = step.question, progress_line(step.progress, asker.console.signs.dot)
    screen = Screen(question.ask, question.why, where, step.notes, can_go_back=step.can_go_back, page=conversation.page)
    screen = replace(screen, has_groups=has_groups(conversation.session))
    try:
        data = PROMPTS[question.kind](asker, question, screen, step.earlier)
    except (BackError, GroupsError, KeyboardInterrupt):
        if asker.begun.data is not None:
            for answered, said in with_own_words(conversation.library, question, asker.begun.data):
                conversation.keep(answered, said)
        raise
    *words, (_, said) = with_own_words(conversation.library, question, data, asker.begun.shown)
    for answered, own in words:
        (conversation.answer if own is None else conversation.keep)(answered, own)
    conversation.answer(question, said)
