"""Checking answers files and documents of ours: wrong, unconfirmed, risky, closed, overdue, out of step."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policygen.app.build import answers_digest, brackets
from policygen.app.documents import read_record
from policygen.app.sources import DOCUMENT_ENDINGS, open_answers
from policygen.assembly.assemble import assemble
from policygen.assembly.terms import months_later
from policygen.conditions.evaluate import values_of
from policygen.findings import Finding, Place, Severity
from policygen.library.model import Library
from policygen.record.model import Record
from policygen.record.printed import text_of
from policygen.selection.model import Selection
from policygen.selection.select import select

SOON_DAYS = 30
"""A review due within so many days is worth a word."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one file."""

    path: Path
    findings: tuple[Finding, ...]


def check_file(path: Path, library: Library, today: str) -> Checked:
    """Everything worth telling about an answers file or a document of ours, most severe first.

    Raises: `UnreadableError` or `DocumentError` when the file cannot be read at all.
    """
    found = (
        check_document(path, library, today)
        if path.suffix.lower() in DOCUMENT_ENDINGS
        else check_answers(path, library, today)
    )
    return Checked(path, tuple(sorted(found, key=lambda finding: -finding.severity)))


# ---- answers -----------------------------------------------------------------------------------------------------------


def check_answers(path: Path, library: Library, today: str) -> list[Finding]:
    """An answers file: slips, advisories, what is to confirm, platforms that closed."""
    answers, slips = open_answers(path, library)
    findings = list(slips)
    if any(finding.severity is Severity.BLOCK for finding in findings):
        return findings
    selection = select(library, answers, today)
    findings += of_selection(selection, str(path))
    place = answers.file.place if answers.file is not None else lambda *_: Place(str(path))
    for id in selection.situation.unasked:
        message = f"'{id}' is not asked of an organisation with these answers; it counts for nothing."
        findings.append(
            Finding(
                "not-asked",
                Severity.INFO,
                message,
                place("answers", id),
                "Take it out, or look at the answers before it.",
            )
        )
    findings += of_platforms(values_of(answers.values.get("platforms", ())), library, str(path))
    if answers.library and answers.library != library.version:
        message = f"The answers were last used with library {answers.library}; this is {library.version}."
        findings.append(
            Finding(
                "other-library", Severity.INFO, message, place("library"), "Run 'policygen diff' to see what changes."
            )
        )
    return findings


def of_selection(selection: Selection, file: str) -> list[Finding]:
    """Advisories that hold, and facts the policy leaves to confirm."""
    findings: list[Finding] = []
    for raised in selection.raised:
        if raised.accepted:
            message = f"{raised.advisory.says} Accepted: {raised.accepted}"
            findings.append(Finding(raised.advisory.id, Severity.INFO, message, Place(file)))
        else:
            advisory = raised.advisory
            findings.append(Finding(advisory.id, advisory.severity, advisory.says, Place(file), advisory.do))
    questions = selection.library.questionnaire.questions
    for id in brackets([assemble(selection)]):
        label = questions[id].label if id in questions else id
        hint = f"Answer '{id}', or fill in the bracket in the document."
        findings.append(
            Finding("to-confirm", Severity.MEDIUM, f"The policy leaves to confirm: {label}.", Place(file), hint)
        )
    return findings


def of_platforms(platforms: tuple[str, ...], library: Library, file: str) -> list[Finding]:
    """Platforms that have closed or changed hands."""
    findings: list[Finding] = []
    for id in platforms:
        platform = library.registry.platforms.get(id)
        if platform is None or platform.status not in {"closed", "renamed"}:
            continue
        successor = library.registry.name(platform.successor) if platform.successor else ""
        hint = f"Its place was taken by {successor}." if successor else "Take it off the list."
        when = f" ({platform.status_date})" if platform.status_date else ""
        message = f"{platform.name} has {'closed' if platform.status == 'closed' else 'a new name'}{when}."
        findings.append(Finding(f"platform-{platform.status}", Severity.MEDIUM, message, Place(file), hint))
    return findings


# ---- documents ---------------------------------------------------------------------------------------------------------


def check_document(path: Path, library: Library, today: str) -> list[Finding]:
    """A document of ours: open brackets, review overdue, older than its answers, private answers in it."""
    record = read_record(path)
    side = _side_file(path)
    findings = of_record(record, library, str(path))
    findings += _against_side_file(path, record, side, library, today)
    return findings


def of_record(record: Record, library: Library, file: str) -> list[Finding]:
    """What a record tells by itself."""
    findings: list[Finding] = []
    questions = library.questionnaire.questions
    for id in brackets([record.document]):
        label = questions[id].label if id in questions else id
        findings.append(Finding("to-confirm", Severity.MEDIUM, f"Still to confirm: {label}.", Place(file)))
    if record.layers and record.layers[0][1] != library.version:
        message = f"It was made with library {record.layers[0][1]}; this is {library.version}."
        findings.append(
            Finding("other-library", Severity.INFO, message, Place(file), "Build from the answers to see what changed.")
        )
    return findings


def _side_file(path: Path) -> dict[str, Any] | None:
    beside = path.with_suffix(".policygen.json")
    try:
        data = json.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and isinstance(data.get("answers"), dict) else None


def _against_side_file(
    path: Path, record: Record, side: dict[str, Any] | None, library: Library, today: str
) -> list[Finding]:
    """What the working paper beside a document adds: its answers, when it was due, what must not be in the text."""
    if side is None:
        message = f"There is no working paper ({path.with_suffix('.policygen.json').name}) beside it."
        alone = Finding("no-side-file", Severity.INFO, message, Place(str(path)), "Keep the two together.")
        yearly = months_later(record.document.properties.date, 12)
        return [alone, *(_due(yearly, today, str(path)) if yearly else ())]
    findings: list[Finding] = []
    months = side["answers"].get("review_months") or side.get("taken_by_default", {}).get("review_months")
    start = side["answers"].get("effective_date") or record.document.properties.date
    if isinstance(months, int) and (due := months_later(str(start), months)):
        findings += _due(due, today, str(path))
    findings += _newer_answers(path, side, library)
    text = text_of(record.document)
    for id, value in side["answers"].items():
        question = library.questionnaire.questions.get(id)
        if question is not None and question.private and question.kind == "text" and str(value) in text:
            message = f"The private answer to '{id}' stands in the document."
            findings.append(
                Finding(
                    "private-answer",
                    Severity.HIGH,
                    message,
                    Place(str(path)),
                    "Take it out before you hand the document round.",
                )
            )
    return findings


def _due(due: str, today: str, file: str) -> list[Finding]:
    left = (date.fromisoformat(due) - date.fromisoformat(today)).days
    if left > SOON_DAYS:
        return []
    message = f"The review was due on {due}." if left < 0 else f"The review is due on {due}."
    severity = Severity.HIGH if left < 0 else Severity.INFO
    return [
        Finding(
            "review-overdue" if left < 0 else "review-soon",
            severity,
            message,
            Place(file),
            "Review the rules and the list of platforms.",
        )
    ]


def _newer_answers(path: Path, side: dict[str, Any], library: Library) -> list[Finding]:
    beside = path.with_name("answers.yaml")
    if not beside.is_file():
        return []
    answers, _ = open_answers(beside, library)
    if answers_digest(answers) == side.get("answers_digest"):
        return []
    message = f"{beside.name} has changed since this document was made."
    return [
        Finding(
            "older-than-answers", Severity.MEDIUM, message, Place(str(path)), "Run 'policygen diff' or build again."
        )
    ]
