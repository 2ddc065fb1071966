"""Rules that one document of a set has in its owner's words, and another beside it in ours."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import shorten

from policygen.app.brief_lines import rules_reworded
from policygen.app.document_status import status_of
from policygen.app.issued import Issued, is_as_written, open_issued, read_record
from policygen.app.others_of_set import files_of_set, texts_beside
from policygen.errors import DocumentError, UnreadableError
from policygen.findings import Finding, Location, Severity
from policygen.record.model import Record
from policygen.revision.plan import Plan

MOST_QUOTED = 120
"""Characters of a rule that are quoted."""


def rules_apart(issued: Issued, plan: Plan | None, location: Location) -> Iterator[Finding]:
    """A finding for each rule that this document and another of its set have, one of them in other words of its owner's.

    `plan` says what its owner changed; None: nothing. What two owners' words say alike or not is theirs to read.
    """
    own = _own_words(issued.record, plan) if plan is not None else {}
    lying = texts_beside(issued.path)
    if not own:
        lying = [path for path in lying if not is_as_written(path)]
    kinds: dict[str, Path] = {}
    for path, kind in files_of_set(issued, lying) if lying else ():
        if path.suffix == issued.path.suffix or kind not in kinds:
            kinds[kind] = path
    kinds.pop(issued.record.document.properties.kind, None)
    for path in kinds.values():
        yield from _apart(issued.record, own, path, location)


def _apart(record: Record, own: Mapping[str, str], path: Path, location: Location) -> Iterator[Finding]:
    """The same of one other document."""
    try:
        there = read_record(path)
        theirs = {} if is_as_written(path) else _own_words(there, status_of(open_issued(path)).plan)
    except (DocumentError, UnreadableError):
        return
    for id, title in sorted(_titles(record).items() & _titles(there).items()):
        if (id in own) != (id in theirs):
            message = _here(title, own[id], path.name) if id in own else _there(title, theirs[id], path.name)
            hint = "Let both say the same: no update takes your words from one file into another."
            yield Finding("rules-apart", Severity.HIGH, message, location, hint)


def _here(title: str, words: str, other: str) -> str:
    if not words:
        return f"You took “{title}” out here, and it stands in {other}."
    return f"“{title}” stands here in your words, and in {other} in ours."


def _there(title: str, words: str, other: str) -> str:
    if not words:
        return f"“{title}” stands here, and you took it out of {other}."
    said = shorten(words.removeprefix(f"{title}. "), MOST_QUOTED, placeholder=" …").rstrip(".")
    return f"“{title}” stands here in our words, and in {other} in yours: “{said}”."


def _own_words(record: Record, plan: Plan) -> dict[str, str]:
    """The clauses whose words an owner changed, with their words; empty words where they took them out."""
    reworded = rules_reworded(plan, record.document.parts)
    return {entry.origin.id: entry.theirs for entry in plan.entries if entry.origin.id in reworded}


def _titles(record: Record) -> dict[str, str]:
    parts = record.document.parts
    return {part.origin.id: part.origin.title for part in parts if part.origin.kind == "clause"}
