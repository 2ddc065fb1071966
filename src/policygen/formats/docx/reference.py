"""A Word file of a company's own as a template: what of it is taken, and what is left out and told.

Its text, macros, comments, tracked changes and all that would load or run something are left out. Styles, page, headers,
footers and their pictures stay.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.errors import DocumentError
from policygen.findings import Finding, Severity
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Package, Part, open_package, open_zip, relationships_name
from policygen.formats.docx.schema import put, sort_all
from policygen.formats.docx.xml import parse_xml, root_element, serialised
from policygen.formats.text import safe_address

_sub = etree.SubElement

_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_KEPT_PARTS = ("styles", "numbering", "settings", "theme", "fontTable", "header", "footer", "webSettings", "image")
"""What the text may lead to, by the ends of the types of relationships."""
_ACTIVE = ("object", "altChunk", "subDoc", "control", "ole", "OLEObject", "commentRangeStart", "commentRangeEnd")
_MARKS = (
    "bookmarkStart",
    "bookmarkEnd",
    "commentReference",
    "proofErr",
    "permStart",
    "permEnd",
    "rPrChange",
    "pPrChange",
)
_STANDING_FIELDS = regex(
    r"\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION|DOCPROPERTY|STYLEREF|TITLE|SUBJECT|DATE|TIME|SAVEDATE|CREATEDATE|FILENAME|IF|=|"
    r"QUOTE|SYMBOL|EQ)\b.*",
    16,
)
"""Fields that show something of the document itself. All others fetch, link, ask or run."""
_SHOWS_PAGE = regex(r"\bPAGE\b")
_SHOWS_VERSION = regex(r"\bDOCPROPERTY\s+\"?(Version|Edition)\b", 2)
_FEATURES = {"w:ins": "ins", "w:del": "del", "w:moveFrom": "moveFrom", "w:moveTo": "moveTo"}
_SIDES = {"start": "left", "end": "right"}
_SIDED = tuple(map(names.w, ("tblBorders", "tcBorders", "tblCellMar", "tcMar")))
_PASTE = "In Word: Insert, Quick Parts, Field, DocProperty, and as its name Edition."


@dataclass(frozen=True, slots=True)
class Used:
    """How often the text of a reference document uses each style, by its id."""

    paragraphs: Mapping[str, int]
    """Those of paragraphs with words; empty for Normal."""
    tables: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference document without its text."""

    content: bytes
    """A Word file that python-docx opens, and that loads and runs nothing."""
    used: Used
    findings: tuple[Finding, ...]
    """What was left out, and what is missing in it."""


def read_reference(content: bytes) -> Reference:
    """A .docx, .dotx, .docm or .dotm as what may stand around a text of ours.

    Raises: `DocumentError` when it is no Word file, is damaged, or holds more than a document does.
    """
    package, told = _opened(content)
    body = _body_of(package)
    used = _used(body)
    told += _told_of_body(package, body)
    sections = [*body.iter(names.w("sectPr"))]
    section = _section(sections, told)
    for source, folder in _pages(package, section):
        told += _cleaned(package, source, folder)
    told += _missing(package, section)
    _tidy(package)
    _drop_the_rest(package)
    root = etree.Element(names.w("document"), nsmap={"w": names.W, "r": names.R})
    _sub(root, names.BODY).append(section)
    package.put(Part(package.main, names.DOCUMENT_CONTENT, serialised(root)))
    return Reference(package.save(), used, tuple(told))


def _tell(code: str, message: str, hint: str = "", severity: Severity = Severity.INFO) -> Finding:
    return Finding(f"reference-{code}", severity, message, hint=hint)


# ---- opening -----------------------------------------------------------------------------------------------------------


def _opened(content: bytes) -> tuple[Package, list[Finding]]:
    try:
        return open_package(content), []
    except DocumentError as error:
        if "macros" not in error.message:
            raise
    package = open_zip(content)
    package.main = next((r.target for r in package.relationships("").values() if r.type == names.OFFICE_DOCUMENT), "")
    for name in package.names:
        if name.lower().rpartition("/")[2] in _MACROS:
            package.drop(name)
    main = package.bytes_of(package.main)
    if main is None:
        raise DocumentError("This document is damaged: its main part is missing.")
    package.put(Part(package.main, names.DOCUMENT_CONTENT, main))
    return open_package(package.save()), [_tell("macros", "Its macros were left out.")]


def _body_of(package: Package) -> Element:
    root = package.xml(package.main)
    body = root.find(names.BODY) if root is not None else None
    if body is None:
        raise DocumentError("The reference document has no text and no page.", hint="Save it anew from Word.")
    for name in package.names:
        if name.lower().endswith((".xml", ".rels")) and name != package.main:
            package.xml(name)  # what nests too deep or brings entities is refused before another reader meets it
    return body


