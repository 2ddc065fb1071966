"""Whatever the words are, the file is sound, and the words are in it as words."""

from dataclasses import replace

import pytest
from hypothesis import given

from policygen.document.model import Document, Text
from policygen.formats.docx.writer import write
from policygen.formats.text import clean
from tests.formats.example_document import full_policy, part, table
from tests.formats.trees import documents
from tests.formats.word import DIGEST, RECORD, find, full, house, paragraph, words, written, xml
from tests.support.hostile import FOREIGN, LONG, MARKUP, UNPRINTABLE
from tests.support.word_lint import lint


@pytest.mark.slow
@given(documents())
def test_any_document_makes_a_sound_file(document: Document) -> None:
    data, _ = write(document, record=RECORD, digest=DIGEST, house=house())
    assert lint(data) == ()


@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN, *LONG])
def test_words_come_through_as_they_are(text: str) -> None:
    data = written(full(paragraph("a", text, "b"), part("t", table("t", (text,), (text,)))))
    assert words(find(xml(data), ".//w:body/w:p")[0]) == f"a{text}b"
    assert [words(one) for one in find(xml(data), ".//w:tc")] == [text, text]


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_what_xml_cannot_hold_goes_and_is_told(text: str) -> None:
    data, findings = write(full(paragraph(text)), record=RECORD, digest=DIGEST, house=house())
    assert words(find(xml(data), ".//w:body/w:p")[0]) == clean(text)
    lost = clean(text) != text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace(
        "\x85", "\n"
    )
    assert [finding.code for finding in findings] == (["removed-characters"] if lost else [])
    assert lint(data) == ()


@pytest.mark.slow
@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN, *UNPRINTABLE, LONG[0]])
def test_properties_and_header_hold_any_name(text: str) -> None:
    document = full_policy()
    properties = replace(document.properties, title=text, organisation=text, version=text, description=text)
    data = written(Document(properties, document.parts))
    assert lint(data) == ()
    assert words(xml(data, "word/header1.xml")).startswith(clean(text).replace("\n", "")[:5].replace("\t", "")[:1])


def test_a_name_that_runs_right_to_left_is_marked() -> None:
    data = written(full(paragraph(Text("At מקהלת הנמל 24 we post")), paragraph("بيت قهوة")))
    mixed, arabic = find(xml(data), ".//w:body/w:p")
    assert ["".join(run.itertext()) for run in find(mixed, ".//w:r[w:rPr/w:rtl]")] == ["מקהלת הנמל"]
    assert not find(mixed, "./w:pPr/w:bidi")
    assert find(arabic, "./w:pPr/w:bidi")
    assert words(mixed) == "At מקהלת הנמל 24 we post"


def test_a_cell_runs_right_to_left_only_where_all_its_words_do() -> None:
    cells = find(xml(written(full(table("t", ("A", "B", "C"), ("At مقهى 24", "بيت قهوة", "Plain"))))), ".//w:tc")[3:]
    assert [len(find(cell, ".//w:pPr/w:bidi")) for cell in cells] == [0, 1, 0]


def test_lines_and_tabs_in_words_become_words_own() -> None:
    data = written(full(paragraph("1 Harbour Street\nBristol\tBS1")))
    one = find(xml(data), ".//w:body/w:p")[0]
    assert len(find(one, ".//w:br")) == 1
    assert len(find(one, ".//w:tab")) == 1
