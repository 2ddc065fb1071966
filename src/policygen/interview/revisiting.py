"""A review as state: what of a document is to be looked at next, and what follows from what a person decides then."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from policygen._dataclass import dataclass
from policygen.answers.model import Answers, LeftOut
from policygen.answers.write import plain
from policygen.app.review import line_of_changes
from policygen.app.review_decisions import outcome_of
from policygen.app.review_matters import GONE, KEEP, NETWORK, NEW, NONE, OPEN, Agenda, Matter
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.findings import Finding
from policygen.interview.conversation import Conversation, begin_conversation
from policygen.interview.steps import AskStep, ClashStep, WarnStep
from policygen.library.model import Library

ALL = "\0all"
"""The choice that everything on a screen is as it should be."""
TITLES = {
    "networks": "Your networks and accounts: is all of this still right?",
    "people": "People and places: is all of this still right?",
    "law": "The law moved.",
    "open": "This is not known yet. Do you know it now?",
    "wording": "In the document itself:",
    "close": "That is all.",
}
WAYS = {
    "networks": "All of this is right, and nothing else is in use",
    "people": "All of this is right",
    "law": "I have read this",
    "open": "Leave open what is not known",
    "wording": "I have read this",
    "close": "Write the update",
}


@dataclass(frozen=True, slots=True)
class Way:
    """Something that a person may do on a screen."""

    value: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class LookStep:
    """Some matters are to be looked at: `choose` one of the ways, or `go_back`."""

    ask: str
    ways: tuple[Way, ...]
    """The first is what most choose."""
    told: tuple[str, ...]
    """What is known, a line each."""
    number: int
    total: int

    @property
    def can_go_back(self) -> bool:
        """Whether something was looked at before."""
        return self.number > 1


@dataclass(slots=True)
class _Held:
    """Answers that are kept nowhere until the review is done but among its decisions."""

    answers: Answers
    findings: tuple[Finding, ...] = ()

    def save(self, values: Mapping[str, Value]) -> None:
        self.answers = replace(self.answers, values=dict(values))

    def changed_meanwhile(self) -> bool:
        return False

    def leave_out(self, clause: str, reason: str, date: str) -> None:
        self.answers = replace(self.answers, leaves_out=(*self.answers.leaves_out, LeftOut(clause, reason, date=date)))

    def move_aside(self) -> str:
        return ""


@dataclass(slots=True)
class Revisit:
    """One review by one person, on whatever it is held."""

    library: Library
    agenda: Agenda
    decisions: dict[str, object]
    """What was decided so far, by matter."""
    keep: Callable[[Mapping[str, object]], None]
    """Keeps the decisions, after each of them."""
    passed: list[str] = field(default_factory=list[str])
    """The screens that were found right, in order."""
    asking: Conversation | None = None
    """A question that is being answered anew, and those that hang on it."""
    asked: str = ""

    def __post_init__(self) -> None:
        for screen in self.screens():
            matters = self._on(screen)
            if screen != "close" and all(matter.id in self.decisions for matter in matters):
                self.passed.append(screen)

    # -- what is to be shown --

    def screens(self) -> list[str]:
        """Every screen of the review, in order: matters of a group together, answers changed in the document one by one."""
        return list(dict.fromkeys(self._screen(matter) for matter in self.agenda.matters))

    def _screen(self, matter: Matter) -> str:
        return matter.id if matter.group == "edited" else matter.group

    def _on(self, screen: str) -> list[Matter]:
        return [matter for matter in self.agenda.matters if self._screen(matter) == screen]

    def step(self) -> LookStep | AskStep | WarnStep | ClashStep | None:
        """What is to be shown now; None when everything was looked at."""
        if self.asking is not None:
            step = self.asking.step()
            if isinstance(step, AskStep):
                return replace(step, can_go_back=True)
            if isinstance(step, WarnStep):
                return step
            self._answered(self.asking.session.values)
        screens = self.screens()
        screen = next((each for each in screens if each not in self.passed), None)
        if screen is None:
            return None
        number = screens.index(screen) + 1
        matters = self._on(screen)
        if matters[0].group == "edited":
            ways = tuple(Way(value, label) for value, label in matters[0].ways.items())
            return LookStep(matters[0].ask, ways, matters[0].told, number, len(screens))
        return LookStep(TITLES[screen], self._ways(screen), tuple(self._told(screen)), number, len(screens))

    def _ways(self, screen: str) -> tuple[Way, ...]:
        first = Way(ALL, WAYS[screen])
        questions = self.library.questionnaire.questions
        if screen == "networks":
            if self._decided_on(self._on(screen)):
                first = Way(ALL, "All of this is right now")
            further = [Way("platforms", "A network came or went")]
            if any(matter.id == "accounts" for matter in self._on(screen)):
                further.append(Way("accounts", "The name of an account, or who looks after it, changed"))
            return (first, *further)
        if screen in {"people", "open"}:
            named = [matter.id for matter in self._on(screen)]
            return (
                first,
                *(Way(id, f"{_begun(questions[id].label)}: {self._words(id)}", questions[id].ask) for id in named),
            )
        if screen == "close":
            return (first, Way("review_months", "Another day for the next review"))
        return (first,)

    def _decided_on(self, matters: Sequence[Matter]) -> bool:
        return any(matter.id in self.decisions for matter in matters)

    def _words(self, question: str) -> str:
        """An answer as it stands by what was decided so far."""
        return self.agenda.words(self.library, question, self.values.get(question))

    def _told(self, screen: str) -> list[str]:
        if screen == "networks":
            return self._networks()
        if screen == "close":
            outcome = outcome_of(self.agenda, self.decisions, self.library)
            matter = self.agenda.of("review_months")
            return [
                f"For the history of versions: {line_of_changes(self.agenda, outcome, self.library)}",
                f"The next review: {self.agenda.review_day(outcome.values)}" if matter is not None else "",
            ]
        return [line for matter in self._on(screen) for line in _lines(matter, screen)]

    def _networks(self) -> list[str]:
        """Each network with its news, and what is known of its accounts."""
        registry = self.library.registry
        told: list[str] = []
        for id in values_of(self.values.get("platforms", ())):
            matter = self.agenda.of(f"{NETWORK}{id}")
            news = " ".join(matter.told) if matter is not None else "New on your list."
            told.append(registry.name(id) if id != NONE else "None.")
            told += [f"    {news}"] if news else []
        for entry in self.agenda.entries(self.library, "accounts", self.values.get("accounts")):
            told.append(f"Account: {entry}")
        return told

    @property
    def values(self) -> Mapping[str, Value]:
        """The answers by what was decided so far."""
        return outcome_of(self.agenda, self.decisions, self.library).values

    # -- what a person does --

    def choose(self, value: str) -> None:
        """Do what a way of the present screen says."""
        screen = next(each for each in self.screens() if each not in self.passed)
        matters = self._on(screen)
        if value not in (ALL, *matters[0].ways):
            self._ask(value)
            return
        for matter in matters:
            decided = next(iter(matter.ways)) if value == ALL else value
            if value != ALL or matter.id not in self.decisions:
                self.decisions[matter.id] = decided
        self.passed.append(screen)
        self.keep(self.decisions)

    def _ask(self, question: str) -> None:
        answers = replace(self.agenda.revision.answers, values=dict(self.values))
        today = self.agenda.today
        self.asking = begin_conversation(self.library, _Held(answers), today, thorough=False, only=(question,))
        self.asked = question

    def _answered(self, values: Mapping[str, Value]) -> None:
        """Keep what was answered anew among the decisions."""
        before = self.values
        self.asking = None
        for id in self.library.questionnaire.questions:
            if before.get(id) != values.get(id):
                self._decide(id, values.get(id))
        self.keep(self.decisions)

    def _decide(self, question: str, value: Value | None) -> None:
        if question == "platforms":
            listed = values_of(self.agenda.values.get("platforms", ()))
            now = [id for id in values_of(value or ()) if id != NONE]
            for id in (id for id in listed if id != NONE):
                self.decisions[f"{NETWORK}{id}"] = KEEP if id in now else GONE
            self.decisions[NEW] = [id for id in now if id not in listed] or NONE
            return
        stands = self.agenda.values.get(question)
        matter = self.agenda.of(question)
        if value is None:
            self.decisions[question] = OPEN
        elif value == stands and matter is not None and KEEP in matter.ways:
            self.decisions[question] = KEEP
        else:
            self.decisions[question] = plain(value)

    def go_back(self) -> None:
        """Leave a question as it was answered before, or turn to the screen before; what was decided there is asked again."""
        if self.asking is not None:
            if self.asking.session.trail or self.asking.warnings:
                self.asking.go_back()
            else:
                self.asking = None
        elif self.passed:
            screen = self.passed.pop()
            for matter in self._on(screen):
                if self.decisions.get(matter.id) in matter.ways:
                    del self.decisions[matter.id]
            self.keep(self.decisions)


def _begun(label: str) -> str:
    return label[:1].upper() + label[1:]


def _lines(matter: Matter, screen: str) -> list[str]:
    """A matter in lines."""
    if screen in {"people", "open"}:
        return []
    return [matter.ask, *(f"    {line}" for line in matter.told)]
