"""What a `when:` mapping says, as data."""

from collections.abc import Mapping
from enum import Enum

from policygen._codec import tagged
from policygen._dataclass import dataclass

FieldValue = str | int | tuple[str, ...] | Mapping[str, str]
"""What a field of a record can be; a contact in it is a mapping of its own."""

Record = Mapping[str, FieldValue]
"""One row of a list of records, or a contact: field to value."""

Value = str | int | tuple[str, ...] | Record | tuple[Record, ...]
"""What an answer or a signal can be. Dates are ISO texts; yes and no are `yes` and `no`. Missing means unknown."""

Facts = Mapping[str, Value]
"""Known values by question or signal. What is not in it is unknown."""


class Outcome(Enum):
    """What a test or a condition comes to. Unknown is a third value, neither yes nor no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The answer is one of these, or has one of these among its values."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacks:
    """The question was answered, and has none of these among its values."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Whether the question was answered at all."""

    key: str
    known: bool


@dataclass(frozen=True, slots=True)
class Number:
    """The number lies in a range."""

    key: str
    at_least: int | None
    below: int | None


@dataclass(frozen=True, slots=True)
class PeopleIn:
    """The number of people working in a place lies in a range."""

    place: str
    at_least: int | None
    below: int | None
    key: str = "people_by_place"


Test = AnyOf | Lacks | Known | Number | PeopleIn

FORMS = tagged(AnyOf, Lacks, Known, Number, PeopleIn)
"""How tests are written as data."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests that must all hold, a condition that must not, and conditions of which one must."""

    tests: tuple[Test, ...] = ()
    unless: "Condition | None" = None
    any_of: tuple["Condition", ...] = ()

    def keys(self) -> frozenset[str]:
        """Every question and signal it reads."""
        keys = {test.key for test in self.tests}
        for test in self.tests:
            if isinstance(test, PeopleIn):
                keys |= {"headcount", "work_locations"}
        for inner in (*self.any_of, *((self.unless,) if self.unless else ())):
            keys |= inner.keys()
        return frozenset(keys)


@dataclass(frozen=True, slots=True)
class Reason:
    """One test and what it came to."""

    test: Test
    outcome: Outcome
    negated: bool = False
    """It stood under `unless:`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a condition came to, and because of which tests."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    """The tests that decided: all that hold for yes, those that fail for no, those that are unknown for unknown."""
