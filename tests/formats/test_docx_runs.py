"""Runs made for somebody's file: they bear the styles that it has, and none that it lacks."""

import pytest
from lxml import etree

from policygen.document.edits import Edits
from policygen.document.model import Link, Text
from policygen.formats.docx.names import R_STYLE, VAL, W
from policygen.formats.docx.package import open_package
from policygen.formats.docx.reading.styles import read_numbering
from policygen.formats.docx.tracking.content import RunBuilder
from tests.formats.word import full, paragraph, written


@pytest.mark.parametrize("has_style", [True, False])
def test_a_link_bears_the_style_of_links_where_the_file_has_one(has_style: bool) -> None:
    package = open_package(written(full(paragraph("Ask."))))
    root = package.xml(package.main)
    assert root is not None
    builder = RunBuilder(package, root, Edits(), ())
    link = builder.styles.get("hyperlink")
    assert link
    if not has_style:
        del builder.styles["hyperlink"]
    (run,) = builder.runs((Link("https://a.example", (Text("here"),)),))
    assert [style.get(VAL) for style in run.iter(R_STYLE)] == ([link] if has_style else [])


def test_a_level_that_names_no_format_counts_in_numbers() -> None:
    numbering = etree.fromstring(
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"/>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    assert read_numbering(numbering).formats == {("7", 0): "decimal", ("7", 1): "bullet"}
