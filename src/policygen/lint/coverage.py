"""Which recommendation of the founding article is found in which clause."""

from collections.abc import Iterator, Mapping

from policygen.findings import Finding, Severity, nearest
from policygen.library.model import Library
from policygen.lint.source_locations import SourceLocations

POINTS = tuple(f"P{number:02}" for number in range(1, 36))
"""What the founding article recommends, point by point."""

BY_THE_TOOL: Mapping[str, str] = {
    "P06": "no two organisations get the same policy: every clause is chosen by their answers",
    "P27": "a small organisation gets the short policy, two pages of rules",
}
"""Points that the tool itself meets, and how, besides any clause."""


def coverage(library: Library) -> dict[str, tuple[str, ...]]:
    """For each point the clauses that make it, in the order of the document."""
    return {point: tuple(clause.id for clause in library.ordered() if point in clause.points) for point in POINTS}


def check_coverage(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Points that do not exist, and points that nothing covers."""
    for clause in library.clauses.values():
        for point in clause.points:
            if point not in POINTS:
                message = f"'{clause.id}' names the point '{point}', which does not exist."
                hint = nearest(point, POINTS) or f"Points go from {POINTS[0]} to {POINTS[-1]}."
                yield Finding("unknown-point", Severity.BLOCK, message, where.clause(clause, "points"), hint)
    for point, clauses in coverage(library).items():
        if not clauses and point not in BY_THE_TOOL:
            message = f"No clause covers the point {point}."
            yield Finding(
                "uncovered-point",
                Severity.HIGH,
                message,
                where.manifest(),
                "Name it under 'points' of the clause that does.",
            )
