"""Parts of ours that take the place of issued ones: each is one part, under the id that it was issued with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policygen.document.model import Block, Part, Row, Table
from policygen.document.pieces import open_lists
from policygen.document.walk import Run, mapped
from policygen.document.words import inlines, words
from policygen.revision.similarity import Keys, keys, likeness


def successions(
    issued: Sequence[Part], generated: Sequence[Part], predecessors: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """For each part of ours that takes the place of an issued one: the id it was issued under.

    `predecessors` tell the ids that may be it. Of several the likest counts, and no part is succeeded twice.
    """
    before = {part.origin.id: _words(part) for part in issued}
    now = {part.origin.id: part for part in generated}
    pairs = [
        (likeness(before[old], _words(now[id])), id, old)
        for id, found in predecessors.items()
        if id in now and id not in before
        for old in found
        if old in before and old not in now
    ]
    taken: dict[str, str] = {}
    for _, id, old in sorted(pairs, key=lambda pair: -pair[0]):
        if id not in taken and old not in taken.values():
            taken[id] = old
    return taken


def _words(part: Part) -> Keys:
    return tuple(word for piece in open_lists(part.blocks) for word in keys(piece))


def in_their_place(parts: Sequence[Part], taken: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts with every reference, and every row of a clause, under the id that it was issued with."""
    if not taken:
        return tuple(parts)
    return tuple(replace(part, blocks=tuple(_led(block, taken) for block in part.blocks)) for part in parts)


def _led(block: Block, taken: Mapping[str, str]) -> Block:
    def led(run: Run) -> Run:
        found = words(run)
        if not any(word.target in taken for word in found):
            return run
        return inlines(replace(word, target=taken.get(word.target, word.target)) for word in found)

    block = mapped(block, led)
    if isinstance(block, Table):
        return replace(block, rows=tuple(Row(taken.get(row.key, row.key), row.cells) for row in block.rows))
    return block
