"""What a sentence weighs."""

import re

import pytest

from policygen.lint.weighing import EVEN, Scales
from tests.lint.test_traps import ids

WORDS = {"pay": ["wages?"], "weighs three": ["not share | {pay}"], "lightens two": ["our page"]}


def scales() -> Scales:
    return Scales(WORDS, lambda name, text: name in WORDS and re.search(WORDS[name][0], text) is not None)


def test_words_pairs_and_classes_each_count_once() -> None:
    assert scales().weigh("do not share your wage, not share it") == EVEN + 6
    assert scales().reasons("your wages on our page") == {"{pay}": 3, "our page": -2}


def test_a_library_without_weights_finds_every_sentence_even() -> None:
    assert Scales({}, lambda *_: True).weigh("do not share your wages") == 0


def test_a_heavy_sentence_forbids_what_it_speaks_of_in_whatever_words() -> None:
    assert "T-36" in ids(
        "If you post about your pay rise, or lack of one, the company is going to remember you for it."
    )


def test_what_is_unlawful_on_its_face_is_read_however_light_the_sentence() -> None:
    light = "Only as an officer of the council, and within our rules, report anything to a regulator without approval: never."
    assert "T-09" in ids(light)


@pytest.mark.parametrize("ban", ["Never talk about pay.", "Never disparage us.", "Never speak to the press."])
def test_a_short_ban_is_not_made_lighter_by_its_own_never(ban: str) -> None:
    assert ids(ban)
