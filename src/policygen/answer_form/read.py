"""A form that came back: each of its lines and tables brought to its question, and read as that question's kind is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from difflib import SequenceMatcher
from itertools import chain
from typing import Any

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.answer_form.boxes import Boxes, text_of
from policygen.answer_form.checked import checked, shown
from policygen.answer_form.entries import every_choice
from policygen.answer_form.model import FormRead, Gathered, Told
from policygen.answer_form.printed import EMPTY, TICKED, WRITTEN_LISTS
from policygen.answer_form.ticks import Chosen, Tick, chosen, is_box_alone, parted, tick_in
from policygen.answer_form.typed import PLACES, days_first, typed
from policygen.answer_form.write import may_be_none, printed_lines
from policygen.assembly.wording import Wording
from policygen.conditions.model import Value
from policygen.document.anchors import anchor_of
from policygen.document.filled import FilledForm, FilledTable, Line, Stretch
from policygen.document.words import fold
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.questions.kinds import KINDS, read_answer
from policygen.questions.model import Choice, Question

_NUMBER = regex(r"^\s*\d{1,3}\s*[.)]?\s*")
_ALIKE = 0.6
"""How near the words of a line are to a question whose anchor it bears, to be its heading."""
NOT_SURE, NONE = "(not sure)", "(none)"
"""The choices that stand under questions on a form, beside their own."""


@dataclass(slots=True)
class _Place:
    """What stands on a form at one question."""

    question: Question
    lines: list[Line] = field(default_factory=list[Line])
    tables: list[FilledTable] = field(default_factory=list[FilledTable])
    beside: str = ""
    """What somebody wrote on the line of the question itself."""


def read_form(form: FilledForm, library: Library) -> FormRead:
    """What a form says, read with the library's questions."""
    return _Reader(library).read(form)


