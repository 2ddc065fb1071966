"""What several hands' changes in one Word file need: all of some settled at once, who saved a file, and a proof."""

from collections.abc import Collection, Iterator

from policygen.formats.docx.body import author_of
from policygen.formats.docx.names import ID, Element, w
from policygen.formats.docx.package import Package, Part, open_package
from policygen.formats.docx.settling import settle, take_comments_away
from policygen.formats.docx.tracking.proof import parts_changed, plain_form
from policygen.formats.docx.xml import serialised

_MOVES = tuple(w(f"move{way}Range{end}") for way in ("From", "To") for end in ("Start", "End"))
_CHANGES = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_AUTHOR = w("author")


def with_changes_settled(data: bytes, authors: Collection[str], *, accept: bool) -> bytes:
    """A Word file in which the changes of some authors are accepted or rejected. Comments stay.

    Raises: `DocumentError` when it is no Word document.
    """
    package = open_package(data)
    root = package.xml(package.main)
    if root is None or not _settle(root, authors, accept=accept):
        return data
    package.put(Part(package.main, package.content_type(package.main), serialised(root)))
    return package.save()


def _settle(root: Element, authors: Collection[str], *, accept: bool) -> bool:
    for element in root.iter(*_CHANGES):
        if not element.get(_AUTHOR):
            element.set(_AUTHOR, author_of(element))
    changed = [settle(root, author, accept=accept) for author in authors]
    if not any(changed):
        return False
    theirs = {each.get(ID, "") for each in root.iter(*_MOVES) if each.get(_AUTHOR) in authors}
    for each in [each for each in root.iter(*_MOVES) if each.get(ID, "") in theirs]:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return True


def saved_by(data: bytes) -> tuple[str, str]:
    """Who saved a Word file last, and when in UTC; each empty where the file does not say."""
    package = open_package(data)
    root = package.xml(package.related("core-properties", "") or "docProps/core.xml")
    said = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in root} if root is not None else {}
    return said.get("lastModifiedBy", ""), said.get("modified", "")


def faults_of_combined(before: bytes, after: bytes, stand: Collection[str], come: Collection[str]) -> tuple[str, ...]:
    """What of a file is not as it was once the changes that stand in it are accepted and those that come in rejected.

    Nothing when all is: comments may have come in, and relationships, content types and lists for what came in.
    """
    old, new = open_package(before), open_package(after)
    comments = new.related("comments")
    found = list(parts_changed(old, new, comments))
    root, settled = old.xml(old.main), new.xml(new.main)
    if root is None or settled is None:
        return (*found, new.main)
    _settle(settled, stand, accept=True)
    _settle(settled, come, accept=False)
    take_comments_away(settled, set(_new_comments(old, new)))
    if plain_form(root) != plain_form(settled):
        found.append(new.main)
    return tuple(found)


def _new_comments(old: Package, new: Package) -> Iterator[str]:
    """The ids of comments that only the second has; where another says what one of the first said, that one as well."""
    roots = [package.xml(name) if (name := package.related("comments")) else None for package in (old, new)]
    was, now = (
        {each.get(ID, ""): plain_form(each) for each in root.iter(w("comment"))} if root is not None else {}
        for root in roots
    )
    yield from (id for id, said in now.items() if was.get(id) != said)
