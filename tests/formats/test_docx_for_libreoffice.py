"""What LibreOffice is given to make a PDF of: head cells beside their rows are told as such, and nothing else is another."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from policygen.app.libreoffice import pdf_of
from policygen.formats.docx.for_libreoffice import prepared
from policygen.formats.docx.names import W
from tests.formats.example_document import body, control, part
from tests.formats.word import content, full, written, xml
from tests.support.office import needed

DOCUMENT = full(
    part("title", body("Before.")), part("control", control(("Version", "1"), ("Next review", "May")), kind="control")
)


def names_of_styles(data: bytes) -> dict[str, str]:
    found = xml(data, "word/styles.xml").iterfind(f"{{{W}}}style")
    return {style.get(f"{{{W}}}styleId"): style.find(f"{{{W}}}name").get(f"{{{W}}}val") for style in found}


def test_the_style_of_head_cells_alone_has_another_name_and_every_word_is_as_it_was() -> None:
    before = written(DOCUMENT)
    after = prepared(before)
    assert names_of_styles(after) == names_of_styles(before) | {"PolicyTableHeading": "Table Heading"}
    assert content(after) == content(before)


def test_a_style_of_somebody_else_that_has_this_name_already_takes_the_name_of_ours() -> None:
    data = BytesIO(written(DOCUMENT))
    theirs = (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="Th"><w:name w:val="Table Heading"/></w:style></w:styles>'
    )
    made = BytesIO()
    with ZipFile(data) as was, ZipFile(made, "w") as new:
        for name in was.namelist():
            found = was.read(name)
            new.writestr(name, re.sub(rb"</w:styles>", theirs.encode(), found) if name == "word/styles.xml" else found)
    names = names_of_styles(prepared(made.getvalue()))
    assert (names["PolicyTableHeading"], names["Th"]) == ("Table Heading", "Policy Table Heading")


@pytest.mark.slow
def test_what_stands_beside_the_rows_of_a_table_heads_them_in_the_pdf(tmp_path: Path) -> None:
    needed("soffice")
    (tmp_path / "made.pdf").write_bytes(pdf_of(prepared(written(DOCUMENT))))
    arguments = [needed("pdfinfo"), "-struct", tmp_path / "made.pdf"]
    tree = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^ +(T[HD])\b", tree, re.MULTILINE) == ["TH", "TD", "TH", "TD"]
