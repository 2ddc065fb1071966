"""What the owner of a policy has to do before anyone signs it: tasks worked out from what was selected, the gravest first."""

from collections.abc import Iterator, Mapping, Sequence

from policygen._dataclass import dataclass
from policygen.assembly.terms import WRITTEN_IN, Terms, printed
from policygen.conditions.evaluate import values_of
from policygen.document.model import Confirm, Document
from policygen.document.walk import inlines, plain, runs
from policygen.findings import Severity
from policygen.language.dates import spelled_date
from policygen.language.lists import listed
from policygen.selection.law import law_gaps
from policygen.selection.model import Selection
from policygen.selection.reasons import ReasonFormatter
from policygen.selection.waiting import WaitingDuty, waiting_duties

READS = frozenset({"monitoring", "worker_bodies", "worker_body_steps"})
"""Questions whose answers make a task, beside those that the policy prints."""

SHEETS = ("escalation.numbers", "escalation.numbers-at-risk")
"""The clauses that are sheets of names to fill in."""

MOST_TASKS = 7
"""Tasks on the first page."""

_MUST_BE_ASKED = {"recognised_union", "works_council", "cse"}
_DATA_LAW = ("EU", "GB", "CH", "NO", "IS", "LI")
"""Where a privacy notice for staff must say what is looked at."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    id: str
    do: str
    gap: str = ""
    """What is wrong as long as it is not done, where that can be said in a sentence of its own."""
    where: str = ""
    who: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that the text asks to confirm."""

    question: str
    label: str
    parts: tuple[str, ...]
    """Titles of the parts that ask for it."""
    statutory: bool
    """A text that a law asks for has it."""


def open_facts(selection: Selection, documents: Sequence[Document]) -> tuple[Gap, ...]:
    """Every fact that some documents ask to confirm, each once."""
    questions = selection.library.questionnaire.questions
    parts: dict[str, list[str]] = {}
    statutory: set[str] = set()
    for document in documents:
        for part in document.parts:
            for found in (each for block in part.blocks for run in runs(block) for each in inlines(run)):
                if isinstance(found, Confirm):
                    parts.setdefault(found.question, []).append(part.origin.title)
                    statutory |= {found.question} if part.origin.statutory else set()
    return tuple(
        Gap(id, questions[id].label if id in questions else id, tuple(dict.fromkeys(titles)), id in statutory)
        for id, titles in parts.items()
    )


