"""Where packs depart from the law for one organisation: texts that a law asks of it, left out or worded otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from policygen.answers.model import Answers
from policygen.library.index import index_of
from policygen.library.model import Clause, Library
from policygen.selection.model import STANDING, Selection
from policygen.selection.reasons import why
from policygen.selection.select import select


def departures(selection: Selection, answers: Answers) -> Iterator[str]:
    """A sentence for each text that the library alone would print because a law asks for it, and that stands otherwise."""
    library = selection.library
    taken = [*library.forbidden, *library.replaced, *_variants(library), *(each.clause for each in answers.leaves_out)]
    stopped = [id for id, decision in selection.decisions.items() if decision.cause == "stopped"]
    if not (taken or any(library.clauses[id].is_law_text for id in stopped)):
        return
    ours = select(_without_packs(library, stopped), replace(answers, leaves_out=()), selection.made_on)
    for id, decision in ours.decisions.items():
        clause, now = ours.library.clauses[id], selection.decisions.get(id)
        if not clause.is_law_text or decision.status not in STANDING or now is None:
            continue
        reason = f"“{clause.title}” ({id}) is asked for by law here ({why(ours, decision)})"
        if now.status not in STANDING:
            yield f"{reason}, and is left out: {why(selection, now)}."
        elif _says_otherwise(library.clauses[id], clause):
            pack = library.clauses[id].amended_by or library.clauses[id].layer
            yield f"{reason}, and stands in the words of the pack “{pack}”."


def _variants(library: Library) -> set[str]:
    """Clauses of packs that stand instead of a text that a law asks for."""
    known = ((library.clauses[host], ids) for host, ids in library.index.variants.items() if host in library.clauses)
    return {
        id
        for host, ids in known
        for id in ids
        if host.is_law_text and id in library.clauses and library.clauses[id].layer != host.layer
    }


def _without_packs(library: Library, stopped: list[str]) -> Library:
    """A library as if no pack left out or replaced anything, and no advisory stopped a text that a law asks for."""
    variants, kept = _variants(library), set(stopped)
    clauses = {id: library.replaced.get(id, clause) for id, clause in library.clauses.items() if id not in variants}
    advisories = {
        id: replace(advisory, stops=tuple(stop for stop in advisory.stops if stop not in kept))
        for id, advisory in library.advisories.items()
    }
    return replace(library, clauses=clauses, index=index_of(clauses), forbidden={}, advisories=advisories)


def _says_otherwise(clause: Clause, before: Clause) -> bool:
    return any(getattr(clause, part) != getattr(before, part) for part in ("rule", "always", "detail"))
