"""A brand file as a brand, with every slip told by file and line, and every colour weighed."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from policygen import _yaml
from policygen._yaml import YamlFile
from policygen.brand.colours import (
    EASY,
    LEGIBLE,
    OURS,
    WHITE,
    colour,
    contrast,
    legible,
    lightest_ground,
    palette,
    passes,
)
from policygen.brand.fonts import COMMON, Font, font_named
from policygen.brand.images import Image, ImageError, read_image
from policygen.brand.model import HIGHEST, PLACES, SIZES, WIDEST, Brand, Logo
from policygen.brand.page_lines import FIELDS
from policygen.errors import PolicygenError
from policygen.findings import Finding, Severity, nearest

KEYS = (
    "name", "logo", "colours", "fonts", "body_size", "paper", "header", "footer", "cover", "classification", "card",
)  # fmt: skip
LOGO_KEYS = ("file", "alt", "width_mm", "place", "on_dark")
COLOUR_KEYS = ("accent", "text", "tint")
FONT_KEYS = ("heading", "body", "fallback")
CARD_KEYS = ("band",)
_NOT_OURS = {
    "rule_device": "Rules have numbers, rights a bar and notices a box in every document, so that each is known again.",
    "numbering": "Rules are always numbered, since people name a rule by its number.",
    "colors": "Write 'colours:'.",
    "color": "Write 'colours:'.",
}
_LONGEST_TEXT = 120
_USUAL_WIDTH = 45.0
_COARSE = 150
"""Pixels an inch, below which a printed logo shows its steps."""
_BRACES = re.compile(r"\{([^{}]*)\}")


class _Reader:
    def __init__(self, file: YamlFile, opened: Callable[[str], bytes]) -> None:
        self.file = file
        self.opened = opened
        self.findings: list[Finding] = []

    def tell(self, code: str, severity: Severity, message: str, hint: str, *path: str | int) -> None:
        self.findings.append(Finding(code, severity, message, self.file.location(*path), hint))

    def refuse(self, message: str, hint: str, *path: str) -> None:
        self.tell("brand-value", Severity.BLOCK, message, hint, *path)

    def mapping(self, data: Any, keys: Iterable[str], *path: str) -> Mapping[str, Any]:
        """A mapping of which only some keys are known."""
        if data is None:
            return {}
        if not isinstance(data, Mapping):
            what = f"'{path[-1]}:'" if path else "A brand file"
            self.refuse(f"{what} must be a mapping.", f"Under it may stand: {', '.join(keys)}.", *path)
            return {}
        for key in data:
            if key not in keys:
                hint = _NOT_OURS.get(key) or nearest(key, keys) or f"There are: {', '.join(keys)}."
                self.tell("brand-key", Severity.HIGH, f"A brand says nothing of '{key[:40]}'.", hint, *path, key)
        return cast("Mapping[str, Any]", data)

    def text(self, data: Any, *path: str) -> str | None:
        """One line of text."""
        if data is None:
            return None
        if not isinstance(data, (str, int)) or isinstance(data, bool):
            self.refuse(f"'{path[-1]}:' must be one text.", "Write it in quotes.", *path)
            return None
        line = " ".join(str(data).split())
        if len(line) > _LONGEST_TEXT or not line.isprintable():
            self.refuse(f"'{path[-1]}:' is longer than a line can be, or holds signs that none does.", "", *path)
            return None
        return line

    def choice(self, data: Any, allowed: Iterable[str], *path: str) -> str | None:
        given = self.text(data, *path)
        if given is None or given.casefold() in allowed:
            return given and given.casefold()
        self.refuse(f"{'.'.join(path)}: '{given}' is none of: {', '.join(allowed)}.", "", *path)
        return None

    def yes(self, data: Any, *path: str) -> bool | None:
        if isinstance(data, bool):
            return data
        answer = self.choice(data, ("yes", "no"), *path)
        return None if answer is None else answer == "yes"

    # ---- colours and fonts -----------------------------------------------------------------------------------------

    def colour(self, given: Mapping[str, Any], key: str) -> str | None:
        path = ("colours", key)
        if key not in given:
            return None
        said = given[key]
        found = colour(str(said)) if isinstance(said, (str, int)) and not isinstance(said, bool) else None
        if found is None:
            hint = 'Write six digits in quotes, as "#1B5866": without quotes YAML takes # for the start of a remark.'
            self.refuse(f"colours.{key} is no colour.", hint, *path)
        return found

    def colours(self, data: Any) -> tuple[str, str, str]:
        """Accent, text and tint, each as it may be printed."""
        given = self.mapping(data, COLOUR_KEYS, "colours")
        text = self.colour(given, "text") or OURS.text
        accent = self.colour(given, "accent") or OURS.accent
        text = self.weighed(text, WHITE, EASY, "text", "long text")
        accent = self.weighed(accent, WHITE, LEGIBLE, "accent", "headings and numbers")
        tint = self.colour(given, "tint") or ""
        if tint and not (passes(accent, [tint], LEGIBLE) and passes(text, [tint], EASY)):
            lighter = lightest_ground(tint, accent, text)
            message = f"colours.tint #{tint}: words on it are hard to read."
            self.refuse(message, f'The nearest shade that passes is "#{lighter}".', "colours", "tint")
            tint = lighter
        return accent, text, tint

    def weighed(self, of: str, ground: str, ratio: float, key: str, use: str) -> str:
        """A colour that can be read on a ground; another is refused, and its nearest shade named."""
        if passes(of, [ground], ratio):
            return of
        nearest_shade = legible(of, [ground], ratio)
        weight = f"its contrast on white paper is {contrast(of, ground):.1f} : 1, and {use} need {ratio:g} : 1"
        message = f"colours.{key} #{of} is too pale: {weight}."
        self.refuse(message, f'The nearest shade that passes is "#{nearest_shade}".', "colours", key)
        return nearest_shade

    def fonts(self, data: Any) -> tuple[Font | None, Font | None]:
        given = self.mapping(data, FONT_KEYS, "fonts")
        stand_in = self.text(given.get("fallback"), "fonts", "fallback") or ""
        if stand_in and font_named(stand_in) is None:
            self.refuse(f"fonts.fallback: '{stand_in}' is no font's name.", "", "fonts", "fallback")
            stand_in = ""
        return self.font(given, "heading", stand_in), self.font(given, "body", stand_in)

    def font(self, given: Mapping[str, Any], key: str, stand_in: str) -> Font | None:
        name = self.text(given.get(key), "fonts", key)
        if not name:
            return None
        found = font_named(name, stand_in)
        if found is None:
            hint = "Write the name as Word's list of fonts shows it."
            self.refuse(f"fonts.{key}: '{name}' is no font's name.", hint, "fonts", key)
        elif not (found.is_common or stand_in):
            message = f"The font '{found.name}' does not come with Word: where it is not installed, another is shown."
            hint = nearest(name, COMMON, 0.8) or "Name what then stands in for it: fallback: Arial."
            self.tell("brand-font", Severity.MEDIUM, message, hint, "fonts", key)
        return found

    # ---- the logo --------------------------------------------------------------------------------------------------

    def logo(self, data: Any) -> Logo | None:
        if isinstance(data, str):
            data = {"file": data}
        given = self.mapping(data, LOGO_KEYS, "logo")
        image = self.image(given, "file")
        if image is None:
            if data is not None and not given.get("file"):
                self.refuse("The logo names no file.", "Write logo: {file: logo.png, alt: …}.", "logo")
            return None
        alt = self.text(given.get("alt"), "logo", "alt") or ""
        if not alt:
            message = "The logo has no 'alt:', so that whoever cannot see it does not learn whose it is."
            self.tell("brand-logo", Severity.MEDIUM, message, "Write alt: the organisation's name.", "logo")
        width = self.width(given.get("width_mm"), image)
        if image.width / (width / 25.4) < _COARSE:
            wanted = round(width / 25.4 * 300 / 100) * 100
            message = f"The logo has {image.width} pixels for {width:g} mm: it will look coarse in print."
            hint = f"Save it about {wanted:,} pixels wide, or print it smaller."
            self.tell("brand-logo", Severity.MEDIUM, message, hint, "logo")
        place = self.choice(given.get("place"), PLACES, "logo", "place") or "cover"
        return Logo(image, alt, width, cast("Any", place), self.image(given, "on_dark"))

    def image(self, given: Mapping[str, Any], key: str) -> Image | None:
        name = self.text(given.get(key), "logo", key)
        if not name:
            return None
        try:
            return read_image(self.opened(name))
        except PolicygenError as error:
            self.refuse(f"logo.{key}: {error.message}", error.hint, "logo", key)
        except ImageError as error:
            told, _, do = str(error).partition(": ")
            hint = do[:1].upper() + do[1:]
            self.refuse(f"The logo {name} cannot be used. {told}.", hint, "logo", key)
        return None

    def width(self, data: Any, image: Image) -> float:
        """How wide a logo is printed: as somebody says, and never more than there is room for."""
        said = self.text(data, "logo", "width_mm")
        width = _USUAL_WIDTH
        if said is not None:
            if re.fullmatch(r"[0-9]{1,2}(\.[0-9]+)?", said) and 5 <= float(said) <= WIDEST:
                width = float(said)
            else:
                message = f"logo.width_mm: '{said}' is no width that there is room for."
                self.refuse(message, f"Write millimetres from 5 to {WIDEST:g}, or leave it out.", "logo", "width_mm")
        return round(min(width, HIGHEST * image.width / image.height), 2)

    # ---- the page --------------------------------------------------------------------------------------------------

    def line(self, data: Any, key: str) -> str | None:
        """The text of a header or footer."""
        text = "" if data is False else self.text(data, key)
        for name in _BRACES.findall(text or ""):
            if name not in FIELDS:
                hint = nearest(name, FIELDS) or f"There are: {', '.join(f'{{{each}}}' for each in FIELDS)}."
                self.refuse(f"'{key}:' cannot show '{{{name}}}'.", hint, key)
        return text

    def brand(self, data: Mapping[str, Any]) -> Brand:
        accent, text, tint = self.colours(data.get("colours"))
        heading, body = self.fonts(data.get("fonts"))
        size = self.choice(data.get("body_size"), SIZES, "body_size") or "11"
        card = self.mapping(data.get("card"), CARD_KEYS, "card")
        footer = self.line(data.get("footer"), "footer")
        if footer is not None and not ("{version}" in footer and "{page}" in footer):
            message = "The footer shows no version or no page: staff cannot tell which text they hold."
            self.tell("brand-footer", Severity.MEDIUM, message, "Put {version} and {page} into it.", "footer")
        return Brand(
            name=self.text(data.get("name"), "name") or "",
            palette=palette(accent, text, tint),
            heading_font=heading,
            body_font=body,
            body_size=SIZES[size],
            paper=cast("Any", self.choice(data.get("paper"), ("a4", "letter"), "paper") or ""),
            header=self.line(data.get("header"), "header"),
            footer=footer,
            cover=self.yes(data.get("cover"), "cover"),
            classification=self.text(data.get("classification"), "classification") or "",
            card_band=self.choice(card.get("band"), ("accent", "none"), "card", "band") == "accent",
            logo=self.logo(data.get("logo")),
        )


def read_brand(text: str, name: str, opened: Callable[[str], bytes]) -> tuple[Brand, tuple[Finding, ...]]:
    """The brand that a file's text tells of, and what is wrong with it; `block` means that nothing should be built with it.

    `opened` gives the bytes of a file that the brand names, and raises `PolicygenError` where it may not or cannot.
    """
    file, slips = _yaml.parse(text, name)
    if slips:
        return Brand(), tuple(slips)
    reader = _Reader(file, opened)
    if file.data is None:
        reader.tell("brand-value", Severity.BLOCK, "The brand file is empty.", f"It may say: {', '.join(KEYS)}.")
    brand = reader.brand(reader.mapping(file.data, KEYS))
    return brand, tuple(reader.findings)
