"""Whether any answers at all fulfil some conditions together.

A condition is written out as alternatives, each a list of demands on single questions, and an alternative is dropped when its
demands contradict each other. A demand on a question brings that question's own condition with it, since a question that is
not asked has no answer; a demand on a choice brings the condition under which the choice is offered.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from policygen._dataclass import dataclass
from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, PeopleIn, Test
from policygen.library.model import Library
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.questions.signals import SIGNALS

MOST = 3_000
"""Alternatives beyond this are not written out; the conditions then count as fulfilled by something."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One test that must come out yes, or no. Unknown is neither."""

    test: Test
    holds: bool


Alternative = tuple[Demand, ...]


class TooManyError(Exception):
    """More alternatives than are worth writing out."""


def _times(left: Sequence[Alternative], right: Sequence[Alternative]) -> list[Alternative]:
    if len(left) * len(right) > MOST:
        raise TooManyError
    return [tuple(dict.fromkeys((*one, *other))) for one in left for other in right]


def alternatives(condition: Condition, *, holds: bool = True) -> list[Alternative]:
    """The ways in which a condition comes to yes, or to no."""
    found: list[Alternative] = [()]
    if holds:
        for test in condition.tests:
            found = _times(found, [_alternative(test)])
        if condition.unless is not None:
            found = _times(found, alternatives(condition.unless, holds=False))
        if condition.any_of:
            found = _times(found, list(chain.from_iterable(alternatives(inner) for inner in condition.any_of)))
        return found
    ways: list[Alternative] = [(Demand(test, holds=False),) for test in condition.tests]
    if condition.unless is not None:
        ways += alternatives(condition.unless)
    if condition.any_of:
        for inner in condition.any_of:
            found = _times(found, alternatives(inner, holds=False))
        ways += found
    return ways


def _alternative(test: Test) -> Alternative:
    """A test that holds, with what follows from it: people who are counted in a place work there."""
    if isinstance(test, PeopleIn) and test.at_least:
        there = AnyOf("work_locations", (test.place,))
        return (
            Demand(test, holds=True),
            Demand(there, holds=True),
            Demand(Number("headcount", test.at_least, None), holds=True),
        )
    return (Demand(test, holds=True),)


