"""Inlines as runs, fields and hyperlinks."""

from collections.abc import Sequence

from lxml import etree

from policygen._on_use import regex
from policygen.document.anchors import bookmark_name
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
from policygen.document.walk import plain
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.schema import put
from policygen.formats.docx.writer_state import WriterState
from policygen.formats.text import clean, directions, is_hebrew, is_plain, is_right_to_left, safe_address

_sub = etree.SubElement

BOLD, ITALIC, CONFIRM, LINK, REFERENCE = 1, 2, 4, 8, 16
"""How a run looks; they add up."""

_WORDS = (Text, Exact)
_ALIGNED = frozenset({"Title", "Subtitle", "PolicyMeta", "PolicyCoverTitle", "PolicyCoverSubtitle"})
"""Styles whose paragraphs stand under each other at the left, whatever way they run."""
_BREAKS = regex("([\n\t])")


def write_paragraph(
    parent: Element,
    style: str,
    content: Sequence[Inline],
    state: WriterState,
    *,
    number: tuple[int, int] | None = None,
    keep_next: bool = False,
) -> Element:
    """A paragraph with its words."""
    words = sole_words(content)
    if words:
        paragraph = state.paragraph(parent, style, number=number, keep_next=keep_next, with_words=True)
        paragraph[-1][0].text = words
        return paragraph
    right_to_left = is_right_to_left(plain(content))
    paragraph = state.paragraph(parent, style, number=number, keep_next=keep_next, right_to_left=right_to_left)
    write_inlines(paragraph, content, state)
    if right_to_left and style in _ALIGNED:
        align_with_others(paragraph)
    return paragraph


def sole_words(content: Sequence[Inline]) -> str:
    """The words of content that needs no more than one plain run, as most does; otherwise an empty text."""
    if len(content) != 1:
        return ""
    only = content[0]
    if not isinstance(only, _WORDS) or not is_plain(only.value):
        return ""
    return "" if only.value.startswith(" ") or only.value.endswith(" ") else only.value


def write_inlines(parent: Element, inlines: Sequence[Inline], state: WriterState, formatting: int = 0) -> None:
    """Inlines at the end of a paragraph or hyperlink."""
    for inline in inlines:
        match inline:
            case Text(value) | Exact(value):
                write_text(parent, value, state, formatting)
            case Strong(content):
                write_inlines(parent, content, state, formatting | BOLD)
            case Emphasis(content):
                write_inlines(parent, content, state, formatting | ITALIC)
            case Link(address, content):
                _write_link(parent, address, content, state, formatting)
            case Reference(part, title):
                _write_reference(parent, part, title, state, formatting)
            case Confirm(_, content):
                write_text(parent, CONFIRM_OPENING, state, formatting | CONFIRM)
                write_inlines(parent, content, state, formatting | CONFIRM)
                write_text(parent, CONFIRM_CLOSING, state, formatting | CONFIRM)
            case LineBreak():
                _sub(_run(parent, state, formatting), names.BR)


def write_text(parent: Element, text: str, state: WriterState, formatting: int = 0) -> None:
    """Words as runs, one for each direction they run in; a newline or tab in them becomes Word's own."""
    if text.isascii() and text.isprintable():  # nearly always: nothing to clean, to turn round or to break
        if text:
            _write_words(_run(parent, state, formatting), text)
        return
    if text and is_plain(text):
        _write_words(_run(parent, state, formatting), text)
        return
    for words, right_to_left in directions(clean(text)):
        if not words:
            continue
        run = _run(parent, state, formatting)
        if right_to_left:
            run_right_to_left(run, words)
        if "\n" not in words and "\t" not in words:
            _write_words(run, words)
            continue
        for piece in _BREAKS.split(words):
            if piece == "\n":
                _sub(run, names.BR)
            elif piece == "\t":
                _sub(run, names.TAB)
            elif piece:
                _write_words(run, piece)


def write_field(parent: Element, instruction: str, result: str, state: WriterState, formatting: int = 0) -> None:
    """A field with what it shows until somebody updates it."""
    open_field(parent, instruction, state, formatting)
    write_text(parent, result, state, formatting)
    close_field(parent, state, formatting)


