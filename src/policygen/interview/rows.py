"""People and records, asked field by field and row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from policygen.answers.write import plain
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Value
from policygen.interview.asking import (
    NOT_SURE,
    ONE,
    SEARCHED_ONE,
    TYPE_TO_SEARCH,
    Asker,
    line_data,
    only_value,
    refusal,
)
from policygen.interview.console import BackError
from policygen.interview.dates import read_day
from policygen.interview.lists import OPEN, ask_list, back_option
from policygen.interview.names import PLACE_TYPED, PLATFORM_TYPED, place_options, platform_options
from policygen.interview.options import Kind, Option, starting
from policygen.interview.screen import Refused, Screen
from policygen.interview.texts import Field, ask_text
from policygen.interview.words import Line, shortened
from policygen.language.dates import spelled_date
from policygen.questions.kinds import kind_of
from policygen.questions.kinds.records import field_words
from policygen.questions.model import Field as RecordField
from policygen.questions.model import Question
from policygen.questions.values import ValueReader

Row = dict[str, Any]
"""A row as an answers file would say it."""

PERSON = (("name", "Name"), ("role", "Job title"), ("email", "Email"))


# ---- fields in turn ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Steps:
    """Fields asked in turn; going back leads to the field before, and from the first out of the row."""

    asked: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])

    def run(self) -> None:
        """Ask them all.

        Raises: `BackError` when the person goes back from the first.
        """
        at = 0
        while at < len(self.asked):
            try:
                self.asked[at]()
            except BackError:
                if at == 0:
                    raise
                at -= 1
            else:
                at += 1


def given_lines(pairs: Sequence[tuple[str, str]], width: int) -> tuple[Line, ...]:
    """What was filled in so far, a line each."""
    room = max((len(label) for label, _ in pairs), default=0)
    return tuple(
        (("quiet", f"  {label.ljust(room)}  "), ("", shortened(text, width - room - 6))) for label, text in pairs
    )


def ask_contact(asker: Asker, screen: Screen, earlier: Value | FieldValue | None) -> Row | None:
    """A person: name, job title, email, in turn. None when neither name nor job title is given."""
    person: Row = {str(key): value for key, value in earlier.items()} if isinstance(earlier, Mapping) else {}

    def step(index: int) -> Callable[[], None]:
        key, label = PERSON[index]

        def ask() -> None:
            if key == "email" and not person.get("name") and not person.get("role"):
                return
            done = [(other, str(person.get(id) or "–")) for id, other in PERSON[:index]]
            above = (*screen.above, *given_lines(done, asker.console.width))
            notes = () if index else screen.notes
            shown = replace(screen, above=above, notes=notes, can_go_back=screen.can_go_back or index > 0)
            empty = "not sure yet" if not person.get("name") and index < 2 else "leave it out"
            line = Field(person_check(asker, key), label, str(person.get(key) or ""), empty, hinted=bool(screen.above))
            typed = ask_text(asker.console, shown, line)
            person.pop(key, None)
            if typed:
                person[key] = typed

        return ask

    Steps([step(index) for index in range(len(PERSON))]).run()
    return person if person.get("name") or person.get("role") else None


def person_check(asker: Asker, key: str) -> Callable[[str], str | Refused]:
    """Whether something typed can stand in one field of a person."""

    def check(text: str) -> str | Refused:
        reader = ValueReader(asker.library)
        contact = RecordField("", "contact", "")
        kind_of(contact).read(contact, {"name": "somebody", key: text}, (), reader)
        return refusal(reader.slips) or text

    return check


# ---- rows --------------------------------------------------------------------------------------------------------------

ADD, DONE, CHANGE, REMOVE = "\0add", "\0done", "\0change", "\0remove"


def ask_rows(asker: Asker, question: Question, screen: Screen, earlier: Value | None) -> list[Row] | None:
    """People or records, row by row: add, change and take out, until somebody is done."""
    standing = asker.suggestion(question, earlier)
    rows = _rows_of(standing)
    while True:
        chosen = ask_list(
            asker.console, screen, starting(_row_options(asker, question, screen, rows), _first(rows)), ONE
        )
        picked = chosen.action or only_value(chosen)
        screen = replace(screen, notes=())
        if picked == OPEN:
            return None
        if picked == DONE:
            return rows
        try:
            if picked == ADD:
                if row := ask_row(asker, question, screen, _begun(asker, question, rows)):
                    rows.append(row)
            elif picked is not None:
                _change(asker, question, screen, rows, int(picked))
        except BackError:
            continue


def _rows_of(value: Value | None) -> list[Row]:
    rows = value if isinstance(value, tuple) else ()
    return [cast("Row", plain(row)) for row in rows if isinstance(row, Mapping)]


def _begun(asker: Asker, question: Question, rows: Sequence[Row]) -> Row:
    """A new row; where rows are told apart by place, with the next place that has none."""
    places = values_of(asker.known.facts.get("work_locations", ())) if question.key == ("place",) else ()
    used = {str(row.get("place")) for row in rows}
    return next(({"place": place} for place in places if place not in used), {})


def _first(rows: Sequence[Row]) -> str:
    return DONE if rows else ADD


def _row_options(asker: Asker, question: Question, screen: Screen, rows: Sequence[Row]) -> tuple[Option, ...]:
    options = [Option(str(index), row_words(asker, question, row)) for index, row in enumerate(rows)]
    options.append(Option(ADD, "Add another" if rows else "Add one", kind=Kind.ACTION))
    if rows:
        options.append(Option(DONE, "Done", kind=Kind.ACTION))
    return (*options, *asker.ways_out(screen, fact=not rows))


def _change(asker: Asker, question: Question, screen: Screen, rows: list[Row], at: int) -> None:
    options = [
        Option(CHANGE, "Change it", kind=Kind.ACTION),
        Option(REMOVE, "Take it out", kind=Kind.ACTION),
        back_option(asker.console.signs),
    ]
    follow = replace(screen.asking(row_words(asker, question, rows[at])), can_go_back=True)
    if ask_list(asker.console, follow, starting(options), ONE).action == REMOVE:
        del rows[at]
    elif row := ask_row(asker, question, screen, rows[at]):
        rows[at] = row


def row_words(asker: Asker, question: Question, row: Mapping[str, Any]) -> str:
    """A row as one line: its key first."""
    (words,) = kind_of(question).entries(question, (row,), asker.library)
    return shortened(words, asker.console.width - 8) if question.fields else words


def ask_row(asker: Asker, question: Question, screen: Screen, earlier: Row) -> Row | None:
    """One row, field by field.

    Raises: `BackError` when the person goes back from the first field.
    """
    if question.kind == "contacts":
        return ask_contact(asker, replace(screen, can_go_back=True), earlier)
    row: Row = dict(earlier)

    def step(index: int) -> Callable[[], None]:
        def ask() -> None:
            field = question.fields[index]
            done = [(f.label, field_words(f, row[f.id], asker.library)) for f in question.fields[:index] if f.id in row]
            shown = replace(
                screen, above=(*given_lines(done[-6:], asker.console.width), *(((),) if done else ())), can_go_back=True
            )
            value = ask_field(asker, field, shown, row.get(field.id))
            row.pop(field.id, None)
            if value is not None:
                row[field.id] = value

        return ask

    Steps([step(index) for index in range(len(question.fields))]).run()
    return {field.id: row[field.id] for field in question.fields if field.id in row} or None


def ask_field(asker: Asker, field: RecordField, screen: Screen, earlier: Any) -> Any:
    """One field of a row; None when it is left out."""
    labelled = replace(screen, above=(*screen.above, (("strong", f"  {field.label}"),)))
    match field.kind:
        case "one_of" | "yes_no" | "many_of":
            return _ask_choice(asker, field, labelled, earlier)
        case "platform":
            used = values_of(asker.known.facts.get("platforms", ()))
            options = platform_options(asker.library.registry, (), used)
            return _ask_name(asker, field, labelled, options, str(earlier or ""), PLATFORM_TYPED)
        case "place":
            places = values_of(asker.known.facts.get("work_locations", ()))
            options = (*place_options(asker.library.atlas, places), *place_options(asker.library.atlas))
            return _ask_name(asker, field, labelled, tuple(dict.fromkeys(options)), str(earlier or ""), PLACE_TYPED)
        case "contact":
            return ask_contact(asker, labelled, earlier)
        case _:
            return _ask_line(asker, field, screen, earlier)


def _skip(field: RecordField) -> tuple[Option, ...]:
    return () if field.required else (Option(OPEN, NOT_SURE, kind=Kind.ACTION),)


def _ask_choice(asker: Asker, field: RecordField, screen: Screen, earlier: Any) -> Any:
    choices = [Option(choice.value, choice.label, choice.description) for choice in field.choices if not choice.unknown]
    if field.kind == "yes_no":
        choices = [Option("yes", "Yes"), Option("no", "No")]
    many = field.kind == "many_of"
    ways = (*_skip(field), back_option(asker.console.signs))
    ticked = tuple(str(value) for value in earlier) if many and isinstance(earlier, (list, tuple)) else ()
    picker = starting((*choices, *ways), "" if many else str(earlier or ""), many=many, ticked=ticked)
    chosen = ask_list(asker.console, screen, picker, ONE)
    return list(chosen.values) or None if many else only_value(chosen)


def _ask_name(
    asker: Asker, field: RecordField, screen: Screen, options: tuple[Option, ...], earlier: str, free: str
) -> str | None:
    ways = (*_skip(field), back_option(asker.console.signs))
    picker = starting((*options, *ways), earlier, search="", placeholder=TYPE_TO_SEARCH, free=free)
    return only_value(ask_list(asker.console, screen, picker, SEARCHED_ONE))


def _ask_line(asker: Asker, field: RecordField, screen: Screen, earlier: Any) -> Any:
    like = Question(
        field.id, "", _line_kind(field.kind), "fact", field.label, "", field.label, least=field.least, most=field.most
    )

    def check(text: str) -> str | Refused:
        if field.kind == "date" and isinstance(day := read_day(text, asker.today), Refused):
            return day
        reader = ValueReader(asker.library)
        read = kind_of(field).read(field, line_data(like, text, asker.today), (), reader)
        refused = refusal(reader.slips)
        if read is None and field.required and not refused:
            return Refused("This is needed: go back to leave the whole entry out.")
        return refused or text

    default = (
        spelled_date(str(earlier)) if field.kind == "date" and earlier else str(earlier if earlier is not None else "")
    )
    line = Field(check, field.label, default, "" if field.required else "leave it out", hinted=True)
    typed = ask_text(asker.console, screen, line)
    return line_data(like, typed, asker.today)


def _line_kind(kind: str) -> Any:
    return kind if kind in {"integer", "date"} else "text"
