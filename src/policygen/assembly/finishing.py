"""What is done to every part once its words are filled in: one full stop behind a name, British words re-spelled.

Only `Text` is touched: names, quotations, addresses and what a person typed are `Exact`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policygen.document.model import (
    Block,
    Confirm,
    Emphasis,
    Exact,
    Inline,
    Link,
    Paragraph,
    Part,
    Reference,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import Run, block_text, mapped
from policygen.language.sentences import behind
from policygen.language.spelling import holds_any, respell


def finished(part: Part, words: Mapping[str, str]) -> Part:
    """A part with a single full stop where two would meet, and its words spelled as `words` says."""
    return Part(part.origin, tuple(_finished(block, words) for block in part.blocks))


def _finished(block: Block, words: Mapping[str, str]) -> Block:
    text = block_text(block)
    if ".." in text:  # so it is with hardly any block, nor do many hold a word of another spelling
        block = mapped(block, _single_stops)
    if not words or (isinstance(block, Paragraph) and block.role == "statutory") or not holds_any(text, words):
        return block
    if isinstance(block, Table):
        block = replace(block, columns=tuple(respell(column, words) for column in block.columns))
    return mapped(block, lambda run: _respelled(run, words))


def _single_stops(run: Run) -> Run:
    found: list[Inline] = []
    for inline in run:
        before = _last(found)
        if isinstance(inline, Text) and isinstance(before, Exact):
            if rest := behind(before.value, inline.value):
                found.append(Text(rest))
        elif isinstance(inline, (Strong, Emphasis, Link, Confirm)):
            found.append(replace(inline, content=_single_stops(inline.content)))
        else:
            found.append(inline)
    return tuple(found)


def _last(content: Sequence[Inline]) -> Inline | None:
    """What a run ends with, be it bold, slanted or a link."""
    last = content[-1] if content else None
    return _last(last.content) if isinstance(last, (Strong, Emphasis, Link)) else last


def _respelled(content: Sequence[Inline], words: Mapping[str, str]) -> Run:
    found: list[Inline] = []
    for inline in content:
        match inline:
            case Text(value):
                found.append(Text(respell(value, words)))
            case Reference(part, title):
                found.append(Reference(part, respell(title, words)))
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Confirm(_, inner):
                found.append(replace(inline, content=_respelled(inner, words)))
            case _:
                found.append(inline)
    return tuple(found)
