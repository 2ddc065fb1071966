"""Properties stand in the order of the standard, whoever puts them there in whatever order."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from policygen.formats.docx.names import BIDI, P_PR, P_STYLE, Element, w
from policygen.formats.docx.package import open_package
from policygen.formats.docx.schema import RANKS, put
from policygen.formats.docx.xml import parse_xml
from tests.formats.example_document import full_policy, short_policy
from tests.formats.word import TEMPLATE, written

KNOWN = [w(tag) for tag in ("pPr", "rPr", "tblPr", "tcPr", "sectPr", "settings")]


def out_of_order(root: Element) -> Iterator[str]:
    """The elements whose children stand in another order than the standard's."""
    for element in root.iter(*RANKS):
        ranks = [RANKS[element.tag][child.tag] for child in element if child.tag in RANKS[element.tag]]
        if ranks != sorted(ranks):
            yield etree.tostring(element).decode()[:200]


@given(st.sampled_from(KNOWN).flatmap(lambda tag: st.tuples(st.just(tag), st.permutations(sorted(RANKS[tag])))))
def test_children_stand_in_order_whatever_order_they_are_put_in(case: tuple[str, list[str]]) -> None:
    tag, children = case
    parent = etree.Element(tag)
    for child in children:
        put(parent, child)
    assert [child.tag for child in parent] == sorted(children, key=RANKS[tag].__getitem__)


def test_a_child_stands_after_others_of_its_kind_and_before_what_the_standard_does_not_know() -> None:
    parent = etree.fromstring(f'<w:rPr xmlns:w="{w("")[1:-1]}" xmlns:x="urn:x"><w:b w:val="0"/><w:i/><x:glow/></w:rPr>')
    put(parent, w("b"), {w("val"): "1"})
    put(parent, etree.Element(w("lang")))
    tags = [(etree.QName(child).localname, child.get(w("val"))) for child in parent]
    assert tags == [("b", "0"), ("b", "1"), ("i", None), ("lang", None), ("glow", None)]


def test_what_belongs_to_no_such_element_is_a_slip_of_the_program() -> None:
    with pytest.raises(KeyError):
        put(etree.Element(P_PR), w("tblW"))


def test_disorder_would_be_found() -> None:
    parent = etree.Element(P_PR)
    etree.SubElement(parent, BIDI)
    etree.SubElement(parent, P_STYLE)
    assert len(list(out_of_order(parent))) == 1


@pytest.mark.parametrize("made", [full_policy, short_policy, None], ids=["full", "short", "template"])
def test_every_part_that_we_write_is_in_order(made) -> None:
    package = open_package(written(made()) if made else TEMPLATE.read_bytes())
    parts = [part for part in package.parts() if part.name.startswith("word/") and part.name.endswith(".xml")]
    assert [found for part in parts for found in out_of_order(parse_xml(part.content, part.name))] == []
