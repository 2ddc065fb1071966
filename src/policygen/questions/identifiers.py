"""Names made of words, by which a row of an answer is known for ever: `never-post-the-keys`."""

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from itertools import count

_WORDS = 4
_LONGEST = 40
_DIGITS = 8


def made_of(words: str, taken: Collection[str]) -> str:
    """An identifier of a text's first words, or of its digest where no word of it is written in Latin letters.

    One that is taken already gets a number.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold().replace("'", "")
    found = "-".join(re.findall(r"[a-z0-9]+", plain)[:_WORDS])[:_LONGEST].strip("-")
    name = found if re.search("[a-z]", found) else f"rule-{sha256(words.encode()).hexdigest()[:_DIGITS]}"
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(each for each in names if each not in taken)
