"""Chapters that say too little for a heading of their own, put under the one before."""

from collections.abc import Iterable, Set
from dataclasses import replace

from policygen.document.model import Part
from policygen.document.walk import our_words
from policygen.library.model import Chapter

FEWEST_WORDS = 40
"""Under a heading that takes rules of others."""


def folded(made: Iterable[tuple[Chapter, list[Part]]], onward: Set[str] = frozenset()) -> list[Part]:
    """The parts of chapters in order, each with its heading first.

    What a chapter of given rules alone says in few words goes on under the heading before it, or under the next where it is
    the first, or takes a group that goes `onward`; the lines on rights in its heading go with it.
    """
    chapters: list[list[Part]] = []
    waiting: list[Part] = []
    for chapter, parts in made:
        if not parts:
            continue
        is_light = bool(chapter.takes) and not chapter.sections and our_words(parts[1:]) < FEWEST_WORDS
        if not is_light:
            chapters.append(_joined(parts, waiting))
            waiting = []
        elif chapters and not onward & set(chapter.takes):
            chapters[-1] = _joined(chapters[-1], parts)
        else:
            waiting = _joined(waiting, parts) if waiting else parts
    return [part for parts in (*chapters, waiting) for part in parts]


def _joined(chapter: list[Part], more: list[Part]) -> list[Part]:
    """A chapter with the rules of another at its end, and the lines of its heading that are not there yet."""
    if not more:
        return chapter
    head, other = chapter[0], more[0]
    lines = tuple(block for block in other.blocks[1:] if block not in head.blocks)
    return [replace(head, blocks=(*head.blocks, *lines)), *chapter[1:], *more[1:]]
