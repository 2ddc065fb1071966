"""The words of a trade: which are printed, in which English, and which of several trades speaks."""

from typing import Any

import pytest

from policygen.assembly.vocabulary import vocabulary
from policygen.document.model import Exact
from policygen.document.walk import all_inlines
from tests.assembly.small import rule, small
from tests.support.answers import decide, words
from tests.support.library import tiny

QUESTIONS = """
    ask trades: trades fact
    ask sectors: many_of fact (personal_services retail)
    ask words: words choice
    """
CLAUSE = "clause rules.a: Ask {{ word.a_person }} first."


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({}, "Ask a customer first."),
        ({"sectors": ["personal_services", "retail"]}, "Ask a client first."),
        ({"sectors": ["retail", "personal_services"]}, "Ask a customer first."),
        ({"trades": ["grooming"]}, "Ask an owner first."),
        ({"trades": ["nails", "grooming"]}, "Ask a client first."),
        ({"trades": ["grooming"], "sectors": ["retail"]}, "Ask an owner first."),
        ({"trades": ["grooming"], "words": {"a_person": "a guest"}}, "Ask a guest first."),
        ({"words": {"people": "guests"}}, "Ask a customer first."),
    ],
)
def test_their_own_word_prints_else_the_main_trades_then_its_sectors_then_anybodys(
    said: dict[str, Any], printed: str
) -> None:
    assert rule(QUESTIONS + CLAUSE, **said) == printed


@pytest.mark.parametrize(
    ("english", "printed"), [("en-GB", "See the rotas: colours."), ("en-US", "See the schedules: colors.")]
)
def test_each_english_has_its_own_word(english: str, printed: str) -> None:
    clause = "clause rules.a: 'See the {{ word.schedules }}: {{ word.offers }}.'"
    assert rule(QUESTIONS + clause.replace("'", ""), spelling=english, trades=["nails"]) == printed


def test_spelling_leaves_a_word_as_it_is_stored() -> None:
    clause = "clause rules.a: A {{ word.offer }} of that colour."
    document = small(QUESTIONS + clause, spelling="en-US", sectors=["personal_services"])
    assert words(document, "rules.a", titles=False) == "A color of that color."
    assert Exact("color") in list(all_inlines(document))


RULE_OF_A_TRADE = """
    clause rules.a: Ask {{ word.a_person }} and **{{ word.people }}**.
        when: {trades: [grooming]}
        always: "- {{ word.people }}\\n\\n  - {{ word.person }}"
        detail: |
            | {word} | Use |
            | --- | --- |
            | {{ word.people }} | all |
    clause rules.b: Ask {{ word.a_person }}.
        when: {trades: [nails]}
    clause rules.c: Ask {{ word.a_person }}.
    """.replace("{word}", "Word")


def test_the_rule_of_one_of_several_trades_speaks_its_own_words() -> None:
    document = small(QUESTIONS + RULE_OF_A_TRADE, trades=["nails", "grooming"], depth="full")
    said = words(document, "rules.a")
    assert "Ask an owner and owners." in said
    assert "client" not in said
    assert words(document, "rules.b").endswith("Ask a client.")
    assert words(document, "rules.c").endswith("Ask a client.")


def test_the_main_trades_own_rule_needs_no_other_words() -> None:
    document = small(QUESTIONS + RULE_OF_A_TRADE, trades=["grooming", "nails"], depth="full")
    assert "owner" in words(document, "rules.a")
    assert words(document, "rules.b").endswith("Ask a client.")


def test_a_record_tells_the_words_that_stand_in_its_document_and_no_others() -> None:
    library = tiny(QUESTIONS + CLAUSE)
    told = vocabulary(library.clauses.values(), decide(library, trades=["grooming"]), "en-GB")
    assert told == (("person", ("owner", "an owner", "owners")),)
