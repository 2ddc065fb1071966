"""Cells of somebody's table in Word: what is written in them, and what is left to a person with the reason."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml

from policygen.document.comparison import body_keys
from policygen.document.edits import CellRewording, Edits, Remark, Removal, Revised, Signature, TableChange, revised
from policygen.document.model import Paragraph, Row, Table, Text
from policygen.document.pieces import text
from policygen.formats.docx.names import W
from policygen.formats.docx.reader import read
from policygen.formats.docx.settling import settled
from policygen.formats.docx.tracking.revise import revise_file
from policygen.revision.edits import swaps_between
from tests.formats.word import full, written


def first_cell_changed(theirs: bytes) -> Revised:
    """A file with another word in the second cell of the first row of its table."""
    pieces = [each.piece for each in read(theirs).pieces]
    at, table = next((at, piece) for at, piece in enumerate(pieces) if isinstance(piece, Table) and piece.rows)
    was = table.rows[0].cells[1]
    swaps = swaps_between(was, was, (Text("shop"), *was[1:]))
    change = TableChange(at, (CellRewording(0, 1, swaps),))
    return revise_file(theirs, Edits((change,)), Signature("policygen", "2026-11-22T00:00:00Z"))


def reworded(below: list[str]) -> tuple[int, tuple[str, ...]]:
    """How many changes are made of one cell with somebody's paragraphs below ours, and why others are not."""
    issued = written(full(Table("who", ("Who", "What"), (Row("ann", ((Text("Ann"),), (Text("press"),))),))))
    document = docx.Document(BytesIO(issued))
    cell = next(table for table in document.tables if table.rows[0].cells[0].text == "Who").rows[1].cells[1]
    for words in below:
        cell.add_paragraph(words)
    document.save(theirs := BytesIO())
    made = first_cell_changed(theirs.getvalue())
    return len(made.done), tuple(why for _, why in made.refused)


@pytest.mark.parametrize(
    ("below", "done", "why"),
    [([], 1, ()), ([""], 1, ()), (["And radio."], 0, ("the cell has more than one paragraph",))],
)
def test_a_cell_is_changed_where_one_paragraph_of_it_says_something_and_else_the_reason_is_told(
    below: list[str], done: int, why: tuple[str, ...]
) -> None:
    assert reworded(below) == (done, why)


def test_what_cannot_be_written_of_a_table_keeps_nothing_else_of_it_back() -> None:
    rows = tuple(Row(name, ((Text(name),), (Text("press"),))) for name in ("Ann", "Ben", "Cas"))
    document = docx.Document(BytesIO(written(full(Table("who", ("Who", "What"), rows)))))
    shown = next(table for table in document.tables if table.rows[0].cells[0].text == "Who")
    shown.rows[1].cells[1].add_paragraph("And radio.")
    document.save(theirs := BytesIO())
    pieces = [each.piece for each in read(theirs.getvalue()).pieces]
    at, table = next((at, piece) for at, piece in enumerate(pieces) if isinstance(piece, Table) and piece.rows)
    cells = [(number, row.cells[1]) for number, row in enumerate(table.rows[:2])]
    swaps = [(number, swaps_between(was, was, (Text("shop"), *was[1:]))) for number, was in cells]
    change = TableChange(at, tuple(CellRewording(row, 1, swap) for row, swap in swaps), gone=(2,), cause="Why.")
    made = revise_file(theirs.getvalue(), Edits((change,)), Signature("policygen", "2026-11-22T00:00:00Z"))

    assert made.done == (TableChange(at, (CellRewording(1, 1, swaps[1][1]),), gone=(2,), cause="Why."),)
    assert [why for _, why in made.refused] == ["the cell has more than one paragraph"]
    comments = " ".join(comment.text for comment in read(made.content).comments)
    assert "Our text: Ann\tshop" in comments
    assert "Ben" not in comments


