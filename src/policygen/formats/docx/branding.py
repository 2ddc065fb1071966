"""Our template in the colours, fonts and sizes of a brand, with its logo, headers and footers.

Theme and fallback values both: Word goes by the theme, other programs by what stands beside it.
"""

from collections.abc import Sequence

from lxml import etree

from policygen._on_use import regex
from policygen.brand.colours import OURS, WHITE, Palette
from policygen.brand.fonts import Font
from policygen.brand.model import Brand, Logo
from policygen.brand.page_lines import EDGE, Piece, sides
from policygen.formats.docx import names
from policygen.formats.docx.drawing import picture
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Package, Part, Relationship, open_package
from policygen.formats.docx.schema import put
from policygen.formats.docx.xml import serialised

_sub = etree.SubElement

STYLES, THEME = "word/styles.xml", "word/theme/theme1.xml"
_RUNNING_HEADER, _FIRST_HEADER = "word/header1.xml", "word/header2.xml"
_FOOTERS = ("word/footer1.xml", "word/footer2.xml")
_FONT_TABLE = "word/fontTable.xml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURED = (STYLES, "word/numbering.xml", THEME)
_HEADINGS = ("Title", "Heading1", "Heading2", "Heading3", "Heading4", "TOCHeading")
"""The styles that the font of headings is for; others are based on them."""
_BAND = ("Title", "Subtitle", "PolicyMeta")
_IN_WORDS = ("Hyperlink", "FollowedHyperlink", "PolicyReference")
_LARGEST_BODY = 24
"""Half points: what is larger is a title, and keeps its size."""
_OUR_BODY = 22
_CARD_LOGO = 12.0
"""How high a logo on a card may be, in millimetres: a card is one page."""
_HEADER_LOGO = 10.0
_COLOUR = regex(rb'"([0-9A-F]{6})"')
_SIZE = regex(rb'(<w:szC?s? w:val=")(\d+)')
_AIR = regex(rb'(w:(?:before|after)=")(\d+)')
"""White over and under paragraphs."""
_FIELDS = {
    "organisation": f"DOCPROPERTY {names.ORGANISATION_PROPERTY}",
    "title": "DOCPROPERTY Title",
    "version": f"DOCPROPERTY {names.EDITION_PROPERTY}",
    "section": "STYLEREF 1",
    "page": "PAGE",
    "pages": "NUMPAGES",
}


def branded(template: bytes, brand: Brand, *, is_card: bool = False) -> bytes:
    """Our template as a brand has it; for a card, with what only cards have."""
    package = open_package(template)
    for name in _COLOURED:
        package.put(Part(name, package.content_type(name), recoloured(package.bytes_of(name) or b"", brand.palette)))
    _set_styles(package, brand, is_band=is_card and brand.card_band)
    _set_theme_fonts(package, brand)
    _set_font_table(package, brand)
    _set_headers(package, brand, is_card=is_card)
    if brand.footer is not None:
        for name in _FOOTERS:
            _put(package, name, _page_line(names.w("ftr"), brand.footer, "Footer"))
    return package.save()


def recoloured(content: bytes, palette: Palette) -> bytes:
    """A part of our template with other colours in the places of ours."""
    pairs = {
        getattr(OURS, key).encode(): getattr(palette, key).encode()
        for key in ("accent", "text", "soft", "tint", "line")
    }
    return _COLOUR.sub(lambda found: b'"' + pairs.get(found[1], bytes(found[1])) + b'"', content)


# ---- styles and fonts --------------------------------------------------------------------------------------------------


