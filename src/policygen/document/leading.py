"""Edits whose references lead somewhere: one to a part that the file does not have is no more than its title."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from policygen.document.edits import Addition, Edit, Edits, Removal, Rewording, Swap, TableChange
from policygen.document.model import Inline, PageBreak, Table, Text
from policygen.document.pieces import Piece, content, with_content
from policygen.document.words import Word, inlines, words

Leads = Callable[[str], bool]
"""Whether a file has a part, by its id."""


def leading(edits: Edits, leads: Leads) -> Edits:
    """The edits with the title for words where a reference would lead to no part of the file."""
    return replace(edits, changes=tuple(_edit(edit, leads) for edit in edits.changes))


def _edit(edit: Edit, leads: Leads) -> Edit:
    match edit:
        case Rewording(swaps=swaps):
            return replace(edit, swaps=_swaps(swaps, leads))
        case TableChange(cells=cells, new=new):
            return replace(
                edit,
                cells=tuple(replace(cell, swaps=_swaps(cell.swaps, leads)) for cell in cells),
                new=tuple(replace(row, cells=tuple(_run(cell, leads) for cell in row.cells)) for row in new),
            )
        case Addition(pieces=pieces):
            return replace(edit, pieces=tuple(_piece(piece, leads) for piece in pieces))
        case Removal():
            return edit


def _swaps(swaps: Sequence[Swap], leads: Leads) -> tuple[Swap, ...]:
    return tuple(replace(swap, words=_words(swap.words, leads)) for swap in swaps)


def _words(found: Sequence[Word], leads: Leads) -> tuple[Word, ...]:
    led: list[Word] = []
    for word in found:
        if not word.target or leads(word.target):
            led.append(word)
            continue
        title = words((Text(word.text),))
        led += [
            replace(each, space=word.space if not at else each.space, marks=word.marks) for at, each in enumerate(title)
        ]
    return tuple(led)


def _run(run: tuple[Inline, ...], leads: Leads) -> tuple[Inline, ...]:
    found = words(run)
    if all(not word.target or leads(word.target) for word in found):
        return run
    return inlines(_words(found, leads))


def _piece(piece: Piece, leads: Leads) -> Piece:
    match piece:
        case Table(rows=rows):
            cells = (tuple(_run(cell, leads) for cell in row.cells) for row in rows)
            return replace(piece, rows=tuple(replace(row, cells=led) for row, led in zip(rows, cells, strict=True)))
        case PageBreak():
            return piece
        case _:
            return with_content(piece, _run(content(piece), leads))
