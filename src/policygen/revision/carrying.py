"""A document made anew, with what its owner changed in the old one: their words in place of ours, and their own beside them.

Old and new may differ in depth, shape and vocabulary. So parts are compared in one form, whatever stands around their words:
a title by itself, a rule, what limits it, and the rest.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadDocument
from policygen.document.carried import CarriedWords, How
from policygen.document.comparison import content_key
from policygen.document.model import (
    Contents,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    Strong,
    Table,
    Text,
)
from policygen.document.pieces import Piece, content, open_lists, text, with_content
from policygen.document.walk import plain
from policygen.document.words import fold, inlines, words
from policygen.language.sentences import split_sentences
from policygen.revision.entry import PlanEntry
from policygen.revision.merge import Merged, merge
from policygen.revision.plan import Plan

GONE = "The new document does not have this rule."
SECTION = "The new document has no such section."
NO_PLACE = "What stood around it is not in the new document."
_OF_A_CLAUSE = {"clause", "addendum"}
_RULES = {"numbered-rule", "titled-rule", "rule"}
_LIMITS = {"always", "rights"}


@dataclass(frozen=True, slots=True)
class Carried:
    """The new parts with the owner's words in them."""

    parts: Mapping[str, tuple[Piece, ...]]
    """The pieces of each new part that is other than we would make it, by its id; none for one that is left out."""
    told: tuple[CarriedWords, ...]
    """In the order of the old document."""


def carry(base: Sequence[Part], standing: Plan, new: Sequence[Part], present: Mapping[str, str]) -> Carried:
    """What the owner of a document changed in it, carried into the new parts.

    `standing` is the plan of the old document against what was issued, and `present` tells the id that each part has now
    that has another.
    """
    return _Carrier(base, standing, new, present).run()


@dataclass(slots=True)
class _State:
    parts: dict[str, list[Piece]] = field(default_factory=dict[str, list[Piece]])
    told: list[tuple[int, CarriedWords]] = field(default_factory=list[tuple[int, CarriedWords]])
    reworded: set[str] = field(default_factory=set[str])
    """The new parts whose rule is the owner's, or left out."""


