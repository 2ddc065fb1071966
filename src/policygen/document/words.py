"""Words with their formatting: the grain of comparison and of merging inside a paragraph.

Comparison folds what editors change by themselves: quotes, dashes, spaces, invisible characters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, groupby

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.model import (
    CONFIRM_CLOSING,
    CONFIRM_OPENING,
    Answer,
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

_ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
)
"""One character for one, so that places in the folded text are places in the text."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_WORD = regex(
    r"(?P<space>\s*)(?P<word>[^\W_](?:['.\-\u00ad\u200b-\u200f\u2060]?[^\W_])*|\.{3}|[^\s]|(?<=\s)$)", re.UNICODE
)


@lru_cache(maxsize=1 << 15)
def fold(value: str) -> str:
    """The text as it is compared: one kind of quote, dash and space, no invisible characters."""
    return " ".join(value.translate(_ALIKE).translate(_INVISIBLE).replace("...", "…").split())


@dataclass(frozen=True, slots=True)
class Marks:
    """How a word is formatted."""

    strong: bool = False
    emphasis: bool = False
    address: str = ""
    """Where a link leads."""
    confirm: str = ""
    """The question that a confirm bracket waits for."""
    exact: bool = False
    answer: str = ""
    """The answer that a slot printed here: its question, and the place inside it."""

    @property
    def visible(self) -> tuple[bool, bool, str]:
        """What a reader of the file can see and change."""
        return (self.strong, self.emphasis, self.address)


