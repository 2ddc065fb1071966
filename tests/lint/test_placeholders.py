"""Words that stand in a slot where a clause is judged by its length and its sentences."""

import pytest

from policygen.lint.placeholders import Placeholders
from tests.support.library import tiny

LIBRARY = tiny(
    """
    ask tools: many_of fact (phone laptop)
    clause rules.a: Ask.
""",
    manifest="grounds: [age, belief, race]\n",
)


@pytest.mark.parametrize(
    ("path", "filters", "words"),
    [
        ("protected_grounds", (), "age and belief"),
        ("protected_grounds", (("all_of",),), "age and belief"),
        ("protected_grounds", (("any_of",),), "age or belief"),
        ("tools", (("count", "tool", "tools"),), "tools"),
        ("role.hr", (), "Sam"),
        ("nothing.known", (), "something"),
    ],
)
def test_a_slot_is_read_as_long_as_it_usually_is(path: str, filters: tuple[tuple[str, ...], ...], words: str) -> None:
    assert Placeholders(LIBRARY).words(path, filters) == words
