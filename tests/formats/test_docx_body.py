"""A body by position: the element behind every paragraph, table, row and cell, whatever stands around it."""

import pytest
from lxml import etree

from policygen.document.pieces import text
from policygen.formats.docx.body import ALTERNATIVES, ChangesAs, Placed, Policy, placed, positions
from policygen.formats.docx.names import BODY, TBL, Element, P, W, w
from policygen.formats.docx.package import Part, open_package
from policygen.formats.docx.reader import read
from tests.formats.example_document import full_policy
from tests.formats.word import written

CHANGED = """
<w:p><w:r><w:t>first</w:t></w:r></w:p>
<w:sdt><w:sdtPr/><w:sdtContent>
  <w:p><w:r><w:t>controlled</w:t></w:r></w:p>
  <w:ins w:author="Ann"><w:p><w:r><w:t>inserted</w:t></w:r></w:p></w:ins>
</w:sdtContent></w:sdt>
<w:bookmarkStart w:id="1" w:name="x"/>
<w:del w:author="policygen"><w:p><w:r><w:delText>deleted</w:delText></w:r></w:p></w:del>
<w:tbl>
  <w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p></w:tc><w:sdt><w:sdtContent><w:tc><w:p/></w:tc></w:sdtContent></w:sdt></w:tr>
  <w:sdt><w:sdtContent><w:tr><w:tc><w:p/></w:tc></w:tr></w:sdtContent></w:sdt>
</w:tbl>
<w:p><w:r><w:t>last</w:t></w:r></w:p>
"""


def body(inner: str) -> Element:
    namespaces = f'xmlns:w="{W}" xmlns:mc="{ALTERNATIVES[1:].partition("}")[0]}"'
    return etree.fromstring(f"<w:body {namespaces}>{inner}</w:body>")


def said(element: Element) -> str:
    return "".join(found.text or "" for found in element.iter(w("t"), w("delText")))


def blocks(root: Element, policy: Policy) -> list[tuple[int, Placed]]:
    return [(ordinal, found) for ordinal, found in positions(root, policy) if found.element.tag in (P, TBL)]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy("accept"), ["first", "controlled", "inserted", "one", "last"]),
        (Policy("reject"), ["first", "controlled", "deleted", "one", "last"]),
        (Policy("all"), ["first", "controlled", "inserted", "deleted", "one", "last"]),
        (Policy("accept", "policygen"), ["first", "controlled", "inserted", "deleted", "one", "last"]),
    ],
)
def test_ordinals_count_the_paragraphs_and_tables_of_the_text_as_read(policy: Policy, expected: list[str]) -> None:
    found = blocks(body(CHANGED), policy)
    assert [ordinal for ordinal, _ in found] == list(range(len(expected)))
    assert [said(one.element) for _, one in found] == expected


def test_what_stands_around_an_element_is_told_outermost_first() -> None:
    found = {said(one.element): one for _, one in blocks(body(CHANGED), Policy("all"))}
    around = {words: [etree.QName(wrapper).localname for wrapper in one.around] for words, one in found.items()}
    assert around == {
        "first": [],
        "controlled": ["sdt"],
        "inserted": ["sdt", "ins"],
        "deleted": ["del"],
        "one": [],
        "last": [],
    }


def test_rows_and_cells_in_controls_are_rows_and_cells() -> None:
    table = next(found.element for _, found in positions(body(CHANGED), Policy()) if found.element.tag == TBL)
    rows = [found.element for found in placed(table, Policy()) if found.element.tag == w("tr")]
    cells = [[found for found in placed(row, Policy()) if found.element.tag == w("tc")] for row in rows]
    assert [len(row) for row in cells] == [2, 1]


def test_whatever_stands_in_a_control_for_contents_is_told_to_stand_in_contents() -> None:
    control = """<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>
        <w:p/><w:ins w:author="Ann"><w:p/></w:ins><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>
        </w:sdtContent></w:sdt><w:p/>"""
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    for inner, inside in ((gallery, True), ("", False)):
        found = [one.in_contents for _, one in blocks(body(control.format(inner)), Policy())]
        assert found == [inside, inside, inside, False]


@pytest.mark.parametrize(
    ("wrapped", "expected"),
    [
        ("<w:customXml><w:smartTag>{}</w:smartTag></w:customXml>", ["a"]),
        (
            "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>",
            ["a"],
        ),
        ("<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>", ["a"]),
        ("<mc:AlternateContent/>", []),
        ("<w:proofErr>{}</w:proofErr>", []),
    ],
)
def test_wrappers_and_one_of_several_forms_are_opened(wrapped: str, expected: list[str]) -> None:
    inner = wrapped.format("<w:p><w:r><w:t>a</w:t></w:r></w:p>")
    assert [said(one.element) for _, one in blocks(body(inner), Policy())] == expected


def test_between_blocks_the_ordinal_is_that_of_the_next() -> None:
    marks = [
        ordinal for ordinal, found in positions(body(CHANGED), Policy()) if found.element.tag == w("bookmarkStart")
    ]
    assert marks == [3]


def edited() -> bytes:
    """A document of ours that others wrote into."""
    package = open_package(written(full_policy()))
    content = package.bytes_of(package.main) or b""
    more = content.replace(b"<w:body>", f"<w:body>{CHANGED}".encode())
    package.put(Part(package.main, package.content_type(package.main), more))
    return package.save()


@pytest.mark.parametrize("changes", ["accept", "reject", "all"])
def test_the_element_at_a_pieces_position_says_what_the_piece_says(changes: ChangesAs) -> None:
    data = edited()
    package = open_package(data)
    main = package.xml(package.main)
    assert main is not None
    (root,) = main.iter(BODY)
    elements = dict(blocks(root, Policy(changes)))
    pieces = [one for one in read(data, changes=changes).pieces if one.position.first == one.position.last]
    worded = [one for one in pieces if text(one.piece)]
    assert len(worded) > 50
    for one in worded:
        shown = said(elements[one.position.first].element)
        assert "".join(shown.split()) == "".join(text(one.piece).split())
