"""From a `when:` mapping to a condition, telling every slip."""

from collections.abc import Callable, Mapping
from typing import Any

from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, PeopleIn, Test

Report = Callable[[tuple[str | int, ...], str, str, str], None]
"""Called with the path to a fault inside the mapping, its code, a message and a hint."""

_BOUNDS = {"at_least", "below"}


def _texts(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, (str, int)):
        return (str(value),)
    if isinstance(value, list) and value and all(isinstance(item, (str, int)) for item in value):
        return tuple(("yes" if item else "no") if isinstance(item, bool) else str(item) for item in value)
    return None


def _bounds(value: Any) -> tuple[int | None, int | None] | None:
    if not isinstance(value, Mapping) or not value or not set(value) <= _BOUNDS:
        return None
    if any(isinstance(bound, bool) or not isinstance(bound, int) for bound in value.values()):
        return None
    return value.get("at_least"), value.get("below")


def _people_in(value: Any, report: Report) -> tuple[Test, ...]:
    tests: list[Test] = []
    for place, bounds in value.items() if isinstance(value, Mapping) else ():
        parsed = _bounds(bounds)
        if parsed is None:
            hint = "Write it as {CA-ON: {at_least: 25}}."
            report(("people_in", place), "bad-test", f"'{place}' needs at_least or below with whole numbers.", hint)
        else:
            tests.append(PeopleIn(place, *parsed))
    if not tests:
        report(("people_in",), "bad-test", "people_in needs places.", "Write it as {CA-ON: {at_least: 25}}.")
    return tuple(tests)


def _test(key: str, value: Any, report: Report) -> Test | None:
    if (texts := _texts(value)) is not None:
        return AnyOf(key, texts)
    if (bounds := _bounds(value)) is not None:
        return Number(key, *bounds)
    if isinstance(value, Mapping) and set(value) == {"lacks"} and (lacking := _texts(value["lacks"])) is not None:
        return Lacks(key, lacking)
    if isinstance(value, Mapping) and set(value) == {"known"} and isinstance(value["known"], bool):
        return Known(key, value["known"])
    hint = "Write a value, a list of values, {at_least: 25}, {below: 50}, {lacks: [...]} or {known: true}."
    report((key,), "bad-test", f"The test of '{key}' cannot be read.", hint)
    return None


def parse_condition(data: Any, report: Report) -> Condition:
    """The condition that a mapping states. What cannot be read is reported and left out."""
    if not isinstance(data, Mapping):
        report((), "bad-condition", "A condition must be a mapping of questions to values.", "")
        return Condition()
    tests: list[Test] = []
    unless: Condition | None = None
    any_of: tuple[Condition, ...] = ()
    for key, value in data.items():
        if key == "unless":
            if value == {}:
                report(
                    (key,), "bad-condition", "'unless' needs at least one test; without any it would always hold.", ""
                )
            unless = parse_condition(value, _below(report, key))
        elif key == "any":
            if not isinstance(value, list) or not value:
                report((key,), "bad-condition", "'any' needs a list of conditions.", "")
                continue
            any_of = tuple(parse_condition(inner, _below(report, key, i)) for i, inner in enumerate(value))
        elif key == "people_in":
            tests.extend(_people_in(value, report))
        elif (test := _test(key, value, report)) is not None:
            tests.append(test)
    return Condition(tuple(tests), unless, any_of)


def _below(report: Report, *prefix: str | int) -> Report:
    def deeper(path: tuple[str | int, ...], code: str, message: str, hint: str) -> None:
        report((*prefix, *path), code, message, hint)

    return deeper
