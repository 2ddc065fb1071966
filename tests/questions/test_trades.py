"""What follows from naming a trade: its sector, and what is asked."""

from typing import Any

import pytest

from policygen.questions.flow import Situation, depending_on, situation, to_ask
from tests.support.library import tiny

LIBRARY = tiny("""
    ask trade: text fact
    ask trades: trades fact
        essential: true
    ask sectors: many_of fact (personal_services retail)
        essential: true
    ask stock: yes_no fact
        when: {sectors: [retail]}
    """)


def _known(**given: Any) -> Situation:
    return situation(LIBRARY, given)


@pytest.mark.parametrize(
    ("given", "sectors"),
    [
        ({"trades": ("grooming",)}, ("personal_services",)),
        ({"trades": ("grooming", "nails")}, ("personal_services",)),
        ({"sectors": ("retail",), "trades": ("nails",)}, ("retail", "personal_services")),
        ({"sectors": ("retail",)}, ("retail",)),
        ({"trade": "dog grooming"}, None),
    ],
)
def test_a_trade_implies_its_sector_and_words_alone_imply_none(given: Any, sectors: tuple[str, ...] | None) -> None:
    assert _known(**given).facts.get("sectors") == sectors


def test_what_follows_is_not_told_as_given_and_not_asked() -> None:
    known = _known(trades=("grooming",))
    assert "sectors" not in known.given
    assert [question.id for question in to_ask(LIBRARY.questionnaire, known, thorough=False)] == ["trades"]
    assert [question.id for question in to_ask(LIBRARY.questionnaire, _known(), thorough=False)] == [
        "trades",
        "sectors",
    ]


def test_what_hangs_on_the_sector_hangs_on_the_trade() -> None:
    assert depending_on(LIBRARY.questionnaire, "trades") == {"stock"}
