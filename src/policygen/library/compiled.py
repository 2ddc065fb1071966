"""The whole library as one JSON text, kept between runs, so that a build parses neither YAML nor Markdown."""

import json
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from policygen.conditions import codec as conditions
from policygen.conditions.model import Condition
from policygen.conditions.places import Atlas, PlaceName
from policygen.findings import Place, Severity
from policygen.library.model import (
    Advisory,
    Clause,
    Library,
    Section,
    ShortGroup,
    Source,
    Spelling,
    Trap,
)
from policygen.platforms.model import HandleRule, Platform, make_registry
from policygen.questions.model import Choice, Default, Field, Group, Question, Questionnaire

FORMAT = 2
"""Changed whenever the shape of the compiled text changes."""

_T = TypeVar("_T")
Decode = Callable[[Any], Any]


def cache_name(digest: str) -> str:
    """The name under which a compiled library is kept: by content, format and Python version."""
    return f"library-{FORMAT}-{sys.version_info.major}{sys.version_info.minor}-{digest[:32]}.json"


# ---- encoding ----------------------------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """A value of the library as plain data; parts of a dataclass that hold their default are left out."""
    if isinstance(value, Condition):
        return conditions.encode(value)
    if isinstance(value, Severity):
        return int(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if hasattr(value, "__dataclass_fields__"):
        return {
            field.name: _plain(inner)
            for field in fields(value)
            if (inner := getattr(value, field.name)) != field.default or field.default is MISSING
        }
    return value


def encode(library: Library) -> bytes:
    """A library as a JSON text, and a line that guards it."""
    data = _plain(library)
    data["registry"] = data["registry"]["platforms"]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return text + _checksum(text)


def _checksum(text: bytes) -> bytes:
    """A last line that tells whether the text is whole."""
    return b"\n%08x" % zlib.crc32(text)


# ---- decoding ----------------------------------------------------------------------------------------------------------


def _made(kind: type[_T], special: Mapping[str, Decode]) -> Callable[[dict[str, Any]], _T]:
    """A decoder of one dataclass: lists become tuples unless a field has a decoder of its own."""

    def decode(data: dict[str, Any]) -> _T:
        for name, value in data.items():
            if name in special:
                data[name] = special[name](value)
            elif isinstance(value, list):
                data[name] = tuple(value)
        return kind(**data)

    return decode


def _each(decode: Decode) -> Decode:
    return lambda data: tuple(decode(item) for item in data)


def _every(decode: Decode) -> Decode:
    return lambda data: {key: decode(item) for key, item in data.items()}


def _keep(data: Any) -> Any:
    return data


def _value(data: Any) -> Any:
    return tuple(_value(item) for item in data) if isinstance(data, list) else data


_choice = _made(Choice, {"when": conditions.decode})
_field = _made(Field, {"choices": _each(_choice)})
_default = _made(Default, {"when": conditions.decode, "value": _value})
_question = _made(
    Question,
    {
        "when": conditions.decode,
        "choices": _each(_choice),
        "fields": _each(_field),
        "defaults": _each(_default),
        "preselect": _value,
    },
)
_clause = _made(
    Clause,
    {
        "rule": _keep,
        "always": _keep,
        "detail": _keep,
        "when": conditions.decode,
        "place": lambda data: Place(**data),
    },
)
_advisory = _made(Advisory, {"when": conditions.decode, "severity": Severity})
_trap = _made(Trap, {"severity": Severity})
_platform = _made(Platform, {"handle": lambda data: HandleRule(**data)})
_questionnaire = _made(Questionnaire, {"groups": _each(_made(Group, {})), "questions": _every(_question)})
_atlas = _made(
    Atlas,
    {
        "places": _every(_made(PlaceName, {})),
        "groups": _every(frozenset),
        "needs_subdivision": frozenset,
        "spelling": _keep,
        "paper": _keep,
    },
)
_spelling = _made(
    Spelling,
    {"words": _keep, "unavoidable": frozenset, "imperatives": frozenset, "abbreviations": frozenset},
)
_library = _made(
    Library,
    {
        "groups": _each(_made(ShortGroup, {})),
        "sections": _each(_made(Section, {})),
        "clauses": _every(_clause),
        "questionnaire": _questionnaire,
        "registry": lambda data: make_registry(_every(_platform)(data)),
        "atlas": _atlas,
        "sources": _every(_made(Source, {})),
        "advisories": _every(_advisory),
        "traps": _every(_trap),
        "spelling": _spelling,
        "layers": _each(tuple),
    },
)


def decode(content: bytes) -> Library | None:
    """The library of a compiled text, or None when it is broken or of another format."""
    try:
        text = content[:-9]
        return _library(json.loads(text)) if _checksum(text) == content[-9:] else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
