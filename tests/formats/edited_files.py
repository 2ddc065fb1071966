"""An issued Word file as people and programs leave it: every kind of edit, made in the markup."""

import base64
import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from lxml import etree

from policygen.formats.docx.names import W
from tests.formats.word import written
from tests.revision.scene import document, policy

BASE = policy()
DOCUMENT = "word/document.xml"
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

Body = Any


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def issued() -> bytes:
    return written(document(BASE))


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with every part as `change` gives it; None drops it."""
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return result.getvalue()


def in_body(change: Callable[[Body], None], data: bytes | None = None) -> bytes:
    """The issued file with its body changed."""

    def part(name: str, content: bytes) -> bytes:
        if name != DOCUMENT:
            return content
        root = etree.fromstring(content)
        change(root[0])
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return repacked(data or issued(), part)


def says(element: Any) -> str:
    return "".join(found.text or "" for found in element.iter(w("t")))


def at(body: Body, start: str) -> Any:
    """The paragraph or table that begins so."""
    return next(child for child in body if says(child).startswith(start))


def reword(paragraph: Any, old: str, new: str) -> None:
    """Changes words that stand in one run."""
    found = next(text for text in paragraph.iter(w("t")) if old in (text.text or ""))
    found.text = found.text.replace(old, new)


def plain(text: str, style: str = "") -> Any:
    """A new paragraph of one run."""
    paragraph = etree.Element(w("p"))
    if style:
        properties = etree.SubElement(paragraph, w("pPr"))
        etree.SubElement(properties, w("pStyle"), {w("val"): style})
    run = etree.SubElement(paragraph, w("r"))
    words = etree.SubElement(run, w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    words.text = text
    return paragraph


# ---- what people do ----------------------------------------------------------------------------------------------------


def reworded(body: Body) -> None:
    reword(at(body, "You are free to speak"), "free to speak", "always free to speak")


def heading_renamed(body: Body) -> None:
    reword(at(body, "Sign in safely"), "Sign in safely", "Passwords and codes")


def split(body: Body) -> None:
    paragraph = at(body, "You are free to speak")
    second = copy.deepcopy(paragraph)
    reword(paragraph, " Do not give the impression that you speak for us.", "")
    reword(second, "You are free to speak for yourself. ", "")
    paragraph.addnext(second)


def joined(body: Body) -> None:
    paragraph = at(body, "You are free to speak")
    following = paragraph.getnext()
    for run in list(following.iter(w("r"))):
        paragraph.append(run)
    body.remove(following)


def inserted(body: Body) -> None:
    last = at(body, "People can link")
    last.addnext(plain("Turn the music down after nine in the evening."))
    last.addnext(plain("House music", "Heading2"))


def pasted(body: Body) -> None:
    at(body, "Do not harass").addnext(plain("Pasted from another document, in a style of its own.", "NoSuchStyle"))


def deleted(body: Body) -> None:
    start, end = at(body, "Treat colleagues"), at(body, "Keep confidential")
    while start is not end:
        following = start.getnext()
        body.remove(start)
        start = following


def statutory_deleted(body: Body) -> None:
    for start in ("Monitoring notice", "We read public comments"):
        body.remove(at(body, start))


def reordered(body: Body) -> None:
    start, end, target = at(body, "Treat colleagues"), at(body, "Keep confidential"), at(body, "Speak for yourself")
    while start is not end:
        following = start.getnext()
        target.addprevious(start)
        start = following


def table_cell(body: Body) -> None:
    table = next(body.iter(w("tbl")))
    reword(list(table.iter(w("tr")))[2], "Sam Okafor", "Jo Reed")


def table_rows(body: Body) -> None:
    table = next(body.iter(w("tbl")))
    rows = list(table.iter(w("tr")))
    new = copy.deepcopy(rows[1])
    for cell, words in zip(new.iter(w("t")), ("TikTok", "@harbourtok", "Jo Reed"), strict=True):
        cell.text = words
    rows[1].addnext(new)
    table.remove(rows[3])


def table_column(body: Body) -> None:
    table = next(body.iter(w("tbl")))
    table.find(w("tblGrid")).append(etree.Element(w("gridCol"), {w("w"): "1000"}))
    for row, words in zip(table.iter(w("tr")), ("Since", "2019", "2015", "2020"), strict=True):
        cell = copy.deepcopy(row[-1])
        text = next(cell.iter(w("t")))
        text.text = words
        for bookmark in [*cell.iter(w("bookmarkStart")), *cell.iter(w("bookmarkEnd"))]:
            bookmark.getparent().remove(bookmark)
        row.append(cell)


def tracked(body: Body) -> None:
    """Somebody else's changes are pending: two words put in, a clause's last paragraph taken out."""
    run = next(at(body, "Every account must").iter(w("r")))
    change = etree.Element(w("ins"), {w("id"): "901", w("author"): "Jo Reed", w("date"): "2026-11-22T10:00:00Z"})
    change.append(copy.deepcopy(next(plain(" This is checked.").iter(w("r")))))
    run.addnext(change)
    paragraph = at(body, "People can link")
    gone = etree.Element(w("del"), {w("id"): "902", w("author"): "Jo Reed", w("date"): "2026-11-22T10:00:00Z"})
    for inner in list(paragraph.iter(w("r"))):
        inner.addprevious(gone)
        gone.append(inner)
        for text in inner.iter(w("t")):
            text.tag = w("delText")
    properties = paragraph.find(w("pPr"))
    properties = properties if properties is not None else etree.SubElement(paragraph, w("pPr"))
    mark = etree.SubElement(properties, w("rPr"))
    etree.SubElement(mark, w("del"), {w("id"): "903", w("author"): "Jo Reed", w("date"): "2026-11-22T10:00:00Z"})


def runs_cut(body: Body) -> None:
    """Word cuts runs wherever somebody paused or a spelling was checked."""
    for run in list(body.iter(w("r"))):
        text = run.find(w("t"))
        if text is not None and len(text.text or "") > 6:
            second = copy.deepcopy(run)
            half = len(text.text) // 2 - 1
            second.find(w("t")).text, text.text = text.text[half:], text.text[:half]
            for part in (text, second.find(w("t"))):
                part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(second)
            run.addnext(etree.Element(w("proofErr"), {w("type"): "spellStart"}))


def quotes_changed(body: Body) -> None:
    for text in body.iter(w("t")):
        text.text = (text.text or "").replace("'", "’").replace(" - ", " – ")


def bookmarks_stripped(body: Body) -> None:
    for found in [*body.iter(w("bookmarkStart")), *body.iter(w("bookmarkEnd"))]:
        found.getparent().remove(found)


def styles_flattened(body: Body) -> None:
    """What Google Docs is said to do: every style of ours becomes Normal, headings keep theirs."""
    for found in list(body.iter(w("pStyle"))):
        if not found.get(w("val"), "").startswith("Heading"):
            found.getparent().remove(found)


def everything_flattened(body: Body) -> None:
    bookmarks_stripped(body)
    for found in [*body.iter(w("pPr")), *body.iter(w("rPr"))]:
        found.getparent().remove(found)
    for link in list(body.iter(w("hyperlink"))):
        for run in list(link.iter(w("r"))):
            if run.find(w("t")) is not None:
                link.addprevious(run)
        link.getparent().remove(link)


def controls_around(body: Body) -> None:
    """Each paragraph in a content control of its own, as Google Docs exports them."""
    for paragraph in list(body.iterchildren(w("p"))):
        control = etree.Element(w("sdt"))
        etree.SubElement(control, w("sdtPr"))
        content = etree.SubElement(control, w("sdtContent"))
        paragraph.addprevious(control)
        content.append(paragraph)


# ---- with python-docx --------------------------------------------------------------------------------------------------


def _with_docx(change: Callable[[Any], None]) -> bytes:
    opened = docx.Document(BytesIO(issued()))
    change(opened)
    result = BytesIO()
    opened.save(result)
    return result.getvalue()


def _paragraph(opened: Any, start: str) -> Any:
    return next(found for found in opened.paragraphs if found.text.startswith(start))


def picture_added() -> bytes:
    return _with_docx(lambda opened: _paragraph(opened, "Do not harass").add_run().add_picture(BytesIO(_PIXEL)))


def comment_added() -> bytes:
    return _with_docx(
        lambda opened: opened.add_comment(_paragraph(opened, "Do not harass").runs, text="Really?", author="Jo Reed")
    )


def heading_rows_unmarked(body: Body) -> None:
    """As LibreOffice leaves some: the rows head their tables still, and no mark says so."""
    for mark in list(body.iter(w("tblHeader"))):
        mark.getparent().remove(mark)


def header_edited() -> bytes:
    def change(opened: Any) -> None:
        opened.sections[0].header.paragraphs[0].add_run(" Confidential")

    return _with_docx(change)


def record_removed() -> bytes:
    return repacked(
        issued(),
        lambda name, content: (
            None
            if name.startswith("customXml/")
            else content.replace(b"customXml", b"nowhere")
            if name.endswith("document.xml.rels")
            else content
        ),
    )


# ---- the corpus --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edited:
    """One edited file, and what must be decided about it when ours did not change."""

    make: Callable[[], bytes]
    decisions: Mapping[str, str]
    """Of the parts that are not unchanged."""
    owner: tuple[str, ...] = ()
    """How paragraphs that belong to nobody begin."""


def _body(change: Callable[[Body], None], owner: tuple[str, ...] = (), **decisions: str) -> Edited:
    named = {name.replace("__", "-").replace("_", "."): said for name, said in decisions.items()}
    return Edited(lambda: in_body(change), named, owner)


KEEP, GONE = "keep-theirs", "deleted-by-user"
_ADDED = ("House music", "Turn the music down")

CORPUS: Mapping[str, Edited] = {
    "untouched": Edited(issued, {}),
    "a word changed": _body(reworded, personal_own__views=KEEP),
    "a heading renamed": _body(heading_renamed, accounts_sign__in=KEEP),
    "a paragraph split": _body(split, personal_own__views=KEEP),
    "two paragraphs joined": _body(joined, personal_own__views=KEEP),
    "a clause of the owner's added": _body(inserted, _ADDED),
    "text pasted with a foreign style": _body(pasted, personal_respect=KEEP),
    "a clause deleted": _body(deleted, personal_respect=GONE),
    "a statutory notice deleted": _body(statutory_deleted, notice_monitoring="statutory-missing"),
    "clauses reordered": _body(reordered),
    "a table cell changed": _body(table_cell, accounts_owner=KEEP),
    "table rows added and deleted": _body(table_rows, accounts_owner=KEEP),
    "heading rows unmarked": _body(heading_rows_unmarked),
    "a table column added": _body(table_column, accounts_owner=KEEP),
    "others' tracked changes pending": _body(tracked, accounts_sign__in=KEEP, personal_own__views=KEEP),
    "runs cut into pieces": _body(runs_cut),
    "quotes and dashes changed": _body(quotes_changed),
    "bookmarks stripped": _body(bookmarks_stripped),
    "our styles flattened": _body(styles_flattened),
    "content controls around everything": _body(controls_around),
    "a picture added": Edited(picture_added, {}),
    "a comment added": Edited(comment_added, {}),
    "a header edited": Edited(header_edited, {}),
    "the record removed": Edited(record_removed, {}),
}
