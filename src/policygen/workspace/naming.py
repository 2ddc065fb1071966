"""File names from names of organisations, in any script."""

import re
import unicodedata
from pathlib import Path

from policygen._on_use import regex

LONGEST = 60
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


def _in_a_name(character: str) -> str:
    """What is left of a character: letters, digits and marks; nothing of what is not seen; a blank for the rest."""
    kind = unicodedata.category(character)[0]
    if kind in "LNM":
        return character
    return "" if character in "'’." or (kind == "C" and character not in "\t\n\r") else " "


def slug(name: str) -> str:
    """A name as part of a file name: lower case, words joined by hyphens, accents on Latin letters dropped.

    Letters and digits of every script stay. A name without any gives `organisation`.
    """
    kept: list[str] = []
    for character in unicodedata.normalize("NFKD", name.casefold()):
        if unicodedata.combining(character) and kept and kept[-1].isascii():
            continue
        kept.append(character)
    text = unicodedata.normalize("NFC", "".join(kept))
    words = "".join(_in_a_name(c) for c in text).split()
    joined = "-".join(words)[:LONGEST]
    while len(joined.encode()) > LONGEST * 2:
        joined = joined[:-1]
    joined = joined.strip("-")
    return f"{joined}-1" if joined in RESERVED else joined or "organisation"


def document_stem(organisation: str, title: str) -> str:
    """What an output file is called, without its ending: `harbour-street-cafe-social-media-policy`."""
    return f"{slug(organisation)}-{slug(title)}"


BEFORE = "before"
"""What is put into the name of a document that another one took the place of."""

WRITTEN_BESIDE = ("updated", "new", "combined", "reissued", BEFORE)
"""What we put behind the name of a document when another text of it lies there: a copy of that document, not another one."""

_BESIDE = regex(rf"(?<=.)(\.({'|'.join(WRITTEN_BESIDE)})(-\d+)?)+$", re.DOTALL)


def own_name(stem: str) -> str:
    """A file name without ending, as its document is called: `policy` for `policy.updated`."""
    return _BESIDE.sub("", stem)


def is_kept_before(stem: str) -> bool:
    """Whether a file bears the name of one that another took the place of."""
    return f".{BEFORE}" in stem.removeprefix(own_name(stem))


ANSWERS = "answers.yaml"
"""What a file of answers is called where nobody named it."""


FORM = "questions"
"""What an answer form is called, behind the name of its organisation."""


def answers_path(named: Path) -> Path:
    """The answers file that a folder, or the file itself, names: a name that ends as YAML does is a file."""
    is_file = named.suffix.lower() in {".yaml", ".yml"} and not named.is_dir()
    return named if is_file else named / ANSWERS


def naming(answers: Path) -> tuple[Path, ...]:
    """What to write behind `new` for an answers file; nothing for the usual one here."""
    named = answers.parent if answers.name == ANSWERS else answers
    return () if str(named) in {"", "."} else (named,)
