"""What anybody's policy does not say, or says of networks: judged by its words alone, and told no surer than that."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.model import Heading, Paragraph, Strong, Text
from policygen.document.pieces import ListItem, Piece
from policygen.document.walk import plain
from policygen.findings import Finding, Location, Severity
from policygen.language.lists import listed
from policygen.language.sentences import split_sentences
from policygen.library.expectations import Expected
from policygen.library.model import Library
from policygen.lint.passages import Passage
from policygen.platforms.model import Platform, Registry

LONGEST_HEADING = 10
"""Words of a line in bold, or of a line without an end, that is still taken for a heading."""
SHORTEST = 3
"""Letters up to which a word looked for is meant whole."""
STALE_YEARS = 2
"""A policy dated so many years ago is said to be old: networks and law have changed since."""

_ENDS = ".;,!?:"
_BULLET = regex(r"^\s*(?:[-–—•*▪·‣]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+(?=\S)", re.IGNORECASE)
_NUMBER = regex(r"^\d+(?:\.\d+)*\.?\s+")
_YEAR = regex(r"\b(?:19|20)\d\d\b")


def as_policy(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with headings that are only bold or short lines, and items typed with a dash or a letter, read as such."""
    listing = False
    for position, piece in enumerate(pieces):
        if isinstance(piece, ListItem) and _is_numbered_heading(pieces, position):
            yield Heading(2, piece.content, numbered=True)
            continue
        if not isinstance(piece, Paragraph):
            listing = isinstance(piece, ListItem) and listing
            yield piece
            continue
        words = plain(piece.content).strip()
        item = _BULLET.match(words) if listing else None
        if item:
            yield _item(words[item.end() :])
            continue
        listing = words.endswith((":", "…", "–", "-"))
        yield Heading(2, piece.content, numbered=False) if _is_heading(piece, words) else piece


def _is_numbered_heading(pieces: Sequence[Piece], position: int) -> bool:
    """Whether a numbered line stands alone, as a heading does in plain text and an item hardly ever."""
    piece = pieces[position]
    alone = not any(
        isinstance(other, ListItem)
        for other in (*pieces[max(0, position - 1) : position], *pieces[position + 1 : position + 2])
    )
    words = plain(piece.content).strip() if isinstance(piece, ListItem) and piece.ordered else ""
    return alone and 0 < len(words.split()) <= LONGEST_HEADING and words[-1] not in _ENDS


def _item(words: str) -> ListItem:
    return ListItem((Text(words),))


def _is_heading(piece: Paragraph, words: str) -> bool:
    if not words or len(words.split()) > LONGEST_HEADING or words[-1] in _ENDS:
        return False
    bold = len(piece.content) == 1 and isinstance(piece.content[0], Strong)
    return bold or piece.role == "title" or bool(_NUMBER.match(words)) or words.isupper()


# ---- networks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: re.Pattern[str]
    name: str
    platform: Platform
    is_past: bool
    is_word: bool


def networks_named(passages: Sequence[Passage], registry: Registry, location: Location) -> Iterator[Finding]:
    """Networks that have closed, or are called otherwise now, each once with where it is named."""
    names = tuple(_names(registry))
    told: dict[tuple[str, str], list[int]] = {}
    for passage in passages:
        for _, sentence in split_sentences(passage.text):
            here = [known for known in names if known.pattern.search(sentence)]
            for known in here:
                beside = any(other.platform != known.platform and not other.is_word for other in here)
                if (known.is_past or known.platform.status == "closed") and (beside or not known.is_word):
                    told.setdefault((known.name, known.platform.id), []).append(passage.number)
    for (name, id), numbers in told.items():
        platform = registry.platforms[id]
        where = f"(paragraph{'s' if len(set(numbers)) > 1 else ''} {_listed(numbers)})"
        if platform.status == "closed":
            since = f" in {platform.status_date[:4]}" if platform.status_date else ""
            hint = f"Take it out{f', or name {registry.name(platform.successor)}' if platform.successor else ''}."
            yield Finding("network-closed", Severity.MEDIUM, f"{name} closed{since} {where}.", location, hint)
        else:
            message = f"{name} is called {platform.name} now {where}."
            yield Finding("network-renamed", Severity.MEDIUM, message, location, f"Write {platform.name}.")


def _names(registry: Registry) -> Iterator[_Name]:
    for platform in registry.platforms.values():
        for is_past, names in ((False, (platform.name, *platform.aliases)), (True, platform.former_names)):
            for name in names:
                if len(name) > 1:
                    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?![\w+])")
                    yield _Name(pattern, name, platform, is_past, name in platform.also_words)


def _listed(numbers: Iterable[int], most: int = 6) -> str:
    found = sorted(set(numbers))
    more = [f"{len(found) - most} more"] if len(found) > most else []
    return listed([*map(str, found[:most]), *more])


# ---- what is not there -------------------------------------------------------------------------------------------------


def _looked_for(expected: Expected) -> re.Pattern[str]:
    """Words that begin as those expected; the shortest are meant whole: "AI" does not begin "aim"."""
    either = "|".join(re.escape(word) + r"(?!\w)" * (len(word) <= SHORTEST) for word in expected.words)
    return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)


def missing(text: str, library: Library, location: Location) -> Iterator[Finding]:
    """What is expected and no words were found for: what every policy says of itself, then topics of the library."""
    known = {topic for clause in library.clauses.values() for topic in clause.topics}
    for expected in library.expected.values():
        if not (expected.do or expected.id in known) or _looked_for(expected).search(text):
            continue
        if expected.do:
            message = f"We did not find {expected.about}."
            yield Finding(expected.id, Severity.MEDIUM, message, location, expected.do)
        else:
            message = f"We did not find anything about {expected.about}."
            yield Finding("topic-not-found", Severity.INFO, message, location, "See whether it is needed.")


def out_of_date(text: str, today: str, location: Location) -> Iterator[Finding]:
    """That no date was found, or none but such as are long past."""
    years = [int(year) for year in _YEAR.findall(text)]
    this_year = date.fromisoformat(today).year
    if not years:
        yield Finding("no-date", Severity.MEDIUM, "We did not find a date.", location, "Say from when it holds.")
    elif (latest := max(years)) <= this_year - STALE_YEARS:
        message = f"The latest year it names is {latest}."
        yield Finding(
            "old-date", Severity.MEDIUM, message, location, "Read it through: networks and law have changed since."
        )
