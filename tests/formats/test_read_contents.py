"""What people type at the border of the contents, between their lines and below them is theirs."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from policygen.document.as_read import NO_ENTRIES
from policygen.document.model import Contents, Document, Heading, Paragraph
from policygen.document.pieces import text
from policygen.formats.docx.reader import read
from policygen.revision.plan import Plan, plan
from tests.formats.edited_files import at, in_body, plain, says, w
from tests.formats.example_document import FULL_PROPERTIES, body, clause, part, rule, section
from tests.formats.word import W, written

DOCUMENT = Document(
    FULL_PROPERTIES,
    (
        part("toc", Contents("Contents")),
        section("first", "Purpose"),
        clause("first.a", "Who is covered", rule("Everyone is covered.")),
        section("second", "Speaking"),
        clause("second.a", "Who speaks", rule("Ask before you speak."), body("It helps.")),
    ),
)
NOTE = "Adopted on 3 March 2027, minute 41."


def line(root: Any, start: str) -> Any:
    """A line of the contents."""
    return next(
        p
        for p in root.iter(w("p"))
        if p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")).startswith("TOC") and start in says(p)
    )


def end(root: Any) -> Any:
    """The run that ends the contents."""
    return next(r.getparent() for r in root.iter(w("fldChar")) if r.get(w("fldCharType")) == "end")


def gap(root: Any) -> Any:
    """The paragraph below the contents in which their field used to end."""
    last = end(root).getparent()
    below = plain("", "PolicyGap")
    for run in list(below)[1:]:
        below.remove(run)
    below.extend(last[list(last).index(end(root)) :])
    last.addnext(below)
    return below


def run(words: str) -> Any:
    return plain(words)[-1]


def typed_below(root: Any) -> None:
    gap(root).append(run(NOTE))


def typed_behind_the_last_line(root: Any) -> None:
    end(root).addnext(run(NOTE))


def typed_before_the_first_line(root: Any) -> None:
    line(root, "Purpose").insert(1, run(NOTE))


def a_paragraph_below_the_title(root: Any) -> None:
    at(root, "Contents").addnext(plain(NOTE))


def a_line_between(style: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        line(root, "Who is covered").addnext(plain(NOTE, style))

    return change


def typed_into_a_line(root: Any) -> None:
    line(root, "Who is covered").append(run(" " + NOTE))


def control(root: Any, *around: Any) -> Any:
    made = etree.fromstring(
        f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent/></w:sdt>"
    )
    around[0].addprevious(made)
    made[1].extend(around)
    return made


def in_words_own_control(root: Any) -> None:
    first, last = at(root, "Contents"), end(root).getparent()
    found = list(first.getparent())
    control(root, *found[found.index(first) : found.index(last) + 1])[1].append(plain(NOTE))


def in_nested_controls(root: Any) -> None:
    in_words_own_control(root)
    outer = next(root.iter(w("sdt")))
    inner = etree.fromstring(f'<w:sdt xmlns:w="{W}"><w:sdtPr/><w:sdtContent/></w:sdt>')
    lines = list(outer[1])
    outer[1].insert(1, inner)
    inner[1].extend(lines[1:])


def table_below_in_the_control(root: Any) -> None:
    in_words_own_control(root)
    note = next(root.iter(w("sdt")))[1][-1]
    note.addprevious(etree.fromstring(f'<w:tbl xmlns:w="{W}"><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'))


TYPED = {
    "in the empty paragraph below": typed_below,
    "behind the last line": typed_behind_the_last_line,
    "before the first line": typed_before_the_first_line,
    "below the title": a_paragraph_below_the_title,
    "between two lines": a_line_between("BodyText"),
    "between two lines, in their style": a_line_between("TOC2"),
    "behind a line": typed_into_a_line,
    "below Word's automatic table, in its control": in_words_own_control,
    "in a control inside that control": in_nested_controls,
    "below a table in that control": table_below_in_the_control,
}


def planned(change: Callable[[Any], None]) -> Plan:
    return plan(DOCUMENT.parts, read(in_body(change, written(DOCUMENT))), DOCUMENT.parts)


def decisions(made: Plan) -> set[str]:
    return {entry.decision for entry in made.entries}


def owners(made: Plan) -> list[str]:
    return [said for place in made.alignment.owner if (said := text(made.document.pieces[place].piece).strip())]


@pytest.mark.parametrize("name", TYPED)
def test_words_typed_around_the_contents_are_their_owners(name: str) -> None:
    made = planned(TYPED[name])
    assert decisions(made) == {"unchanged"}
    assert owners(made) == [NOTE]
    assert [read.piece for read in made.document.pieces].count(Contents("Contents")) == 1


def joined_from_above(root: Any) -> None:
    """Backspace before the first heading: its paragraph begins with the end of the contents' field."""
    below = gap(root)
    below.getnext()[1:1] = list(below)[1:]
    below.getparent().remove(below)


