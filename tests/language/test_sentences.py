"""Sentences told apart, and the full stop behind a name."""

import pytest

from policygen.language.sentences import behind, split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ask first. Then post.", 2),
        ("Ask Dr. Smith first.", 1),
        ("“Ask first.” Then post.", 2),
        ("Costs 1.5 million.", 1),
        ("Really? Yes! Go.", 3),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_no_sentence_ends_inside_a_name() -> None:
    text = "Ask St Ives Ltd. Quay first. Then post."
    assert [start for start, _ in split_sentences(text)] == [0, 17, 29]
    assert [sentence for _, sentence in split_sentences(text, whole=[(4, 21)])] == [
        "Ask St Ives Ltd. Quay first.",
        "Then post.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "rest"),
    [("Quay Inc.", ". Ask.", " Ask."), ("Quay Inc.", ".", ""), ("Quay Inc.", " asks.", " asks."), ("Quay", ".", ".")],
)
def test_a_name_that_ends_in_a_full_stop_ends_its_sentence_too(name: str, text: str, rest: str) -> None:
    assert behind(name, text) == rest
