"""A condition as plain data and back, for the compiled library."""

from typing import Any

from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, PeopleIn, Test


def _encode_test(test: Test) -> list[Any]:
    match test:
        case AnyOf(key, values, places):
            return ["any", key, list(values), places]
        case Lacks(key, values):
            return ["lacks", key, list(values)]
        case Known(key, known):
            return ["known", key, known]
        case Number(key, at_least, below):
            return ["number", key, at_least, below]
        case PeopleIn(place, at_least, below, _):
            return ["people", place, at_least, below]


def encode(condition: Condition) -> list[Any]:
    """A condition as data."""
    return [
        [_encode_test(test) for test in condition.tests],
        encode(condition.unless) if condition.unless is not None else None,
        [encode(inner) for inner in condition.any_of],
    ]


def _decode_test(data: list[Any]) -> Test:
    match data:
        case ["any", key, values, places]:
            return AnyOf(key, tuple(values), places)
        case ["lacks", key, values]:
            return Lacks(key, tuple(values))
        case ["known", key, known]:
            return Known(key, known)
        case ["number", key, at_least, below]:
            return Number(key, at_least, below)
        case ["people", place, at_least, below]:
            return PeopleIn(place, at_least, below)
        case _:
            raise ValueError(f"not a test: {data!r}")


def decode(data: list[Any]) -> Condition:
    """A condition from data.

    Raises: `ValueError` for data of another shape.
    """
    tests, unless, any_of = data
    return Condition(
        tuple(_decode_test(test) for test in tests),
        decode(unless) if unless is not None else None,
        tuple(decode(inner) for inner in any_of),
    )
