"""What a review of an issued document looks at: networks, accounts, people and places, law, brackets, hand edits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from policygen._dataclass import dataclass
from policygen.answers.write import plain
from policygen.app.build import brackets
from policygen.app.check import risky_edits
from policygen.app.document_status import DocumentStatus, status_of
from policygen.app.update import Revision, plan_update
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Outcome, Value
from policygen.document.model import Document
from policygen.findings import Location, Severity
from policygen.language.dates import months_later, spelled_date
from policygen.language.lists import counted, listed
from policygen.library.model import Library, Source
from policygen.platforms.model import Change, Platform, Registry
from policygen.platforms.names import closing
from policygen.questions.flow import situation
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.revision.answers import EditedAnswer

KEEP, GONE, NONE, TAKE, LEAVE, SEEN, OPEN = "keep", "gone", "none", "take", "leave", "seen", "open"
"""What may be decided in a word."""
NEW = "networks.new"
CHANGED = "changed"
NETWORK = "network."
LOOKED_AT = ("headcount", "work_locations", "policy_owner", "concern_contacts")
"""What may have changed in a year besides accounts, by question."""
YEAR = 12
MOST_NAMED = 4
"""Laws named of those that are to be read again; more are counted."""
NOT_KNOWN = "not known"
NO_LAW = frozenset({"practice", "guidance"})
"""Kinds of source that are no law."""

Group = str
"""The screen that a matter belongs to: networks, people, law, open, edited, wording, close."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that a review looks at."""

    id: str
    group: Group
    ask: str
    ways: Mapping[str, str]
    """What may be decided in a word, and what it means; the first is what most decide."""
    told: tuple[str, ...] = ()
    """What is known of it, a sentence each: news, a text in the document."""
    question: str = ""
    """The question that is answered anew instead, if any other decision than a word makes sense."""
    stands: Value | None = None
    """The answer to that as it stands."""
    said: str = ""
    """The same in words."""
    after: str = ""
    """What an answer becomes that was changed in the document."""
    is_news: bool = False
    """Something happened since the last review."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that a review looks at, and what it stands on."""

    path: Path
    revision: Revision
    since: str
    """ISO date of the last review: the day that the document is of."""
    today: str
    matters: tuple[Matter, ...]
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """The answers as they stand."""

    def entries(self, library: Library, question: str, value: Value | None) -> tuple[str, ...]:
        """Each entry of an answer in words."""
        asked = library.questionnaire.questions[question]
        return tuple(kind_of(asked).entries(asked, value, library)) if value is not None else ()

    def words(self, library: Library, question: str, value: Value | None) -> str:
        """An answer in words."""
        return "; ".join(self.entries(library, question, value)) or NOT_KNOWN

    def review_day(self, values: Mapping[str, Value]) -> str:
        """The day of the next review in words, by the months that some answers name."""
        months = values.get("review_months")
        usual = self.of("review_months")
        months = months if isinstance(months, int) else usual.stands if usual is not None else YEAR
        english = self.revision.issued.record.document.properties.language
        return spelled_date(months_later(self.today, months if isinstance(months, int) else YEAR), english)

    def of(self, id: str) -> Matter | None:
        """A matter by its id."""
        return next((matter for matter in self.matters if matter.id == id), None)


def agenda_of(
    path: Path, library: Library, today: str, answers: Path | None = None, *, renamed: bool = False
) -> Agenda:
    """What there is to look at in a document.

    Raises: as `plan_update` does.
    """
    revision = plan_update(path, library, today, answers, renamed=renamed, anew=True)
    issued, values = revision.issued, revision.answers.values
    since = issued.record.document.properties.date
    look = _Look(library, revision, status_of(issued), since, today)
    return Agenda(path, revision, since, today, tuple(look.matters()), values)


