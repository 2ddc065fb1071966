"""Cells of somebody's table in Word: what is written in them, and what is left to a person with the reason."""

from io import BytesIO

import docx
import pytest

from policygen.document.edits import CellRewording, Edits, Signature, TableChange
from policygen.document.model import Row, Table, Text
from policygen.formats.docx.reader import read
from policygen.formats.docx.tracking.revise import revise_file
from policygen.revision.edits import swaps_between
from tests.formats.word import full, written


def reworded(below: list[str]) -> tuple[int, tuple[str, ...]]:
    """How many changes are made of one cell with somebody's paragraphs below ours, and why others are not."""
    issued = written(full(Table("who", ("Who", "What"), (Row("ann", ((Text("Ann"),), (Text("press"),))),))))
    document = docx.Document(BytesIO(issued))
    cell = next(table for table in document.tables if table.rows[0].cells[0].text == "Who").rows[1].cells[1]
    for words in below:
        cell.add_paragraph(words)
    document.save(theirs := BytesIO())
    pieces = [each.piece for each in read(theirs.getvalue()).pieces]
    at, table = next((at, piece) for at, piece in enumerate(pieces) if isinstance(piece, Table) and piece.rows)
    was = table.rows[0].cells[1]
    swaps = swaps_between(was, was, (Text("shop"), *was[1:]))
    change = TableChange(at, (CellRewording(0, 1, swaps),))
    made = revise_file(theirs.getvalue(), Edits((change,)), Signature("policygen", "2026-11-22T00:00:00Z"))
    return len(made.done), tuple(why for _, why in made.refused)


@pytest.mark.parametrize(
    ("below", "done", "why"),
    [([], 1, ()), ([""], 1, ()), (["And radio."], 0, ("the cell has more than one paragraph",))],
)
def test_a_cell_is_changed_where_one_paragraph_of_it_says_something_and_else_the_reason_is_told(
    below: list[str], done: int, why: tuple[str, ...]
) -> None:
    assert reworded(below) == (done, why)
