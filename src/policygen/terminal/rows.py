"""People and records, asked row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from policygen.answers.write import plain
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.interview.search import Option, OptionKind
from policygen.questions.kinds import kind_of
from policygen.questions.kinds.base import Asked
from policygen.questions.kinds.lists import field_words
from policygen.questions.model import Field
from policygen.terminal.asker import Asker
from policygen.terminal.console import BackError
from policygen.terminal.lines import shortened
from policygen.terminal.lists import ask_list, back_option
from policygen.terminal.own_words import ask_words
from policygen.terminal.picker import DONE, OPEN, starting
from policygen.terminal.prompts import (
    FIELD_PROMPTS,
    FieldSequence,
    Prompt,
    TextsPrompt,
    ask_contact,
    ask_places,
    ask_platforms,
    ask_trades,
    given_lines,
    only_value,
)
from policygen.terminal.screen import Screen

Row = dict[str, Any]
"""A row as an answers file would say it."""

ADD, CHANGE, REMOVE = "\0add", "\0change", "\0remove"


def ask_rows(asker: Asker, question: Asked, screen: Screen, earlier: Value | None) -> list[Row] | None:
    """People or records, row by row: add, change and take out, until somebody is done."""
    current = asker.suggestion(question, earlier)
    rows = _rows_of(current)
    while True:
        chosen = ask_list(asker.console, screen, starting(_row_options(asker, question, screen, rows), _first(rows)))
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
        asker.begun.data = list(rows)


def _rows_of(value: Value | None) -> list[Row]:
    rows = value if isinstance(value, tuple) else ()
    return [cast("Row", plain(row)) for row in rows if isinstance(row, Mapping)]


def _begun(asker: Asker, question: Asked, rows: Sequence[Row]) -> Row:
    """A new row, begun with the next entry of what was said before that has none."""
    if isinstance(question, Field) or not question.rows_from:
        return {}
    source = asker.library.questionnaire.questions[question.rows_from]
    key = next(field for field in question.fields if field.id == question.key[0])
    used = {str(row.get(key.id)) for row in rows}
    for entry in values_of(asker.known.facts.get(source.id, ())):
        choice = source.choice(entry)
        begun = choice.label if choice and key.kind == "text" else entry
        if begun not in used and not (choice and choice.exclusive):
            return {key.id: begun}
    return {}


def _first(rows: Sequence[Row]) -> str:
    return DONE if rows else ADD


def _row_options(asker: Asker, question: Asked, screen: Screen, rows: Sequence[Row]) -> tuple[Option, ...]:
    options = [Option(str(index), row_words(asker, question, row)) for index, row in enumerate(rows)]
    options.append(Option(ADD, "Add another" if rows else "Add one", kind=OptionKind.ACTION))
    if rows:
        options.append(Option(DONE, "Done", kind=OptionKind.ACTION))
    return (*options, *asker.ways_out(screen, fact=not rows, open_label=asker.open_label(question)))


def _change(asker: Asker, question: Asked, screen: Screen, rows: list[Row], at: int) -> None:
    options = [
        Option(CHANGE, "Change it", kind=OptionKind.ACTION),
        Option(REMOVE, "Take it out", kind=OptionKind.ACTION),
        back_option(asker.console.signs),
    ]
    follow = replace(screen.asking(row_words(asker, question, rows[at])), can_go_back=True)
    if ask_list(asker.console, follow, starting(options)).action == REMOVE:
        del rows[at]
    elif row := ask_row(asker, question, screen, rows[at]):
        rows[at] = row


def row_words(asker: Asker, question: Asked, row: Mapping[str, Any]) -> str:
    """A row as one line: its key first."""
    (words,) = kind_of(question).entries(question, (row,), asker.library)
    return shortened(words, asker.console.width - 8) if question.fields else words


def ask_row(asker: Asker, question: Asked, screen: Screen, earlier: Row) -> Row | None:
    """One row, field by field.

    Raises: `BackError` when the person goes back from the first field.
    """
    if not question.fields:
        return ask_contact(asker, question, replace(screen, can_go_back=True), earlier)
    row: Row = dict(earlier)
    fields = [field for field in question.fields if not field.made]

    def step(index: int) -> Callable[[], None]:
        def ask() -> None:
            field = fields[index]
            done = [(f.label, field_words(f, row[f.id], asker.library)) for f in fields[:index] if f.id in row]
            shown = replace(
                screen, above=(*given_lines(done[-6:], asker.console.width), *(((),) if done else ())), can_go_back=True
            )
            value = FIELD_PROMPTS[field.kind](asker, field, shown, row.get(field.id))
            row.pop(field.id, None)
            if value is not None:
                row[field.id] = value

        return ask

    def skips(index: int) -> bool:
        name, wanted = fields[index].only_if
        return bool(name) and row.get(name) != wanted

    FieldSequence([step(index) for index in range(len(fields))], skips).run()
    asked = {field.id for index, field in enumerate(fields) if not skips(index)}
    return {f.id: row[f.id] for f in question.fields if f.id in row and (f.made or f.id in asked)} or None


PROMPTS: Mapping[str, Prompt] = {
    **FIELD_PROMPTS,
    "texts": TextsPrompt(),
    "places": ask_places,
    "platforms": ask_platforms,
    "trades": ask_trades,
    "contacts": ask_rows,
    "records": ask_rows,
    "words": ask_words,
}
"""How a question of each kind is put."""
