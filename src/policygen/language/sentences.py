"""Words and sentences told apart, and the full stop behind a name that has one."""

from collections.abc import Sequence

from policygen._on_use import regex

ABBREVIATIONS = frozenset({"e.g.", "i.e.", "Mr.", "Mrs.", "Ms.", "Dr.", "No.", "St.", "vs."})

_END = regex(r"[.!?]['\"’”)]*\s+(?=['\"‘“(]?[A-Z0-9])")
_WORD = regex(r"[^\W_]+(?:['’\-./@][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text; numbers and addresses count as words."""
    return _WORD.findall(text)


def split_sentences(
    text: str, abbreviations: frozenset[str] = ABBREVIATIONS, whole: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, str]]:
    """The sentences of one paragraph, each with the position it begins at.

    `whole` holds stretches of the text in which no sentence ends, from and to, such as a name.
    """
    found: list[tuple[int, str]] = []
    start = 0
    for match in _END.finditer(text):
        last = text[start : match.end()].split()[-1]
        if last in abbreviations or any(first <= match.start() < end for first, end in whole):
            continue
        found.append((start, text[start : match.end()].strip()))
        start = match.end()
    if text[start:].strip():
        found.append((start, text[start:].strip()))
    return found


def behind(name: str, text: str) -> str:
    """The words behind a name: without their own full stop where the name, such as `Quay Inc.`, brings one."""
    return text[1:] if name.endswith(".") and text.startswith(".") else text
