"""Reasons in words: why a clause is in, out or unknown, and what it would take."""

from collections.abc import Sequence

from policygen.conditions.evaluate import people_in, values_of
from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, Outcome, PeopleIn, Reason, Test
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.questions.flow import Situation
from policygen.questions.kinds import kind_of
from policygen.questions.signals import SIGNALS
from policygen.selection.model import Decision, Raised, Selection, Status

NOBODY_ASKED = "our usual choice; nobody was asked"
"""How an answer is told that no person gave: never as given."""


MANY = 5
"""Values that an answer is not: more than these are counted, not named."""


class ReasonFormatter:
    """Puts tests and answers into words with a library's labels; an answer nobody gave is told as our usual choice."""

    def __init__(self, library: Library, situation: Situation) -> None:
        self.library = library
        self.facts = situation.facts
        self.given = situation.given
        self.defaulted = situation.defaulted

    def label(self, key: str) -> str:
        """What a person would call a question or signal."""
        if key in SIGNALS:
            return SIGNALS[key].sentence
        question = self.library.questionnaire.questions.get(key)
        return question.label if question else key

    def value(self, key: str, value: str) -> str:
        """What a person would call one value of a question."""
        question = self.library.questionnaire.questions.get(key)
        choice = question.choice(value) if question else None
        if choice is not None:
            return f"“{choice.label}”"
        return kind_of(question).named(value, self.library) if question else value

    def values(self, key: str, values: Sequence[str], joining: str = "or") -> str:
        """Several values in words."""
        return listed([self.value(key, value) for value in values], joining)

    def answer(self, key: str) -> str:
        """What was answered, in words."""
        value = self.facts.get(key)
        if value is None:
            return "not known"
        texts = values_of(value)
        if texts:
            return self.values(key, texts, "and")
        return f"{len(value)} given" if isinstance(value, tuple) and value else "none"

    def rests_on_default(self, key: str) -> bool:
        """Whether what is known about a question or signal was said by nobody."""
        if key in SIGNALS:
            reads = SIGNALS[key].reads
            return bool(reads & self.defaulted.keys()) and not reads & self.given.keys()
        return key in self.defaulted

    def requirement(self, test: Test) -> str:
        """What a test asks for, as `X is Y`."""
        label = self.label(test.key)
        match test:
            case AnyOf(key, values) if key in SIGNALS:
                return label if values == ("yes",) else f"it is not so that {label}"
            case AnyOf(key, values):
                return f"{label}: {self.values(key, values)}"
            case Lacks(key, values):
                return f"{label}: answered without {self.values(key, values)}"
            case Known(_, known):
                return f"{label}: {'given' if known else 'not given'}"
            case Number(_, at_least, below):
                return f"{label}: {_range(at_least, below)}"
            case PeopleIn(place, at_least, below):
                return f"people working in {self.library.atlas.in_sentence(place)}: {_range(at_least, below)}"

    def description(self, reason: Reason) -> str:
        """One test and what it came to."""
        told = self._unknown(reason.test) if reason.outcome is Outcome.UNKNOWN else self._decided(reason)
        return f"{told} ({NOBODY_ASKED})" if self._needs_mark(reason) else told

    def _needs_mark(self, reason: Reason) -> bool:
        return reason.outcome is not Outcome.UNKNOWN and self.rests_on_default(reason.test.key)

    def _unknown(self, test: Test) -> str:
        if isinstance(test, PeopleIn):
            return f"not known: how many people work in {self.library.atlas.in_sentence(test.place)}"
        if isinstance(test, AnyOf) and self._is_of_places(test) and "work_locations" in self.facts:
            return f"not known: whether people work in {self.values(test.key, test.values)}"
        return f"not known: {self.label(test.key)}"

    def _decided(self, reason: Reason) -> str:
        test, holds = reason.test, reason.outcome is Outcome.YES
        label = self.label(test.key)
        if isinstance(test, Known):
            return f"{label}: {self._whether_given(test.key) if test.known is holds else 'not given'}"
        if isinstance(test, AnyOf) and test.key in SIGNALS:
            return self.requirement(test) if holds else f"it is not so that {label}"
        if isinstance(test, AnyOf) and holds:
            return f"{label}: {self.values(test.key, self.meeting(test), 'and')}"
        if isinstance(test, Lacks) and not holds:
            return f"{label}: {self.answer(test.key)}"
        if holds:
            return self.requirement(test)
        if isinstance(test, PeopleIn):
            return self._too_few(test)
        return f"{label}: {self.answer(test.key)}, not {self._short(test)}"

    def _whether_given(self, key: str) -> str:
        return self.answer(key) if self.rests_on_default(key) else "given"

    def _is_of_places(self, test: AnyOf) -> bool:
        return test.key in self.library.atlas.asked_for

    def meeting(self, test: AnyOf) -> tuple[str, ...]:
        """The values of an answer that meet a test: of several places, those that lie in a place it names."""
        answered = values_of(self.facts.get(test.key, ()))
        if self._is_of_places(test):
            holds = self.library.atlas.holds
            return tuple(place for place in answered if any(holds(region, place) for region in test.values)) or answered
        return tuple(value for value in answered if value in test.values) or answered

    def _too_few(self, test: PeopleIn) -> str:
        where = self.library.atlas.in_sentence(test.place)
        least, most = people_in(test.place, self.facts, self.library.atlas)
        if most == 0:
            return f"nobody works in {where}"
        counted = f"{most}" if least == most else f"{most} at most"
        return f"people working in {where}: {counted}, not {_range(test.at_least, test.below)}"

    def _short(self, test: Test) -> str:
        match test:
            case AnyOf(key, values) if len(values) > MANY:
                return f"any of the {len(values)} that it is for"
            case AnyOf(key, values):
                return self.values(key, values)
            case Lacks(key, values):
                return f"without {self.values(key, values)}"
            case Known(_, known):
                return "given" if known else "left out"
            case Number(_, at_least, below) | PeopleIn(_, at_least, below):
                return _range(at_least, below)

    def decisive(self, reasons: Sequence[Reason]) -> list[Reason]:
        """The reasons a reader wants: none that speaks of a place nobody works in, or repeats what another tells."""
        answered = {reason.test.key for reason in reasons if not isinstance(reason.test, Known)}
        told = {
            reason.test.key for reason in reasons if isinstance(reason.test, AnyOf) and reason.outcome is Outcome.YES
        }

        def repeats(reason: Reason) -> bool:
            if isinstance(reason.test, Known):
                return reason.test.key in answered
            return reason.negated and reason.outcome is Outcome.NO and reason.test.key in told

        kept = [reason for reason in reasons if not repeats(reason)]
        near = [reason for reason in kept if not self._is_elsewhere(reason)]
        return near or kept

    def _is_elsewhere(self, reason: Reason) -> bool:
        test = reason.test
        if not isinstance(test, PeopleIn) or reason.outcome is not Outcome.NO:
            return False
        return people_in(test.place, self.facts, self.library.atlas)[1] == 0

    def condition(self, condition: Condition) -> str:
        """A clause's whole test in words."""
        parts = [self.requirement(test) for test in condition.tests]
        if condition.any_of:
            parts.append("either " + ", or ".join(self.condition(inner) for inner in condition.any_of))
        whole = "; and ".join(parts)
        if condition.unless is None:
            return whole
        return f"{whole or 'always'}, unless {self.condition(condition.unless)}"


