"""The interview itself: ask what is next, save, warn, and look everything over at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from policygen.answers.model import Answers
from policygen.assembly.promises import promises
from policygen.conditions.model import Value
from policygen.findings import Severity
from policygen.interview.asking import Asker
from policygen.interview.console import BackError, Console
from policygen.interview.draft import Draft
from policygen.interview.kinds import ask
from policygen.interview.review import review_answers, review_promises, show_warnings
from policygen.interview.screen import Note, Screen, told
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.questions.flow import Situation
from policygen.questions.model import Question
from policygen.questions.session import Book, Session, answered, back, begin, progress, turned_to, upcoming
from policygen.selection.advise import on_answers
from policygen.selection.model import Raised
from policygen.selection.select import select

LEADS = {Severity.BLOCK: "Stop", Severity.HIGH: "Warning", Severity.MEDIUM: "Mind", Severity.INFO: "Note"}


@dataclass(slots=True)
class Talk:
    """One interview with one person."""

    console: Console
    library: Library
    draft: Draft
    today: str
    session: Session
    known: Situation
    notes: tuple[Note, ...] = ()
    picked: bool = False
    """The question being asked was picked out of the review."""

    @property
    def book(self) -> Book:
        """What is asked from."""
        return _book(self.library)

    def asker(self) -> Asker:
        """Who puts the next question."""
        return Asker(self.console, self.library, self.known, self.today, self.session.thorough)

    def raised(self) -> tuple[Raised, ...]:
        """The advisories that hold now and that nobody accepted."""
        date = str(self.known.facts.get("effective_date") or self.today)
        found = on_answers(self.library, self.known, self.draft.accepted, date)
        return tuple(entry for entry in found if not entry.accepted)

    def hold(self) -> None:
        """Ask until nothing is open and everything was looked over.

        Raises: `KeyboardInterrupt` when the person stops.
        """
        unasked = set(self.known.unasked)
        while True:
            question = upcoming(self.book, self.session, self.known)
            if question is not None:
                self.put(question)
            elif self.agreed():
                break
        dropped = set(self.known.unasked) - unasked
        if dropped:
            self.draft.save({id: value for id, value in self.session.values.items() if id not in dropped})

    # -- one question --

    def put(self, question: Question) -> None:
        """Ask one question, keep the answer, and note what follows from it."""
        stands = progress(self.book, self.session, self.known, question)
        screen = Screen(
            question.ask,
            question.why,
            told(stands, self.console.signs.dot),
            self.notes,
            can_go_back=bool(self.session.trail) or self.picked,
        )
        try:
            value, said = ask(self.asker(), question, screen, self.session.values.get(question.id))
        except BackError:
            self.go_back()
            return
        self.take(question, value, said)

    def go_back(self) -> None:
        """Turn to the question before, or to the review that a question was picked out of."""
        self.notes = ()
        if self.picked:
            self.picked = False
            self.session = replace(self.session, turned_to="")
        else:
            self.session = back(self.session) or self.session

    def take(self, question: Question, value: Value | None, said: tuple[Note, ...]) -> None:
        """Keep an answer at once, and note the warnings it raises and the answers it unsettles."""
        before, reopened = {entry.advisory.id for entry in self.raised()}, self.session.reopened
        self.session, self.known = answered(self.book, self.session, self.known, question.id, value)
        self.draft.save(self.session.values)
        self.picked = False
        fresh = [entry for entry in self.raised() if entry.advisory.id not in before]
        light = [advisory_note(entry) for entry in fresh if entry.advisory.severity is Severity.INFO]
        self.notes = (*said, *light, *self._to_be_asked_again(reopened))
        self.warn([entry for entry in fresh if entry.advisory.severity is not Severity.INFO])

    def warn(self, raised: list[Raised]) -> None:
        """Warnings on a screen of their own, right after the answer that raised them."""
        if not raised:
            return
        try:
            show_warnings(self.console, [advisory_note(entry) for entry in raised])
        except BackError:
            self.notes = ()
            self.session = back(self.session) or self.session

    def _to_be_asked_again(self, before: frozenset[str]) -> tuple[Note, ...]:
        opened = [id for id in self.session.reopened - before if self.known.applies[id].value != "no"]
        if not opened:
            return ()
        return (Note("quiet", "", f"That changes {counted(len(opened), 'earlier question')}, asked again now."),)

    # -- the end --

    def agreed(self) -> bool:
        """Whether the person says that answers and promises are right; they may pick one out to change instead."""
        asker = self.asker()
        notes, self.notes = self.notes, ()
        try:
            warnings = [advisory_note(entry) for entry in self.raised() if entry.advisory.severity > Severity.INFO]
            picked = review_answers(asker, self.session.trail, notes, warnings)
        except BackError:
            self.go_back()
            return False
        if picked:
            self.session, self.picked = turned_to(self.session, picked), True
            return False
        made = tuple(
            each for each in promises(select(self.library, self.answers(), self.today)) if each.kind == "promise"
        )
        try:
            if made:
                review_promises(asker, made)
        except BackError:
            return False
        return True

    def answers(self) -> Answers:
        """What was said."""
        return Answers(self.session.values, self.draft.accepted, self.library.version, self.draft.answers.file)


def advisory_note(raised: Raised) -> Note:
    """A warning, with what to do about it."""
    advisory = raised.advisory
    lead = "Nothing can be written like this" if raised.stops_build else LEADS[advisory.severity]
    return Note("warn", lead, advisory.says, advisory.do)


def _book(library: Library) -> Book:
    return Book(library.questionnaire, library.registry, library.atlas)


def start(
    console: Console, library: Library, draft: Draft, today: str, *, thorough: bool, only: tuple[str, ...]
) -> Talk:
    """An interview that is about to begin, or to go on."""
    book = _book(library)
    values: Mapping[str, Value] = draft.answers.values
    known = book.situation(values)
    return Talk(console, library, draft, today, begin(book, values, thorough=thorough, only=only), known)
