"""Colours of a brand: what can be read is taken as it is, and of what cannot the nearest shade is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.brand.colours import (
    BLACK,
    EASY,
    LEGIBLE,
    NIGHT,
    OURS,
    SMALL_PRINT,
    WHITE,
    colour,
    contrast,
    legible,
    mixed,
    palette,
    passes,
    schemes,
)

hexes = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


@pytest.mark.parametrize(
    ("said", "meant"), [("#1b5866", "1B5866"), ("1B5866", "1B5866"), (" #abc ", "AABBCC"), ("000", "000000")]
)
def test_a_colour_is_understood_however_its_digits_are_written(said: str, meant: str) -> None:
    assert colour(said) == meant


@pytest.mark.parametrize("said", ["", "#", "red", "#12", "#1234567", "rgb(1,2,3)", "#12345g", "#1B58\n66"])
def test_what_is_no_colour_is_none(said: str) -> None:
    assert colour(said) is None


def test_contrast_is_what_wcag_says() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("777777", WHITE) == pytest.approx(4.48, abs=0.01)


@given(hexes)
def test_the_nearest_shade_passes_and_no_nearer_one_does(of: str) -> None:
    shade = legible(of, (WHITE,), LEGIBLE)
    assert contrast(shade, WHITE) >= LEGIBLE
    assert (shade == of) == passes(of, (WHITE,), LEGIBLE)
    if shade != of:
        steps = [mixed(of, BLACK, step / 256) for step in range(257)]
        assert not passes(steps[steps.index(shade) - 1], (WHITE,), LEGIBLE)


@given(hexes, hexes)
def test_every_colour_that_follows_from_others_can_be_read(accent: str, text: str) -> None:
    accent, text = legible(accent, (WHITE,), LEGIBLE), legible(text, (WHITE,), EASY)
    found = palette(accent, text)
    assert passes(found.accent, (WHITE, found.tint), LEGIBLE)
    assert passes(found.text, (WHITE, found.tint), EASY)
    assert contrast(found.soft, WHITE) >= min(SMALL_PRINT, contrast(text, WHITE))


@given(hexes)
def test_an_accent_is_read_by_night_and_with_more_contrast(accent: str) -> None:
    found = schemes(accent)
    assert contrast(found.dark, NIGHT) >= EASY
    assert contrast(found.high, WHITE) >= 12
    assert contrast(found.dark_high, BLACK) >= 15


def test_who_says_nothing_gets_our_colours() -> None:
    assert palette() == OURS
