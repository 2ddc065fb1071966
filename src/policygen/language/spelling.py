"""One source, several Englishes: British text re-spelled word by word."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[A-Za-z]+")


def holds_any(text: str, words: Mapping[str, str]) -> bool:
    """Whether some word of a text has another spelling."""
    return not words.keys().isdisjoint(_WORD.findall(text.lower()))


def respell(text: str, words: Mapping[str, str]) -> str:
    """Text with its British words in another spelling, capitals kept."""

    def replaced(match: re.Match[str]) -> str:
        word = match[0]
        other = words.get(word.lower())
        if other is None:
            return word
        if word.isupper() and len(word) > 1:
            return other.upper()
        return other[:1].upper() + other[1:] if word[0].isupper() else other

    return _WORD.sub(replaced, text)
