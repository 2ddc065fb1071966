"""Bookmarks in tracked content, bookmarks of typed-over headings, text poured into a table that sets the page."""

from typing import Any

import pytest
from lxml import etree

from policygen.document.anchors import anchor_of
from policygen.document.pieces import text
from policygen.formats.docx.reader import read
from policygen.revision.plan import plan
from tests.formats.edited_files import BASE, at, in_body, plain, says, w
from tests.formats.test_docx_reader import p, r, with_body
from tests.formats.test_read_contents import DOCUMENT
from tests.formats.word import W, written

MARK = '<w:bookmarkStart w:id="3" w:name="{}"/><w:bookmarkEnd w:id="3"/>'


def start(part: str) -> str:
    return MARK.format(f"pg_{anchor_of(part)}")


def change(kind: str, markup: str) -> str:
    return f'<w:{kind} w:id="1" w:author="Jo" w:date="2026-01-02T00:00:00Z">{markup}</w:{kind}>'


def gone(words: str) -> str:
    return f"<w:r><w:delText>{words}</w:delText></w:r>"


def test_a_bookmark_in_deleted_words_still_says_what_the_paragraph_is() -> None:
    typed_over = p(change("del", start("a") + gone("Purpose")) + change("ins", r("Why we have this")))
    (found,) = read(with_body(typed_over)).pieces
    assert (text(found.piece), found.anchors) == ("Why we have this", (anchor_of("a"),))


def test_a_bookmark_in_rejected_words_still_says_what_the_paragraph_is() -> None:
    (found,) = read(with_body(p(change("ins", start("a") + r("new ")) + r("Old"))), changes="reject").pieces
    assert (text(found.piece), found.anchors) == ("Old", (anchor_of("a"),))


def test_the_bookmark_of_a_paragraph_deleted_whole_goes_with_it() -> None:
    deleted = p(change("del", start("a") + gone("Purpose")), f"<w:rPr>{change('del', '')}</w:rPr>")
    assert [known.anchors for known in read(with_body(p(r("before")) + deleted + p(r("after")))).pieces] == [(), ()]
    emptied = p(change("del", start("a") + gone("Purpose")))
    assert [known.anchors for known in read(with_body(p(r("before")) + emptied + p(r("after")))).pieces] == [(), ()]


def test_a_paragraph_joined_to_another_does_not_bring_the_bookmark_of_its_deleted_words() -> None:
    first = p(start("a") + r("One ") + change("del", gone("two")), f"<w:rPr>{change('del', '')}</w:rPr>")
    second = p(change("del", start("b") + gone("three ")) + r("four"))
    (found,) = read(with_body(first + second)).pieces
    assert (text(found.piece), found.anchors) == ("One four", (anchor_of("a"),))


def test_a_reference_deleted_under_tracking_is_gone_and_lost_nothing() -> None:
    """LibreOffice and Word leave the link, and sometimes the field's code, around the deleted words."""
    mark = f"pg_{anchor_of('b')}"
    link = f'<w:hyperlink w:anchor="{mark}">{change("del", gone(" Title"))}</w:hyperlink>'
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f"<w:r><w:instrText> REF {mark} \\r \\h </w:instrText></w:r>"
    field = begin + code + separate + change("del", gone("2.1")) + end
    (found,) = read(with_body(p(r("See ") + field + link + r("!")))).pieces
    assert (text(found.piece), found.lost, found.holds) == ("See !", (), ())
    (found,) = read(with_body(p(r("See ") + field + link + r("!"))), changes="reject").pieces
    assert (text(found.piece), found.lost) == ("See 2.1 Title!", ())


@pytest.mark.parametrize(("kind", "accepted"), [("ins", True), ("del", False), ("moveTo", True), ("moveFrom", False)])
def test_tracked_paragraphs_are_read_three_ways(kind: str, accepted: bool) -> None:
    document = with_body(p(r("before")) + change(kind, p(r("changed"))) + p(r("after")))

    def texts(mode: Any) -> list[str]:
        return [text(known.piece) for known in read(document, changes=mode).pieces]

    assert ("changed" in texts("accept")) is accepted
    assert ("changed" in texts("reject")) is not accepted
    assert texts("all") == ["before", "changed", "after"]


def test_a_document_may_begin_with_an_empty_paragraph_that_ends_a_part() -> None:
    ending = MARK.format(f"pge_{anchor_of('a')}")
    (found,) = read(with_body(p(ending) + p(r("after")))).pieces
    assert (text(found.piece), found.ends) == ("after", ())


def test_an_empty_paragraph_that_ends_a_part_ends_it_in_the_paragraph_before() -> None:
    ending = MARK.format(f"pge_{anchor_of('a')}")
    first, second = read(with_body(p(r("before")) + p(ending) + p(r("after")))).pieces
    assert (first.ends, second.ends) == ((anchor_of("a"),), ())


