"""One clause of an issued document in depth: its words as they stand, and what the library says of it."""

from collections.abc import Iterator

from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.app.document_status import DocumentStatus, PartStatus
from policygen.app.explain import AboutClause, about_clause
from policygen.app.finding_clauses import Named, find_clause
from policygen.app.issued import issued_answers
from policygen.app.set_depth import set_depth
from policygen.app.update import at_depth
from policygen.document.walk import numbers
from policygen.library.model import Library
from policygen.selection.select import select


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """What somebody asked about in a document."""

    found: Named
    part: PartStatus | None
    """As issued, and as it stands; None for a clause that the document was issued without."""
    about: AboutClause | None
    """By the answers it was made from, on the day it was issued; None for what is no clause of the library now."""
    answers_known: bool
    """Whether its working paper is here: without it, nobody knows which answer met a test."""
    other_library: str = ""
    """The library it was issued with, where that is not the one at hand."""


def find_in_document(found: DocumentStatus, query: str, library: Library) -> ClauseStatus:
    """What somebody means by an id, a printed number, a title or a word.

    Raises: `UsageError` when nothing fits, or several do.
    """
    parts = {part.origin.id: part for part in found.parts}
    known = {each.id: each for each in _named(found, library)}
    meant = find_clause(query if query in known else library.former_clauses.get(query, query), known)
    record = found.issued.record
    now = library.former_clauses.get(meant.id, meant.id)
    answers = issued_answers(found.issued, library)
    given = at_depth(answers or Answers({}), set_depth(found.issued, library))
    selection = select(library, given, record.document.properties.date)
    about = about_clause(selection, now) if now in selection.library.clauses else None
    version = record.layers[0][1] if record.layers else ""
    other = version if version != library.version else ""
    return ClauseStatus(meant, parts.get(meant.id), about, answers is not None, other)


def _named(found: DocumentStatus, library: Library) -> Iterator[Named]:
    """The parts of a document, and the clauses that it was issued without."""
    shown = numbers(found.issued.record.document)
    ids = {part.origin.id for part in found.parts}
    for part in found.parts:
        id = part.origin.id
        yield Named(id, part.origin.title, shown.get(id, ""), f"{part.text_now}\n{part.text_issued}")
    for clause in library.clauses.values():
        if clause.id not in ids:
            yield Named(clause.id, clause.title, printed=False)
