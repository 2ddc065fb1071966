"""One source, several Englishes: British text re-spelled word by word."""

import re
from collections.abc import Mapping

from policygen._on_use import regex

_WORD = regex(r"[A-Za-z]+")
_ARTICLE = regex(r"\b([Aa])n?( +)([A-Za-z]+)")


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

    return _WORD.sub(replaced, _ARTICLE.sub(lambda match: _article(match, words), text))


def _article(match: re.Match[str], words: Mapping[str, str]) -> str:
    """*a* or *an* before a word that begins with another sound in its other spelling."""
    word = match[3].lower()
    other = words.get(word, word).lower()
    if (word[0] in "aeiou") == (other[:1] in "aeiou"):
        return match[0]
    return f"{match[1]}{'n' if other[:1] in 'aeiou' else ''}{match[2]}{match[3]}"
