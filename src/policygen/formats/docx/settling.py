"""Tracked changes of one author accepted or rejected, and their comments taken away, by what the standard says of them.

Written against ECMA-376 (part 1, 17.13.5) and knows nothing of who wrote the changes or how: it judges what we write, and
takes back what we wrote before. Changes of anybody else, and comments of theirs, stay as they are.
"""

from collections.abc import Iterable

from policygen.formats.docx.names import HYPERLINK, ID, P_PR, R_, R_PR, TBL, TR, TR_PR, Element, P, T, w
from policygen.formats.docx.package import Package, Part, open_package
from policygen.formats.docx.xml import serialised

_AUTHOR = w("author")
_INS, _DEL = w("ins"), w("del")
_PUT_IN, _TAKEN_OUT = {_INS, w("moveTo")}, {_DEL, w("moveFrom")}
_RESTORED = {w("delText"): T, w("delInstrText"): w("instrText")}
_OLD_PROPERTIES = {w("rPrChange"): R_PR, w("pPrChange"): P_PR}
_RANGE_MARKS = {w(name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}
_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


def settled(data: bytes, author: str, *, accept: bool) -> bytes:
    """A Word file in which the changes of one author are accepted, or rejected, and their comments are gone.

    Raises: `DocumentError` when it is no Word document.
    """
    package = open_package(data)
    settle_package(package, author, accept=accept)
    return package.save()


def settle_package(package: Package, author: str, *, accept: bool) -> None:
    """The same in an opened package."""
    root = package.xml(package.main)
    if root is None:
        return
    changed = settle(root, author, accept=accept)
    name = package.related("comments")
    comments = package.xml(name) if name else None
    ours = [each for each in comments if each.get(_AUTHOR) == author] if comments is not None else []
    if ours and name and comments is not None:
        take_comments_away(root, {each.get(ID, "") for each in ours})
        for each in ours:
            comments.remove(each)
        package.put(Part(name, package.content_type(name), serialised(comments)))
    if changed or ours:
        package.put(Part(package.main, package.content_type(package.main), serialised(root)))


def settle(root: Element, author: str, *, accept: bool) -> bool:
    """Accepts or rejects every change of one author below an element. Whether there was any."""
    found = [each for each in root.iter(*_PUT_IN, *_TAKEN_OUT, *_OLD_PROPERTIES) if each.get(_AUTHOR) == author]
    for change in found:
        if change.tag in _OLD_PROPERTIES:
            _settle_properties(change, accept=accept)
    for change in found:
        parent = change.getparent()
        if parent is not None and parent.tag == TR_PR:
            _settle_row(change, stays=(change.tag in _PUT_IN) == accept)
    for change in found:
        parent = change.getparent()
        if parent is not None and parent.tag not in {TR_PR, R_PR}:
            _settle_content(change, stays=(change.tag in _PUT_IN) == accept)
    for change in found:
        parent = change.getparent()
        if parent is not None and parent.tag == R_PR:
            _settle_end(change, stays=(change.tag in _PUT_IN) == accept)
    return bool(found)


def _settle_properties(change: Element, *, accept: bool) -> None:
    properties = change.getparent()
    if properties is None:
        return
    if accept:
        properties.remove(change)
        return
    old = change.find(_OLD_PROPERTIES[change.tag])
    kept = [each for each in properties if each.tag in {R_PR, w("sectPr")}] if change.tag == w("pPrChange") else []
    for child in list(properties):
        properties.remove(child)
    for child in [*(old if old is not None else ()), *kept]:
        properties.append(child)


def _settle_row(change: Element, *, stays: bool) -> None:
    row = next((each for each in change.iterancestors() if each.tag == TR), None)
    table = row.getparent() if row is not None else None
    if stays or row is None or table is None:
        _remove(change)
        return
    table.remove(row)
    if table.tag == TBL and next(table.iter(TR), None) is None:
        _remove(table)


def _settle_content(change: Element, *, stays: bool) -> None:
    """What stands in a mark stays in its place, or goes with it; marks of ranges always stay."""
    parent = change.getparent()
    if parent is None:
        return
    if stays and change.tag in _TAKEN_OUT:
        for element in list(change.iter(*_RESTORED)):
            element.tag = _RESTORED[element.tag]
    staying = [each for each in change if stays or each.tag in _RANGE_MARKS]
    for each in staying:
        change.addprevious(each)
    parent.remove(change)
    if not stays and parent.tag == HYPERLINK and next(parent.iter(R_), None) is None:
        _remove(parent)


def _settle_end(change: Element, *, stays: bool) -> None:
    """A paragraph's end stays, or goes: what is left of the paragraph then begins the next one."""
    paragraph = next((each for each in change.iterancestors() if each.tag == P), None)
    _remove(change)
    if stays or paragraph is None:
        return
    following = paragraph.getnext()
    left = [each for each in paragraph if each.tag != P_PR]
    if any(each.tag not in _RANGE_MARKS for each in left):
        if following is None or following.tag != P:
            return
    else:
        left = _open_ranges(left)
    if left and following is not None and following.tag == P:
        properties = following.find(P_PR)
        at = 0 if properties is None else following.index(properties) + 1
        following[at:at] = left
    _remove(paragraph)


def _open_ranges(marks: Iterable[Element]) -> list[Element]:
    """The marks of ranges that begin or end elsewhere; those that do both here go with the paragraph."""
    found = list(marks)
    ids: dict[tuple[bool, str], int] = {}
    for each in found:
        key = ("bookmark" in each.tag, each.get(ID, ""))
        ids[key] = ids.get(key, 0) + 1
    return [each for each in found if ids["bookmark" in each.tag, each.get(ID, "")] == 1]


def take_comments_away(root: Element, ids: set[str]) -> None:
    """Removes what hangs comments on the text, and the runs that held nothing else."""
    for element in [each for each in root.iter(*_ANCHORS) if each.get(ID, "") in ids]:
        run = element.getparent()
        _remove(element)
        while run is not None and run.tag in {R_, _INS, _DEL} and all(each.tag == R_PR for each in run):
            above = run.getparent()
            _remove(run)
            run = above


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
