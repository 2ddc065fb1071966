"""How hard a text is to read."""

import pytest

from policygen.language.readability import measure, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ask", 1),
        ("made", 1),
        ("people", 2),
        ("posted", 2),
        ("asked", 1),
        ("messages", 3),
        ("customers", 3),
        ("area", 3),
        ("social", 2),
        ("organisation", 5),
        ("idea", 3),
        ("being", 2),
        ("12", 1),
        ("sam@example.com", 1),
    ],
)
def test_syllables_are_counted_about_as_people_speak(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (1 if count > 3 else 0)


def test_long_words_and_sentences_make_a_text_hard() -> None:
    easy = measure(["Ask first.", "Then post it."])
    hard = measure(["Organisational communications necessitate comprehensive authorisation preceding publication."])
    assert easy.grade < 3 < 12 < hard.grade
    assert (easy.sentences, easy.words, easy.longest, easy.average) == (2, 5, 3, 2.5)
    assert measure([]).grade == 0


def test_words_that_cannot_be_avoided_count_as_short() -> None:
    sentence = ["Your organisation runs the organisations."]
    assert measure(sentence, frozenset({"organisation"})).grade < measure(sentence).grade
