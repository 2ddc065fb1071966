"""What is known of a font by its name: what it comes with, what stands in for it, and how broad it is."""

import pytest

from policygen.brand.fonts import COMMON, Font, font_named


@pytest.mark.parametrize(
    ("name", "is_common", "breadth"),
    [("Calibri", True, 1), ("calibri ", True, 1), ("Carlito", False, 1), ("Verdana", True, 1.25), ("Own  Sans", False, 1.06)],
)  # fmt: skip
def test_a_font_has_the_breadth_that_was_measured_or_a_little_more_than_calibri(
    name: str, is_common: bool, breadth: float
) -> None:
    found = font_named(name)
    assert found is not None
    assert (found.is_common, found.breadth) == (is_common, breadth)


def test_no_font_is_taken_for_much_narrower_or_broader_than_letters_are() -> None:
    fonts = [font for name in COMMON if (font := font_named(name))]
    assert len(fonts) == len(COMMON) > 20
    assert all(0.9 < font.breadth < 1.3 for font in fonts)
    assert all(font_named(font.stand_in) for font in fonts if font.stand_in)


@pytest.mark.parametrize("name", ["", "  ", "a;b", "<b>", "x" * 200])
def test_what_is_no_name_of_a_font_is_none(name: str) -> None:
    assert font_named(name) is None


@pytest.mark.parametrize(
    ("stand_in", "expected"),
    [
        ("", ("", "sans-serif")),
        ("Georgia", ("Georgia", "serif")),
        ("serif", ("", "serif")),
        ("Another", ("Another", "sans-serif")),
    ],
)
def test_a_font_that_nobody_knows_is_of_the_kind_of_what_stands_in_for_it(
    stand_in: str, expected: tuple[str, str]
) -> None:
    found = font_named("Own Sans", stand_in)
    assert isinstance(found, Font)
    assert (found.stand_in, found.generic) == expected
    known = font_named("Calibri", stand_in)
    assert known is not None
    assert known.generic == ("serif" if stand_in == "serif" else "sans-serif")
