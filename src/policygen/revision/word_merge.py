"""Words of one paragraph or cell merged three ways; with the ends of paragraphs, of several that were split or joined."""

from collections.abc import Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.model import Inline
from policygen.document.words import Marks, Word, inlines, words
from policygen.revision.diff3 import matching, stretches, three
from policygen.revision.similarity import Keys, likeness

_SAME_SENTENCE = 0.5
"""Likeness below which a paragraph has been written anew, and merging words into it would make nonsense."""


PARAGRAPH_END = "\u2029"
"""The space before a word that begins a paragraph, where several paragraphs are merged as one run of words."""


def rewritten(base: Keys, theirs: Keys, ours: Keys) -> bool:
    """Whether both changed a text, and one of them so much that the words it shares with the others are chance."""
    if base in (theirs, ours) or theirs == ours:
        return False
    between = likeness(theirs, ours)
    return min(max(likeness(base, theirs), between), max(likeness(base, ours), between)) < _SAME_SENTENCE


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that both put something else in the place of. Theirs stands."""

    base: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class MergedWords:
    """Words of both sides together."""

    words: tuple[Word, ...]
    clashes: tuple[Clash, ...] = ()
    with_ours: tuple[Word, ...] = ()
    """The same with ours in the place of theirs wherever the two clash; empty where they do not."""


def merge_inlines(
    base: tuple[Inline, ...], theirs: tuple[Inline, ...], ours: tuple[Inline, ...], seen: Sequence[Keys]
) -> tuple[tuple[Inline, ...], MergedWords] | None:
    """What a paragraph or a cell says once both sides' words stand in it; None when both changed the same place.

    Nor where one side wrote it anew, unless ours changes answers alone. `seen` are the words of the three as they compare.
    """
    sides = words(base), words(theirs), words(ours)
    if rewritten(*seen) and not _changes_answers_alone(sides[0], sides[2]):
        return None
    merged = merge_words(*sides)
    if merged is None:
        return None
    found = inlines(merged.words)
    for side in (theirs, ours):
        found = side if words(side) == words(found) else found
    return found, merged


def _changes_answers_alone(base: Sequence[Word], ours: Sequence[Word]) -> bool:
    """Whether all that ours changes is answers that are printed: they go where the old ones stand, whatever stands around."""
    kept = matching([word.key for word in base], [word.key for word in ours])
    taken = set(kept.values())
    gone = [word for at, word in enumerate(base) if at not in kept]
    come = [word for at, word in enumerate(ours) if at not in taken]
    return _are_answers(gone) and _are_answers(come)


def _are_answers(found: Sequence[Word]) -> bool:
    return bool(found) and all(word.marks.answer for word in found)


def merge_words(base: Sequence[Word], theirs: Sequence[Word], ours: Sequence[Word]) -> MergedWords | None:
    """Words of both sides together, or None when both changed the same place in different ways, and it is no answer alone."""
    keys = [[word.key for word in side] for side in (base, theirs, ours)]
    merged: list[Word] = []
    with_ours: list[Word] = []
    clashes: list[Clash] = []
    for stretch in stretches(
        (len(base), len(theirs), len(ours)), matching(keys[0], keys[1]), matching(keys[0], keys[2])
    ):
        was = [base[i] for i in stretch.base]
        left = [theirs[i] for i in stretch.theirs]
        right = [ours[i] for i in stretch.ours]
        mine: Sequence[Word] | None = None
        if stretch.kept:
            found: Sequence[Word] = [_three_words(was[0], left[0], right[0])]
        elif _same(left, was):
            found = _beginning_as(right, three(_space(was), _space(left), _space(right)))
        elif _same(right, was) or _same(left, right):
            found = left
        elif left and _are_answers(was) and _are_answers(right):
            found, mine = left, right
            clashes.append(Clash(_text(was), _text(left), _text(right)))
        else:
            return None
        merged.extend(found)
        with_ours.extend(found if mine is None else mine)
    return MergedWords(tuple(merged), tuple(clashes), tuple(with_ours) if clashes else ())


def _text(found: Sequence[Word]) -> str:
    return "".join(word.space + word.text for word in found).strip()


def _space(found: Sequence[Word]) -> str:
    return found[0].space if found else ""


def _beginning_as(found: Sequence[Word], space: str) -> Sequence[Word]:
    """The same words, a paragraph beginning with them or none, as its owner has it."""
    if not found or (space == PARAGRAPH_END) == (found[0].space == PARAGRAPH_END):
        return found
    return [replace(found[0], space=space), *found[1:]]


def _same(left: Sequence[Word], right: Sequence[Word]) -> bool:
    return [word.key for word in left] == [word.key for word in right]


def _three_words(base: Word, theirs: Word, ours: Word) -> Word:
    """The same word on all sides: its spelling, space and dress are decided each by itself."""
    marks = Marks(
        strong=three(base.marks.strong, theirs.marks.strong, ours.marks.strong),
        emphasis=three(base.marks.emphasis, theirs.marks.emphasis, ours.marks.emphasis),
        address=three(base.marks.address, theirs.marks.address, ours.marks.address),
        confirm=three(base.marks.confirm, theirs.marks.confirm, ours.marks.confirm),
        exact=three(base.marks.exact, theirs.marks.exact, ours.marks.exact),
        answer=three(base.marks.answer, theirs.marks.answer, ours.marks.answer),
    )
    return replace(
        theirs,
        text=three(base.text, theirs.text, ours.text),
        space=three(base.space, theirs.space, ours.space),
        marks=marks,
    )
