"""The owner's notes: what to do before anyone signs, and behind it all that the owner of a policy should know of it.

They are for one person and never for staff; private answers may stand in them.
"""

from collections.abc import Iterator, Mapping, Sequence

from policygen.answers.model import Accepted
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import HANDBOOK, NOTES, POLICY, printed_in_set
from policygen.assembly.fill import Filler
from policygen.assembly.frame import name_of, owner
from policygen.assembly.owners_tasks import MOST_TASKS, OwnersTasks
from policygen.assembly.promises import Promise, promises
from policygen.assembly.regimes import held
from policygen.assembly.tables import Tables
from policygen.conditions.evaluate import values_of
from policygen.document.model import (
    Block,
    Document,
    Exact,
    Heading,
    Inline,
    Item,
    ItemList,
    Origin,
    Paragraph,
    Part,
    Properties,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import runs
from policygen.language.dates import spelled_date
from policygen.language.lists import counted
from policygen.library.regimes import FOR_THE_OWNER
from policygen.selection.model import Selection
from policygen.selection.own_rules import PREFIX
from policygen.selection.regimes import binding

LEFT_OUT = {"left-out", "forbidden", "stopped"}
"""Why a clause is out, where somebody decided so."""


class OwnersNotes:
    """Makes the notes of one selection."""

    def __init__(self, selection: Selection, accepted: Sequence[Accepted], documents: Sequence[Document]) -> None:
        self.selection = selection
        self.accepted = accepted
        self.policy = documents[0]
        self.tasks = OwnersTasks(selection, documents)
        self.say = self.tasks.say
        self.terms = self.tasks.terms
        self.every = self.tasks.all()

    def section(self, id: str, blocks: Sequence[Block]) -> Iterator[Part]:
        """A part under a heading of its own; nothing when it would hold nothing."""
        if blocks:
            title = self.say(f"{id}-title")
            heading = Heading(1, (Text(title),), numbered=False)
            yield Part(Origin(f"notes:{id}", "section", title), (heading, *blocks))

    def line(self, id: str, **slots: str) -> Paragraph:
        """A paragraph of the library's words."""
        return Paragraph((Text(self.say(id, **slots)),))

    def title(self) -> Part:
        """What this is, for whom, and who may ask for it."""
        title = self.terms.wording.text(f"title.{NOTES.id}")
        day = spelled_date(self.selection.made_on, self.terms.english)
        words = self.terms.wording.inlines("notes.head", day=(Text(day),), owner=owner(self.terms))
        return Part(
            Origin("title", "title", title),
            (
                Paragraph((Text(title),), "title"),
                Paragraph(name_of(self.terms), "subtitle"),
                Paragraph(words, "meta"),
                self.line("not-advice"),
            ),
        )

    def first_page(self) -> Iterator[Part]:
        """The gap that matters most, and what to do before anyone signs."""
        gap = next((task.gap for task in self.every if task.gap), "")
        lead = Strong((Text(self.say("gap-lead") + " "),))
        yield from self.section("gap", [Paragraph((lead, Exact(gap))) if gap else self.line("no-gap")])
        rows = [
            Row(task.id, ((Exact(task.do),), (Exact(task.where or "–"),), (Exact(task.who),), (Text(task.by),)))
            for task in self.every[:MOST_TASKS]
        ]
        columns = tuple(self.say(f"column-{name}") for name in ("do", "where", "who", "by"))
        yield from self.section("tasks", [Table("tasks", columns, tuple(rows), widths=(6, 2, 2, 2))])

    def more_tasks(self) -> Iterator[Block]:
        """What did not go on the first page."""
        rest = [task for task in self.every[MOST_TASKS:] if task.id != "promises"]
        if rest:
            yield ItemList(tuple(Item((Exact(f"{task.gap} {task.do}".strip()),)) for task in rest))

    def brackets(self) -> Iterator[Block]:
        """Every fact that the text asks to confirm, and where."""
        if self.tasks.gaps:
            items = (
                (Text(f"{gap.label[:1].upper()}{gap.label[1:]}: "), *_titles(gap.parts)) for gap in self.tasks.gaps
            )
            yield ItemList(tuple(Item(words) for words in items))

    def promised(self) -> Iterator[Block]:
        """Each promise with who made it and who keeps it, and the clocks among them."""
        made = [each for each in promises(self.selection, self.policy) if each.kind == "promise"]
        clocks = list(dict.fromkeys(each.clock for each in made if each.clock))
        if not made:
            return
        many = counted(len(made), "promise").capitalize()
        yield self.line("promises-count", promises=many, clocks=counted(len(clocks), "clock"))
        rows = (
            Row(f"{each.clause}-{number}", ((Exact(each.sentence),), (Text(self.made_by(each)),), (Exact(each.owner),)))
            for number, each in enumerate(made)
        )
        columns = tuple(self.say(f"column-{name}") for name in ("promise", "basis", "keeper"))
        yield Table("promises", columns, tuple(rows), widths=(6, 3, 2))

    def made_by(self, promise: Promise) -> str:
        """Who made a promise, in words."""
        basis = "usual" if promise.basis == "chosen" and promise.by_default else promise.basis
        return self.say(f"basis-{basis}")

    def choices(self) -> Iterator[Block]:
        """The choices nobody made, with what stands instead."""
        formatter, questions = self.tasks.formatter, self.selection.library.questionnaire.questions
        rows: list[Row] = []
        for id, value in self.selection.situation.defaulted.items():
            stands = formatter.values(id, values_of(value), "and") or formatter.answer(id)
            label = questions[id].label
            rows.append(Row(id, ((Exact(f"{label[:1].upper()}{label[1:]}"),), (Exact(stands),))))
        if rows:
            columns = tuple(self.say(f"column-{name}") for name in ("choice", "stands"))
            yield Table("choices", columns, tuple(rows), widths=(1, 1))

    def duties(self) -> Iterator[Block]:
        """The unanswered questions on which a duty hangs, with how much waits for each."""
        if self.tasks.duties:
            words = (
                f"{duty.question.ask} {self.say('duty-waits', number=str(len(duty.clauses)))}".strip()
                if duty.clauses
                else duty.question.ask
                for duty in self.tasks.duties
            )
            yield ItemList(tuple(Item((Exact(told),)) for told in words))

    def regimes(self) -> Iterator[Block]:
        """For each regulator that binds the organisation: how far we read what it asks, and what stands in no rule of ours."""
        library, printed = self.selection.library, printed_in_set(self.selection)
        bound = tuple(binding(self.selection))
        if bound:
            yield self.line("regimes")
        for regime in bound:
            points = held(regime, printed)
            source = library.sources[regime.sources[0]]
            day = spelled_date(source.checked, self.terms.english)
            slots = {"source": f"“{source.title}”"} | ({"day": day} if source.is_read else {})
            read = self.say(f"regime-read-{source.read}", **slots)
            met, many = str(sum(each.is_met for each in points)), counted(len(points), "point")
            told = self.say("regime", read=read, points=many, met=met)
            yield Paragraph((Strong((Text(f"{regime.name}. "),)), Exact(told)))
            open_ones = [each.point for each in points if each.point.reason in FOR_THE_OWNER]
            words = (self.say("regime-open", asks=point.asks, because=point.because) for point in open_ones)
            if open_ones:
                yield ItemList(tuple(Item((Exact(each),)) for each in words))

    def own(self) -> Iterator[Block]:
        """The organisation's own rules, and the risks that somebody took upon themselves."""
        clauses = self.selection.library.clauses
        rules = [clauses[id] for id in self.selection.decisions if id.startswith(PREFIX)]
        filler = Filler(Tables(self.terms), {})
        items = [Item(words) for clause in rules for block in filler.blocks(clause.rule) for words in runs(block)]
        for entry in self.accepted:
            words = self.say("accepted", risk=entry.advisory, reason=entry.reason.rstrip("."))
            items.append(Item((Exact(words),)))
        if items:
            yield ItemList(tuple(items))

    def left_out(self) -> Iterator[Block]:
        """What somebody decided to do without, and why."""
        library = self.selection.library
        out = [each for each in self.selection.decisions.values() if each.cause in LEFT_OUT]
        if out:
            items = (Item((Exact(library.clauses[each.clause].title), Text(f": {each.other}"))) for each in out)
            yield ItemList(tuple(items))

    def document(self) -> Document:
        """The whole document."""
        parts = [
            self.title(),
            *self.first_page(),
            *self.section("more", [*self.more_tasks()]),
            *self.section("brackets", [*self.brackets()]),
            *self.section("promises", [*self.promised()]),
            *self.section("duties", [*self.duties()]),
            *self.section("regimes", [*self.regimes()]),
            *self.section("own", [*self.own()]),
            *self.section("choices", [*self.choices()]),
            *self.section("left-out", [*self.left_out()]),
        ]
        wording, atlas = self.terms.wording, self.selection.library.atlas
        title = wording.text(f"title.{NOTES.id}")
        organisation = str(self.selection.situation.facts.get("organisation_name", ""))
        places = self.tasks.places
        return Document(
            Properties(
                title=title,
                subject=title,
                organisation=organisation,
                language=self.terms.english,
                paper="letter" if places and atlas.paper_in(places[0]) == "letter" else "a4",
                kind=NOTES.id,
                depth="short",
                version="draft",
                date=self.selection.made_on,
                edition=self.say("edition"),
            ),
            tuple(parts),
        )


def _titles(titles: Sequence[str]) -> tuple[Inline, ...]:
    return (Exact(", ".join(f"“{title}”" for title in titles)),)


def owners_notes(
    selection: Selection, accepted: Sequence[Accepted] = (), made: Mapping[str, Document] | None = None
) -> Document:
    """The notes for the owner of the policy that a selection makes. `made`: documents of it that are there, by kind."""
    there = made or {}
    kinds = [kind for kind in (POLICY, HANDBOOK) if kind.is_usual(selection)]
    documents = [there.get(kind.id) or assemble(selection, kind) for kind in kinds]
    return OwnersNotes(selection, accepted, documents).document()