PLAIN = Marks()


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign, with the space before it."""

    text: str
    space: str = ""
    marks: Marks = PLAIN
    target: str = ""
    """The part that a reference leads to; the text is then its title."""

    @property
    def key(self) -> str:
        """What makes two words the same word."""
        if self.target:
            return f"\0{self.target}"
        if self.text == "\n":
            return "\n"
        return fold(self.text)


@lru_cache(maxsize=1 << 12)  # an update asks for the words of every paragraph some seven times
def words(content: tuple[Inline, ...], marks: Marks = PLAIN) -> tuple[Word, ...]:
    """The words of some inlines. A word is one however many runs of one formatting an editor cut it into."""
    found: list[Word] = []
    for formatting, group in groupby(_runs(content, marks), key=lambda word: (word.marks.visible, _stands_alone(word))):
        run = list(group)
        found.extend(run if formatting[1] else _split(run))
    return _joined_spaces(found)


def _stands_alone(word: Word) -> bool:
    return bool(word.target) or word.text == "\n"


def _runs(content: Iterable[Inline], marks: Marks) -> Iterator[Word]:
    """Every text with its formatting, breaks and references by themselves."""
    for inline in content:
        match inline:
            case Text(value):
                yield from _lines(value, marks)
            case Answer(value, path):
                yield from _lines(value, replace(marks, exact=True, answer=path))
            case Exact(value):
                yield from _lines(value, replace(marks, exact=True))
            case Strong(inner):
                yield from _runs(inner, replace(marks, strong=True))
            case Emphasis(inner):
                yield from _runs(inner, replace(marks, emphasis=True))
            case Link(address, inner):
                yield from _runs(inner, replace(marks, address=address))
            case Confirm(question, inner):
                bracket = Marks(address=marks.address, confirm=question)
                yield Word(CONFIRM_OPENING, "", bracket)
                yield from _runs(inner, replace(marks, confirm=question))
                yield Word(CONFIRM_CLOSING, "", bracket)
            case Reference(part, title):
                yield Word(title, "", marks, part)
            case LineBreak():
                yield Word("\n", "", marks)


def _lines(value: str, marks: Marks) -> Iterator[Word]:
    """A text with its newlines as the breaks that every format makes of them."""
    for number, line in enumerate(value.split("\n")):
        if number:
            yield Word("\n", "", marks)
        if line:
            yield Word(line, "", marks)


def _split(run: Sequence[Word]) -> Iterator[Word]:
    """The words of neighbouring texts of one formatting. Each has the marks of the text it begins in."""
    whole = "".join(word.text for word in run)
    ends = list(accumulate(len(word.text) for word in run))
    for match in _WORD.finditer(whole.translate(_ALIKE)):
        space, word = match.span("space"), match.span("word")
        if match.group():
            begins = run[min(bisect_right(ends, word[0]), len(run) - 1)]
            yield Word(whole[slice(*word)], whole[slice(*space)], begins.marks)


def _joined_spaces(found: Sequence[Word]) -> tuple[Word, ...]:
    """Space at the end of one run is the space before the next word."""
    joined: list[Word] = []
    held = ""
    for word in found:
        if not (word.text or word.target):
            held += word.space
            continue
        joined.append(replace(word, space=held + word.space) if held else word)
        held = ""
    if held:
        joined.append(Word("", held))
    return tuple(joined)


def inlines(found: Iterable[Word]) -> tuple[Inline, ...]:
    """Inlines from words: neighbours with equal marks joined, links outermost, then brackets, bold, italic."""
    return _layer(list(found), 0)


def _layer(found: list[Word], depth: int) -> tuple[Inline, ...]:
    if depth == 4:
        return _leaves(found)
    result: list[Inline] = []
    for value, group in groupby(found, key=lambda word: _mark(word, depth)):
        run = list(group)
        if not value:
            result.extend(_layer(run, depth + 1))
            continue
        before, run = _outside_space(run)
        if before:
            result.append(Text(before))
        result.extend(_formatted(run, str(value), depth))
    return _joined_texts(result)


def _mark(word: Word, depth: int) -> str | bool:
    marks = word.marks
    return (marks.address, marks.confirm, marks.strong, marks.emphasis)[depth]


def _outside_space(run: list[Word]) -> tuple[str, list[Word]]:
    """The space before a formatted run stands outside its formatting."""
    return run[0].space, [replace(run[0], space=""), *run[1:]]


def _formatted(run: list[Word], value: str, depth: int) -> tuple[Inline, ...]:
    match depth:
        case 0:
            return (Link(value, _layer(run, 1)),)
        case 1:
            return _bracket(run, value)
        case 2:
            return (Strong(_layer(run, 3)),)
        case _:
            return (Emphasis(_layer(run, 4)),)


def _bracket(run: list[Word], question: str) -> tuple[Inline, ...]:
    """A confirm bracket if it is still whole, else its words."""
    opening = [word.text for word in words((Text(CONFIRM_OPENING.strip()),))]
    length = len(opening)
    said = [word.text for word in run]
    if len(run) < length + 2 or said[:length] != opening or said[-1] != CONFIRM_CLOSING:
        return _layer(run, 2)
    inside = [replace(run[length], space=""), *run[length + 1 : -1]]
    return (Confirm(question, _layer(inside, 2)),)


def _leaves(found: list[Word]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for word in found:
        if word.space:
            result.append(_exact(word.space, word.marks) if _goes_on(word, result) else Text(word.space))
        if word.target:
            result.append(Reference(word.target, word.text))
        elif word.text == "\n":
            result.append(LineBreak())
        elif word.text:
            result.append(_exact(word.text, word.marks) if word.marks.exact else Text(word.text))
    return _joined_texts(result)


def _exact(text: str, marks: Marks) -> Exact:
    return Answer(text, marks.answer) if marks.answer else Exact(text)


def _path(inline: Inline | None) -> str:
    return inline.path if isinstance(inline, Answer) else ""


def _goes_on(word: Word, before: Sequence[Inline]) -> bool:
    """Whether a word continues the exact words before it."""
    last = before[-1] if before else None
    return word.marks.exact and isinstance(last, Exact) and _path(last) == word.marks.answer


def _joined_texts(found: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines with neighbouring texts as one."""
    result: list[Inline] = []
    for _, group in groupby(found, key=_kind):
        first, *others = group
        if isinstance(first, Text | Exact) and others:
            value = "".join(inline.value for inline in (first, *others) if isinstance(inline, Text | Exact))
            result.append(replace(first, value=value))
        else:
            result.extend((first, *others))
    return tuple(result)


def _kind(inline: Inline) -> tuple[type, str]:
    """What neighbours must share to be one."""
    return Exact if isinstance(inline, Exact) else type(inline), _path(inline)
