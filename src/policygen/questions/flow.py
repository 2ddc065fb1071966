"""What follows from answers: which questions apply, what is taken by default, what to ask next."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import evaluate, values_of
from policygen.conditions.model import Condition, Known, Outcome, Value
from policygen.conditions.places import Atlas
from policygen.questions.model import Choice, Context, Field, Question, Questionnaire
from policygen.questions.signals import SIGNALS, SignalContext
from policygen.trades.model import ANYWHERE

HEADCOUNT = "headcount"
"""The question that tells how many people there are, the owner among them."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything known about an organisation: what was said, what is taken by default, what follows."""

    given: Mapping[str, Value]
    """What a person said, where the question applies."""
    defaulted: Mapping[str, Value]
    """Choices nobody made, as the library makes them. Never a fact."""
    facts: Mapping[str, Value]
    """Both, and the signals that can be told."""
    applies: Mapping[str, Outcome]
    """For each question, whether it is one to ask this organisation."""
    unasked: tuple[str, ...]
    """Answers to questions that are not asked of this organisation; they count for nothing."""

    def follows(self, question: str) -> bool:
        """Whether its answer follows from another one, so that nobody need give it."""
        return question in self.facts and question not in self.given and question not in self.defaulted

    def asks(self, question: Question) -> bool:
        """Whether an interview may put a question: it applies, nothing answers it already, and whom it is about is there."""
        applies = self.applies[question.id] is not Outcome.NO
        return applies and not self.follows(question.id) and not self.is_alone(question)

    def is_alone(self, question: Question) -> bool:
        """Whether a question is about people who work for somebody, and nobody does."""
        return question.of_staff and self.facts.get(HEADCOUNT) == 1


FOLLOWS: Mapping[str, str] = {"sectors": "trades", "sector_rules": "trades"}
"""Questions whose answers follow from another's: a trade is of a sector, and works under special rules."""


def applies(question: Question, facts: Mapping[str, Value], atlas: Atlas) -> Outcome:
    """Whether a question is one to ask, by its own condition."""
    return Outcome.YES if question.when is None else evaluate(question.when, facts, atlas).outcome


def default_of(question: Question, facts: Mapping[str, Value], atlas: Atlas) -> Value | None:
    """What is taken when nobody chose: the first default whose condition holds. A fact has none."""
    for default in question.defaults:
        if evaluate(default.when, facts, atlas).outcome is Outcome.YES:
            places = values_of(facts.get(default.english_of, ()))
            return atlas.spelling_in(places[0]) if places else default.value
    return None


def _signals(facts: Mapping[str, Value], context: Context) -> Iterator[tuple[str, str]]:
    signal_context = SignalContext(facts, context)
    for signal in SIGNALS.values():
        holds = signal.holds(signal_context)
        if holds is not None:
            yield signal.id, "yes" if holds else "no"


def _sectors(facts: Mapping[str, Value], context: Context) -> tuple[str, ...]:
    """The sectors that the trades of some facts are of."""
    known = (context.trades.trades.get(trade) for trade in values_of(facts.get("trades", ())))
    return tuple(dict.fromkeys(trade.sector for trade in known if trade))


def _special_rules(facts: Mapping[str, Value], context: Context) -> tuple[str, ...]:
    """The special rules that the trades of some facts work under; empty where they do not follow for each of their places."""
    found: list[str] = []
    for trade in values_of(facts.get("trades", ())):
        known = context.trades.trades.get(trade)
        rules = known.rules if known else {}
        for place in values_of(facts.get("work_locations", ())):
            regions = [region for region in rules if region != ANYWHERE and context.atlas.holds(region, place)]
            region = max(regions, key=len, default=ANYWHERE)
            if region not in rules:
                return ()
            found += rules[region]
    return tuple(dict.fromkeys(found))


