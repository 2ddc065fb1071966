"""What an update would do, part by part, before anybody writes: pure, printable, applied as often as one likes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.as_read import NO_ENTRIES, UNSAYING, ReadDocument
from policygen.document.comparison import block_keys, content_keys, style_key
from policygen.document.model import Origin, Part
from policygen.document.pieces import Piece, open_lists, text
from policygen.document.walk import block_text
from policygen.findings import Finding
from policygen.revision.align import Alignment, Found, align
from policygen.revision.entry import Decision, PlanEntry
from policygen.revision.list_changes import Naming, as_written
from policygen.revision.merge import Conflict, merge
from policygen.revision.numbers import Numbers, numbers_of
from policygen.revision.placing import place_new
from policygen.revision.plan_findings import number_findings, pending_in, plan_findings
from policygen.revision.restoring import lost_references, numbered, resolve, restore_from_base


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update would do."""

    entries: tuple[PlanEntry, ...]
    """One for every part: in the new text's order, then those that are no longer in it."""
    document: ReadDocument
    """Their document, as planned on."""
    alignment: Alignment
    findings: tuple[Finding, ...]

    def of(self, part: str) -> PlanEntry:
        """The entry of one part.

        Raises: `KeyError` when neither text knows it.
        """
        for entry in self.entries:
            if entry.origin.id == part:
                return entry
        raise KeyError(part)

    @property
    def changes(self) -> tuple[PlanEntry, ...]:
        """The entries that change the document."""
        return tuple(entry for entry in self.entries if entry.theirs != entry.after)

    @property
    def conflicts(self) -> tuple[PlanEntry, ...]:
        """The entries left for a person."""
        return tuple(entry for entry in self.entries if entry.conflicts)

    @property
    def to_decide(self) -> int:
        """How many conflicts there are, each counted once however many places it is met in."""
        return len({(one.base, one.theirs, one.ours) for entry in self.entries for one in entry.conflicts})


def plan(
    base: Sequence[Part],
    document: ReadDocument,
    new: Sequence[Part],
    earlier: Mapping[str, str] | None = None,
    naming: Naming = as_written,
) -> Plan:
    """What becomes of every part of a document: base as issued, `document` as it stands, `new` as generated now.

    `earlier` tells, of parts that take the place of issued ones, the id those were issued under, and `naming` what words name
    as an answer.
    """
    issued, generated = _by_id(base), _by_id(new)
    document = resolve(document, (*issued.values(), *generated.values()))
    alignment = align(tuple(issued.values()), document)
    numbers = numbers_of(tuple(issued.values()), document, alignment)
    stands = _Stands(document, alignment, numbers, naming)
    earlier = earlier or {}
    gone = (part for part in issued.values() if part.origin.id not in earlier.values())
    entries: list[PlanEntry] = []
    for part in (*generated.values(), *(part for part in gone if part.origin.id not in generated)):
        known = earlier.get(part.origin.id, part.origin.id)
        was, now = issued.get(known), generated.get(part.origin.id)
        entry = _entry(part.origin, was, now, stands)
        entries.append(entry if known == part.origin.id else replace(entry, issued_as=known))
    by_issued_id = {earlier.get(id, id): part for id, part in generated.items()}
    placed = place_new(_with_guests(entries, issued, by_issued_id, stands), list(generated), document)
    called_for = {id: issued[earlier.get(id, id)] for id in generated if earlier.get(id, id) in issued}
    placed = [replace(entry, pending=pending_in(entry, document)) for entry in placed]
    told = (*plan_findings(placed, called_for, document, alignment), *number_findings(numbers))
    return Plan(tuple(placed), document, alignment, told)


@dataclass(frozen=True, slots=True)
class _Stands:
    """Their document, with where each part stands in it and what became of its numbers."""

    document: ReadDocument
    alignment: Alignment
    numbers: Numbers
    naming: Naming


def _by_id(parts: Sequence[Part]) -> dict[str, Part]:
    """The parts by id, in order. Of two with one id the first counts, as it does for every writer."""
    found: dict[str, Part] = {}
    for part in parts:
        found.setdefault(part.origin.id, part)
    return found


