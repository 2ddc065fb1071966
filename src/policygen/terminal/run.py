"""A conversation held on a terminal, step by step."""

from policygen.interview.conversation import (
    AskStep,
    ClashStep,
    Conversation,
    PromiseStep,
    ReviewStep,
    Step,
    WarnStep,
)
from policygen.interview.names import with_own_words
from policygen.terminal.asker import Asker
from policygen.terminal.console import BackError, Console
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
    conversation.finish()


def show(conversation: Conversation, console: Console, step: Step) -> None:
    """Show one step, and take in what a person does. Raises: `BackError`, `KeyboardInterrupt`."""
    asker = Asker(console, conversation.library, conversation.known, conversation.today, conversation.session.thorough)
    match step:
        case AskStep(question, progress, notes, earlier, can_go_back):
            where = progress_line(progress, console.signs.dot)
            screen = Screen(question.ask, question.why, where, notes, can_go_back=can_go_back)
            said = PROMPTS[question.kind](asker, question, screen, earlier)
            for answered, data in with_own_words(conversation.library, question, said):
                conversation.answer(answered, data)
        case ClashStep(clashes):
            conversation.settle(settle_clashes(console, clashes))
        case WarnStep(warnings):
            show_warnings(console, warnings)
            conversation.go_on()
        case ReviewStep():
            if picked := review_answers(asker, step):
                conversation.change(picked)
            else:
                conversation.go_on()
        case PromiseStep(promises):
            review_promises(asker, promises)
            conversation.go_on()
