"""What follows from naming a trade: its sector, and what is asked."""

from typing import Any

import pytest

from policygen.library.model import Library
from policygen.questions.flow import Situation, depending_on, situation, to_ask
from tests.support.library import TRADES, compiled_with_findings, layer, tiny

LIBRARY = tiny("""
    ask trade: text fact
    ask trades: trades fact
        essential: true
    ask sectors: many_of fact (personal_services retail)
        essential: true
    ask stock: yes_no fact
        when: {sectors: [retail]}
    ask licence: yes_no fact
        essential_when: {sectors: [personal_services]}
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
    assert [question.id for question in to_ask(LIBRARY, known, thorough=False)] == ["trades", "licence"]
    assert [question.id for question in to_ask(LIBRARY, _known(), thorough=False)] == [
        "trades",
        "sectors",
    ]


def test_what_hangs_on_the_sector_hangs_on_the_trade() -> None:
    assert depending_on(LIBRARY.questionnaire, "trades") == {"stock", "licence"}


RULED, _ = compiled_with_findings(
    layer(
        """
    ask trades: trades fact
    ask work_locations: places fact
    ask sectors: many_of fact (personal_services)
    ask sector_rules: many_of fact (uk_groomer nsw_groomer none)
        duty: Ask.
    """,
        extra={
            "trades.yaml": TRADES.replace(
                "says: [dog groomer, pet grooming]",
                "says: [dog groomer]\n    rules: {GB: [uk_groomer], AU: [none], AU-NSW: [nsw_groomer]}",
            )
        },
    )
)


@pytest.mark.parametrize(
    ("trades", "places", "rules"),
    [
        (("grooming",), ("GB-ENG",), ("uk_groomer",)),
        (("grooming",), ("GB-ENG", "AU-NSW"), ("uk_groomer", "nsw_groomer")),
        (("grooming",), ("AU-VIC",), ("none",)),
        (("grooming",), ("GB-ENG", "IE"), None),
        (("grooming", "nails"), ("GB-ENG",), None),
    ],
)
def test_special_rules_follow_from_trades_where_they_are_known_for_each_in_every_place(
    trades: Any, places: Any, rules: Any
) -> None:
    known = situation(RULED, {"trades": trades, "work_locations": places})
    assert known.facts.get("sector_rules") == rules
    assert known.follows("sector_rules") == (rules is not None)


def test_special_rules_that_somebody_said_count_alone() -> None:
    said = {"trades": ("grooming",), "work_locations": ("GB-ENG",), "sector_rules": ("none",)}
    assert situation(RULED, said).facts["sector_rules"] == ("none",)


def test_a_regulated_trade_is_asked_which_rules_bind_it_in_the_quick_interview_too(library: Library) -> None:
    def asked(*trades: str) -> bool:
        known = situation(library, {"trades": trades, "work_locations": ("GB-ENG",)})
        return "sector_rules" in [question.id for question in to_ask(library, known, thorough=False)]

    assert asked("financial_adviser")
    assert not asked("cafe")
    assert not asked("primary_school")  # a school's rules follow
