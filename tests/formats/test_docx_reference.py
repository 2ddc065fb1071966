"""A company's own Word file as the look of our documents: what is taken, what is left out, and what is told."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml as element
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from policygen.brand.colours import LEGIBLE, WHITE, contrast
from policygen.brand.model import Brand, Look
from policygen.document.model import Document
from policygen.errors import DocumentError
from policygen.formats.docx.package import open_package
from policygen.formats.docx.restyling import Restyled, restyled
from policygen.formats.registry import FORMATS
from tests.brand.pictures import png
from tests.formats.example_document import full_policy, short_policy
from tests.formats.word import DIGEST, RECORD, TEMPLATE, content, find, style_of, words, xml
from tests.support.word_lint import lint

Change = Callable[[Any], None]


def house(change: Change = lambda _: None) -> bytes:
    """A file as a company may have it, made from python-docx's own."""
    opened = docx.Document()
    for style in list(opened.styles.element):
        kind, name = style.get(qn("w:type")), style.get(qn("w:styleId"))
        if kind == "table" and name not in ("TableNormal", "MediumShading1-Accent1"):
            opened.styles.element.remove(style)  # two hundred of them, which nothing here looks at
    for key in [key for key, rel in opened.part.rels.items() if rel.reltype.endswith("/stylesWithEffects")]:
        opened.part.rels.pop(key)
    change(opened)
    file = BytesIO()
    opened.save(file)
    return file.getvalue()


def read(reference: bytes) -> Restyled:
    return restyled(reference, TEMPLATE.read_bytes())


def written(reference: bytes, document: Document | None = None, brand: Brand | None = None) -> bytes:
    return FORMATS["docx"].write(document or short_policy(), RECORD, DIGEST, Look(brand, reference))[0]


def codes(made: Restyled) -> set[str]:
    return {finding.code.removeprefix("reference-") for finding in made.findings}


