"""What a sentence weighs: how much in it speaks for a rule over what people say as themselves, and how much against."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from policygen._on_use import regex

_WORD = regex(r"[\w']+")
_DENIES = regex(r"\b(?:never|not|no|\w+n't)\b")
_LEVELS = ("one", "two", "three", "four", "five", "six")

EVEN = -3
"""Where a sentence with nothing to weigh stands, in points."""
LEAST = -2
"""A sentence that weighs less limits nobody: too little in it speaks for a rule, or too much against."""
SHORT = 10
"""A sentence of so few words is a ban or none: its own "never" and "not" say nothing against it, nor make it heavy."""
HEAVY = 1
"""A sentence that weighs so much forbids what it speaks of, in whatever words."""


class Scales:
    """The weights of one library, ready to weigh sentences; a library without any finds every sentence even.

    Weights stand among the words of traps, in classes named "weighs one" to "weighs six" and "lightens one" to
    "lightens six". Their words are parted by strokes: one or two words as they stand, or another class in braces.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], finds: Callable[[str, str], bool]) -> None:
        points = {
            word: sign * points
            for sign, verb in ((1, "weighs"), (-1, "lightens"))
            for points, level in enumerate(_LEVELS, 1)
            for wording in words.get(f"{verb} {level}", ())
            for word in re.split(r"\s*\|\s*", wording.strip())
        }
        self._phrases = {word: worth for word, worth in points.items() if not word.startswith("{")}
        self._classes = {word.strip("{}"): worth for word, worth in points.items() if word.startswith("{")}
        self._finds = finds

    def weigh(self, text: str) -> int:
        """The points of a folded sentence, each word, pair of words and class counted once."""
        if not self._phrases:
            return 0
        reasons = self.reasons(text)
        weight = EVEN + sum(reasons.values())
        if len(_WORD.findall(text)) > SHORT:
            return weight
        plainly = weight - sum(worth for what, worth in reasons.items() if worth < 0 and _DENIES.search(what))
        return max(weight, min(plainly, HEAVY - 1))

    def reasons(self, text: str) -> dict[str, int]:
        """What weighs in a folded sentence, and how much."""
        words = _WORD.findall(text)
        phrases = {*words, *(f"{one} {other}" for one, other in pairwise(words))}
        found = {phrase: self._phrases[phrase] for phrase in phrases if phrase in self._phrases}
        return found | {f"{{{name}}}": worth for name, worth in self._classes.items() if self._finds(name, text)}
