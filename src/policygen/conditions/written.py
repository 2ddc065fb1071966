"""A condition as a content file writes it, on one line."""

from collections.abc import Iterable

from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, PeopleIn, Test


def written(condition: Condition | None) -> str:
    """The mapping that says a condition; empty for none."""
    return "" if condition is None else f"{{{', '.join(_entries(condition))}}}"


def _entries(condition: Condition) -> Iterable[str]:
    yield from map(_test, condition.tests)
    if condition.unless is not None:
        yield f"unless: {written(condition.unless)}"
    if condition.any_of:
        yield f"any: [{', '.join(map(written, condition.any_of))}]"


def _test(test: Test) -> str:
    match test:
        case AnyOf(key, values):
            return f"{key}: [{', '.join(values)}]"
        case Lacks(key, values):
            return f"{key}: {{lacks: [{', '.join(values)}]}}"
        case Known(key, known):
            return f"{key}: {{known: {str(known).lower()}}}"
        case Number(key, at_least, below):
            return f"{key}: {_range(at_least, below)}"
        case PeopleIn(place, at_least, below):
            return f"people_in: {{{place}: {_range(at_least, below)}}}"


def _range(at_least: int | None, below: int | None) -> str:
    bounds = [f"at_least: {at_least}"] if at_least is not None else []
    bounds += [f"below: {below}"] if below is not None else []
    return f"{{{', '.join(bounds)}}}"
