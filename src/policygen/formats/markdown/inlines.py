"""Inlines as Markdown.

Marks that would not open or close where they stand (`**Note:**then`) are written as HTML elements, which every renderer
of Markdown understands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import punctuation

from policygen._dataclass import dataclass
from policygen._on_use import regex
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
from policygen.formats.markdown.escape import escape
from policygen.formats.outline import Target, reference_words
from policygen.formats.text import clean, safe_address

ONE_LINE_BREAK = "<br>"
"""A break where everything stands on one line."""

_SAFE_NEIGHBOURS = frozenset(" \n" + punctuation)
_TRIMMED = regex(r"((?:<br>|[ \n])*)(.*?)((?:<br>|[ \n])*)", re.S)
_EDGES = " \n\\<>"
_MARKS = {"strong": "**", "em": "*"}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where inlines stand, as far as it changes how they are written."""

    targets: Mapping[str, Target]
    """The parts that a reference can point to."""
    line_break: str = f"{ONE_LINE_BREAK}\n"
    """What stands for a break: an element, since Python's Markdown knows no backslash at the end of a line."""
    is_strong: bool = False
    is_emphasised: bool = False
    is_linked: bool = False


def trim(text: str) -> str:
    """Rendered inlines without the blanks and breaks around them."""
    return _trimmed(text)[1]


def render(inlines: Sequence[Inline], setting: Setting, before: str = " ", after: str = " ") -> str:
    """Inlines as they stand between two neighbouring characters."""
    written = ""
    for index, inline in enumerate(inlines):
        previous = written[-1:] or before
        following = _first_character(inlines[index + 1 :]) or after
        piece = _render_one(inline, setting, previous, following)
        if piece.startswith("[") and written.endswith("!"):
            written = f"{written[:-1]}\\!"  # or the link would be read as an image
        written += piece
    return written


def _render_one(inline: Inline, setting: Setting, before: str, after: str) -> str:
    match inline:
        case Text(value) | Exact(value):
            words = clean(value).replace("\t", " ")
            written = setting.line_break.join(escape(line) for line in words.split("\n"))
            # A mail address in a link would be made a link once more by pandoc.
            return written.replace("@", "&#64;") if setting.is_linked else written
        case Strong(content):
            return _marked("strong", content, setting, before, after)
        case Emphasis(content):
            return _marked("em", content, setting, before, after)
        case Link(address, content):
            target = safe_address(address)
            if target is None or setting.is_linked:
                return render(content, setting, before, after)
            return _linked(render(content, replace(setting, is_linked=True), "[", "]"), _destination(target), setting)
        case Reference(part, title):
            return _reference(part, title, setting)
        case Confirm(_, content):
            return _marked("strong", (Text(CONFIRM_OPENING), *content, Text(CONFIRM_CLOSING)), setting, before, after)
        case LineBreak():
            return setting.line_break


def _marked(element: str, content: Sequence[Inline], setting: Setting, before: str, after: str) -> str:
    already = setting.is_strong if element == "strong" else setting.is_emphasised
    if already:
        return render(content, setting, before, after)
    inside = replace(setting, is_strong=True) if element == "strong" else replace(setting, is_emphasised=True)
    mark = _MARKS[element]
    if element == "em" and before in " \n" and after in " \n":
        mark = "_"  # it never runs into the stars of a strong word at its edge
    text = render(content, inside, mark[0], mark[0])
    lead, core, trail = _trimmed(text)
    if not core:
        return text
    outer_before, outer_after = lead[-1:] or before, trail[:1] or after
    if _opens(outer_before, core[0]) and _opens(outer_after, core[-1]):
        return f"{lead}{mark}{core}{mark}{trail}"
    return f"{lead}<{element}>{core}</{element}>{trail}"


def _trimmed(text: str) -> tuple[str, str, str]:
    """Text apart from the blanks and breaks around it, which no mark may touch."""
    if text and text[0] not in _EDGES and text[-1] not in _EDGES:
        return "", text, ""
    match = _TRIMMED.fullmatch(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")


def _opens(outside: str, inside: str) -> bool:
    """Whether a mark between these two characters is read as opening or closing, by any version of the standard."""
    if outside == "*" or inside.isspace():
        return False
    return inside.isalnum() or outside in _SAFE_NEIGHBOURS


def _linked(text: str, destination: str, setting: Setting) -> str:
    return text if setting.is_linked else f"[{text}]({destination})"


def _destination(address: str) -> str:
    inert = address.replace("&", r"\&")
    return f"<{inert}>" if "(" in address or ")" in address else inert


def _reference(part: str, title: str, setting: Setting) -> str:
    target = setting.targets.get(part)
    words = escape(reference_words(target, clean(title).replace("\n", " ")))
    if target is None:
        return words
    return _linked(words, f"#{element_id(part)}", setting)


def _first_character(inlines: Sequence[Inline]) -> str:
    for inline in inlines:
        match inline:
            case Text(value) | Exact(value):
                if words := clean(value):
                    return escape(words[:1])[0] if words[0] not in "\n\t" else " "
            case Strong(content) | Emphasis(content):
                if _first_character(content):
                    return "*"
            case Link(_, content):  # inside another link, only the words are written
                if first := _first_character(content):
                    return first
            case Reference():
                return "x"
            case Confirm():
                return "*"
            case LineBreak():
                return " "
    return ""
