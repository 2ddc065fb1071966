"""A review carried out: the answers as decided, then an update of every document of the set, with its next review."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE
from policygen.answers.model import Answers
from policygen.app.carrying_out import CarriedOut, carry_out_update, free_path
from policygen.app.causes import SAYS_STATUS
from policygen.app.documents_in import leading_documents
from policygen.app.draft import Draft, open_draft
from policygen.app.issued import answers_behind
from policygen.app.others_of_set import others_of_set
from policygen.app.review_decisions import Outcome
from policygen.app.review_matters import Agenda
from policygen.app.update import plan_update
from policygen.assembly.changes import review_line
from policygen.assembly.wording import Wording
from policygen.errors import DocumentError, PolicygenError, UsageError
from policygen.language.dates import spelled_date
from policygen.library.model import Library
from policygen.workspace.naming import ANSWERS
from policygen.workspace.writing import Write, carry_out

MOST_NAMED = 3
"""Rules named in the history of versions."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to."""

    updates: tuple[CarriedOut, ...]
    """The document that was named, then the others of its set."""
    answers: Path | None
    """The answers file, where an answer changed."""
    changed: str
    """What the history of versions is to say."""
    next_review: str
    """ISO date."""


def document_of(path: Path) -> Path:
    """The document that is reviewed: the one named, or the one that was made from the answers named.

    Raises: `UsageError` when there is none, or several.
    """
    if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
        return path
    found = [each for each in leading_documents(path.parent) if _is_made_from(each, path)]
    policies = [each for each in found if "policy" in each.stem] or found
    if len(policies) != 1:
        names = ", ".join(str(each) for each in policies)
        hint = f"Name one of them: {names}." if names else "Name the document itself."
        raise UsageError(f"No one document beside {path} was made from it.", hint=hint)
    return policies[0]


def _is_made_from(document: Path, answers: Path) -> bool:
    try:
        behind = answers_behind(document)
        return behind is not None and behind.samefile(answers)
    except (PolicygenError, OSError):
        return False


def carry_out_review(
    agenda: Agenda, outcome: Outcome, library: Library, out: Path | None = None, author: str = ""
) -> Reviewed:
    """Write the answers as decided, and an update of every document of the set that there is; the files before stay.

    When an update cannot be written, or somebody stops it, the answers are as they were.

    Raises: `DocumentError`, `UnreadableError`, `UsageError`.
    """
    issued = agenda.revision.issued
    where = agenda.revision.answers_path or issued.path.with_name(ANSWERS)
    draft = _draft(where, agenda, library)
    was = where.read_bytes() if where.exists() else None
    changed = outcome.said or line_of_changes(agenda, outcome, library)
    if outcome.changed:
        draft.save(outcome.values)
    answers = where if where.exists() else None
    try:
        paths = [issued.path, *_others(agenda)]
        updates = tuple(_updated(path, agenda, library, answers, changed, out, author) for path in paths)
        writes = [write for update in updates for write in update.writes]
        carry_out(writes, replace=True)
    except BaseException:  # also when somebody stops it
        if outcome.changed:
            _put_back(where, was)
        raise
    properties = agenda.revision.properties
    review = updates[0].revision.properties or properties
    return Reviewed(updates, where if outcome.changed else None, changed, review.next_review if review else "")


def _draft(where: Path, agenda: Agenda, library: Library) -> Draft:
    """The answers file, or a new one beside the document where the answers lie in its working paper alone."""
    if where.exists() and agenda.revision.answers_path is None:
        message = f"{where} is not the answers file behind {agenda.path}, whose own is not there."
        raise DocumentError(message, hint="Name it with --answers FILE, or move this one away.")
    draft = open_draft(where, library)
    if not where.exists():
        draft.answers = Answers({})
    return draft


def _put_back(where: Path, was: bytes | None) -> None:
    if was is None:
        where.unlink(missing_ok=True)
    else:
        carry_out([Write(where, was, lambda _: True, OWNER_MODE)], replace=True)


def _others(agenda: Agenda) -> Iterator[Path]:
    """The other documents of the set, in the format of the one that was named."""
    issued = agenda.revision.issued
    for member in others_of_set(issued):
        path = member.issued.path
        if path.suffix.lower() == issued.path.suffix.lower():
            yield path


def _updated(
    path: Path, agenda: Agenda, library: Library, answers: Path | None, changed: str, out: Path | None, author: str
) -> CarriedOut:
    """The update of one document of the set."""
    target = free_path(path, out if path == agenda.revision.issued.path else None)
    revision = plan_update(path, library, agenda.today, answers, renamed=True, anew=True)
    return carry_out_update(replace(revision, changed=changed), target, author)


def line_of_changes(agenda: Agenda, outcome: Outcome, library: Library) -> str:
    """What changed and why, in a line that may stand in the document: it names no question that is kept apart."""
    wording = Wording(library.wording)
    english = agenda.revision.issued.record.document.properties.language
    day = spelled_date(agenda.today, english)
    questions = library.questionnaire.questions
    labels = [questions[id].label for id in outcome.changed if not questions[id].private]
    rules = [entry.origin.title for entry in agenda.revision.to_change if entry.origin.kind not in SAYS_STATUS]
    what = labels or rules[:MOST_NAMED]
    return review_line(day, what, wording)
