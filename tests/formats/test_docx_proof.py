"""The proof of an update: which parts of a file are not as they were, beside those that an update may change."""

import re

import pytest

from policygen.formats.docx.carried import record_parts
from policygen.formats.docx.package import open_package
from policygen.formats.docx.tracking.proof import parts_changed
from policygen.formats.docx.tracking.revise import with_record
from policygen.record.model import digest
from tests.formats.example_document import short_policy
from tests.formats.test_docx_reader_hostile import changed
from tests.formats.word import content, written

BEFORE = written(short_policy())
STYLES, NUMBERING, TYPES = "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"


def told(name: str, old: bytes = b"", new: bytes = b"", comments: str | None = None) -> list[str]:
    """What is told of a file in which words of one part were put in the place of others, or a part came."""
    was = content(BEFORE, name) if old else b""
    assert old in was
    made = was.replace(old, new, 1) if old else new
    after = changed(BEFORE, **{name.replace("/", "__").replace(".", "_dot_"): made})
    return list(parts_changed(open_package(BEFORE), open_package(after), comments))


def test_of_a_file_in_which_only_what_an_update_may_change_is_other_nothing_is_told() -> None:
    assert list(parts_changed(open_package(BEFORE), open_package(BEFORE), None)) == []
    assert told("word/document.xml", b"</w:body>", b"<w:p/></w:body>") == []


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (STYLES, b"</w:styles>", b"<w:style/></w:styles>", [STYLES]),
        (NUMBERING, b"</w:numbering>", b'<w:num w:numId="99"/></w:numbering>', []),
        (NUMBERING, b"<w:abstractNum ", b'<w:abstractNum w:x="1" ', [NUMBERING]),
        (RELATIONSHIPS, b"</Relationships>", b'<Relationship Id="r99" Type="t" Target="x.xml"/></Relationships>', []),
        (RELATIONSHIPS, b'Id="', b'Id="other', [RELATIONSHIPS]),
    ],
)
def test_lists_may_grow_and_nothing_else_may_change(name: str, old: bytes, new: bytes, found: list[str]) -> None:
    assert told(name, old, new) == found


def test_a_part_that_came_is_told_unless_it_is_that_of_the_comments() -> None:
    assert told("word/own.xml", new=b"<a/>") == ["word/own.xml"]
    assert told("word/comments.xml", new=b"<a/>", comments="word/comments.xml") == []


def test_a_file_that_lost_its_record_gets_one_beside_whatever_others_keep_there() -> None:
    before = changed(BEFORE, customXml__item1_dot_xml=b"<somebody/>")
    after = with_record(before, b"{}", digest(b"{}"))
    assert list(parts_changed(open_package(before), open_package(after), None)) == []
    assert content(after, "customXml/item1.xml") == b"<somebody/>"
    assert next(record_parts(open_package(after))) == "customXml/item2.xml"


FOOTER, CUSTOM = "word/footer1.xml", "docProps/custom.xml"


def followed(footer: bytes, edition: bytes, core: bytes = b"") -> list[str]:
    """What is told of a file whose property for the edition is another, and whose footer says something for it."""
    made = content(BEFORE, CUSTOM).decode()
    was = re.search(r'name="Edition"><vt:lpwstr>([^<]*)', made)
    assert was is not None
    shown = content(BEFORE, FOOTER)
    assert was[1].encode() in shown
    after = changed(
        BEFORE,
        docProps__custom_dot_xml=made.replace(was[1], edition.decode()).encode(),
        word__footer1_dot_xml=shown.replace(was[1].encode(), footer),
        **({"docProps__core_dot_xml": core} if core else {}),
    )
    return list(parts_changed(open_package(BEFORE), open_package(after), None))


def test_a_footer_may_show_the_property_as_it_is_now_and_nothing_else() -> None:
    assert followed(b"Version 2 for signature", b"Version 2 for signature") == []
    assert followed(b"Version 3 for signature", b"Version 2 for signature") == [FOOTER]
    assert followed(b"Version 2 for signature</w:t><w:t>Sam", b"Version 2 for signature") == [FOOTER]
    assert told(FOOTER, b"</w:ftr>", b"<w:p/></w:ftr>") == [FOOTER]


def test_the_properties_of_a_file_may_say_another_status_and_no_other_title() -> None:
    core = content(BEFORE, "docProps/core.xml")
    assert followed(b"Draft", b"Draft", core.replace(b">Draft<", b">Final<")) == []
    assert followed(b"Draft", b"Draft", core.replace(b"<dc:title>", b"<dc:title>Our ")) == ["docProps/core.xml"]
