"""When a question is to be answered, in words that lead to the numbers of other questions on the same form."""

from collections.abc import Mapping, Sequence

from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, Outcome, PeopleIn, Test
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.questions.flow import Situation
from policygen.questions.kinds import kind_of
from policygen.questions.signals import SIGNALS

MANY = 6
"""Values that are named; of more, the first ones."""


def may_apply(library: Library, known: Situation) -> dict[str, Outcome]:
    """For each question whether it applies: unknown where answers that are still to come may decide it, one way or the other.

    An interview asks in order, so that there a question that waits for any answer to an earlier one is not asked until that
    is given. A form is filled in at once.
    """
    outcomes: dict[str, Outcome] = {}
    for question in library.questionnaire.questions.values():
        condition = question.when
        outcomes[question.id] = Outcome.YES if condition is None else _hoped(condition, library, known, outcomes)
    return outcomes


def _hoped(condition: Condition, library: Library, known: Situation, outcomes: Mapping[str, Outcome]) -> Outcome:
    """What a condition comes to, if every question that may apply may yet be answered in any way."""
    found = [_hoped_test(test, library, known, outcomes) for test in condition.tests]
    if condition.any_of:
        ways = {_hoped(inner, library, known, outcomes) for inner in condition.any_of}
        found.append(next(each for each in (Outcome.YES, Outcome.UNKNOWN, Outcome.NO) if each in ways))
    if condition.unless is not None:
        found.append(_TURNED[_hoped(condition.unless, library, known, outcomes)])
    return next((each for each in (Outcome.NO, Outcome.UNKNOWN) if each in found), Outcome.YES)


_TURNED = {Outcome.YES: Outcome.NO, Outcome.NO: Outcome.YES, Outcome.UNKNOWN: Outcome.UNKNOWN}


def _hoped_test(test: Test, library: Library, known: Situation, outcomes: Mapping[str, Outcome]) -> Outcome:
    is_open = test.key in library.questionnaire.questions and test.key not in known.facts
    if is_open and outcomes.get(test.key) is Outcome.NO:
        return Outcome.YES if isinstance(test, Known) and not test.known else Outcome.NO
    if is_open and isinstance(test, Known):
        return Outcome.UNKNOWN
    return evaluate(Condition((test,)), known.facts, library.atlas).outcome


def only_if(
    condition: Condition,
    library: Library,
    known: Situation,
    numbers: Mapping[str, int],
    outcomes: Mapping[str, Outcome],
) -> str:
    """What is still to come true before a question applies, as the end of *only if …*; empty where nothing is.

    `numbers` are those of questions on the form, `outcomes` as `may_apply` tells them.
    """
    return _Words(library, known, numbers, outcomes).condition(condition)


class _Words:
    def __init__(
        self, library: Library, known: Situation, numbers: Mapping[str, int], outcomes: Mapping[str, Outcome]
    ) -> None:
        self.library, self.known, self.numbers, self.outcomes = library, known, numbers, outcomes

    def outcome(self, condition: Condition) -> Outcome:
        return _hoped(condition, self.library, self.known, self.outcomes)

    def condition(self, condition: Condition) -> str:
        """Only the tests that are open: those that hold need not be said, and a way that is closed is none."""
        parts = [self.test(test) for test in condition.tests if self.outcome(Condition((test,))) is Outcome.UNKNOWN]
        outcomes = [(inner, self.outcome(inner)) for inner in condition.any_of]
        ways = [self.condition(inner) for inner, outcome in outcomes if outcome is Outcome.UNKNOWN]
        if ways and not any(outcome is Outcome.YES for _, outcome in outcomes):
            parts.append(", or ".join(dict.fromkeys(ways)))
        whole = ", and ".join(dict.fromkeys(part for part in parts if part))
        unless = condition.unless
        if unless is not None and self.outcome(unless) is Outcome.UNKNOWN:
            return f"{whole}, unless {self.condition(unless)}".removeprefix(", ")
        return whole

    def test(self, test: Test) -> str:
        match test:
            case AnyOf(key, values) if key in SIGNALS:
                sentence = SIGNALS[key].sentence
                return sentence if values == ("yes",) else f"it is not so that {sentence}"
            case AnyOf(key, values):
                return f"{self.answer(key)} is {self.values(key, values)}"
            case Lacks(key, values):
                return f"{self.answer(key)} leaves out {self.values(key, values)}"
            case Known(key, known):
                return f"you answer {self.place(key)}" if known else f"you leave {self.place(key)} open"
            case Number(key, at_least, below):
                return f"{self.answer(key)} is {_range(at_least, below)}"
            case PeopleIn(place, at_least, below):
                return f"{_range(at_least, below)} people work for you in {self.library.atlas.in_sentence(place)}"

    def place(self, key: str) -> str:
        """A question as its number on the form, or else by what it asks."""
        if key in self.numbers:
            return f"question {self.numbers[key]}"
        question = self.library.questionnaire.questions.get(key)
        return f"“{question.ask}”" if question else key

    def answer(self, key: str) -> str:
        return f"the answer to {self.place(key)}"

    def values(self, key: str, values: Sequence[str]) -> str:
        question = self.library.questionnaire.questions.get(key)
        named = [self.value(key, value) for value in values[:MANY]] if question else list(values[:MANY])
        return listed([*named, *(["another of that kind"] if len(values) > MANY else [])], "or")

    def value(self, key: str, value: str) -> str:
        question = self.library.questionnaire.questions[key]
        choice = question.choice(value)
        if choice is not None:
            return f"“{choice.label}”"
        return {"yes": "“Yes”", "no": "“No”"}.get(value) or kind_of(question).named(value, self.library)


def _range(at_least: int | None, below: int | None) -> str:
    bounds = [f"{at_least} or more"] if at_least is not None else []
    return " and ".join([*bounds, *([f"below {below}"] if below is not None else [])])
