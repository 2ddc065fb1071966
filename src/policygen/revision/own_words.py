"""Words of a trade that somebody said otherwise, everywhere in a document: found, and offered back as their own words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from policygen.document.as_read import ReadDocument
from policygen.document.model import Part
from policygen.document.words import Word
from policygen.revision.align import Alignment
from policygen.revision.answers import EditedAnswer, pieces_of, said_in, texts_of, words_instead
from policygen.revision.diff3 import matching
from policygen.revision.restoring import resolve
from policygen.trades.model import NOUNS, OWN_WORDS

LEAST = 2
"""Places where a word has to be changed before that means more than one sentence."""
LONGEST = 4
"""Words that may stand instead of one."""

Vocabulary = Sequence[tuple[str, Sequence[str]]]
"""Words of a trade that a document printed, by noun, in the order of their forms."""

Said = tuple[str, str, str]
"""A part, a word of the trade that was printed in it, and what stands there now; empty where that cannot be told."""


def words_said_otherwise(
    base: Sequence[Part], document: ReadDocument, alignment: Alignment, vocabulary: Vocabulary
) -> tuple[EditedAnswer, ...]:
    """For each form of each word that one other stands for wherever it was printed: that other, as an answer."""
    said = list(_said(base, resolve(document, base), alignment))
    return tuple(
        offer for noun, forms in vocabulary for offer in _offers(dict(zip(NOUNS[noun], forms, strict=False)), said)
    )


def _said(base: Sequence[Part], document: ReadDocument, alignment: Alignment) -> Iterator[Said]:
    """Every word that was printed as it is stored, and no answer, in what is still there of a document."""
    for part in base:
        for piece, theirs in pieces_of(part, document, alignment):
            for was, now in texts_of(piece, theirs):
                stored = list(_stored(was))
                kept = dict(matching([word.key for word in was], [word.key for word in now])) if stored else {}
                for start, end in stored:
                    stands = all(at in kept for at in range(start, end))
                    instead = was[start:end] if stands else words_instead(start, end, (was, now), kept)
                    yield part.origin.id, said_in(was[start:end]), said_in(instead) if len(instead) <= LONGEST else ""


def _stored(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Every stretch of words that is printed as it is stored, half-open."""
    at = 0
    for stored, group in groupby(found, key=lambda word: word.marks.exact and not word.marks.answer):
        length = len(list(group))
        if stored:
            yield at, at + length
        at += length


def _offers(forms: Mapping[str, str], said: Sequence[Said]) -> Iterator[EditedAnswer]:
    """What stands for the forms of one word; nothing where one of them still stands, or two things stand for one."""
    names = {text.casefold(): form for form, text in reversed(list(forms.items()))}
    instead: dict[str, dict[str, list[str]]] = {}
    for part, before, after in said:
        form = names.get(before.casefold())
        if form is None:
            continue
        if not after or after.casefold() in names:
            return
        as_said = after if before[:1].islower() else after[:1].lower() + after[1:]
        instead.setdefault(form, {}).setdefault(as_said, []).append(part)
    places = sum(len(parts) for found in instead.values() for parts in found.values())
    if places >= LEAST and all(len(found) == 1 for found in instead.values()):
        for form, found in instead.items():
            ((after, parts),) = found.items()
            yield EditedAnswer((f"{OWN_WORDS}.{form}",), forms[form], after, tuple(dict.fromkeys(parts)))
