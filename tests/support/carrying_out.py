"""The body that a plan makes: their document with every decision carried out, nothing of theirs moved."""

from collections.abc import Sequence
from dataclasses import replace

from policygen.document.anchors import anchor_of
from policygen.document.as_read import ReadDocument, ReadPiece
from policygen.document.model import Block
from policygen.document.pieces import bearing, close_lists
from policygen.revision.entry import PlanEntry
from policygen.revision.plan import Plan


def apply(plan: Plan) -> tuple[Block, ...]:
    """The resulting body as blocks of the tree."""
    return close_lists(read.piece for read in applied(plan).pieces)


def applied(plan: Plan) -> ReadDocument:
    """Their document as it will be read back once the plan is carried out, with an anchor on every part."""
    document = plan.document
    at_start = {entry.extent[0]: entry for entry in plan.entries if entry.extent}
    ground = {place for entry in plan.entries for place in entry.extent}
    result: list[ReadPiece] = list(_added(plan.entries, -1))
    for place, read in enumerate(document.pieces):
        if place in at_start:
            result.extend(_carried_out(at_start[place], document))
        elif place not in ground:
            result.append(read)
        result.extend(_added(plan.entries, place))
    return replace(document, pieces=tuple(result), findings=(), comments=(), changes=())


def _added(entries: Sequence[PlanEntry], after: int) -> list[ReadPiece]:
    """New parts that go after a piece, in the new text's order."""
    return [
        read
        for entry in entries
        if entry.decision == "new" and entry.after_piece == after
        for read in _anchored([ReadPiece(piece) for piece in entry.pieces], entry)
    ]


def _carried_out(entry: PlanEntry, document: ReadDocument) -> list[ReadPiece]:
    reads = [
        ReadPiece(piece) if source is None else replace(document.pieces[source], piece=piece)
        for piece, source in zip(entry.pieces, entry.sources, strict=True)
    ]
    return _anchored(reads, entry)


def _anchored(reads: list[ReadPiece], entry: PlanEntry) -> list[ReadPiece]:
    """The pieces with the part's anchor on the first that can bear it, if none of them bears it."""
    anchor = anchor_of(entry.origin.id)
    if reads and not any(anchor in read.anchors for read in reads):
        place = bearing([read.piece for read in reads])
        reads[place] = replace(reads[place], anchors=(*reads[place].anchors, anchor))
    return reads
