"""`policygen schema`: a JSON Schema that accepts what policygen accepts, and marks the usual slips."""

import json
import re
from datetime import date
from typing import Any

import pytest

from policygen import _yaml
from tests.cli.running import SAMPLES, policygen

ALL = tuple(sorted(SAMPLES.glob("*/answers.yaml")))
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}
REMARKS = {"$schema", "title", "description", "examples"}


def _date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _of_type(data: Any, names: Any) -> bool:
    named = [names] if isinstance(names, str) else names
    return any(isinstance(data, TYPES[name]) and not isinstance(data, bool) for name in named)


CHECKS = {
    "type": lambda data, value, _: _of_type(data, value),
    "const": lambda data, value, _: data == value,
    "enum": lambda data, value, _: any(data == item and type(data) is type(item) for item in value),
    "oneOf": lambda data, value, _: sum(not faults(data, inner) for inner in value) == 1,
    "anyOf": lambda data, value, _: any(not faults(data, inner) for inner in value),
    "minimum": lambda data, value, _: data >= value,
    "maximum": lambda data, value, _: data <= value,
    "maxLength": lambda data, value, _: len(data) <= value,
    "format": lambda data, value, _: value == "date" and _date(data),
    "required": lambda data, value, _: set(value) <= data.keys(),
    "items": lambda data, value, _: not [fault for item in data for fault in faults(item, value)],
    "properties": lambda data, value, _: (
        not [fault for key, inner in value.items() if key in data for fault in faults(data[key], inner)]
    ),
    "additionalProperties": lambda data, value, schema: value is False and data.keys() <= schema["properties"].keys(),
}
"""The words of JSON Schema that the schema uses; one that it does not know fails the test."""


def faults(data: Any, schema: dict[str, Any]) -> list[str]:
    """The words of a schema that some data breaks."""
    broken = []
    for word in sorted(schema, key=lambda word: word != "type"):
        if word in REMARKS:
            continue
        if not CHECKS[word](data, schema[word], schema):
            broken.append(word)
            if word == "type":
                break
    return broken


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    outcome = policygen("schema")
    assert outcome.code == 0
    assert outcome.err == ""
    return dict(json.loads(outcome.out))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.name)
def test_the_samples_are_valid(path: Any, schema: dict[str, Any]) -> None:
    assert faults(_yaml.parse(path.read_text(encoding="utf-8"), "")[0].data, schema) == []


@pytest.mark.parametrize(
    "answers",
    [
        "headcuont: 6", "headcount: many", "headcount: 0", "organisation_type: compny", "sectors: [retial]",
        "monitoring: sometimes", "effective_date: tomorrow", "policy_owner: {nam: Sam}", "policy_owner: {email: a@b.c}",
        "accounts: [{platform: x}]", "paid_promotion: perhaps", "work_locations: {GB: 6}", f"organisation_name: {'x' * 301}",
        "review_months: yearly",
    ],
)  # fmt: skip
def test_the_usual_slips_are_marked(answers: str, schema: dict[str, Any]) -> None:
    data = _yaml.parse(f"policygen: 1\nanswers:\n  {answers}\n", "")[0].data
    assert faults(data, schema) != []


@pytest.mark.parametrize(
    "text",
    [
        "answers: {}", "policygen: 1\nlibrary: 2026.11\nanswers: {sectors: retail, headcount: 6}",
        "answers: {paid_promotion: true}", "answers: {policy_owner: Sam Okafor}",
        "answers: {}\naccepted: [{advisory: W-70, reason: x, by: y, date: 2026-01-01}]",
    ],
)  # fmt: skip
def test_the_short_ways_of_saying_it_are_valid(text: str, schema: dict[str, Any]) -> None:
    assert faults(_yaml.parse(text, "")[0].data, schema) == []


def test_what_is_no_answers_file_is_marked(schema: dict[str, Any]) -> None:
    for text in (
        "a: b",
        "policygen: 2\nanswers: {}",
        "answers: [a]",
        "answers: {}\nansers: {}",
        "answers: {}\naccepted: [{advisory: W-70}]",
    ):
        assert faults(_yaml.parse(text, "")[0].data, schema) != []


def test_every_question_is_described_for_the_editor(schema: dict[str, Any], library: Any) -> None:
    questions = schema["properties"]["answers"]["properties"]
    assert questions.keys() == library.questionnaire.questions.keys()
    for question in questions.values():
        assert re.search(r"[?.)]$", question["title"])
        assert question["description"]