class _Carrier:
    def __init__(self, base: Sequence[Part], standing: Plan, new: Sequence[Part], present: Mapping[str, str]) -> None:
        self._plan = standing
        self._new = {part.origin.id: part for part in new}
        self._order = [part.origin.id for part in new]
        self._base = {part.origin.id: part for part in base}
        self._now = {id: present.get(id, id) if id not in self._new else id for id in self._base}
        self._taken: set[str] = set()
        self._state = _State()

    def run(self) -> Carried:
        for id, part in self._base.items():
            self._part(id, part)
        self._own_pieces()
        self._page_one()
        self._unlink()
        told = tuple(each for _, each in sorted(self._state.told, key=lambda each: each[0]))
        return Carried({id: tuple(pieces) for id, pieces in self._state.parts.items()}, told)

    # ---- parts that were issued ------------------------------------------------------------------------------------

    def _part(self, id: str, part: Part) -> None:
        entry = self._plan.of(id)
        now = self._now[id]
        is_there = now in self._new and now not in self._taken
        self._taken.add(now)
        if entry.decision in {"deleted-by-user", "statutory-missing"} and now in self._new:
            self._leave_out(now, entry, is_last=is_there)
        elif entry.decision in {"keep-theirs", "conflict", "merged"}:
            if is_there and now in self._new:
                self._carry_in(now, part, entry)
            else:
                self._cannot_carry(part, entry)

    def _leave_out(self, now: str, entry: PlanEntry, *, is_last: bool) -> None:
        """Leaves a part out that the owner took out, unless another part of theirs stands for it too."""
        if not is_last:
            return
        self._state.parts[now] = []
        self._state.reworded.add(now)
        how: How = "left-out-statutory" if entry.decision == "statutory-missing" else "left-out"
        self._tell(self._where(entry), CarriedWords(how, entry.origin.title, entry.before))

    def _carry_in(self, now: str, part: Part, entry: PlanEntry) -> None:
        """Merges what the owner changed of a part into the new one. Where both changed the same words theirs stand."""
        new = open_lists(self._new[now].blocks)
        is_clause = part.origin.kind in _OF_A_CLAUSE
        sides = (open_lists(part.blocks), entry.standing, new)
        base, theirs, ours = (_plain_form(side) if is_clause else tuple(side) for side in sides)
        merged = merge(base, theirs, ours)
        result = _formed(merged.pieces, new) if is_clause else merged.pieces
        if [content_key(piece) for piece in result] == [content_key(piece) for piece in new]:
            return  # ours says by now what they made of it
        self._state.parts[now] = list(result)
        if any(piece in _rules(base) for piece in _changed(base, theirs)[1]):
            self._state.reworded.add(now)
        self._tell_carried(entry, base, theirs, merged)

    def _tell_carried(self, entry: PlanEntry, base: Sequence[Piece], theirs: Sequence[Piece], merged: Merged) -> None:
        title, at = entry.origin.title, self._where(entry)
        told = False
        for conflict in merged.conflicts:
            told = True
            how: How = "yours" if conflict.theirs.strip() else "left-out"
            self._tell(at, CarriedWords(how, title, conflict.theirs or conflict.base, conflict.ours))
        stands = {fold(line) for piece in merged.pieces for line in _lines(piece)}
        clashing = " ".join(fold(conflict.theirs) for conflict in merged.conflicts)
        came, gone = _changed_words(base, theirs)
        for line in came:
            if fold(line) in clashing:
                continue
            told = True
            self._tell(at, CarriedWords("yours" if fold(line) in stands else "together", title, line))
        if not told:  # only ours is gone from it
            self._tell(at, CarriedWords("left-out", title, "\n".join(gone) or entry.before))

    def _cannot_carry(self, part: Part, entry: PlanEntry) -> None:
        base = _plain_form(open_lists(part.blocks))
        own = "\n".join(_changed_words(base, _plain_form(entry.standing))[0])
        if own:
            why = GONE if part.origin.kind in _OF_A_CLAUSE else SECTION
            self._tell(self._where(entry), CarriedWords("not-carried", entry.origin.title, own, why=why))

    # ---- what only the owner wrote ---------------------------------------------------------------------------------

    def _own_pieces(self) -> None:
        """Puts the owner's own pieces behind the part that they stand behind, else before the one that they stand before."""
        holder = {index: entry.origin.id for entry in self._plan.entries for index in entry.extent}
        pieces = self._plan.document.pieces
        run: list[int] = []
        for index in (*self._plan.alignment.owner, len(pieces)):
            if run and (index != run[-1] + 1 or index == len(pieces)):
                self._place(run, holder)
                run = []
            run.append(index)

    def _place(self, run: Sequence[int], holder: Mapping[int, str]) -> None:
        found = [self._plan.document.pieces[index].piece for index in run]
        saying = [piece for piece in found if not isinstance(piece, Contents | PageBreak) and text(piece).strip()]
        if not saying:
            return
        said = "\n".join(text(piece) for piece in saying)
        before = next((holder[at] for at in range(run[0] - 1, -1, -1) if at in holder), "")
        behind = next((holder[at] for at in range(run[-1] + 1, len(self._plan.document.pieces)) if at in holder), "")
        if (now := self._standing_part(before)) is not None:
            self._pieces_of(now).extend(saying)
        elif (now := self._standing_part(behind)) is not None:
            place = self._order.index(now)
            if place == 0:
                self._pieces_of(now)[0:0] = saying
            else:
                now = self._order[place - 1]
                self._pieces_of(now).extend(saying)
        else:
            title = self._base[before or behind].origin.title if before or behind else ""
            self._tell(run[0], CarriedWords("not-carried", title, said, why=NO_PLACE))
            return
        self._tell(run[0], CarriedWords("placed", self._new[now].origin.title, said))

    def _standing_part(self, id: str) -> str | None:
        """The new part that a part has become, if it stands in the new document."""
        now = self._now.get(id, "")
        return now if now in self._new and self._state.parts.get(now) != [] else None

    def _pieces_of(self, now: str) -> list[Piece]:
        if now not in self._state.parts:
            self._state.parts[now] = list(open_lists(self._new[now].blocks))
        return self._state.parts[now]

    # ---- page one --------------------------------------------------------------------------------------------------

    def _page_one(self) -> None:
        """Takes the lines off page one that tell rules in our words which are the owner's now, or are left out."""
        for id, part in self._new.items():
            if part.origin.kind != "page-one":
                continue
            pieces = self._state.parts.get(id) or list(open_lists(part.blocks))
            kept = [piece for each in pieces for piece in [self._without_lines(each)] if piece is not None]
            if kept != pieces:
                self._state.parts[id] = kept

    def _without_lines(self, piece: Piece) -> Piece | None:
        if not isinstance(piece, Table):
            return piece
        rows = tuple(row for row in piece.rows if row.key not in self._state.reworded)
        return replace(piece, rows=rows) if rows else None

    def _unlink(self) -> None:
        """Lets no reference lead to a part that is not in the new document: its title stands there as plain words."""
        there = {id for id in self._new if self._state.parts.get(id) != []}
        for id, part in self._new.items():
            pieces = self._state.parts.get(id, open_lists(part.blocks))
            unlinked = [_without_links(piece, there) for piece in pieces]
            if unlinked != list(pieces):
                self._state.parts[id] = unlinked

    # ---- telling ---------------------------------------------------------------------------------------------------

    def _where(self, entry: PlanEntry) -> int:
        """Where in the old document a part stands, or stood."""
        if entry.extent:
            return entry.extent[0]
        order = list(self._base)
        earlier = order[: order.index(entry.origin.id)]
        return max((self._plan.of(id).extent[-1] for id in earlier if self._plan.of(id).extent), default=-1)

    def _tell(self, at: int, told: CarriedWords) -> None:
        self._state.told.append((at, told))


