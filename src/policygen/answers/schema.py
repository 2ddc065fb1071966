"""A JSON Schema of answers files, for editors: it accepts what the loader accepts, but for what docs/answers.md lists."""

from typing import Any

from policygen.answers.migrate import FORMAT
from policygen.conditions.places import Atlas
from policygen.library.model import Library
from policygen.questions.check import CONTACT_FIELDS, EMAIL
from policygen.questions.model import Choice, Field, Question
from policygen.questions.typed import GROUPED
from policygen.questions.values import MAX_NUMBER, MAX_ROWS, MAX_TEXT, YEARS

Schema = dict[str, Any]

_WORDS: Schema = {"type": ["string", "number"], "maxLength": MAX_TEXT}
_SAID: Schema = {**_WORDS, "pattern": r"\S"}
_NOTHING: tuple[Schema, ...] = ({"type": "null"}, {"const": ""})
"""A question nobody answered: an empty line of a form."""
_DAY: Schema = {"type": "string", "format": "date", "pattern": f"^({YEARS.start // 100}|{YEARS[-1] // 100})"}
_YES_OR_NO: Schema = {
    "anyOf": [
        {"enum": ["yes", "no", "not_sure", True, False]},
        {
            "type": "string",
            "pattern": r"^\s*([Yy][Ee][Ss]|[Nn][Oo]|[Nn][Oo][Tt][ _][Ss][Uu][Rr][Ee]|[Uu][Nn][Kk][Nn][Oo][Ww][Nn])\s*$",
        },
    ]
}
_CONTACT: Schema = {
    "type": "object",
    "properties": {
        **{key: {"anyOf": [_WORDS, {"type": "null"}]} for key in CONTACT_FIELDS},
        "email": {"type": ["string", "null"], "pattern": rf"^\s*({EMAIL})?\s*$", "maxLength": MAX_TEXT},
    },
    "additionalProperties": False,
    "anyOf": [{"required": [key], "properties": {key: _SAID}} for key in ("name", "role")],
}
_PERSON: Schema = {"if": {"type": "object"}, "then": _CONTACT, "else": {"type": "string", "maxLength": MAX_TEXT}}


def _choice(choices: tuple[Choice, ...]) -> Schema:
    found: list[Schema] = []
    for choice in choices:
        found.append({"const": choice.value, "title": choice.label})
        found += [{"const": value, "title": choice.label, "deprecated": True} for value in choice.formerly]
        found += [{"const": choice.value == "yes"}] if choice.value in {"yes", "no"} else []
    return {"oneOf": found}


def _values(choice: Choice) -> list[str]:
    return [choice.value, *choice.formerly]


def _list(items: Schema, alone: tuple[Choice, ...] = ()) -> Schema:
    """A list, or one entry in place of it; of a list that holds one of some choices, all is that choice."""
    rules = [
        {"if": {"contains": {"enum": _values(choice)}}, "then": {"items": {"enum": _values(choice)}}}
        for choice in alone
    ]
    many: Schema = {"items": items, "maxItems": MAX_ROWS, **({"allOf": rules} if rules else {})}
    return {"if": {"type": "array"}, "then": many, "else": items}


def _number(least: int | None, most: int | None) -> Schema:
    bounds = {"minimum": least or 0, "maximum": MAX_NUMBER if most is None else most}
    grouped = GROUPED.replace(r"\d", "[0-9]")
    written = {"type": "string", "pattern": rf"^\s*\+?([0-9]{{1,9}}|{grouped})\s*$"}
    return {"anyOf": [{"type": "integer", **bounds}, written]}


def _place(atlas: Atlas) -> Schema:
    """A place by code or name; what has the form of a code must be one."""
    form = r"^\s*[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?\s*$"
    short = sorted({alias for place in atlas.places.values() for alias in place.aliases if len(alias) == 2})
    whole = sorted(code for code in atlas.places if "-" not in code and not atlas.is_coarse(code))
    known = [
        {"enum": [*sorted(atlas.places), *short]},
        {"not": {"pattern": form}},
        {"pattern": f"^({'|'.join(whole)})-[A-Za-z0-9]{{1,3}}$"},
    ]
    return {**_WORDS, "anyOf": known}


def _single(asked: Question | Field, library: Library, *, needed: bool) -> Schema:
    """One value of a kind, as `ValueReader` reads it."""
    words = _SAID if needed else _WORDS
    match asked.kind:
        case "one_of":
            choice = _choice(tuple(c for c in asked.choices if not (needed and c.unknown)))
            return {"if": {"type": "array"}, "then": {"items": choice, "minItems": 1, "maxItems": 1}, "else": choice}
        case "many_of":
            return _list(_choice(asked.choices), tuple(c for c in asked.choices if c.exclusive or c.unknown))
        case "integer":
            return _number(asked.least, asked.most)
        case "date":
            return _DAY
        case "yes_no":
            return _YES_OR_NO
        case "contact":
            return _PERSON
        case "place":
            return {**_place(library.atlas), **words}
        case "platform":
            return {**words, "examples": sorted(library.registry.platforms)}
        case _:
            return words


def _record(question: Question, library: Library) -> Schema:
    fields: Schema = {}
    for field in question.fields:
        value = _single(field, library, needed=field.required)
        fields[field.id] = {"title": field.label, **(value if field.required else {"anyOf": [value, *_NOTHING]})}
    return {
        "type": "object",
        "properties": fields,
        "required": [field.id for field in question.fields if field.required],
        "additionalProperties": False,
        "minProperties": 1,
    }


def _value(question: Question, library: Library) -> Schema:
    match question.kind:
        case "places":
            return _list(_place(library.atlas))
        case "platforms":
            return _list({**_WORDS, "examples": sorted(library.registry.platforms)}, question.choices)
        case "texts":
            return _list(_WORDS)
        case "contacts":
            return _list(_PERSON)
        case "records":
            return _list(_record(question, library))
        case _:
            return _single(question, library, needed=False)


def _questions(library: Library) -> Schema:
    """Every question by its id, and by the ids it had."""
    found: Schema = {}
    for question in library.questionnaire.questions.values():
        about: Schema = {"title": question.ask, "description": question.why}
        found[question.id] = {**about, "anyOf": [_value(question, library), *_NOTHING]}
    for former, id in library.questionnaire.former.items():
        found[former] = {**found[id], "deprecated": True}
    return found


def _accepted(library: Library) -> Schema:
    texts: Schema = {"anyOf": [_WORDS, {"type": "null"}]}
    return {
        "type": "object",
        "properties": {
            "advisory": {"enum": sorted(library.advisories)},
            "reason": _SAID,
            "by": texts,
            "date": {"anyOf": [_DAY, *_NOTHING]},
        },
        "required": ["advisory", "reason"],
        "additionalProperties": False,
    }


def json_schema(library: Library) -> Schema:
    """The schema of answers files for one library (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers for policygen",
        "type": "object",
        "properties": {
            "policygen": {"const": FORMAT, "description": "The format of this file."},
            "library": {"type": ["string", "number", "null"], "description": "The library it was last built with."},
            "answers": {
                "type": "object",
                "properties": _questions(library),
                "additionalProperties": False,
            },
            "accepted": {"type": ["array", "null"], "items": _accepted(library)},
        },
        "required": ["answers"],
        "additionalProperties": False,
    }
