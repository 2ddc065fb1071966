"""Nouns of another trade: which sentences have one, and how many of our clauses still print one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from policygen.lint.foreign_nouns import foreign_nouns, foreign_to
from tests.assembly.small import small
from tests.support.answers import written
from tests.support.library import the_library, tiny

CAUGHT = [
    ("care_home", "Ask a customer before you post.", "customer"),
    ("care_home", "Never show the patient records.", "patient records"),
    ("primary_school", "Put no rota on the page.", "rota"),
    ("primary_school", "Clients trust us.", "clients"),
    ("dog_grooming", "Ask the patient first.", "patient"),
    ("builder", "Ask the PUPILS.", "pupils"),
    ("council", "A guest may take pictures.", "guest"),
    ("broker_dealer", "Nobody posts from the surgery.", "surgery"),
]
SPARED = [
    ("care_home", "Ask the resident, or look into the care plan."),
    ("primary_school", "A pupil may say no. Members of the public may not film."),
    ("dog_grooming", "Ask the owner before you show the client card."),
    ("restaurant", "Ask a guest, and think of the customary patience of clientele."),
    ("council", "Residents meet in the office, and visitors read the page."),
    ("farm", "Ask a customer on the farm."),
    ("cleaner", "Ask the client. The rota is ours."),
    ("sports_federation", "Members and supporters cheer."),
    ("builder", "The council looks into safety here, and the works council must agree."),
    ("dog_grooming", "The Equality Advisory and Support Service answers."),
]


def _found(trade: str, sentence: str, english: str = "en-GB") -> list[str]:
    pattern = foreign_to(the_library().trades, english, [trade], [])
    return [noun.casefold() for noun in pattern.findall(sentence) if noun]


@pytest.mark.parametrize(("trade", "sentence", "noun"), CAUGHT)
def test_a_noun_of_another_trade_is_caught(trade: str, sentence: str, noun: str) -> None:
    assert _found(trade, sentence) == [noun]


@pytest.mark.parametrize(("trade", "sentence"), SPARED)
def test_ones_own_nouns_and_everyday_words_are_spared(trade: str, sentence: str) -> None:
    assert _found(trade, sentence) == []


def test_each_english_has_nouns_of_its_own() -> None:
    assert _found("cafe", "See the rota.", "en-US") == []
    assert _found("cafe", "See the timetable.") == ["timetable"]


QUESTIONS = """
    ask trades: trades fact
    ask sectors: many_of fact (personal_services)
    ask helpers: texts fact
    """


@pytest.mark.parametrize(
    ("rule", "nouns"),
    [
        ("Ask a customer first.", ["customer"]),
        ("Ask {{ word.a_person }} first.", []),
        ("Ask `a customer` first.", []),
        ("Ask {{ helpers | all_of }} first.", []),
    ],
)
def test_words_of_the_trade_quotations_and_answers_are_exempt(rule: str, nouns: Sequence[str]) -> None:
    clause = f"clause rules.a: {rule}"
    document = small(QUESTIONS + clause, trades=["grooming"], helpers=["every customer"])
    assert [found.noun for found in foreign_nouns(tiny(QUESTIONS + clause), document, ["grooming"])] == nouns


SWEPT = {
    "dog_grooming": ("company", 6),
    "primary_school": ("school", 40),
    "care_home": ("company", 60),
    "builder": ("company", 12),
    "broker_dealer": ("company", 300),
    "council": ("public_body", 900),
    "sports_federation": ("sports_body", 30),
    "place_of_worship": ("charity", 20),
}
KNOWN = Path(__file__).parent / "foreign-nouns.tsv"
"""Clauses that still print a noun of another trade, and which. The list may only shrink."""


@pytest.mark.slow
@pytest.mark.parametrize("trade", SWEPT)
def test_no_clause_but_the_known_ones_prints_a_noun_of_another_trade(trade: str) -> None:
    library = the_library()
    kind, headcount = SWEPT[trade]
    known = set(KNOWN.read_text(encoding="utf-8").splitlines())
    for depth in library.questionnaire.questions["depth"].choices:
        document = written(
            library, organisation_name="Quay", organisation_type=kind, headcount=headcount, trades=[trade],
            work_locations=["GB-ENG"], platforms=["instagram", "facebook"], depth=depth.value,
        )  # fmt: skip
        found = {f"{each.part}\t{each.noun}" for each in foreign_nouns(library, document, [trade])}
        assert found - known == set()
