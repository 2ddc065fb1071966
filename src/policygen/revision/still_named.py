"""What a document goes on to name although the answers no longer do: in paragraphs of its owner's, and where theirs stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from policygen._dataclass import dataclass
from policygen.document.edits import Edit, arranged
from policygen.document.model import Part
from policygen.document.pieces import Piece, open_lists, text, title_in
from policygen.document.walk import plain
from policygen.document.words import fold
from policygen.findings import Finding, Severity
from policygen.language.lists import counted, listed
from policygen.record.printed import printed_answers
from policygen.revision.plan import Plan

_SHORTEST = 3
"""Characters below which a name is looked for as it is written only: X the network, and no x in a sum."""
_FIRST = 3
"""How many places are quoted where there are many."""
_QUOTED = 60

AlsoCalled = Callable[[str, str], tuple[str, ...]]
"""What an answer to a question is called besides: a network by its former names."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of theirs as it will stand."""

    said: str
    under: str
    """The title that it stands under; empty at the top."""


def still_named(
    base: Sequence[Part], generated: Sequence[Part], plan: Plan, changes: Iterable[Edit], also_called: AlsoCalled
) -> Iterator[Finding]:
    """A finding for every answer that was printed once, is none now, and will still stand in words that are not ours."""
    if plan.alignment.unrelated:
        return
    now = {words for _, words in printed_answers(generated)}
    gone: dict[str, dict[str, None]] = {}
    for path, words in printed_answers(base):
        if words not in now:
            gone.setdefault(words, {})[path] = None
    ours = [line for part in generated for piece in open_lists(part.blocks) for line in _lines(piece)]
    our_words = {word for line in ours for word in line.split()}
    lines = list(_theirs(plan, changes, {fold(line) for line in ours}))
    for words, paths in gone.items():
        names = [words, *(name for path in paths for name in _also(path, words, now, also_called))]
        if any(path.endswith(".name") for path in paths):
            names += _parts_of_a_name(words, our_words)
        naming = _Naming(tuple(name for name in names if not any(_has(other, name) for other in now)))
        if places := [line for line in lines if naming.found_in(line.said)]:
            as_said = dict.fromkeys(found for line in places for found in naming.found_in(line.said))
            today = next((name for path in paths for name in also_called(path, words) if name in now), "")
            yield _told(words, today, tuple(as_said), places)


def _has(answer: str, name: str) -> bool:
    """Whether an answer that is given now holds a name, a short one as a word of its own."""
    return name in answer if len(name) >= _SHORTEST else name in answer.split()


class _Naming:
    """Some names as they are looked for in a line."""

    def __init__(self, names: Sequence[str]) -> None:
        self._long = _words_of(fold(name) for name in names if len(name) >= _SHORTEST)
        self._short = _words_of(name for name in names if 0 < len(name) < _SHORTEST and name[0].isupper())

    def found_in(self, said: str) -> list[str]:
        """Each name in a line, folded."""
        long = self._long.findall(fold(said)) if self._long else []
        return [*long, *(map(fold, self._short.findall(said)) if self._short else ())]


def _words_of(names: Iterable[str]) -> re.Pattern[str] | None:
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
    return re.compile(pattern) if pattern else None


def _also(path: str, words: str, now: set[str], also_called: AlsoCalled) -> tuple[str, ...]:
    """Its other names, unless the answers go on to name it by one of them."""
    others = also_called(path, words)
    return () if now.intersection(others) else others


def _told(words: str, today: str, as_said: Sequence[str], places: Sequence[_Line]) -> Finding:
    quoted = listed([f"“{_short(line.said)}”{line.under and f' (under “{line.under}”)'}" for line in places[:_FIRST]])
    more = f", and {len(places) - _FIRST} more" if len(places) > _FIRST else ""
    whole = as_said == (fold(words),)
    others = "" if whole else f"{listed([f'“{name}”' for name in as_said])} "
    named = f"{others}still {'stands' if len(as_said) == 1 else 'stand'}"
    became = f"is called {today} now" if today else "is no answer any more"
    message = f"“{words}” {became}, and {named} in {counted(len(places), 'place')}: {quoted}{more}."
    hint = "The words are yours: change them if they are out of date."
    return Finding("still-named", Severity.MEDIUM, message, hint=hint)


def _parts_of_a_name(words: str, our_words: set[str]) -> tuple[str, ...]:
    """The first and the last name of somebody, where our text has no such word of its own, as `may` or `mark`."""
    found = words.split()
    parts = (found[0], found[-1]) if len(found) > 1 else ()
    return tuple(name for name in parts if name[0].isupper() and name.lower() not in our_words)


def _theirs(plan: Plan, changes: Iterable[Edit], ours: set[str]) -> Iterator[_Line]:
    """The lines that are not ours, with what they stand under."""
    under = ""
    for _, _, piece in arranged([read.piece for read in plan.document.pieces], changes):
        title = plain(title_in(piece)).strip(" .")
        under = title or under
        for line in _lines(piece):
            if fold(line) not in ours:
                yield _Line(line, "" if title and line.strip(" .") == title else under)


def _lines(piece: Piece) -> list[str]:
    return [line for line in text(piece).replace("\t", "\n").split("\n") if line.strip()]


def _short(line: str) -> str:
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rstrip()}…"
