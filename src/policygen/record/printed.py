"""Which answers can be read in a document itself: those alone travel with it."""

from collections.abc import Iterator, Sequence

from policygen.document.model import Answer, Part
from policygen.document.walk import inlines, runs


def printed_answers(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Each answer that a reader of some parts sees: its place in the answers, and its words as printed."""
    every = (found for part in parts for block in part.blocks for run in runs(block) for found in inlines(run))
    yield from dict.fromkeys((found.path, found.value) for found in every if isinstance(found, Answer))


def question_of(path: str) -> str:
    """The question of a place in the answers."""
    return path.partition(".")[0]
