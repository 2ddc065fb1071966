"""What is wrong with a Word file that the Open XML SDK's validator lets pass and Word does not, or shows wrongly."""

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from policygen.findings import Finding, Location, Severity
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import relationships_name

MOST_BYTES = 200_000_000
"""A package that unfolds to more than this is not read."""

_STORY = re.compile(r"word/(?:document\d*|header\d*|footer\d*|comments|footnotes|endnotes)\.xml")
_BOOKMARK_NAME = re.compile(r"[^\W\d]\w{0,39}")
_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)", re.I)
_W3C_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_STYLE_REFERENCES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_TRUE = (None, "1", "true", "on")


@dataclass(slots=True)
class _Package:
    contents: dict[str, bytes] = field(default_factory=dict[str, bytes])
    roots: dict[str, Element] = field(default_factory=dict[str, Element])
    found: list[Finding] = field(default_factory=list[Finding])

    def say(self, code: str, message: str, part: str = "") -> None:
        self.found.append(Finding(f"docx-{code}", Severity.HIGH, message, Location(part)))

    def stories(self) -> Iterator[tuple[str, Element]]:
        return ((name, root) for name, root in self.roots.items() if _STORY.fullmatch(name))


def lint(data: bytes) -> tuple[Finding, ...]:
    """Findings about a file, none for one that Word opens without a word. Files of any program may be given."""
    package = _Package()
    if not _read(data, package):
        return tuple(package.found)
    for check in _CHECKS:
        check(package)
    return tuple(package.found)


def _read(data: bytes, package: _Package) -> bool:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                package.say("too-large", "The package unfolds to more than a policy can hold.")
                return False
            package.contents = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        package.say("not-a-package", f"The file is not a Word package: {error}.")
        return False
    for name, times in Counter(entry.filename for entry in entries).items():
        if times > 1:
            package.say("duplicate-part", f"{name} is in the package {times} times.", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for name, content in package.contents.items():
        if name.endswith((".xml", ".rels")):
            try:
                package.roots[name] = etree.fromstring(content, parser)
            except etree.XMLSyntaxError as error:
                package.say("not-well-formed", f"{name} is not well-formed: {error}.", name)
    return True


# ---- the package ---------------------------------------------------------------------------------------------------


def _check_content_types(package: _Package) -> None:
    root = package.roots.get("[Content_Types].xml")
    if root is None:
        package.say("no-content-types", "The package does not say what its parts are.")
        return
    defaults = {element.get("Extension", "").casefold() for element in root.iter("{*}Default")}
    overrides = {element.get("PartName", "").casefold() for element in root.iter("{*}Override")}
    for name in package.contents:
        extension = name.rpartition(".")[2].casefold()
        if name != "[Content_Types].xml" and f"/{name}".casefold() not in overrides and extension not in defaults:
            package.say("no-content-type", f"{name} has no content type.", name)


def _check_relationships(package: _Package) -> None:
    for name, root in package.roots.items():
        if not name.endswith(".rels"):
            continue
        folder = dirname(dirname(name))
        seen: set[str] = set()
        for relationship in root.iter(f"{{{names.RELATIONSHIPS}}}Relationship"):
            key, target = relationship.get("Id", ""), relationship.get("Target", "")
            if key in seen:
                package.say("duplicate-relationship", f"{name} has relationship {key!r} twice.", name)
            seen.add(key)
            is_external = relationship.get("TargetMode") == "External"
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            if not is_external and path not in package.contents:
                package.say("missing-part", f"{name} leads to {target!r}, which is not in the package.", name)


def _check_relationship_uses(package: _Package) -> None:
    for name, root in package.stories():
        relationships = package.roots.get(relationships_name(name))
        known = {element.get("Id") for element in relationships} if relationships is not None else set[str | None]()
        for element in root.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{names.R}}}") and value not in known:
                    package.say(
                        "unknown-relationship", f"{name} uses relationship {value!r}, which is not there.", name
                    )


def _check_dates(package: _Package) -> None:
    for name, root in package.roots.items():
        for kind in ("created", "modified"):
            for element in root.iter(f"{{{names.DCTERMS}}}{kind}"):
                if not _W3C_DATE.fullmatch(element.text or ""):
                    package.say("bad-date", f"{kind} is {element.text!r}, which is no date.", name)


def _check_prefixes(package: _Package) -> None:
    for name, root in package.roots.items():
        ignorable = root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "")
        for prefix in ignorable.split():
            if prefix not in root.nsmap:
                package.say("undeclared-prefix", f"{name} ignores prefix {prefix!r}, which it does not declare.", name)


# ---- stories -------------------------------------------------------------------------------------------------------


def _check_tables(package: _Package) -> None:
    for name, root in package.stories():
        for cell in root.iter(names.TC):
            content = [
                child for child in cell if child.tag not in (names.TC_PR, names.BOOKMARK_START, names.BOOKMARK_END)
            ]
            if not content or content[-1].tag not in (names.P, names.w("sdt")):
                package.say("empty-cell", "A table cell does not end with a paragraph.", name)
        for table in root.iter(names.TBL):
            if not _holds(table, names.TR):
                package.say("empty-table", "A table has no rows.", name)


