"""Clauses that say opposite things and must never stand in one policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from policygen.conditions.model import Condition
from policygen.findings import Finding, Severity
from policygen.library.model import Clause, Library
from policygen.lint.link_rules import place_condition
from policygen.lint.satisfiable import Logic
from policygen.lint.where import Where


@dataclass(frozen=True, slots=True)
class Opposites:
    """Clauses of which each speaks against every other."""

    because: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """A promise, and the clauses that would break it."""

    because: str
    promise: str
    breaks: tuple[str, ...]


EXCLUSIVE: tuple[Opposites, ...] = ()
PROMISES: tuple[Against, ...] = ()


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every two clauses that contradict each other, and why."""
    for group in EXCLUSIVE:
        for one, other in combinations(group.clauses, 2):
            yield one, other, group.because
    for entry in PROMISES:
        for other in entry.breaks:
            yield entry.promise, other, entry.because


def check_contradictions(library: Library, where: Where) -> Iterator[Finding]:
    """Pairs of opposite clauses that some answers bring in together."""
    logic = Logic(library)
    for one, other, because in pairs():
        first, second = library.clauses.get(one), library.clauses.get(other)
        if first is not None and second is not None and together(library, logic, first, second):
            message = f"'{one}' and '{other}' can stand in one policy, but {because}."
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
