"""How like two pieces of text are, word by word, and which of many are worth comparing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from policygen.document.model import Table
from policygen.document.pieces import Piece, content
from policygen.document.walk import plain
from policygen.document.words import fold, words

Keys = tuple[str, ...]
"""The words of a piece as they are compared, in lower case."""

NEAR = 0.35
"""Likeness below which two paragraphs are not the same one. Unrelated prose reaches 0.25."""
_MOST = 1_000_000
"""Pairs of words beyond which order is not looked at: no paragraph of a policy is that long."""
_CANDIDATES = 6
_COMMON = 0.15
"""A word in more than this share of all pieces tells nothing about which piece it is."""


def keys(piece: Piece) -> Keys:
    """The words of a piece as they are compared."""
    if isinstance(piece, Table):
        cells = (plain(cell) for row in piece.rows for cell in row.cells)
        return tuple(word for text in (*piece.columns, *cells) for word in fold(text).casefold().split())
    found: list[str] = []
    for word in words(content(piece)):
        found.extend(word.text.casefold().split() if word.target else [word.key.casefold()])
    return tuple(word for word in found if word.strip())


def likeness(left: Keys, right: Keys) -> float:
    """From 0, nothing in common, to 1, the same words in the same order."""
    if left == right:
        return 1.0
    if not left or not right:
        return 0.0
    shared = 2 * sum((Counter(left) & Counter(right)).values()) / (len(left) + len(right))
    if shared < NEAR:
        return 0.0
    if len(left) * len(right) > _MOST:
        return shared
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def contained(small: Keys, large: Keys) -> float:
    """Which share of the small one's words stand in the large one, in order."""
    if not small or not large or len(small) * len(large) > _MOST:
        return 0.0
    matcher = SequenceMatcher(None, small, large, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(small)


class Neighbours:
    """Finds, for a text, the few among many that could be the same one: equal ones at once, others by rare words."""

    def __init__(self, many: Sequence[Keys]) -> None:
        self._many = many
        self._equal: defaultdict[Keys, list[int]] = defaultdict(list)
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for position, one in enumerate(many):
            self._equal[one].append(position)
            for word in set(one):
                self._holding[word].append(position)
        self._limit = max(8, int(len(many) * _COMMON))

    def near(self, one: Keys) -> list[tuple[int, float]]:
        """Places of like texts with their likeness, best first; equal ones only when there are any."""
        if not one:
            return []
        equal = self._equal.get(one, [])
        if equal:
            return [(position, 1.0) for position in equal]
        found = [(position, likeness(one, self._many[position])) for position in self._candidates(one)]
        return sorted(((p, s) for p, s in found if s >= NEAR), key=lambda pair: (-pair[1], pair[0]))

    def _candidates(self, one: Keys) -> Iterable[int]:
        shared: Counter[int] = Counter()
        for word, times in Counter(one).items():
            positions = self._holding.get(word, ())
            if len(positions) <= self._limit:
                for position in positions:
                    shared[position] += times
        best = sorted(shared.items(), key=lambda pair: (-2 * pair[1] / (len(one) + len(self._many[pair[0]])), pair[0]))
        return [position for position, _ in best[:_CANDIDATES]]
