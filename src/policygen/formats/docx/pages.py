"""The pages on which headings stand, as LibreOffice's PDF of the document tells them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from policygen._on_use import regex
from policygen.document.walk import plain
from policygen.formats.outline import OutlineEntry

Pages = Mapping[tuple[str, int], int]
"""The page of each heading, from 1: by its part and by how many headings of the part stand before it."""

_OBJECT = regex(rb"(\d+) 0 obj\s*(<<.*?)endobj", re.DOTALL)
_KIDS = regex(rb"/Kids\s*\[([0-9R\s]*)\]")
_PAGES = regex(rb"/Type\s*/Pages\b")
_TITLE = regex(rb"/Title\s*<FEFF([0-9A-Fa-f]*)>")
_DESTINATION = regex(rb"/Dest\s*\[\s*(\d+) 0 R")
_FIRST, _NEXT = regex(rb"/First\s+(\d+) 0 R"), regex(rb"/Next\s+(\d+) 0 R")
_NO_WORDS = regex(r"[\W_]+")


def pages_in(pdf: bytes, headings: Sequence[OutlineEntry]) -> Pages:
    """The page of every heading of a document; empty when the PDF does not list the same headings."""
    objects = {int(match.group(1)): match.group(2) for match in _OBJECT.finditer(pdf)}
    numbers = _page_numbers(objects)
    found = list(_outline(objects))
    if [_folded(title) for title, _ in found] != [
        _folded(f"{one.number} {plain(one.heading.content)}") for one in headings
    ]:
        return {}
    pages = {(one.part, one.index): numbers.get(page, 0) for one, (_, page) in zip(headings, found, strict=True)}
    return pages if all(pages.values()) else {}


def _page_numbers(objects: dict[int, bytes]) -> dict[int, int]:
    """The number of each page by that of its object."""
    kids = next(
        (kids.group(1) for each in objects.values() if _PAGES.search(each) and (kids := _KIDS.search(each))), b""
    )
    return {int(object_): page for page, object_ in enumerate(re.findall(rb"(\d+)\s+0\s+R", kids), 1)}


def _outline(objects: dict[int, bytes]) -> Iterator[tuple[str, int]]:
    """The entries of the outline in order: the title of each, and the object of its page."""
    titled = {number for number, each in objects.items() if _TITLE.search(each)}
    root = next(
        (number for number, each in objects.items() if number not in titled and _object(_FIRST, each) in titled), 0
    )
    waiting = [_object(_FIRST, objects[root])] if root else []
    seen = set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen or number not in titled:
            continue
        seen.add(number)
        entry = objects[number]
        yield _said(entry), _object(_DESTINATION, entry)
        waiting += (_object(_NEXT, entry), _object(_FIRST, entry))


def _said(entry: bytes) -> str:
    found = _TITLE.search(entry)
    return bytes.fromhex(found.group(1).decode()).decode("utf-16-be", "replace") if found else ""


def _object(pattern: re.Pattern[bytes], entry: bytes) -> int:
    """The object that an entry leads to; 0, which no object is, where it leads to none."""
    found = pattern.search(entry)
    return int(found.group(1)) if found else 0


def _folded(title: str) -> str:
    """A title as it is told apart: LibreOffice drops what is no letter where it likes."""
    return _NO_WORDS.sub("", title).casefold()
