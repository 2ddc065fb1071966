"""Preparing a house style: a template's parts, completed with the styles and lists that documents need.

The one module that needs python-docx; documents are written without it.
"""

from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from policygen.errors import DocumentError
from policygen.formats.docx import names
from policygen.formats.docx.house_style import MAIN, HouseStyle
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Package, Part, Relationship
from policygen.formats.docx.schema import put
from policygen.formats.docx.xml import serialised

_sub = etree.SubElement

_OURS = {
    "Heading2": ("chapters", 0), "PolicyTitledRule": ("chapters", 1), "PolicyLetteredRule": ("chapters", 2),
    "PolicyNumberedRule": ("rules", 0),
    "ListBullet": ("bullets", 0), "ListBullet2": ("bullets", 1), "PolicyStatutoryBullet": ("bullets", 0),
    "ListNumber": ("ordered", 0), "ListNumber2": ("ordered", 1), "PolicyStatutoryNumber": ("ordered", 0),
}  # fmt: skip
"""Styles whose numbering is always ours, whatever the template says, since references count by it: list and level."""

_DROPPED_SETTINGS = (
    "updateFields", "attachedTemplate", "documentProtection", "writeProtection", "trackRevisions", "mailMerge",
)  # fmt: skip
_DROPPED_PARTS = ("glossaryDocument", "vbaProject", "customXml", "comments", "footnotes", "endnotes", "people")


def prepare(template: bytes, house: bytes | None = None, stands_on: Mapping[str, str] | None = None) -> HouseStyle:
    """A template, ready to be filled. What it lacks of our styles is taken from `house`, our own template.

    Its body is dropped; its styles, headers, footers, theme, paper and margins stay. `stands_on` names, by styles
    of ours, those of the template that they are based on instead.

    Raises: `DocumentError` for a file that is no Word document, or that lacks styles when there is no `house`.
    """
    opened = _opened(template)
    own = opened if house is None else _opened(house)
    mapping = _style_ids(opened, own, stands_on or {})
    numbering = _numbering_root(opened, own)
    lists = _join_lists(opened, own, numbering, mapping)
    _complete_defaults(opened.styles.element)
    _complete_settings(opened.settings.element)
    return _gathered(opened, numbering, lists, mapping)


def _opened(template: bytes) -> Any:
    try:
        return docx.Document(BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError) as error:
        raise DocumentError(
            "The template is not a Word document (.docx).", hint="Open it in Word and save it as Word Document (.docx)."
        ) from error
    except Exception as error:  # zipfile and python-docx raise a wide choice of their own
        raise DocumentError(f"The template cannot be read: {error}") from error


# ---- styles --------------------------------------------------------------------------------------------------------


def _style_ids(opened: Any, own: Any, stands_on: Mapping[str, str]) -> dict[str, str]:
    """Our style ids to the template's, once every style it lacks has been copied into it."""
    found: dict[str, str] = {}
    missing: list[str] = []
    present = {style.name.casefold(): style.style_id for style in opened.styles}
    for style_id, name in names.STYLES.items():
        if name.casefold() in present:
            found[style_id] = present[name.casefold()]
        else:
            missing.append(style_id)
    if missing and own is opened:
        listed = ", ".join(names.STYLES[style_id] for style_id in missing)
        raise DocumentError(f"The template lacks these styles: {listed}.")
    taken = {style.style_id for style in opened.styles}
    for style_id in missing:
        found[style_id] = _free_id(style_id, taken)
        taken.add(found[style_id])
    parents = _default_ids(own, opened) | found
    for style_id in missing:
        opened.styles.element.append(_copied(own, style_id, parents, stands_on.get(style_id, "")))
    return found


def _free_id(wanted: str, taken: set[str]) -> str:
    candidate, count = wanted, 1
    while candidate in taken:
        candidate, count = f"{wanted}{count}", count + 1
    return candidate


def _default_ids(own: Any, opened: Any) -> dict[str, str]:
    """The ids of default styles (Normal, Normal Table …) in our template to those in the other."""
    default_ids = {style.get(names.TYPE, ""): style.get(names.w("styleId"), "") for style in _defaults(opened)}
    return {
        style.get(names.w("styleId"), ""): default_ids[style.get(names.TYPE, "")]
        for style in _defaults(own)
        if style.get(names.TYPE) in default_ids
    }


def _defaults(opened: Any) -> list[Element]:
    styles: list[Element] = opened.styles.element.findall(names.w("style"))
    return [style for style in styles if style.get(names.w("default")) in ("1", "true", "on")]


