"""What is said and offered before the first question."""

from collections.abc import Sequence
from pathlib import Path

from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import Outcome
from policygen.errors import UsageError
from policygen.findings import Severity
from policygen.interview.console import Console
from policygen.interview.draft import Draft
from policygen.interview.lists import ask_list
from policygen.interview.options import Kind, Option, starting
from policygen.interview.screen import Note, Screen
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.questions.flow import Situation, depending_on
from policygen.questions.session import Book, Session, asked_in_all, upcoming
from policygen.selection.reasons import ReasonFormatter

NOT_ADVICE = "Drafting help, not legal advice."


def opening_notes(book: Book, session: Session, known: Situation, draft: Draft) -> tuple[Note, ...]:
    """What somebody is told before the first question: how long it takes, or what is kept from last time."""
    told = [Note("quiet", "", str(finding)) for finding in draft.findings if finding.severity >= Severity.MEDIUM][:3]
    if session.only:
        return tuple(told)
    if not draft.answers.values:
        if session.thorough:
            text = f"About fifty questions, half an hour. Stop when you like; all is kept as you go. {NOT_ADVICE}"
        else:
            text = f"{counted(asked_in_all(book, session, known), 'question')}, five minutes. {NOT_ADVICE}"
        return (*told, Note("quiet", "", text))
    kept = f"{counted(len(draft.answers.values), 'answer')} kept from before."
    if draft.answers.library and draft.answers.library != draft.library.version:
        kept += " What is new since then is asked as well."
    rest = "Only what is open is asked." if upcoming(book, session, known) else "Nothing is open."
    return (*told, Note("quiet", "", f"{kept} {rest}"))


def require_asked(library: Library, known: Situation, only: Sequence[str]) -> None:
    """Go on only with questions that are asked of this organisation.

    Raises: `UsageError`, saying because of which answers one is not.
    """
    for id in only:
        question = library.questionnaire.questions[id]
        if known.applies[id] is Outcome.NO and question.when is not None and not _hangs_on(library, id, only):
            verdict = evaluate(question.when, known.facts, library.atlas)
            formatter = ReasonFormatter(library, known)
            reasons = "; ".join(dict.fromkeys(formatter.description(reason) for reason in verdict.reasons))
            hint = "Change that answer first, with --ask."
            raise UsageError(f"'{id}' is not asked of this organisation ({reasons}).", hint=hint)


def _hangs_on(library: Library, id: str, others: Sequence[str]) -> bool:
    """Whether an answer that is asked for as well may bring a question in."""
    return any(id in depending_on(library.questionnaire, other) for other in others if other != id)


def ask_way_in(console: Console, begun: Path | None) -> str:
    """What somebody wants to do who gave no command: `quick`, `thorough`, `resume`, `help` or `leave`."""
    quick = Option("quick", "Make my policy", "12 questions, about five minutes.")
    resume = Option("resume", "Go on with my policy", f"Asks what is open in {begun}; then you can change any answer.")
    offers = [
        resume if begun else quick,
        Option("thorough", "Make my policy, and answer everything", "Half an hour; stop and go on when you like."),
        Option("help", "See what else policygen does"),
        Option("leave", "Leave"),
    ]
    numbered = [
        Option(offer.value, f"{number} {offer.label}", offer.description, kind=Kind.ACTION)
        for number, offer in enumerate(offers, 1)
    ]
    screen = Screen("policygen writes a social media policy that is true for your organisation.")
    hints = ("Press a number, or Enter", "")
    return ask_list(console, screen, starting(numbered), hints, numbered=True).action
