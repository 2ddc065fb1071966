"""Sentences that are ours but for the names in them."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property

_JOINS = frozenset({"of", "and", "the", "for", "&"})
_MARKS = ".,;:!?()[]“”\"'’"


class OurSentences:
    """The sentences of a document as issued: one that differs from ours in nothing but names is among them.

    A name is a run of words that begin with a capital, hold a figure or are an address, at least one of which the document
    does not also write small. What an answer put there counts as a name too.
    """

    def __init__(self, sentences: Iterable[str], answers: Iterable[str] = ()) -> None:
        self._sentences = frozenset(sentences)
        self._answers = frozenset(_name(answer.split()) for answer in answers)

    def __contains__(self, sentence: str) -> bool:
        return sentence in self._sentences or any(self._differ_by_names(ours, sentence) for ours in self._sentences)

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that the document writes small somewhere: they are no names."""
        return frozenset(word for words in self._sentences for word in map(_bare, words.split()) if word[:1].islower())

    def _differ_by_names(self, ours: str, other: str) -> bool:
        was, now = ours.split(), other.split()
        matcher = SequenceMatcher(None, was, now, autojunk=False)
        if matcher.real_quick_ratio() < 0.5 or matcher.quick_ratio() < 0.5:
            return False
        changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        return all(
            self._is_name(was[begin:end], was_ours=True) and self._is_name(now[start:stop])
            for _, begin, end, start, stop in changes
        )

    def _is_name(self, words: list[str], *, was_ours: bool = False) -> bool:
        bare = [_bare(word) for word in words]
        if not any(bare) or (was_ours and _name(words) in self._answers):
            return True
        named = [word for word in bare if word and _can_name(word)]
        joined = all(_can_name(word) or word in _JOINS for word in bare if word)
        return joined and any(word.lower() not in self._small for word in named)


def _name(words: list[str]) -> str:
    """What some words name, without the small words around it."""
    return " ".join(word for word in map(_bare, words) if word not in _JOINS).casefold()


def _bare(word: str) -> str:
    return word.strip(_MARKS).removesuffix("’s").removesuffix("'s")


def _can_name(word: str) -> bool:
    return word[:1].isupper() or "@" in word or any(letter.isdigit() for letter in word)