# ---- one form for every depth and shape --------------------------------------------------------------------------------


def _plain_form(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A clause with its title by itself, one rule, and its limits, in whatever role each stands."""
    return tuple(form for at, piece in enumerate(pieces) for form in _plain_piece(piece, is_first=at == 0))


def _plain_piece(piece: Piece, *, is_first: bool) -> Iterator[Piece]:
    if not isinstance(piece, Paragraph):
        yield Heading(2, piece.content) if isinstance(piece, Heading) else piece
        return
    found = piece.content
    runs_in = bool(found) and isinstance(found[0], Strong) and (is_first or piece.role in _RULES)
    if runs_in and isinstance(found[0], Strong):
        yield Heading(2, found[0].content)
        found = _without_space(found[1:])
    if not found:
        return
    if is_first or piece.role in _RULES:
        yield Paragraph(found, "rule")
    else:
        yield Paragraph(found, "always") if piece.role in _LIMITS else Paragraph(found, piece.role)


def _without_space(found: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words without the space that they begin with."""
    while found and isinstance(found[0], Text):
        first = found[0].value.lstrip()
        if first:
            return (Text(first), *found[1:])
        found = found[1:]
    return found


def _formed(pieces: Sequence[Piece], model: Sequence[Piece]) -> tuple[Piece, ...]:
    """A clause in the form that the new document gives it: `model` is how we would print it."""
    first = next((piece for piece in model if isinstance(piece, Paragraph)), None)
    role: ParagraphRole = first.role if first is not None else "rule"
    limits = (piece.role for piece in model[1:] if isinstance(piece, Paragraph) and piece.role in _LIMITS)
    limit: ParagraphRole = next(limits, None) or "always"
    runs_in = bool(model) and isinstance(model[0], Paragraph) and isinstance(model[0].content[0], Strong)
    result: list[Piece] = []
    title: Heading | None = None
    is_ruled = False
    for at, piece in enumerate(pieces):
        if isinstance(piece, Heading) and at == 0 and runs_in:
            title = piece
        elif isinstance(piece, Paragraph) and piece.role == "rule":
            found = piece.content
            if title is not None:
                found = (Strong(_with_stop(title)), Text(" "), *found)
                title = None
            result.append(Paragraph(found, role if not is_ruled else _further(role)))
            is_ruled = True
        else:
            if title is not None:
                result.append(title)
                title = None
            is_limit = isinstance(piece, Paragraph) and piece.role == "always"
            result.append(replace(piece, role=limit) if is_limit and isinstance(piece, Paragraph) else piece)
    return (*result, title) if title is not None else tuple(result)


def _further(role: ParagraphRole) -> ParagraphRole:
    """The role of a second rule of a clause."""
    return "body" if role in {"numbered-rule", "titled-rule"} else role


def _with_stop(title: Heading) -> tuple[Inline, ...]:
    said = plain(title.content).rstrip()
    return title.content if said.endswith((".", "?", "!", "…", "。")) else (*title.content, Text("."))


def _without_links(piece: Piece, there: Collection[str]) -> Piece:
    def of(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found = words(run)
        if all(word.target in there for word in found if word.target):
            return run
        return inlines(replace(word, target=word.target if word.target in there else "") for word in found)

    if isinstance(piece, Table):
        rows = tuple(replace(row, cells=tuple(map(of, row.cells))) for row in piece.rows)
        return piece if rows == piece.rows else replace(piece, rows=rows)
    return with_content(piece, of(content(piece)))


# ---- what is whose -----------------------------------------------------------------------------------------------------


def _changed(base: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that only theirs has, and those that only the base has."""
    was, now = ([content_key(piece) for piece in side] for side in (base, theirs))
    return (
        [piece for piece, key in zip(theirs, now, strict=True) if key not in was],
        [piece for piece, key in zip(base, was, strict=True) if key not in now],
    )


def _changed_words(base: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[list[str], list[str]]:
    """The same in words, of tables row by row."""
    came, gone = _changed(base, theirs)
    was, now = ([line for piece in side for line in _lines(piece)] for side in (gone, came))
    return (
        [line for line in now if line.strip() and line not in was],
        [line for line in was if line.strip() and line not in now],
    )


def _lines(piece: Piece) -> list[str]:
    """What a piece says: a table in rows, its heading row first."""
    if not isinstance(piece, Table):
        return [text(piece)]
    rows = [" · ".join(filter(None, (plain(cell) for cell in row.cells))) for row in piece.rows]
    return [" · ".join(filter(None, piece.columns)), *rows]


def _rules(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if isinstance(piece, Paragraph) and piece.role == "rule"]


def own_sentences(base: Sequence[Part], standing: Plan) -> Mapping[str, str]:
    """Every sentence of a document that was not issued with it, as compared, each with the title of its part, if any."""
    issued = {sentence for part in base for piece in open_lists(part.blocks) for sentence in _sentences(piece)}
    pieces = [(entry.origin.title, piece) for entry in standing.entries for piece in entry.standing]
    pieces += [("", standing.document.pieces[at].piece) for at in standing.alignment.owner]
    found = ((sentence, title) for title, piece in pieces for sentence in _sentences(piece))
    return {sentence: title for sentence, title in found if sentence not in issued}


def _sentences(piece: Piece) -> Iterator[str]:
    runs: list[str] = []
    if isinstance(piece, Table):
        runs = [*piece.columns, *(plain(cell) for row in piece.rows for cell in row.cells)]
    elif not isinstance(piece, Contents | PageBreak):
        runs = [plain(content(piece))]
    for run in runs:
        yield from (fold(sentence) for _, sentence in split_sentences(run))


def lost_sentences(own: Iterable[str], document: ReadDocument, told: Sequence[CarriedWords]) -> tuple[str, ...]:
    """Those of some sentences that stand neither in a document nor in what is listed with its text."""
    there = "\n".join(fold(text(read.piece)) for read in document.pieces)
    listed = "\n".join(fold(each.theirs) for each in told if each.how in {"not-carried", "together"})
    return tuple(sentence for sentence in own if sentence not in there and sentence not in listed)