def _copied(own: Any, style_id: str, ids: dict[str, str], stands_on: str) -> Element:
    source = next(
        style
        for style in own.styles.element.findall(names.w("style"))
        if style.find(names.w("name")).get(names.VAL).casefold() == names.STYLES[style_id].casefold()
    )
    copy: Element = deepcopy(source)
    copy.set(names.w("styleId"), ids[style_id])
    for tag in ("basedOn", "next", "link"):
        for element in copy.findall(names.w(tag)):
            target = ids.get(element.get(names.VAL, ""))
            if tag == "basedOn" and stands_on:
                target = stands_on
            if target is None:
                copy.remove(element)
            else:
                element.set(names.VAL, target)
    return copy


def _complete_defaults(styles: Element) -> None:
    """A language in the document defaults, which each document sets to its own."""
    language = styles
    for tag in ("docDefaults", "rPrDefault", "rPr", "lang"):
        language = _child(language, names.w(tag))
    attributes = {names.VAL: "en-GB", **{key: value for key, value in language.attrib.items() if key != names.VAL}}
    language.attrib.clear()
    language.attrib.update(attributes)


def _child(parent: Element, tag: str) -> Element:
    """The child of that name, made where there is none."""
    child = parent.find(tag)
    return put(parent, tag) if child is None else child


# ---- lists ---------------------------------------------------------------------------------------------------------


def _numbering_root(opened: Any, own: Any) -> Element:
    part = _related(opened, names.NUMBERING_TYPE)
    if part is not None:
        return etree.fromstring(part.blob)
    if own is opened:
        raise DocumentError("The template has no lists.", hint="Begin from a copy of our own template.")
    return etree.Element(names.w("numbering"), nsmap={"w": names.W})


def _related(opened: Any, kind: str) -> Any:
    return next(
        (rel.target_part for rel in opened.part.rels.values() if rel.reltype == kind and not rel.is_external), None
    )


def _join_lists(opened: Any, own: Any, numbering: Element, mapping: dict[str, str]) -> tuple[int, int, int, int]:
    """Our four lists in the template's numbering, linked from its styles: chapters, bullets, ordered, the next free one."""
    source = numbering if own is opened else etree.fromstring(_related(own, names.NUMBERING_TYPE).blob)
    kinds = {"chapters": "Heading2", "rules": "PolicyNumberedRule", "bullets": "ListBullet", "ordered": "ListNumber"}
    abstract_ids, instance_ids = dict[str, int](), dict[str, int]()
    for kind, style_id in kinds.items():
        abstract = _abstract_of(own, source, style_id)
        if own is opened:
            abstract_ids[kind] = int(abstract.get(names.w("abstractNumId"), "0"))
            instance_ids[kind] = _instance_of_style(own, style_id)
        else:
            abstract_ids[kind], instance_ids[kind] = _adopt(abstract, numbering, mapping)
    if own is not opened:
        _link_styles(opened, mapping, instance_ids)
        _take_indents(opened, own, source, mapping)
    return (
        instance_ids["chapters"],
        instance_ids["bullets"],
        abstract_ids["ordered"],
        _next_id(numbering, "num", "numId"),
    )


def _style_element(opened: Any, name: str) -> Element:
    element: Element = next(style for style in opened.styles if style.name.casefold() == name.casefold()).element
    return element


def _instance_of_style(opened: Any, style_id: str) -> int:
    element = _style_element(opened, names.STYLES[style_id])
    found = element.find(f"{names.P_PR}/{names.NUM_PR}/{names.NUM_ID}")
    if found is None:
        raise DocumentError(f"The template's style {names.STYLES[style_id]!r} belongs to no list.")
    return int(found.get(names.VAL, "0"))


def _abstract_of(own: Any, numbering: Element, style_id: str) -> Element:
    number = str(_instance_of_style(own, style_id))
    for instance in numbering.findall(names.w("num")):
        reference = instance.find(names.w("abstractNumId"))
        if instance.get(names.NUM_ID) == number and reference is not None:
            wanted = reference.get(names.VAL)
            for abstract in numbering.findall(names.w("abstractNum")):
                if abstract.get(names.w("abstractNumId")) == wanted:
                    return abstract
    raise DocumentError(f"The template's style {names.STYLES[style_id]!r} names a list that is not there.")


def _next_id(numbering: Element, tag: str, attribute: str) -> int:
    used = [int(element.get(names.w(attribute), "0")) for element in numbering.findall(names.w(tag))]
    return max(used, default=0) + 1


