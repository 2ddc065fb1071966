"""What stands in the way of issuing a document as it lies there: brackets, changes nobody settled, notices too late."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from policygen._command import to_type
from policygen._on_use import regex
from policygen.app.document_status import DocumentStatus
from policygen.app.issued import answers_beside
from policygen.app.versions import is_as_issued, version_of
from policygen.document.model import CONFIRM_OPENING, Confirm, Document, Origin
from policygen.document.pieces import text
from policygen.document.walk import inlines, numbers, plain, runs
from policygen.findings import Finding, Location, Severity
from policygen.language.dates import days_later
from policygen.language.lists import counted, listed
from policygen.library.model import Library
from policygen.record.model import CHANGED
from policygen.workspace.naming import naming

ALREADY = "already-issued"
"""The finding that nobody changed a word of a version."""
OPEN, NOTICE_OPEN = "open-bracket", "open-notice"
"""The findings of a bracket that may be left open, and of one in a text that a law asks for."""
_BRACKET = regex(rf"{re.escape(CONFIRM_OPENING.strip())}\s*([^\]]+)\]")


def obstacles(found: DocumentStatus, *, accept_open: bool = False) -> Iterator[Finding]:
    """All that forbids to issue a document, and what is told of it besides, each with its place."""
    issued = found.issued
    location = Location(str(issued.path))
    if found.plan.alignment.unrelated:
        message = "Hardly a word of it is the text that policygen wrote."
        yield Finding("unrelated-document", Severity.BLOCK, message, location, "Is it the right file?")
        return
    yield from _brackets(found, accept_open=accept_open)
    if waiting := len(issued.open_parts):
        message = f"Changes of an update wait in {counted(waiting, 'part')} of it."
        yield Finding(
            "pending-changes", Severity.BLOCK, message, location, "Accept or reject each in Word, save, and issue then."
        )
    if changes := issued.theirs.changes:
        who = listed(list(dict.fromkeys(change.author for change in changes)))
        message = f"{counted(len(changes), 'tracked change')} by {who} wait to be accepted or rejected."
        yield Finding(
            "pending-changes", Severity.BLOCK, message, location, "Settle them in Word, save, and issue then."
        )
    if comments := len(issued.theirs.comments):
        message = f"{counted(comments, 'comment')} in its margin will go out with it."
        yield Finding(
            "comments", Severity.INFO, message, location, "Take them out first, if they are not for everybody."
        )
    for finding in issued.findings:
        if finding.code in {CHANGED, "other-paper"}:
            yield Finding(finding.code, Severity.BLOCK, finding.message, location, finding.hint)
    for part in found.parts:
        if part.origin.statutory and part.status == "taken out":
            message = f"“{part.origin.title}”, which a law asks for, has been taken out."
            yield Finding(
                "statutory-missing", Severity.HIGH, message, location, "Put it back, unless you give it elsewhere."
            )


def unchanged_version(found: DocumentStatus) -> Finding | None:
    """That a document is a version already, and nobody changed a word of it since; None for any other."""
    version = version_of(found.issued.record)
    if version is None or found.issued.open_parts or not is_as_issued(found):
        return None
    message = (
        f"It is version {version.number} already, in force from {version.in_force}, and nothing has changed since."
    )
    return Finding(ALREADY, Severity.BLOCK, message, Location(str(found.issued.path)))


# ---- brackets ----------------------------------------------------------------------------------------------------------


def _brackets(found: DocumentStatus, *, accept_open: bool) -> Iterator[Finding]:
    """The brackets of a document as it stands: where each is, and what answers it."""
    record = found.issued.record.document
    asked, shown = _asked(record), numbers(record)
    parts = {index: part for part in found.parts for index in part.entry.extent}
    answers = answers_beside(found.issued)
    location = Location(str(found.issued.path))
    for index, read in enumerate(found.plan.document.pieces):
        for words in _BRACKET.findall(text(read.piece)):
            label = " ".join(words.split()).rstrip(".")
            part = parts.get(index)
            place = _place(part.origin, shown.get(part.origin.id, "")) if part else "A paragraph of yours"
            is_law = part is not None and part.origin.statutory
            severity = Severity.INFO if accept_open and not is_law else Severity.BLOCK
            law = ", which a law asks for," if is_law else ""
            message = f"{place}{law} still asks to confirm: {label}."
            question = asked.get(label, "")
            yield Finding(NOTICE_OPEN if is_law else OPEN, severity, message, location, _to_answer(question, answers))


def _place(origin: Origin, number: str) -> str:
    if origin.kind == "title":
        return "What stands under the title"
    return f"“{origin.title}” ({number})" if number else f"“{origin.title}”"


def _asked(document: Document) -> Mapping[str, str]:
    """The question behind each bracket, by what stands in it."""
    return {
        plain(inline.content).rstrip("."): inline.question
        for part in document.parts
        for block in part.blocks
        for run in runs(block)
        for inline in inlines(run)
        if isinstance(inline, Confirm)
    }


def _to_answer(question: str, answers: Path | None) -> str:
    if question and answers is not None:
        again = to_type("new", *naming(answers), "--ask", question)
        return f"Write it over the bracket, or answer it and build again: {again}"
    return (
        f"Write it over the bracket, or answer '{question}' and build again."
        if question
        else "Write it over the bracket."
    )


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
