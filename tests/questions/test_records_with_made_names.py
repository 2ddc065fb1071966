"""Rows that get a name of ours are rows like any other: none where none were given, and each a name of its own."""

from typing import Any

import pytest

from policygen.questions.kinds import read_answer
from tests.support.library import tiny

FIELDS = "{id: words, kind: text, label: Words, required: true}"
LIBRARY = tiny(f"""
    ask plain: records choice
        key: words
        fields: [{FIELDS}]
    ask made: records choice
        key: id
        fields: [{{id: id, kind: text, label: Id, made: true}}, {FIELDS}]
    clause rules.a: Ask.
""")


def read(question: str, data: Any) -> Any:
    return read_answer(LIBRARY.questionnaire.questions[question], data, LIBRARY)[0]


@pytest.mark.parametrize("data", [[], "Sam", [{}], [3]])
def test_where_no_row_can_be_read_there_is_no_answer_whether_or_not_rows_are_named_by_us(data: Any) -> None:
    assert read("made", data) == read("plain", data)


def test_each_row_has_a_name_of_its_own() -> None:
    rows = read("made", [{"words": "Sam first"}, {"words": "Kim second"}])
    assert [row["words"] for row in rows] == ["Sam first", "Kim second"]
    assert len({row["id"] for row in rows}) == 2


@pytest.mark.parametrize(
    ("words", "name"),
    [("Never post the keys to the door", "never-post-the-keys"), ("不要发布钥匙", "rule-3ada1b81")],
)
def test_a_name_that_is_made_stays_the_same_for_ever(words: str, name: str) -> None:
    assert read("made", [{"words": words}])[0]["id"] == name