def _words(part: Part | None) -> str:
    return "\n".join(filter(None, (block_text(block) for block in part.blocks))) if part else ""


def _lines(pieces: Sequence[Piece]) -> str:
    return "\n".join(filter(None, (text(piece) for piece in pieces)))


def _entry(origin: Origin, was: Part | None, now: Part | None, stands: _Stands) -> PlanEntry:
    before, alignment = _words(was), stands.alignment
    if was is None and now is not None:
        if alignment.parts and alignment.unrelated:
            return PlanEntry(origin, "not-found", "", "", "")
        pieces = open_lists(now.blocks)
        return PlanEntry(origin, "new", "", "", _lines(pieces), pieces, (None,) * len(pieces))
    if was is None:
        raise ValueError(origin.id)
    found = alignment.of(was.origin.id)
    if alignment.unrelated:
        return PlanEntry(origin, "not-found", before, "", "")
    if not found.pieces:
        return _absent(origin, was, now, found)
    return _present(origin, was, now, found, stands)


def _absent(origin: Origin, was: Part, now: Part | None, found: Found) -> PlanEntry:
    """A part that no longer stands by itself in their document."""
    before, after = _words(was), _words(now)
    entry = PlanEntry(
        origin,
        "deleted-by-user",
        before,
        "",
        "",
        carriers=found.carriers,
        certainty=found.certainty,
        destroyed=found.destroyed,
    )
    if now is None and not found.joined_with:
        return replace(entry, decision="same")
    if now is None:
        return replace(entry, decision="conflict", conflicts=(Conflict(before, before, ""),))
    if found.joined_with:
        changed = block_keys(was.blocks) != block_keys(now.blocks)
        conflicts = (Conflict(before, "", after),) if changed else ()
        return replace(entry, decision="conflict" if changed else "keep-theirs", conflicts=conflicts)
    return replace(entry, decision="statutory-missing" if now.origin.statutory else "deleted-by-user")


def _as_it_stands(origin: Origin, was: Part, found: Found, stands: _Stands) -> tuple[PlanEntry, tuple[Piece, ...]]:
    """The entry of a part that is there, before anything is decided; and its pieces, with the words that an editor lost."""
    base, document = open_lists(was.blocks), stands.document
    reads = [document.pieces[position] for position in found.pieces]
    theirs = seen = restore_from_base(base, reads, found.pairs, roles_ambiguous=document.roles_ambiguous)
    if any(read.lost for read in reads):
        seen = restore_from_base(base, reads, found.pairs, roles_ambiguous=document.roles_ambiguous, restore=False)
    entry = PlanEntry(
        origin,
        "unchanged",
        _words(was),
        _lines(seen),
        "",
        extent=found.pieces,
        carriers=found.carriers,
        certainty=found.certainty,
        destroyed=found.destroyed,
        lost=lost_references(theirs, seen) if seen != theirs else (),
        restyled=any(style_key(base[own]) != style_key(theirs[position]) for own, position in found.pairs.items()),
        pending=tuple(sorted({author for read in reads for author in read.pending})),
        numbers_lost=stands.numbers.lost.get(was.origin.id, ()),
        highlighted=tuple(dict.fromkeys(words for read in reads for words in read.filled)),
        formatting=tuple(kind for kind in UNSAYING if any(kind in read.holds for read in reads)),
    )
    return entry, theirs


