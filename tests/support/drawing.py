"""What is drawn by chance out of many, so that a law is tried on a few every day, on more in CI, and on all by hand."""

import os
from collections.abc import Callable, Iterable
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import settings

SEED = "POLICYGEN_TEST_SEED"
"""The variable that says by what everything is drawn. `conftest.py` sets it before anything is collected."""

_T = TypeVar("_T")
_Law = TypeVar("_Law", bound=Callable[..., Any])


def few(law: _Law) -> _Law:
    """A law whose every example takes a tenth of a second: a third of the examples of the others."""
    return settings(max_examples=max(3, settings.default.max_examples // 3))(law)


def drawn(things: Iterable[_T], count: int, of: str) -> list[_T]:
    """A few things in their own order: the same for the same seed and name."""
    every = list(things)
    chosen = sorted(Random(f"{os.environ[SEED]} {of}").sample(range(len(every)), min(count, len(every))))
    return [every[number] for number in chosen]


SHARE = "POLICYGEN_TEST_SHARE"
"""The variable that says of how many slow tests one is drawn by the seed: 12 in CI, all where it is not set."""

EVERYDAY_SHARE = "POLICYGEN_TEST_EVERYDAY_SHARE"
"""The same of everyday tests: 3 in CI with the lowest versions, since all of them have run with the locked ones."""


def is_drawn(item: pytest.Item) -> bool:
    """Whether a test is one of those that are run."""
    share = os.environ.get(SHARE if item.get_closest_marker("slow") else EVERYDAY_SHARE, "1")
    return Random(f"{os.environ[SEED]} {item.nodeid}").random() * int(share) < 1


EVERY_DAY = "POLICYGEN_TEST_EVERY_DAY"
"""The variable by which tests that are drawn by share all count as drawn today: `all` in CI."""


def _is_drawn_today(item: pytest.Item, share: int) -> bool:
    if os.environ.get(EVERY_DAY) == "all" or any(map(item.get_closest_marker, ("slow", "wide", *_DRAWN))):
        return True
    return Random(f"{os.environ[SEED]} today {item.nodeid}").random() * share < 1


_DRAWN = {"some_every_day": (None, "slow"), "some_in_ci": ("slow", "wide")}
"""Marks that say how many cases of a test are drawn: the tier of those, and of the others."""


def into_tiers(items: Iterable[pytest.Item]) -> None:
    """Of tests marked `some_every_day(3)`, all cases but the three that the seed draws become slow ones; so with the rest."""
    items = list(items)
    for item in items:
        mark = item.get_closest_marker("share_every_day")
        if mark is not None and len(items) > mark.args[0] and not _is_drawn_today(item, mark.args[0]):
            item.add_marker("slow")
    for name, (these, others) in _DRAWN.items():
        cases: dict[tuple[str, int], list[pytest.Item]] = {}
        for item in items:
            mark = item.get_closest_marker(name)
            if mark is not None and not (item.get_closest_marker("slow") or item.get_closest_marker("wide")):
                cases.setdefault((item.nodeid.partition("[")[0], mark.args[0]), []).append(item)
        for (test, count), found in cases.items():
            today = drawn(range(len(found)), count, test)
            for number, item in enumerate(found):
                tier = these if number in today else others
                if tier is not None:
                    item.add_marker(tier)
