"""Reasons in words: why a clause is in, out or unknown, and what it would take."""

from collections.abc import Mapping, Sequence

from policygen.conditions.evaluate import people_in, values_of
from policygen.conditions.model import AnyOf, Known, Lacks, Number, Outcome, PeopleIn, Reason, Test, Value
from policygen.library.model import Library
from policygen.questions.signals import SIGNALS
from policygen.selection.model import Decision, Raised, Selection, Status


def listed(words: Sequence[str], joining: str = "and") -> str:
    """`A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joining} {words[-1]}"


class Teller:
    """Puts tests and answers into words with a library's labels."""

    def __init__(self, library: Library, facts: Mapping[str, Value]) -> None:
        self.library = library
        self.facts = facts

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
        if question is not None and question.kind == "places":
            return self.library.atlas.name(value)
        if question is not None and question.kind == "platforms":
            return self.library.registry.name(value)
        return value

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

    def wanted(self, test: Test) -> str:
        """What a test asks for, as `X is Y`."""
        label = self.label(test.key)
        match test:
            case AnyOf(key, values, _) if key in SIGNALS:
                return label if values == ("yes",) else f"it is not so that {label}"
            case AnyOf(key, values, _):
                return f"{label}: {self.values(key, values)}"
            case Lacks(key, values):
                return f"{label}: answered without {self.values(key, values)}"
            case Known(_, known):
                return f"{label}: {'given' if known else 'not given'}"
            case Number(_, at_least, below):
                return f"{label}: {_range(at_least, below)}"
            case PeopleIn(place, at_least, below):
                return f"people working in {self.library.atlas.in_sentence(place)}: {_range(at_least, below)}"

    def told(self, reason: Reason) -> str:
        """One test and what it came to."""
        test = reason.test
        if reason.outcome is Outcome.UNKNOWN:
            if isinstance(test, PeopleIn):
                return f"not known: how many people work in {self.library.atlas.in_sentence(test.place)}"
            if isinstance(test, AnyOf) and test.places and "work_locations" in self.facts:
                return f"not known: whether people work in {self.values(test.key, test.values)}"
            return f"not known: {self.label(test.key)}"
        holds = reason.outcome is Outcome.YES
        if isinstance(test, Known):
            return f"{self.label(test.key)}: {'given' if test.known is holds else 'not given'}"
        if isinstance(test, Lacks) and not holds:
            return f"{self.label(test.key)}: {self.answer(test.key)}"
        if isinstance(test, AnyOf) and holds and test.key not in SIGNALS:
            return f"{self.label(test.key)}: {self.answer(test.key)}"
        if isinstance(test, AnyOf) and test.key in SIGNALS:
            return self.wanted(test) if holds else f"it is not so that {self.label(test.key)}"
        if holds:
            return self.wanted(test)
        if isinstance(test, PeopleIn):
            least, most = people_in(test.place, self.facts, self.library.atlas)
            counted = f"{most}" if least == most else f"{most} at most"
            where = self.library.atlas.in_sentence(test.place)
            return f"people working in {where}: {counted}, not {_range(test.at_least, test.below)}"
        return f"{self.label(test.key)}: {self.answer(test.key)}, not {self._short(test)}"

    def _short(self, test: Test) -> str:
        match test:
            case AnyOf(key, values, _):
                return self.values(key, values)
            case Lacks(key, values):
                return f"without {self.values(key, values)}"
            case Known(_, known):
                return "given" if known else "left out"
            case Number(_, at_least, below) | PeopleIn(_, at_least, below):
                return _range(at_least, below)


def _range(at_least: int | None, below: int | None) -> str:
    bounds = [f"{at_least} or more"] if at_least is not None else []
    return " and ".join([*bounds, *([f"below {below}"] if below is not None else [])])


def _by_condition(teller: Teller, decision: Decision) -> str:
    reasons = decision.verdict.reasons
    # That a question was answered needs no words of its own where its answer is told.
    answered = {reason.test.key for reason in reasons if not isinstance(reason.test, Known)}
    heard = [reason for reason in reasons if not (isinstance(reason.test, Known) and reason.test.key in answered)]
    return "; ".join(dict.fromkeys(teller.told(reason) for reason in heard)) or "no condition"


def why(selection: Selection, decision: Decision) -> str:
    """Why a clause is what it is, in one line."""
    teller = Teller(selection.library, selection.situation.facts)
    match decision.cause:
        case "always":
            return "for every organisation"
        case "condition":
            return _by_condition(teller, decision)
        case "not-asked":
            labels = dict.fromkeys(teller.label(reason.test.key) for reason in decision.verdict.reasons)
            return f"not asked of an organisation like yours: {listed(list(labels))}"
        case "host":
            return f"stands under “{_title(selection, decision.other)}”, which is not in"
        case "replaced":
            return f"“{_title(selection, decision.other)}” is used instead for all your places"
        case "not-in-force":
            return f"not in force on {selection.date} ({decision.other})"
        case "forbidden":
            return f"the pack {decision.other} leaves it out"
        case "stopped":
            return f"stopped by advisory {decision.other}"
        case "unlawful":
            return "its wording is not for any of your places"
        case "depth":
            reasons = _by_condition(teller, decision)
            return (
                f"a full policy prints it; yours is short ({reasons})"
                if decision.verdict.reasons
                else "a full policy prints it; yours is short"
            )
        case "unconfirmed":
            return f"asked for by law, so it stands until you confirm: {_by_condition(teller, decision)}"


def _title(selection: Selection, clause: str) -> str:
    found = selection.library.clauses.get(clause)
    return found.title if found else clause


def what_it_would_take(selection: Selection, decision: Decision) -> str:
    """What would bring a clause in, or empty when it is in or nothing would."""
    if decision.status in {Status.IN, Status.NOT_PRINTED} or decision.cause not in {"condition", "host"}:
        return ""
    teller = Teller(selection.library, selection.situation.facts)
    if decision.cause == "host":
        return f"“{_title(selection, decision.other)}” must be in."
    needs: list[str] = []
    for reason in decision.verdict.reasons:
        wanted = teller.wanted(reason.test)
        needs.append(f"not {wanted}" if reason.negated else wanted)
    return "; ".join(dict.fromkeys(needs))


def why_raised(selection: Selection, raised: Raised) -> str:
    """The answers that raised an advisory."""
    teller = Teller(selection.library, selection.situation.facts)
    return "; ".join(dict.fromkeys(teller.told(reason) for reason in raised.verdict.reasons))