def _check_bookmarks(package: _Package) -> None:
    seen: Counter[str] = Counter()
    for name, root in package.stories():
        starts = [element.get(names.ID, "") for element in root.iter(names.BOOKMARK_START)]
        ends = [element.get(names.ID, "") for element in root.iter(names.BOOKMARK_END)]
        labels = [element.get(names.NAME, "") for element in root.iter(names.BOOKMARK_START)]
        seen.update(label.casefold() for label in labels)
        for key, times in Counter(starts).items():
            if times > 1:
                package.say("duplicate-bookmark-id", f"Bookmark id {key} begins {times} times.", name)
        for key in set(starts) - set(ends):
            package.say("open-bookmark", f"Bookmark id {key} begins but does not end.", name)
        for key in set(ends) - set(starts):
            package.say("unopened-bookmark", f"Bookmark id {key} ends but does not begin.", name)
        for label in labels:
            if not _BOOKMARK_NAME.fullmatch(label):
                package.say("bad-bookmark-name", f"Word does not allow a bookmark called {label!r}.", name)
    for label, times in seen.items():
        if times > 1:
            package.say("duplicate-bookmark", f"{times} bookmarks are called {label!r}.")


def _check_fields(package: _Package) -> None:
    for name, root in package.stories():
        depth = 0
        for mark in root.iter(names.FLD_CHAR):
            kind = mark.get(names.FLD_TYPE)
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if depth < 0 or (kind == "separate" and depth == 0):
                package.say("unopened-field", "A field ends or shows a result without having begun.", name)
                depth = 0
        if depth:
            package.say("open-field", "A field begins but does not end.", name)


def _check_references(package: _Package) -> None:
    bookmarks = {
        element.get(names.NAME, "").casefold()
        for _, root in package.stories()
        for element in root.iter(names.BOOKMARK_START)
    }
    for name, root in package.stories():
        texts = [element.text or "" for element in root.iter(names.INSTR_TEXT)]
        texts += [element.get(names.w("instr"), "") for element in root.iter(names.FLD_SIMPLE)]
        wanted = [match.group(1) for text in texts if (match := _REFERENCE.match(text))]
        wanted += [element.get(names.ANCHOR, "") for element in root.iter(names.HYPERLINK) if element.get(names.ANCHOR)]
        for label in wanted:
            if label.casefold() not in bookmarks and label != "_top":
                package.say("missing-bookmark", f"A reference leads to bookmark {label!r}, which is not there.", name)


def _check_revisions(package: _Package) -> None:
    for name, root in package.stories():
        for deletion in root.iter(names.w("del")):
            if _holds(deletion, names.T) and not _holds(deletion, names.w("txbxContent")):
                package.say("text-in-deletion", "Deleted words are marked as standing words.", name)
        ids = Counter(
            element.get(names.VAL, "") for sdt in root.iter(names.w("sdtPr")) for element in sdt.findall(names.w("id"))
        )
        for key, times in ids.items():
            if times > 1:
                package.say("duplicate-control", f"{times} content controls have id {key}.", name)
    _check_comments(package)


def _check_comments(package: _Package) -> None:
    comments = package.roots.get("word/comments.xml")
    known = {element.get(names.ID) for element in comments.iter(names.w("comment"))} if comments is not None else set()
    for name, root in package.stories():
        for tag in ("commentReference", "commentRangeStart", "commentRangeEnd"):
            for element in root.iter(names.w(tag)):
                if element.get(names.ID) not in known:
                    package.say("missing-comment", f"Comment {element.get(names.ID)} is not there.", name)


# ---- styles and lists ----------------------------------------------------------------------------------------------


def _check_styles(package: _Package) -> None:
    styles = package.roots.get("word/styles.xml")
    if styles is None:
        return
    kinds: dict[str, set[str]] = {}
    defaults: Counter[str] = Counter()
    for style in styles.findall(names.w("style")):
        key, kind = style.get(names.w("styleId"), ""), style.get(names.TYPE, "")
        if key in kinds:
            package.say("duplicate-style", f"Two styles have the id {key!r}.", "word/styles.xml")
        kinds.setdefault(key, set()).add(kind)
        if style.get(names.w("default"), "0") in _TRUE:
            defaults[kind] += 1
    for kind, times in defaults.items():
        if times > 1:
            package.say("two-defaults", f"{times} {kind} styles claim to be the default.", "word/styles.xml")
    for name, root in (*package.stories(), ("word/styles.xml", styles)):
        for tag, kind in _STYLE_REFERENCES.items():
            for key in _values(root.iter(names.w(tag))):
                if kind not in kinds.get(key, ()):
                    package.say("unknown-style", f"{kind} style {key!r} is used but not defined.", name)


def _check_lists(package: _Package) -> None:
    numbering = package.roots.get("word/numbering.xml")
    lists: set[str] = set()
    if numbering is not None:
        abstract = {element.get(names.w("abstractNumId")) for element in numbering.findall(names.w("abstractNum"))}
        for instance in numbering.findall(names.w("num")):
            key = instance.get(names.NUM_ID, "")
            if key in lists:
                package.say("duplicate-list", f"Two lists have the id {key}.", "word/numbering.xml")
            lists.add(key)
            for wanted in _values(instance.findall(names.w("abstractNumId"))):
                if wanted not in abstract:
                    package.say("unknown-list", f"List {key} is of a kind that is not defined.", "word/numbering.xml")
    styles = package.roots.get("word/styles.xml")
    for name, root in (*package.stories(), *((("word/styles.xml", styles),) if styles is not None else ())):
        for key in _values(root.iter(names.NUM_ID)):
            if key not in lists and key != "0":
                package.say("unknown-list", f"List {key} is used but not defined.", name)


def _holds(element: Element, tag: str) -> bool:
    return next(element.iter(tag), None) is not None


def _values(elements: Iterable[Element]) -> Iterator[str]:
    return (element.get(names.VAL, "") for element in elements)


_CHECKS: tuple[Callable[[_Package], None], ...] = (
    _check_content_types,
    _check_relationships,
    _check_relationship_uses,
    _check_dates,
    _check_prefixes,
    _check_tables,
    _check_bookmarks,
    _check_fields,
    _check_references,
    _check_revisions,
    _check_styles,
    _check_lists,
)
