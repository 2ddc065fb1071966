"""Rules over regimes: every point has clauses that are printed, or a reason; what was not read says no number."""

from collections.abc import Iterator

from policygen._on_use import regex
from policygen.assembly.documents import DETAIL, SIGNATURE
from policygen.assembly.regimes import either, held
from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import Outcome
from policygen.findings import Finding, Severity, nearest
from policygen.library.model import Library
from policygen.library.regimes import Regime, RegimePoint
from policygen.lint.coverage import BY_THE_TOOL, POINTS, coverage
from policygen.lint.examples import ExampleSets, example_sets
from policygen.lint.source_locations import SourceLocations

LEAST_OF_LISTS = 95
"""Of a hundred points of all lists that others wrote, so many have clauses."""

_NUMBER = regex(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety) (?:working )?"
    r"(?:day|week|month|year)"
)


def check_regimes(library: Library, where: SourceLocations, date: str) -> Iterator[Finding]:
    """Empty points, clauses that are not printed, numbers nobody read; topics and points of the article that no set prints."""
    regimes = library.regimes.known
    if not regimes or len(library.layers) > 1:  # what a pack lays over the library, it answers for itself
        return
    sets = example_sets(library, date)
    yield from sets.findings
    for regime in regimes.values():
        yield from _sources(library, where, regime)
        printed = sets.printed_for(regime)
        if printed is None:
            message = f"The regime '{regime.id}' is counted on the example '{regime.example}', which there is not."
            hint = nearest(regime.example, library.regimes.examples)
            yield Finding("unknown-example", Severity.BLOCK, message, where.regime(regime.id, "example"), hint)
            continue
        yield from _bound(library, where, regime, sets)
        yield from _points(library, where, regime, printed)
    yield from _lists(library, where, sets)
    yield from _not_printed(library, where, sets)


def _sources(library: Library, where: SourceLocations, regime: Regime) -> Iterator[Finding]:
    named = [*regime.sources, *(point.source for point in regime.points if point.source)]
    for id in dict.fromkeys(named):
        if id not in library.sources:
            message = f"The regime '{regime.id}' names the source '{id}', which there is not."
            hint = nearest(id, library.sources)
            yield Finding("unknown-source", Severity.BLOCK, message, where.regime(regime.id, "sources"), hint)


def _bound(library: Library, where: SourceLocations, regime: Regime, sets: ExampleSets) -> Iterator[Finding]:
    made = sets.known.get(regime.example)
    if made is None or regime.when is None:
        return
    if evaluate(regime.when, made.selection.situation.facts, library.atlas).outcome is not Outcome.YES:
        message = f"The regime '{regime.id}' does not bind the example '{regime.example}' that it is counted on."
        yield Finding("example-not-bound", Severity.HIGH, message, where.regime(regime.id, "when"))


def _points(library: Library, where: SourceLocations, regime: Regime, printed: frozenset[str]) -> Iterator[Finding]:
    for index, each in enumerate(held(regime, printed)):
        point, location = each.point, where.regime(regime.id, "points", index)
        name = f"'{regime.id}', point '{point.id}'"
        if slip := _slip(point):
            yield Finding("empty-point", Severity.HIGH, f"{name}: {slip}", location)
        for id in (id for ids in point.clauses for id in either(ids)):
            if id != SIGNATURE and id.removesuffix(DETAIL) not in library.clauses:
                message = f"{name} names the clause '{id}', which there is not."
                hint = library.former_clauses.get(id, "") or nearest(id, library.clauses)
                yield Finding("unknown-clause", Severity.BLOCK, message, location, hint)
        for ids in each.missing:
            if any(id == SIGNATURE or id.removesuffix(DETAIL) in library.clauses for id in either(ids)):
                message = f"{name} counts on '{ids}', which the documents of '{regime.example}' do not print."
                hint = "Name the clause that is printed there, or the reason why there is none."
                yield Finding("point-not-printed", Severity.HIGH, message, location, hint)
        source = library.sources.get(point.source or regime.sources[0])
        if source and not source.is_read and _NUMBER.search(f"{point.asks} {point.at} {point.because}".lower()):
            message = f"{name} says a number, and nobody has read '{source.id}'."
            yield Finding("number-not-read", Severity.HIGH, message, location, "Say it without the number.")


def _slip(point: RegimePoint) -> str:
    if point.clauses and point.reason:
        return "it has clauses and a reason why there are none."
    if not point.clauses and not point.reason:
        return "it has neither clauses nor a reason why there are none."
    return "its reason needs words under 'because'." if point.reason and not point.because else ""


def _lists(library: Library, where: SourceLocations, sets: ExampleSets) -> Iterator[Finding]:
    """The lists that others wrote, counted together."""
    lists = [regime for regime in library.regimes.known.values() if regime.kind == "checklist"]
    points = [each for one in lists if one.example in sets.known for each in held(one, sets.known[one.example].printed)]
    met = sum(each.is_met for each in points)
    if points and met * 100 < len(points) * LEAST_OF_LISTS:
        message = (
            f"Of {len(points)} points of lists that others wrote, {met} have clauses: less than {LEAST_OF_LISTS} %."
        )
        yield Finding("lists-not-met", Severity.HIGH, message, where.regime(lists[0].id))


def _not_printed(library: Library, where: SourceLocations, sets: ExampleSets) -> Iterator[Finding]:
    """Topics, and points of the founding article, that the documents of no example speak of."""
    printed = sets.clauses
    told = {topic for id in printed for topic in library.clauses[id].topics}
    for topic in library.topics:
        if topic not in told:
            message = f"The documents of no example say anything about the topic '{topic}'."
            yield Finding("topic-not-printed", Severity.HIGH, message, where.manifest())
    for point, clauses in coverage(library).items():
        if point in POINTS and point not in BY_THE_TOOL and clauses and printed.isdisjoint(clauses):
            message = f"The documents of no example print a clause for the point {point}."
            yield Finding("point-not-printed", Severity.HIGH, message, where.manifest())
