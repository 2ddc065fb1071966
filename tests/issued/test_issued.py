"""Documents issued by every version of policygen so far can be opened, explained, checked and planned for."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import policygen

ISSUED = Path(__file__).parent
DOCUMENTS = sorted(path for path in ISSUED.glob("[0-9]*/*/*") if path.suffix in {".docx", ".md"})
DAY = "2026-11-22"

EVERYDAY = {"harbour-street-cafe"}
"""Samples read in every run; the others are read in the slow one."""

each_document = pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            path, id=str(path.relative_to(ISSUED)), marks=[] if path.parent.name in EVERYDAY else pytest.mark.slow
        )
        for path in DOCUMENTS
    ],
)


def test_the_documents_of_the_first_shape_are_all_here() -> None:
    assert len([path for path in DOCUMENTS if path.parts[-3] == "1"]) == 48


@each_document
@pytest.mark.some_every_day(2)
def test_an_issued_document_is_explained_as_issued(document: Path) -> None:
    told = policygen("explain", document, "--date", DAY)

    assert told.code == 0, told.said
    assert "As issued" in told.out
    assert "Edited" not in told.out
    assert "Taken out" not in told.out


@each_document
@pytest.mark.some_every_day(2)
def test_an_issued_document_is_checked_and_found_whole_but_for_what_we_no_longer_write(document: Path) -> None:
    told = policygen("check", document, "--date", DAY, "--json")

    assert told.code in {0, 3}, told.said
    (checked,) = json.loads(told.out)
    assert {found["code"] for found in checked["findings"] if found["severity"] in {"high", "block"}} <= {"withdrawn"}


@each_document
@pytest.mark.some_every_day(2)
def test_every_change_planned_for_an_untouched_issued_document_has_its_cause(document: Path) -> None:
    told = policygen("update", document, "--plan", "--date", DAY)

    assert told.code == 0, told.said
    assert "0 paragraphs of yours" in told.out
    assert "The cause is not known" not in told.out


@pytest.mark.slow
@each_document
@pytest.mark.some_in_ci(4)
def test_an_old_document_can_be_issued_in_place(document: Path, tmp_path: Path) -> None:
    for file in document.parent.iterdir():
        shutil.copy(file, tmp_path)
    path = tmp_path / document.name

    terms = ("--accept-open", "--approved-by", "The board", "--in-force", "2027-02-01", "--date", DAY)
    told = policygen("issue", path, *terms)

    assert told.code == 0, told.said
    assert "status-not-found" not in told.said
    checked = json.loads(policygen("check", path, "--date", DAY, "--json").out)
    assert "edited-since-issue" not in {found["code"] for found in checked[0]["findings"]}
    assert "was not issued" not in policygen("explain", path, "--history").out
