"""What can be asked of every kind of question."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Record, Test, Value
from policygen.findings import nearest
from policygen.questions.model import Choice, Context, Field, Question
from policygen.questions.values import MAX_ROWS, MAX_TEXT, Path, ValueReader

Asked = Question | Field
"""What has a kind."""

Schema = dict[str, Any]
"""JSON Schema, draft 2020-12."""

WORDS: Schema = {"type": ["string", "number"], "maxLength": MAX_TEXT}
SAID: Schema = {**WORDS, "pattern": r"\S"}
NOTHING: tuple[Schema, ...] = ({"type": "null"}, {"const": ""})
"""A question nobody answered: an empty line of a form."""

TRIED_NAME = "Somebody"
"""The words of an answer that is only tried."""


class QuestionKind:
    """What a question asks for: how its answers are read, described, put into words, tested and tried."""

    name: ClassVar[str]
    """As a library's files call it."""
    many: ClassVar[bool] = False
    """An answer has several entries."""
    keyed: ClassVar[bool] = False
    """An entry is a mapping: a person, or a row of fields."""
    typed: ClassVar[bool] = False
    """Answered in a person's own words."""
    any_words: ClassVar[bool] = False
    """What is written may be any words: a person's own, or the name of something on no list."""
    names_people: ClassVar[bool] = False
    """Says who, and nothing about them."""
    often_missing: ClassVar[bool] = False
    """May well have no answer; a slot prints a bracket then."""
    needs: ClassVar[str] = ""
    """What a question of the kind cannot do without: its `choices` or its `fields`."""
    parts: ClassVar[tuple[str, ...]] = ()
    """What a slot may print of an answer by itself, behind a dot."""
    tests: ClassVar[frozenset[type[Test]]] = frozenset()
    """How `when:` may test an answer, beside whether there is one."""
    tried: ClassVar[tuple[Value, ...]] = (TRIED_NAME,)
    """Answers to try."""
    example: ClassVar[str] = "Example"
    """As long as an answer usually is; with `and` between two entries."""

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        """What somebody wrote as an answer, or None when it is blank, unknown or wrong; the reader gathers the slips."""
        return None if isinstance(data, str) and not data.strip() else self.value(asked, data, path, reader)

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        """What stands for an answer, or for one entry of it."""
        return reader.text(data, path)

    def check_row(self, asked: Asked, row: Record, data: Any, path: Path, reader: ValueReader) -> None:
        """Tell what is wrong with a field beside the others of its row; `data` is what was written in it."""

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """The JSON Schema of what is read; `needed`: blank words are no answer."""
        return SAID if needed else WORDS

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Value]:
        """Answers to try, when only these choices are offered."""
        yield from self.tried

    def in_row(self, asked: Asked, facts: Mapping[str, Value]) -> Value:
        """What stands in a field of a row that is only tried."""
        return next(self.trials(asked, asked.choices, facts))

    def values(self, asked: Asked, context: Context) -> Sequence[str] | None:
        """Every value that `when:` may test an answer for; None: an answer may be any."""
        return None

    def unknown(self, asked: Asked, value: str, context: Context) -> tuple[str, str, str] | None:
        """Why `when:` cannot test an answer for a value: a code, what the value is not, and a hint. None when it can."""
        known = self.values(asked, context) or ()
        if value in known:
            return None
        hint = nearest(value, known) or f"Use one of: {', '.join(known[:12])}."
        return "unknown-choice", f"tests '{asked.id}' for '{value}', which is none of its choices.", hint

    # -- in words --

    def named(self, text: str, context: Context) -> str:
        """One value that is no choice, as it stands in a reason."""
        return text

    def shown(self, text: str, context: Context) -> str:
        """The same where a person looks over what they said."""
        return self.named(text, context)

    def in_sentence(self, text: str, context: Context, english: str) -> str:
        """The same inside a sentence of a policy in some English."""
        return self.named(text, context)

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        """Each entry of an answer as a person would call it."""
        labels = {choice.value: choice.label for choice in asked.choices}
        return [labels.get(text) or self.shown(text, context) for text in values_of(value)]

    def placeholder(self, asked: Asked, joining: str) -> str:
        """Words that stand in for an answer while a clause is read without any."""
        return self.example.replace(" and ", f" {joining} ")


def list_schema(items: Schema, alone: Sequence[Choice] = ()) -> Schema:
    """A list, or one entry in place of it; of a list that holds one of some choices, all is that choice."""
    rules = [
        {"if": {"contains": {"enum": _values(choice)}}, "then": {"items": {"enum": _values(choice)}}}
        for choice in alone
    ]
    many: Schema = {"items": items, "maxItems": MAX_ROWS, **({"allOf": rules} if rules else {})}
    return {"if": {"type": "array"}, "then": many, "else": items}


def _values(choice: Choice) -> list[str]:
    return [choice.value, *choice.formerly]
