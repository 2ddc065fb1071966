"""Accepted and rejected text as Docxodus reads it: a second opinion on files whose tracked changes other programs wrote."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from policygen.document.pieces import text
from policygen.formats.docx.body import ChangesAs
from policygen.formats.docx.names import W
from policygen.formats.docx.reader import read
from tests.end_to_end.telling import SHORT, issue
from tests.support.office import hand, needed

pytestmark = pytest.mark.share_every_day(3)

SCRIPT = Path(__file__).parents[1] / "support" / "accept_and_reject.mjs"
BY = 'w:id="9001" w:author="Ann" w:date="2027-01-05T09:00:00Z"'


def docxodus() -> Path:
    """The module of the npm package docxodus, whose folder a variable names."""
    core = Path(os.environ.get("POLICYGEN_DOCXODUS", ""), "dist", "core.js")
    if not os.environ.get("POLICYGEN_DOCXODUS") or not core.is_file():
        pytest.skip(
            "NOT TRIED: POLICYGEN_DOCXODUS does not name the folder of npm's docxodus; no second reader was asked"
        )
    return core


def lines(content: bytes, changes: ChangesAs) -> list[str]:
    pieces = read(content, changes=changes).pieces
    said = (" ".join(line.split()) for piece in pieces for line in text(piece.piece).split("\n"))
    return [line for line in said if line]


def words_put_in_and_taken_out(document: docx.document.Document) -> None:
    rule = next(found for found in document.paragraphs if found.text.endswith(SHORT))
    inserted = f'<w:ins xmlns:w="{W}" {BY}><w:r><w:t xml:space="preserve"> And on the sign.</w:t></w:r></w:ins>'
    deleted = f'<w:del xmlns:w="{W}" {BY}><w:r><w:delText>Use it with care.</w:delText></w:r></w:del>'
    rule._element.extend([parse_xml(inserted), parse_xml(deleted)])


def a_paragraphs_end_taken_out(document: docx.document.Document) -> None:
    rule = next(found for found in document.paragraphs if found.text.endswith(SHORT))
    rule._element.get_or_add_pPr().append(parse_xml(f'<w:rPr xmlns:w="{W}"><w:del {BY}/></w:rPr>'))


def a_row_put_in_and_a_row_taken_out(document: docx.document.Document) -> None:
    table = document.tables[0]
    for row, kind in ((table.rows[0], "del"), (table.rows[-1], "ins")):
        row._tr.get_or_add_trPr().append(parse_xml(f'<w:{kind} xmlns:w="{W}" {BY}/>'))


MARKUP = (words_put_in_and_taken_out, a_paragraphs_end_taken_out)
TYPED: dict[str, tuple[tuple[object, ...], ...]] = {
    "reworded": (("type_over", "Every account must", "second person", "second helper"),),
    "typed-anew": (("retype", "Every account must", "One name everywhere."),),
    "taken-out": (("delete", SHORT, 1),),
    "split": (("split", "Only people named", "Not sure?"),),
    "joined": (("join", "Our accounts are on"),),
    "several": (("replace_all", "Sam Okafor", "Priya Nair"), ("type_after", "Every account must", "Ours.", "Standard")),
}


def marked_up(issued: Path, edit: Callable[[docx.document.Document], None], target: Path) -> Path:
    document = docx.Document(str(issued))
    edit(document)
    document.save(str(target))
    return target


@pytest.mark.slow
def test_what_is_accepted_and_rejected_is_what_another_reader_says(tmp_path: Path) -> None:
    core, node = docxodus(), needed("node")
    issued, full = issue(tmp_path / "short"), issue(tmp_path / "full", "--depth", "full")
    files = [marked_up(issued, edit, tmp_path / f"{edit.__name__}.docx") for edit in MARKUP]
    files.append(marked_up(full, a_row_put_in_and_a_row_taken_out, tmp_path / "rows.docx"))
    with hand(tmp_path) as office:
        for name, steps in TYPED.items():
            files.append(office.edit(issued, tmp_path / f"{name}.docx", *steps, track=True))

    subprocess.run([node, str(SCRIPT), str(core), *map(str, files)], check=True, capture_output=True, timeout=300)

    for path in files:
        content = path.read_bytes()
        accepted, rejected = (path.with_suffix(f".{kind}.docx").read_bytes() for kind in ("accepted", "rejected"))
        assert lines(content, "accept") == lines(accepted, "accept"), path.name
        assert lines(content, "reject") == lines(rejected, "accept"), path.name
        assert lines(content, "accept") != lines(content, "reject"), path.name
