"""Tracked changes of one author accepted and rejected, as the standard says, and nobody else's touched."""

import pytest
from lxml import etree

from policygen.formats.docx.names import W
from policygen.formats.docx.settling import settle, take_comments_away

OURS = 'w:id="1" w:author="Us" w:date="2026-11-30T00:00:00Z"'
THEIRS = 'w:id="2" w:author="Ann" w:date="2026-11-30T00:00:00Z"'


def run(words: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def settled(body: str, *, accept: bool) -> etree._Element:
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>')
    settle(root, "Us", accept=accept)
    return root


def lines(root: etree._Element) -> list[str]:
    """What each paragraph says."""
    return ["".join(found.itertext(f"{{{W}}}t")) for found in root.iter(f"{{{W}}}p")]


INS = f"<w:ins {OURS}>{run('new')}</w:ins>"
DEL = f"<w:del {OURS}>{run('old', 'delText')}</w:del>"


@pytest.mark.parametrize(("accept", "left"), [(True, "new."), (False, "old.")])
def test_words_put_in_and_taken_out(left: str, *, accept: bool) -> None:
    assert lines(settled(paragraph(DEL + INS + run(".")), accept=accept)) == [left]


@pytest.mark.parametrize("accept", [True, False])
def test_changes_of_others_stay_as_they_are(*, accept: bool) -> None:
    theirs = paragraph(f"<w:ins {THEIRS}>{run('x')}</w:ins><w:del {THEIRS}>{run('y', 'delText')}</w:del>")
    root = settled(theirs, accept=accept)
    assert [child.tag.rpartition("}")[2] for child in root[0]] == ["pPr", "ins", "del"]


@pytest.mark.parametrize(("accept", "left"), [(True, ""), (False, "x")])
def test_what_we_took_out_of_their_insertion_stays_inside_it(left: str, *, accept: bool) -> None:
    root = settled(paragraph(f"<w:ins {THEIRS}><w:del {OURS}>{run('x', 'delText')}</w:del></w:ins>"), accept=accept)
    assert lines(root) == [left]
    assert root[0][1].get(f"{{{W}}}author") == "Ann"


@pytest.mark.parametrize(("tag", "accept", "left"), [
    ("ins", True, ["a", "b", "c"]), ("ins", False, ["a", "c"]), ("del", True, ["a", "c"]), ("del", False, ["a", "b", "c"]),
])  # fmt: skip
def test_a_whole_paragraph(tag: str, left: list[str], *, accept: bool) -> None:
    inner = run("b", "delText" if tag == "del" else "t")
    whole = paragraph(f"<w:{tag} {OURS}>{inner}</w:{tag}>", f"<w:rPr><w:{tag} {OURS}/></w:rPr>")
    assert lines(settled(paragraph(run("a")) + whole + paragraph(run("c")), accept=accept)) == left


def test_paragraphs_whose_border_goes_are_one_and_the_second_gives_its_properties() -> None:
    first = paragraph(run("a"), f'<w:pStyle w:val="One"/><w:rPr><w:del {OURS}/></w:rPr>')
    root = settled(first + paragraph(run("b"), '<w:pStyle w:val="Two"/>'), accept=True)
    assert lines(root) == ["ab"]
    assert root.find(f".//{{{W}}}pStyle").get(f"{{{W}}}val") == "Two"  # type: ignore[union-attr]


def test_marks_of_a_range_that_ends_elsewhere_outlive_their_paragraph_and_a_point_does_not() -> None:
    point = '<w:bookmarkStart w:id="7" w:name="point"/><w:bookmarkEnd w:id="7"/>'
    opened = '<w:bookmarkStart w:id="8" w:name="range"/>'
    gone = paragraph(point + opened + DEL, f"<w:rPr><w:del {OURS}/></w:rPr>")
    root = settled(gone + paragraph(run("b") + '<w:bookmarkEnd w:id="8"/>'), accept=True)
    assert [found.get(f"{{{W}}}name") for found in root.iter(f"{{{W}}}bookmarkStart")] == ["range"]


@pytest.mark.parametrize(
    ("tag", "accept", "left"), [("ins", True, 2), ("ins", False, 1), ("del", True, 1), ("del", False, 2)]
)
def test_a_row(tag: str, left: int, *, accept: bool) -> None:
    cell = f"<w:tc>{paragraph(run('a'))}</w:tc>"
    table = f"<w:tbl><w:tr>{cell}</w:tr><w:tr><w:trPr><w:{tag} {OURS}/></w:trPr>{cell}</w:tr></w:tbl>"
    assert len(list(settled(table, accept=accept).iter(f"{{{W}}}tr"))) == left


def test_a_table_of_which_every_row_goes_goes() -> None:
    table = f"<w:tbl><w:tr><w:trPr><w:del {OURS}/></w:trPr><w:tc>{paragraph(run('a'))}</w:tc></w:tr></w:tbl>"
    assert lines(settled(table + paragraph(run("b")), accept=True)) == ["b"]


@pytest.mark.parametrize(("accept", "bold"), [(True, False), (False, True)])
def test_formatting(bold: bool, *, accept: bool) -> None:
    change = f"<w:rPr><w:i/><w:rPrChange {OURS}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"
    root = settled(paragraph(f"<w:r>{change}<w:t>a</w:t></w:r>"), accept=accept)
    assert (root.find(f".//{{{W}}}b") is not None) == bold
    assert root.find(f".//{{{W}}}rPrChange") is None


def test_comments_go_with_their_signs_and_others_stay() -> None:
    def mark(id: int) -> str:
        return f'<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'

    root = etree.fromstring(f'<w:body xmlns:w="{W}">{paragraph(run("a") + mark(1) + mark(2))}</w:body>')
    take_comments_away(root, {"1"})
    assert [found.get(f"{{{W}}}id") for found in root.iter(f"{{{W}}}commentReference")] == ["2"]
    assert len(root[0]) == 4
