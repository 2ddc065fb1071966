"""An issued document that people have edited: what an update would do to it, and how it stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policygen._resources import read_text
from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.app.diff import changed_answers
from policygen.app.documents import answers_beside, paper_path, read_bytes, read_paper
from policygen.app.sources import open_answers, refuse_kept
from policygen.assembly.assemble import Kind, assemble
from policygen.document.model import Part
from policygen.errors import DocumentError
from policygen.findings import Finding
from policygen.library.model import Clause, Library
from policygen.library.template import Slot
from policygen.record.model import Record, RecordError, decode_record, digest
from policygen.revision.answers import EditedAnswer, edited_answers
from policygen.revision.plan import Entry, Plan, plan
from policygen.revision.theirs import ReadDocument
from policygen.selection.model import Selection, Status
from policygen.selection.select import select


@dataclass(frozen=True, slots=True)
class Issued:
    """A document of ours as it lies on disk."""

    path: Path
    theirs: ReadDocument
    record: Record
    side: Mapping[str, Any] | None
    """The working paper beside it, as data; None when it is not there."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What an update would do, and with which answers."""

    issued: Issued
    plan: Plan
    selection: Selection
    answers: Answers
    answers_changed: tuple[tuple[str, object, object], ...]
    """Against the answers it was made from, where those are known."""
    offers: tuple[EditedAnswer, ...]
    """Answers that somebody changed in the document itself, to be taken over into the answers first."""
    findings: tuple[Finding, ...]
    """About the answers."""

    @property
    def out_of_date(self) -> bool:
        """Whether the newly generated text would change the document."""
        return any(entry.decision not in {"not-found"} for entry in self.plan.changes) or bool(self.plan.conflicts)


def _read(path: Path) -> ReadDocument:
    if path.suffix.lower() == ".md":
        from policygen.formats.markdown.reader import read as read_markdown

        return read_markdown(read_text(path))
    from policygen.formats.docx.reader import read as read_docx

    return read_docx(read_bytes(path))


def _record(path: Path, theirs: ReadDocument, side: Mapping[str, Any] | None) -> Record:
    """The record that a document carries, else the one in its working paper when their digests agree."""
    carried = theirs.record
    if carried is None and side is not None and isinstance(side.get("document"), dict):
        kept = json.dumps(side["document"], ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        if theirs.digest in {None, digest(kept)}:
            carried = kept
    if carried is None:
        raise DocumentError(
            f"{path} carries no record of what was issued, and there is no working paper beside it.",
            hint=f"Put {paper_path(path).name} beside the document, or build the policy anew.",
        )
    try:
        return decode_record(carried)
    except RecordError as error:
        raise DocumentError(f"The record of {path} cannot be read: {error}.", hint=error.hint) from error


def open_issued(path: Path) -> Issued:
    """A document of ours as it stands.

    Raises: `DocumentError` when it is no document of ours; `UnreadableError` when it cannot be read.
    """
    refuse_kept(path)
    theirs, side = _read(path), read_paper(path)
    return Issued(path, theirs, _record(path, theirs, side), side)


def issued_answers(issued: Issued, library: Library) -> Answers | None:
    """The answers a document was made from, by its working paper; None without one."""
    if issued.side is None:
        return None
    text = json.dumps({"policygen": 1, "answers": issued.side["answers"]}, ensure_ascii=False)
    return read_answers(text, str(paper_path(issued.path)), library)[0]


def _answers(issued: Issued, named: Path | None, library: Library) -> tuple[Answers, tuple[Finding, ...]]:
    """The answers to generate from: those named, those beside the document, those it was made from."""
    path = named or answers_beside(issued.path, issued.side)
    if path is not None:
        return open_answers(path, library)
    made_from = issued_answers(issued, library)
    if made_from is None:
        raise DocumentError(
            f"The answers behind {issued.path} are not known: there is neither an answers file nor a working paper beside it.",
            hint="Name them with --answers FILE.",
        )
    return made_from, ()


def _kept(record: Record, selection: Selection, generated: tuple[Part, ...]) -> tuple[Part, ...]:
    """The newly generated parts, and those as issued whose clauses hang on an answer that is missing now.

    No clause is taken out of a document for want of an answer.
    """
    known = {part.origin.id for part in generated}
    missing = [
        part
        for part in record.document.parts
        if part.origin.id not in known
        and (decision := selection.decisions.get(part.origin.id)) is not None
        and decision.status is Status.UNKNOWN
    ]
    parts = list(generated)
    order = [part.origin.id for part in record.document.parts]
    for part in missing:
        before = order[: order.index(part.origin.id)]
        place = max((index + 1 for index, other in enumerate(parts) if other.origin.id in before), default=0)
        parts.insert(place, part)
    return tuple(parts)


def revise(path: Path, library: Library, date: str, answers: Path | None = None) -> Revision:
    """What an update of a document would do.

    Raises: `DocumentError`, `UnreadableError`.
    """
    issued = open_issued(path)
    given, findings = _answers(issued, answers, library)
    given = replace(given, values={**given.values, "depth": issued.record.document.properties.depth})
    selection = select(library, given, date)
    kind: Kind = "handbook" if issued.record.document.properties.kind == "handbook" else "policy"
    if issued.record.document.properties.kind == "card":
        kind = "card"
    generated = _kept(issued.record, selection, assemble(selection, kind).parts)
    made_from = issued_answers(issued, library)
    changed = changed_answers(made_from, given) if made_from is not None else ()
    changed = tuple(change for change in changed if change[0] != "depth")
    formerly = {clause.id: clause.formerly for clause in library.clauses.values() if clause.formerly}
    drawn = plan(issued.record.document.parts, issued.theirs, generated, formerly)
    causes = tuple(replace(entry, cause=_cause(entry, issued, selection, changed)) for entry in drawn.entries)
    offers = edited_answers(issued.record.document.parts, drawn.document, drawn.alignment, issued.record.answers)
    return Revision(issued, replace(drawn, entries=causes), selection, given, changed, offers, findings)


_OURS = {"take-ours", "merged", "conflict", "new", "removed-by-us"}


def _cause(entry: Entry, issued: Issued, selection: Selection, changed: tuple[tuple[str, object, object], ...]) -> str:
    """Why our text of a part changed: an answer it reads, the library, or the day."""
    if entry.decision not in _OURS:
        return ""
    library = selection.library
    clause = library.clauses.get(entry.origin.id)
    read = [key for key, _, _ in changed if clause is None or key in _reads(clause)]
    if read:
        labels = [library.questionnaire.questions[key].label for key in read]
        return f"Answered otherwise: {', '.join(labels)}."
    was = dict(issued.record.layers)
    now = [f"{name} {version}" for name, version in library.layers if was.get(name) != version]
    if now:
        return f"Another library: {', '.join(now)} ({clause.change if clause else 'wording'})."
    if entry.origin.kind in {"title", "control"}:
        return f"Made on {selection.made_on}."
    if changed:
        return (
            f"Answered otherwise: {', '.join(library.questionnaire.questions[key].label for key, _, _ in changed[:3])}."
        )
    return "The clause is worded otherwise in the library."


def _reads(clause: Clause) -> frozenset[str]:
    """The questions that a clause's condition and slots read."""
    found = set(clause.when.keys()) if clause.when else set[str]()
    found |= {node.path.partition(".")[0] for node in clause.nodes() if isinstance(node, Slot)}
    if "role" in found:
        found.update({"roles", "policy_owner"})
    return frozenset(found)