def _adopt(abstract: Element, numbering: Element, mapping: dict[str, str]) -> tuple[int, int]:
    copy = deepcopy(abstract)
    abstract_id = _next_id(numbering, "abstractNum", "abstractNumId")
    copy.set(names.w("abstractNumId"), str(abstract_id))
    for link in copy.iter(names.P_STYLE):
        link.set(names.VAL, mapping[link.get(names.VAL, "")])
    for other in numbering.iter(names.w("lvl")):
        for link in other.findall(names.P_STYLE):
            if link.get(names.VAL) in mapping.values():
                other.remove(link)  # a style belongs to one list level
    put(numbering, copy)
    instance_id = _next_id(numbering, "num", "numId")
    instance = put(numbering, names.w("num"), {names.NUM_ID: str(instance_id)})
    _sub(instance, names.w("abstractNumId"), {names.VAL: str(abstract_id)})
    return abstract_id, instance_id


def _link_styles(opened: Any, mapping: dict[str, str], instances: dict[str, int]) -> None:
    for style_id, (kind, level) in _OURS.items():
        _number_style(opened, mapping[style_id], instances[kind], level=level)
    # A part of a document has no number, nor have contents, whose heading is one of the first level in Word.
    for style_id in ("Heading1", "Heading2Plain", "TOCHeading"):
        _number_style(opened, mapping[style_id], 0, level=0)


def _take_indents(opened: Any, own: Any, source: Element, mapping: dict[str, str]) -> None:
    """A style of a list of ours stands as the list says: an indent of the template's style would win over it."""
    for style_id, (_, level) in _OURS.items():
        if style_id.startswith("Policy"):
            continue
        abstract = _abstract_of(own, source, style_id)
        indent = abstract.find(f"{names.w('lvl')}[@{names.ILVL}='{level}']/{names.P_PR}/{names.IND}")
        properties = next(s.element for s in opened.styles if s.style_id == mapping[style_id]).find(names.P_PR)
        for tag in ("ind", "tabs"):
            for old in properties.findall(names.w(tag)):
                properties.remove(old)
        if indent is not None:
            put(properties, deepcopy(indent))


def _number_style(opened: Any, style_id: str, instance: int, *, level: int) -> None:
    element = next(style.element for style in opened.styles if style.style_id == style_id)
    properties = _child(element, names.P_PR)
    for old in properties.findall(names.NUM_PR):
        properties.remove(old)
    numbering = put(properties, names.NUM_PR)
    if level:
        put(numbering, names.ILVL, {names.VAL: str(level)})
    put(numbering, names.NUM_ID, {names.VAL: str(instance)})


# ---- settings ------------------------------------------------------------------------------------------------------


def _complete_settings(settings: Element) -> None:
    for tag in _DROPPED_SETTINGS:
        for element in settings.findall(names.w(tag)):
            settings.remove(element)
    compat = _child(settings, names.w("compat"))
    for setting in compat.findall(names.w("compatSetting")):
        if setting.get(names.NAME) == "compatibilityMode":
            setting.set(names.VAL, "15")
            return
    uri = "http://schemas.microsoft.com/office/word"
    _sub(compat, names.w("compatSetting"), {names.NAME: "compatibilityMode", names.w("uri"): uri, names.VAL: "15"})


# ---- gathering -----------------------------------------------------------------------------------------------------


def _gathered(opened: Any, numbering: Element, lists: tuple[int, int, int, int], mapping: dict[str, str]) -> HouseStyle:
    package = Package()
    for rel in opened.part.rels.values():
        if not (rel.is_external or rel.reltype.rpartition("/")[2] in _DROPPED_PARTS):
            _take_over(rel, package, MAIN)
            for inner in rel.target_part.rels.values():
                _take_over(inner, package, _name(rel.target_part))
    if package.related("styles", MAIN) is None:
        raise DocumentError("The template has no styles.")
    name = package.related("numbering", MAIN)
    if name is None:
        name = "word/numbering.xml"
        package.relate(MAIN, Relationship("rIdNumbering", names.NUMBERING_TYPE, name))
    package.put(Part(name, names.NUMBERING_CONTENT, serialised(numbering)))
    return HouseStyle.of(package, etree.tostring(opened.element.body.sectPr, encoding="unicode"), mapping, lists)


def _take_over(rel: Any, package: Package, source: str) -> None:
    """A relationship of the template, with the part it leads to: a theme, a header, or the images that one needs."""
    target = rel.target_ref if rel.is_external else _name(rel.target_part)
    package.relate(source, Relationship(rel.rId, rel.reltype, target, rel.is_external))
    if not rel.is_external:
        part = rel.target_part
        content = serialised(part.element) if hasattr(part, "element") else bytes(part.blob)
        package.put(Part(target, part.content_type, content))


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")
