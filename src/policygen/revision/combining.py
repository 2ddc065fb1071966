"""Several copies of one issued document, each edited by somebody, as one: what each hand changed, as edits of the first copy.

The first copy is the frame. Its changes are made in it already, and are told as such; those of the others come in. Where two
hands changed the same words, the change of the copy named first stands, and the other is said beside it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from policygen._dataclass import dataclass
from policygen.document.as_read import Comment, ReadDocument
from policygen.document.comparison import content_key
from policygen.document.edits import Addition, Edit, Edits, Remark, Removal, Rewording, Signature, Swap
from policygen.document.model import Contents, PageBreak, Paragraph, Part, Table
from policygen.document.pieces import Piece, bearing, content, open_lists, text
from policygen.document.walk import shown_numbers
from policygen.revision.align import align
from policygen.revision.combined_tables import mix_tables
from policygen.revision.edits import swaps_between
from policygen.revision.mixing import Change, change_key, mix
from policygen.revision.restoring import resolve, restore_from_base
from policygen.revision.weaving import Came, Gone, Kept, Offered, Places, ascending, weave


@dataclass(frozen=True, slots=True)
class Reading:
    """One copy read in one way, set against what was issued."""

    read: tuple[Piece, ...]
    standing: tuple[Piece, ...]
    """The same, with what an editor lost given back."""
    places: Places
    document: ReadDocument


def reading_of(base: Sequence[Part], document: ReadDocument) -> Reading:
    """A copy in which nothing waits, set against the document that was issued."""
    document = resolve(document, base)
    pairs: dict[int, int] = {}
    start = 0
    pieces: list[Piece] = []
    for part, found in zip(base, align(base, document).parts, strict=True):
        own = open_lists(part.blocks)
        pairs |= {
            start + at: found.pieces[place]
            for at, place in found.pairs.items()
            if isinstance(own[at], Table) == isinstance(document.pieces[found.pieces[place]].piece, Table)
        }
        start += len(own)
        pieces += own
    kept = ascending(pairs)
    standing = restore_from_base(pieces, document.pieces, kept)
    read = tuple(each.piece for each in document.pieces)
    return Reading(read, standing, Places(len(read), kept), document)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy and its hands."""

    hand: Signature
    """Under whose name stands what was changed in it without being tracked."""
    accepted: Reading
    """As it reads with every change that waits in it accepted."""
    rejected: Reading | None = None
    """And rejected; None where nothing waits."""
    authors: tuple[tuple[Signature, Reading], ...] = ()
    """Everybody whose changes wait in it, with the copy as it reads when theirs alone are accepted."""

    def whose(self, is_in: Callable[[Reading], bool]) -> Signature:
        """Whose change is in it: of somebody whose changes wait, where it is in no reading without them."""
        if self.rejected is None or is_in(self.rejected):
            return self.hand
        return next((signature for signature, reading in self.authors if is_in(reading)), self.hand)


@dataclass(frozen=True, slots=True)
class Told:
    """One change, as it is told to a person."""

    by: str
    part: str
    """The title of the part that it stands in, or behind."""
    before: str
    after: str
    also: tuple[int, ...] = ()
    """The other copies that made the same change."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A paragraph, a table or a row that two hands changed in different ways."""

    part: str
    before: str
    """As issued."""
    stands: str
    """As the hand before has it, whose words stand."""
    by: str
    """Whose words stand in a comment instead."""
    other: str
    """These words; empty where that hand took it out."""


@dataclass(frozen=True, slots=True)
class Combination:
    """What becomes of several copies."""

    edits: Edits
    told: tuple[Told, ...]
    clashes: tuple[Clash, ...]
    untold: tuple[str, ...]
    """What the frame changed that no mark can tell, each in a few words of where."""
    not_carried: tuple[tuple[int, str], ...]
    """What stands in another copy besides words and does not come in: the copy, and in a few words what and where."""


def combine(base: Sequence[Part], copies: Sequence[Copy], combiner: Signature) -> Combination:
    """Several copies of one issued document as edits of the first. `combiner` is who says what clashes."""
    return _Combiner(base, copies, combiner).run()


@dataclass(slots=True)
class _Found:
    """What was found so far."""

    changes: list[Edit] = field(default_factory=list[Edit])
    remarks: list[Remark] = field(default_factory=list[Remark])
    told: list[Told] = field(default_factory=list[Told])
    clashes: list[Clash] = field(default_factory=list[Clash])
    untold: list[str] = field(default_factory=list[str])