class Logic:
    """Answers questions of possibility for one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.questions = library.questionnaire.questions
        self.holds = library.atlas.holds

    def possible(self, *conditions: Condition | None) -> bool:
        """Whether some answers fulfil all of these conditions; None demands nothing."""
        try:
            found: list[Alternative] = [()]
            for condition in conditions:
                if condition is not None:
                    found = _times(found, alternatives(condition))
                    found = [way for way in found if self._consistent(way)]
            return any(self._askable(way, frozenset()) for way in found)
        except TooManyError:
            return True

    # -- the questions behind the demands --

    def _askable(self, way: Alternative, asked: frozenset[str]) -> bool:
        """Whether the demands agree once every question they speak of has to be asked."""
        if not self._consistent(way):
            return False
        for demand in way:
            question = self.questions.get(demand.test.key)
            if question is None or question.id in asked or not _needs_answer(demand):
                continue
            asked |= {question.id}
            ways: list[Alternative] = [way]
            if question.when is not None:
                ways = _times(ways, alternatives(question.when))
            return any(self._askable(more, asked) for more in ways if self._consistent(more))
        return self._offered(way)

    def _offered(self, way: Alternative) -> bool:
        """Whether every choice that is demanded can be offered."""
        for demand in way:
            question = self.questions.get(demand.test.key)
            if not isinstance(demand.test, AnyOf) or not demand.holds or question is None or not question.choices:
                continue
            conditions = [choice.when for choice in question.choices if choice.value in demand.test.values]
            if not conditions or any(condition is None for condition in conditions):
                continue
            wanted = [condition for condition in conditions if condition is not None]
            if not any(self._consistent((*way, *more)) for condition in wanted for more in alternatives(condition)):
                return False
        return True

    # -- contradictions --

    def _consistent(self, way: Iterable[Demand]) -> bool:
        by_key: dict[str, list[Demand]] = {}
        for demand in way:
            by_key.setdefault(demand.test.key, []).append(demand)
        return all(self._one_question(key, demands) for key, demands in by_key.items())

    def _one_question(self, key: str, demands: Sequence[Demand]) -> bool:
        known = [demand.test.known is demand.holds for demand in demands if isinstance(demand.test, Known)]
        if False in known:
            return all(isinstance(demand.test, Known) for demand in demands) and True not in known
        numbers = [demand for demand in demands if isinstance(demand.test, Number)]
        if numbers and not _some_number(numbers):
            return False
        if not self._people(demands):
            return False
        wanted, barred = _values(demands)
        if key == "work_locations":
            return all(self._some_place(regions, barred) for regions in wanted)
        if not wanted and not barred:
            return True
        return self._some_values(key, wanted, barred)

    def _people(self, demands: Sequence[Demand]) -> bool:
        by_place: dict[str, list[Demand]] = {}
        for demand in demands:
            if isinstance(demand.test, PeopleIn):
                by_place.setdefault(demand.test.place, []).append(demand)
        return all(_some_number(found) for found in by_place.values())

    def _some_place(self, regions: frozenset[str], barred: frozenset[str]) -> bool:
        return any(all(self.holds(away, region) is not True for away in barred) for region in regions)

    def _some_values(self, key: str, wanted: Sequence[frozenset[str]], barred: frozenset[str]) -> bool:
        question = self.questions.get(key)
        if question is None and key not in SIGNALS:
            return True
        possible = kind_of(question).values(question, self.library) if question else ("yes", "no")
        if possible is None:
            return True
        if question is not None and kind_of(question).many:
            return _some_of_many(question, possible, wanted, barred)
        domain = frozenset(possible)
        for values in wanted:
            domain &= values
        return bool(domain - barred)


def _needs_answer(demand: Demand) -> bool:
    return not (isinstance(demand.test, Known) and demand.test.known is not demand.holds)


def _values(demands: Sequence[Demand]) -> tuple[list[frozenset[str]], frozenset[str]]:
    """The sets of values of which one each must be there, and the values that must not."""
    wanted: list[frozenset[str]] = []
    barred: set[str] = set()
    for demand in demands:
        match demand.test:
            case AnyOf(_, values):
                positive = demand.holds
            case Lacks(_, values):
                positive = not demand.holds
            case _:
                continue
        if positive:
            wanted.append(frozenset(values))
        else:
            barred |= set(values)
    return wanted, frozenset(barred)


def _some_number(demands: Sequence[Demand]) -> bool:
    """Whether one whole number lies in every range that holds and in none that does not."""
    least, most = 0, 1 << 40
    gaps: list[tuple[int, int]] = []
    for demand in demands:
        if not isinstance(demand.test, (Number, PeopleIn)):
            continue
        low = demand.test.at_least if demand.test.at_least is not None else 0
        high = demand.test.below - 1 if demand.test.below is not None else 1 << 40
        if demand.holds:
            least, most = max(least, low), min(most, high)
        else:
            gaps.append((low, high))
    candidates = {least, *(high + 1 for _, high in gaps)}
    return any(
        least <= number <= most and all(not low <= number <= high for low, high in gaps) for number in candidates
    )


def _some_of_many(
    question: Question, possible: Sequence[str], wanted: Sequence[frozenset[str]], barred: frozenset[str]
) -> bool:
    """Whether a tick list can have one of each wanted set and none of the barred; some ticks stand alone."""
    alone = frozenset(choice.value for choice in question.choices if choice.exclusive)
    open_sets = [values - barred for values in wanted]
    if not all(open_sets) or barred.issuperset(possible):
        return False
    together = frozenset.intersection(*open_sets) if open_sets else frozenset[str]()
    return bool(together & alone) or all(values - alone for values in open_sets)
