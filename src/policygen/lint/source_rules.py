"""Rules over what clauses rest on: that a source exists, holds where and for whom the clause binds, and is not overdue."""

from collections.abc import Iterator, Sequence

from policygen.conditions.model import AnyOf, Condition
from policygen.findings import Finding, Severity, nearest
from policygen.library.model import Clause, Library, Source
from policygen.lint.condition_rules import ANYWHERE
from policygen.lint.link_rules import place_condition
from policygen.lint.satisfiable import Logic
from policygen.lint.source_locations import SourceLocations


def check_sources(library: Library, where: SourceLocations, date: str) -> Iterator[Finding]:
    """Every rule over sources, on an ISO date."""
    yield from _known(library, where)
    yield from _dated(library, where, date)
    logic = Logic(library)
    for clause in library.clauses.values():
        sources = [library.sources[id] for id in clause.sources if id in library.sources]
        if sources:
            yield from _extents(library, where, logic, clause, sources)
            yield from _sectors(where, logic, clause, sources)


def _known(library: Library, where: SourceLocations) -> Iterator[Finding]:
    cited = [(f"The clause '{c.id}'", c.sources, where.clause(c, "sources")) for c in library.clauses.values()]
    cited += [
        (f"The advisory '{a.id}'", a.sources, where.advisory(a.id, "sources")) for a in library.advisories.values()
    ]
    cited += [(f"The trap '{t.id}'", t.sources, where.trap(t.id, "sources")) for t in library.traps.values()]
    for what, ids, location in cited:
        for id in ids:
            if id not in library.sources:
                message = f"{what} rests on '{id}', which is no source."
                yield Finding("unknown-source", Severity.BLOCK, message, location, nearest(id, library.sources))


def _dated(library: Library, where: SourceLocations, date: str) -> Iterator[Finding]:
    for source in library.sources.values():
        if not source.extent:
            message = f"The source '{source.id}' does not say where it holds."
            yield Finding(
                "no-extent", Severity.BLOCK, message, where.source(source.id), "Write extent: [GB], or [anywhere]."
            )
        if source.review_by and source.review_by < date:
            message = f"The source '{source.id}' was to be looked at again by {source.review_by}."
            hint = "Read it again, then change 'checked' and 'review_by'."
            yield Finding("review-overdue", Severity.MEDIUM, message, where.source(source.id, "review_by"), hint)


# ---- places ------------------------------------------------------------------------------------------------------------


def bound_places(clause: Clause) -> tuple[str, ...]:
    """The places a clause binds, or that its condition demands; empty when it is for everybody."""
    if clause.binds_at:
        return clause.binds_at
    tests = clause.when.tests if clause.when else ()
    demanded = [test for test in tests if isinstance(test, AnyOf) and test.key == "work_locations"]
    return tuple(place for test in demanded for place in test.values)


def _extents(
    library: Library, where: SourceLocations, logic: Logic, clause: Clause, sources: Sequence[Source]
) -> Iterator[Finding]:
    holds = library.atlas.holds
    location = where.clause(clause, "sources")
    bound = bound_places(clause)
    for source in sources if bound else ():
        if not any(e == ANYWHERE or holds(e, p) or holds(p, e) for e in source.extent for p in bound):
            extent = ", ".join(source.extent)
            message = f"'{clause.id}' is for {', '.join(bound)}, but the source '{source.id}' holds in {extent}."
            yield Finding(
                "source-outside-extent", Severity.BLOCK, message, location, "Take it out, or find one that holds there."
            )
    extents = tuple(extent for source in sources for extent in source.extent)
    if ANYWHERE in extents:
        return
    if not bound and logic.possible(clause.when, Condition(unless=place_condition(extents))):
        message = f"'{clause.id}' is for everybody, but none of its sources holds anywhere."
        yield Finding(
            "source-for-some",
            Severity.HIGH,
            message,
            location,
            "Add a source with extent: [anywhere], or bind the clause to places.",
        )
        return
    uncovered = [p for p in bound if not any(holds(extent, p) for extent in extents)]
    if uncovered:
        message = f"'{clause.id}' binds {', '.join(uncovered)}, where none of its sources holds as a whole."
        yield Finding(
            "source-for-some",
            Severity.HIGH,
            message,
            location,
            "Add a source that holds there, or bind the clause to fewer places.",
        )


# ---- sectors -----------------------------------------------------------------------------------------------------------


def _in_sectors(sectors: Sequence[str]) -> Condition:
    return Condition((AnyOf("sectors", tuple(sectors)),))


def _sectors(where: SourceLocations, logic: Logic, clause: Clause, sources: Sequence[Source]) -> Iterator[Finding]:
    """A clause for some sectors rests on sources of those; a clause for every sector has a source for every sector."""
    location = where.clause(clause, "sources")
    own = clause.when or Condition()
    for source in sources:
        if source.sectors and not logic.possible(own, _in_sectors(source.sectors)):
            about = ", ".join(source.sectors)
            message = f"'{clause.id}' is never printed for {about}, which the source '{source.id}' is about."
            yield Finding("source-outside-sector", Severity.BLOCK, message, location, "Take it out.")
    if any(not source.sectors for source in sources):
        return
    union = [sector for source in sources for sector in source.sectors]
    if logic.possible(own, Condition(unless=_in_sectors(union))):
        message = (
            f"'{clause.id}' is printed for other sectors than {', '.join(union)}, which all its sources are about."
        )
        yield Finding(
            "source-outside-sector",
            Severity.HIGH,
            message,
            location,
            "Add a source for every sector, or narrow 'when'.",
        )