class _Reader:
    def __init__(self, library: Library) -> None:
        self.library, self.wording = library, Wording(library.wording)
        self.questions = library.questionnaire.questions
        self.by_anchor = {anchor_of(id): id for id in self.questions}
        self.by_words = {_folded(question.ask): id for id, question in self.questions.items()}
        self.printed = {_folded(line): line for line in printed_lines(library)}
        self.openings, self.asks = tuple(self.printed), tuple(self.by_words)
        self.parts = {
            _folded(self.wording.text(f"answer-form.{part}")): part for part in ("by", "more", "how", "title")
        }
        self.words: dict[str, str] = {}
        self.told = Gathered()
        self.now = ""
        self.named = False
        self.by = self.on = ""
        self.day_first: bool | None = None
        self.partial: set[str] = set()

    def say(self, id: str) -> str:
        if id not in self.words:
            self.words[id] = self.wording.text(f"answer-form.{id}")
        return self.words[id]

    # -- bringing lines to questions --

    def read(self, form: FilledForm) -> FormRead:
        places = self.places(form)
        values: dict[str, Value] = {}
        unsure: list[str] = []
        silent: list[str] = []
        for id in self.questions:
            if id in places:
                self.now = id
                value, is_open = self.answer(places[id])
                if id == PLACES:
                    self.day_first = days_first(value, self.library)
                if value is not None:
                    values[id] = value
                (unsure if is_open else silent if value is None else []).append(id)
        self.now = ""
        for author, text in form.comments:
            self.unread(text, f"It is a comment of {author} in the margin.", place="in the margin")
        told = self.told
        inferred, noticed, unread = tuple(told.inferred), tuple(told.noticed), tuple(told.unread)
        blank = tuple(id for id in silent if all(each.question != id for each in unread))
        partial = frozenset(self.partial)
        return FormRead(values, tuple(unsure), blank, inferred, noticed, unread, partial, self.by, self.on)

    def places(self, form: FilledForm) -> dict[str, _Place]:
        """What stands at each question. What stands at none, and says something, is told."""
        places: dict[str, _Place] = {}
        here = ""
        for block in form.blocks:
            if isinstance(block, FilledTable):
                self.put_table(block, here, places)
                continue
            self.holds(block)
            begun = self.begins(block)
            if begun is None:
                self.put_line(block, here, places)
                continue
            here, beside = begun
            self.now = here if here in self.questions else ""
            if here in self.questions:
                place = places.setdefault(here, _Place(self.questions[here]))
                place.beside = place.beside or beside
        return places

    def begins(self, line: Line) -> tuple[str, str] | None:
        """The question, or other part of a form, that begins with a line, and what is written behind its words."""
        text = _NUMBER.sub("", line.text)
        words = _folded(text)
        if not words:
            return None
        for beginning, part in self.parts.items():
            if words.startswith(beginning):
                return part, ""
        if words in self.by_words:
            return self.by_words[words], ""
        anchored = next((self.by_anchor[anchor] for anchor in line.anchors if anchor in self.by_anchor), "")
        for ask, id in self.by_words.items() if words.startswith(self.asks) else ():
            if words.startswith(ask) and (_NUMBER.match(line.text) or anchored == id):
                return id, _behind(text, self.questions[id].ask)
        if anchored and SequenceMatcher(None, words, _folded(self.questions[anchored].ask)).ratio() >= _ALIKE:
            return anchored, ""
        return None

    def put_line(self, line: Line, here: str, places: Mapping[str, _Place]) -> None:
        words = _folded(line.text)
        if here in places and words not in self.printed and words.startswith(self.openings):
            # somebody wrote behind our words
            ours = max((each for each in self.openings if words.startswith(each)), key=len)
            behind = _behind(line.text, self.printed[ours])
            line = Line((Stretch(behind),))
            words = _folded(behind)
        if not words or words in self.printed or is_box_alone(line) or self.is_made_out(line.text):
            return
        if here == "title" and not self.named:
            self.named = True  # the line below the title is the organisation's name
            return
        if here in places:
            places[here].lines.append(line)
        else:
            self.unread(line.text, "It stands at none of the questions.")

    def is_made_out(self, text: str) -> bool:
        """Whether a line is one of ours whose words hang on the answers and the day of its form."""
        for id, slot in (("only-if", "condition"), ("for", "day")):
            opening, closing = self.wording.text(f"answer-form.{id}", **{slot: "\n"}).split("\n")
            if text.startswith(opening) and text.endswith(closing) and text.count("(") == text.count(")"):
                return True
        return False

    def put_table(self, table: FilledTable, here: str, places: Mapping[str, _Place]) -> None:
        for line in table.lines:
            self.holds(line)
        if here in places:
            places[here].tables.append(table)
            return
        ours = {_folded(self.say("by-name")), _folded(self.say("by-date"))}
        for row in table.rows:
            label, written = (text_of(row[0]) if row else ""), " ".join(text_of(cell) for cell in row[1:]).strip()
            is_label = _folded(label) in ours or label.isdigit()
            if here == "by" and _folded(label) == _folded(self.say("by-name")):
                self.by = written
            elif here == "by" and _folded(label) == _folded(self.say("by-date")):
                self.on = self.day(written)
            elif text := written if is_label else f"{label} {written}".strip():
                self.unread(text, "It answers no question; read it yourself.")

    def day(self, written: str) -> str:
        """The day on which it was filled in, as ISO text."""
        data = typed("date", next(iter(self.questions.values())), written).data
        iso = re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(data))
        if written and not iso:
            self.unread(written, "It is no day that we can read.", place=self.say("by-date"))
        return str(data) if iso else ""

    # -- telling --

    def told_of(self, text: str, message: str, hint: str = "", place: str = "") -> Told:
        asked = self.questions[self.now].ask if self.now else ""
        return Told(self.now, place or (f"“{asked}”" if asked else "before the first question"), text, message, hint)

    def unread(self, text: str, message: str, hint: str = "", place: str = "") -> None:
        self.told.unread.append(self.told_of(text, message, hint, place))

    def inferred(self, text: str, message: str) -> None:
        self.told.inferred.append(self.told_of(text, message))

    def holds(self, line: Line) -> None:
        for what in line.holds:
            kind, _, words = what.partition(": ")
            self.unread(
                words or f"[{kind}]", f"It is a {kind.replace('-', ' ')}, which is not read.", "Look at it yourself."
            )

    # -- one question --

    def answer(self, place: _Place) -> tuple[Value | None, bool]:
        """What a form says in answer to a question, and whether it says that nobody is sure yet."""
        ticks, loose = self.ticks(place)
        own = [tick for tick in ticks if tick.choice.value not in {NOT_SURE, NONE}]
        extra = {tick.choice.value for tick in ticks if tick.is_on} & {NOT_SURE, NONE}
        boxes = Boxes(place.question, self.library, self.say, self.inferred, self.unread, self.day_first)
        found = self.chosen(place.question, own, ticks)
        written = self.written(place, boxes, loose)
        data = self.together(place.question, found, written)
        if extra and data is not None:
            label = self.say("not-sure" if NOT_SURE in extra else "none")
            self.unread(shown(data), f"“{label}” is ticked as well; neither was taken.")
            return None, False
        if extra:
            return ((), False) if NONE in extra else (None, True)
        return self.checked(place.question, data)

    def ticks(self, place: _Place) -> tuple[list[Tick], list[str]]:
        """The lines of choices, and the words of all others."""
        ticks: list[Tick] = []
        loose = [place.beside] if place.beside else []
        choices = self.choices(place.question)
        for line in chain.from_iterable(map(self.one_each, place.lines)):
            tick = tick_in(line, choices)
            if tick is None or (not tick.sign and not self.is_whole(tick, line)):
                loose.append(line.text)
                continue
            ticks.append(tick)
            if tick.rest:
                self.unread(tick.rest, f"It stands beside “{tick.choice.label}”.")
        return ticks, loose

    def one_each(self, line: Line) -> tuple[Line, ...]:
        """A line with several boxes as a line for each; where it is not clear which one a sign is for, it is told."""
        if line.text.count(EMPTY) + line.text.count(TICKED) < 2:
            return (line,)
        pieces = parted(line)
        if pieces is None:
            self.unread(line.text, "Several choices stand on one line, and it is not clear which of them is meant.")
        return pieces or ()

    def is_whole(self, tick: Tick, line: Line) -> bool:
        """Whether a line without a sign is that of a choice as it was printed, and not somebody's answer."""
        return bool(line.stretches) and not tick.rest

    def choices(self, question: Question) -> tuple[Choice, ...]:
        own = every_choice(self.library, question)
        open_ = () if any(choice.unknown for choice in own) else (Choice(NOT_SURE, self.say("not-sure")),)
        return (*own, *((Choice(NONE, self.say("none")),) if may_be_none(question) else ()), *open_)

    def chosen(self, question: Question, own: Sequence[Tick], every: Sequence[Tick]) -> Chosen:
        """Which of the choices stands, where there are any."""
        several = KINDS[question.kind].many
        sure = sum(choice.when is None for choice in every_choice(self.library, question))
        found = chosen(own, sure, several=several) if own else Chosen(())
        text = " / ".join(tick.choice.label for tick in own if tick.sign != "empty" or tick.marked or tick.struck)
        if found.unclear:
            self.unread(text, found.unclear)
        elif found.inferred and not any(tick.is_on for tick in every if tick not in own):
            self.inferred(text, found.inferred)
        elif found.inferred:
            return Chosen(())
        return found

    def written(self, place: _Place, boxes: Boxes, loose: Sequence[str]) -> Any:
        """What is written in the boxes of a question, or else under or beside it."""
        question = place.question
        data = boxes.data(place.tables) if question.kind not in {"one_of", "many_of", "yes_no"} else None
        if question.kind in {"one_of", "many_of", "yes_no"}:
            loose = [*loose, *(line.text for table in place.tables for line in table.lines if line.text)]
        if not loose:
            return data
        words = " ".join(loose)
        if data is not None:
            self.unread(words, "It stands beside a box that is filled in, which was taken alone.")
            return data
        return self.astray(question, boxes, words, loose)

    def astray(self, question: Question, boxes: Boxes, words: str, lines: Sequence[str]) -> Any:
        """An answer that was written elsewhere than in its box."""
        kind = question.kind
        before = len(self.told.inferred)
        if kind in {"records", "contacts"}:
            self.unread(words, "It is written outside the table.", "Put it into the answers by hand.")
            return None
        if kind in WRITTEN_LISTS:
            data: Any = [entry for line in lines for entry in boxes.split(line)]
        elif kind == "contact":
            data = boxes.loosely(words, {})
        elif kind == "many_of":
            data = [
                boxes.single("one_of", question, piece) for line in lines for piece in re.split(r"\s*[,;]\s*", line)
            ]
        else:
            data = boxes.single(kind, question, words)
        _, slips = read_answer(question, data, self.library)
        if any(slip.severity is Severity.BLOCK for slip in slips):
            del self.told.inferred[before:]
            self.unread(words, "It is written outside the boxes, and says none of the answers that are asked for.")
            return None
        self.inferred(words, "It is written outside the box, and was read as the answer.")
        return data

    def together(self, question: Question, found: Chosen, written: Any) -> Any:
        """What is ticked and what is written, as one."""
        values: list[Any] = [choice.value for choice in found.choices]
        if not values or written is None:
            return written if not values else values if KINDS[question.kind].many else values[0]
        if question.kind in WRITTEN_LISTS:
            return list(dict.fromkeys([*values, *written]))
        self.unread(shown(written), "It is written beside a tick, which was taken alone.")
        return values if KINDS[question.kind].many else values[0]

    def checked(self, question: Question, data: Any) -> tuple[Value | None, bool]:
        """An answer as its kind reads it; what stops it is told with the words."""
        if data is None:
            return None, False
        found = checked(question, data, self.library)
        for words, slip in found.stopped:
            self.unread(words, slip.message, slip.hint)
            self.partial.add(question.id)
        for words, slip in found.noted:
            self.told.noticed.append(self.told_of(words, slip.message, slip.hint))
        return found.value, found.value is None and not found.stopped


def _folded(text: str) -> str:
    return " ".join(fold(text).casefold().split())


def _behind(text: str, ask: str) -> str:
    """What stands behind the words of a question on its line."""
    return text[len(ask) :].strip(" :–-") if text.casefold().startswith(ask.casefold()) else ""