def open_field(parent: Element, instruction: str, state: WriterState, formatting: int = 0) -> None:
    """The beginning of a field, up to where its result starts."""
    _sub(_run(parent, state, formatting), names.FLD_CHAR, {names.FLD_TYPE: "begin"})
    element = _sub(_run(parent, state, formatting), names.INSTR_TEXT, {names.SPACE: "preserve"})
    element.text = f" {instruction} "
    _sub(_run(parent, state, formatting), names.FLD_CHAR, {names.FLD_TYPE: "separate"})


def close_field(parent: Element, state: WriterState, formatting: int = 0) -> None:
    """The end of a field."""
    _sub(_run(parent, state, formatting), names.FLD_CHAR, {names.FLD_TYPE: "end"})


def open_link(parent: Element, bookmark: str) -> Element:
    """A hyperlink to a bookmark of the same document."""
    return _sub(parent, names.HYPERLINK, {names.ANCHOR: bookmark, names.HISTORY: "1"})


def run_right_to_left(run: Element, words: str) -> None:
    """Lets the words of a run that has none yet go from right to left, in their language as far as its letters tell it."""
    properties = run[0] if len(run) else _sub(run, names.R_PR)
    put(properties, names.RTL)
    if is_hebrew(words):
        put(properties, names.w("lang"), {names.w("bidi"): "he-IL"})


def align_with_others(paragraph: Element) -> None:
    """Lets a paragraph from right to left begin a column with those that run the other way, as a title or a cell does."""
    put(paragraph[0], names.w("jc"), {names.VAL: "end"})


def _run(parent: Element, state: WriterState, formatting: int) -> Element:
    run = _sub(parent, names.R_)
    if not formatting:
        return run
    properties = _sub(run, names.R_PR)
    if formatting & CONFIRM:
        put(properties, names.R_STYLE, {names.VAL: state.style("PolicyConfirm")})
    elif formatting & LINK:
        put(properties, names.R_STYLE, {names.VAL: state.style("Hyperlink")})
    elif formatting & REFERENCE:
        put(properties, names.R_STYLE, {names.VAL: state.style("PolicyReference")})
    if formatting & BOLD:
        put(properties, names.B)
        put(properties, names.BCS)
    if formatting & ITALIC:
        put(properties, names.ITALIC)
        put(properties, names.ITALIC_CS)
    return run


def _write_words(run: Element, words: str) -> None:
    element = _sub(run, names.T)
    element.text = words
    if words.startswith(" ") or words.endswith(" "):
        element.set(names.SPACE, "preserve")


def _write_link(parent: Element, address: str, content: Sequence[Inline], state: WriterState, formatting: int) -> None:
    target = safe_address(address)
    if target is None or formatting & LINK:  # Word knows no link inside a link
        write_inlines(parent, content, state, formatting)
        return
    element = _sub(parent, names.HYPERLINK, {names.R_ID: state.link(target), names.HISTORY: "1"})
    write_inlines(element, content, state, formatting | LINK)


def _write_reference(parent: Element, part: str, title: str, state: WriterState, formatting: int) -> None:
    """A reference to a part: its number as a field, then its title as a link, or the word before it as plain text.

    LibreOffice moves the words that share a link with a field into the field's code, joins a link to the field behind it,
    and writes broken markup when such a paragraph is deleted under tracking.
    """
    target = state.targets.get(part)
    if target is None:
        write_text(parent, title, state, formatting)
        return
    number, bookmark = target.number, bookmark_name(part)
    before = "rule " if target.is_rule else ""
    after = "" if target.is_rule else f" {title}" if number else title
    if formatting & LINK:  # Word knows no link inside a link
        write_text(parent, before + number + after, state, formatting)
    elif number and target.is_first:
        write_text(parent, before, state, formatting)
        write_field(parent, rf"REF {bookmark} \r \h", number, state, formatting | REFERENCE)
        if after:
            write_text(open_link(parent, bookmark), after, state, formatting | REFERENCE)
    else:
        write_text(open_link(parent, bookmark), before + number + after, state, formatting | REFERENCE)
