"""Preparing our own template, and a brand's."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from policygen.errors import DocumentError
from policygen.formats.docx.house_style import HouseStyle
from policygen.formats.docx.names import STYLES
from policygen.formats.docx.template import prepare
from tests.formats.example_document import full_policy, short_policy
from tests.formats.word import TEMPLATE, TEMPLATES, content, find, house, style_of, words, written, xml
from tests.support.word_lint import lint


def brand(change: Callable[[Any], None] = lambda _: None) -> bytes:
    opened = docx.Document()
    change(opened)
    file = BytesIO()
    opened.save(file)
    return file.getvalue()


def prepared_brand(change: Callable[[Any], None] = lambda _: None) -> HouseStyle:
    return prepare(brand(change), TEMPLATE.read_bytes())


def test_the_template_is_what_its_source_says() -> None:
    with ZipFile(TEMPLATE) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    folder = TEMPLATES / "policy"
    source = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert packed == source, "templates/README.md says how to make policy.docx anew"


def test_the_template_itself_is_sound() -> None:
    assert lint(TEMPLATE.read_bytes()) == ()


def test_our_template_has_every_style_by_its_own_id() -> None:
    assert house().styles == {style: style for style in STYLES}


def test_every_colour_of_words_is_easy_to_read() -> None:
    styles = xml(TEMPLATE.read_bytes(), "word/styles.xml")
    colours = set(find(styles, ".//w:rPr/w:color/@w:val"))
    assert colours
    assert [colour for colour in colours if contrast(colour, "FFFFFF") < 7.5] == []
    assert contrast("3B4852", "FFFFFF") > 9  # the only grey, of small text
    (words_of_bracket,) = find(styles, "./w:style[@w:styleId='PolicyConfirm']/w:rPr/w:color/@w:val")
    (ground,) = find(styles, "./w:style[@w:styleId='PolicyConfirm']/w:rPr/w:shd/@w:fill")
    assert contrast(words_of_bracket, ground) >= 4.5


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


REACHED_FOR = (
    "heading 3", "heading 4", "Body Text", "List Bullet 2", "List Number 2", "List Bullet 3", "List Paragraph", "Quote", "caption",
    "Table Grid", "Strong", "Emphasis", "Hyperlink", "annotation text", "annotation reference", "footnote text",
    "footnote reference",
)  # fmt: skip


@pytest.mark.parametrize("name", REACHED_FOR)
def test_a_style_that_people_reach_for_is_there_and_looks_at_home(name: str) -> None:
    styles = xml(written(short_policy()), "word/styles.xml")
    (style,) = find(styles, f"./w:style[w:name/@w:val='{name}']")
    assert not find(style, ".//w:rFonts")
    assert set(find(style, ".//w:color/@w:val")) <= {"1B5866", "3B4852"}


def test_words_own_styles_are_shown_as_word_shows_them() -> None:
    latent = xml(TEMPLATE.read_bytes(), "word/styles.xml").find("./{*}latentStyles")
    shown = {one.get(qn("w:name")) for one in latent if one.get(qn("w:semiHidden")) == "0"}
    assert {"Normal", "heading 1", "Title", "List Paragraph", "Quote", "Table Grid", "Strong"} <= shown


def test_lists_and_chapters_go_nine_levels_deep() -> None:
    for kind in find(xml(TEMPLATE.read_bytes(), "word/numbering.xml"), "./w:abstractNum"):
        assert find(kind, "./w:lvl/@w:ilvl") == [str(level) for level in range(9)]


def test_no_paragraph_of_ours_is_formatted_by_hand() -> None:
    """Whoever presses Enter behind it gets the style and nothing else; what holds pages together is no look."""
    for build in (short_policy, full_policy):
        told = find(xml(written(build())), ".//w:p/w:pPr/*[not(self::w:pStyle or self::w:numPr)]")
        assert {one.tag.rpartition("}")[2] for one in told} <= {"keepNext", "keepLines", "pageBreakBefore"}


def test_the_words_of_the_template_are_dropped() -> None:
    assert "The words here are dropped" in docx.Document(str(TEMPLATE)).paragraphs[3].text
    assert b"dropped" not in written(short_policy())


@pytest.mark.parametrize("build", [short_policy, full_policy])
def test_a_brand_gets_the_styles_it_lacks_and_makes_sound_files(build: Callable[[], Any]) -> None:
    data = written(build(), prepared_brand())
    assert lint(data) == ()
    assert docx.Document(BytesIO(data)).paragraphs[0].text == "Social media policy"


def test_a_brands_own_look_and_header_stay() -> None:
    def change(opened: Any) -> None:
        opened.styles["Heading 1"].font.name = "Georgia"
        opened.sections[0].header.paragraphs[0].text = "ACME"

    data = written(full_policy(), prepared_brand(change))
    styles = xml(data, "word/styles.xml")
    assert find(styles, "./w:style[@w:styleId='Heading1']//w:rFonts/@w:ascii") == ["Georgia"]
    with ZipFile(BytesIO(data)) as archive:
        headers = [name for name in archive.namelist() if name.startswith("word/header")]
    assert [words(xml(data, name)) for name in headers] == ["ACME"]


def test_a_field_in_a_brands_header_shows_our_value() -> None:
    def change(opened: Any) -> None:
        one = opened.sections[0].header.paragraphs[0]._p
        simple = one.makeelement(qn("w:fldSimple"), {qn("w:instr"): ' DOCPROPERTY  "Organisation"  \\* MERGEFORMAT '})
        simple.append(opened.add_paragraph().add_run("old")._r)
        one.append(simple)

    data = written(full_policy(), prepared_brand(change))
    with ZipFile(BytesIO(data)) as archive:
        (header,) = [name for name in archive.namelist() if name.startswith("word/header")]
    assert words(xml(data, header)) == "Kestrel Row Securities, Inc."


def test_a_brand_with_styles_of_other_ids_is_understood_by_their_names() -> None:
    def change(opened: Any) -> None:
        opened.styles["Heading 1"].element.set(qn("w:styleId"), "berschrift1")

    prepared = prepared_brand(change)
    assert prepared.styles["Heading1"] == "berschrift1"
    data = written(full_policy(), prepared)
    assert "berschrift1" in {style_of(one) for one in find(xml(data), ".//w:body/w:p")}
    assert lint(data) == ()


def test_headings_count_from_one_whatever_the_brands_contents_title_is_based_on() -> None:
    data = written(full_policy(), prepared_brand())
    style = find(xml(data, "word/styles.xml"), "./w:style[w:name/@w:val='TOC Heading']/w:pPr/w:numPr/w:numId/@w:val")
    assert style == ["0"]


def test_a_brand_never_makes_word_ask_about_its_fields() -> None:
    def change(opened: Any) -> None:
        settings = opened.settings.element
        settings.append(settings.makeelement(qn("w:updateFields"), {qn("w:val"): "true"}))

    data = written(full_policy(), prepared_brand(change))
    assert b"updateFields" not in content(data, "word/settings.xml")
    mode = find(xml(data, "word/settings.xml"), ".//w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert mode == ["15"]


def test_an_image_in_a_brands_header_travels_with_it() -> None:
    def change(opened: Any) -> None:
        run = opened.sections[0].header.paragraphs[0].add_run()
        run.add_picture(BytesIO(_PIXEL))

    data = written(full_policy(), prepared_brand(change))
    with ZipFile(BytesIO(data)) as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist())
    assert lint(data) == ()


def test_preparing_twice_gives_the_same() -> None:
    template = TEMPLATE.read_bytes()
    assert prepare(template).to_bytes() == prepare(template).to_bytes()
    assert prepare(template) == house()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        prepare(data)
    assert "save it as" in caught.value.hint


def test_a_brand_alone_is_refused_when_it_lacks_our_styles() -> None:
    with pytest.raises(DocumentError, match="Policy Rule"):
        prepare(brand())


def test_a_template_in_which_a_style_of_a_list_belongs_to_none_is_refused_by_its_name() -> None:
    opened = docx.Document(BytesIO(TEMPLATE.read_bytes()))
    properties = opened.styles["List Bullet"].element.pPr
    properties.remove(properties.numPr)
    file = BytesIO()
    opened.save(file)
    with pytest.raises(DocumentError, match="'List Bullet' belongs to no list"):
        prepare(file.getvalue())


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
