"""One YAML file of the questionnaire as questions."""

from typing import Any, cast

from policygen._yaml import YamlFile
from policygen.conditions.model import Condition, Known, Value
from policygen.findings import Finding
from policygen.library.fields import Fields
from policygen.library.locations import EntryLocation
from policygen.questions.kinds import KINDS, kind_of
from policygen.questions.kinds.scalars import FIELD_KINDS
from policygen.questions.model import Called, Choice, Default, Field, Group, Question, Says
from policygen.questions.slipped import HOLDS, Holds


def plain_value(data: Any) -> Value | None:
    """A default or preselection as a value: texts, numbers, tuples of texts."""
    if data is None:
        return None
    if isinstance(data, bool):
        return "yes" if data else "no"
    if isinstance(data, list):
        items = data
        return cast("Value", tuple(item if isinstance(item, dict) else str(item) for item in items))
    if isinstance(data, dict):
        return cast("dict[str, str | int]", data)
    return data if isinstance(data, int) else str(data)


def _called(fields: Fields) -> Called:
    label = fields.text("label", required=True)
    called = Called(fields.condition("when") or Condition(), label, fields.text("reads") or label)
    fields.done()
    return called


def parse_choice(fields: Fields) -> Choice:
    """One choice of a question or of a field."""
    choice = Choice(
        value=fields.text("value", required=True),
        label=fields.text("label", required=True),
        description=fields.text("description"),
        reads=fields.text("reads"),
        table=fields.text("table"),
        called=tuple(_called(inner) for inner in fields.each("called", "Another name of a choice")),
        found_by=fields.texts("found_by"),
        otherwise=fields.flag("otherwise"),
        exclusive=fields.flag("exclusive"),
        unknown=fields.flag("unknown"),
        neutral=fields.text("neutral"),
        when=fields.condition("when"),
        formerly=fields.texts("formerly"),
    )
    fields.done()
    return choice


def _only_if(fields: Fields) -> tuple[str, str]:
    """The field and the value that a field waits for; empty where it waits for none."""
    data = fields.raw("only_if")
    if data is None:
        return "", ""
    pairs = [(str(key), str(value)) for key, value in data.items()] if isinstance(data, dict) else []
    if len(pairs) != 1:
        fields.report("wrong-type", "'only_if' must be one field and its value.", "only_if", hint="{duration: limited}")
        return "", ""
    return pairs[0]


def _fields(fields: Fields) -> tuple[Field, ...]:
    """The fields of a row; one that waits for another stands after it."""
    found: list[Field] = []
    for inner in fields.each("fields", "A field"):
        field = _field(inner)
        name, value = field.only_if
        other = next((each for each in found if each.id == name), None)
        if name and (other is None or all(choice.value != value for choice in other.choices)):
            message = f"'{field.id}' waits for '{name}: {value}', which no field before it can say."
            inner.report("unknown-value", message, "only_if")
        found.append(field)
    return tuple(found)


def _field(fields: Fields) -> Field:
    field = Field(
        id=fields.text("id", required=True),
        kind=fields.one_of("kind", tuple(FIELD_KINDS), "text"),
        label=fields.text("label", required=True),
        choices=tuple(parse_choice(choice) for choice in fields.each("choices", "A choice")),
        required=fields.flag("required"),
        private=fields.flag("private"),
        holds=cast("Holds", fields.one_of("holds", HOLDS)),
        only_if=_only_if(fields),
        made=fields.flag("made"),
        least=fields.number("least"),
        most=fields.number("most"),
    )
    fields.done()
    return field


def _defaults(fields: Fields) -> tuple[Default, ...]:
    found: list[Default] = []
    for inner in fields.each("defaults", "A default"):
        value, english_of = plain_value(inner.raw("value")), inner.text("english_of")
        condition = inner.condition("when") or Condition((Known(english_of, known=True),) if english_of else ())
        inner.done()
        if value is None:
            inner.report("missing-key", "A default has no 'value'.")
        else:
            found.append(Default(condition, value, english_of))
    single = plain_value(fields.raw("default"))
    return (*found, Default(Condition(), single)) if single is not None else tuple(found)


def _question(fields: Fields, group: str) -> Question:
    question = Question(
        id=fields.text("id", required=True),
        group=group,
        kind=fields.one_of("kind", tuple(KINDS), "text", required=True),
        says=cast("Says", fields.one_of("says", ("fact", "choice", "promise"), "fact", required=True)),
        ask=fields.text("ask", required=True),
        why=fields.text("why", required=True),
        label=fields.text("label", required=True),
        essential=fields.flag("essential"),
        private=fields.flag("private"),
        when=fields.condition("when"),
        choices=tuple(parse_choice(choice) for choice in fields.each("choices", "A choice")),
        fields=_fields(fields),
        key=fields.texts("key"),
        rows_from=fields.text("rows_from"),
        categories=fields.texts("categories"),
        defaults=_defaults(fields),
        preselect=plain_value(fields.raw("preselect")),
        least=fields.number("least"),
        most=fields.number("most"),
        formerly=fields.texts("formerly"),
        neutral=fields.text("neutral"),
        duty=fields.text("duty"),
        holds=cast("Holds", fields.one_of("holds", HOLDS)),
        of_staff=fields.flag("of_staff"),
        essential_when=fields.condition("essential_when"),
    )
    fields.done()
    if question.says == "fact" and question.defaults:
        fields.report(
            "default-fact", f"'{question.id}' says a fact; a fact never has a default.", hint="Use preselect."
        )
    needed = kind_of(question).needs
    if needed and not getattr(question, needed):
        fields.report("missing-key", f"'{question.id}' has no {needed}.")
    return question


def parse_questions(file: YamlFile, findings: list[Finding]) -> tuple[Group, list[tuple[Question, EntryLocation]]]:
    """The group of questions that a file holds, and where each stands; what is wrong with them goes to the findings."""
    fields = Fields(file, (), findings, "A file of questions")
    group = Group(fields.text("group", required=True), fields.text("title", required=True))
    questions = [(_question(inner, group.id), inner.entry()) for inner in fields.each("questions", "A question")]
    fields.done()
    return group, questions
