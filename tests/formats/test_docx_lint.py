"""Our own lint finds what the Open XML SDK's validator lets pass."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from policygen.document.anchors import bookmark_name
from tests.formats.example_document import full_policy
from tests.formats.word import written
from tests.support.word_lint import lint


def altered(part: str, change: Callable[[str], str]) -> bytes:
    """The full example with one part changed; a change that changes nothing is a slip of the test."""
    file = BytesIO()
    with ZipFile(BytesIO(written(full_policy()))) as source, ZipFile(file, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                changed = change(text.decode()).encode()
                assert changed != text
                text = changed
            target.writestr(name, text)
    return file.getvalue()


def first(pattern: str, replacement: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, replacement, text, count=1, flags=re.S)


DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"

BROKEN = {
    "docx-empty-cell": (DOCUMENT, first(r"(</w:tcPr>)<w:p>.*?</w:p>(</w:tc>)", r"\1\2")),
    "docx-duplicate-bookmark": (DOCUMENT, first(r'w:name="_pge_[0-9a-f]+"', f'w:name="{bookmark_name("title")}"')),
    "docx-duplicate-bookmark-id": (DOCUMENT, first(r'<w:bookmarkStart w:id="1" ', '<w:bookmarkStart w:id="0" ')),
    "docx-open-bookmark": (DOCUMENT, first(r'<w:bookmarkEnd w:id="0"/>', "")),
    "docx-unopened-bookmark": (DOCUMENT, first(r'<w:bookmarkStart w:id="0"[^>]*/>', "")),
    "docx-bad-bookmark-name": (DOCUMENT, first(r'w:name="_pge_[0-9a-f]+"', f'w:name="{"x" * 41}"')),
    "docx-unknown-style": (DOCUMENT, first('w:val="Subtitle"', 'w:val="Nowhere"')),
    "docx-unknown-list": (DOCUMENT, first(r'<w:numId w:val="\d+"/>', '<w:numId w:val="77"/>')),
    "docx-open-field": (DOCUMENT, first(r'<w:fldChar w:fldCharType="end"/>', "")),
    "docx-unopened-field": (DOCUMENT, first(r'<w:fldChar w:fldCharType="begin"/>', "")),
    "docx-missing-bookmark": (DOCUMENT, first(r" REF _pg_[0-9a-f]+", " REF pg_gone")),
    "docx-unknown-relationship": (DOCUMENT, first(r'r:id="rIdLink1"', 'r:id="rIdLink9"')),
    "docx-text-in-deletion": (
        DOCUMENT,
        first(r"(<w:r><w:t>[^<]*</w:t></w:r>)", r'<w:del w:id="900" w:author="A">\1</w:del>'),
    ),
    "docx-missing-comment": (DOCUMENT, first(r"<w:r><w:t>", '<w:r><w:commentReference w:id="5"/></w:r><w:r><w:t>')),
    "docx-duplicate-control": (
        DOCUMENT,
        first(
            r"(<w:body>)",
            r'\1<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr></w:sdt><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr></w:sdt>',
        ),
    ),
    "docx-empty-table": (DOCUMENT, first(r"(<w:tbl>.*?</w:tblGrid>).*?(</w:tbl>)", r"\1\2")),
    "docx-undeclared-prefix": (
        DOCUMENT,
        first(
            "<w:document ",
            '<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14" ',
        ),
    ),
    "docx-two-defaults": (STYLES, first('w:styleId="Title"', 'w:default="1" w:styleId="Title"')),
    "docx-duplicate-style": (STYLES, first('w:styleId="Subtitle"', 'w:styleId="Title"')),
    "docx-duplicate-list": (NUMBERING, first('w:numId="4"', 'w:numId="3"')),
    "docx-bad-date": ("docProps/core.xml", first("2026-11-22T00:00:00Z", "22 November")),
    "docx-not-well-formed": ("word/header1.xml", first("</w:hdr>", "")),
    "docx-missing-part": ("word/_rels/document.xml.rels", first('Target="settings.xml"', 'Target="gone.xml"')),
    "docx-duplicate-relationship": ("word/_rels/document.xml.rels", first('Id="rId2"', 'Id="rId1"')),
    "docx-no-content-type": ("[Content_Types].xml", first('<Default Extension="xml"[^>]*/>', "")),
}


def test_a_sound_file_has_no_findings() -> None:
    assert lint(written(full_policy())) == ()


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_file_is_found_out(code: str) -> None:
    part, change = BROKEN[code]
    assert code in {finding.code for finding in lint(altered(part, change))}


def test_a_list_of_an_undefined_kind_is_found_out() -> None:
    data = altered(NUMBERING, first('<w:abstractNumId w:val="2"/>', '<w:abstractNumId w:val="9"/>'))
    assert "docx-unknown-list" in {finding.code for finding in lint(data)}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_found_out() -> None:
    file = BytesIO(written(full_policy()))
    with ZipFile(file, "a") as archive:
        archive.writestr(DOCUMENT, "<x/>")
    assert "docx-duplicate-part" in {finding.code for finding in lint(file.getvalue())}


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04rest"])
def test_what_is_no_package_is_said_to_be_none(data: bytes) -> None:
    assert [finding.code for finding in lint(data)] == ["docx-not-a-package"]


def test_a_package_without_content_types_is_found_out() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "docx-no-content-types" in {finding.code for finding in lint(file.getvalue())}
