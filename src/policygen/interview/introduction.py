"""What is said before the first question."""

import re
from collections.abc import Sequence

from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import Outcome
from policygen.errors import UsageError
from policygen.findings import Severity
from policygen.interview.conversation import Conversation
from policygen.interview.notes import Note
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.questions.flow import Situation, depending_on
from policygen.questions.session import asked_in_all, to_come, upcoming
from policygen.selection.reasons import ReasonFormatter

NOT_ADVICE = "Drafting help, not legal advice."


def introduction(conversation: Conversation) -> tuple[Note, ...]:
    """What somebody is told before the first question: how long it takes, or what is kept from last time."""
    library, session, known, draft = conversation.library, conversation.session, conversation.known, conversation.draft
    noticed = [finding for finding in draft.findings if finding.severity >= Severity.MEDIUM]
    told = [Note("quiet", "", f"{_without_id(finding.message)} {finding.hint}".rstrip()) for finding in noticed][:3]
    if conversation.further:
        return ()  # all of it was said in this very sitting
    if session.only:
        return tuple(told)
    if not draft.answers.values:
        if session.thorough:
            sure, more = to_come(library, session, known)
            text = (
                f"{counted(sure, 'question')}, and up to {more} more that your answers bring in. Stop when you like: "
                f"all is kept. {NOT_ADVICE}"
            )
        else:
            text = f"{counted(asked_in_all(library, session, known), 'question')}, five minutes. {NOT_ADVICE}"
        return (*told, Note("quiet", "", text))
    kept = f"{counted(len(draft.answers.values), 'answer')} kept from before."
    if draft.answers.library and draft.answers.library != library.version:
        kept += " What is new since then is asked as well."
    rest = (
        "Only what is open is asked." if upcoming(library, session, known) else "Every essential question is answered."
    )
    return (*told, Note("quiet", "", f"{kept} {rest}"))


def _without_id(message: str) -> str:
    """What is wrong with an answer, without the id of its question, which is for whoever edits the file."""
    return re.sub(r"^[a-z_]+: ", "", message)


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
