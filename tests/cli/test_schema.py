"""`policygen schema`: a JSON Schema that accepts what policygen accepts, and marks the usual slips."""

import json
import re
from typing import Any

import jsonschema
import pytest

from policygen import _yaml
from tests.cli.running import SAMPLES, policygen

PACKED = {path.parents[1] / "answers.yaml" for path in SAMPLES.glob("*/*/pack.yaml")}
ALL = tuple(sorted({*SAMPLES.glob("*/answers.yaml")} - PACKED))


def faults(data: Any, schema: dict[str, Any]) -> list[str]:
    """What a schema says is wrong with some data."""
    check = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in check.iter_errors(data)]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    outcome = policygen("schema")
    assert outcome.code == 0
    assert outcome.err == ""
    return dict(json.loads(outcome.out))


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.name)
def test_the_samples_are_valid(path: Any, schema: dict[str, Any]) -> None:
    assert faults(_yaml.parse(path.read_text(encoding="utf-8"), "")[0].data, schema) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.parent.name)
def test_a_sample_with_a_pack_is_valid_by_the_schema_of_its_packs_alone(path: Any, schema: dict[str, Any]) -> None:
    data = _yaml.parse(path.read_text(encoding="utf-8"), "")[0].data
    assert faults(data, json.loads(policygen("schema", "--answers", path).out)) == []
    assert faults(data, schema) != []


@pytest.mark.parametrize(
    "answers",
    [
        "headcuont: 6", "headcount: many", "headcount: 0", "organisation_type: compny", "sectors: [retial]",
        "monitoring: sometimes", "effective_date: tomorrow", "policy_owner: {nam: Sam}", "policy_owner: {email: a@b.c}",
        "accounts: [{handle: x}]", "paid_promotion: perhaps", "work_locations: {GB: 6}", f"organisation_name: {'x' * 301}",
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
    assert questions.keys() == library.questionnaire.questions.keys() | library.questionnaire.former.keys()
    for question in questions.values():
        assert re.search(r"[?.)]$", question["title"])
        assert question["description"]