def _range(at_least: int | None, below: int | None) -> str:
    bounds = [f"{at_least} or more"] if at_least is not None else []
    return " and ".join([*bounds, *([f"below {below}"] if below is not None else [])])


def _by_condition(formatter: ReasonFormatter, decision: Decision) -> str:
    heard = formatter.decisive(decision.verdict.reasons)
    return "; ".join(dict.fromkeys(formatter.description(reason) for reason in heard)) or "no condition"


def questions_behind(selection: Selection, decision: Decision) -> tuple[str, ...]:
    """The questions whose answers a decision rests on, by id."""
    formatter = ReasonFormatter(selection.library, selection.situation)
    heard = formatter.decisive(decision.verdict.reasons)
    keys = [reason.test.key for reason in heard if reason.outcome is not Outcome.UNKNOWN]
    behind = (question for key in keys for question in (sorted(SIGNALS[key].reads) if key in SIGNALS else [key]))
    return tuple(dict.fromkeys(behind))


def defaults_behind(selection: Selection, decision: Decision) -> tuple[str, ...]:
    """The questions nobody was asked that a decision rests on, by id."""
    defaulted = selection.situation.defaulted
    return tuple(question for question in questions_behind(selection, decision) if question in defaulted)


_PLAIN = {
    "room": "the paper is full, and this makes room for rules that matter more to you",
    "always": "for every organisation",
    "own": "a rule of your own",
    "unlawful": "its wording is not for any of your places",
}


def why(selection: Selection, decision: Decision) -> str:
    """Why a clause is what it is, in one line."""
    formatter = ReasonFormatter(selection.library, selection.situation)
    match decision.cause:
        case "always" | "own" | "room" | "unlawful":
            return _PLAIN[decision.cause]
        case "condition":
            return _by_condition(formatter, decision)
        case "trades":
            named = map(selection.library.trades.name, values_of(selection.situation.facts.get("trades", ())))
            return f"your line of work has rules of its own instead: {listed(list(named))}"
        case "not-asked":
            labels = dict.fromkeys(formatter.label(reason.test.key) for reason in decision.verdict.reasons)
            return f"not asked of an organisation like yours: {listed(list(labels))}"
        case "host":
            return f"stands under “{_title(selection, decision.other)}”, which is not in"
        case "replaced":
            return f"“{_title(selection, decision.other)}” is used instead for all your places"
        case "not-in-force":
            return f"not in force on {selection.date} ({decision.other})"
        case "forbidden":
            return f"the pack {decision.other} leaves it out"
        case "left-out":
            return f"left out by your answers: {decision.other}"
        case "stopped":
            return f"stopped by advisory {decision.other}"
        case "depth":
            reasons = _by_condition(formatter, decision)
            return (
                f"a full policy prints it; yours is short ({reasons})"
                if decision.verdict.reasons
                else "a full policy prints it; yours is short"
            )
        case "unconfirmed":
            return f"asked for by law, so it stands until you confirm: {_by_condition(formatter, decision)}"


def _title(selection: Selection, clause: str) -> str:
    found = selection.library.clauses.get(clause)
    return found.title if found else clause


def what_it_would_take(selection: Selection, decision: Decision) -> str:
    """What would bring a clause in, or empty when it is in or nothing would."""
    if decision.status in {Status.IN, Status.NOT_PRINTED} or decision.cause not in {"condition", "host"}:
        return ""
    formatter = ReasonFormatter(selection.library, selection.situation)
    if decision.cause == "host":
        return f"“{_title(selection, decision.other)}” must be in."
    needs: list[str] = []
    for reason in formatter.decisive(decision.verdict.reasons):
        wanted = formatter.requirement(reason.test)
        needs.append(f"not {wanted}" if reason.negated else wanted)
    return "; ".join(dict.fromkeys(needs))


def why_raised(selection: Selection, raised: Raised) -> str:
    """The answers that raised an advisory."""
    formatter = ReasonFormatter(selection.library, selection.situation)
    return "; ".join(
        dict.fromkeys(formatter.description(reason) for reason in formatter.decisive(raised.verdict.reasons))
    )
