"""Looks in other programs: files of python-docx, LibreOffice and pandoc as what ours look like, and what the SDK says."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policygen.assembly.specimen import specimen
from policygen.assembly.wording import Wording
from policygen.brand.model import Brand, Look
from policygen.document.model import Document
from policygen.formats.registry import FORMATS
from policygen.formats.templates import template_of
from policygen.library.model import Library
from tests.formats.example_document import full_policy, short_policy
from tests.formats.test_docx_brand import BRAND
from tests.formats.test_docx_programs import complaints, joined, pages, printed
from tests.formats.test_docx_reference import house, own_styles
from tests.formats.word import DIGEST, RECORD
from tests.support.office import needed


def of_python_docx(_folder: Path) -> bytes:
    return house(own_styles)


def of_libreoffice(folder: Path) -> bytes:
    (folder / "house.docx").write_bytes(house(own_styles))
    profile, out = (folder / "profile").as_uri(), folder / "saved"
    options = (
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(out),
    )
    command = [needed("soffice"), *options, str(folder / "house.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / "house.docx").read_bytes()


def of_pandoc(_folder: Path) -> bytes:
    command = [needed("pandoc"), "--print-default-data-file", "reference.docx"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


MAKERS: dict[str, Callable[[Path], bytes]] = {
    "python-docx": of_python_docx,
    "LibreOffice": of_libreoffice,
    "pandoc": of_pandoc,
}


def written(document: Document, look: Look) -> bytes:
    return FORMATS["docx"].write(document, RECORD, DIGEST, look)[0]


@pytest.mark.slow
@pytest.mark.parametrize("maker", MAKERS)
def test_a_file_of_any_program_gives_a_sound_document_with_every_word_on_its_pages(maker: str, tmp_path: Path) -> None:
    data = written(full_policy(), Look(reference=MAKERS[maker](tmp_path)))
    assert complaints(data, tmp_path) == []
    shown = joined(pages(data, tmp_path))
    assert [word for word in printed(full_policy()) if word not in shown and not word.isupper()] == []


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_in_a_branded_policy_card_template_and_specimen(
    library: Library, tmp_path: Path
) -> None:
    brand = replace(
        BRAND, header="{title} | {section}", footer="{version} | {page}", classification="Internal", card_band=True
    )
    card = replace(short_policy(), properties=replace(short_policy().properties, kind="card"))
    sheet = specimen("Copperline", "2026-11-30", Wording(library.wording))
    assert complaints(template_of(Look(brand)), tmp_path) == []
    for document in (short_policy(), full_policy(), card, sheet):
        assert complaints(written(document, Look(brand)), tmp_path) == []


@pytest.mark.slow
def test_a_classification_and_a_footer_are_on_every_page(tmp_path: Path) -> None:
    brand = Brand(footer="Held by {organisation} | {page} of {pages}", classification="Internal")
    shown = pages(written(full_policy(), Look(brand)), tmp_path)
    number = shown.count("\f")
    assert shown.count("Internal") >= number
    assert shown.count("Held by Kestrel Row Securities, Inc.") == number
