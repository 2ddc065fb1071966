"""A house style made of a company's own Word file, completed with what ours has and theirs has not."""

from collections.abc import Mapping

from lxml import etree

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen._resources import MAX_CACHED, read_file
from policygen.brand.model import Brand
from policygen.brand.report import TemplateReport
from policygen.findings import Finding
from policygen.formats.docx import names
from policygen.formats.docx.branding import STYLES, branded
from policygen.formats.docx.kept_style import our_template
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Package, Part, Relationship, open_package
from policygen.formats.docx.page_setup import PAPERS
from policygen.formats.docx.reference import Reference, read_reference
from policygen.formats.docx.reference_styles import Adapted, adapt
from policygen.formats.docx.schema import put
from policygen.formats.docx.xml import parse_xml, serialised

OWN_PAPER = "own"
_ALIKE = 30
"""Twentieths of a point by which a paper may differ and be the same."""
_THEMED = regex(rb' w:theme(?:Color|Fill|Tint|Shade|FillTint|FillShade)="[^"]*"')
_TABLES = ("PolicyTable", "PolicyControlTable")
_FRAMES = ("headerReference", "footerReference")


@dataclass(frozen=True, slots=True)
class Restyled:
    """A reference document and our template, each ready to complete the other."""

    template: bytes
    """The reference without its text, its styles set so that ours find them."""
    house: bytes
    """Our template in the colours of the reference, or of a brand."""
    adapted: Adapted
    paper: str
    """Empty where the reference names none, else one of `PAPERS` or `OWN_PAPER`."""
    findings: tuple[Finding, ...]
    stands_on: Mapping[str, str]
    """Styles of ours by id, and those of theirs that they are based on."""


def restyled(reference: bytes, template: bytes, brand: Brand | None = None, *, is_card: bool = False) -> Restyled:
    """A company's file and our template, made ready to be prepared together.

    Raises: `DocumentError` when the file is no Word document that can be used.
    """
    read: Reference = read_reference(reference)
    package = open_package(read.content)
    styles_part = package.related("styles") or "word/styles.xml"
    root, theme_part = package.xml(styles_part), package.related("theme")
    if root is None:
        root = etree.Element(names.w("styles"), nsmap={"w": names.W})
        package.relate(package.main, Relationship("rIdStyles", names.STYLES_TYPE, styles_part))
    adapted = adapt(root, package.xml(theme_part) if theme_part else None, read.used)
    package.put(Part(styles_part, names.STYLES_CONTENT, serialised(root)))
    house = open_package(branded(template, brand or adapted.brand, is_card=is_card))
    for name in (STYLES, "word/numbering.xml"):
        content = _THEMED.sub(b"", house.bytes_of(name) or b"")
        house.put(Part(name, house.content_type(name), content))
    stands_on = _rest(house, adapted)
    paper = _complete_page(package, house)
    return Restyled(package.save(), house.save(), adapted, paper, (*read.findings, *adapted.findings), stands_on)


def report(reference: bytes) -> TemplateReport:
    """What becomes of a company's file. Raises: as `restyled`."""
    made = restyled(reference, read_file(our_template(), MAX_CACHED))
    return TemplateReport(made.adapted.mapped, made.adapted.brand.palette, made.paper, made.findings)


def _rest(house: Package, adapted: Adapted) -> dict[str, str]:
    """Our further styles without what would move them from a company's body text, or colour over its tables.

    Returned are those that rest on styles of theirs.
    """
    root, found = house.xml(STYLES), dict[str, str]()
    if root is None:
        return found
    for style in root.findall(names.w("style")):
        based = style.find(names.w("basedOn"))
        parent, id = based.get(names.VAL) if based is not None else "", style.get(names.w("styleId"), "")
        if adapted.body and parent == "Normal" and id.startswith("Policy"):
            found[id] = adapted.body
            _stand_still(style)
        if adapted.table and id in _TABLES:
            found[id] = adapted.table
            for old in [*style.findall(names.TBL_PR), *style.findall(names.w("tblStylePr"))]:
                style.remove(old)
        if adapted.table and id == "PolicyTableHeading":
            for old in style.findall(f"{names.R_PR}/{names.w('color')}"):
                old.getparent().remove(old)  # type: ignore[union-attr]
    house.put(Part(STYLES, names.STYLES_CONTENT, serialised(root)))
    return found


def _stand_still(style: Element) -> None:
    properties = style.find(names.P_PR)
    properties = put(style, names.P_PR) if properties is None else properties
    if properties.find(names.IND) is None and properties.find(names.NUM_PR) is None:
        put(properties, names.IND, {names.w("left"): "0", names.w("firstLine"): "0"})
    if properties.find(names.w("jc")) is None:
        put(properties, names.w("jc"), {names.VAL: "left"})


def _section_of(package: Package) -> tuple[Element, Element]:
    root = parse_xml(package.bytes_of(package.main) or b"", package.main)
    section = next(root.iter(names.w("sectPr")), None)
    if section is None:
        raise ValueError("a reference that was read has a section")
    return root, section


def _complete_page(package: Package, house: Package) -> str:
    """Gives a reference the page, headers and footers of ours, as far as it has none; tells its paper."""
    root, section = _section_of(package)
    _, ours = _section_of(house)
    size = section.find(names.w("pgSz"))
    paper = ""
    if size is not None and all(size.get(names.w(side), "").isdigit() for side in ("w", "h")):
        paper = _paper(int(size.get(names.w("w"), "0")), int(size.get(names.w("h"), "0")))
    else:
        _take(section, ours, "pgSz")
    margins = section.find(names.w("pgMar"))
    if margins is None or not all(margins.get(names.w(side), "").lstrip("-").isdigit() for side in ("left", "right")):
        _take(section, ours, "pgMar")
    if not any(section.findall(names.w(tag)) for tag in _FRAMES):
        _take_frames(package, section, house, ours)
    package.put(Part(package.main, names.DOCUMENT_CONTENT, serialised(root)))
    return paper


def _paper(width: int, height: int) -> str:
    for name, (narrow, wide) in PAPERS.items():
        if abs(min(width, height) - narrow) < _ALIKE and abs(max(width, height) - wide) < _ALIKE:
            return name
    return OWN_PAPER


def _take(section: Element, ours: Element, tag: str) -> None:
    for old in section.findall(names.w(tag)):
        section.remove(old)
    for one in ours.findall(names.w(tag)):
        put(section, one)


def _take_frames(package: Package, section: Element, house: Package, ours: Element) -> None:
    known = house.relationships(house.main)
    for tag in (*_FRAMES, "titlePg"):
        for one in ours.findall(names.w(tag)):
            if target := known.get(one.get(names.R_ID, "")):
                key, name = f"rIdOur{target.id}", target.target.replace("word/", "word/policy-")
                _copy(house, package, target.target, name)
                package.relate(package.main, Relationship(key, target.type, name))
                one.set(names.R_ID, key)
            put(section, one)


def _copy(house: Package, package: Package, source: str, name: str) -> None:
    """A header or footer of ours, with the pictures it shows."""
    package.put(Part(name, house.content_type(source), house.bytes_of(source) or b""))
    for relationship in house.relationships(source).values():
        package.put(
            Part(
                relationship.target,
                house.content_type(relationship.target),
                house.bytes_of(relationship.target) or b"",
            )
        )
        package.relate(name, relationship)
