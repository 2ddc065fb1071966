"""The base of an update while changes of ours wait in a document: before it, and after it once somebody has decided."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.model import Part, Properties
from policygen.record.model import Layers, Record


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a text that is proposed was made from, and what it says of itself."""

    layers: Layers
    date: str
    """ISO date of the text."""
    properties: Properties | None = None
    """Where it calls itself something else than the text before it."""


def proposed(record: Record) -> tuple[Part, ...]:
    """Every part of the text that the waiting changes make; of a record without any, the text as issued."""
    issued = {part.origin.id: part for part in record.document.parts}
    if not record.pending:
        return record.document.parts
    return tuple(part if part.blocks else issued.get(part.origin.id, part) for part in record.pending)


def waiting(record: Record) -> tuple[str, ...]:
    """The ids of the parts that are other ones in the text that the waiting changes make: changed, new or gone."""
    if not record.pending:
        return ()
    kept = {part.origin.id for part in record.pending}
    changed = [part.origin.id for part in record.pending if part.blocks]
    return (*changed, *(part.origin.id for part in record.document.parts if part.origin.id not in kept))


def renamed(record: Record, properties: Properties) -> Record:
    """The record of a text that calls itself something else now: a draft, until it is issued."""
    return replace(
        record, document=replace(record.document, properties=properties), issue=replace(record.issue, status="draft")
    )


def decided(record: Record, open_parts: Collection[str], *, is_renamed: bool = False) -> Record:
    """The record as it is read: parts on which somebody decided have the proposed text for a base, the open ones the old.

    A proposal that was accepted is then as issued, and one that was rejected is not made again until ours changes. The text
    `is_renamed` when it calls itself what was proposed.
    """
    if not record.pending:
        return record
    if is_renamed and record.pending_properties is not None:
        record = renamed(record, record.pending_properties)
    issued = {part.origin.id: part for part in record.document.parts}
    new = {part.origin.id: part for part in proposed(record)}
    chosen = {id: issued.get(id) if id in open_parts else new.get(id) for id in {**new, **issued}}
    order = _merged_order(tuple(new), tuple(issued))
    parts = tuple(part for id in order if (part := chosen[id]) is not None)
    document = replace(record.document, parts=parts)
    if open_parts:
        return replace(record, document=document)
    properties = replace(document.properties, date=record.pending_date or document.properties.date)
    return replace(
        record,
        document=replace(document, properties=properties),
        layers=record.pending_layers or record.layers,
        pending=(),
        pending_layers=(),
        pending_date="",
        pending_properties=None,
        told_in_comments=(),
        told_elsewhere=(),
    )


def _merged_order(new: Sequence[str], old: Sequence[str]) -> list[str]:
    """The new order, with what only the old one has behind what it stood behind."""
    order = list(new)
    for at, id in enumerate(old):
        if id not in order:
            before = [order.index(other) for other in old[:at] if other in order]
            order.insert(before[-1] + 1 if before else 0, id)
    return order


def with_proposal(base: Record, generated: Sequence[Part], open_parts: Collection[str], made_from: MadeFrom) -> Record:
    """The record of a document in which changes of ours to some parts wait, or none.

    `base` is what it was planned on, `generated` what was made now.
    """
    new = {part.origin.id: part for part in generated}
    old = {part.origin.id: part for part in base.document.parts}
    settled = {id: new[id] for id in new if id not in open_parts}
    order = _merged_order(tuple(new), tuple(old))
    parts = tuple(
        settled[id] if id in settled else old[id] for id in order if id in settled or (id in old and id in open_parts)
    )
    document = replace(base.document, parts=parts)
    if not open_parts:
        properties = replace(document.properties, date=made_from.date)
        base = replace(
            base,
            document=replace(document, properties=properties),
            layers=made_from.layers,
            pending=(),
            pending_layers=(),
            pending_date="",
            pending_properties=None,
            told_in_comments=(),
            told_elsewhere=(),
        )
        return renamed(base, made_from.properties) if made_from.properties else base
    pending = tuple(new[id] if id in open_parts else Part(new[id].origin, ()) for id in new)
    return replace(
        base,
        document=document,
        pending=pending,
        pending_layers=made_from.layers,
        pending_date=made_from.date,
        pending_properties=made_from.properties,
    )