def changed(data: bytes, name: str, change: Callable[[bytes], bytes], *added: tuple[str, bytes]) -> bytes:
    """A package with one part changed, and others added."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w") as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
        for each, what in added:
            new.writestr(each, what)
    return file.getvalue()


def names_of(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        return [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]


# ---- styles ------------------------------------------------------------------------------------------------------------


def own_styles(opened: Any) -> None:
    """A text that uses styles of its own throughout."""
    title = opened.styles.add_style("ACME Titel", WD_STYLE_TYPE.PARAGRAPH)
    title.font.size = Pt(30)
    chapter = opened.styles.add_style("ACME Kapitel", WD_STYLE_TYPE.PARAGRAPH)
    chapter.font.color.rgb = RGBColor(0x7A, 0x1F, 0x5C)
    chapter.element.get_or_add_pPr().append(element(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
    opened.styles.add_style("ACME Absatz", WD_STYLE_TYPE.PARAGRAPH).font.name = "Verdana"
    opened.add_paragraph("Handbuch", style="ACME Titel")
    opened.add_paragraph("Eins", style="ACME Kapitel")
    for _ in range(3):
        opened.add_paragraph("Lorem ipsum", style="ACME Absatz")
    opened.add_table(2, 2).style = "Medium Shading 1 Accent 1"


@pytest.mark.parametrize(
    ("name", "based"), [("Title", "ACMETitel"), ("heading 1", "ACMEKapitel"), ("Body Text", "ACMEAbsatz")]
)
def test_word_s_own_styles_are_based_on_those_that_their_text_uses(name: str, based: str) -> None:
    styles = xml(written(house(own_styles)), "word/styles.xml")
    assert find(styles, f"./w:style[w:name/@w:val='{name}']/w:basedOn/@w:val") == [based]


def test_our_further_styles_rest_on_their_body_text_and_table() -> None:
    styles = xml(written(house(own_styles)), "word/styles.xml")
    assert find(styles, "./w:style[@w:styleId='PolicyRights']/w:basedOn/@w:val") == ["ACMEAbsatz"]
    assert find(styles, "./w:style[@w:styleId='PolicyTable']/w:basedOn/@w:val") == ["MediumShading1-Accent1"]
    assert not find(styles, "./w:style[@w:styleId='PolicyTable']/w:tblStylePr")


def test_our_accent_is_the_colour_of_their_headings() -> None:
    made = read(house(own_styles))
    assert made.adapted.brand.palette.accent == "7A1F5C"
    styles = xml(written(house(own_styles)), "word/styles.xml")
    assert find(styles, "./w:style[@w:styleId='PolicyReference']//w:color/@w:val") == ["7A1F5C"]
    assert not find(styles, "./w:style[@w:styleId='PolicyReference']//w:color/@w:themeColor")


def test_an_accent_too_pale_for_words_is_darkened_for_ours() -> None:
    def change(opened: Any) -> None:
        opened.styles["Heading 1"].font.color.rgb = RGBColor(0xFF, 0xCC, 0x00)

    assert contrast(read(house(change)).adapted.brand.palette.accent, WHITE) >= LEGIBLE


def named_in_body(opened: Any) -> None:
    opened.styles["Normal"].font.name = "Georgia"


def named_for_all(opened: Any) -> None:
    fonts = opened.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:ascii"), "Verdana")


def named_nowhere(opened: Any) -> None:
    named_for_all(opened)
    fonts = opened.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    fonts.getparent().remove(fonts)


@pytest.mark.parametrize(
    ("change", "font"),
    [(named_in_body, "Georgia"), (named_for_all, "Verdana"), (named_nowhere, ""), (lambda _: None, "Cambria")],
    ids=["in body text", "for all text", "nowhere", "by the theme"],
)
def test_what_is_ours_has_the_font_of_their_text(change: Change, font: str) -> None:
    found = read(house(change)).adapted.brand.body_font
    assert (found.name if found is not None else "") == font


def test_a_heading_by_its_name_in_another_language_is_found() -> None:
    def change(opened: Any) -> None:
        opened.styles.add_style("Überschrift 1", WD_STYLE_TYPE.PARAGRAPH)
        opened.add_paragraph("Eins", style="Überschrift 1")

    told = {each.ours: each.theirs for each in read(house(change)).adapted.mapped}
    assert told["heading 1"] == "Überschrift 1"


def test_text_in_their_default_style_makes_body_text_look_like_it() -> None:
    def change(opened: Any) -> None:
        for _ in range(3):
            opened.add_paragraph("Lorem ipsum")

    made = read(house(change))
    assert made.adapted.body == ""
    styles = xml(written(house(change)), "word/styles.xml")
    assert find(styles, "./w:style[w:name/@w:val='Body Text']/w:basedOn/@w:val") == ["Normal"]


@pytest.mark.some_every_day(1)
@pytest.mark.parametrize("build", [short_policy, full_policy])
@pytest.mark.parametrize("change", [lambda _: None, own_styles])
def test_a_document_in_their_look_is_sound_and_reads_back_as_the_same_words(
    build: Callable[[], Document], change: Change
) -> None:
    data = written(house(change), build())
    assert lint(data) == ()
    ours = FORMATS["docx"].write(build(), RECORD, DIGEST, Look())[0]
    assert FORMATS["docx"].read(data).blocks == FORMATS["docx"].read(ours).blocks


def test_lists_have_our_signs_and_indents_whatever_their_styles_say() -> None:
    def change(opened: Any) -> None:
        opened.styles["List Bullet"].paragraph_format.left_indent = Mm(60)

    styles = xml(written(house(change)), "word/styles.xml")
    (left,) = find(styles, "./w:style[@w:styleId='ListBullet']/w:pPr/w:ind/@w:left")
    assert int(left) < 2_000


# ---- the page ----------------------------------------------------------------------------------------------------------


def test_their_page_margins_header_and_picture_stay() -> None:
    def change(opened: Any) -> None:
        section = opened.sections[0]
        section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(35)
        section.header.paragraphs[0].text = "ACME GmbH"
        section.header.paragraphs[0].add_run().add_picture(BytesIO(png(60, 20)))

    data = written(house(change))
    (margins,) = find(xml(data), ".//w:sectPr/w:pgMar")
    assert margins.get(qn("w:left")) == str(round(35 / 25.4 * 1440))
    with ZipFile(BytesIO(data)) as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist())
        (header,) = [name for name in archive.namelist() if name.startswith("word/header") and name.endswith("xml")]
    assert words(xml(data, header)) == "ACME GmbH"
    assert lint(data) == ()


def test_what_stands_at_the_right_of_their_header_stays_within_the_page() -> None:
    """Word's usual header ends at 16.5 cm, and A4 with usual margins has less."""

    def narrow(opened: Any) -> None:
        section = opened.sections[0]
        section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(30), Mm(30)
        section.header.paragraphs[0].text = "ACME\tHouse paper\tInternal"
        section.header.paragraphs[0].paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)

    made = written(house(narrow))
    width = round(150 / 25.4 * 1440)
    parts = [xml(made, "word/styles.xml"), *(xml(made, name) for name in names_of(made) if "header" in name)]
    ends = [int(found) for root in parts for found in find(root, ".//w:tab[@w:val='right']/@w:pos")]
    assert len(ends) > 1
    assert max(ends) == pytest.approx(width, abs=2)


