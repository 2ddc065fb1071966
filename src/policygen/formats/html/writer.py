"""A document as one web page that needs nothing else: no script, no picture, no font, no other address."""

import base64
import hashlib
from functools import cache

from policygen.document.model import Document, Properties
from policygen.document.walk import shown_numbers
from policygen.findings import Finding
from policygen.formats.html.blocks import WriterState, contents, write_part
from policygen.formats.html.inlines import Setting, attribute
from policygen.formats.html.style import page_style
from policygen.formats.limits import limits
from policygen.formats.outline import has_contents, outline, second_column, targets
from policygen.formats.sealing import sealed


def write(document: Document, style: str) -> tuple[str, tuple[Finding, ...]]:
    """The page, and a finding for whatever could not be written as it stands. It carries no record.

    `style` is the style sheet it bears.
    """
    properties = document.properties
    state = WriterState(
        setting=Setting(targets(document)),
        outline=outline(document),
        numbers=iter(list(shown_numbers(block for part in document.parts for block in part.blocks))),
        title=properties.title,
        is_short=properties.depth == "short",
        second_column=second_column(document),
        ids={"text"},
    )
    parts = [write_part(part, state) for part in document.parts]
    if not has_contents(document) and (beside := contents(state)):
        parts.insert(1, beside)
    title = attribute(properties.title)
    page = (
        "<!doctype html>",
        f'<html lang="{attribute(properties.language)}">',
        "<head>",
        *_head(properties, f"{style}{page_style(properties)}"),
        "</head>",
        f'<body class="{attribute(properties.kind)} {properties.depth}">',
        f'<a class="skip" href="#text">{title}</a>',
        '<main id="text" tabindex="-1">',
        *parts,
        "</main>",
        "</body>",
        "</html>",
    )
    return sealed("\n".join(page)), limits(document)


def _head(properties: Properties, style: str) -> tuple[str, ...]:
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
        f'<meta http-equiv="Content-Security-Policy" content="{_security(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{attribute(whole)}</title>",
        *(f'<meta name="{name}" content="{attribute(value)}">' for name, value in named.items() if value),
        f"<style>{style}</style>",
    )


@cache
def _security(style: str) -> str:
    """What a browser may load for the page: its own style, known by its digest, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