def _used(body: Element) -> Used:
    paragraphs, tables = Counter[str](), Counter[str]()
    for paragraph in body.iter(names.P):
        if any((text.text or "").strip() for text in paragraph.iter(names.T)):
            style = paragraph.find(f"{names.P_PR}/{names.P_STYLE}")
            paragraphs[style.get(names.VAL, "") if style is not None else ""] += 1
    for style in body.iter(names.w("tblStyle")):
        tables[style.get(names.VAL, "")] += 1
    return Used(dict(paragraphs), dict(tables))


def _told_of_body(package: Package, body: Element) -> list[Finding]:
    told: list[Finding] = []
    if any(True for text in body.iter(names.T) if (text.text or "").strip()):
        told.append(_tell("text", "Its text was left out: only styles, page, headers and footers are taken."))
    if any(True for tag in _FEATURES.values() for _ in body.iter(names.w(tag))):
        told.append(_tell("changes", "Its tracked changes were left out."))
    if package.related("comments"):
        told.append(_tell("comments", "Its comments were left out."))
    return told


# ---- the page ----------------------------------------------------------------------------------------------------------


def _section(sections: list[Element], told: list[Finding]) -> Element:
    """The last section, with the headers that it has from those before it."""
    section = (
        deepcopy(sections[-1]) if sections else etree.Element(names.w("sectPr"), nsmap={"w": names.W, "r": names.R})
    )
    for kind in ("headerReference", "footerReference"):
        have = {one.get(names.TYPE) for one in section.findall(names.w(kind))}
        for earlier in reversed(sections[:-1]):
            for one in earlier.findall(names.w(kind)):
                if one.get(names.TYPE) not in have:
                    have.add(one.get(names.TYPE))
                    put(section, deepcopy(one))
    if len(sections) > 1:
        told.append(_tell("sections", "It has several sections: page and headers are those of the last."))
    columns = section.find(names.w("cols"))
    if columns is not None and columns.get(names.w("num"), "1") != "1":
        section.remove(columns)
        told.append(_tell("columns", "Its columns were left out: tables need the whole width."))
    for tag in ("type", "sectPrChange", "printerSettings", "formProt"):
        for one in section.findall(names.w(tag)):
            section.remove(one)
    return section


def _pages(package: Package, section: Element) -> Iterator[tuple[str, str]]:
    """The headers and footers of a section; a reference to none is taken out of it."""
    known = package.relationships(package.main)
    for one in [*section.findall(names.w("headerReference")), *section.findall(names.w("footerReference"))]:
        target = known.get(one.get(names.R_ID, ""))
        if target is None or target.external or package.bytes_of(target.target) is None:
            section.remove(one)
        else:
            yield target.target, target.target


def _cleaned(package: Package, name: str, _folder: str) -> list[Finding]:
    """A header or footer without what fetches, runs or waits for somebody."""
    root = package.xml(name)
    if root is None:
        return []
    told: list[Finding] = []
    _settle(root)
    dropped = _without_active(root)
    kept, gone = dict[str, Element](), set[str]()
    rels = package.xml(relationships_name(name))
    for one in [] if rels is None else list(rels):
        outside = one.get("TargetMode") == "External"
        is_link = one.get("Type", "").endswith("/hyperlink") and safe_address(one.get("Target", ""))
        if (outside and not is_link) or (not outside and not one.get("Type", "").endswith("/image")):
            gone.add(one.get("Id", ""))
        else:
            kept[one.get("Id", "")] = one
    for element in [each for each in root.iter() if any(each.get(key, "") in gone for key in _ids(each))]:
        _remove(_whole(element))
        dropped = True
    if rels is not None and gone:
        fresh = root_element(names.RELATIONSHIPS, "Relationships")
        fresh.extend(deepcopy(one) for one in kept.values())
        package.put(Part(relationships_name(name), names.RELATIONSHIPS_CONTENT, serialised(fresh)))
    if dropped:
        message = "What a header or footer would fetch from elsewhere, or run, was left out."
        told.append(_tell("active", message, "Put the picture itself into it.", Severity.MEDIUM))
    package.put(Part(name, package.content_type(name), serialised(root)))
    return told


def _ids(element: Element) -> Iterator[str]:
    return (str(key) for key in element.attrib if str(key).startswith(f"{{{names.R}}}"))


