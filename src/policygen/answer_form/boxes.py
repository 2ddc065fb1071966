"""The boxes and tables of a question as an answers file would say it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.answer_form.entries import YES_NO
from policygen.answer_form.printed import CELL_CHOICES, WRITTEN_LISTS
from policygen.answer_form.ticks import Tick, chosen, tick_in
from policygen.answer_form.typed import typed
from policygen.answer_form.write import is_across, shown_fields
from policygen.document.filled import FilledTable, Line, Lines
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.platforms.model import fold
from policygen.questions.kinds import KINDS
from policygen.questions.kinds.base import Asked
from policygen.questions.kinds.scalars import CONTACT_FIELDS
from policygen.questions.model import Field, Question
from policygen.questions.slipped import EMAIL
from policygen.questions.values import ValueReader
from policygen.trades.matching import Matcher
from policygen.trades.model import FORMS

Tell = Callable[[str, str], None]
"""Tells how some words were read: the words, and what was made of them."""
Say = Callable[[str], str]
"""The words of a form by their id."""

_SEPARATORS = (regex(r"\s*;\s*"), regex(r"\s*[,;]\s*"), regex(r"\s*(?:[,;&]|\band\b)\s*"))
ALL_OF_IT = 0.95
"""How well words fit a trade that need not be cut into several."""
_PHONE = regex(r"\+?[\d\s()./-]{6,}")


def _pieces(words: str) -> Iterator[tuple[str, ...]]:
    """Words cut into several entries, in each way that people part them."""
    for separator in _SEPARATORS:
        pieces = tuple(piece for piece in separator.split(words) if piece)
        if len(pieces) > 1:
            yield pieces


def text_of(lines: Lines) -> str:
    """The words of a cell in one line."""
    return " ".join(line.text for line in lines if line.text)


@dataclass(frozen=True, slots=True)
class Boxes:
    """Reads the tables of one question."""

    question: Question
    library: Library
    say: Say
    inferred: Tell
    unread: Tell
    day_first: bool | None = None
    """Whether 1/5/2027 is the first of May where this organisation is."""

    def data(self, tables: Sequence[FilledTable]) -> Any:
        """What its tables say in answer; None when they are blank."""
        question = self.question
        match question.kind:
            case "contact":
                return self.person([row for table in tables for row in table.rows]) or None
            case "contacts":
                return [*self.people(tables)] or None
            case "words":
                return self.own_words([row for table in tables for row in table.rows]) or None
            case "records" if is_across(question):
                return [*self.rows_across(tables)] or None
            case "records":
                return [*self.rows_each(tables)] or None
            case kind if kind in WRITTEN_LISTS:
                return [entry for words in self.entries(tables) for entry in self.split(words)] or None
            case kind:
                return self.single(kind, question, " ".join(self.entries(tables)))

    def single(self, kind: str, asked: Asked, words: str) -> Any:
        """One value that was written."""
        if not words:
            return None
        found = typed(kind, asked, words, day_first=self.day_first)
        if found.inferred:
            self.inferred(words, found.inferred)
        return found.data

    # -- lists --

    def entries(self, tables: Sequence[FilledTable]) -> Iterator[str]:
        """What stands in the boxes, a text each: of a row with a label what is not the label."""
        for table in tables:
            for row in table.rows:
                yield from self.in_row(row)

    def in_row(self, row: Sequence[Lines]) -> Iterator[str]:
        """What stands in one row of them."""
        first, *rest = (*row, ()) if row else ((), ())
        label = text_of(first)
        beside = label.removeprefix(self.say("answer")).lstrip(" :") if not re.fullmatch(r"\d{0,3}\.?", label) else ""
        if self.question.kind in WRITTEN_LISTS:
            cells = [line.text for cell in rest for line in cell if line.text]
        else:
            cells = [words for cell in rest if (words := text_of(cell))]
        if beside and rest and self.question.kind in WRITTEN_LISTS:
            self.inferred(beside, f"“{beside}” stands where a number stood, and was read as an answer.")
        elif beside:
            self.inferred(beside, f"“{beside}” stands beside the box, and was read as what belongs in it.")
        yield from ((beside, *cells) if beside else cells)

    def split(self, words: str) -> tuple[str, ...]:
        """The entries of a list that stand in one box: several where each is on our lists, and the whole is not."""
        if self.question.kind == "texts" or self.is_listed(words):
            return (words,)
        if self.question.kind == "trades":
            return self.trades(words)
        for pieces in _pieces(words):
            if all(self.is_listed(piece) for piece in pieces):
                self.inferred(words, f"“{words}” was read as {len(pieces)} entries.")
                return pieces
        return (words,)

    def trades(self, words: str) -> tuple[str, ...]:
        """The trades that words for one or several mean for certain; the words themselves where they mean none."""
        matcher = Matcher(self.library.trades)
        best = next(iter(matcher.find(words)), None)
        is_one = best is not None and best.fit >= ALL_OF_IT
        for pieces in ((words,),) if is_one else (*_pieces(words), (words,)):
            found = tuple(piece if self.is_listed(piece) else matcher.sure(piece) for piece in pieces)
            if all(found):
                named = listed([f"“{self.library.trades.name(id)}”" for id in found])
                self.inferred(words, f"“{words}” was read as {named}.")
                return tuple(dict.fromkeys(found))
        return (words,)

    def is_listed(self, words: str) -> bool:
        """Whether some words name one thing of our lists."""
        reader = ValueReader(self.library)
        found = KINDS[self.question.kind].value(self.question, words, (), reader)
        return found is not None and all(slip.code[:8] != "unknown-" for slip in reader.slips)

    # -- their own words --

    def own_words(self, rows: Sequence[Sequence[Lines]]) -> dict[str, str]:
        """What stands beside our words, by the form that the number before each of them stands for."""
        found: dict[str, str] = {}
        forms = list(FORMS)
        for row in rows:
            label, words = text_of(row[0]) if row else "", " ".join(text_of(cell) for cell in row[1:]).strip()
            numbered = re.fullmatch(r"(\d{1,2})\.?\s*(.*)", label)
            at = int(numbered[1]) - 1 if numbered else -1
            form = forms[at] if 0 <= at < len(forms) else ""
            typed_on = self.beyond(form, numbered[2] if numbered else label)
            words = " ".join(part for part in (typed_on, words) if part)
            if words and form and form not in found:
                found[form] = words
            elif words:
                self.unread(words, "It stands in a box that is none of ours.")
        return found

    def beyond(self, form: str, label: str) -> str:
        """What was typed behind a word of ours."""
        ours = sorted(self.library.trades.every_word(form), key=len, reverse=True)
        known = next((word for word in ours if fold(label).startswith(fold(word))), "")
        return label[len(known) :].lstrip(" :") if known else label

    # -- people --

    def person(self, rows: Sequence[Sequence[Lines]]) -> dict[str, str]:
        """A person from rows with a label each."""
        found: dict[str, str] = {}
        labels = {fold(self.say(f"person-{key}")): key for key in CONTACT_FIELDS}
        for row in rows:
            label, words = text_of(row[0]) if row else "", " ".join(text_of(cell) for cell in row[1:]).strip()
            key = labels.get(fold(label)) or next(_beginning(label, labels, self.say), "")
            typed_on = label[len(self.say(f"person-{key}")) :].lstrip(" :") if key else label
            words = " ".join(part for part in (typed_on, words) if part)
            if words and key and key not in found:
                found[key] = words
            elif words:
                self.unread(words, "It stands in a box that is none of ours.")
        return self.moved(found)

    def moved(self, person: dict[str, str]) -> dict[str, str]:
        """A person whose e-mail address stands in another box."""
        pieces = re.split(r"\s*[,;]\s*", person.get("name", ""))
        if len(person) == 1 and any(re.fullmatch(EMAIL, piece) for piece in pieces[1:]):
            return self.loosely(person["name"], {})
        astray = next((key for key in person if key != "email" and re.fullmatch(EMAIL, person[key])), "")
        if astray and "email" not in person:
            self.inferred(person[astray], f"“{person[astray]}” was read as the e-mail address.")
            person["email"] = person.pop(astray)
        return person

    def people(self, tables: Sequence[FilledTable]) -> Iterator[dict[str, str]]:
        """People from a table with a row for each."""
        for row in self.data_rows(tables, [self.say(f"person-{key}") for key in CONTACT_FIELDS]):
            person = {key: text_of(cell) for key, cell in zip(CONTACT_FIELDS, row, strict=False) if text_of(cell)}
            if person:
                yield self.moved(person)

    def contact(self, lines: Lines) -> dict[str, str]:
        """A person in one cell: by the labels before their lines, else the name first."""
        found: dict[str, str] = {}
        loose: list[str] = []
        for line in lines:
            for key in CONTACT_FIELDS:
                label = self.say(f"person-{key}")
                if line.text.casefold().startswith(f"{label.casefold()}:") and key not in found:
                    found[key] = line.text[len(label) + 1 :].strip()
                    break
            else:
                loose += [line.text] if line.text else []
        if loose:
            found = {**self.loosely(", ".join(loose), found), **found}
        return {key: words for key, words in found.items() if words}

    def loosely(self, words: str, known: Mapping[str, str]) -> dict[str, str]:
        """A person written without labels."""
        pieces = [piece.strip() for piece in re.split(r"[,;\n]| - | – ", words) if piece.strip()]
        found: dict[str, str] = {}
        for piece in pieces:
            if re.fullmatch(EMAIL, piece):
                key = "email"
            elif _PHONE.fullmatch(piece):
                key = "phone"
            else:
                key = "name" if "name" not in {*found, *known} else "role"
            if key in found or key in known:
                return {} if known else {"name": words}
            found[key] = piece
        if len(pieces) > 1:
            told = ", ".join(f"{self.say(f'person-{key}').lower()} “{value}”" for key, value in found.items())
            self.inferred(words, f"“{words}” was read as {told}.")
        return found

    # -- rows of fields --

    def data_rows(self, tables: Sequence[FilledTable], labels: Sequence[str]) -> Iterator[list[Lines]]:
        """The rows of tables with a heading row, their cells in the order of some labels."""
        folded = [fold(label) for label in labels]
        for table in tables:
            order = list(range(len(labels)))
            for number, row in enumerate(table.rows):
                heads = [fold(text_of(cell)) for cell in row]
                known = [folded.index(head) if head in folded else -1 for head in heads]
                if sum(place >= 0 for place in known) * 2 + (not number) > len(labels):
                    for head, cell in zip(heads, row, strict=True):
                        if head and head not in folded:
                            self.unread(text_of(cell), "It stands in the head of the table.")
                    order = [known.index(place) if place in known else -1 for place in range(len(labels))]
                    continue
                yield [row[place] if 0 <= place < len(row) else () for place in order]
                for place, cell in enumerate(row):
                    if place not in order and text_of(cell):
                        self.unread(text_of(cell), "It stands in a column that is none of ours.")

    def rows_across(self, tables: Sequence[FilledTable]) -> Iterator[dict[str, Any]]:
        """Rows of fields from a table with a row for each."""
        fields = shown_fields(self.question)
        for cells in self.data_rows(tables, [field.label for field in fields]):
            row = {field.id: self.field(field, cell) for field, cell in zip(fields, cells, strict=False)}
            if kept := {id: data for id, data in row.items() if data is not None}:
                yield kept

    def rows_each(self, tables: Sequence[FilledTable]) -> Iterator[dict[str, Any]]:
        """Rows that have a table each, or follow each other in one: a label that comes again begins another."""
        labels = {fold(field.label): field for field in shown_fields(self.question)}
        for table in tables:
            row: dict[str, Any] = {}
            seen: set[str] = set()
            for cells in table.rows:
                label = text_of(cells[0]) if cells else ""
                field, value = labels.get(fold(label)), tuple(line for cell in cells[1:] for line in cell)
                if field is None:
                    if words := " ".join(text_of(cell) for cell in cells).strip():
                        self.unread(words, "It stands in a row whose label is none of ours.")
                    continue
                if field.id in seen:
                    yield from [row] if row else []
                    row, seen = {}, set()
                seen.add(field.id)
                data = self.field(field, value)
                row |= {field.id: data} if data is not None else {}
            yield from [row] if row else []

    def field(self, field: Field, lines: Lines) -> Any:
        """What a field of a row says; None when it is blank."""
        choices = YES_NO if field.kind == "yes_no" else field.choices
        if choices and len(choices) <= CELL_CHOICES:
            return self.ticked(field, lines)
        if field.kind == "contact":
            return self.contact(lines) or None
        words = text_of(lines)
        if field.kind == "many_of":
            return [self.single("one_of", field, line.text) for line in lines if line.text] or None
        return self.single(field.kind, field, words)

    def ticked(self, field: Field, lines: Lines) -> Any:
        """What is ticked in a cell, or written there instead."""
        choices, several = (YES_NO if field.kind == "yes_no" else field.choices), field.kind == "many_of"
        ticks: list[Tick] = []
        loose: list[Line] = []
        for line in lines:
            tick = tick_in(line, choices)
            if tick is not None and (tick.sign or tick.struck or not tick.rest):
                ticks.append(tick)
            elif line.text:
                loose.append(line)
        alone = len(ticks) == 1 and not ticks[0].sign and not loose
        found = chosen(ticks, len(choices), several=several)
        if found.unclear:
            self.unread(text_of(lines), found.unclear)
            return None
        if found.inferred and not alone:
            self.inferred(text_of(lines), found.inferred)
        values = [choice.value for choice in found.choices]
        written = [self.single(field.kind, field, line.text) for line in loose]
        if values and written:
            self.unread(text_of(tuple(loose)), f"“{field.label}” has a tick as well, which stands.")
            written = []
        every = values or written
        return (every if several else every[0]) if every else None


def _beginning(label: str, labels: Mapping[str, str], say: Say) -> Iterator[str]:
    """The keys whose labels a cell begins with, when somebody typed behind one."""
    yield from (key for key in labels.values() if label.casefold().startswith(say(f"person-{key}").casefold()))
