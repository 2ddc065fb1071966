"""Answers edited in the document: somebody wrote Sam where the policy printed Priya. Found, and offered back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from policygen.document.model import Part, Table, Text
from policygen.language.dates import day_first, month_first, parsed_date
from policygen.revision.adopt import adopt, resolve
from policygen.revision.align import Alignment
from policygen.revision.diff3 import matching
from policygen.revision.pieces import Piece, content, is_text, open_lists
from policygen.revision.theirs import ReadDocument
from policygen.revision.words import Word, words

_LONGEST_GAIN = 6
"""Words that a new answer may have more than the old one: beyond, somebody rewrote the sentence."""
_TELLING = 4
"""Letters an answer must have to be recognised where the base does not mark it as somebody's own words."""


@dataclass(frozen=True, slots=True)
class EditedAnswer:
    """Words that stand where an answer was printed."""

    questions: tuple[str, ...]
    """Whose answers were printed so, with the place inside the answer: `policy_owner.name`."""
    before: str
    after: str
    parts: tuple[str, ...]
    """Where it was changed."""
    kept_in: tuple[str, ...]
    """Where the old answer still stands. Empty: changed everywhere."""


@dataclass(slots=True)
class _Seen:
    keys: list[object]
    """The words of the answer, for comparing."""
    kept: list[str] = field(default_factory=list[str])
    changed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


def edited_answers(
    base: Sequence[Part], document: ReadDocument, alignment: Alignment, printed: Mapping[str, object]
) -> tuple[EditedAnswer, ...]:
    """Answers that were changed in the document, the most often changed first.

    `printed` holds the answers whose words stand in the document, nested as in the answers file.
    """
    document = resolve(document, base)
    questions: dict[str, list[str]] = {}
    for path, value in _values(printed):
        for form in _forms(value):
            questions.setdefault(form, []).append(path)
    seen = {value: _Seen([word.key for word in words((Text(value),))]) for value in questions}
    for part in base:
        for was, now in _changed_texts(part, document, alignment):
            _look(part.origin.id, was, now, seen)
    offers = [
        EditedAnswer(
            tuple(questions[value]), value, after, tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(found.kept))
        )
        for value, found in seen.items()
        for after, parts in found.changed.items()
    ]
    return tuple(sorted(offers, key=lambda offer: (-len(offer.parts), offer.before, offer.after)))


def _values(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in nested answers with the place it stands at."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _values(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _values(inner, f"{path}.{number}")
    elif isinstance(value, str | int | date) and not isinstance(value, bool) and str(value).strip():
        yield path, str(value).strip()


def _forms(value: str) -> Iterator[str]:
    """A value as it may be printed: dates are spelled out."""
    yield value
    day = parsed_date(value)
    if day is not None:
        yield day_first(day)
        yield month_first(day)


def _changed_texts(
    part: Part, document: ReadDocument, alignment: Alignment
) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Paragraphs and cells of a part that are still there: as issued and as they stand."""
    found = alignment.of(part.origin.id)
    base = open_lists(part.blocks)
    reads = [document.pieces[place] for place in found.pieces]
    theirs = adopt(base, reads, found.pairs, loose_roles=document.loose_roles)
    for own, place in found.pairs.items():
        yield from _texts(base[own], theirs[place])


def _texts(base: Piece, theirs: Piece) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    if is_text(base):
        yield words(content(base)), words(content(theirs))
    elif isinstance(base, Table) and isinstance(theirs, Table):
        rows = {row.key: row for row in theirs.rows}
        for row in base.rows:
            other = rows.get(row.key)
            if other is not None and len(other.cells) == len(row.cells):
                for was, now in zip(row.cells, other.cells, strict=True):
                    yield words(was), words(now)


def _look(part: str, was: Sequence[Word], now: Sequence[Word], seen: Mapping[str, _Seen]) -> None:
    """Looks for every answer in one text, and for what stands in its place now."""
    keys = [word.key for word in was]
    kept = matching(keys, [word.key for word in now])
    for value, found in seen.items():
        sought = found.keys
        for start in range(len(keys) - len(sought) + 1):
            end = start + len(sought)
            if keys[start:end] != sought or not _is_answer(value, was[start:end]):
                continue
            if all(place in kept for place in range(start, end)) and kept[end - 1] - kept[start] == len(sought) - 1:
                found.kept.append(part)
                continue
            after = _in_its_place(start, end, (was, now), kept)
            if after and len(after) <= len(sought) + _LONGEST_GAIN:
                text = "".join(word.space + word.text for word in after).strip()
                found.changed.setdefault(text, []).append(part)


def _is_answer(value: str, found: Sequence[Word]) -> bool:
    """Whether words that read like an answer are one: marked as somebody's own, or too particular for chance."""
    return all(word.marks.exact for word in found) or (
        len(value) >= _TELLING and not value.isdigit() and value != value.lower()
    )


def _in_its_place(
    start: int, end: int, sides: tuple[Sequence[Word], Sequence[Word]], kept: Mapping[int, int]
) -> Sequence[Word]:
    """What stands between the words that stood around an answer; nothing when those are gone too."""
    was, now = sides
    if (start and start - 1 not in kept) or (end < len(was) and end not in kept):
        return ()
    first = kept[start - 1] + 1 if start else 0
    last = kept[end] if end < len(was) else len(now)
    return now[first:last]
