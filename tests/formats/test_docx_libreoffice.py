"""What LibreOffice does to our references when people save, delete and type, over UNO as a person's hand would do it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from policygen.document.model import Document, Reference
from policygen.formats.docx.reader import read
from policygen.revision.plan import plan
from tests.formats.example_document import FULL_PROPERTIES, body, clause, full_policy, part, rule, section, short_policy
from tests.formats.word import paragraph, written
from tests.support.office import office

EDITS = Path(__file__).parents[1] / "support" / "uno_edits.py"
SAVES = 5
WAYS = 5


def right_to_left() -> Document:
    """References in Hebrew and Arabic, in a sentence and at its beginning."""
    return Document(
        FULL_PROPERTIES,
        (
            section("a", "מטרה והיקף"),
            clause("a.b", "דברו בשם עצמכם", rule("אתם רשאים לדבר בשם עצמכם.")),
            clause("a.c", "الخصوصية أولاً", rule("احفظ الأسرار.")),
            part("d", paragraph("שאלו תחילה (ראו ", Reference("a.b", "דברו בשם עצמכם"), ").")),
            part("e", paragraph(Reference("a.c", "الخصوصية أولاً"), " دائماً."), body("End.")),
        ),
    )


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "full": full_policy,
    "short": short_policy,
    "right-to-left": right_to_left,
}


@pytest.fixture(scope="module", params=list(DOCUMENTS))
def edited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Path]:
    """A document, and the folder of its copies as LibreOffice leaves them."""
    folder = tmp_path_factory.mktemp("uno")
    document = DOCUMENTS[request.param]()
    (folder / "issued.docx").write_bytes(written(document))
    with office(folder / "profile") as (pipe, python):
        command = [python, str(EDITS), pipe, str(folder / "issued.docx"), str(folder), str(SAVES)]
        subprocess.run(command, check=True, timeout=900)
    return document, folder


@pytest.mark.slow
def test_every_save_keeps_every_word(edited: tuple[Document, Path]) -> None:
    document, folder = edited
    for number in range(1, SAVES + 1):
        made = plan(document.parts, read((folder / f"saved-{number}.docx").read_bytes()), document.parts)
        assert {entry.decision for entry in made.entries} == {"unchanged"}, number
        assert made.findings == ()
        assert made.alignment.owner == ()


@pytest.mark.slow
def test_references_deleted_and_retyped_under_tracking_leave_a_file_that_opens(edited: tuple[Document, Path]) -> None:
    document, folder = edited
    files = [path for path in folder.glob("*.docx") if not path.name.startswith(("issued", "saved"))]
    first = [path for path in files if not path.stem.endswith("-again")]
    references = sum(1 for part in document.parts if "Reference(" in repr(part))
    assert len(first) >= WAYS * references
    assert len(files) == 2 * len(first), "LibreOffice could not open what it wrote"
    for path in files:
        with ZipFile(path) as archive:
            etree.fromstring(archive.read("word/document.xml"))
        made = plan(document.parts, read(path.read_bytes()), document.parts)
        changed = [entry for entry in made.entries if entry.decision != "unchanged"]
        assert 1 <= len(changed) <= 2, path.name
        assert not any(entry.lost for entry in made.entries), path.name
        assert {change.author for change in made.document.changes}, path.name