def _whole(element: Element) -> Element:
    """The drawing that an element is of, or the element itself."""
    for outer in element.iterancestors():
        if etree.QName(outer).localname in ("drawing", "pict", "AlternateContent"):
            return outer
    return element


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _settle(root: Element) -> None:
    """Changes that wait are taken as they stand; marks of an editor go."""
    for tag in ("del", "moveFrom"):
        for one in list(root.iter(names.w(tag))):
            _remove(one)
    for tag in ("ins", "moveTo", "smartTag"):
        for one in list(root.iter(names.w(tag))):
            parent = one.getparent()
            if parent is not None:
                at = parent.index(one)
                parent[at : at + 1] = list(one)
    for tag in _MARKS:
        for one in list(root.iter(names.w(tag))):
            _remove(one)


def _without_active(root: Element) -> bool:
    found = False
    for one in [each for each in root.iter("{*}*") if etree.QName(each).localname in _ACTIVE]:
        _remove(one)
        found = True
    for one in list(root.iter(names.FLD_SIMPLE)):
        if not _STANDING_FIELDS.fullmatch(one.get(names.w("instr"), "")):
            _remove(one)
            found = True
    for runs in list(_fields(root)):
        instruction = "".join(text.text or "" for run in runs for text in run.iter(names.INSTR_TEXT))
        if not _STANDING_FIELDS.fullmatch(instruction):
            for run in runs:
                _remove(run)
            found = True
    return found


def _fields(root: Element) -> Iterator[list[Element]]:
    """The runs of each outermost complex field of a part."""
    depth, runs = 0, list[Element]()
    for run in root.iter(names.R_):
        kinds = [mark.get(names.FLD_TYPE) for mark in run.iter(names.FLD_CHAR)]
        depth += kinds.count("begin")
        if depth:
            runs.append(run)
        depth -= kinds.count("end")
        if runs and depth <= 0:
            yield runs
            depth, runs = 0, []


def _missing(package: Package, section: Element) -> list[Finding]:
    """What staff must find on every page, and does not."""
    shown = ""
    if not any(section.findall(names.w(tag)) for tag in ("headerReference", "footerReference")):
        return [_tell("frames", "It has no headers and footers: ours were taken.")]
    for name, _ in list(_pages(package, section)):
        root = package.xml(name)
        for one in root.iter() if root is not None else ():
            shown += f" {one.text or ''}" if one.tag == names.INSTR_TEXT else f" {one.get(names.w('instr'), '')}"
    told: list[Finding] = []
    if not _SHOWS_VERSION.search(shown):
        message = "Its headers and footers show no version: staff cannot tell which text they hold."
        told.append(_tell("version", message, _PASTE, Severity.MEDIUM))
    if not _SHOWS_PAGE.search(shown):
        message = "Its headers and footers show no page number."
        told.append(_tell("page", message, "In Word: Insert, Page Number.", Severity.MEDIUM))
    return told


# ---- the rest ----------------------------------------------------------------------------------------------------------


def _tidy(package: Package) -> None:
    """Other programs write properties in an order, and with words, that Word's own schema does not have."""
    for name in package.names:
        if not (name.startswith("word/") and name.endswith(".xml")) or (root := package.xml(name)) is None:
            continue
        for tag in ("footnotePr", "endnotePr", "attachedTemplate", "attachedSchema") if "settings" in name else ():
            for one in root.findall(names.w(tag)):
                root.remove(one)
        for element in root.iter(names.w("jc"), names.IND, names.w("tab"), names.w("start"), names.w("end")):
            _from_left(element)
        sort_all(root)
        package.put(Part(name, package.content_type(name), serialised(root)))


def _from_left(element: Element) -> None:
    """Left and right, where somebody wrote start and end."""
    said = element.get(names.VAL, "")
    if said in _SIDES and element.tag != names.IND:
        element.set(names.VAL, _SIDES[said])
    for old, new in _SIDES.items():
        if (value := element.get(names.w(old))) is not None:
            del element.attrib[names.w(old)]
            element.set(names.w(new), value)
    parent = element.getparent()
    if parent is not None and parent.tag in _SIDED and etree.QName(element).localname in _SIDES:
        element.tag = names.w(_SIDES[etree.QName(element).localname])


def _drop_the_rest(package: Package) -> None:
    """All that the text led to, but what stands around it; and what settings would load."""
    for source in (package.main, *(r.target for r in package.relationships(package.main).values() if not r.external)):
        name = relationships_name(source)
        rels = package.bytes_of(name)
        if rels is None:
            continue
        root = parse_xml(rels, name)
        is_main, is_page = source == package.main, source.rpartition("/")[2].startswith(("header", "footer"))
        for one in list(root):
            kind = one.get("Type", "").rpartition("/")[2]
            outside = one.get("TargetMode") == "External"
            if (is_main and (outside or kind not in _KEPT_PARTS)) or (not (is_main or is_page) and outside):
                root.remove(one)
        package.put(Part(name, names.RELATIONSHIPS_CONTENT, serialised(root)))
