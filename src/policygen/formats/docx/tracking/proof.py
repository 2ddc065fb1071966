"""Whether a file with changes of ours is still its owner's file: proved on what would be saved, before it is."""

import copy
from collections.abc import Iterator

from lxml import etree

from policygen.formats.docx.carried import record_parts
from policygen.formats.docx.names import P_PR, R_, R_PR, TR_PR, Element, T, w
from policygen.formats.docx.package import Package, open_package, relationships_name
from policygen.formats.docx.settling import settle, take_comments_away
from policygen.formats.docx.shown_status import has_followed
from policygen.formats.docx.xml import parse_xml

_EMPTY = {R_PR, P_PR, TR_PR}
_TYPES = "[content_types].xml"


def plain_form(root: Element) -> bytes:
    """A part's content as it is compared: how runs and texts are cut and which properties are empty says nothing."""
    copied = copy.deepcopy(root)
    for element in reversed(list(copied.iter(*_EMPTY))):
        parent = element.getparent()
        if len(element) == 0 and parent is not None:
            parent.remove(element)
    for element in list(copied.iter()):
        _strip(element)
    for run in list(copied.iter(R_)):
        _join_to_the_one_before(run)
    for run in copied.iter(R_):
        _join_texts(run)
    return etree.tostring(copied, method="c14n")


def _strip(element: Element) -> None:
    for attribute in list(element.attrib):
        name = str(attribute).rpartition("}")[2]
        if name.startswith("rsid") or name == "space":
            del element.attrib[attribute]
    element.tail = None
    if element.tag not in {T, w("delText"), w("instrText"), w("delInstrText")} and not (element.text or "").strip():
        element.text = None


def _join_to_the_one_before(run: Element) -> None:
    before = run.getprevious()
    if before is None or before.tag != R_ or _formatting(before) != _formatting(run):
        return
    properties = run.find(R_PR)
    at = 0 if properties is None else run.index(properties) + 1
    run[at:at] = [each for each in before if each.tag != R_PR]
    parent = before.getparent()
    if parent is not None:
        parent.remove(before)


def _formatting(run: Element) -> bytes:
    properties = run.find(R_PR)
    return b"" if properties is None else etree.tostring(properties, method="c14n")


def _join_texts(run: Element) -> None:
    for text in list(run.iterchildren(T)):
        before = text.getprevious()
        if before is not None and before.tag == T:
            text.text = (before.text or "") + (text.text or "")
            run.remove(before)
    for text in list(run.iterchildren(T)):
        if not text.text:
            run.remove(text)


def faults(before: bytes, after: bytes, author: str) -> tuple[str, ...]:
    """What of a file is not as it was once the changes of one author are rejected; nothing when all is.

    `before` is the file without such changes. The record may differ, and the properties that hold its digest and the status
    of the text, with what headers and footers show of these; comments by what this author wrote; relationships, content
    types and lists by what was added to them.
    """
    old, new = open_package(before), open_package(after)
    comments = new.related("comments")
    found = list(parts_changed(old, new, comments))
    root, rejected = old.xml(old.main), new.xml(new.main)
    if root is None or rejected is None:
        return (*found, new.main)
    settle(rejected, author, accept=False)
    written = new.xml(comments) if comments else None
    if comments and written is not None:
        ours = [each for each in written if each.get(w("author")) == author]
        take_comments_away(rejected, {each.get(w("id"), "") for each in ours})
        for each in ours:
            written.remove(each)
        was_written = old.xml(comments)
        if was_written is not None and plain_form(was_written) != plain_form(written):
            found.append(comments)
    if plain_form(root) != plain_form(rejected):
        found.append(new.main)
    return tuple(found)


def parts_changed(old: Package, new: Package, comments: str | None) -> Iterator[str]:
    """The parts beside body, comments and record that are not as they were, and those that should not have come."""
    numbering = new.related("numbering")
    records = tuple(record_parts(new))
    described = (each.target for name in records for each in new.relationships(name).values() if not each.external)
    carried = (*records, new.related("custom-properties", "") or "")
    free = {name.lower() for name in (*carried, new.main, comments or "")}
    lists = {_TYPES, *(name.lower() for name in new.names if name.lower().endswith(".rels"))}
    for name in old.names:
        was, now = old.bytes_of(name), new.bytes_of(name)
        if was == now or name.lower() in free:
            continue
        if name == numbering and was is not None and now is not None and _only_appended(was, now, name):
            continue
        if name.lower() in lists and was is not None and now is not None and _only_grew(was, now, name):
            continue
        if has_followed(old, new, name):
            continue
        yield name
    known = {name.lower() for name in old.names}
    may_come = {*free, *map(str.lower, described)}
    may_come |= {relationships_name(name).lower() for name in may_come} | {relationships_name("").lower()}
    yield from (name for name in new.names if name.lower() not in known and name.lower() not in may_come)


def _only_appended(before: bytes, after: bytes, name: str) -> bool:
    """Whether a part holds all that it held, each as it was and in its order."""
    was, now = ([etree.tostring(each, method="c14n") for each in parse_xml(data, name)] for data in (before, after))
    left = iter(now)
    return all(each in left for each in was)


def _only_grew(before: bytes, after: bytes, name: str) -> bool:
    """Whether a list of relationships or content types holds all that it held."""
    was, now = ({frozenset(each.attrib.items()) for each in parse_xml(data, name)} for data in (before, after))
    return was <= now
