"""What an answer given anew in a review comes to as a decision: kept, open, or the new answer; of networks each its own."""

from types import SimpleNamespace
from typing import Any

import pytest

from policygen.app.review_matters import GONE, KEEP, NETWORK, NEW, NONE, OPEN
from policygen.conditions.model import Value
from policygen.interview.revisiting import Revisit
from tests.support.library import tiny

LIBRARY = tiny("ask headcount: integer fact\nask platforms: platforms fact\nclause rules.a: Ask.")
STOOD: dict[str, Value] = {"headcount": 6, "platforms": ("x", "tiktok")}


def decided(question: str, value: Value | None, ways: tuple[str, ...] | None, **before: object) -> dict[str, object]:
    """The decisions, after a question was answered so that is a matter of the review with these ways, or is none."""
    matter = SimpleNamespace(ways=dict.fromkeys(ways, "")) if ways is not None else None
    agenda: Any = SimpleNamespace(values=STOOD, matters=(), of=lambda id: matter if id == question else None)
    revisit = Revisit(LIBRARY, agenda, dict(before), lambda _: None)
    revisit._decide(question, value)
    return revisit.decisions


@pytest.mark.parametrize(
    ("value", "ways", "decision"),
    [
        (6, (KEEP, OPEN), KEEP),
        (7, (KEEP, OPEN), 7),
        (None, (KEEP, OPEN), OPEN),
        (6, (OPEN,), 6),
        (6, None, 6),
        (7, None, 7),
        (None, None, OPEN),
    ],
)
def test_an_answer_that_is_the_old_one_again_is_kept_where_it_can_be_and_else_said(
    value: Value | None, ways: tuple[str, ...] | None, decision: object
) -> None:
    assert decided("headcount", value, ways) == {"headcount": decision}
    assert decided("headcount", value, ways, headcount=9) == {"headcount": decision}


@pytest.mark.parametrize(
    ("now", "stays", "new"),
    [
        (("x", "tiktok"), {"x", "tiktok"}, NONE),
        (("x",), {"x"}, NONE),
        (("x", "bluesky"), {"x"}, ["bluesky"]),
        ((NONE,), set(), NONE),
        (None, set(), NONE),
    ],
)
def test_of_networks_each_stays_or_goes_and_new_ones_are_told_apart(
    now: Value | None, stays: set[str], new: object
) -> None:
    networks = {f"{NETWORK}{id}": KEEP if id in stays else GONE for id in ("x", "tiktok")}
    assert decided("platforms", now, ()) == {**networks, NEW: new}
