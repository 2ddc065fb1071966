"""Colours as six hexadecimal digits: their contrast, their shades, and those of a brand that follow from others."""

from collections.abc import Sequence

from policygen._dataclass import dataclass
from policygen._on_use import regex

LEGIBLE = 4.5
"""The contrast ratio below which words are hard to read (WCAG 2, level AA)."""
EASY = 7.0
"""The same for long text (level AAA)."""
SMALL_PRINT = 9.0
"""The same for the only grey, which small words are set in."""
WHITE, BLACK = "FFFFFF", "000000"
NIGHT = "14191D"
"""The page in the dark."""
NIGHT_TINT = "1F272C"

_HEX = regex(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_STEPS = 256


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a document on white paper."""

    accent: str = "1B5866"
    """Headings, numbers, links, the frames of rights."""
    text: str = "1E272E"
    soft: str = "3B4852"
    """Small print."""
    tint: str = "EEF3F4"
    """Behind the heads of tables."""
    line: str = "9FB0B6"
    """Hairlines, which tell nothing."""


OURS = Palette()
"""The colours of our own templates: a brand takes their places."""


@dataclass(frozen=True, slots=True)
class Schemes:
    """An accent as screens need it besides."""

    dark: str
    high: str
    dark_high: str


def colour(text: str) -> str | None:
    """A colour as six digits in capitals, from any way that style sheets write one by digits; None for anything else."""
    found = _HEX.fullmatch(text.strip())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(each * 2 for each in found[1])
    return digits.upper()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2: from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(of: str) -> float:
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in (c / 255 for c in _rgb(of))]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _rgb(of: str) -> tuple[int, int, int]:
    return int(of[0:2], 16), int(of[2:4], 16), int(of[4:6], 16)


def mixed(first: str, second: str, share: float) -> str:
    """A colour with a share of another, from 0 to 1."""
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return "".join(f"{round(one + (other - one) * share):02X}" for one, other in pairs)


def legible(of: str, grounds: Sequence[str], ratio: float, towards: str = BLACK) -> str:
    """The nearest shade of a colour that has at least this contrast on every ground: itself, if it has.

    `towards` is black on light grounds and white on dark ones.
    """
    for step in range(_STEPS + 1):
        shade = mixed(of, towards, step / _STEPS)
        if all(contrast(shade, ground) >= ratio for ground in grounds):
            return shade
    return towards


def passes(of: str, grounds: Sequence[str], ratio: float) -> bool:
    """Whether a colour has at least this contrast on every ground."""
    return all(contrast(of, ground) >= ratio for ground in grounds)


def palette(accent: str = OURS.accent, text: str = OURS.text, tint: str = "") -> Palette:
    """All colours of a document from those that somebody chose."""
    tint = tint or (OURS.tint if accent == OURS.accent else tint_of(accent, text))
    if (accent, text, tint) == (OURS.accent, OURS.text, OURS.tint):
        return OURS
    soft = OURS.soft if text == OURS.text else _palest(text, SMALL_PRINT)
    return Palette(accent, text, soft, tint, _palest(soft, 2.2))


def tint_of(accent: str, text: str) -> str:
    """A breath of the accent on which it can be read itself, and long text too."""
    return lightest_ground(mixed(accent, WHITE, 0.92), accent, text)


def lightest_ground(ground: str, accent: str, text: str) -> str:
    """The nearest lighter shade of a ground on which accent and text can be read."""
    for step in range(_STEPS + 1):
        shade = mixed(ground, WHITE, step / _STEPS)
        if passes(accent, [shade], LEGIBLE) and passes(text, [shade], EASY):
            return shade
    return WHITE


def _palest(of: str, ratio: float) -> str:
    """The palest shade of a colour that has this contrast on white: itself, where it has less."""
    found = of
    for step in range(_STEPS + 1):
        shade = mixed(of, WHITE, step / _STEPS)
        if contrast(shade, WHITE) < ratio:
            return found
        found = shade
    return found


def schemes(accent: str) -> Schemes:
    """An accent for screens in the dark, for those with more contrast, and for both."""
    return Schemes(
        dark=legible(accent, (NIGHT, NIGHT_TINT), EASY, WHITE),
        high=legible(accent, (WHITE,), 12, BLACK),
        dark_high=legible(accent, (BLACK,), 15, WHITE),
    )
