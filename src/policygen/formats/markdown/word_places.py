"""Where in the source of a Markdown paragraph each of its words stands, and some of them put in the place of others."""

import re
from collections.abc import Sequence

from policygen._on_use import regex
from policygen.document.edits import Swap
from policygen.document.words import Word, inlines
from policygen.formats.markdown.inlines import Setting, render
from policygen.formats.markdown.stamping import sign_pattern

_MARKUP = regex(r"\]\([^)\n]*\)|<[^>\n]*>|&#?\w+;|\\.")
_LETTER = regex(r"[^\W_]")
_BREAK = r"<br>\n?|\\\n|[ ]{2,}\n"
_LINK = r"\[[^\]]*\]\([^)\n]*\)"

Span = tuple[int, int]


def places(found: Sequence[Word], source: str, start: int) -> list[Span] | None:
    """Where each word stands in a source, from a place on; None when something else than markup lies between them."""
    spans: list[Span] = []
    at = start
    for word in found:
        match = re.compile(_pattern(word)).search(source, at)
        if match is None or _LETTER.search(_MARKUP.sub("", source[at : match.start()])):
            return None
        spans.append(match.span())
        at = match.end()
    return spans


def _pattern(word: Word) -> str:
    if word.text == "\n":
        return _BREAK
    return _LINK if word.target else "".join(map(sign_pattern, word.text))


def swapped_source(
    source: str, start: int, found: Sequence[Word], swaps: Sequence[Swap], setting: Setting
) -> str | None:
    """A source with some words in the place of others, and every other sign as it was; None where that is not sure."""
    spans = places(found, source, start)
    if spans is None or any(not _is_plain(swap, found) for swap in swaps):
        return None
    for swap in reversed(swaps):
        first, last = _stretch(swap, spans, start)
        lead, tail = source[:first], source[last:]
        new = render(inlines(swap.words), setting, lead[-1:] or " ", tail[:1] or " ").strip()
        if not new:
            source = lead.rstrip(" ") + tail if swap.first else lead + tail.lstrip(" ")
            continue
        if swap.first < swap.last and found[swap.first].space and not swap.words[0].space:
            lead = lead.rstrip(" ")
        before = swap.words[0].space if swap.first == swap.last or not found[swap.first].space else ""
        if swap.first and before and not lead.endswith((" ", "\n")):
            new = f" {new}"
        follows = found[swap.last] if swap.last < len(found) else None
        if (
            follows is not None
            and (swap.next_space or follows.space)
            and not tail.startswith((" ", "\n"))
            and not follows.space
        ):
            new = f"{new} "
        if swap.first == swap.last == 0 and not tail.startswith(" "):
            new = f"{new} "
        source = lead + new + tail
    return source


def _stretch(swap: Swap, spans: Sequence[Span], start: int) -> Span:
    """Where in a source the words stand that go, or come in."""
    if swap.first < swap.last:
        return spans[swap.first][0], spans[swap.last - 1][1]
    at = spans[swap.first - 1][1] if swap.first else (spans[0][0] if spans else start)
    return at, at


def _is_plain(swap: Swap, found: Sequence[Word]) -> bool:
    """Whether the words that go and come, and those beside them, are dressed alike, so that no markup lies between."""
    around = found[max(swap.first - 1, 0) : swap.last + 1]
    dress = {word.marks.visible for word in (*around, *swap.words)}
    return len(dress) == 1 and not any(
        word.target or word.text == "\n" for word in (*found[swap.first : swap.last], *swap.words)
    )
