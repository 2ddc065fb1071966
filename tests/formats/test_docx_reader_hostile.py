import struct
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import DocumentError
from policygen.formats.docx.reader import read
from tests.formats.example_document import short_policy
from tests.formats.word import written

DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"


def issued() -> bytes:
    return written(short_policy())


def changed(data: bytes, *, drop: tuple[str, ...] = (), **parts: bytes) -> bytes:
    """The package with parts replaced or added; names are given with `__` for a slash and `_dot_` for a dot."""
    new = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in new and name not in drop:
                target.writestr(name, source.read(name))
        for name, content in new.items():
            target.writestr(name, content)
    return result.getvalue()


def part(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as source:
        return source.read(name)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"hello", "not a Word document"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 }", "Rich Text"),
        (b"<html></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
    ],
)
def test_what_is_no_word_document_is_named(data: bytes, said: str):
    with pytest.raises(DocumentError, match=said):
        read(data)


def test_a_truncated_file_is_refused_wherever_it_ends():
    data = issued()
    for length in range(0, len(data) - 1, max(1, len(data) // 60)):
        with pytest.raises(DocumentError):
            read(data[:length])


def test_a_zip_that_is_no_document_is_refused():
    made = BytesIO()
    with ZipFile(made, "w") as target:
        target.writestr("a.txt", "hello")
    with pytest.raises(DocumentError, match="zip file"):
        read(made.getvalue())


def test_an_open_document_is_refused_with_a_hint():
    made = BytesIO()
    with ZipFile(made, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(DocumentError, match="OpenDocument") as caught:
        read(made.getvalue())
    assert "save it" in caught.value.hint


def test_macros_are_refused():
    data = issued()
    types = part(data, TYPES).replace(
        b"wordprocessingml.document.main+xml", b"wordprocessingml.document.macroEnabled.main+xml"
    )
    for hostile in (changed(data, **{TYPES: types}), changed(data, word__vbaProject_dot_bin=b"x")):
        with pytest.raises(DocumentError, match="macros"):
            read(hostile)


def test_a_spreadsheet_is_refused():
    data = issued()
    types = part(data, TYPES).replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    with pytest.raises(DocumentError, match="not a Word document"):
        read(changed(data, **{TYPES: types}))


ENTITIES = b"""<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("name", [DOCUMENT, TYPES, "word/styles.xml", "_rels/.rels"])
def test_entities_are_refused_and_never_fetched(declared: bytes, name: str):
    data = issued()
    content = part(data, name).split(b"?>", 1)[1]
    with pytest.raises(DocumentError, match="entities"):
        read(changed(data, **{name: declared + content}))


def test_a_hostile_part_at_the_side_is_passed_over():
    data = issued()
    found = read(changed(data, docProps__app_dot_xml=ENTITIES + b"<a>&b;</a>", docProps__custom_dot_xml=b"<a"))
    assert (found.editor, found.digest) == ("", None)
    assert found.pieces == read(data).pieces


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = issued()
    bomb = b"<a>" + b" " * (40 << 20) + b"</a>"
    with pytest.raises(DocumentError, match="too large"):
        read(changed(data, **{DOCUMENT: bomb}))


def test_a_part_larger_than_it_says_is_refused():
    data = bytearray(changed(issued(), **{DOCUMENT: b"<a>" + b"x" * 100_000 + b"</a>"}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    with pytest.raises(DocumentError):
        read(bytes(data))


def test_too_many_entries_are_refused():
    made = BytesIO()
    with ZipFile(made, "w") as target:
        for number in range(10_001):
            target.writestr(str(number), "")
    with pytest.raises(DocumentError, match="entries"):
        read(made.getvalue())


def test_a_part_that_is_there_twice_is_refused():
    result = BytesIO(issued())
    with ZipFile(result, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr(DOCUMENT, "<other/>")
    with pytest.raises(DocumentError, match="twice"):
        read(result.getvalue())


@pytest.mark.parametrize("depth", [200, 100_000])
def test_bottomless_nesting_is_refused(depth: int):
    body = b"<a>" * depth + b"</a>" * depth
    with pytest.raises(DocumentError):
        read(changed(issued(), **{DOCUMENT: body}))


def test_a_document_without_its_body_is_refused():
    data = issued()
    with pytest.raises(DocumentError, match="body"):
        read(changed(data, **{DOCUMENT: b"<a/>"}))
    with pytest.raises(DocumentError, match="missing"):
        read(changed(data, drop=(DOCUMENT,)))


def test_missing_styles_and_lists_are_no_reason_to_stop():
    data = issued()
    found = read(changed(data, drop=("word/styles.xml", "word/numbering.xml")))
    assert len(found.pieces) == len(read(data).pieces)


def test_styles_based_on_each_other_in_a_circle_end():
    data = issued()
    styles = part(data, "word/styles.xml").replace(b'w:basedOn w:val="Normal"', b'w:basedOn w:val="PolicyRule"')
    assert read(changed(data, word__styles_dot_xml=styles)).pieces


@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(data: st.DataObject):
    content = bytearray(issued())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(DocumentError):
        read(bytes(content))


@given(st.data())
def test_damaged_markup_is_read_or_refused_and_never_crashes(data: st.DataObject):
    whole = issued()
    for name in (DOCUMENT, "word/styles.xml", "word/numbering.xml"):
        content = bytearray(part(whole, name))
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(0, len(content) - 1))
            content[start : start + data.draw(st.integers(0, 30))] = data.draw(
                st.sampled_from([b"", b"<w:p>", b"</w:p>", b"<w:ins/>", b'w:val="x"', b"-9", b"&#0;", b"\xff"])
            )
        whole = changed(whole, **{name: bytes(content)})
    with suppress(DocumentError):
        read(whole)
