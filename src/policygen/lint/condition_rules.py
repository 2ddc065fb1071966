"""Rules over every condition of the library: that what it tests exists, and can be tested that way."""

from collections.abc import Iterator, Mapping

from policygen._dataclass import dataclass
from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, PeopleIn, Test
from policygen.findings import Finding, Location, Severity, nearest
from policygen.library.model import Library
from policygen.lint.source_locations import SourceLocations
from policygen.questions.kinds import kind_of
from policygen.questions.kinds.scalars import unknown_place
from policygen.questions.model import Question
from policygen.questions.signals import SIGNALS

ANYWHERE = "anywhere"
"""The extent of a source that holds in every place."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition and where it stands."""

    condition: Condition
    location: Location
    owner: str
    """What it belongs to, as a message calls it."""
    clause: bool = False


def stated_conditions(library: Library, where: SourceLocations) -> Iterator[Stated]:
    """Every condition of the library."""
    for clause in library.clauses.values():
        if clause.when is not None:
            yield Stated(clause.when, where.clause(clause, "when"), f"The clause '{clause.id}'", clause=True)
    for advisory in library.advisories.values():
        yield Stated(advisory.when, where.advisory(advisory.id, "when"), f"The advisory '{advisory.id}'")
    for question in library.questionnaire.questions.values():
        owner = f"The question '{question.id}'"
        if question.when is not None:
            yield Stated(question.when, where.question(question.id, "when"), owner)
        if question.essential_when is not None:
            yield Stated(question.essential_when, where.question(question.id, "essential_when"), owner)
        for index, choice in enumerate(question.choices):
            if choice.when is not None:
                yield Stated(
                    choice.when, where.question(question.id, "choices", index), f"{owner}, choice '{choice.value}',"
                )
        for index, default in enumerate(question.defaults):
            yield Stated(default.when, where.question(question.id, "defaults", index), f"{owner}, in a default,")


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every test of a condition, the inner ones included."""
    yield from condition.tests
    for inner in (*condition.any_of, *((condition.unless,) if condition.unless else ())):
        yield from tests_of(inner)


def check_conditions(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Unknown questions, signals, choices and places; tests of the wrong kind; a clause that tests depth."""
    for stated in (*stated_conditions(library, where), *_of_regimes(library, where)):
        for test in tests_of(stated.condition):
            yield from _check_test(library, stated, test)


def _of_regimes(library: Library, where: SourceLocations) -> Iterator[Stated]:
    """The conditions of regimes: they choose nothing that is printed, so no question is asked for them."""
    for regime in library.regimes.known.values():
        if regime.when is not None:
            yield Stated(regime.when, where.regime(regime.id, "when"), f"The regime '{regime.id}'")


def _finding(stated: Stated, code: str, message: str, hint: str = "") -> Finding:
    return Finding(code, Severity.BLOCK, f"{stated.owner} {message}", stated.location, hint)


def _check_test(library: Library, stated: Stated, test: Test) -> Iterator[Finding]:
    if stated.clause and test.key == "depth":
        hint = "Use 'appears' to say which papers print the clause."
        yield _finding(stated, "tests-depth", "tests 'depth', which says how much is printed, not what holds.", hint)
    if isinstance(test, PeopleIn):
        if near := unknown_place(test.place, library):
            yield _finding(stated, "unknown-place", f"tests for '{test.place}', which is no place we know.", near)
        return
    question = library.questionnaire.questions.get(test.key)
    if question is None and test.key not in SIGNALS:
        known = [*library.questionnaire.questions, *SIGNALS, "people_in"]
        hint = _former(library, test.key) or nearest(test.key, known)
        yield _finding(stated, "unknown-question", f"tests '{test.key}', which is no question and no signal.", hint)
    elif question is None:
        yield from _check_signal(stated, test)
    else:
        yield from _check_kind(library, stated, test, question)


def _former(library: Library, name: str) -> str:
    now = library.questionnaire.former.get(name)
    return f"It is called '{now}' now." if now else ""


def _check_signal(stated: Stated, test: Test) -> Iterator[Finding]:
    if not isinstance(test, AnyOf) or not set(test.values) <= {"yes", "no"}:
        yield _finding(
            stated, "bad-test", f"tests the signal '{test.key}' for something else than yes or no.", "Write yes or no."
        )


_NOT_TESTED: Mapping[type[Test], tuple[str, str, str]] = {
    Number: ("number-test", "for a number, but its answer is no number.", "Test a value, or {known: true}."),
    Lacks: ("bad-test", "for what it lacks, but it is no list of choices.", "Use unless."),
    AnyOf: ("bad-test", "for a value, but its answer is free.", "Test {known: true}, or a number."),
}
"""What is wrong with a test that a question's kind does not allow."""


def _check_kind(library: Library, stated: Stated, test: Test, question: Question) -> Iterator[Finding]:
    kind = kind_of(question)
    if isinstance(test, Known):
        return
    if type(test) not in kind.tests:
        code, wrong, hint = _NOT_TESTED[type(test)]
        yield _finding(stated, code, f"tests '{test.key}' {wrong}", hint)
    elif isinstance(test, (AnyOf, Lacks)):
        for value in test.values:
            if unknown := kind.unknown(question, value, library):
                yield _finding(stated, *unknown)


def check_place_keys(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Places that clauses, sources and traps name outside their conditions."""
    named: list[tuple[str, tuple[str, ...], Location]] = []
    for clause in library.clauses.values():
        named.append((f"The clause '{clause.id}' binds at", clause.binds_at, where.clause(clause, "binds_at")))
        named.append((f"The clause '{clause.id}' is not for", clause.not_in, where.clause(clause, "not_in")))
    for source in library.sources.values():
        extent = tuple(place for place in source.extent if place != ANYWHERE)
        named.append((f"The source '{source.id}' has the extent", extent, where.source(source.id, "extent")))
    for trap in library.traps.values():
        named.append((f"The trap '{trap.id}' is for", trap.places, where.trap(trap.id, "places")))
        found = where.trap(trap.id, "unlawful_in")
        named.append((f"The wording of the trap '{trap.id}' is unlawful in", trap.unlawful_in, found))
    for trade in library.trades.trades.values():
        places = tuple(place for place in trade.rules if place != ANYWHERE)
        named.append((f"The trade '{trade.id}' works under special rules in", places, where.trade(trade.id, "rules")))
    for what, places, location in named:
        for code in places:
            if hint := unknown_place(code, library):
                yield Finding(
                    "unknown-place", Severity.BLOCK, f"{what} '{code}', which is no place we know.", location, hint
                )
