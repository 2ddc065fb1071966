"""The questions that apply as a document to fill in: boxes to tick, boxes to write in, tables with rows to spare."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from policygen._dataclass import dataclass
from policygen.answer_form.entries import YES_NO, Entry, entries
from policygen.answer_form.printed import CELL_CHOICES, EMPTY, TICKED, WRITTEN_LISTS, printed, rows_of, with_description
from policygen.answers.model import Answers
from policygen.assembly.wording import Wording
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Value
from policygen.document.model import (
    BLANK,
    Block,
    Document,
    Heading,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Origin,
    Paragraph,
    Part,
    Properties,
    Row,
    Table,
    Text,
)
from policygen.document.walk import plain
from policygen.language.dates import spelled_date
from policygen.library.model import Library
from policygen.questions.flow import situation
from policygen.questions.kinds import KINDS
from policygen.questions.kinds.scalars import CONTACT_FIELDS
from policygen.questions.model import Choice, Field, Question
from policygen.trades.model import BASE, FORMS

SPARE = 3
"""Rows left free in a table, and lines in a list."""
SPARE_TABLES = 2
"""Tables left free where each row of an answer has one of its own."""
COLUMNS = 5
"""Fields that stand beside each other; a row of more has a table of its own."""

HOW = ("how-tick", "how-write", "how-leave", "how-known", "how-back")
"""What is said of filling a form in."""

Cell = tuple[Inline, ...]


def answer_form(library: Library, answers: Answers, date: str, *, essential: bool = False) -> Document:
    """The form for one organisation on an ISO date, with what is known filled in."""
    asked = entries(library, answers.values, essential=essential)
    return _Form(library, answers.values, date).document(asked)


def printed_lines(library: Library) -> Iterator[str]:
    """Every line of help that any form of a library may bear."""
    form = _Form(library, {}, "")
    yield from (group.title for group in library.questionnaire.groups)
    yield from (form.say(id) for id in HOW)
    for question in library.questionnaire.questions.values():
        yield form.help(question)
        yield from (plain(line.content) for line in form.above(question))


@dataclass(frozen=True, slots=True)
class _Form:
    library: Library
    values: Mapping[str, Value]
    date: str

    def say(self, id: str, **slots: str) -> str:
        return Wording(self.library.wording).text(f"answer-form.{id}", **slots)

    def document(self, asked: Sequence[Entry]) -> Document:
        title, name = self.say("title"), str(self.values.get("organisation_name", ""))
        places = values_of(self.values.get("work_locations", ()))
        head = Paragraph((Text(title),), "title"), Paragraph((Text(name or "\u00a0"),), "subtitle")
        sent = Paragraph((Text(self.say("for", day=spelled_date(self.date))),), "meta")
        titles = {group.id: group.title for group in self.library.questionnaire.groups}
        parts = [Part(Origin("title", "title", title), (*head, sent)), self.how(), self.by()]
        for group, members in groupby(asked, key=lambda entry: entry.question.group):
            heading = Heading(1, (Text(titles.get(group, group)),), numbered=False)
            parts.append(Part(Origin(f"group:{group}", "section", titles.get(group, group)), (heading,)))
            parts += [
                Part(Origin(entry.question.id, "question", entry.question.ask), self.asked(entry)) for entry in members
            ]
        more = (
            Heading(1, (Text(self.say("more")),), numbered=False),
            self.box("more", [(str(number), BLANK) for number in range(1, SPARE + 1)]),
        )
        parts.append(Part(Origin("more", "question", self.say("more")), more))
        paper: Literal["a4", "letter"] = (
            "letter" if places and self.library.atlas.paper_in(places[0]) == "letter" else "a4"
        )
        properties = Properties(
            title, title, name, "en-GB", paper, "questions", "short", "1", self.date, edition=self.say("title")
        )
        return Document(properties, tuple(parts))

    def how(self) -> Part:
        heading = Heading(1, (Text(self.say("how")),), numbered=False)
        says = [id for id in HOW if self.values or id != "how-known"]
        return Part(
            Origin("how", "section", self.say("how")),
            (heading, ItemList(tuple(Item((Text(self.say(id)),)) for id in says))),
        )

    def by(self) -> Part:
        rows = [(self.say("by-name"), BLANK), (self.say("by-date"), BLANK)]
        lead = Heading(2, (Text(self.say("by")),), numbered=False)
        return Part(Origin("by", "question", self.say("by")), (lead, self.box("by", rows)))

    # -- one question --

    def asked(self, entry: Entry) -> tuple[Block, ...]:
        """A question with its help, and all there is to answer it."""
        question = entry.question
        ask = self.say("question", number=str(entry.number), question=question.ask)
        lines: list[Block] = [Heading(2, (Text(ask),), numbered=False)]
        if entry.only_if:
            lines.append(Paragraph((Text(self.say("only-if", condition=entry.only_if)),), "note"))
        lines.append(Paragraph((Text(self.help(question)),), "note"))
        return (*lines, *self.ticks(entry), *self.written(entry), *self.open(question, entry))

    def help(self, question: Question) -> str:
        """Why a question is asked, and how many may be ticked or what is to be written."""
        by_kind = {
            "one_of": "one", "yes_no": "one", "many_of": "several", "platforms": "several-written", "places": "one-each",
            "texts": "one-each", "trades": "main-first", "contacts": "a-row-each", "integer": "whole-number", "date": "a-day",
            "words": "own-words",
            "records": "a-row-each" if is_across(question) else "a-table-each",
        }  # fmt: skip
        hint = (self.say(by_kind[question.kind]),) if question.kind in by_kind else ()
        return " ".join((question.why, *hint))

    def ticks(self, entry: Entry) -> Iterator[Block]:
        said = values_of(entry.value) if entry.value is not None else ()
        yield from (self.tick(choice, on=choice.value in said) for choice in entry.choices)

    def tick(self, choice: Choice, *, on: bool) -> Paragraph:
        return Paragraph((Text(f"{TICKED if on else EMPTY} {with_description(choice)}"),), "body")

    def open(self, question: Question, entry: Entry) -> Iterator[Block]:
        """A box for *there are none* where that is an answer, and one for *not sure yet* under every question."""
        if may_be_none(question):
            yield self.tick(Choice("", self.say("none")), on=entry.value == ())
        if not any(choice.unknown for choice in question.choices):
            yield self.tick(Choice("", self.say("not-sure")), on=False)

    def written(self, entry: Entry) -> Iterator[Block]:
        """The boxes and tables of what is written by hand."""
        question = entry.question
        match question.kind:
            case "one_of" | "many_of" | "yes_no":
                return
            case "contact":
                person = entry.value if isinstance(entry.value, Mapping) else {}
                rows = [(self.say(f"person-{key}"), words(str(person.get(key, "")))) for key in CONTACT_FIELDS]
                yield self.box(question.id, rows)
            case "contacts":
                yield self.people(entry)
            case "words":
                yield self.own_words(entry)
            case "records" if is_across(question):
                yield from self.above(question)
                yield self.across(entry)
            case "records":
                yield from self.above(question)
                yield from self.each(entry)
            case kind if kind in WRITTEN_LISTS:
                ticked = {choice.value for choice in entry.choices}
                rest = [value for value in rows_of(entry.value) if value not in ticked]
                lines = [words(printed(kind, question, value, self.library)) for value in rest]
                lines += [BLANK] * SPARE
                yield self.box(question.id, [(str(number), line) for number, line in enumerate(lines, 1)])
            case kind:
                said = "" if entry.value is None else printed(kind, question, entry.value, self.library)
                yield self.box(question.id, [(self.say("answer"), words(said))])

    def box(self, name: str, rows: Sequence[tuple[str, Cell]]) -> Table:
        cells = tuple(Row(str(index), ((Text(label),), value)) for index, (label, value) in enumerate(rows, 1))
        short = all(len(label) < 4 for label, _ in rows)
        return Table(name, ("", ""), cells, "control", (1, 14) if short else (2, 7))

    # -- people and rows --

    def own_words(self, entry: Entry) -> Table:
        """Beside each word that every policy speaks of, as their trade says it, room for theirs."""
        said = entry.value if isinstance(entry.value, Mapping) else {}
        known = situation(self.library, self.values).facts
        trades, sectors = (values_of(known.get(question, ())) for question in ("trades", "sectors"))
        ours = [self.library.trades.word(form, str(known.get("spelling", BASE)), trades, sectors) for form in FORMS]
        rows = [
            (self.say("own-word", number=str(number), word=ours[number - 1]), words(str(said.get(form, ""))))
            for number, form in enumerate(FORMS, 1)
            if ours[number - 1] or form in said
        ]
        return self.box(entry.question.id, rows)

    def people(self, entry: Entry) -> Table:
        columns = tuple(self.say(f"person-{key}") for key in CONTACT_FIELDS)
        rows = [
            tuple(words(str(person.get(key, ""))) for key in CONTACT_FIELDS)
            for person in rows_of(entry.value)
            if isinstance(person, Mapping)
        ]
        return self.table(entry.question.id, columns, rows)

    def table(self, name: str, columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
        every = (*rows, *((tuple(BLANK for _ in columns),) * SPARE))
        return Table(
            name,
            columns,
            tuple(Row(str(index), cells) for index, cells in enumerate(every, 1)),
            "records",
            (1,) * len(columns),
        )

    def above(self, question: Question) -> Iterator[Paragraph]:
        """The choices of a field that has too many for its cell."""
        for field in shown_fields(question):
            if len(field.choices) > CELL_CHOICES:
                choices = "; ".join(choice.label for choice in field.choices)
                yield Paragraph((Text(self.say("field-choices", field=field.label, choices=choices)),), "note")

    def across(self, entry: Entry) -> Table:
        fields = shown_fields(entry.question)
        rows = [tuple(self.cell(field, row.get(field.id)) for field in fields) for row in _mappings(entry.value)]
        spare = tuple(self.cell(field, None) for field in fields)
        every = (*rows, *([spare] * SPARE))
        named = tuple(Row(str(index), cells) for index, cells in enumerate(every, 1))
        return Table(entry.question.id, tuple(field.label for field in fields), named, "records", (1,) * len(fields))

    def each(self, entry: Entry) -> Iterator[Table]:
        fields = shown_fields(entry.question)
        rows = [*_mappings(entry.value), *([{}] * SPARE_TABLES)]
        for number, row in enumerate(rows, 1):
            yield self.box(
                f"{entry.question.id}.{number}",
                [(field.label, self.cell(field, row.get(field.id))) for field in fields],
            )

    def cell(self, field: Field, value: FieldValue | None) -> Cell:
        """What stands in a field of a row: boxes to tick where it has few choices."""
        few = _cell_choices(field)
        if few:
            said = rows_of(value)
            return _lines([f"{TICKED if choice.value in said else EMPTY} {choice.label}" for choice in few])
        if isinstance(value, Mapping):
            return _lines([f"{self.say(f'person-{key}')}: {value[key]}" for key in CONTACT_FIELDS if value.get(key)])
        written = [
            printed("one_of" if field.choices else field.kind, field, each, self.library) for each in rows_of(value)
        ]
        return _lines(written) if written else BLANK


def shown_fields(question: Question) -> tuple[Field, ...]:
    """The fields that a person fills in."""
    return tuple(field for field in question.fields if not field.made)


def is_across(question: Question) -> bool:
    """Whether the rows of an answer stand in one table; else each has a table of its own."""
    return len(shown_fields(question)) <= COLUMNS


def may_be_none(question: Question) -> bool:
    """Whether an empty list says something in answer to a question, and no choice says it already."""
    return KINDS[question.kind].many and question.kind not in {"many_of", "places", "trades"} and not question.choices


def words(text: str) -> Cell:
    """A cell with an answer in it, or one to write in."""
    return (Text(text),) if text else BLANK


def _cell_choices(field: Field) -> tuple[Choice, ...]:
    if field.kind == "yes_no":
        return YES_NO
    return field.choices if len(field.choices) <= CELL_CHOICES else ()


def _lines(lines: Sequence[str]) -> Cell:
    found: list[Inline] = []
    for line in lines:
        found += [LineBreak(), Text(line)] if found else [Text(line)]
    return tuple(found)


def _mappings(value: Value | None) -> Iterator[Mapping[str, FieldValue]]:
    yield from (row for row in rows_of(value) if isinstance(row, Mapping))