def end_behind_the_heading(root: Any) -> None:
    """The field's end dragged over the first heading."""
    heading = end(root).getparent().getnext()
    heading.append(end(root))


def paragraph_mark_deleted(root: Any) -> None:
    below = gap(root)
    mark = f'<w:rPr xmlns:w="{W}"><w:del w:id="9" w:author="Jo"/></w:rPr>'
    below[0].append(etree.fromstring(mark))


def old_form(root: Any) -> None:
    gap(root)


def in_a_control(root: Any) -> None:
    in_words_own_control(root)
    sdt = next(root.iter(w("sdt")))
    sdt[1].remove(sdt[1][-1])


@pytest.mark.parametrize(
    "change", [old_form, in_a_control, joined_from_above, end_behind_the_heading, paragraph_mark_deleted]
)
def test_contents_and_the_heading_below_them_are_what_they_were(change: Callable[[Any], None]) -> None:
    made = planned(change)
    assert decisions(made) == {"unchanged"}
    assert owners(made) == []
    kinds = [type(known.piece) for known in made.document.pieces[:3]]
    assert kinds == [Contents, Heading, Heading]


def lines_deleted(root: Any) -> None:
    lines = [
        p for p in root.iter(w("p")) if "TOC1" in etree.tostring(p).decode() or "TOC2" in etree.tostring(p).decode()
    ]
    for found in lines:
        found.getparent().remove(found)


def lines_emptied(root: Any) -> None:
    for found in root.iter(w("hyperlink")):
        found.getparent().remove(found)


@pytest.mark.parametrize("change", [lines_deleted, lines_emptied])
def test_contents_of_which_only_the_title_is_left_are_said_to_be_gone(change: Callable[[Any], None]) -> None:
    made = planned(change)
    assert made.of("toc").decision == "deleted-by-user"
    assert made.of("toc").after == made.of("toc").theirs == "Contents"
    assert [finding.code for finding in made.findings] == ["contents-gone"]
    assert owners(made) == []
    assert made.changes == ()


def test_contents_of_a_document_without_headings_are_all_there() -> None:
    document = Document(FULL_PROPERTIES, (part("toc", Contents("Contents")), part("a", body("Words."))))
    found = read(written(document)).pieces
    assert [known.piece for known in found] == [Contents("Contents"), Paragraph(found[1].piece.content)]  # type: ignore[union-attr]
    assert NO_ENTRIES not in found[0].holds


def test_a_line_that_names_a_heading_is_of_the_contents_even_without_its_link() -> None:
    def unlinked(root: Any) -> None:
        found = line(root, "Who is covered")
        link = found.find(w("hyperlink"))
        for inner in list(link):
            link.addprevious(copy.deepcopy(inner))
        found.remove(link)

    made = planned(unlinked)
    assert decisions(made) == {"unchanged"}
    assert owners(made) == []


def test_a_table_below_the_title_does_not_cut_the_contents_in_two() -> None:
    def change(root: Any) -> None:
        cell = f"<w:tc>{etree.tostring(plain(NOTE)).decode()}</w:tc>"
        at(root, "Contents").addnext(etree.fromstring(f'<w:tbl xmlns:w="{W}"><w:tr>{cell}</w:tr></w:tbl>'))

    made = planned(change)
    assert decisions(made) == {"unchanged"}
    assert owners(made) == [NOTE]


def test_a_bookmark_beside_the_field_of_contents_without_a_title_is_theirs() -> None:
    def untitled(root: Any) -> None:
        title = at(root, "Contents")
        first = line(root, "Purpose")
        first[1:1] = list(title.iter(w("bookmarkStart"), w("bookmarkEnd")))
        title.getparent().remove(title)

    made = planned(untitled)
    first = made.document.pieces[0]
    assert (first.piece, len(first.anchors)) == (Contents(""), 1)
    assert isinstance(made.document.pieces[1].piece, Heading)
