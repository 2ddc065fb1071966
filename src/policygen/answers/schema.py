"""A JSON Schema of answers files, for editors."""

from typing import Any

from policygen.answers.migrate import FORMAT
from policygen.library.model import Library
from policygen.questions.check import CONTACT_FIELDS
from policygen.questions.model import Choice, Field, Question
from policygen.questions.values import MAX_TEXT

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "maxLength": MAX_TEXT}
_CONTACT: Schema = {
    "type": "object",
    "properties": dict.fromkeys(CONTACT_FIELDS, _TEXT),
    "additionalProperties": False,
    "anyOf": [{"required": ["name"]}, {"required": ["role"]}],
}


def _choice(choices: tuple[Choice, ...]) -> Schema:
    return {"oneOf": [{"const": choice.value, "title": choice.label} for choice in choices]}


def _list_of(items: Schema) -> Schema:
    return {"anyOf": [{"type": "array", "items": items}, items]}


def _number(least: int | None, most: int | None) -> Schema:
    bounds = {"minimum": least, "maximum": most}
    return {"type": "integer", **{key: bound for key, bound in bounds.items() if bound is not None}}


def _field(field: Field) -> Schema:
    match field.kind:
        case "one_of":
            schema = _choice(field.choices)
        case "many_of":
            schema = _list_of(_choice(field.choices))
        case "integer":
            schema = _number(field.least, field.most)
        case "date":
            schema = {"type": "string", "format": "date"}
        case "yes_no":
            schema = {"enum": ["yes", "no", "not_sure", True, False]}
        case "contact":
            schema = {"anyOf": [_TEXT, _CONTACT]}
        case _:
            schema = _TEXT
    return {"title": field.label, **schema}


def _value(question: Question, library: Library) -> Schema:
    match question.kind:
        case "text" | "handle":
            return _TEXT
        case "integer":
            return _number(question.least, question.most)
        case "date":
            return {"type": "string", "format": "date"}
        case "yes_no":
            return {"enum": ["yes", "no", "not_sure", True, False]}
        case "one_of":
            return _choice(question.choices)
        case "many_of":
            return _list_of(_choice(question.choices))
        case "places":
            return _list_of({"type": "string", "examples": sorted(library.atlas.places)})
        case "platforms":
            return _list_of({"type": "string", "examples": sorted(library.registry.platforms)})
        case "texts":
            return _list_of(_TEXT)
        case "contact":
            return {"anyOf": [_TEXT, _CONTACT]}
        case "contacts":
            return _list_of({"anyOf": [_TEXT, _CONTACT]})
        case "records":
            return _list_of(
                {
                    "type": "object",
                    "properties": {field.id: _field(field) for field in question.fields},
                    "required": [field.id for field in question.fields if field.required],
                    "additionalProperties": False,
                }
            )


def json_schema(library: Library) -> Schema:
    """The schema of answers files for one library (JSON Schema, draft 2020-12)."""
    questions = {
        question.id: {"title": question.ask, "description": question.why, **_value(question, library)}
        for question in library.questionnaire.questions.values()
    }
    accepted = {
        "type": "object",
        "properties": {key: {"type": "string"} for key in ("advisory", "reason", "by", "date")},
        "required": ["advisory", "reason"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers for policygen",
        "type": "object",
        "properties": {
            "policygen": {"const": FORMAT, "description": "The format of this file."},
            "library": {"type": ["string", "number"], "description": "The library it was last built with."},
            "answers": {"type": "object", "properties": questions, "additionalProperties": False},
            "accepted": {"type": "array", "items": accepted},
        },
        "required": ["answers"],
        "additionalProperties": False,
    }
