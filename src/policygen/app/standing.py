"""How an issued document stands today against what was issued: left as it was, edited, taken out, added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from policygen.app.issued import Issued, open_issued
from policygen.document.as_read import ReadDocument
from policygen.document.model import Origin
from policygen.document.pieces import text
from policygen.findings import Finding
from policygen.revision.entry import PlanEntry
from policygen.revision.plan import Plan, plan

Standing = Literal["as issued", "words lost", "edited", "taken out", "not found"]

_STANDINGS: Mapping[str, Standing] = {
    "unchanged": "as issued",
    "same": "as issued",
    "restore": "words lost",
    "keep-theirs": "edited",
    "deleted-by-user": "taken out",
    "statutory-missing": "taken out",
    "not-found": "not found",
}


@dataclass(frozen=True, slots=True)
class PartStanding:
    """One part as issued and as it stands."""

    origin: Origin
    standing: Standing
    why: str
    """Why it was in, as the working paper says; empty without one, and for what is no clause."""
    issued: str
    stands: str
    entry: PlanEntry

    def as_data(self) -> dict[str, object]:
        """The part for `--json`."""
        return {
            "part": self.origin.id,
            "title": self.origin.title,
            "standing": self.standing,
            "why": self.why,
            "statutory": self.origin.statutory,
            "as_issued": self.issued,
            "as_it_stands": self.stands,
            "formatting": list(self.entry.formatting),
            "numbers_lost": list(self.entry.numbers_lost),
            "found_by": list(self.entry.carriers),
            "certainty": round(self.entry.certainty, 2),
        }


@dataclass(frozen=True, slots=True)
class DocumentStanding:
    """A whole document as it stands."""

    issued: Issued
    plan: Plan
    parts: tuple[PartStanding, ...]
    added: tuple[str, ...]
    """Paragraphs that no part explains: the owner's own."""

    @property
    def told(self) -> tuple[Finding, ...]:
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


def standing(path: Path) -> DocumentStanding:
    """How a document of ours stands.

    Raises: `DocumentError` when it is no document of ours; `UnreadableError` when it cannot be read.
    """
    return standing_of(open_issued(path))


def standing_of(issued: Issued) -> DocumentStanding:
    """How an opened document stands."""
    base = issued.record.document.parts
    drawn = plan(base, issued.theirs, base)
    reasons = issued.paper.clauses if issued.paper is not None else {}
    parts = tuple(
        PartStanding(
            entry.origin,
            _STANDINGS.get(entry.decision, "edited"),
            reasons[entry.origin.id].why if entry.origin.id in reasons else "",
            entry.before,
            entry.theirs,
            entry,
        )
        for entry in drawn.entries
    )
    pieces = drawn.document.pieces
    added = tuple(said for index in drawn.alignment.owner if (said := text(pieces[index].piece).strip()))
    return DocumentStanding(issued, drawn, parts, added)


# ---- in a few words ----------------------------------------------------------------------------------------------------


def _counted(number: int, one: str, many: str) -> tuple[str, ...]:
    return (f"{number} {one if number == 1 else many}",) if number else ()


def differences(found: DocumentStanding) -> tuple[str, ...]:
    """How a document differs from the one that was issued, counted; nothing when not a word of its owner is in it."""
    stands = [part.standing for part in found.parts]
    dressed = {kind for part in found.parts for kind in part.entry.formatting}
    theirs = found.issued.theirs
    anew = _written_anew(found.issued)
    held = _held(theirs) - _held(anew) - dressed
    return (
        *_counted(stands.count("edited"), "part changed", "parts changed"),
        *_counted(stands.count("taken out") + stands.count("not found"), "part taken out", "parts taken out"),
        *_counted(len(found.added), "paragraph added", "paragraphs added"),
        *(f"words {kind}" for kind in sorted(dressed)),
        *_counted(len(theirs.changes), "tracked change", "tracked changes"),
        *_counted(len(theirs.comments), "comment", "comments"),
        *(f"{kind.replace('-', ' ')} added" for kind in sorted(held)),
        *(() if theirs.margins <= anew.margins else ("header or footer changed",)),
    )


def _held(document: ReadDocument) -> set[str]:
    """What a document holds besides words. A field's words are compared like any others, and editors make their own."""
    return {kind for read in document.pieces for kind in read.holds} - {"field"}


def _written_anew(issued: Issued) -> ReadDocument:
    """The document as issued, as it is read back when nobody has touched it."""
    content, _ = issued.format.write(issued.record.document, b"{}", "")
    return issued.format.read(content)
