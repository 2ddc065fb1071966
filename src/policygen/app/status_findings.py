"""What is to be told of a document's status: edited since it was issued, a draft past its day, a review that is due."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from policygen._command import to_type
from policygen.app.document_status import DocumentStatus
from policygen.app.versions import is_as_issued, version_of
from policygen.findings import Finding, Location, Severity
from policygen.language.dates import months_later
from policygen.record.model import Record
from policygen.record.working_paper import WorkingPaper

SOON_DAYS = 30
"""A review due within so many days is worth a word."""
YEAR = 12
"""Months after which a review is due where nobody said."""


def status_findings(
    record: Record, found: DocumentStatus | None, paper: WorkingPaper | None, today: str, location: Location
) -> Iterator[Finding]:
    """What is to be told of the status of a document. `found` says how it stands; None for one that nobody has touched."""
    version = version_of(record)
    if version is not None and found is not None and not is_as_issued(found):
        message = f"It is not version {version.number} any more: it has been edited since that was issued."
        hint = f"If the new words stand, issue them: {to_type('issue', Path(location.file))}"
        yield Finding("edited-since-issue", Severity.MEDIUM, message, location, hint)
    planned = str(paper.answers.get("effective_date") or "") if paper is not None else ""
    if record.issue.history and planned <= record.issue.history[-1].in_force:
        planned = ""  # the first day of a version before this draft
    if record.issue.status == "draft" and planned and planned <= today:
        message = f"It is still a draft, and by its answers it starts on {planned}."
        hint = f"Once it is approved: {to_type('issue', Path(location.file))}"
        yield Finding("draft-past-its-day", Severity.HIGH, message, location, hint)
    yield from _review_due(record, paper, today, location)


def _review_due(record: Record, paper: WorkingPaper | None, today: str, location: Location) -> Iterator[Finding]:
    """A review that is overdue or soon due; a year after the making where the months are not known."""
    known = {**paper.defaults, **paper.answers} if paper else {}
    months = known.get("review_months", YEAR)
    properties = record.document.properties
    start = properties.in_force or known.get("effective_date") or properties.date
    due = properties.next_review or (months_later(str(start), months) if isinstance(months, int) else "")
    left = (date.fromisoformat(due) - date.fromisoformat(today)).days if due else SOON_DAYS + 1
    if left <= SOON_DAYS:
        code, severity = ("review-overdue", Severity.HIGH) if left < 0 else ("review-soon", Severity.INFO)
        message = f"The review {'was' if left < 0 else 'is'} due on {due}."
        yield Finding(code, severity, message, location, "Review the rules and the list of platforms.")
