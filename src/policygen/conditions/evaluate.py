"""From a condition and known facts to a verdict with reasons."""

from collections.abc import Mapping, Sequence

from policygen.conditions.model import (
    AnyOf,
    Condition,
    Facts,
    Known,
    Number,
    Outcome,
    PeopleIn,
    Reason,
    Test,
    Value,
    Verdict,
)
from policygen.conditions.places import Atlas


def _outcome(holds: bool | None) -> Outcome:  # noqa: FBT001 -- a verdict, not a switch
    if holds is None:
        return Outcome.UNKNOWN
    return Outcome.YES if holds else Outcome.NO


def values_of(value: Value) -> tuple[str, ...]:
    """The texts an answer consists of, for comparing."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return tuple([item for item in value if isinstance(item, str)])
    return (str(value),) if isinstance(value, int) else ()


def _in_range(number: int, at_least: int | None, below: int | None) -> bool:
    return (at_least is None or number >= at_least) and (below is None or number < below)


READS = frozenset({"work_locations", "headcount", "people_by_place"})
"""Questions whose answers tests look at that do not name them."""


def people_in(place: str, facts: Facts, atlas: Atlas) -> tuple[int | None, int | None]:
    """How many people work in a place: the least and the most it can be, None where nothing is known."""
    locations = values_of(facts.get("work_locations", ()))
    headcount = facts.get("headcount")
    most = headcount if isinstance(headcount, int) else None
    if not locations:
        return (None, most)
    inside = {location: atlas.holds(place, location) for location in locations}
    if not any(verdict is not False for verdict in inside.values()):
        return (0, 0)
    if all(inside.values()):
        return (most, most)
    rows = facts.get("people_by_place", ())
    counted: dict[str, int] = {}
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row, Mapping) and isinstance(number := row.get("employees"), int):
            where = str(row.get("place"))
            counted[where] = counted.get(where, 0) + number
    sure = sum(number for where, number in counted.items() if atlas.holds(place, where))
    # Of people counted for a place too coarse to tell, any number may work here.
    perhaps = sum(number for where, number in counted.items() if atlas.holds(place, where) is None)
    covered = all(
        any(atlas.holds(location, where) or where == location for where in counted)
        for location, verdict in inside.items()
        if verdict is not False
    )
    return (sure, sure + perhaps) if covered else (sure, most)


def _people_in(test: PeopleIn, facts: Facts, atlas: Atlas) -> Outcome:
    least, most = people_in(test.place, facts, atlas)
    return _in_bounds(least or 0, most, test.at_least or 0, test.below)


def _in_bounds(least: int, most: int | None, at_least: int, below: int | None) -> Outcome:
    """Whether a number between two others lies in a range: not known when some of what it may be lies on either side."""
    if least >= at_least and (below is None or (most is not None and most < below)):
        return Outcome.YES
    if (most is not None and most < at_least) or (below is not None and least >= below):
        return Outcome.NO
    return Outcome.UNKNOWN


def evaluate_test(test: Test, facts: Facts, atlas: Atlas) -> Outcome:
    """What one test comes to."""
    if isinstance(test, PeopleIn):
        return _people_in(test, facts, atlas)
    value = facts.get(test.key)
    if isinstance(test, Known):
        return _outcome((value is not None) is test.known)
    if value is None:
        return Outcome.UNKNOWN
    if isinstance(test, Number):
        return _outcome(_in_range(value, test.at_least, test.below)) if isinstance(value, int) else Outcome.UNKNOWN
    values = values_of(value)
    if isinstance(test, AnyOf) and test.key in atlas.asked_for:
        return _outcome(atlas.any_in(test.values, values))
    found = not set(test.values).isdisjoint(values)
    return _outcome(found if isinstance(test, AnyOf) else not found)


def _worst(outcomes: Sequence[Outcome]) -> Outcome:
    if Outcome.NO in outcomes:
        return Outcome.NO
    return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else Outcome.YES


_OPPOSITE = {Outcome.YES: Outcome.NO, Outcome.NO: Outcome.YES, Outcome.UNKNOWN: Outcome.UNKNOWN}


def _unless(condition: Condition, facts: Facts, atlas: Atlas) -> Verdict:
    inner = evaluate(condition, facts, atlas)
    turned = tuple(Reason(reason.test, reason.outcome, not reason.negated) for reason in inner.reasons)
    return Verdict(_OPPOSITE[inner.outcome], turned)


def _any_of(conditions: tuple[Condition, ...], facts: Facts, atlas: Atlas) -> Verdict:
    verdicts = [evaluate(condition, facts, atlas) for condition in conditions]
    for wanted in (Outcome.YES, Outcome.UNKNOWN, Outcome.NO):
        deciding = [verdict for verdict in verdicts if verdict.outcome is wanted]
        if deciding:
            return Verdict(wanted, tuple(reason for verdict in deciding for reason in verdict.reasons))
    return Verdict(Outcome.YES, ())


def evaluate(condition: Condition, facts: Facts, atlas: Atlas) -> Verdict:
    """What a condition comes to, by the tests that decide it.

    A failed test decides over an unknown one: what is known to be out needs no more facts.
    """
    if len(condition.tests) == 1 and condition.unless is None and not condition.any_of:  # two conditions of three
        outcome = evaluate_test(condition.tests[0], facts, atlas)
        return Verdict(outcome, (Reason(condition.tests[0], outcome),))
    outcomes = [evaluate_test(test, facts, atlas) for test in condition.tests]
    inner: list[Verdict] = []
    if condition.unless is not None:
        inner.append(_unless(condition.unless, facts, atlas))
    if condition.any_of:
        inner.append(_any_of(condition.any_of, facts, atlas))
    worst = _worst([*outcomes, *[verdict.outcome for verdict in inner]])
    reasons = [Reason(test, worst) for test, found in zip(condition.tests, outcomes, strict=True) if found is worst]
    reasons += [reason for verdict in inner if verdict.outcome is worst for reason in verdict.reasons]
    return Verdict(worst, tuple(reasons))