class _Combiner:
    def __init__(self, base: Sequence[Part], copies: Sequence[Copy], combiner: Signature) -> None:
        self._parts = base
        self._opened = [(part, at, piece) for part in base for at, piece in enumerate(open_lists(part.blocks))]
        self._base = [piece for _, _, piece in self._opened]
        self._copies = copies
        self._combiner = combiner
        self._frame = copies[0].accepted
        self._found = _Found()
        self._came: dict[tuple[int, object], int] = {}
        self._where: dict[tuple[int, int], int] = {}

    def run(self) -> Combination:
        for event in weave(len(self._base), [copy.accepted.places for copy in self._copies]):
            match event:
                case Kept(base, at):
                    self._kept(base, at)
                case Gone(base, after):
                    self._gone(base, after)
                case Came(at, gap):
                    self._came_in(at, gap)
                case Offered():
                    self._offered(event)
        self._carry_comments()
        found = self._found
        edits = Edits(tuple(found.changes), tuple(found.remarks), *self._numbers())
        held = tuple(self._not_carried())
        return Combination(edits, tuple(found.told), tuple(found.clashes), tuple(found.untold), held)

    # ---- a piece that was issued -----------------------------------------------------------------------------------

    def _kept(self, base: int, at: int) -> None:
        """A piece that the frame has, changed or not."""
        self._note(base, at)
        was, now = self._base[base], self._frame.standing[at]
        if isinstance(was, PageBreak | Contents):
            return
        others = [self._piece_of(number, base) for number in range(1, len(self._copies))]
        if content_key(was) == content_key(now) and None in others:
            self._taken_out_by_others(base, at, others)
            return
        for number, piece in enumerate(others, 1):
            if piece is None and not isinstance(was, PageBreak | Contents):
                self._clash(number, base, at, "")
        if isinstance(was, Table):
            self._table(base, at, [now, *others])
            return
        runs = [content(piece) if piece is not None else None for piece in (now, *others)]
        mixed = mix(content(was), runs, content(self._frame.read[at]), self._who_changed(base))
        if mixed.swaps:
            self._found.changes.append(Rewording(at, mixed.swaps))
        self._settle(base, at, (mixed.changes, mixed.clashing), is_told=mixed.is_told)

    def _taken_out_by_others(self, base: int, at: int, others: Sequence[Piece | None]) -> None:
        """A piece that the frame left alone, and somebody took out."""
        first = next(number for number, piece in enumerate(others, 1) if piece is None)
        hand = self._copies[first].whose(lambda reading: base not in reading.places.kept)
        self._found.changes.append(Removal(at, by=hand))
        also = tuple(number for number, piece in enumerate(others, 1) if piece is None and number != first)
        self._tell(hand, base, text(self._base[base]), "", also)
        for number, piece in enumerate(others, 1):
            if piece is not None and content_key(piece) != content_key(self._base[base]):
                self._clash(number, base, at, text(piece))

    def _table(self, base: int, at: int, pieces: Sequence[Piece | None]) -> None:
        was, read = self._base[base], self._frame.read[at]
        tables = [piece if isinstance(piece, Table) else None for piece in pieces]
        if not (isinstance(was, Table) and isinstance(read, Table)):
            return
        made = mix_tables(at, was, tables, read, lambda copy, is_in: self._whose_table(base, copy, is_in))
        if made.change is not None:
            self._found.changes.append(made.change)
        self._settle(base, at, (made.changes, made.clashing), is_told=made.is_told)

    def _settle(self, base: int, at: int, what: tuple[Sequence[Change], Sequence[int]], *, is_told: bool) -> None:
        for change in what[0]:
            self._tell(change.by, base, change.before, change.after, change.also)
        for number in what[1]:
            other = self._piece_of(number, base)
            self._clash(number, base, at, text(other) if other is not None else "")
        if not is_told:
            self._found.untold.append(self._title(base))

    def _gone(self, base: int, after: int) -> None:
        """A piece that the frame took out."""
        self._note(base, max(after, 0))
        was = self._base[base]
        if isinstance(was, PageBreak | Contents) or not text(was).strip():
            return
        hand = self._copies[0].whose(lambda reading: base not in reading.places.kept)
        part, own, _ = self._opened[base]
        opens = own == bearing(open_lists(part.blocks))
        came = replace(hand, stands=True)
        self._found.changes.append(Addition(after, part.origin.id, (was,), opens=opens, by=came))
        also = tuple(number for number in range(1, len(self._copies)) if self._piece_of(number, base) is None)
        self._tell(hand, base, text(was), "", also)
        for number in range(1, len(self._copies)):
            other = self._piece_of(number, base)
            if other is not None and content_key(other) != content_key(was):
                self._clash(number, base, max(after, 0), text(other))

    # ---- a piece that somebody put in ------------------------------------------------------------------------------

    def _came_in(self, at: int, gap: int) -> None:
        """A piece that the frame put in."""
        piece = self._frame.read[at]
        if isinstance(piece, PageBreak | Contents) or not text(piece).strip():
            return
        key = (gap, content_key(piece))
        self._came[key] = at
        hand = self._copies[0].whose(lambda reading: key in _added(reading, len(self._base)))
        self._found.changes.append(Removal(at, by=replace(hand, stands=True)))
        also = tuple(
            number
            for number, copy in enumerate(self._copies)
            if number and key in _added(copy.accepted, len(self._base))
        )
        self._tell(hand, gap, "", text(piece), also)

    def _offered(self, event: Offered) -> None:
        """A piece that somebody else put in; once, where several did alike."""
        copy = self._copies[event.copy]
        piece = copy.accepted.read[event.at]
        if isinstance(piece, PageBreak | Contents) or not text(piece).strip():
            return
        key = (event.gap, content_key(piece))
        self._where[event.copy, event.at] = self._came.get(key, max(event.after, 0))
        if key in self._came:
            return
        self._came[key] = max(event.after, 0)
        hand = copy.whose(lambda reading: key in _added(reading, len(self._base)))
        self._found.changes.append(Addition(event.after, "", (piece,), by=hand))
        self._tell(hand, event.gap, "", text(piece))

    # ---- hands -----------------------------------------------------------------------------------------------------

    def _piece_of(self, copy: int, base: int) -> Piece | None:
        """What a copy has of a piece that was issued."""
        return _piece(self._copies[copy].accepted, base)

    def _who_changed(self, base: int) -> Callable[[int, Swap], Signature]:
        run = content(self._base[base])

        def whose(copy: int, swap: Swap) -> Signature:
            def is_in(reading: Reading) -> bool:
                piece = _piece(reading, base)
                found = swaps_between(run, run, content(piece)) if piece is not None else ()
                return change_key(swap) in map(change_key, found)

            return self._copies[copy].whose(is_in)

        return whose

    def _whose_table(self, base: int, copy: int, is_in: Callable[[Table], bool]) -> Signature:
        def of(reading: Reading) -> bool:
            piece = _piece(reading, base)
            return isinstance(piece, Table) and is_in(piece)

        return self._copies[copy].whose(of)

    # ---- what is told ----------------------------------------------------------------------------------------------

    def _note(self, base: int, at: int) -> None:
        """Where in the frame stands what other copies have of a piece."""
        for number, copy in enumerate(self._copies):
            if number and base in copy.accepted.places.kept:
                self._where[number, copy.accepted.places.kept[base]] = at

    def _title(self, base: int) -> str:
        return self._opened[base][0].origin.title if base >= 0 else "the top"

    def _tell(self, by: Signature, base: int, before: str, after: str, also: tuple[int, ...] = ()) -> None:
        self._found.told.append(Told(by.author, self._title(base), before, after, also))

    def _clash(self, copy: int, base: int, at: int, other: str) -> None:
        stands = _piece(self._frame, base)
        clash = Clash(
            self._title(base),
            text(self._base[base]),
            text(stands) if stands is not None else "",
            self._copies[copy].hand.author,
            other,
        )
        self._found.clashes.append(clash)
        self._found.remarks.append(Remark(at, _said(clash), by=self._combiner))

    def _carry_comments(self) -> None:
        """The comments of the other copies that no copy before has, each in its author's name."""
        have = {_comment_key(comment) for comment in self._frame.document.comments}
        for number, copy in enumerate(self._copies[1:], 1):
            for comment in copy.accepted.document.comments:
                if _comment_key(comment) in have:
                    continue
                have.add(_comment_key(comment))
                at = self._where.get((number, comment.piece), 0)
                by = Signature(comment.author, comment.date or copy.hand.date)
                self._found.remarks.append(Remark(at, comment.text, by=by))

    def _not_carried(self) -> Iterator[tuple[int, str]]:
        """What besides words stands in other copies and not in the frame."""
        for number, copy in enumerate(self._copies[1:], 1):
            back = {place: base for base, place in copy.accepted.places.kept.items()}
            for at, read in enumerate(copy.accepted.document.pieces):
                base = back.get(at, -1)
                there = self._frame.places.kept.get(base, -1)
                known = self._frame.document.pieces[there].holds if there >= 0 else ()
                for kind in read.holds:
                    if kind not in known and kind != "field":
                        words = text(read.piece)[:60].strip()
                        beside = f"beside “{words}”" if words else f"in {self._title(base)}"
                        yield number, f"{kind.replace('-', ' ')} {beside}"

    def _numbers(self) -> tuple[Mapping[str, str], frozenset[str]]:
        """The number that each part shows as issued, and which of them are those of rules."""
        numbers: dict[str, str] = {}
        rules: set[str] = set()
        for (part, _, piece), number in zip(self._opened, shown_numbers(self._base), strict=True):
            if number and part.origin.id not in numbers:
                numbers[part.origin.id] = number
                rules |= {part.origin.id} if isinstance(piece, Paragraph) else set()
        return numbers, frozenset(rules)


def _piece(reading: Reading, base: int) -> Piece | None:
    place = reading.places.kept.get(base)
    return None if place is None else reading.standing[place]


def _added(reading: Reading, length: int) -> set[tuple[int, object]]:
    """What a reading has that was not issued: each piece by what it stands behind and what it says."""
    return {
        (gap, content_key(reading.read[at])) for gap, places in reading.places.added(length).items() for at in places
    }


def _comment_key(comment: Comment) -> tuple[str, str]:
    return comment.author, " ".join(comment.text.split())


def _said(clash: Clash) -> str:
    """A clash as a comment tells it."""
    other = f"{clash.by} wrote here: “{clash.other}”" if clash.other else f"{clash.by} took this out."
    return f"Changed by two people, and not alike. Whoever was named first stands here.\n{other}\nAs issued: “{clash.before}”"
