"""Several things in one sentence, and how many there are."""

import pytest

from policygen.language.lists import counted, listed


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_words_are_listed_as_people_do(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


def test_one_is_counted_as_one() -> None:
    assert (counted(1, "answer"), counted(2, "answer")) == ("1 answer", "2 answers")