def test_without_headers_and_footers_of_theirs_ours_are_taken() -> None:
    data = written(house())
    assert "frames" in codes(read(house()))
    assert "Page 1 of 1" in words(xml(data, "word/policy-footer1.xml"))


def test_a_brand_beside_it_gives_colours_and_its_logo_to_what_is_ours() -> None:
    data = written(house(), brand=Brand(paper="letter"))
    assert find(xml(data), ".//w:sectPr/w:pgSz/@w:w")[-1] == "12240"


@pytest.mark.some_every_day(1)
@pytest.mark.parametrize(("width", "height", "paper"), [(210, 297, "a4"), (215.9, 279.4, "letter"), (148, 210, "own")])
def test_their_paper_is_the_paper(width: float, height: float, paper: str) -> None:
    def change(opened: Any) -> None:
        opened.sections[0].page_width, opened.sections[0].page_height = Mm(width), Mm(height)

    assert read(house(change)).paper == paper
    (size,) = find(xml(written(house(change))), ".//w:sectPr/w:pgSz")
    assert abs(int(size.get(qn("w:w"))) - width / 25.4 * 1440) < 30


def test_the_last_section_has_the_headers_of_those_before_it() -> None:
    def change(opened: Any) -> None:
        opened.sections[0].header.paragraphs[0].text = "ACME GmbH"
        opened.add_section()

    made = read(house(change))
    assert "sections" in codes(made)
    assert b"headerReference" in content(made.template)


def test_a_file_without_a_page_gets_ours() -> None:
    def change(opened: Any) -> None:
        opened.element.body.remove(opened.element.body.sectPr)

    made = read(house(change))
    assert made.paper == ""
    assert lint(written(house(change))) == ()


def test_a_missing_version_or_page_number_is_told_with_what_to_paste() -> None:
    def change(opened: Any) -> None:
        opened.sections[0].footer.paragraphs[0].text = "ACME"

    assert {"version", "page"} <= codes(read(house(change)))

    def complete(opened: Any) -> None:
        paragraph = opened.sections[0].footer.paragraphs[0]._p
        for field in ("PAGE", "DOCPROPERTY Edition"):
            paragraph.append(
                element(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
            )

    assert not {"version", "page"} & codes(read(house(complete)))


# ---- what is left out --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_template_and_a_file_with_macros_are_taken_without_the_macros() -> None:
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    for kind in ("template.main", "document.macroEnabled.main"):
        other = types.replace("document.main", kind).replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.macro", "vnd.ms-word.document.macro"
        )
        data = changed(
            house(), "[Content_Types].xml", lambda old, other=other: old.replace(types.encode(), other.encode())
        )
        assert lint(written(data)) == ()
    data = changed(house(), "", lambda old: old, ("word/vbaProject.bin", b"Sub AutoOpen()"))
    made = read(data)
    assert "macros" in codes(made)
    assert b"AutoOpen" not in made.template
    assert lint(written(data)) == ()


ACTIVE = {
    "a picture elsewhere": '<w:fldSimple {ns} w:instr="INCLUDEPICTURE &quot;http://x.example/a.png&quot; \\d"><w:r><w:t>x</w:t></w:r></w:fldSimple>',
    "a text elsewhere": '<w:r {ns}><w:fldChar w:fldCharType="begin"/><w:instrText> INCLUDETEXT "/etc/passwd" </w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
    "a program": '<w:r {ns}><w:fldChar w:fldCharType="begin"/><w:instrText> DDEAUTO c:\\\\cmd.exe </w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
    "an object": "<w:r {ns}><w:object><w:control/></w:object></w:r>",
}


@pytest.mark.some_every_day(2)
@pytest.mark.parametrize("what", ACTIVE)
def test_what_a_header_would_fetch_or_run_is_left_out_and_told(what: str) -> None:
    def change(opened: Any) -> None:
        opened.sections[0].header.paragraphs[0].text = "ACME"
        opened.sections[0].header.paragraphs[0]._p.append(element(ACTIVE[what].replace("{ns}", nsdecls("w"))))

    made = read(house(change))
    assert "active" in codes(made)
    header = next(name for name in open_package(made.template).names if "header" in name)
    assert words(xml(made.template, header)) == "ACME"
    for sign in (b"INCLUDE", b"DDE", b"w:object", b"x.example"):
        assert sign not in content(made.template, header)


