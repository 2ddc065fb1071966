"""What policies are held against: clauses that exclude each other, and what anybody's policy is expected to speak of."""

from collections.abc import Iterator
from itertools import combinations, product

from policygen._dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Clauses that say opposite things."""

    because: str
    """Why no two of them can stand in one policy, as the end of a sentence."""
    clauses: tuple[str, ...]
    against: tuple[str, ...] = ()
    """The clauses that each of `clauses` is set against; empty: each against every other."""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every two clauses that must not stand together."""
        return product(self.clauses, self.against) if self.against else combinations(self.clauses, 2)


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that anybody's policy is expected to speak of."""

    id: str
    """A topic of the library, or the code of the finding where every policy says it of itself."""
    about: str
    """As the end of a sentence: what was not found."""
    words: tuple[str, ...]
    """Beginnings of words by which it is looked for."""
    do: str = ""
    """What to write; empty for a topic."""
