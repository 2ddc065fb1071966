"""A plan as edits of the file it was made on: which words go, which come, and where."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from policygen.document.comparison import body_keys
from policygen.document.edits import (
    Addition,
    CellRewording,
    Edit,
    Edits,
    NewRow,
    Remark,
    Removal,
    Rewording,
    Swap,
    TableChange,
    arranged,
)
from policygen.document.model import Contents, Inline, PageBreak, Paragraph, Row, Table, Text
from policygen.document.pieces import Piece, content, is_text
from policygen.document.walk import shown_numbers
from policygen.document.words import Word, words
from policygen.language.lists import counted
from policygen.revision.diff3 import matching
from policygen.revision.entry import PlanEntry
from policygen.revision.merge import Conflict
from policygen.revision.plan import Plan

_QUOTED = 60
"""Characters of words in conflict that are quoted in full."""
_ALONE = 1
"""Words that stay between two changes and are so few that both read better as one."""
Run = tuple[Inline, ...]


def edits_of(plan: Plan) -> Edits:
    """The edits that carry a plan out, in the order of the document, and what is said beside them."""
    found = [edit for entry in plan.entries for edit in _of_entry(entry, plan)]
    changes = tuple(sorted(found, key=_place))
    numbers = _numbers(plan, changes)
    rules = frozenset(id for id, (_, is_rule) in numbers.items() if is_rule)
    return Edits(changes, tuple(_remarks(plan)), {id: number for id, (number, _) in numbers.items()}, rules)


def _numbers(plan: Plan, changes: Sequence[Edit]) -> dict[str, tuple[str, bool]]:
    """The number that each part will show, and whether it is that of a rule: its first one."""
    holder = {index: entry.issued_as or entry.origin.id for entry in plan.entries for index in entry.extent}
    standing = arranged([read.piece for read in plan.document.pieces], changes)
    found: dict[str, tuple[str, bool]] = {}
    for (source, part, piece), number in zip(standing, shown_numbers([each[2] for each in standing]), strict=True):
        id = part if source is None else holder.get(source, "")
        if id and not found.get(id, ("", False))[0]:
            found[id] = (number, isinstance(piece, Paragraph))
    return found


def _remarks(plan: Plan) -> Iterator[Remark]:
    """What is said beside a piece of which nothing changes: conflicts, each with our words."""
    for entry in plan.entries:
        why = f"{entry.shown_cause}\n" if entry.shown_cause else ""
        if not entry.place_is_sure:
            said = "This is new. It was not put in, because what stands around it in our text stands elsewhere here."
            yield Remark(max(entry.after_piece, 0), f"{said}\n{why}Ours: {entry.after}")
    told: dict[tuple[str, ...], list[tuple[int, Conflict]]] = {}
    for entry in plan.entries:
        for conflict in entry.conflicts:
            place = conflict.piece if conflict.piece >= 0 else _joined_at(entry, plan)
            if place is not None:
                key = (conflict.base, conflict.theirs, conflict.ours, entry.shown_cause)
                told.setdefault(key, []).append((place, conflict))
    for (*_, cause), places in told.items():
        yield from _told(places, cause)


def _told(places: Sequence[tuple[int, Conflict]], cause: str) -> Iterator[Remark]:
    """What is said of a conflict, once for all places that it is met in."""
    others = len(places) - 1
    more = f"\nThe same in {counted(others, 'other place')}." if others else ""
    why = f"{cause}\n" if cause else ""
    for number, (place, conflict) in enumerate(places):
        where = f"In the row “{conflict.row}”{conflict.column and f', {conflict.column}'}: " if conflict.row else ""
        if not conflict.ours:
            said = f"{where}This is no longer called for. You changed it, so it stays.\n{why}".rstrip()
        elif len(conflict.base) <= _QUOTED:
            said = f"{where}You changed “{conflict.base}”, and so did we. Yours stands.\n{why}Ours: {conflict.ours}"
        else:
            said = f"{where}You changed these words, and so did we. Yours stand.\n{why}Ours: {conflict.ours}"
        marked = (conflict.ours, cause) if conflict.ours else ("", "")
        yield Remark(place, said + more, *marked, conflict.instead, conflict.row, again=number > 0)


def _joined_at(entry: PlanEntry, plan: Plan) -> int | None:
    """Where the words of a part stand that was joined to another."""
    other = plan.alignment.of(entry.issued_as or entry.origin.id).joined_with
    pieces = plan.alignment.of(other).pieces if other else ()
    return pieces[-1] if pieces else None


def _place(edit: Edit) -> tuple[int, bool]:
    return (edit.after, True) if isinstance(edit, Addition) else (edit.piece, False)


def _of_entry(entry: PlanEntry, plan: Plan) -> Iterator[Edit]:
    if entry.decision == "new" and not entry.place_is_sure:
        return
    if entry.decision == "new":
        yield Addition(entry.after_piece, entry.origin.id, entry.pieces, entry.shown_cause, opens=True)
        return
    if entry.decision in {"take-ours", "merged", "conflict"}:
        yield from _continued(entry, plan)
    elif entry.decision == "removed-by-us":
        for index in entry.extent:
            yield Removal(index, entry.shown_cause)


def _continued(entry: PlanEntry, plan: Plan) -> Iterator[Edit]:
    """The edits of a part that stays: its pieces one by one, and what comes in between them."""
    standing = dict(zip(entry.extent, entry.standing, strict=True))
    kept = [source for source in entry.sources if source is not None]
    for index in entry.extent:
        if index not in kept and not isinstance(standing[index], PageBreak | Contents):
            yield Removal(index, entry.shown_cause)
    coming: list[Piece] = []
    rows = entry.rows or ((),) * len(entry.pieces)
    for piece, source, row_sources in zip(entry.pieces, entry.sources, rows, strict=True):
        if source is None:
            coming.append(piece)
            continue
        if coming:
            yield Addition(source - 1, entry.origin.id, tuple(coming), entry.shown_cause)
            coming = []
        read = plan.document.pieces[source].piece
        if _is_another_table((read, standing[source], piece), row_sources):
            # Columns cannot be tracked: it goes, and the new one comes.
            yield Removal(source, entry.shown_cause)
            yield Addition(source, entry.origin.id, (piece,), entry.shown_cause)
            continue
        edit = _of_piece(source, read, (standing[source], piece), row_sources)
        if edit is not None:
            yield _because(edit, entry.shown_cause)
    if coming:
        yield Addition(entry.extent[-1], entry.origin.id, tuple(coming), entry.shown_cause)


def _because(edit: Rewording | TableChange, cause: str) -> Edit:
    if isinstance(edit, Rewording):
        return Rewording(edit.piece, edit.swaps, cause)
    return TableChange(edit.piece, edit.cells, edit.gone, edit.new, cause)


def _of_piece(
    index: int, read: Piece, change: tuple[Piece, Piece], row_sources: Sequence[int | None]
) -> Rewording | TableChange | None:
    """What makes a piece, as it stands and is understood, what it is to be."""
    standing, after = change
    if isinstance(read, Table) and isinstance(standing, Table) and isinstance(after, Table):
        return _of_table(index, read, (standing, after), row_sources)
    if not (is_text(read) and is_text(standing) and is_text(after)):
        return None
    swaps = swaps_between(content(read), content(standing), content(after))
    return Rewording(index, swaps) if swaps else None


# ---- words -------------------------------------------------------------------------------------------------------------


def swaps_between(read: Run, standing: Run, after: Run) -> tuple[Swap, ...]:
    """What of the words as read goes and comes, so that words as understood become others.

    Words are understood otherwise than they were read where an editor made plain text of a reference: such a stretch
    stays whole or goes whole.
    """
    was, now, found = words(standing), words(after), words(read)
    was_keys, now_keys = shown_keys(was), shown_keys(now)
    if was_keys == now_keys:
        return ()
    ends = cuts(was_keys, shown_keys(found))
    kept = matching(was_keys, now_keys)
    for first, last in pairwise(sorted({0, *ends})):
        unit = range(first, last)
        if len(unit) > 1 and not _is_whole(unit, kept):
            for index in unit:
                kept.pop(index, None)
    return tuple(_swaps(kept, ends, (len(was), now)))


def shown_keys(found: Sequence[Word]) -> list[Hashable]:
    """What a reader of a file sees of each word."""
    return [(word.key, () if word.target else word.marks.visible) for word in found]


def _is_whole(unit: range, kept: dict[int, int]) -> bool:
    """Whether all words of a stretch are kept, side by side."""
    return [kept.get(index, -1) - index for index in unit] == [kept.get(unit.start, -1) - unit.start] * len(unit) and (
        unit.start in kept
    )


def cuts(standing: Sequence[Hashable], read: Sequence[Hashable]) -> dict[int, int]:
    """For words as understood, where a cut may be: how many words as read stand before it."""
    ends = {0: 0, len(standing): len(read)}
    for own, place in matching(standing, read).items():
        ends[own], ends[own + 1] = place, place + 1
    return ends


def _swaps(kept: dict[int, int], ends: dict[int, int], sides: tuple[int, Sequence[Word]]) -> Iterator[Swap]:
    length, now = sides
    pairs = [(-1, -1), *sorted(kept.items()), (length, len(now))]
    waiting: tuple[int, int, int, int] | None = None
    for (left, here), (right, there) in pairwise(pairs):
        if right - left == 1 and there - here == 1:
            continue
        if waiting is not None and left + 1 - waiting[1] <= _ALONE and here + 1 - waiting[3] == left + 1 - waiting[1]:
            waiting = (waiting[0], right, waiting[2], there)
            continue
        if waiting is not None:
            yield _swap(waiting, ends, now)
        waiting = (left + 1, right, here + 1, there)
    if waiting is not None:
        yield _swap(waiting, ends, now)


def _swap(at: tuple[int, int, int, int], ends: dict[int, int], now: Sequence[Word]) -> Swap:
    first, last, start, stop = at
    space = now[stop].space if stop < len(now) else ""
    return Swap(ends[first], ends[last], tuple(now[start:stop]), space)


# ---- tables ------------------------------------------------------------------------------------------------------------


def _is_another_table(table: tuple[Piece, Piece, Piece], sources: Sequence[int | None]) -> bool:
    """Whether a table, as read and as understood, is to have other columns, or rows of which nobody knows where from."""
    read, standing, after = table
    if not (isinstance(read, Table) and isinstance(after, Table)) or body_keys([standing]) == body_keys([after]):
        return False
    return len(after.columns) != len(read.columns) or len(sources) != len(after.rows)


def _of_table(
    index: int, read: Table, change: tuple[Table, Table], sources: Sequence[int | None]
) -> TableChange | None:
    """The edits of a table of the same columns."""
    standing, after = change
    if len(after.columns) != len(read.columns) or len(sources) != len(after.rows):  # it stays as it is
        return None
    cells = list(_of_heading(read, standing, after))
    new: list[NewRow] = []
    last = -1
    for row, source in zip(after.rows, sources, strict=True):
        if source is None:
            new.append(NewRow(last, row.cells))
            continue
        last = source
        cells.extend(_of_row(source, read.rows[source], standing.rows[source], row))
    gone = tuple(at for at in range(len(read.rows)) if at not in sources)
    if not (cells or gone or new):
        return None
    return TableChange(index, tuple(cells), gone, tuple(new))


def _of_heading(read: Table, standing: Table, after: Table) -> Iterator[CellRewording]:
    for column, names in enumerate(zip(read.columns, standing.columns, after.columns, strict=True)):
        runs = [(Text(name),) if name else () for name in names]
        if swaps := swaps_between(runs[0], runs[1], runs[2]):
            yield CellRewording(-1, column, swaps)


def _of_row(at: int, read: Row, standing: Row, after: Row) -> Iterator[CellRewording]:
    for column, (was, understood, now) in enumerate(zip(read.cells, standing.cells, after.cells, strict=False)):
        if swaps := swaps_between(was, understood, now):
            yield CellRewording(at, column, swaps)
