"""Inlines as HTML: every word that came from a person is text, never markup."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from policygen._dataclass import dataclass
from policygen.document.anchors import element_id
from policygen.document.model import (
    CONFIRM_CLOSING,
    CONFIRM_OPENING,
    Confirm,
    Emphasis,
    Exact,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
)
from policygen.formats.outline import Target, reference_words
from policygen.formats.text import clean, directions, safe_address

_BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where inlines stand, as far as it changes how they are written."""

    targets: Mapping[str, Target]
    """The parts that a reference can point to."""
    is_linked: bool = False
    """Whether they stand in a link: HTML knows no link inside a link."""


def render(inlines: Sequence[Inline], setting: Setting) -> str:
    """Inlines as markup."""
    return "".join(_render_one(inline, setting) for inline in inlines)


def attribute(text: str) -> str:
    """Text as the value of an attribute, on one line."""
    return escape(" ".join(clean(text).split()))


def words(text: str) -> str:
    """Text as markup: what runs from right to left is kept apart from what stands round it."""
    if text.isascii() and text.isprintable():
        return escape(text, quote=False)
    cleaned = clean(text).replace("\t", " ")
    pieces = (
        f'<bdi dir="rtl">{escape(piece, quote=False)}</bdi>' if right_to_left else escape(piece, quote=False)
        for piece, right_to_left in directions(cleaned)
    )
    return "".join(pieces).replace("\n", _BREAK)


def _whole(text: str) -> str:
    """Words that a person gave, whose direction is theirs as a whole: a Hebrew name has its full stop at its left end."""
    if text.isascii() or len(directions(clean(text))) == 1:
        return words(text)
    return f'<bdi dir="auto">{escape(clean(text), quote=False)}</bdi>'.replace("\n", _BREAK)


def _render_one(inline: Inline, setting: Setting) -> str:
    match inline:
        case Exact(value):
            return _whole(value)
        case Text(value):
            return words(value)
        case Strong(content):
            return f"<strong>{render(content, setting)}</strong>"
        case Emphasis(content):
            return f"<em>{render(content, setting)}</em>"
        case Link(address, content):
            target = safe_address(address)
            if target is None or setting.is_linked:
                return render(content, setting)
            inner = render(content, replace(setting, is_linked=True))
            return f'<a href="{escape(target)}" rel="noreferrer">{inner}</a>'
        case Reference(part, title):
            return _reference(part, title, setting)
        case Confirm(_, content):
            inner = f"{words(CONFIRM_OPENING)}{render(content, setting)}{words(CONFIRM_CLOSING)}"
            return f"<mark>{inner}</mark>"
        case LineBreak():
            return _BREAK


def _reference(part: str, title: str, setting: Setting) -> str:
    target = setting.targets.get(part)
    shown = words(reference_words(target, title))
    if target is None or setting.is_linked:
        return shown
    kind = ' class="reference"' if target.is_rule else ""
    return f'<a{kind} href="#{element_id(part)}">{shown}</a>'