class OwnersTasks:
    """The tasks of one selection, and of the documents that it makes for staff."""

    def __init__(self, selection: Selection, documents: Sequence[Document]) -> None:
        self.selection = selection
        self.facts = selection.situation.facts
        self.terms = Terms(selection)
        self.wording = self.terms.wording
        self.formatter = ReasonFormatter(selection.library, selection.situation)
        self.gaps = open_facts(selection, documents)
        self.duties: tuple[WaitingDuty, ...] = waiting_duties(selection)
        self.places = values_of(self.facts.get("work_locations", ()))

    def say(self, id: str, **slots: str) -> str:
        """Words of the library for the notes."""
        return self.wording.text(f"notes.{id}", **slots)

    def name(self, question: str, field: str = "name") -> str:
        """Who somebody is, by name or else by post; empty when nobody said."""
        person = self.facts.get(question)
        return str(person.get(field) or person.get("role") or "") if isinstance(person, Mapping) else ""

    @property
    def owner(self) -> str:
        """Who owns the policy."""
        return self.name("policy_owner") or self.say("somebody")

    @property
    def before(self) -> str:
        """By when what must come first is to be done."""
        day = self.facts.get("effective_date")
        return self.say("by-day", day=spelled_date(str(day), self.terms.english)) if day else self.say("by-start")

    @property
    def everywhere(self) -> str:
        """The places people work in."""
        return listed([self.selection.library.atlas.name(place) for place in self.places])

    def all(self) -> tuple[Task, ...]:
        """Every task, the gravest first."""
        return (
            *self._warnings(Severity.HIGH),
            *self._law(),
            *self._notices(),
            *self._consultation(),
            *self._names(),
            *self._to_give(),
            *self._facts(),
            *self._duties(),
            *self._unread_law(),
            *self._privacy(),
            *self._contracts(),
            *self._start(),
            *self._warnings(Severity.MEDIUM),
            *self._promises(),
        )

    def _task(self, id: str, do: str, **more: str) -> Task:
        return Task(id, do, **{"who": self.owner, "by": self.before, "where": self.everywhere, **more})

    def _warnings(self, severity: Severity) -> Iterator[Task]:
        for raised in self.selection.raised:
            weight = min(raised.advisory.severity, Severity.HIGH)
            if weight is severity and not raised.accepted:
                yield self._task(raised.advisory.id, raised.advisory.do, gap=raised.advisory.says)

    def _law(self) -> Iterator[Task]:
        gaps = law_gaps(self.selection)
        for number, told in enumerate(gaps.sentences()):
            where = listed([*gaps.wider] if number == 0 and gaps.wider else [*gaps.none]) or "–"
            who = self.say("a-lawyer")
            yield self._task(f"law-{number}", self.say("do-law"), gap=told, where=where, who=who)

    def _unread_law(self) -> Iterator[Task]:
        """The lines on the law of which we know the sources, and have read none."""
        sources = self.selection.library.sources
        told = [each for each in self.selection.standing() if each.tells_law and self.selection.printed(each.id)]
        unread = [each for each in told if not any(sources[id].is_read for id in each.sources if id in sources)]
        if unread:
            titles = listed([f"“{clause.title}”" for clause in unread])
            yield self._task("unread-law", self.say("do-unread-law", titles=titles), who=self.say("a-lawyer"))

    def _notices(self) -> Iterator[Task]:
        for gap in self.gaps:
            if gap.statutory:
                do = self.say("do-notice", label=gap.label, title=listed(gap.parts))
                yield self._task(f"notice-{gap.question}", do, gap=self.say("gap-notice", title=listed(gap.parts)))

    def _consultation(self) -> Iterator[Task]:
        bodies = [body for body in values_of(self.facts.get("worker_bodies", ())) if body in _MUST_BE_ASKED]
        steps = self.facts.get("worker_body_steps")
        done = {
            str(row.get("body"))
            for row in (steps if isinstance(steps, tuple) else ())
            if isinstance(row, Mapping) and row.get("step") in {"agreed", "consulted"}
        }
        for body in bodies:
            if body not in done:
                who = plain(self.terms.value(self.terms.library.questionnaire.questions["worker_bodies"], body, ""))
                yield self._task(
                    f"consult-{body}", self.say("do-consult", body=who), gap=self.say("gap-consult", body=who)
                )

    def _to_give(self) -> Iterator[Task]:
        atlas = self.selection.library.atlas
        given = [c for c in self.selection.standing() if c.section == "notices" and self.selection.printed(c.id)]
        if given:
            regions = [region for clause in given for region in clause.binds_at]
            here = [p for p in self.places if not regions or any(atlas.holds(region, p) for region in regions)]
            titles = listed(list(dict.fromkeys(f"“{clause.title}”" for clause in given)))
            where = listed([atlas.name(place) for place in here])
            yield self._task("give", self.say("do-give", titles=titles), where=where)

    def _names(self) -> Iterator[Task]:
        """The sheet of names, and that nobody stands on it yet who hears of somebody at risk."""
        for id in SHEETS:
            if self.selection.printed(id):
                title = self.selection.library.clauses[id].title
                is_open = any(place == id and self.terms.holder(role) is None for role, place in WRITTEN_IN.items())
                gap = self.say("gap-names", title=title) if is_open else ""
                yield self._task("names", self.say("do-names", title=title), gap=gap, where="")

    def _contracts(self) -> Iterator[Task]:
        if self.selection.printed("conduct.consequences") or self.selection.printed("purpose.part-of-contract"):
            yield self._task("contracts", self.say("do-contracts"))

    def _facts(self) -> Iterator[Task]:
        labels = [gap.label for gap in self.gaps if not gap.statutory and gap.question != "effective_date"]
        if labels:
            do = self.say("do-facts", labels=listed(labels))
            yield self._task("facts", do, gap=self.say("gap-facts"))

    def _duties(self) -> Iterator[Task]:
        for duty in self.duties:
            yield self._task(duty.question.id, duty.question.duty, gap=self.say("gap-duty", question=duty.question.ask))

    def _privacy(self) -> Iterator[Task]:
        looks = set(values_of(self.facts.get("monitoring", ()))) - {"none"}
        here = [p for p in self.places if any(self.selection.library.atlas.holds(region, p) for region in _DATA_LAW)]
        if looks and here:
            where = listed([self.selection.library.atlas.name(place) for place in here])
            yield self._task("privacy", self.say("do-privacy"), where=where)

    def _start(self) -> Iterator[Task]:
        if not self.facts.get("effective_date"):
            approver = str(self.facts.get("approved_by") or self.owner)
            yield self._task("start", self.say("do-start"), who=approver, by="–")

    def _promises(self) -> Iterator[Task]:
        yield self._task("promises", self.say("do-promises"))

    def kept_by(self, clause: str) -> str:
        """Who keeps the promises of a clause."""
        return plain(printed(self.terms.term(self.selection.library.clauses[clause].owner or "policy_owner"), ()))
