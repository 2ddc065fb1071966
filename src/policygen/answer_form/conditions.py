"""When a question is to be answered, in words that lead to the numbers of other questions on the same form."""

from collections.abc import Mapping, Sequence

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, Outcome, PeopleIn, Test
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.questions.flow import Situation
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.questions.signals import SIGNALS

MANY = 12
"""Values that are named; of more, the first ones."""
MANY_SAID = 4
"""Choices from which on all but one or two are said by those that are not among them."""


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


@dataclass(frozen=True, slots=True)
class _AllBut:
    """A test that asks for any answer, and the words for it with what is excepted."""

    test: Test
    words: str


class _Words:
    def __init__(
        self, library: Library, known: Situation, numbers: Mapping[str, int], outcomes: Mapping[str, Outcome]
    ) -> None:
        self.library, self.known, self.numbers, self.outcomes = library, known, numbers, outcomes

    def outcome(self, condition: Condition) -> Outcome:
        return _hoped(condition, self.library, self.known, self.outcomes)

    def condition(self, condition: Condition) -> str:
        """Only the tests that are open: those that hold need not be said, and a way that is closed is none."""
        unless = condition.unless
        but = self.all_but(condition, unless) if unless is not None else None
        open_tests = [test for test in condition.tests if self.outcome(Condition((test,))) is Outcome.UNKNOWN]
        parts = [but.words if but and test is but.test else self.test(test) for test in open_tests]
        outcomes = [(inner, self.outcome(inner)) for inner in condition.any_of]
        open_ways = [inner for inner, outcome in outcomes if outcome is Outcome.UNKNOWN]
        # That an answer may as well be left out need not be said beside what it should be.
        ways = [self.condition(inner) for inner in open_ways if len(open_ways) == 1 or not _is_left_open(inner)]
        if ways and not any(outcome is Outcome.YES for _, outcome in outcomes):
            found = list(dict.fromkeys(ways))
            parts.append(f"either {', or '.join(found)}" if len(found) > 1 else found[0])
        whole = ", and ".join(dict.fromkeys(part for part in parts if part))
        if unless is not None and but is None and self.outcome(unless) is Outcome.UNKNOWN:
            return f"{whole}, unless {self.condition(unless)}".removeprefix(", ")
        return whole

    def all_but(self, condition: Condition, unless: Condition) -> "_AllBut | None":
        """A question that must be answered, with anything but what `unless` names: one thing to say, and not two."""
        match unless:
            case Condition((AnyOf(key, values),), None, ()):
                known = next((test for test in condition.tests if test == Known(key, known=True)), None)
                words = f"{self.place(key)} says anything but {self.values(key, values)}"
                return _AllBut(known, words) if known is not None else None
            case _:
                return None

    def test(self, test: Test) -> str:
        match test:
            case AnyOf(key, values) if key in SIGNALS:
                sentence = SIGNALS[key].sentence
                return sentence if values == ("yes",) else f"it is not so that {sentence}"
            case AnyOf(key, values):
                return f"{self.place(key)} says {self.most(key, values) or self.values(key, values)}"
            case Lacks(key, values):
                return f"{self.place(key)} leaves out {self.values(key, values)}"
            case Known(key, known):
                return f"{self.place(key)} is {'answered' if known else 'left open'}"
            case Number(key, at_least, below):
                return f"{self.place(key)} is {_range(at_least, below)}"
            case PeopleIn(place, at_least, below):
                return f"{_range(at_least, below)} people work for you in {self.library.atlas.in_sentence(place)}"

    def most(self, key: str, values: Sequence[str]) -> str:
        """All but one or two choices of a question, said by those; empty where they are fewer."""
        question = self.library.questionnaire.questions.get(key)
        others = [choice.value for choice in question.choices if choice.value not in values] if question else []
        if question is None or not question.choices or len(values) < MANY_SAID or len(others) > 2 or not others:
            return ""
        return f"anything but {self.values(key, [each for each in others if not _is_unknown(question, each)])}"

    def place(self, key: str) -> str:
        """A question as its number on the form, or else by what it asks."""
        if key in self.numbers:
            return f"question {self.numbers[key]}"
        question = self.library.questionnaire.questions.get(key)
        return f"“{question.ask}”" if question else key

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


def _is_left_open(condition: Condition) -> bool:
    match condition:
        case Condition((Known(_, False),), None, ()):
            return True
        case _:
            return False


def _is_unknown(question: Question, value: str) -> bool:
    choice = question.choice(value)
    return choice is not None and choice.unknown


def _range(at_least: int | None, below: int | None) -> str:
    bounds = [f"{at_least} or more"] if at_least is not None else []
    return " and ".join([*bounds, *([f"below {below}"] if below is not None else [])])
