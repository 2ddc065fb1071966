"""A brand in Word: theme and fallback values, logo, headers and footers; what is read back is what was written."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from policygen.brand.colours import OURS, palette
from policygen.brand.fonts import font_named
from policygen.brand.images import read_image
from policygen.brand.model import OUR_LOOK, Brand, Logo, Look
from policygen.document.model import Document
from policygen.formats.columns import UPRIGHT
from policygen.formats.registry import FORMATS
from tests.brand.pictures import png
from tests.formats.example_document import full_policy, short_policy
from tests.formats.word import DIGEST, RECORD, attribute, content, find, words, xml
from tests.support.word_lint import lint

LOGO = Logo(read_image(png()), "Copperline Creative", 42)
BRAND = Brand(
    "Copperline",
    palette("A8480F", "26211E"),
    font_named("Georgia"),
    font_named("Gotham", "Arial"),
    24,
    "letter",
    logo=LOGO,
)


def written(document: Document, brand: Brand = BRAND) -> bytes:
    return FORMATS["docx"].write(document, RECORD, DIGEST, Look(brand))[0]


def plain(document: Document) -> bytes:
    return FORMATS["docx"].write(document, RECORD, DIGEST, OUR_LOOK)[0]


def text(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_every_colour_of_ours_gives_way_in_theme_and_fallback_values() -> None:
    data = written(full_policy())
    styles, theme = content(data, "word/styles.xml"), content(data, "word/theme/theme1.xml")
    for ours in (OURS.accent, OURS.text, OURS.soft, OURS.tint, OURS.line):
        assert f'"{ours}"'.encode() not in styles + theme + content(data, "word/numbering.xml")
    assert b'<a:accent1><a:srgbClr val="A8480F"/>' in theme
    assert b'w:val="A8480F" w:themeColor="accent1"' in styles


def test_fonts_stand_in_theme_styles_and_the_table_that_names_what_stands_in_for_them() -> None:
    data = written(short_policy())
    theme = content(data, "word/theme/theme1.xml")
    assert b'<a:majorFont><a:latin typeface="Georgia"/>' in theme
    assert b'<a:minorFont><a:latin typeface="Gotham"/>' in theme
    styles = xml(data, "word/styles.xml")
    assert find(styles, "./w:docDefaults//w:rFonts/@w:ascii") == ["Gotham"]
    assert find(styles, "./w:style[@w:styleId='Title']//w:rFonts/@w:ascii") == ["Georgia"]
    table = xml(data, "word/fontTable.xml")
    assert find(table, "./w:font/@w:name") == ["Georgia", "Gotham"]
    assert find(table, "./w:font/w:altName/@w:val") == ["Gelasio", "Arial"]


def test_the_body_has_its_size_and_titles_keep_theirs() -> None:
    styles = xml(written(short_policy()), "word/styles.xml")
    assert find(styles, "./w:docDefaults//w:sz/@w:val") == ["24"]
    assert find(styles, "./w:style[@w:styleId='Title']//w:sz/@w:val") == ["52"]
    assert find(styles, "./w:style[@w:styleId='PolicyTableText']//w:sz/@w:val") == ["22"]


def test_a_branded_file_is_sound_and_reads_back_as_the_same_words() -> None:
    for document in (short_policy(), full_policy()):
        data = written(document)
        assert lint(data) == ()
        assert FORMATS["docx"].read(data).blocks == FORMATS["docx"].read(plain(document)).blocks
        assert FORMATS["docx"].is_untouched(data)


def test_the_body_of_a_document_is_the_same_in_any_brand_with_words_as_broad_as_ours() -> None:
    document = short_policy()
    in_letter = replace(document, properties=replace(document.properties, paper="letter"))
    brand = replace(BRAND, body_font=None, body_size=22)
    assert content(written(document, brand)) == content(plain(in_letter))


def test_larger_words_have_more_white_between_their_paragraphs() -> None:
    def air(size: int) -> int:
        styles = xml(written(short_policy(), Brand(body_size=size)), "word/styles.xml")
        (rule,) = find(styles, ".//w:style[@w:styleId='Heading1']/w:pPr/w:spacing")
        return int(attribute(rule, "before"))

    assert round(air(22) * 12 / 11) == pytest.approx(air(24), abs=1)


def pictures(data: bytes) -> dict[str, int]:
    with ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/header") and name.endswith(".xml")]
        return {name: archive.read(name).count(b"<w:drawing") for name in names}


def test_a_logo_stands_where_the_brand_says() -> None:
    for place, found in (("cover", (0, 1)), ("header", (1, 0)), ("both", (1, 1)), ("card", (0, 0))):
        brand = replace(BRAND, logo=replace(LOGO, place=place))
        assert tuple(pictures(written(short_policy(), brand)).values()) == found
    document = short_policy()
    card = replace(document, properties=replace(document.properties, kind="card"))
    on_card = pictures(written(card, replace(BRAND, logo=replace(LOGO, place="card"))))
    assert tuple(on_card.values()) == (0, 1)


def test_a_logo_says_what_it_shows() -> None:
    assert b'descr="Copperline Creative"' in content(written(short_policy()), "word/header2.xml")


def test_headers_and_footers_show_what_the_brand_says() -> None:
    brand = replace(
        BRAND,
        header="{title} | {section}",
        footer="{organisation}: {version} | {page}/{pages}",
        classification="Internal",
    )
    data = written(full_policy(), brand)
    assert words(xml(data, "word/header1.xml")).startswith("Internal · Social media policy\t")
    assert words(xml(data, "word/header2.xml")).strip() == "Internal"
    assert words(xml(data, "word/footer1.xml")).startswith("Kestrel Row Securities, Inc.: ")
    assert "Internal" not in words(xml(data, "word/footer1.xml"))
    assert lint(data) == ()


def test_words_of_a_brand_are_words_in_every_part() -> None:
    hostile = "<w:p/>&\"'{title}]]>"
    brand = replace(BRAND, header=hostile, classification="<&>", logo=replace(LOGO, alt='"><script>'))
    data = written(short_policy(), brand)
    assert lint(data) == ()
    assert "<script>" not in text(data)


def test_a_card_may_have_its_title_reversed_out_of_a_band() -> None:
    document = short_policy()
    card = replace(document, properties=replace(document.properties, kind="card"))
    brand = replace(BRAND, card_band=True)
    styles = xml(written(card, brand), "word/styles.xml")
    assert find(styles, "./w:style[@w:styleId='Title']//w:shd/@w:fill") == ["A8480F"]
    assert find(styles, "./w:style[@w:styleId='Title']//w:color/@w:val") == ["FFFFFF"]
    assert not find(styles, "./w:style[@w:styleId='Hyperlink']//w:color"), (
        "a link in the band would be the accent on itself"
    )
    assert not find(xml(written(document, brand), "word/styles.xml"), "./w:style[@w:styleId='Title']//w:shd")


def test_the_same_brand_gives_the_same_bytes() -> None:
    assert written(short_policy()) == written(short_policy(), replace(BRAND))


def test_columns_are_reckoned_by_how_broad_the_words_of_a_brand_are() -> None:
    def widths(data: bytes) -> list[list[str]]:
        return [find(table, "./w:tblGrid/w:gridCol/@w:w") for table in find(xml(data), ".//w:tbl")]

    document = full_policy()
    broad = written(document, Brand(body_size=24, body_font=font_named("Verdana"), paper=document.properties.paper))
    ours = plain(document)
    assert widths(broad) != widths(ours)
    assert {sum(map(int, each)) for each in widths(ours)} == {UPRIGHT}
    assert {sum(map(int, each)) for each in widths(broad)} == {UPRIGHT, 15840 - 2 * 850}  # one is turned
