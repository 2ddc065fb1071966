"""`--format pdf`: what LibreOffice makes of the Word file, the same each time; a plain sentence where it is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from policygen.app import libreoffice
from policygen.errors import PolicygenError
from policygen.formats.pdf import finished
from policygen.formats.registry import COPY_FORMATS
from tests.cli.running import CAFE, SAMPLES, TODAY, outputs, policygen, text_file
from tests.formats.example_document import SHORT_PROPERTIES
from tests.support.office import needed

FORM = COPY_FORMATS["pdf"]
MADE = (
    b"%PDF-1.6\n/CreationDate(D:20261130025558+01'00')\n<xmp:CreateDate>2026-11-30T02:55:58+01:00</xmp:CreateDate>\n"
    b"/ID [ <23184EFF8DBEEDDD2769D379B5FC99FD>\n<23184EFF8DBEEDDD2769D379B5FC99FD> ]\n"
    b"/DocChecksum /DA2508D7309DC212C2AF34B182859B07\nstartxref\n9\n%%EOF\n"
)


def build(answers: Path, *options: object) -> Path:
    outcome = policygen("build", answers, "--format", "pdf", "--documents", "policy", "--date", TODAY, *options)
    assert outcome.code == 0, outcome.said
    return outputs(answers.parent, "pdf")[0]


def test_without_libreoffice_a_build_says_so_before_it_writes_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    answers = text_file(tmp_path, CAFE.read_bytes())
    for formats in ("pdf", "docx,pdf"):
        outcome = policygen("build", answers, "--format", formats)
        assert outcome.code == 1
        assert "LibreOffice is not installed here" in outcome.err
        assert "Word can save a PDF too" in outcome.err
    assert list(tmp_path.iterdir()) == [answers]


@pytest.mark.skipif(os.name != "posix", reason="programs are named otherwise elsewhere")
def test_libreoffice_is_found_under_either_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert libreoffice.program() is None
    for name in ("libreoffice", "soffice"):
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o700)
        assert libreoffice.program() == str(tmp_path / name)


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for LibreOffice")
def test_a_pdf_is_what_libreoffice_left_and_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "soffice"
    monkeypatch.setattr(libreoffice, "program", lambda: str(stand_in))
    for script, made in (("cp document.docx document.pdf", True), ("exit 0", False)):
        stand_in.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        stand_in.chmod(0o700)
        if made:
            assert libreoffice.pdf_of(b"words") == b"words"
        else:
            with pytest.raises(PolicygenError, match="made no PDF"):
                libreoffice.pdf_of(b"words")


def test_a_pdf_bears_the_date_of_its_document_and_no_byte_of_it_is_moved() -> None:
    found = finished(MADE, SHORT_PROPERTIES)
    assert found.startswith(
        b"%PDF-1.6\n/CreationDate(D:20261122000000+01'00')\n<xmp:CreateDate>2026-11-22T00:00:00+01:00<"
    )
    assert found.index(b"startxref") == MADE.index(b"startxref")
    other = MADE.replace(b"30025558", b"29115959").replace(b"23184EFF", b"00184EFF").replace(b"DA2508D7", b"DA2508D8")
    assert finished(other.replace(b"30T02:55:58", b"29T11:59:59"), SHORT_PROPERTIES) == found
    assert finished(MADE.replace(b"1.6", b"1.7"), SHORT_PROPERTIES) != found


def test_a_pdf_is_known_as_ours_until_somebody_changes_it() -> None:
    found = finished(MADE, SHORT_PROPERTIES)
    assert FORM.is_untouched(found)
    assert not any(FORM.is_untouched(each) for each in (b"", MADE, found.replace(b"xref", b"xfer"), found + b"%%EOF\n"))


@pytest.mark.slow
def test_a_pdf_is_tagged_in_its_language_and_the_same_each_time(tmp_path: Path) -> None:
    needed("soffice")
    answers = text_file(tmp_path, CAFE.read_bytes())
    document = build(answers)
    content = document.read_bytes()
    told = subprocess.run([needed("pdfinfo"), document], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in told
    assert "Title:           Social media policy" in told
    assert "Author:          Harbour Street Café" in told
    assert b"pdfuaid:part>1<" in content
    assert b"/Lang(en-GB)" in content
    assert (
        "is already as it should be"
        in policygen("build", answers, "--format", "pdf", "--documents", "policy", "--date", TODAY).out
    )
    tree = subprocess.run([needed("pdfinfo"), "-struct", document], capture_output=True, text=True, check=True).stdout
    for tag in ("H1", "Table", "TH", "TR", "L (block)", "LI"):
        assert f"{tag}" in tree, tag


@pytest.mark.slow
def test_the_contents_of_a_pdf_have_their_pages(tmp_path: Path) -> None:
    needed("soffice")
    document = build(text_file(tmp_path, (SAMPLES / "kirkbrae-house" / "answers.yaml").read_bytes()))
    text = subprocess.run(
        [needed("pdftotext"), "-layout", document, "-"], capture_output=True, text=True, check=True
    ).stdout
    contents = text.split("Contents", 1)[1].split("\f")[0].splitlines()
    numbered = [line for line in contents if line.rstrip()[-1:].isdigit() and any(sign.isalpha() for sign in line)]
    assert len(numbered) > 10


@pytest.mark.slow
@pytest.mark.parametrize(("document", "depth"), [("policy", "short"), ("policy", "full"), ("card", "short")])
def test_a_second_opinion_finds_no_fault_for_screen_readers(document: str, depth: str, tmp_path: Path) -> None:
    needed("soffice")
    program = os.environ.get("POLICYGEN_PDFUA") or shutil.which("pdfua")
    if not program:
        pytest.skip("NOT TRIED: neither is pdfua installed nor does POLICYGEN_PDFUA name it")
    answers = text_file(tmp_path, CAFE.read_bytes())
    options = ("--format", "pdf", "--documents", document, "--depth", depth, "--date", TODAY)
    assert policygen("build", answers, *options).code == 0
    (made,) = outputs(tmp_path, "pdf")
    done = subprocess.run([program, "check", made], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
