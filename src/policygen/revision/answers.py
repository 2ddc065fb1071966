"""Answers edited in the document: somebody wrote Sam where a slot printed Priya. Found, and offered back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadDocument
from policygen.document.model import Part, Table
from policygen.document.pieces import Piece, content, is_text, open_lists
from policygen.document.walk import plain
from policygen.document.words import Word, inlines, words
from policygen.revision.align import Alignment
from policygen.revision.diff3 import matching
from policygen.revision.list_changes import Member, Naming, as_written, change_of_list, list_of, lists_among
from policygen.revision.restoring import resolve, restore_from_base

_LONGEST_GAIN = 6
"""Words that a new answer may have more than the old one: beyond, somebody rewrote the sentence. Not so where the answer is
the whole sentence, as a rule of their own is."""


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


Sides = tuple[Sequence[Word], Sequence[Word]]
"""A text as issued and as it stands."""


@dataclass(slots=True)
class _Seen:
    questions: list[str] = field(default_factory=list[str])
    kept: list[str] = field(default_factory=list[str])
    changed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


class _Offers:
    """What is found on the way through a document."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._seen: dict[str, _Seen] = {}
        self._listed: dict[tuple[str, str, str], list[str]] = {}
        """For a list's question, what was written into it, or what was taken out: the parts where."""
        self._named: dict[str, dict[str, set[str]]] = {}
        """For a list's question and each part that prints it: what it names there now."""

    def result(self) -> tuple[EditedAnswer, ...]:
        """The offers, the most often changed first."""
        found = [
            EditedAnswer(_once(seen.questions), before, after, _once(parts), _once(seen.kept))
            for before, seen in self._seen.items()
            for after, parts in seen.changed.items()
        ]
        for (question, before, after), parts in self._listed.items():
            found.append(
                EditedAnswer((question,), before, after, _once(parts), self._elsewhere(question, before, after))
            )
        return tuple(sorted(found, key=lambda offer: (-len(offer.parts), offer.before, offer.after)))

    def _elsewhere(self, question: str, before: str, after: str) -> tuple[str, ...]:
        """The other parts whose list still names what was taken out, or does not name what was written into it."""
        names = {*self._naming(question, before or after)}
        return tuple(part for part, named in self._named[question].items() if bool(names & named) == bool(before))

    def _in_list(self, question: str, part: str, names: Iterable[str]) -> None:
        self._named.setdefault(question, {}).setdefault(part, set()).update(names)

    def table(self, part: str, base: Table, theirs: Table) -> None:
        """Rows that were added to a table whose rows are a list's members, or taken out of it."""
        sources = {_source(word) for row in base.rows if row.cells for word in words(row.cells[0])[:1]}
        questions = {list_of(source) for source in sources}
        if len(questions) != 1 or not (question := questions.pop()):
            return
        was, now = (
            {row.key: plain(row.cells[0]).strip() for row in table.rows if row.cells} for table in (base, theirs)
        )
        before, after = (
            [name for said in rows.values() for name in self._names(question, said)] for rows in (was, now)
        )
        self._in_list(question, part, after)
        for key, name in was.items():
            if key not in now and not {*self._names(question, name)} & {*after}:
                self._listed.setdefault((question, name, ""), []).append(part)
        for key, name in now.items():
            if key not in was and name and not {*self._names(question, name)} & {*before}:
                self._listed.setdefault((question, "", name), []).append(part)

    def _names(self, question: str, said: str) -> tuple[str, ...]:
        return self._naming(question, said) or (said,)

    def text(self, part: str, was: Sequence[Word], now: Sequence[Word]) -> None:
        """Looks at every answer of one text, and at what stands in its place now."""
        answers = list(_answers(was))
        kept = dict(matching([word.key for word in was], [word.key for word in now])) if answers else {}
        spans = [(start, end, _source(was[start])) for start, end in answers]
        for question, members in lists_among(spans, was):
            self._list(part, question, members, (was, now), kept)
        for start, end, source in spans:
            if not list_of(source):
                self._one(part, start, end, (was, now), kept)

    def _one(self, part: str, start: int, end: int, sides: Sides, kept: dict[int, int]) -> None:
        was = sides[0][start:end]
        found = self._seen_as(said_in(was), _source(was[0]))
        is_whole = start == 0 and end >= len(sides[0]) - 1
        stands = all(position in kept for position in range(start, end))
        if stands and kept[end - 1] - kept[start] == end - 1 - start and not (is_whole and _is_longer(sides)):
            found.kept.append(part)
            return
        after = words_instead(start, end, sides, kept)
        if after and (is_whole or len(after) <= end - start + _LONGEST_GAIN):
            found.changed.setdefault(said_in(after), []).append(part)

    def _seen_as(self, said: str, source: str) -> _Seen:
        found = self._seen.setdefault(said, _Seen())
        found.questions.append(source)
        return found

    def _list(self, part: str, question: str, members: Sequence[Member], sides: Sides, kept: dict[int, int]) -> None:
        """A list: one member in another's place is a changed answer, any other change is of the list."""
        words_there = words_instead(members[0].start, members[-1].end, sides, kept)
        found = change_of_list(question, members, sides[0], words_there, self._naming) if words_there else None
        if found is None:
            return
        self._in_list(question, part, found.names)
        seen = {
            member: self._seen_as(said_in(sides[0][member.start : member.end]), member.source) for member in members
        }
        for member in members:
            if member not in found.gone:
                seen[member].kept.append(part)
        if len(found.gone) == len(found.came):
            for member, name in zip(found.gone, found.came, strict=True):
                seen[member].changed.setdefault(name, []).append(part)
            return
        for member in found.gone:
            self._listed.setdefault((question, said_in(sides[0][member.start : member.end]), ""), []).append(part)
        for name in found.came:
            self._listed.setdefault((question, "", name), []).append(part)


