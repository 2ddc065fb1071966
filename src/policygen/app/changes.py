"""What a version changes against the one before it, by the words of both as they stand."""

from collections.abc import Iterator, Sequence

from policygen.app.document_status import DocumentStatus, PartStatus, status_of
from policygen.app.issued import open_issued
from policygen.app.versions import snapshot_path
from policygen.assembly.changes import RuleChange, change_lines, changes_page
from policygen.assembly.wording import Wording
from policygen.brand.model import Look
from policygen.document.model import Document
from policygen.document.walk import numbers
from policygen.document.words import fold
from policygen.errors import DocumentError, UnreadableError
from policygen.library.model import Library
from policygen.record.model import Version
from policygen.workspace.writing import Write

_OF_A_CLAUSE = {"clause", "addendum"}
_LONGEST = 100
"""Characters of a paragraph that its owner added, as far as the page quotes it."""


def changes_since(now: DocumentStatus, history: Sequence[Version], library: Library) -> tuple[RuleChange, ...] | None:
    """What changed since the last version of a document; None where there is none, or no copy of it."""
    copy = snapshot_path(now.issued.path, history[-1].number) if history else None
    try:
        before = status_of(open_issued(copy)) if copy is not None and copy.is_file() else None
    except (DocumentError, UnreadableError):
        before = None
    return tuple(_changes(before, now, library)) if before is not None else None


def _changes(before: DocumentStatus, now: DocumentStatus, library: Library) -> Iterator[RuleChange]:
    was, stands = _rules(before), _rules(now)
    numbers_then, numbers_now = numbers(before.issued.record.document), numbers(now.issued.record.document)
    made_from = before.issued.record
    for id, part in stands.items():
        title, number = part.origin.title, numbers_now.get(id, "")
        if id not in was:
            yield RuleChange("new", title, number)
        elif _said(was[id]) != _said(part):
            clause = library.clauses.get(id)
            is_law = (
                clause is not None
                and clause.weightiest_change(made_from.edition_of(id)) == "law"
                and part.status == "as issued"
            )
            yield RuleChange("law" if is_law else "changed", title, number)
    for id, part in was.items():
        if id not in stands:
            yield RuleChange("gone", part.origin.title, numbers_then.get(id, ""))
    for words in now.added:
        if words not in before.added:
            yield RuleChange("added", words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …")


def _rules(found: DocumentStatus) -> dict[str, PartStatus]:
    """The clauses whose words stand in a document, by id."""
    return {part.origin.id: part for part in found.parts if part.origin.kind in _OF_A_CLAUSE and part.text_now.strip()}


def _said(part: PartStatus) -> str:
    return " ".join(fold(part.text_now).split())


def page_of_changes(
    together: Sequence[DocumentStatus],
    issued: Document,
    version: Version,
    changes: Sequence[RuleChange],
    wording: Wording,
    look: Look,
) -> Iterator[Write]:
    """The page of what a version changed, beside its files and in their formats; one that lies there stays as it is."""
    page = changes_page(issued, version.changed, change_lines(changes, wording), wording)
    for member in together:
        path, form = member.issued.path, member.issued.format
        beside = path.with_name(f"{path.stem}-changes-v{version.number}{path.suffix}")
        if not beside.exists():
            content = form.publish(form.write(page, b"{}", "", look)[0])
            yield Write(beside, content, lambda _: False, purpose="what changed, for everybody")


def suggestion(changes: Sequence[RuleChange] | None, wording: Wording) -> str:
    """What may be said of the changes in one line; empty where nothing is known."""
    lines = change_lines(changes, wording) if changes else ()
    return " ".join(line if line.endswith((".", "!", "?", "…")) else f"{line}." for line in lines[:2])