def _never_comes(condition: Condition, outcomes: Mapping[str, Outcome]) -> bool:
    """Whether a condition waits for an answer to a question that is not asked; whether it was answered waits for none."""
    waiting = (test.key for test in condition.tests if not isinstance(test, Known))
    if any(outcomes.get(key) is Outcome.NO for key in waiting):
        return True
    return bool(condition.any_of) and all(_never_comes(inner, outcomes) for inner in condition.any_of)


def situation(context: Context, given: Mapping[str, Value]) -> Situation:
    """What some answers come to. Answers must be valid; those of questions that do not apply are set aside."""
    facts: dict[str, Value] = {}
    kept: dict[str, Value] = {}
    defaulted: dict[str, Value] = {}
    outcomes: dict[str, Outcome] = {}
    unasked: list[str] = []
    for question in context.questionnaire.questions.values():
        if question.when is not None and not question.when.keys().isdisjoint(SIGNALS):
            facts.update(_signals(facts, context))
        outcome = applies(question, facts, context.atlas)
        if outcome is Outcome.UNKNOWN and question.when is not None and _never_comes(question.when, outcomes):
            outcome = Outcome.NO
        outcomes[question.id] = outcome
        if question.id in given:
            if outcome is Outcome.NO:
                unasked.append(question.id)
            else:
                kept[question.id] = facts[question.id] = given[question.id]
        elif outcome is Outcome.YES and question.says != "fact":
            value = default_of(question, facts, context.atlas)
            if value is not None:
                defaulted[question.id] = facts[question.id] = value
        if question.id == "sectors" and (implied := _sectors(facts, context)):
            facts["sectors"] = tuple(dict.fromkeys((*values_of(facts.get("sectors", ())), *implied)))
        if question.id == "sector_rules" and question.id not in facts and (implied := _special_rules(facts, context)):
            facts[question.id] = implied
    facts.update(_signals(facts, context))
    return Situation(kept, defaulted, facts, outcomes, tuple(unasked))


def is_essential(question: Question, facts: Mapping[str, Value], atlas: Atlas) -> bool:
    """Whether the quick interview asks a question of an organisation of these facts."""
    when = question.essential_when
    return question.essential or (when is not None and evaluate(when, facts, atlas).outcome is Outcome.YES)


def to_ask(context: Context, known: Situation, *, thorough: bool) -> tuple[Question, ...]:
    """The questions an interview asks, in order: the essential ones, or all that apply or may apply."""
    return tuple(
        question
        for question in context.questionnaire.questions.values()
        if known.asks(question) and (thorough or is_essential(question, known.facts, context.atlas))
    )


def as_called(choice: Choice, facts: Mapping[str, Value], atlas: Atlas) -> Choice:
    """A choice by the name that it has with these answers."""
    for other in choice.called:
        if evaluate(other.when, facts, atlas).outcome is Outcome.YES:
            return replace(choice, label=other.label, reads=other.reads, table="")
    return choice


def offered(asked: Question | Field, facts: Mapping[str, Value], atlas: Atlas) -> tuple[Choice, ...]:
    """The choices of a question or field that are offered with these answers, each as it is called with them."""
    return tuple(
        as_called(choice, facts, atlas)
        for choice in asked.choices
        if choice.when is None or evaluate(choice.when, facts, atlas).outcome is not Outcome.NO
    )


def depending_on(questionnaire: Questionnaire, question: str) -> frozenset[str]:
    """Every question whose being asked, choices or default hang on another's answer, directly or through others."""
    found: set[str] = set()
    changed = {question, *(other for other, source in FOLLOWS.items() if source == question)}
    for later in questionnaire.questions.values():
        keys: set[str] = set()
        for condition in (
            later.when,
            later.essential_when,
            *(choice.when for choice in later.choices),
            *(d.when for d in later.defaults),
        ):
            for key in condition.keys() if condition else ():
                keys |= SIGNALS[key].reads if key in SIGNALS else {key}
        if keys & changed:
            found.add(later.id)
            changed.add(later.id)
    return frozenset(found)