class _Look:
    def __init__(self, library: Library, revision: Revision, status: DocumentStatus, since: str, today: str) -> None:
        self.library = library
        self.revision = revision
        self.status = status
        self.since = since
        self.today = today
        self.values = revision.answers.values
        self.known = situation(library, self.values)
        self.english = revision.issued.record.document.properties.language

    def matters(self) -> Iterator[Matter]:
        yield from self.networks()
        yield from self.people()
        yield from self.law()
        yield from self.open()
        yield from self.edited()
        yield from self.wording()
        yield self.next_review()

    def question(self, id: str) -> Question | None:
        """A question that is asked of this organisation."""
        found = self.library.questionnaire.questions.get(id)
        return found if found is not None and self.known.applies.get(id) is not Outcome.NO else None

    def words(self, question: Question, value: Value | None) -> str:
        """An answer in words."""
        entries = tuple(kind_of(question).entries(question, value, self.library)) if value is not None else ()
        return "; ".join(entries) or NOT_KNOWN

    def anew(self, id: str, group: Group, ask: str, told: Sequence[str] = ()) -> Iterator[Matter]:
        """A question that is answered anew if its answer is no longer right."""
        question = self.question(id)
        if question is not None:
            stands = self.values.get(id)
            said = self.words(question, stands)
            yield Matter(id, group, ask, {KEEP: f"It is still right: {said}"}, tuple(told), id, stands, said)

    # ---- networks ------------------------------------------------------------------------------------------------------

    def networks(self) -> Iterator[Matter]:
        ways = {KEEP: "Still used", GONE: "No longer used"}
        registry = self.library.registry
        for id in values_of(self.values.get("platforms", ())):
            if id == NONE:
                continue
            platform = registry.platforms.get(id)
            news = tuple(news_of(platform, registry, self.since)) if platform is not None else ()
            yield Matter(
                f"{NETWORK}{id}", "networks", f"{registry.name(id)}: still used?", ways, news, is_news=bool(news)
            )
        if self.values.get("accounts"):
            yield from self.anew(
                "accounts", "networks", "Are the names of the accounts and who looks after each still right?"
            )
        if self.question("platforms") is not None:
            ask = "Is anything else in use: by you, or where staff or customers now speak of you?"
            yield Matter(NEW, "networks", ask, {NONE: "Nothing else"}, question="platforms")

    # ---- people and places ---------------------------------------------------------------------------------------------

    def people(self) -> Iterator[Matter]:
        for id in LOOKED_AT:
            question = self.question(id)
            if question is not None and id in self.values:
                yield from self.anew(id, "people", question.ask)

    # ---- law -----------------------------------------------------------------------------------------------------------

    def law(self) -> Iterator[Matter]:
        seen = {SEEN: "I have read this"}
        printed = [part.origin.id for part in self.revision.issued.record.document.parts]
        for source in self.sources(printed):
            news = tuple(
                f"{change.text.rstrip('.')} ({change.date})." for change in source.changes if change.date > self.since
            )
            if news:
                yield Matter(f"source.{source.id}", "law", f"{source.title} changed.", seen, news, is_news=True)
        if changes := list(self.changes(printed)):
            ask = f"The law behind {counted(len(changes), 'rule')} of yours changed."
            yield Matter("law.changed", "law", ask, seen, tuple(changes), is_news=True)
        if overdue := self.overdue(printed):
            ask = f"{counted(len(overdue), 'law')} behind your rules {'is' if len(overdue) == 1 else 'are'} to be read again."
            names = listed([source.title for source in overdue[:MOST_NAMED]])
            more = f", and {len(overdue) - MOST_NAMED} more" if len(overdue) > MOST_NAMED else ""
            told = (f"We last read them a year ago or longer: {names}{more}.", "Ask for a newer library, or a lawyer.")
            yield Matter("law.to-read-again", "law", ask, seen, told, is_news=True)

    def changes(self, printed: Sequence[str]) -> Iterator[str]:
        """What a law changed in printed clauses since the words that they are in."""
        record = self.revision.issued.record
        for clause in filter(None, map(self.library.clauses.get, printed)):
            since = max(self.since, record.edition_of(clause.id))
            for change in clause.changes:
                if change.kind == "law" and change.date > since:
                    yield f"{clause.title}: {change.text}"

    def sources(self, printed: Sequence[str]) -> list[Source]:
        """The laws that printed clauses rest on, each once."""
        clauses = (self.library.clauses.get(id) for id in printed)
        named = dict.fromkeys(source for clause in clauses if clause is not None for source in clause.sources)
        known = (self.library.sources.get(source) for source in named)
        places = values_of(self.values.get("work_locations", ()))
        reached = self.library.atlas.any_in
        return [s for s in known if s is not None and s.kind not in NO_LAW and reached(s.extent, places) is not False]

    def overdue(self, printed: Sequence[str]) -> list[Source]:
        """The laws that were to be read again by now."""
        return [source for source in self.sources(printed) if source.review_by and source.review_by < self.today]

    # ---- what is open, and what people wrote ---------------------------------------------------------------------------

    def open(self) -> Iterator[Matter]:
        generated = Document(self.revision.issued.record.document.properties, self.revision.generated)
        for id in brackets([generated]):
            question = self.question(id)
            if question is not None and id not in LOOKED_AT:
                ways = {OPEN: "Not known yet"}
                yield Matter(id, "open", question.ask, ways, question=id, stands=self.values.get(id))

    def edited(self) -> Iterator[Matter]:
        taken: dict[str, int] = {}
        for offer in self.revision.offers:
            path = offer.questions[0]
            taken[path] = taken.get(path, 0) + 1
            id = f"edited.{path}" + (f".{taken[path]}" if taken[path] > 1 else "")
            yield self._offered(id, path, offer)

    def _offered(self, id: str, path: str, offer: EditedAnswer) -> Matter:
        ways = {
            TAKE: "It is right: take it over into the answers",
            LEAVE: "The answers are right: leave them, and leave the document as it is",
        }
        if not offer.before:
            ask = f"Somebody wrote “{offer.after}” into the document."
        elif not offer.after:
            ask = f"Somebody took “{offer.before}” out of the document."
        else:
            ask = f"Somebody wrote “{offer.after}” in place of “{offer.before}”."
        where = f"It stands so in {len(offer.parts)} of its parts"
        told = (f"{where}, and as before in {len(offer.kept_in)}." if offer.kept_in else f"{where}.",)
        return Matter(id, "edited", ask, ways, told, path, said=offer.before, after=offer.after, is_news=True)

    def wording(self) -> Iterator[Matter]:
        seen = {SEEN: "I have read this"}
        location = Location(str(self.revision.issued.path))
        found = [*risky_edits(self.status, self.library, location), *self.revision.plan.findings]
        told: dict[str, int] = {}
        for finding in found:
            if finding.severity >= Severity.MEDIUM or finding.code == "still-named":
                told[finding.code] = told.get(finding.code, 0) + 1
                number = f".{told[finding.code]}" if told[finding.code] > 1 else ""
                id = f"wording.{finding.code}{number}"
                hint = (finding.hint,) if finding.hint else ()
                yield Matter(id, "wording", finding.message, seen, hint, is_news=True)

    # ---- the end -------------------------------------------------------------------------------------------------------

    def next_review(self) -> Matter:
        months = self.known.facts.get("review_months")
        months = months if isinstance(months, int) else YEAR
        day = spelled_date(months_later(self.today, months), self.english)
        ask = f"The next review is then on {day}. Is that right?"
        told = ("Another decision is a number of months.",)
        return Matter("review_months", "close", ask, {KEEP: f"Yes, on {day}"}, told, "review_months", months, day)


def news_of(platform: Platform, registry: Registry, since: str) -> Iterator[str]:
    """What happened to a network since a day (ISO), a sentence each; that it has closed is told whenever it did."""
    if platform.status == "closed":
        yield " ".join(filter(None, closing(platform, registry)))
        return
    for change in platform.changes:
        if change.date > since[: len(change.date)]:
            yield _news(change)


def _news(change: Change) -> str:
    return f"{change.text.rstrip('.')} ({change.date})."


def data_of(value: Value | None) -> object:
    """An answer as plain data."""
    return plain(value) if value is not None else None
