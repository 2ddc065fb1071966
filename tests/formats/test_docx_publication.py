"""A Word file to be published: the same words, references that still lead to them, and nothing of how it was made."""

import re

import pytest

from policygen.errors import DocumentError
from policygen.formats.docx.names import w
from policygen.formats.docx.publication import published
from tests.formats.example_document import full_policy
from tests.formats.test_docx_reader_hostile import DOCUMENT, changed
from tests.formats.word import content, written, xml

BEFORE = written(full_policy())
AFTER = published(BEFORE)
KEY = DOCUMENT.replace("/", "__").replace(".", "_dot_")


def marks(data: bytes) -> tuple[dict[str, str], list[str]]:
    """Bookmarks that begin, by id with their names, and the ids of those that end."""
    root = xml(data, "word/document.xml")
    begun = {mark.get(w("id"), ""): mark.get(w("name"), "") for mark in root.iter(w("bookmarkStart"))}
    return begun, [mark.get(w("id"), "") for mark in root.iter(w("bookmarkEnd"))]


def led_to(data: bytes) -> set[str]:
    root = xml(data, "word/document.xml")
    codes = [code.text or "" for code in root.iter(w("instrText"))]
    codes += [field.get(w("instr"), "") for field in root.iter(w("fldSimple"))]
    links = {link.get(w("anchor"), "") for link in root.iter(w("hyperlink"))} - {""}
    return links | {match[1] for code in codes if (match := re.match(r"\s*(?:PAGE)?REF\s+(\S+)", code))}


def test_the_words_and_every_look_of_them_stay() -> None:
    before, after = (xml(data, "word/document.xml") for data in (BEFORE, AFTER))
    for name in ("t", "pStyle", "rPr", "tbl", "hyperlink"):
        found = [["".join(each.itertext()) for each in root.iter(w(name))] for root in (before, after)]
        assert found[0] == found[1], name


def test_bookmarks_stay_only_where_something_leads_to_them_and_bear_names_that_say_nothing() -> None:
    begun, ended = marks(AFTER)
    assert set(begun.values()) == led_to(AFTER)
    assert all(re.fullmatch(r"_place[0-9]+", name) for name in begun.values())
    assert sorted(begun) == sorted(ended)
    assert 0 < len(begun) == len(led_to(BEFORE)) < len(marks(BEFORE)[0])


def test_bookmarks_of_its_owner_stay_as_they_are() -> None:
    own = b'<w:bookmarkStart w:id="9001" w:name="mine"/><w:bookmarkEnd w:id="9001"/>'
    body = content(BEFORE)
    at = re.search(rb"<w:p[ >]", body).start()  # type: ignore[union-attr]
    begun, ended = marks(published(changed(BEFORE, **{KEY: body[:at] + own + body[at:]})))
    assert begun["9001"] == "mine"
    assert ended.count("9001") == 1


def test_of_its_properties_those_stay_that_say_what_it_is() -> None:
    def core(data: bytes) -> set[str]:
        return {str(each.tag).rpartition("}")[2] for each in xml(data, "docProps/core.xml")}

    assert core(AFTER) == core(BEFORE) - {
        "lastModifiedBy", "description", "revision", "keywords", "lastPrinted", "category",
    }  # fmt: skip
    assert "title" in core(AFTER)
    assert core(BEFORE) != core(AFTER)


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "moveTo"])
def test_a_file_in_which_changes_wait_is_not_published(change: str) -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {names}><w:body><w:p><w:{change}><w:r/></w:{change}></w:p></w:body></w:document>".encode()
    with pytest.raises(DocumentError, match="Tracked changes wait"):
        published(changed(BEFORE, **{KEY: body}))
