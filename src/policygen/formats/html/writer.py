"""A document as one web page that needs nothing else: no script, no picture, no font, no other address."""

import base64
import hashlib
from functools import cache

from policygen.brand.images import Image
from policygen.brand.model import Brand
from policygen.document.model import Document, Properties
from policygen.document.walk import letters, shown_numbers
from policygen.findings import Finding
from policygen.formats.html.blocks import WriterState, contents, write_part
from policygen.formats.html.inlines import Setting, attribute
from policygen.formats.html.style import branded, page_style
from policygen.formats.limits import limits
from policygen.formats.outline import counts_rules, has_contents, outline, second_column, targets
from policygen.formats.sealing import sealed


def write(document: Document, style: str, brand: Brand | None = None) -> tuple[str, tuple[Finding, ...]]:
    """The page, and a finding for whatever could not be written as it stands. It carries no record.

    `style` is the style sheet it bears, but for what a brand changes of it.
    """
    properties = document.properties
    state = WriterState(
        setting=Setting(targets(document)),
        outline=outline(document),
        numbers=iter(list(shown_numbers(block for part in document.parts for block in part.blocks))),
        letters=letters(document.parts),
        title=properties.title,
        is_short=properties.depth == "short",
        counts_rules=counts_rules(properties),
        second_column=second_column(document),
        ids={"text"},
    )
    parts = [write_part(part, state) for part in document.parts]
    if not has_contents(document) and (beside := contents(state)):
        parts.insert(1, beside)
    title, logo = attribute(properties.title), _logo(brand, properties)
    page = (
        "<!doctype html>",
        f'<html lang="{attribute(properties.language)}">',
        "<head>",
        *_head(properties, f"{branded(style, brand)}{page_style(properties, brand)}", has_logo=bool(logo)),
        "</head>",
        f'<body class="{attribute(properties.kind)} {properties.depth}">',
        f'<a class="skip" href="#text">{title}</a>',
        '<main id="text" tabindex="-1">',
        *logo,
        *parts,
        "</main>",
        "</body>",
        "</html>",
    )
    return sealed("\n".join(page)), limits(document)


def _logo(brand: Brand | None, properties: Properties) -> tuple[str, ...]:
    """The logo over the text, and who may read it; for the dark another, if there is one."""
    found: list[str] = []
    logo = brand.logo if brand else None
    if logo and (logo.place != "card" or properties.kind == "card"):
        alt, width = attribute(logo.alt), round(logo.width_mm / 25.4 * 96)
        height = round(width * logo.image.height / logo.image.width)
        size = f'width="{width}" height="{height}"'
        by_night = logo.on_dark and f'<img class="by-night" src="{_address(logo.on_dark)}" alt="{alt}" {size}>'
        found.append(f'<div class="logo">{by_night or ""}<img src="{_address(logo.image)}" alt="{alt}" {size}></div>')
    if brand and brand.classification:
        found.append(f'<p class="meta">{attribute(brand.classification)}</p>')
    return tuple(found)


def _address(image: Image) -> str:
    return f"data:image/{image.kind};base64,{base64.b64encode(image.content).decode()}"


def _head(properties: Properties, style: str, *, has_logo: bool) -> tuple[str, ...]:
    named = {
        "author": properties.organisation,
        "description": properties.subject,
        "version": properties.version,
        "date": properties.date,
        "owner": properties.owner,
    }
    whole = " · ".join(filter(None, (properties.title, properties.organisation)))
    return (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_security(style, has_logo=has_logo)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{attribute(whole)}</title>",
        *(f'<meta name="{name}" content="{attribute(value)}">' for name, value in named.items() if value),
        f"<style>{style}</style>",
    )


@cache
def _security(style: str, *, has_logo: bool) -> str:
    """What a browser may load for the page: its own style, known by its digest, a picture in it, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    picture = "img-src data:; " if has_logo else ""
    return f"default-src 'none'; {picture}style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
