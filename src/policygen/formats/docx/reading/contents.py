"""Tables of contents: what of a paragraph is theirs, and what somebody typed at their border or between their lines."""

import re
from collections.abc import Collection, Iterable
from itertools import groupby

from policygen._on_use import regex
from policygen.document.words import fold
from policygen.formats.docx.reading.model import WordField, WordInline, WordLink, WordMark, WordText

_TOC = regex(r"^TOC\b", re.IGNORECASE)
_PAGE = regex(r"^PAGEREF\b", re.IGNORECASE)
_AROUND_A_TITLE = regex(r"^[\d.]+\s+|[\s.…]*\d+$")


def stretches(content: Iterable[WordInline]) -> list[tuple[bool, tuple[WordInline, ...]]]:
    """A paragraph's content cut where contents begin and end, each stretch with whether it lies in them.

    Only what a field of contents shows lies in them, and not that of a field that nobody closed. Bookmarks beside it count
    with it.
    """
    found: list[tuple[bool, tuple[WordInline, ...]]] = []
    for inside, group in groupby(content, key=_is_contents):
        nodes: list[WordInline] = []
        for node in group:
            nodes.extend(node.content if inside and isinstance(node, WordField) else (node,))
        found.append((inside, tuple(nodes)))
    if not any(inside for inside, _ in found):
        return [(False, tuple(content))]
    return [(inside or not says(nodes), nodes) for inside, nodes in found]


def _is_contents(node: WordInline) -> bool:
    is_open = isinstance(node, WordField) and node.spans is not None and not node.spans.closed
    return isinstance(node, WordField) and not is_open and bool(_TOC.match(node.instruction))


def says(nodes: Iterable[WordInline]) -> bool:
    """Whether some content is more than bookmarks."""
    return any(not isinstance(node, WordMark) and node != WordText("") for node in nodes)


def typed(nodes: tuple[WordInline, ...], headings: Collection[str]) -> tuple[WordInline, ...]:
    """What of a line of contents somebody typed: all of it where it leads nowhere and names none of the headings.

    `headings` are folded, in lower case.
    """
    if any(isinstance(node, WordField) and _PAGE.match(node.instruction) for node in nodes):
        return ()  # a line without a link, whose heading may have another name by now
    outside = tuple(node for node in nodes if not _leads(node))
    leads = len(outside) < len(nodes)
    if not any(sign.isalpha() or (sign.isdigit() and not leads) for sign in shown(outside)):
        return ()
    words = fold(shown(nodes)).casefold()
    if words in headings or _AROUND_A_TITLE.sub("", words) in headings:
        return ()
    return outside if leads else nodes


def _leads(node: WordInline) -> bool:
    return isinstance(node, WordField) or (isinstance(node, WordLink) and bool(node.anchor))


def shown(nodes: Iterable[WordInline]) -> str:
    """The words of some content as they stand."""
    words = ""
    for node in nodes:
        match node:
            case WordText(text):
                words += text
            case WordLink(_, _, inner) | WordField(_, inner):
                words += shown(inner)
            case _:
                pass
    return words
