"""Clauses that say opposite things and must never stand in one policy."""

from collections.abc import Iterator

from policygen.conditions.model import Condition
from policygen.findings import Finding, Severity
from policygen.library.model import Clause, Library
from policygen.lint.link_rules import place_condition
from policygen.lint.satisfiable import Logic
from policygen.lint.source_locations import SourceLocations


def check_contradictions(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Pairs of opposite clauses that some answers bring in together."""
    logic = Logic(library)
    for contradiction in library.contradictions:
        for one, other in contradiction.pairs():
            first, second = library.clauses[one], library.clauses[other]
            if together(library, logic, first, second):
                message = f"'{one}' and '{other}' can stand in one policy, but {contradiction.because}."
                hint = "Make their conditions exclude each other."
                yield Finding("contradiction", Severity.BLOCK, message, where.clause(first, "when"), hint)


def together(library: Library, logic: Logic, first: Clause, second: Clause) -> bool:
    """Whether some answers bring in both clauses for the same people."""
    demands: list[Condition | None] = [first.when, second.when]
    for clause in (first, second):
        demands += [place_condition(clause.binds_at)] if clause.binds_at else []
        host = library.clauses.get(clause.under[0]) if len(clause.under) == 1 else None
        demands += [host.when] if host is not None else []
    return logic.possible(*demands)