# ---- headings typed over -----------------------------------------------------------------------------------------------


def test_a_section_whose_heading_was_typed_over_is_still_there() -> None:
    def typed_over(body: Any) -> None:
        heading = [one for one in body.iter(w("p")) if says(one) == "Speaking"][-1]
        for mark in list(heading.iter(w("bookmarkStart")))[:1]:
            heading.remove(mark)  # typing over all its words takes the bookmark before them away
        next(heading.iter(w("t"))).text = "Raising worries"

    made = plan(DOCUMENT.parts, read(in_body(typed_over, written(DOCUMENT))), DOCUMENT.parts)
    assert {entry.origin.id: entry.decision for entry in made.entries if entry.decision != "unchanged"} == {
        "section:second": "keep-theirs"
    }
    assert made.of("section:second").theirs == "Raising worries"
    assert made.of("section:second").carriers == ("end-bookmark",)
    assert made.alignment.owner == ()


def test_an_end_bookmark_in_a_paragraph_of_another_kind_convinces_nobody() -> None:
    def moved(body: Any) -> None:
        heading = [one for one in body.iter(w("p")) if says(one) == "Speaking"][-1]
        note = plain("A note of our own.")
        note.extend(list(heading.iter(w("bookmarkStart"), w("bookmarkEnd")))[-2:])
        heading.addprevious(note)
        heading.getparent().remove(heading)

    made = plan(DOCUMENT.parts, read(in_body(moved, written(DOCUMENT))), DOCUMENT.parts)
    assert made.of("section:second").decision == "deleted-by-user"
    assert [text(made.document.pieces[place].piece) for place in made.alignment.owner] == ["A note of our own."]


# ---- tables that set the page ------------------------------------------------------------------------------------------


def poured(body: Any, columns: int, *, bookmarks: bool = True) -> None:
    """The whole body in the cells of one row."""
    section = body[-1]
    blocks = list(body)[:-1]
    table = etree.fromstring(f'<w:tbl xmlns:w="{W}"><w:tblPr/><w:tblGrid/><w:tr/></w:tbl>')
    share = -(-len(blocks) // columns)
    for column in range(columns):
        cell = etree.SubElement(table[-1], w("tc"))
        cell.extend(blocks[column * share : (column + 1) * share])
        etree.SubElement(cell, w("p"))
    section.addprevious(table)
    for mark in [] if bookmarks else list(body.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        mark.getparent().remove(mark)


@pytest.mark.parametrize("bookmarks", [True, False])
@pytest.mark.parametrize("columns", [1, 2])
def test_text_poured_into_a_table_is_all_there(columns: int, bookmarks: bool) -> None:
    found = read(in_body(lambda body: poured(body, columns, bookmarks=bookmarks)))
    made = plan(BASE, found, BASE)
    assert {entry.decision for entry in made.entries} == {"unchanged"}
    assert made.alignment.owner == ()
    assert "layout-table" in [finding.code for finding in found.findings]


def test_one_clause_in_a_box_is_that_clause() -> None:
    def boxed(body: Any) -> None:
        first = at(body, "Treat colleagues decently")
        box = etree.fromstring(f'<w:tbl xmlns:w="{W}"><w:tblPr/><w:tblGrid/><w:tr><w:tc/></w:tr></w:tbl>')
        first.addprevious(box)
        box[-1][0].append(first)

    made = plan(BASE, read(in_body(boxed)), BASE)
    assert {entry.decision for entry in made.entries} == {"unchanged"}


def test_a_table_of_ours_without_its_style_is_no_layout() -> None:
    def unstyled(body: Any) -> None:
        for style in list(body.iter(w("tblStyle"))):
            style.getparent().remove(style)

    found = read(in_body(unstyled))
    assert "layout-table" not in [finding.code for finding in found.findings]
    assert {entry.decision for entry in plan(BASE, found, BASE).entries} == {"unchanged"}


def test_bookmarks_between_rows_and_cells_belong_to_the_next_paragraph() -> None:
    cells = f"{start('b')}<w:tc>{p(r('b'))}</w:tc>"
    rows = f"<w:tr><w:tc>{p(r('a'))}</w:tc>{cells}</w:tr>{start('c')}<w:tr><w:tc>{p(r('c'))}</w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/>{rows}</w:tbl>"
    found = read(with_body(table)).pieces
    assert [text(known.piece) for known in found] == ["a", "b", "c"], "two parts in one table: it sets the page"
    assert [known.anchors for known in found] == [(), (anchor_of("b"),), (anchor_of("c"),)]


def test_a_tracked_change_is_told_with_its_words() -> None:
    document = read(with_body(p(r("Ask ") + change("del", gone("first")) + change("ins", r("before you post")))))
    told = [(one.author, one.kind, one.text) for one in document.changes]
    assert told == [("Jo", "deletion", "first"), ("Jo", "insertion", "before you post")]
