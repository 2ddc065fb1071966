"""Entries of a list found by the words people type for them: other forms, words joined or parted, a slip, a whole sentence."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log

from policygen._dataclass import dataclass

FITS = 0.5
"""From here an entry is worth offering; 1: each word of one is a word of the other."""
LEAST_TYPED = 4
"""The least letters of a word that may hold a slip."""
LONG = 8
"""From so many letters on two neighbours may be left out."""

_IDLE = frozenset({
    "a", "an", "and", "at", "business", "by", "company", "do", "firm", "for", "from", "i", "in", "is", "it", "local", "make",
    "mobile", "my", "of", "on", "or", "our", "own", "owner", "people", "run", "sell", "service", "services", "small", "some",
    "that", "the", "their", "them", "to", "us", "visit", "we", "who", "with", "work",
})  # fmt: skip
"""Words that tell no entry from another."""

_ALSO: Mapping[str, str] = {
    "store": "shop", "stores": "shop", "center": "centre", "centers": "centre", "labor": "labour", "jewelry": "jewellery",
    "tire": "tyre", "tires": "tyre", "theater": "theatre", "adviser": "advisor", "advisers": "advisor", "kids": "children",
}  # fmt: skip
"""Words that are one, for whoever searches."""

_ENDINGS = (
    "ologists",
    "ologist",
    "ings",
    "ists",
    "ing",
    "ers",
    "ors",
    "ist",
    "ies",
    "ery",
    "er",
    "or",
    "es",
    "ed",
    "s",
    "y",
)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Words for comparing: lower case, without accents, signs as spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in _without_accents(text)).split())


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending: `groomers`, `grooming` and `groom` are one."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), "")
    bare = word.removesuffix(ending)
    doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "ls"
    return bare[:-1] if doubled else bare.removesuffix("e")


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, or all of them where none does."""
    words: list[str] = re.findall(r"\w+", re.sub(r"['’.]", "", _without_accents(text)))
    return tuple(_ALSO.get(word, word) for word in words if word not in _IDLE) or tuple(words)


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two words differ by one slip: a letter lost, added, changed, or turned round with its neighbour.

    Of long words two neighbours may be lost.
    """
    if abs(len(one) - len(other)) > 2:
        return False
    long = max(len(one), len(other)) >= LONG
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    lengths = {len(one), len(other)}
    if lengths <= {0, 1}:
        return True
    return (lengths == {2} and one == other[::-1]) or (lengths == {0, 2} and long)


def _one_slip_from(word: str, known: Iterable[str]) -> list[str]:
    """The words that differ from one by a slip, which changes its beginning or its end, and never both."""
    if len(word) < LEAST_TYPED:
        return []
    first, last, length = word[0], word[-1], len(word)
    near = (
        other
        for other in known
        if -3 < len(other) - length < 3 and len(other) >= LEAST_TYPED and (other[0] == first or other[-1] == last)
    )
    return [other for other in near if one_slip_apart(word, other) and not _rhymes(word, other)]


def _rhymes(word: str, other: str) -> bool:
    """Whether two short words are alike but for their first letter: a kite is no site."""
    return len(word) == len(other) == LEAST_TYPED and word[1:] == other[1:]


@dataclass(frozen=True, slots=True)
class Fit:
    """An entry that may be meant."""

    at: int
    """Its place in the list."""
    name: str
    """The one of its names that fits best."""
    fit: float
    """0 to 1."""
    slips: bool = False
    """Fits only where a word was mistyped."""
    is_part: bool = False
    """Words were typed beside it that no name has."""


class Index:
    """The entries of one list, each by its names."""

    def __init__(self, entries: Iterable[Sequence[str]]) -> None:
        self.entries = tuple(tuple(names) for names in entries)
        self.sayings: dict[str, dict[tuple[int, str], frozenset[str]]] = {}
        """By each word of theirs, without its ending: the names it is in, with all words of each."""
        self.joined: dict[str, tuple[int, str]] = {}
        """Every name, without its spaces."""
        for at, names in enumerate(self.entries):
            for name in names:
                self.joined.setdefault(folded(name).replace(" ", ""), (at, name))
                stems = frozenset(map(stem, _words(name)))
                for word in stems:
                    self.sayings.setdefault(word, {})[at, name] = stems
        used = {word: len({at for at, _ in names}) for word, names in self.sayings.items()}
        self.weights = {word: log(1 + len(self.entries) / count) for word, count in used.items()}

    def find(self, text: str, *, slips: bool = True) -> tuple[Fit, ...]:
        """The entries that fit some words, best first; of equal ones the first of the list. Without `slips`, as written."""
        typed = [(word, self._meant(word) if slips else stem(word)) for word in dict.fromkeys(_words(text))]
        said = frozenset(meant for _, meant in typed)
        mistyped = any(meant != stem(word) for word, meant in typed)
        if mistyped and not said <= self.weights.keys():
            said = frozenset()  # beside a word that no name has, the other is another word too, and no slip
        is_part = not said <= self.weights.keys()
        best: dict[int, Fit] = {}
        for (at, name), saying in {each for word in said for each in self.sayings.get(word, {}).items()}:
            fit = self._likeness(said, saying)
            if fit >= FITS and (at not in best or (-fit, name) < (-best[at].fit, best[at].name)):
                best[at] = Fit(at, name, fit, mistyped, is_part)
        for found in self._written_together(folded(text).replace(" ", ""), slips=slips):
            best[found.at] = max(best.get(found.at, found), found, key=lambda each: each.fit)
        return tuple(sorted(best.values(), key=lambda each: (-each.fit, each.at)))

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """Every word as it is written in a name."""
        return tuple(dict.fromkeys(word for names in self.entries for name in names for word in _words(name)))

    def _meant(self, word: str) -> str:
        """The word of a name, without its ending, that a word was meant to be."""
        bare = stem(word)
        if bare in self.weights or len(word) < LEAST_TYPED or word.isdigit():
            return bare
        near = _one_slip_from(word, self._written)
        if near:
            return stem(min(near, key=lambda known: (known[0] != word[0], abs(len(known) - len(word)))))
        return next(iter(_one_slip_from(bare, self.weights)), bare)

    def _written_together(self, joined: str, *, slips: bool) -> Iterable[Fit]:
        """Entries whose name is this but for spaces, or but for them and a slip."""
        if joined in self.joined:
            at, name = self.joined[joined]
            yield Fit(at, name, 1)
        elif slips:
            near = (self.joined[known] for known in _one_slip_from(joined, self.joined))
            yield from (Fit(at, name, 0.9, slips=True) for at, name in near)

    def _likeness(self, said: frozenset[str], saying: frozenset[str]) -> float:
        shared, of_said, of_saying = (sum(self.weights.get(w, 0) for w in ws) for ws in (said & saying, said, saying))
        return 2 * shared / (of_said + of_saying)