def edited_answers(
    base: Sequence[Part], document: ReadDocument, alignment: Alignment, naming: Naming = as_written
) -> tuple[EditedAnswer, ...]:
    """Answers that were changed in the document, the most often changed first. The base tells which words are answers.

    `naming` tells what words name as an answer to a question: a network in another spelling is the same network.
    """
    document = resolve(document, base)
    found = _Offers(naming)
    for part in base:
        for was, now in pieces_of(part, document, alignment):
            if isinstance(was, Table) and isinstance(now, Table):
                found.table(part.origin.id, was, now)
            for old, new in texts_of(was, now):
                found.text(part.origin.id, old, new)
    return found.result()


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def pieces_of(part: Part, document: ReadDocument, alignment: Alignment) -> Iterator[tuple[Piece, Piece]]:
    """The pieces of a part that are still there: as issued and as they stand."""
    found = alignment.of(part.origin.id)
    base = open_lists(part.blocks)
    reads = [document.pieces[position] for position in found.pieces]
    theirs = restore_from_base(base, reads, found.pairs, roles_ambiguous=document.roles_ambiguous)
    for own, position in found.pairs.items():
        yield base[own], theirs[position]


def texts_of(base: Piece, theirs: Piece) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
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


def _is_longer(sides: Sides) -> bool:
    return len(sides[1]) > len(sides[0])


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


def said_in(found: Sequence[Word]) -> str:
    """Some words as a text."""
    return plain(inlines(found)).strip()


def words_instead(start: int, end: int, sides: Sides, kept: dict[int, int]) -> Sequence[Word]:
    """What stands between the words that stood around an answer; nothing when those are gone too."""
    was, now = sides
    if (start and start - 1 not in kept) or (end < len(was) and end not in kept):
        return ()
    first = kept[start - 1] + 1 if start else 0
    last = kept[end] if end < len(was) else len(now)
    return now[first:last]
