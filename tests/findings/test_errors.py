"""Reasons to stop: what each says, and the code that a command ends with."""

import pytest

from policygen import errors
from policygen.errors import PolicygenError

CODES = {"UsageError": 2, "InterruptedByUserError": 130}
EVERY = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PolicygenError)]


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_says_what_happened_and_what_to_do_and_ends_with_its_code(kind: type[PolicygenError]) -> None:
    error = kind("It is so.", hint="Mend it.")
    assert str(error) == error.message == "It is so."
    assert error.hint == "Mend it."
    assert kind("It is so.").hint == ""
    assert error.exit_code == CODES.get(kind.__name__, 1)
