"""What a sentence weighs."""

import re
from dataclasses import replace

import pytest

from policygen.findings import Severity
from policygen.library.model import Trap
from policygen.lint.traps import Traps
from policygen.lint.weighing import EVEN, Scales
from tests.lint.test_traps import ids
from tests.support.library import the_library

WORDS = {"pay": ["wages?"], "weighs three": ["not share | {pay}"], "lightens two": ["our page"]}
PRAISE = Trap("T-1", ("personal",), (), Severity.HIGH, "", "", says=("praise",))


def scales() -> Scales:
    return Scales(WORDS, lambda name, text: name in WORDS and re.search(WORDS[name][0], text) is not None)


def test_words_pairs_and_classes_each_count_once() -> None:
    assert scales().weigh("do not share your wage, not share it") == EVEN + 6
    assert scales().reasons("your wages on our page") == {"{pay}": 3, "our page": -2}


def test_a_library_without_weights_finds_every_sentence_even() -> None:
    assert Scales({}, lambda *_: True).weigh("do not share your wages") == 0


def test_a_trap_reads_only_sentences_in_which_something_speaks_for_a_rule() -> None:
    library = replace(
        the_library(), trap_words={"weighs one": ["only"], "weighs two": ["ever"]}, traps={PRAISE.id: PRAISE}
    )
    caught = {
        word: Traps(library).caught(f"{word} our guests praise what we bake and say so in public")
        for word in ("so", "only", "ever")
    }
    assert {word for word, traps in caught.items() if traps} == {"only", "ever"}


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
