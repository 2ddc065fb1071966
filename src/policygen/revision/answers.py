"""Answers edited in the document: somebody wrote Sam where a slot printed Priya. Found, and offered back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policygen.document.as_read import ReadDocument
from policygen.document.model import Part, Table
from policygen.document.pieces import Piece, content, is_text, open_lists
from policygen.document.walk import plain
from policygen.document.words import Word, inlines, words
from policygen.revision.adopt import adopt, resolve
from policygen.revision.align import Alignment
from policygen.revision.diff3 import matching

_LONGEST_GAIN = 6
"""Words that a new answer may have more than the old one: beyond, somebody rewrote the sentence."""


@dataclass(frozen=True, slots=True)
class EditedAnswer:
    """Words that stand where an answer, or a bracket that waits for one, was printed."""

    questions: tuple[str, ...]
    """Whose answers were printed so, with the place inside the answer: `policy_owner.name`."""
    before: str
    """Empty for something added to a list."""
    after: str
    """Empty for something taken out of a list."""
    parts: tuple[str, ...]
    """Where it was changed."""
    kept_in: tuple[str, ...] = ()
    """Where the old answer still stands. Empty: changed everywhere."""


@dataclass(slots=True)
class _Seen:
    questions: list[str] = field(default_factory=list[str])
    kept: list[str] = field(default_factory=list[str])
    changed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


def edited_answers(base: Sequence[Part], document: ReadDocument, alignment: Alignment) -> tuple[EditedAnswer, ...]:
    """Answers that were changed in the document, the most often changed first. The base tells which words are answers."""
    document = resolve(document, base)
    seen: dict[str, _Seen] = {}
    listed: list[EditedAnswer] = []
    for part in base:
        for was, now in _pieces(part, document, alignment):
            if isinstance(was, Table) and isinstance(now, Table):
                listed.extend(_edited_list(part.origin.id, was, now))
            for old, new in _texts(was, now):
                _look(part.origin.id, old, new, seen)
    offers = [
        EditedAnswer(_once(found.questions), before, after, _once(parts), _once(found.kept))
        for before, found in seen.items()
        for after, parts in found.changed.items()
    ]
    return tuple(sorted((*offers, *_merged(listed)), key=lambda offer: (-len(offer.parts), offer.before, offer.after)))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _merged(offers: Sequence[EditedAnswer]) -> Iterator[EditedAnswer]:
    """One offer for what was done to several tables alike."""
    parts: dict[tuple[tuple[str, ...], str, str], list[str]] = {}
    for offer in offers:
        parts.setdefault((offer.questions, offer.before, offer.after), []).extend(offer.parts)
    for (questions, before, after), found in parts.items():
        yield EditedAnswer(questions, before, after, _once(found))


def _pieces(part: Part, document: ReadDocument, alignment: Alignment) -> Iterator[tuple[Piece, Piece]]:
    """The pieces of a part that are still there: as issued and as they stand."""
    found = alignment.of(part.origin.id)
    base = open_lists(part.blocks)
    reads = [document.pieces[place] for place in found.pieces]
    theirs = adopt(base, reads, found.pairs, loose_roles=document.loose_roles)
    for own, place in found.pairs.items():
        yield base[own], theirs[place]


def _texts(base: Piece, theirs: Piece) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Paragraphs and cells, as issued and as they stand."""
    if is_text(base):
        yield words(content(base)), words(content(theirs))
    elif isinstance(base, Table) and isinstance(theirs, Table):
        rows = {row.key: row for row in theirs.rows}
        for row in base.rows:
            other = rows.get(row.key)
            if other is not None and len(other.cells) == len(row.cells):
                for was, now in zip(row.cells, other.cells, strict=True):
                    yield words(was), words(now)


def _edited_list(part: str, base: Table, theirs: Table) -> Iterator[EditedAnswer]:
    """Rows that were added to a table whose rows are a list's members, or taken out of it."""
    roots = {_source(word) for row in base.rows if row.cells for word in words(row.cells[0])[:1]}
    names = {root.partition(".")[0] for root in roots}
    if len(names) != 1 or not all(root.partition(".")[2].isdigit() for root in roots):
        return
    was, now = ({row.key: plain(row.cells[0]).strip() for row in table.rows if row.cells} for table in (base, theirs))
    for key, name in was.items():
        if key not in now and name not in now.values():
            yield EditedAnswer(tuple(names), name, "", (part,))
    for key, name in now.items():
        if key not in was and name and name not in was.values():
            yield EditedAnswer(tuple(names), "", name, (part,))


def _source(word: Word) -> str:
    """The answer that a word was printed from, or that its bracket waits for; mostly none."""
    return word.marks.answer or word.marks.confirm


def _answers(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Every stretch of words that one slot printed, half-open."""
    start = 0
    while start < len(found):
        end = start + 1
        source = _source(found[start])
        while source and end < len(found) and _source(found[end]) == source:
            end += 1
        if source:
            yield start, end
        start = end


def _look(part: str, was: Sequence[Word], now: Sequence[Word], seen: dict[str, _Seen]) -> None:
    """Looks at every answer of one text, and at what stands in its place now."""
    kept: dict[int, int] | None = None
    for start, end in _answers(was):
        if kept is None:
            kept = dict(matching([word.key for word in was], [word.key for word in now]))
        found = seen.setdefault(_said(was[start:end]), _Seen())
        found.questions.append(_source(was[start]))
        if all(place in kept for place in range(start, end)) and kept[end - 1] - kept[start] == end - 1 - start:
            found.kept.append(part)
            continue
        after = _in_its_place(start, end, (was, now), kept)
        if after and len(after) <= end - start + _LONGEST_GAIN:
            found.changed.setdefault(_said(after), []).append(part)


def _said(found: Sequence[Word]) -> str:
    return plain(inlines(found)).strip()


def _in_its_place(
    start: int, end: int, sides: tuple[Sequence[Word], Sequence[Word]], kept: dict[int, int]
) -> Sequence[Word]:
    """What stands between the words that stood around an answer; nothing when those are gone too."""
    was, now = sides
    if (start and start - 1 not in kept) or (end < len(was) and end not in kept):
        return ()
    first = kept[start - 1] + 1 if start else 0
    last = kept[end] if end < len(was) else len(now)
    return now[first:last]
