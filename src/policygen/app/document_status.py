"""How an issued document stands today against what was issued: left as it was, edited, taken out, added to."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from policygen._dataclass import dataclass
from policygen.app.issued import Issued, open_issued
from policygen.brand.model import OUR_LOOK
from policygen.document.as_read import ReadDocument
from policygen.document.model import Origin
from policygen.document.pieces import text
from policygen.findings import Finding
from policygen.revision.entry import PlanEntry
from policygen.revision.plan import Plan, plan

Status = Literal["as issued", "words lost", "edited", "taken out", "not found"]

_STATUS_BY_DECISION: Mapping[str, Status] = {
    "unchanged": "as issued",
    "same": "as issued",
    "restore": "words lost",
    "keep-theirs": "edited",
    "deleted-by-user": "taken out",
    "statutory-missing": "taken out",
    "not-found": "not found",
}


@dataclass(frozen=True, slots=True)
class PartStatus:
    """One part as issued and as it stands."""

    origin: Origin
    status: Status
    why: str
    """Why it was in, as the working paper says; empty without one, and for what is no clause."""
    text_issued: str
    text_now: str
    entry: PlanEntry

    def as_data(self) -> dict[str, object]:
        """The part for `--json`."""
        return {
            "part": self.origin.id,
            "title": self.origin.title,
            "standing": self.status,
            "why": self.why,
            "statutory": self.origin.statutory,
            "as_issued": self.text_issued,
            "as_it_stands": self.text_now,
            "formatting": list(self.entry.formatting),
            "numbers_lost": list(self.entry.numbers_lost),
            "found_by": list(self.entry.carriers),
            "certainty": round(self.entry.certainty, 2),
        }


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A whole document as it stands."""

    issued: Issued
    plan: Plan
    parts: tuple[PartStatus, ...]
    added: tuple[str, ...]
    """Paragraphs that no part explains: the owner's own."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What no part's standing tells: words that an editor lost, what a law asks for, a highlight left on words."""
        kinds = (
            "references-lost",
            "contents-gone",
            "number",
            "pending-",
            "statutory-",
            "still-highlighted",
            "unrelated-",
        )
        return tuple(finding for finding in self.plan.findings if finding.code.startswith(kinds))


def document_status(path: Path) -> DocumentStatus:
    """How a document of ours stands.

    Raises: `DocumentError` when it is no document of ours; `UnreadableError` when it cannot be read.
    """
    return status_of(open_issued(path))


def status_of(issued: Issued) -> DocumentStatus:
    """How an opened document stands."""
    base = issued.record.document.parts
    plan_now = plan(base, issued.theirs, base)
    reasons = issued.paper.clauses if issued.paper is not None else {}
    parts = tuple(
        PartStatus(
            entry.origin,
            _STATUS_BY_DECISION.get(entry.decision, "edited"),
            reasons[entry.origin.id].why if entry.origin.id in reasons else "",
            entry.before,
            entry.theirs,
            entry,
        )
        for entry in plan_now.entries
    )
    pieces = plan_now.document.pieces
    added = tuple(said for index in plan_now.alignment.owner if (said := text(pieces[index].piece).strip()))
    return DocumentStatus(issued, plan_now, parts, added)


# ---- in a few words ----------------------------------------------------------------------------------------------------


def _counted(number: int, one: str, many: str) -> tuple[str, ...]:
    return (f"{number} {one if number == 1 else many}",) if number else ()


def differences(found: DocumentStatus) -> tuple[str, ...]:
    """How a document differs from the one that was issued, counted; nothing when not a word of its owner is in it."""
    stands = [part.status for part in found.parts]
    formatting = {kind for part in found.parts for kind in part.entry.formatting}
    as_read = found.issued.theirs
    anew = _written_anew(found.issued)
    extras = _extras(as_read) - _extras(anew) - formatting
    return (
        *_counted(stands.count("edited"), "part changed", "parts changed"),
        *_counted(stands.count("taken out") + stands.count("not found"), "part taken out", "parts taken out"),
        *_counted(len(found.added), "paragraph added", "paragraphs added"),
        *(f"words {kind}" for kind in sorted(formatting)),
        *_counted(len(as_read.changes), "tracked change", "tracked changes"),
        *_counted(len(as_read.comments), "comment", "comments"),
        *(f"{kind.replace('-', ' ')} added" for kind in sorted(extras)),
        *(() if as_read.margins <= anew.margins else ("header or footer changed",)),
    )


def _extras(document: ReadDocument) -> set[str]:
    """What a document holds besides words. A field's words are compared like any others, and editors make their own."""
    return {kind for read in document.pieces for kind in read.holds} - {"field"}


def _written_anew(issued: Issued) -> ReadDocument:
    """The document as issued, as it is read back when nobody has touched it."""
    content, _ = issued.format.write(issued.record.document, b"{}", "", OUR_LOOK)
    return issued.format.read(content)
