"""Every kind of question does all that is asked of a kind, and agrees with itself."""

from collections.abc import Iterator

import jsonschema
import pytest

from policygen.answers.write import plain
from policygen.library.model import Library
from policygen.questions.kinds import KINDS, kind_of, read_answer
from policygen.questions.kinds.scalars import FIELD_KINDS
from policygen.questions.model import Choice, Field, Question
from policygen.questions.values import ValueReader

CHOICES = (Choice("a", "First"), Choice("b", "Second", reads="the second"), Choice("c", "None", exclusive=True))
FIELDS = (Field("place", "place", "Place", required=True), Field("size", "integer", "Size", least=2))


def question(kind: str) -> Question:
    choices = CHOICES if KINDS[kind].needs == "choices" else ()
    return Question("asked", "all", kind, "fact", "What?", "", "what", choices=choices, fields=FIELDS, key=("place",))


def tried(kind: str, library: Library) -> Iterator[object]:
    asked = question(kind)
    yield from (plain(value) for value in KINDS[kind].trials(asked, asked.choices, {}))


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_is_tried_is_read_as_it_is_and_fits_the_schema(kind: str, library: Library) -> None:
    validator = jsonschema.Draft202012Validator(KINDS[kind].schema(question(kind), library))
    answers = list(tried(kind, library))
    assert answers
    for data in answers:
        value, slips = read_answer(question(kind), data, library)
        assert value == () or plain(value or "") == data
        assert not slips
        assert validator.is_valid(data)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_in_words_has_as_many_entries_as_it_says(kind: str, library: Library) -> None:
    for data in tried(kind, library):
        value, _ = read_answer(question(kind), data, library)
        entries = KINDS[kind].entries(question(kind), value if value is not None else (), library)
        assert len(entries) == (len(data) if KINDS[kind].many and isinstance(data, list) else 1)
        assert all(entries)


@pytest.mark.parametrize("kind", FIELD_KINDS)
def test_a_question_and_a_field_of_one_kind_are_read_alike(kind: str, library: Library) -> None:
    asked, field = question(kind), Field("asked", kind, "what", choices=question(kind).choices)
    assert kind_of(asked) is kind_of(field)
    for data in (*tried(kind, library), "", "  ", "Mx. Nobody", 7, [], {"x": 1}, True):
        reader = ValueReader(library)
        value = kind_of(field).read(field, data, (), reader)
        assert read_answer(asked, data, library) == (value, tuple(reader.slips)), data


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.tests])
def test_what_can_be_tested_for_is_told_apart_from_what_cannot(kind: str, library: Library) -> None:
    asked = question(kind)
    values = KINDS[kind].values(asked, library)
    if values is None:
        assert kind == "integer"
        return
    assert all(KINDS[kind].unknown(asked, value, library) is None for value in values)
    code, wrong, hint = KINDS[kind].unknown(asked, "Friendface", library) or ("", "", "")
    assert code in {"unknown-choice", "unknown-place"}
    assert "Friendface" in wrong
    assert hint


def test_a_list_is_told_as_its_entries_are(library: Library) -> None:
    assert KINDS["places"].entries(question("places"), ("US-GA", "FR"), library) == ["Georgia, United States", "France"]
    assert KINDS["place"].named("US-GA", library) == "Georgia"
    assert KINDS["places"].in_sentence("US", library, "en-GB") == "the United States"
    assert KINDS["date"].in_sentence("2026-11-22", library, "en-US") == "November 22, 2026"


def test_a_row_is_told_by_its_key_first_and_a_person_in_it_by_name(library: Library) -> None:
    fields = (Field("who", "contact", "Who"), *FIELDS)
    asked = Question("asked", "all", "records", "fact", "?", "", "rows", fields=fields, key=("place",))
    row = {"who": {"role": "Chef", "email": "a@b.example"}, "place": "FR", "size": 3}
    assert KINDS["records"].entries(asked, (row,), library) == ["France, Chef, 3"]
