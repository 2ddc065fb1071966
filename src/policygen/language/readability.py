"""How hard a text is to read: words a sentence, syllables a word, school grade."""

from collections.abc import Iterable
from functools import lru_cache

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.language.sentences import words

MOST_WORDS = 25
"""Words in one sentence."""
MOST_AVERAGE = 17
"""Words a sentence, over many."""
MOST_SECTION_GRADE = 11
"""School grade of one section."""

_NO_LETTER = regex(r"[^a-z]")
_GROUPS = regex(r"[aeiouy]+")
_SILENT_END = regex(r"(?:[^laeiouycghsxz]es|[^aeiouytd]ed|[^aeiouyl]e|[aeiouy]le)$")
_SPLIT_VOWELS = regex(
    r"(?<![cgst])i[aou](?![nu]s?$)|[aeo]ing|eo(?![pu])|(?<=[aeiouy][^aeiouy])ea$|ua|uou|ier|iest|ying|riet|scie|creat"
)


@lru_cache(maxsize=1 << 14)
def syllables(word: str) -> int:
    """About how many syllables an English word has; a number or an address counts as one."""
    plain = _NO_LETTER.sub("", word.lower().replace("’s", "").replace("'s", ""))
    if not plain or "@" in word or "." in word:
        return 1
    count = len(_GROUPS.findall(plain))
    if len(plain) > 3 and _SILENT_END.search(plain):
        count -= 1
    count += len(_SPLIT_VOWELS.findall(plain))
    return max(1, count)


@dataclass(frozen=True, slots=True)
class Readability:
    """The measure of a text."""

    sentences: int
    words: int
    syllables: int
    longest: int
    """Words in the longest sentence."""

    @property
    def average(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade: the American school year that reads it with ease."""
        if not self.words:
            return 0.0
        return 0.39 * self.average + 11.8 * self.syllables / self.words - 15.59


def measure(sentences: Iterable[str], unavoidable: frozenset[str] = frozenset()) -> Readability:
    """The measure of some sentences. Unavoidable words count as short, in any form that adds an s."""
    count = total = beats = longest = 0
    for sentence in sentences:
        found = words(sentence)
        if not found:
            continue
        count += 1
        total += len(found)
        longest = max(longest, len(found))
        for word in found:
            plain = word.lower().removesuffix("’s").removesuffix("'s")
            short = plain in unavoidable or plain.removesuffix("s") in unavoidable
            beats += 1 if short else sum(syllables(piece) for piece in word.split("-"))
    return Readability(count, total, beats, longest)
