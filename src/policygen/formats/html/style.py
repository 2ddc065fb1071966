"""How a page looks: our style sheet, and what of it hangs on the document."""

from functools import cache

from policygen._on_use import regex
from policygen._resources import data_root, read_text
from policygen.brand.colours import OURS, schemes
from policygen.brand.fonts import Font
from policygen.brand.model import Brand
from policygen.brand.page_lines import sides
from policygen.document.model import Properties
from policygen.formats.text import clean, edition_line

_MARGIN = "25mm 26mm 23mm"
_MARGINS = {"card": "15mm"}
"""Of what is to be one page, by its kind."""
_COLOUR = regex("#([0-9a-f]{6})")
_BLANKS = regex(r"\s+")
_DARK, _HIGH, _DARK_HIGH = "8FD0DE", "003844", "B5F0FF"
"""Our accent in the style sheet for the dark, for more contrast, and for both."""
_LOGO = """.logo{margin:0 0 1.5rem}.logo img{display:block;height:auto;max-width:100%}
.logo .by-night{display:none}
@media (prefers-color-scheme:dark){.logo .by-night{display:block}.logo .by-night+img{display:none}}
@media print{.logo .by-night{display:none}.logo .by-night+img{display:block}}
"""
_PAPERS = {"a4": "A4", "letter": "letter"}


@cache
def our_style() -> str:
    """The style sheet of our pages.

    Raises: `UnreadableError` when it cannot be read.
    """
    return read_text(data_root() / "templates" / "page.css").split("*/\n", 1)[-1]


def page_style(properties: Properties, brand: Brand | None = None) -> str:
    """How the page is printed: its paper, and what stands over and under the text."""
    brand = brand or Brand()
    over = _boxes("top", brand.header if brand.header is not None else "{organisation} · {title}", properties, brand)
    under = _boxes(
        "bottom", brand.footer if brand.footer is not None else "{version} | {page} / {pages}", properties, brand, ""
    )
    paper = _PAPERS[brand.paper or properties.paper]
    first = (
        f"@top-right{{content:{_quoted(brand.classification)}}}" if brand.classification else "@top-right{content:none}"
    )
    return (
        f"@page{{size:{paper};margin:{_MARGINS.get(properties.kind, _MARGIN)};{over}{under}}}\n"
        f"@page wide{{size:{paper} landscape}}\n"
        f"@page:first{{@top-left{{content:none}}{first}}}\n"
    )


def _boxes(edge: str, line: str, properties: Properties, brand: Brand, classification: str | None = None) -> str:
    """What stands at the left and at the right of an edge of every page."""
    told = {
        "organisation": properties.organisation,
        "title": properties.title,
        "version": edition_line(properties),
        "section": "",
    }
    counters = {"page": "counter(page)", "pages": "counter(pages)"}
    boxes = ""
    for side, pieces in zip(
        ("left", "right"), sides(line, brand.classification if classification is None else classification), strict=True
    ):
        shown = " ".join(counters.get(piece.field) or _quoted(told.get(piece.field, piece.words)) for piece in pieces)
        if pieces:
            boxes += f"@{edge}-{side}{{content:{shown};font-size:9pt;color:#{brand.palette.soft.lower()}}}"
    return boxes


def branded(style: str, brand: Brand | None) -> str:
    """Our style sheet in the colours, fonts and sizes of a brand; for the dark and for more contrast they are worked out."""
    if brand is None:
        return style
    colours, screens = brand.palette, schemes(brand.palette.accent)
    given = {getattr(OURS, key): getattr(colours, key) for key in ("accent", "text", "soft", "tint", "line")}
    if colours.accent != OURS.accent:
        given |= {_DARK: screens.dark, _HIGH: screens.high, _DARK_HIGH: screens.dark_high}
    style = _COLOUR.sub(lambda found: f"#{given.get(found[1].upper(), str(found[1])).lower()}", style)
    return f"{style}{_fonts(brand)}{_LOGO if brand.logo else ''}"


def _fonts(brand: Brand) -> str:
    rules = ""
    if brand.body_font:
        rules += f"html{{font-family:{_stack(brand.body_font)}}}\n"
    if brand.heading_font:
        rules += f"h1,h2,h3{{font-family:{_stack(brand.heading_font)}}}\n"
    if brand.body_size != 22:
        size = brand.body_size / 2
        rules += f"body{{font-size:{size / 11 * 1.0625:.4g}rem}}\n@media print{{html,body{{font-size:{size:g}pt}}}}\n"
    return rules


def _stack(font: Font) -> str:
    named = ",".join(_quoted(name) for name in (font.name, font.stand_in) if name)
    return f"{named},{font.generic}"


def _quoted(text: str) -> str:
    """Text as a string of a style sheet inside a page: every character that could end either is written by its number.

    The blank behind a number belongs to it: without one, a blank of the text would be taken for it.
    """
    one_line = _BLANKS.sub(" ", clean(text))
    return '"' + "".join(each if each.isalnum() or each in " ·.," else f"\\{ord(each):06x} " for each in one_line) + '"'
