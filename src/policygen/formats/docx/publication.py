"""A Word file to be published: the words as they are, and nothing of how they were made."""

from collections.abc import Callable, Iterator

from policygen._on_use import regex
from policygen.document.anchors import anchor_in, end_anchor_in
from policygen.errors import DocumentError
from policygen.formats.docx import names
from policygen.formats.docx.carried import record_parts
from policygen.formats.docx.names import Element, w
from policygen.formats.docx.package import Package, Part, open_package
from policygen.formats.docx.xml import serialised

_LEADS = regex(r"^\s*(?:REF|PAGEREF)\s+(\S+)")
_OURS = regex(r"^_?pg[a-z]?_")
_OF_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_COMMENT_MARKS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"), w("annotationRef"))
_SHOWN = {names.ORGANISATION_PROPERTY, "Version", "Date", names.EDITION_PROPERTY}
"""The custom properties that headers and footers show."""
_OF_WHOEVER_SAVED_IT = {"lastModifiedBy", "description", "revision", "keywords", "lastPrinted", "category"}


def published(data: bytes) -> bytes:
    """A document without its record, comments, and marks of its parts but for those that a reference leads to.

    Raises: `DocumentError` when the file cannot be read, or somebody's tracked changes wait in it.
    """
    package = open_package(data)
    root = package.xml(package.main)
    if root is None:
        raise DocumentError("This Word document has no body.", hint="Open it in Word, repair it, and save a copy.")
    if next(root.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")), None) is not None:
        raise DocumentError("Tracked changes wait in it.", hint="Accept or reject them first.")
    _take_out_comments(root)
    _take_out_marks(root)
    _take_out_sessions(root)
    package.put(Part(package.main, package.content_type(package.main), serialised(root)))
    for name in list(_parts_to_drop(package)):
        package.drop(name)
    _clean_properties(package)
    return package.save()


def _parts_to_drop(package: Package) -> Iterator[str]:
    for name in record_parts(package):
        yield name
        for relationship in package.relationships(name).values():
            if not relationship.external:
                yield relationship.target
    related = (*(package.related(ending) for ending in _OF_COMMENTS), package.related("extended-properties", ""))
    yield from filter(None, related)


def _take_out_comments(root: Element) -> None:
    for mark in list(root.iter(*_COMMENT_MARKS)):
        run = mark.getparent()
        if run is not None:
            run.remove(mark)
            if run.tag == names.R_ and all(child.tag == names.R_PR for child in run):
                _remove(run)


def _take_out_marks(root: Element) -> None:
    """Bookmarks of ours: those that something leads to have a name that says nothing, the others are gone."""
    led_to = {found.get(names.ANCHOR, "") for found in root.iter(names.HYPERLINK)}
    codes = [*(found.text or "" for found in root.iter(names.INSTR_TEXT))]
    codes += (found.get(w("instr")) or "" for found in root.iter(names.FLD_SIMPLE))
    led_to |= {match[1] for code in codes if (match := _LEADS.match(code))}
    gone: set[str] = set()
    anew: dict[str, str] = {}
    for mark in list(root.iter(names.BOOKMARK_START)):
        name = mark.get(names.NAME, "")
        if not (anchor_in(name) or end_anchor_in(name) or _OURS.match(name)):
            continue
        if name in led_to:
            anew.setdefault(name, f"_place{len(anew) + 1}")
            mark.set(names.NAME, anew[name])
        else:
            gone.add(mark.get(names.ID, ""))
            _remove(mark)
    for mark in list(root.iter(names.BOOKMARK_END)):
        if mark.get(names.ID, "") in gone:
            _remove(mark)
    _rename(root, anew)


def _rename(root: Element, anew: dict[str, str]) -> None:
    """What leads to bookmarks, led to their new names."""
    for link in root.iter(names.HYPERLINK):
        name = link.get(names.ANCHOR, "")
        if name in anew:
            link.set(names.ANCHOR, anew[name])
    for code in root.iter(names.INSTR_TEXT):
        match = _LEADS.match(code.text or "")
        if match and match[1] in anew:
            code.text = (code.text or "").replace(match[1], anew[match[1]], 1)
    for field in root.iter(names.FLD_SIMPLE):
        match = _LEADS.match(field.get(w("instr"), ""))
        if match and match[1] in anew:
            field.set(w("instr"), field.get(w("instr"), "").replace(match[1], anew[match[1]], 1))


def _take_out_sessions(root: Element) -> None:
    """The numbers by which Word tells who wrote what in which session."""
    for element in root.iter():
        for attribute in [str(one) for one in element.attrib if str(one).startswith(w("rsid"))]:
            del element.attrib[attribute]


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _clean_properties(package: Package) -> None:
    """The properties that say what a document is; none that tell what program or person made it."""
    cleaned: tuple[tuple[str, str, Callable[[Element], bool]], ...] = (
        ("custom-properties", names.CUSTOM_CONTENT, lambda found: found.get("name") in _SHOWN),
        ("core-properties", names.CORE_CONTENT, lambda found: _local(found) not in _OF_WHOEVER_SAVED_IT),
    )
    for ending, content_type, keeps in cleaned:
        name = package.related(ending, "")
        root = package.xml(name) if name else None
        if name is None or root is None:
            continue
        for found in [found for found in root if not keeps(found)]:
            root.remove(found)
        package.put(Part(name, content_type, serialised(root)))
