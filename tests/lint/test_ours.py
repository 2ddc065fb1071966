"""Sentences that are ours but for the names in them."""

import pytest

from policygen.lint.ours import OurSentences

OURS = OurSentences(
    [
        "You must not use the name or logo of Bright Steps to sell anything.",
        "Bright Steps does not look at your own accounts.",
        "Ask the digital lead before you open an account.",
        "You must keep the staff list safe.",
    ],
    answers=["digital lead", "Bright Steps"],
)


@pytest.mark.parametrize(
    "sentence",
    [
        "You must not use the name or logo of Bright Steps to sell anything.",
        "You must not use the name or logo of Harbour Trust to sell anything.",
        "Harbour Trust does not look at your own accounts.",
        "Ask Maria Lowe before you open an account.",
    ],
)
def test_a_sentence_of_ours_with_another_name_is_ours(sentence: str) -> None:
    assert sentence in OURS


@pytest.mark.parametrize(
    "sentence",
    [
        "You must not use the name or logo of Bright Steps.",
        "You must not use the name or logo of Bright Steps at all.",
        "Staff does not look at your own accounts.",
        "Bright Steps does look at your own accounts.",
        "You must keep the pay list safe.",
        "Do not criticise Bright Steps.",
    ],
)
def test_a_sentence_that_says_something_else_is_not_ours(sentence: str) -> None:
    assert sentence not in OURS