def _set_styles(package: Package, brand: Brand, *, is_band: bool) -> None:
    content = package.bytes_of(STYLES) or b""
    if brand.body_size != _OUR_BODY:
        content = _SIZE.sub(lambda found: found[1] + _resized(int(found[2]), brand.body_size), content)
        content = _AIR.sub(lambda found: found[1] + b"%d" % round(int(found[2]) * brand.body_size / _OUR_BODY), content)
    root = etree.fromstring(content)
    by_id = {style.get(names.w("styleId")): style for style in root.findall(names.w("style"))}
    if brand.body_font:
        for fonts in root.iterfind(f"{names.w('docDefaults')}//{names.w('rFonts')}"):
            _name_font(fonts, brand.body_font, "minorHAnsi")
    if brand.heading_font:
        for id in _HEADINGS:
            fonts = put(_child(by_id[id], names.R_PR), names.w("rFonts"))
            _name_font(fonts, brand.heading_font, "majorHAnsi")
    for id in _BAND if is_band else ():
        _reverse(by_id[id], brand.palette.accent)
    for id in _IN_WORDS if is_band else ():  # or an address in the band would be the accent on itself
        for properties in by_id[id].findall(names.R_PR):
            for coloured in properties.findall(names.w("color")):
                properties.remove(coloured)
    _put(package, STYLES, root)


def _resized(size: int, body: int) -> bytes:
    return b"%d" % (size if size > _LARGEST_BODY else round(size * body / _OUR_BODY))


def _name_font(fonts: Element, font: Font, theme: str) -> None:
    for kind in ("ascii", "hAnsi"):
        fonts.set(names.w(f"{kind}Theme"), theme)
        fonts.set(names.w(kind), font.name)


def _child(parent: Element, tag: str) -> Element:
    child = parent.find(tag)
    return put(parent, tag) if child is None else child


def _reverse(style: Element, accent: str) -> None:
    """A style's words in white on the accent, in one block with what has the same around it."""
    properties = _child(style, names.P_PR)
    for tag in ("pBdr", "shd", "ind"):
        for old in properties.findall(names.w(tag)):
            properties.remove(old)
    borders = put(properties, names.w("pBdr"))
    for side in ("top", "left", "bottom", "right"):
        look = {names.VAL: "single", names.w("sz"): "4", names.w("space"): "6", names.w("color"): accent}
        _sub(borders, names.w(side), look)
    put(properties, names.w("shd"), {names.VAL: "clear", names.w("color"): "auto", names.w("fill"): accent})
    put(properties, names.IND, {names.w("left"): "140", names.w("right"): "140"})
    words = _child(style, names.R_PR)
    for old in words.findall(names.w("color")):
        words.remove(old)
    put(words, names.w("color"), {names.VAL: WHITE})


def _set_theme_fonts(package: Package, brand: Brand) -> None:
    root = package.xml(THEME)
    if root is None:
        raise ValueError("our template has a theme")
    for kind, font in (("majorFont", brand.heading_font), ("minorFont", brand.body_font)):
        if font is not None:
            for fonts in root.iter(f"{{{_DRAWING}}}{kind}"):
                fonts[0].set("typeface", font.name)
    _put(package, THEME, root)


def _set_font_table(package: Package, brand: Brand) -> None:
    """Names what stands in for a font where it is missing."""
    fonts = {font.name: font for font in (brand.heading_font, brand.body_font) if font is not None}
    if not fonts:
        return
    root = etree.Element(names.w("fonts"), nsmap={"w": names.W})
    for font in fonts.values():
        entry = _sub(root, names.w("font"), {names.NAME: font.name})
        if font.stand_in:
            _sub(entry, names.w("altName"), {names.VAL: font.stand_in})
        _sub(entry, names.w("family"), {names.VAL: "roman" if font.generic == "serif" else "swiss"})
        _sub(entry, names.w("pitch"), {names.VAL: "variable"})
    package.put(Part(_FONT_TABLE, names.FONT_TABLE_CONTENT, serialised(root)))
    package.relate(package.main, Relationship("rIdFonts", names.FONT_TABLE_TYPE, _FONT_TABLE))


# ---- headers and footers -----------------------------------------------------------------------------------------------