def test_a_picture_that_lies_elsewhere_and_a_template_behind_the_file_are_cut_off() -> None:
    def change(opened: Any) -> None:
        run = opened.sections[0].header.paragraphs[0].add_run()
        run.add_picture(BytesIO(png(60, 20)))
        part = opened.sections[0].header.part
        key = part.relate_to(
            "http://x.example/beacon.png", docx.opc.constants.RELATIONSHIP_TYPE.IMAGE, is_external=True
        )
        blip = next(part.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        blip.set(qn("r:link"), key)
        settings = opened.part._settings_part
        settings.relate_to("http://x.example/evil.dotm", "http://x/attachedTemplate", is_external=True)

    made = read(house(change))
    assert "active" in codes(made)
    package = open_package(made.template)
    for name in package.names:
        assert b"x.example" not in (package.bytes_of(name) or b"")


def test_changes_and_comments_that_wait_in_a_header_are_settled() -> None:
    def change(opened: Any) -> None:
        paragraph = opened.sections[0].header.paragraphs[0]._p
        for tag, text in (("ins", "<w:t>new</w:t>"), ("del", "<w:delText>old</w:delText>")):
            paragraph.append(element(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="Sam"><w:r>{text}</w:r></w:{tag}>'))

    made = read(house(change))
    header = next(name for name in open_package(made.template).names if "header" in name)
    assert words(xml(made.template, header)) == "new"
    assert b"Sam" not in content(made.template, header)


def test_no_word_of_their_text_and_no_property_of_theirs_is_in_our_file() -> None:
    def change(opened: Any) -> None:
        opened.add_paragraph("Confidential draft for Zebedee")
        opened.core_properties.author = "Zebedee"
        opened.add_comment(opened.paragraphs[-1].runs, text="Ask Zebedee", author="Zebedee")

    data = written(house(change))
    with ZipFile(BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"Zebedee" in archive.read(name)]
    assert {"text", "comments"} <= codes(read(house(change)))


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_word_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(DocumentError):
        read(data)


def test_entities_and_depths_are_refused_before_another_reader_meets_them() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w:styles xmlns:w="x">&a;</w:styles>'
    with pytest.raises(DocumentError):
        read(changed(house(), "word/styles.xml", lambda _: bomb))
    deep = b"<a>" * 400 + b"</a>" * 400
    with pytest.raises(DocumentError):
        read(changed(house(), "word/settings.xml", lambda _: deep))


def test_properties_in_an_order_that_word_does_not_know_are_put_right() -> None:
    def swap(old: bytes) -> bytes:
        return old.replace(b"<w:keepNext/><w:keepLines/>", b"<w:keepLines/><w:keepNext/>")

    data = changed(house(), "word/styles.xml", swap)
    styles = content(written(data), "word/styles.xml")
    assert styles.index(b"<w:keepNext/>") < styles.index(b"<w:keepLines/>")


def test_styles_of_our_own_file_are_ours_again() -> None:
    ours = FORMATS["docx"].write(full_policy(), RECORD, DIGEST, Look())[0]
    data = written(ours)
    assert style_of(find(xml(data), ".//w:body/w:p")[0]) == "Title"
    assert lint(data) == ()


def test_a_short_policy_on_their_page_keeps_their_margins_and_their_air() -> None:
    def change(opened: Any) -> None:
        section = opened.sections[0]
        section.page_width, section.page_height, section.top_margin = Mm(210), Mm(297), Mm(45)
        opened.styles["Heading 1"].paragraph_format.space_before = Pt(24)

    data = written(house(change))
    (margins,) = find(xml(data), ".//w:sectPr/w:pgMar")
    assert margins.get(qn("w:top")) == str(round(45 / 25.4 * 1440))
    assert find(xml(data, "word/styles.xml"), "./w:style[w:name/@w:val='heading 1']//w:spacing/@w:before") == ["480"]


def test_no_heading_of_theirs_stands_at_the_foot_of_a_page() -> None:
    def change(opened: Any) -> None:
        opened.styles["Heading 1"].paragraph_format.keep_with_next = None

    styles = xml(written(house(change)), "word/styles.xml")
    assert find(styles, "./w:style[w:name/@w:val='heading 1']/w:pPr/w:keepNext")


def test_another_paper_than_the_country_has_is_told() -> None:
    def change(opened: Any) -> None:
        opened.sections[0].page_width, opened.sections[0].page_height = Mm(215.9), Mm(279.4)

    findings = FORMATS["docx"].write(short_policy(), RECORD, DIGEST, Look(reference=house(change)))[1]
    assert [finding.code for finding in findings] == ["reference-paper"]
    assert "US Letter, as your Word file is" in findings[0].message
