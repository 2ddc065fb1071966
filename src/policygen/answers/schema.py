"""A JSON Schema of answers files, for editors: it accepts what the loader accepts, but for what docs/answers.md lists."""

from collections.abc import Iterable

from policygen.answers.migrate import FORMAT
from policygen.brand.model import SIZES
from policygen.library.model import Library
from policygen.questions.kinds import kind_of
from policygen.questions.kinds.base import NOTHING, SAID, WORDS, Schema
from policygen.questions.kinds.scalars import DAY


def _questions(library: Library) -> Schema:
    """Every question by its id, and by the ids it had."""
    found: Schema = {}
    for question in library.questionnaire.questions.values():
        about: Schema = {"title": question.ask, "description": question.why}
        found[question.id] = {**about, "anyOf": [kind_of(question).schema(question, library), *NOTHING]}
    for former, id in library.questionnaire.former.items():
        found[former] = {**found[id], "deprecated": True}
    return found


def _decided(key: str, ids: Iterable[str]) -> Schema:
    """What somebody decided about a thing of the library, with a reason."""
    return {
        "type": "object",
        "properties": {
            key: {"enum": sorted(ids)},
            "reason": SAID,
            "by": {"anyOf": [WORDS, {"type": "null"}]},
            "date": {"anyOf": [DAY, *NOTHING]},
        },
        "required": [key, "reason"],
        "additionalProperties": False,
    }


_BODY_SIZE: Schema = {
    "enum": [*SIZES, *map(float, SIZES), None],
    "description": "Points of the documents' words: 12 is easier to read, and usual for public bodies.",
}
_SAID: Schema = {
    "type": "object",
    "properties": {"by": SAID, "on": {"anyOf": [DAY, *NOTHING]}},
    "required": ["by"],
    "additionalProperties": False,
}


_PACKS: Schema = {
    "description": "Folders of packs beside this file, each over the one before.",
    "anyOf": [
        {"type": "array", "items": {"type": "string", "pattern": r"\S"}},
        {"type": "string", "pattern": r"\S"},
        {"type": "null"},
    ],
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
            "packs": _PACKS,
            "brand": {"type": ["string", "null"], "description": "A brand file in the folder of this file."},
            "body_size": _BODY_SIZE,
            "reference": {
                "type": ["string", "null"],
                "description": "A Word document to look like, in the same folder.",
            },
            "leaves_out": {
                "type": ["array", "null"],
                "items": _decided("clause", {*library.clauses, *library.former_clauses}),
            },
            "said": {
                "type": ["object", "null"],
                "description": "Who gave which answer, and when.",
                "properties": dict.fromkeys([*library.questionnaire.questions, *library.questionnaire.former], _SAID),
                "additionalProperties": False,
            },
            "accepted": {
                "type": ["array", "null"],
                "items": _decided("advisory", {*library.advisories, *library.traps}),
            },
        },
        "required": ["answers"],
        "additionalProperties": False,
    }
