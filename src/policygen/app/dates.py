"""The owner's calendar, and the first day of a policy held against the days that notices take."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from policygen._resources import OWNER_MODE
from policygen.app.document_status import DocumentStatus
from policygen.app.issued import OWNERS_FOLDER
from policygen.assembly.calendar import calendar_days
from policygen.assembly.wording import Wording
from policygen.findings import Finding, Location, Severity
from policygen.formats.calendar import ENDING, calendar_file, is_ours
from policygen.language.dates import days_later
from policygen.library.model import Library
from policygen.selection.model import Selection
from policygen.workspace.naming import document_stem
from policygen.workspace.writing import Write

PURPOSE = "the days to keep, for your calendar"


def calendar(selection: Selection, open_questions: Sequence[str], folder: Path) -> Write:
    """The calendar of a policy, in the owner's folder beside its documents."""
    organisation = str(selection.situation.given.get("organisation_name", ""))
    title = Wording(selection.library.wording).text("title.dates")
    path = folder / OWNERS_FOLDER / f"{document_stem(organisation, title)}{ENDING}"
    content = calendar_file(organisation, calendar_days(selection, open_questions), selection.made_on)
    return Write(path, content, is_ours, OWNER_MODE, PURPOSE)


def too_early(found: DocumentStatus, in_force: str, today: str, library: Library) -> Iterator[Finding]:
    """Notices of a document for which its first day comes too soon, told today or on the day that its answers name."""
    paper = found.issued.paper
    answers = paper.answers if paper is not None else {}
    begins = str(answers.get("monitoring_start") or in_force)
    told = str(answers.get("monitoring_notice_date") or today)
    for part in found.issued.record.document.parts:
        clause = library.clauses.get(part.origin.id)
        if clause is None or not clause.days_before:
            continue
        earliest = days_later(told, clause.days_before)
        if begins < earliest:
            days = clause.days_before
            message = (
                f"“{clause.title}”: people must be told {days} days before. Told on {told}, it may start on {earliest}."
            )
            hint = "Name a later day with --in-force, or the day on which they were told in the answers."
            yield Finding("notice-too-late", Severity.HIGH, message, Location(str(found.issued.path)), hint)