@pytest.mark.parametrize(("with_table", "done"), [(False, 0), (True, 2)])
def test_a_paragraph_between_two_tables_goes_where_the_table_behind_it_goes_as_well(
    *, with_table: bool, done: int
) -> None:
    one, two = (Table(name, ("Who",), (Row("ann", ((Text(name),),)),)) for name in ("Ann", "Ben"))
    document = docx.Document(BytesIO(written(full(one, Paragraph((Text("Then these."),)), two))))
    gap = next(
        table for table in document.tables if table.rows[1:] and table.rows[1].cells[0].text == "Ann"
    )._tbl.getnext()
    if gap.tag.endswith("}p") and not "".join(gap.itertext()):
        gap.getparent().remove(gap)
    document.save(theirs := BytesIO())
    pieces = [each.piece for each in read(theirs.getvalue()).pieces]
    lead = next(at for at, piece in enumerate(pieces) if "Then these." in text(piece))
    going = (Removal(lead), Removal(lead + 1)) if with_table else (Removal(lead),)
    made = revise_file(theirs.getvalue(), Edits(going), Signature("policygen", "2026-11-22T00:00:00Z"))
    assert len(made.done) == done
    assert [why for _, why in made.refused] == ([] if with_table else ["it keeps two tables apart"])


def test_a_row_in_which_somebody_elses_change_waits_is_left_to_a_person() -> None:
    rows = tuple(Row(name, ((Text(name),), (Text("press"),))) for name in ("Ann", "Ben"))
    document = docx.Document(BytesIO(written(full(Table("who", ("Who", "What"), rows)))))
    shown = next(table for table in document.tables if table.rows[0].cells[0].text == "Who")
    row = shown.rows[1]._tr
    waiting = parse_xml(
        f'<w:trPr xmlns:w="{W}"><w:ins w:id="9001" w:author="Jo" w:date="2026-11-22T00:00:00Z"/></w:trPr>'
    )
    for old in row.findall(f"{{{W}}}trPr"):
        row.remove(old)
    row.insert(0, waiting)
    document.save(theirs := BytesIO())
    made = first_cell_changed(theirs.getvalue())
    assert [why for _, why in made.refused] == ["changes of somebody else wait in it"]


@pytest.mark.parametrize("columns", [("Who", "What"), ("", "")])
def test_what_is_said_of_a_row_stands_beside_that_row_with_and_without_a_heading(columns: tuple[str, str]) -> None:
    rows = tuple(Row(name, ((Text(name),), (Text("press"),))) for name in ("Ann", "Ben", "Cas"))
    theirs = written(full(Table("who", columns, rows)))
    pieces = [each.piece for each in read(theirs).pieces]
    at = next(at for at, piece in enumerate(pieces) if isinstance(piece, Table) and len(piece.rows) == len(rows))
    remark = Remark(at, "Said of Ben.", row="Ben")
    made = revise_file(theirs, Edits((), (remark,)), Signature("policygen", "2026-11-22T00:00:00Z"))
    shown = [row for table in docx.Document(BytesIO(made.content)).tables for row in table.rows]
    commented = [row.cells[0].text for row in shown if row._tr.findall(f".//{{{W}}}commentReference")]
    assert commented == ["Ben"]


def test_a_table_that_loses_its_last_row_keeps_its_heading_as_its_file_does() -> None:
    issued = written(full(Table("who", ("Who", "What"), (Row("ann", ((Text("Ann"),), (Text("press"),))),))))
    pieces = [each.piece for each in read(issued).pieces]
    at = next(at for at, piece in enumerate(pieces) if isinstance(piece, Table) and piece.rows)

    made = revise_file(issued, Edits((TableChange(at, gone=(0,)),)), Signature("policygen", "2026-11-22T00:00:00Z"))

    accepted = [each.piece for each in read(settled(made.content, "policygen", accept=True)).pieces]
    assert body_keys(accepted) == body_keys(revised(pieces, made.done))
