"""What a Word file says of its status outside its text: in its properties, and in headers and footers that show them.

No program tracks changes of properties, so that these follow a text at once.
"""

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from policygen.document.model import Properties
from policygen.formats.docx import names
from policygen.formats.docx.names import w
from policygen.formats.docx.package import Package, Part
from policygen.formats.docx.page_setup import filled
from policygen.formats.docx.properties import content_status, custom_values, set_core, set_custom, shown_properties
from policygen.formats.docx.xml import parse_xml

_MARGINS = {names.HEADER_CONTENT, names.FOOTER_CONTENT}
_OF_STATUS = ("Version", "Date", names.EDITION_PROPERTY)
_AUTHOR = w("author")


def show_in_margins(package: Package, shown: Mapping[str, str]) -> None:
    """The values of our properties in headers and footers that show them."""
    for name in package.names:
        if package.content_type(name) not in _MARGINS:
            continue
        before = package.bytes_of(name) or b""
        if b"DOCPROPERTY" not in before:
            continue
        part = Part(name, package.content_type(name), before)
        after = filled(part, shown, has_headings=True)
        if _words(after.content) != _words(before):
            package.put(replace(after, name=name))


def follow(package: Package, properties: Properties) -> None:
    """Properties of a file come to say the status of its text, and so do headers and footers that show them as they were.

    One in which somebody wrote other words for that, or whose tracked changes wait, stays as it is.
    """
    was, shown = custom_values(package), shown_properties(properties)
    status = {name: shown[name] for name in _OF_STATUS}
    for name in package.names:
        after = _following(package, name, was, status)
        if after is not None:
            package.put(Part(name, package.content_type(name), after))
    core = package.related("core-properties", "")
    root = package.xml(core) if core else None
    said = root.findtext(f"{{{names.CORE}}}contentStatus") if root is not None else None
    if said and said != content_status(properties):
        set_core(package, properties)
    set_custom(package, status)


def has_followed(old: Package, new: Package, name: str) -> bool:
    """Whether a part of a file is as it was but for what it shows of the file's properties, which have changed."""
    now = new.bytes_of(name)
    if name == old.related("core-properties", ""):
        return now is not None and _but_for_status(old.bytes_of(name), name) == _but_for_status(now, name)
    values = custom_values(new)
    status = {key: values[key] for key in _OF_STATUS if key in values}
    return now is not None and now == _following(old, name, custom_values(old), status)


def _following(package: Package, name: str, was: Mapping[str, str], status: Mapping[str, str]) -> bytes | None:
    """A header or footer with another status; None for any other part, and for one that somebody changed."""
    before = package.bytes_of(name) if package.content_type(name) in _MARGINS else None
    if before is None or b"DOCPROPERTY" not in before:
        return None
    part = Part(name, package.content_type(name), before)
    known = {key: was[key] for key in status if key in was}
    as_it_was = filled(part, known, has_headings=True).content
    after = filled(part, status, has_headings=True).content
    is_open = any(element.get(_AUTHOR) is not None for element in parse_xml(before, name).iter())
    return None if is_open or _words(as_it_was) != _words(before) or _words(after) == _words(before) else after


def _words(content: bytes) -> list[str]:
    return [found.text or "" for found in etree.fromstring(content).iter(w("t"))]


def _but_for_status(content: bytes | None, name: str) -> bytes:
    """The core properties but for status and version."""
    if content is None:
        return b""
    root = parse_xml(content, name)
    for key in ("contentStatus", "version"):
        for element in root.findall(f"{{{names.CORE}}}{key}"):
            root.remove(element)
    for element in root.iter():
        element.tail = None
    return etree.tostring(root, method="c14n")