def _set_headers(package: Package, brand: Brand, *, is_card: bool) -> None:
    logo = brand.logo
    first, running = _logo_places(logo, is_card=is_card)
    if brand.header is not None:
        _put(package, _RUNNING_HEADER, _page_line(names.w("hdr"), brand.header, "Header", brand.classification))
    elif brand.classification:
        line = f"{{title}} · {{classification}} {EDGE} {{section}}"
        _put(package, _RUNNING_HEADER, _page_line(names.w("hdr"), line, "Header", brand.classification))
    if brand.classification:
        line = f"{EDGE} {{classification}}"
        _put(package, _FIRST_HEADER, _page_line(names.w("hdr"), line, "Header", brand.classification))
    if logo is not None:
        extension = "png" if logo.image.kind == "png" else "jpg"
        media = Part(f"word/media/logo.{extension}", f"image/{logo.image.kind}", logo.image.content)
        for name, is_there, most in (
            (_FIRST_HEADER, first, _CARD_LOGO if is_card else logo.height_mm),
            (_RUNNING_HEADER, running, _HEADER_LOGO),
        ):
            if is_there:
                package.put(media)
                package.relate(name, Relationship("rIdLogo", names.IMAGE_TYPE, media.name))
                _add_logo(package, name, logo, most)


def _logo_places(logo: Logo | None, *, is_card: bool) -> tuple[bool, bool]:
    """Whether a logo stands on the first page, and on those behind it."""
    if logo is None:
        return False, False
    if logo.place == "card":
        return is_card, False
    return logo.place in ("cover", "both"), logo.place in ("header", "both")


def _add_logo(package: Package, name: str, logo: Logo, most: float) -> None:
    root = package.xml(name)
    if root is None:
        raise ValueError(f"our template has {name}")
    height = min(logo.height_mm, most)
    width = logo.width_mm * height / logo.height_mm
    paragraph = etree.Element(names.P)
    properties = _sub(paragraph, names.P_PR)
    put(properties, names.P_STYLE, {names.VAL: "Header"})
    whole_line = {names.w("after"): "60", names.w("line"): "240", names.w("lineRule"): "auto"}  # or its top is cut off
    put(properties, names.w("spacing"), whole_line)
    _sub(paragraph, names.R_).append(picture("rIdLogo", logo.alt or "Logo", width, height))
    last = root.findall(names.P)[-1]
    if not last.findall(
        f"{names.P_PR}/{names.w('spacing')}"
    ):  # a header this high pushes the text down to its last line
        put(_child(last, names.P_PR), names.w("spacing"), {names.w("after"): "160"})
    root.insert(0, paragraph)
    _put(package, name, root)


def _page_line(tag: str, line: str, style: str, classification: str = "") -> Element:
    """A header or footer of one line."""
    root = etree.Element(tag, nsmap={"w": names.W, "r": names.R})
    paragraph = _sub(root, names.P)
    put(_sub(paragraph, names.P_PR), names.P_STYLE, {names.VAL: style})
    left, right = sides(line, classification)
    _add_pieces(paragraph, left)
    if right:
        _sub(_sub(paragraph, names.R_), names.TAB)
        _add_pieces(paragraph, right)
    return root


def _add_pieces(paragraph: Element, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if piece.field:
            _add_field(paragraph, _FIELDS[piece.field])
        else:
            _sub(_sub(paragraph, names.R_), names.T, {names.SPACE: "preserve"}).text = piece.words


def _add_field(paragraph: Element, instruction: str) -> None:
    def mark(kind: str) -> None:
        _sub(_sub(paragraph, names.R_), names.FLD_CHAR, {names.FLD_TYPE: kind})

    mark("begin")
    _sub(_sub(paragraph, names.R_), names.INSTR_TEXT, {names.SPACE: "preserve"}).text = f" {instruction} "
    mark("separate")
    _sub(_sub(paragraph, names.R_), names.T).text = "1" if instruction in ("PAGE", "NUMPAGES") else ""
    mark("end")


def _put(package: Package, name: str, root: Element) -> None:
    package.put(Part(name, package.content_type(name), serialised(root)))
