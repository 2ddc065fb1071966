"""Several things in one sentence, and how many there are."""

from collections.abc import Sequence


def listed(words: Sequence[str], joining: str = "and") -> str:
    """`A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joining} {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 clause`, `3 clauses`; `many` where the plural takes more than an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