def _present(origin: Origin, was: Part, now: Part | None, found: Found, stands: _Stands) -> PlanEntry:
    base = open_lists(was.blocks)
    entry, theirs = _as_it_stands(origin, was, found, stands)
    entry = replace(entry, standing=theirs)
    if any(NO_ENTRIES in stands.document.pieces[position].holds for position in found.pieces):
        return replace(entry, decision="deleted-by-user", after=entry.theirs, pieces=theirs, sources=found.pieces)
    touched = bool(entry.formatting or entry.numbers_lost) or (
        theirs != base and content_keys(theirs) != content_keys(base)
    )
    if now is None:
        return _withdrawn(entry, base, theirs, found, touched=touched)
    ours = open_lists(now.blocks)
    moved = ours != base and content_keys(ours) != content_keys(base)
    if entry.formatting and moved:
        return _theirs_stand(entry, theirs, found, Conflict(_lines(base), _lines(theirs), _lines(ours)))
    merged = merge(base, theirs, ours, found.pairs, stands.naming)
    decision: Decision = "restore" if entry.lost else "unchanged"
    if touched and moved:
        decision = (
            "same" if content_keys(theirs) == content_keys(ours) else "conflict" if merged.conflicts else "merged"
        )
    elif touched or moved:
        decision = "keep-theirs" if touched else "take-ours"
    return replace(
        entry,
        decision=decision,
        after=_lines(numbered(merged.pieces, entry.lost)),
        pieces=merged.pieces,
        sources=tuple(None if source is None else found.pieces[source] for source in merged.sources),
        conflicts=tuple(_placed(conflict, found) for conflict in merged.conflicts),
        rows=merged.rows,
        review=merged.review,
    )


def _with_guests(
    entries: Sequence[PlanEntry], issued: Mapping[str, Part], now: Mapping[str, Part], stands: _Stands
) -> list[PlanEntry]:
    """The entries, clauses that their owner joined into one paragraph decided together where that leaves no conflict.

    `issued` and `now` hold the parts by the id that they were issued under.
    """
    order = list(issued)
    found = {entry.issued_as or entry.origin.id: entry for entry in entries}
    for host in [found for found in stands.alignment.parts if found.pieces]:
        guests = [each.part for each in stands.alignment.parts if each.joined_with == host.part]
        if not any(found[id].conflicts for id in guests):
            continue
        places = sorted(order.index(id) for id in (host.part, *guests))
        ids = order[places[0] : places[-1] + 1]
        if (
            len(ids) != len(places)
            or not all(id in now for id in ids)
            or any(len(open_lists(issued[id].blocks)) != 1 for id in guests)
        ):
            continue
        entry = _together(found[host.part], ids, (issued, now), host, stands)
        if not entry.conflicts:
            found[host.part] = replace(entry, joined=tuple(guests), issued_as=found[host.part].issued_as)
            found |= {id: replace(found[id], decision="keep-theirs", conflicts=()) for id in guests}
    return list(found.values())


def _together(
    host: PlanEntry,
    ids: Sequence[str],
    sides: tuple[Mapping[str, Part], Mapping[str, Part]],
    place: Found,
    stands: _Stands,
) -> PlanEntry:
    """The entry of the part that holds the words of others, decided as one with them."""
    was, now = (
        Part(side[place.part].origin, tuple(block for id in ids for block in side[id].blocks)) for side in sides
    )
    before = sum(len(open_lists(sides[0][id].blocks)) for id in ids[: ids.index(place.part)])
    moved = replace(place, pairs={own + before: position for own, position in place.pairs.items()})
    return _present(host.origin, was, now, moved, stands)


def _placed(conflict: Conflict, found: Found) -> Conflict:
    """A conflict with its piece counted in the document."""
    return replace(conflict, piece=found.pieces[max(conflict.piece, 0)])


def _withdrawn(
    entry: PlanEntry, base: Sequence[Piece], theirs: Sequence[Piece], found: Found, *, touched: bool
) -> PlanEntry:
    """A part that ours no longer has: taken out if they left it alone, else kept and said."""
    if not touched:
        return replace(entry, decision="removed-by-us")
    return _theirs_stand(entry, theirs, found, Conflict(_lines(base), _lines(theirs), ""))


def _theirs_stand(entry: PlanEntry, theirs: Sequence[Piece], found: Found, conflict: Conflict) -> PlanEntry:
    """A part that both sides changed in ways that do not fit together."""
    return replace(
        entry,
        decision="conflict",
        after=_lines(theirs),
        pieces=tuple(theirs),
        sources=found.pieces,
        conflicts=(_placed(conflict, found),),
    )
