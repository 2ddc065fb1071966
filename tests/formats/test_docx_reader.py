from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given
from lxml import etree

from policygen.document.anchors import anchor_of, bookmark_name, end_bookmark_name
from policygen.document.as_read import ReadDocument
from policygen.document.model import (
    Contents,
    Document,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.pieces import ListItem, text
from policygen.formats.docx.reader import read
from policygen.revision.plan import plan
from tests.formats import trees
from tests.formats.example_document import full_policy, long_policy, short_policy
from tests.formats.word import DIGEST, RECORD, W, full, paragraph, written
from tests.revision.scene import chapters, document, policy
from tests.support.carrying_out import apply
from tests.support.drawing import few

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def retouched(made: bytes, was: str, now: str) -> bytes:
    """A Word document with some of its markup changed."""
    result = BytesIO()
    with ZipFile(BytesIO(made)) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace(was.encode(), now.encode()) if name == "word/document.xml" else content
            )
    return result.getvalue()


def with_body(markup: str, **parts: str) -> bytes:
    """A Word document with this body; other parts are replaced by name."""
    made = BytesIO()
    docx.Document().save(made)
    result = BytesIO()
    body = f"<w:document {NAMES}><w:body>{markup}</w:body></w:document>"
    with ZipFile(made) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            key = name.rpartition("/")[2].removesuffix(".xml")
            content = parts.get(key, "").encode() or source.read(name)
            target.writestr(name, body if name == "word/document.xml" else content)
    return result.getvalue()


def p(markup: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{markup}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def ins(markup: str, author: str = "Jo") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="2026-01-02T00:00:00Z">{markup}</w:ins>'


def dele(words: str, author: str = "Jo") -> str:
    return f'<w:del w:id="2" w:author="{author}"><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def lines(document: ReadDocument) -> list[str]:
    return [text(known.piece) for known in document.pieces]


def codes(document: ReadDocument) -> list[str]:
    return [finding.code for finding in document.findings]


# ---- what we wrote -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "issued",
    [short_policy(), full_policy(), long_policy(3), document(policy()), document(chapters())],
    ids=["short", "full", "long", "scene", "chapters"],
)
def test_an_issued_document_read_back_is_the_tree_it_came_from(issued: Document):
    planned = plan(issued.parts, read(written(issued)), issued.parts)
    assert {entry.decision for entry in planned.entries} == {"unchanged"}
    assert apply(planned) == tuple(block for part in issued.parts for block in part.blocks)
    assert planned.alignment.owner == ()


def test_a_rule_without_its_number_is_read_as_one_that_has_none():
    issued = written(document(chapters()))
    numbered = next(known.piece for known in read(issued).pieces if text(known.piece).startswith("Treat"))
    assert isinstance(numbered, Paragraph)
    assert numbered.role == "titled-rule"
    stripped = retouched(
        issued,
        '<w:pStyle w:val="PolicyTitledRule"/>',
        '<w:pStyle w:val="PolicyTitledRule"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>',
    )
    plain = next(known.piece for known in read(stripped).pieces if text(known.piece).startswith("Treat"))
    assert isinstance(plain, Paragraph)
    assert plain.role == "rule"


def test_every_part_bears_its_anchor_where_it_begins_and_ends():
    issued = full_policy()
    found = read(written(issued))
    begun = [anchor for known in found.pieces for anchor in known.anchors]
    assert begun == [anchor_of(part.origin.id) for part in issued.parts]
    assert [anchor for known in found.pieces for anchor in known.ends] == begun


def test_anchors_are_named_as_the_writers_name_them():
    assert bookmark_name("personal.own-views") == f"_pg_{anchor_of('personal.own-views')}"


def test_record_digest_and_editor_are_handed_over():
    found = read(written(short_policy()))
    assert (found.record, found.digest, found.editor) == (RECORD, DIGEST, "policygen")


@few
@given(trees.documents())
def test_whatever_we_write_can_be_read(made: Document):
    found = read(written(made))
    assert plan(made.parts, found, made.parts).entries is not None


def test_a_page_break_stands_before_what_it_breaks():
    found = read(written(full(paragraph("a"), PageBreak(), paragraph("b"))))
    assert [type(known.piece) for known in found.pieces] == [Paragraph, PageBreak, Paragraph]


# ---- what editors make of it -------------------------------------------------------------------------------------------


def test_content_controls_at_every_level_are_opened():
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = control.format(f"<w:tc>{p(r('cell'))}</w:tc>")
    row = control.format(f"<w:tr>{cell}</w:tr>")
    body = control.format(p(r("a ") + control.format(r("b")))) + control.format(f"<w:tbl>{row}</w:tbl>")
    found = read(with_body(body))
    assert lines(found) == ["a b", "cell"]


@pytest.mark.parametrize(("changes", "expected"), [("accept", "a new c"), ("reject", "a old c"), ("all", "a oldnew c")])
def test_tracked_changes_are_read_three_ways(changes: Any, expected: str):
    found = read(with_body(p(r("a ") + dele("old") + ins(r("new")) + r(" c"))), changes=changes)
    assert lines(found) == [expected]
    assert found.pending_by_author() == {"Jo": 2}
    assert found.pieces[0].pending == ("Jo",)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [("accept", ["new", "stays"]), ("reject", ["old", "stays"]), ("all", ["new", "old", "stays"])],
)
def test_whole_paragraphs_put_in_and_taken_out_are_read_three_ways(changes: Any, expected: list[str]):
    gone = f'<w:del w:id="2" w:author="Ann" w:date="2026-01-02T00:00:00Z">{p(r("old"))}</w:del>'
    found = read(with_body(ins(p(r("new"))) + gone + p(r("stays"))), changes=changes)
    assert lines(found) == expected
    assert [(change.author, change.kind, change.text) for change in found.changes] == [
        ("Jo", "insertion", "new"),
        ("Ann", "deletion", "old"),
    ]


def test_one_authors_changes_can_be_read_otherwise_than_everybody_elses():
    body = p(r("a ") + ins(r("ours "), "policygen 1.0") + ins(r("theirs")))
    assert lines(read(with_body(body), own_author="policygen")) == ["a theirs"]
    assert lines(read(with_body(body), own_author="policygen", own_changes="accept")) == ["a ours theirs"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    gone = '<w:rPr><w:del w:id="1" w:author="Jo"/></w:rPr>'
    body = p(r("first "), gone) + p(r("second")) + p(r("third"))
    assert lines(read(with_body(body))) == ["first second", "third"]
    assert lines(read(with_body(body), changes="reject")) == ["first", "second", "third"]


def test_a_paragraph_deleted_whole_takes_its_bookmark_with_it():
    mark = '<w:bookmarkStart w:id="5" w:name="pg_0123456789ab"/><w:bookmarkEnd w:id="5"/>'
    gone = '<w:rPr><w:del w:id="1" w:author="Jo"/></w:rPr>'
    found = read(with_body(p(mark + dele("away"), gone) + p(r("stays"))))
    assert [(text(known.piece), known.anchors) for known in found.pieces] == [("stays", ())]


PUT_IN = '<w:rPr><w:ins w:id="1" w:author="Jo"/></w:rPr>'
GONE = '<w:rPr><w:del w:id="1" w:author="Jo"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("first"), PUT_IN) + p(ins(r("own"))) + p(r("next")), {"first": False, "own": True, "next": False}),
        (p(r("half"), PUT_IN) + p(r("other half")) + p(r("next")), {"half": False, "other half": True, "next": False}),
        (p(dele("away"), GONE) + p(r("next")), {"next": False}),
        (p(r("first"), GONE) + p(dele("away")) + p(r("next")), {"first": False, "next": False}),
        (p(r("one "), GONE) + p(r("two")) + p(r("next")), {"one two": True, "next": False}),
    ],
    ids=["paragraph put in", "split", "paragraph taken out", "taken out with the end before it", "joined"],
)
def test_a_change_of_a_paragraphs_end_waits_where_it_changes_words(body: str, expected: dict[str, bool]):
    assert {text(known.piece): bool(known.pending) for known in read(with_body(body)).pieces} == expected


def test_inserted_and_deleted_table_rows_follow_the_reading():
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    gone = row.format('<w:del w:author="Jo"/>', p(r("b")))
    table = f"<w:tbl>{row.format('', p(r('a')))}{gone}</w:tbl>"
    assert lines(read(with_body(table))) == ["a"]
    assert lines(read(with_body(table), changes="reject")) == ["a\nb"]


def test_moved_text_stands_where_it_was_moved_to():
    moved = f'<w:moveFrom w:id="1" w:author="Jo">{r("x")}</w:moveFrom>'
    to = f'<w:moveTo w:id="2" w:author="Jo">{r("x")}</w:moveTo>'
    body = p(moved + r("a")) + p(r("b") + to)
    assert lines(read(with_body(body))) == ["a", "bx"]
    assert lines(read(with_body(body), changes="reject")) == ["xa", "b"]


def test_formatting_changes_are_rejected_when_changes_are():
    run = "<w:r><w:rPr><w:b/><w:rPrChange w:author='Jo'><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r>"
    assert read(with_body(p(run))).pieces[0].piece == Paragraph((Strong((Text("a"),)),))
    assert read(with_body(p(run)), changes="reject").pieces[0].piece == Paragraph((Text("a"),))


@pytest.mark.parametrize(
    "paragraph",
    [
        "<w:p><w:r><w:rPr><w:b/><w:rPrChange w:author='Jo'><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:jc w:val='end'/><w:pPrChange w:author='Jo'><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    ],
    ids=["of a run", "of a paragraph"],
)
def test_a_formatting_change_that_waits_is_told_with_its_author(paragraph: str):
    found = read(with_body(paragraph))
    assert found.pieces[0].pending == ("Jo",)
    assert found.pending_by_author() == {"Jo": 1}


def _field(instruction: str, shown: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    said = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return char.format("begin") + said + char.format("separate") + shown + char.format("end")


def test_fields_are_read_by_their_result():
    found = read(with_body(p(r("page ") + _field(" PAGE ", r("3")))))
    assert lines(found) == ["page 3"]
    assert found.pieces[0].holds == ("field",)


def test_a_field_that_points_to_a_part_is_a_reference():
    found = read(with_body(p(r("see ") + _field(r" REF pg_0123456789ab \r \h ", r("3.2")) + r("."))))
    assert found.pieces[0].piece == Paragraph((Text("see "), Reference("0123456789ab", "3.2"), Text(".")))


def test_number_and_title_side_by_side_are_one_reference():
    two = _field(r"REF pg_0123456789ab \r \h", r("3.2")) + r(" ") + _field("REF pg_0123456789ab", r("Title"))
    assert read(with_body(p(two))).pieces[0].piece == Paragraph((Reference("0123456789ab", "3.2 Title"),))


@pytest.mark.parametrize("number", ["19", "4.2"])
@pytest.mark.parametrize("runs", [("in rule ",), ("in r", "ule", " "), ("in rule", " ")])
def test_the_word_before_a_rules_number_belongs_to_the_reference(runs: tuple[str, ...], number: str):
    found = read(with_body(p("".join(map(r, runs)) + _field(r" REF pg_0123456789ab \r \h ", r(number)) + r(" first."))))
    assert found.pieces[0].piece == Paragraph(
        (Text("in "), Reference("0123456789ab", f"rule {number}"), Text(" first."))
    )


@pytest.mark.parametrize(("before", "number"), [("in rule", "19"), ("in rules ", "19"), ("in rule ", "17.3a")])
def test_a_word_that_names_no_rule_stays_outside_the_reference(before: str, number: str):
    found = read(with_body(p(r(before) + _field(r" REF pg_0123456789ab \r \h ", r(number)))))
    assert found.pieces[0].piece == Paragraph((Text(before), Reference("0123456789ab", number)))


def test_a_reference_whose_words_an_editor_lost_is_still_one():
    broken = f'<w:hyperlink w:anchor="pg_0123456789ab">{_field(" IF ", "")}</w:hyperlink>'
    found = read(with_body(p(r("(see ") + broken + r(")"))))
    assert found.pieces[0].piece == Paragraph((Text("(see "), Reference("0123456789ab", ""), Text(")")))


def test_contents_are_one_piece_however_many_lines_they_show():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = p(begin + r("1 One")) + p(r("2 Two")) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p(r("after"))
    body += p(r("One"), '<w:pStyle w:val="Heading1"/>') + p(r("Two"), '<w:pStyle w:val="Heading1"/>')
    assert [type(known.piece) for known in read(with_body(body)).pieces] == [Contents, Paragraph, Heading, Heading]


def test_a_field_that_never_ends_swallows_nothing():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert lines(read(with_body(p(begin + r("one")) + p(r("two"))))) == ["one", "two"]


def test_links_lead_where_they_lead_and_only_where_it_is_safe():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/hyperlink" Target="https://a.example/" TargetMode="External"/>'
        '<Relationship Id="b" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>'
    )
    link = '<w:hyperlink r:id="{}">{}</w:hyperlink>'
    body = p(link.format("a", r("good")) + link.format("b", r(" bad")))
    found = read(with_body(body, **{"document.xml.rels": relations}))
    assert found.pieces[0].piece == Paragraph((Link("https://a.example/", (Text("good"),)), Text(" bad")))
    assert codes(found) == ["unsafe-link"]


def test_what_the_tree_cannot_hold_is_said_and_marked():
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('boxed'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    both = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    sum_ = "<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>"
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    found = read(with_body(p(r("a") + box) + p(r("b") + both + sum_ + note) + "<w:altChunk/>"))
    assert lines(found) == ["a", "b"]
    assert [known.holds for known in found.pieces] == [("text-box",), ("drawing", "equation", "footnote")]
    assert set(codes(found)) == {
        "holds-text-box",
        "holds-drawing",
        "holds-equation",
        "holds-footnote",
        "holds-imported-file",
    }
    assert any("boxed" in finding.message for finding in found.findings)


def test_elements_nobody_knows_are_counted_and_their_words_kept():
    found = read(with_body(p(f"<w:strange>{r('kept')}</w:strange>") + "<w:odd/>"))
    assert lines(found) == ["kept"]
    assert codes(found) == ["unknown-markup", "unknown-markup"]
    inside = read(with_body(p("<w:r><w:riddle/><w:t>a</w:t></w:r>")))
    assert (lines(inside), codes(inside)) == (["a"], ["unknown-markup"])


def test_a_field_that_leads_to_a_page_is_a_link():
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://quay.example/rules" </w:instrText></w:r>'
    found = read(with_body(p(r("See ") + begin + code + middle + r("our rules") + end)))
    assert found.pieces[0].piece == Paragraph((Text("See "), Link("https://quay.example/rules", (Text("our rules"),))))


def test_comments_are_noted_with_what_they_hang_on():
    made = docx.Document()
    made.add_paragraph("first")
    second = made.add_paragraph("second")
    made.add_comment(second.runs, text="Is that so?", author="Sam")
    stream = BytesIO()
    made.save(stream)
    comment = read(stream.getvalue()).comments[0]
    assert (comment.author, comment.text, comment.piece) == ("Sam", "Is that so?", 1)


def test_lists_are_told_by_their_effective_numbering():
    made = docx.Document()
    for words, style in (("a", "List Bullet"), ("b", "List Bullet 2"), ("c", "List Number"), ("d", "Normal")):
        made.add_paragraph(words, style=style)
    stream = BytesIO()
    made.save(stream)
    found = [known.piece for known in read(stream.getvalue()).pieces]
    assert [isinstance(piece, ListItem) for piece in found] == [True, True, True, False]
    assert [piece.ordered for piece in found if isinstance(piece, ListItem)] == [False, False, True]


def test_numbering_taken_away_from_a_paragraph_takes_it_out_of_the_list():
    off = '<w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    assert read(with_body(p(r("a"), off))).pieces[0].piece == Paragraph((Text("a"),))


def test_a_numbered_rule_whose_number_was_taken_away_is_a_rule_without_one():
    styled = '<w:pStyle w:val="PolicyNumberedRule"/>'
    off = styled + '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    found = read(with_body(p(r("a"), styled) + p(r("b"), off)))
    assert [known.piece.role for known in found.pieces if isinstance(known.piece, Paragraph)] == [
        "numbered-rule",
        "rule",
    ]


def test_headings_are_told_by_name_or_by_outline():
    by_name, by_level = '<w:pStyle w:val="Heading1"/>', '<w:outlineLvl w:val="1"/>'
    deep = '<w:pStyle w:val="Heading5"/>'
    found = read(with_body(p(r("a"), by_name) + p(r("b"), by_level) + p(r("c"), deep)))
    assert [known.piece.level for known in found.pieces if isinstance(known.piece, Heading)] == [1, 2, 2]
    assert codes(found) == ["deep-heading"]


def test_bold_that_a_style_gives_is_no_emphasis():
    made = docx.Document()
    made.add_heading("Heading", 1).runs[0].bold = True
    stream = BytesIO()
    made.save(stream)
    assert read(stream.getvalue()).pieces[0].piece == Heading(1, (Text("Heading"),), numbered=False)


HIGHLIGHT = '<w:rStyle w:val="PolicyConfirm"/>'


@pytest.mark.parametrize(
    ("runs", "filled"),
    [
        ((r("[Confirm: ", HIGHLIGHT), r("who", HIGHLIGHT), r("]", HIGHLIGHT)), ()),
        ((r("Lena ", HIGHLIGHT), r("Brandt", HIGHLIGHT)), ("Lena Brandt",)),
        ((r("[", HIGHLIGHT), ins(r("Lena", HIGHLIGHT)), dele("who"), r("]", HIGHLIGHT)), ("[Lena]",)),
        ((r("[Confirm: who] or Lena", HIGHLIGHT),), ("or Lena",)),
        ((r("Lena", HIGHLIGHT), r(" and "), r("Kim", HIGHLIGHT), r(", ", HIGHLIGHT)), ("Lena", "Kim,")),
        ((r("Ask Lena", "<w:b/>"), r(" ", HIGHLIGHT)), ()),
    ],
)
def test_words_in_a_brackets_place_that_are_still_highlighted_are_told(runs: tuple[str, ...], filled: tuple[str, ...]):
    paragraph = p(r("Ask ") + "".join(runs) + r(" first."))
    cell = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc><w:tc>{p(r('–'))}</w:tc></w:tr></w:tbl>"
    assert [read(with_body(body)).pieces[0].filled for body in (paragraph, cell)] == [filled, filled]


def test_merged_cells_keep_their_words_and_are_said():
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    wide = cell.format('<w:gridSpan w:val="2"/>', p(r("wide")))
    down = cell.format('<w:vMerge w:val="restart"/>', p(r("down")))
    on = cell.format("<w:vMerge/>", p(""))
    one = cell.format("", p(r("x")) + p(r("y")))
    rows = f"<w:tr>{wide}{one}</w:tr><w:tr>{down}{one}{one}</w:tr><w:tr>{on}{one}{one}</w:tr>"
    found = read(with_body(f"<w:tbl>{rows}</w:tbl>"))
    table = found.pieces[0].piece
    assert isinstance(table, Table)
    lined = (Text("x"), LineBreak(), Text("y"))
    assert [row.cells for row in table.rows] == [
        ((Text("wide"),), (), lined), ((Text("down"),), lined, lined), ((), lined, lined),
    ]  # fmt: skip
    assert codes(found) == ["merged-cells"]


def test_a_table_in_a_table_is_read_as_lines():
    inner = f"<w:tbl><w:tr><w:tc>{p(r('in'))}</w:tc></w:tr></w:tbl>"
    found = read(with_body(f"<w:tbl><w:tr><w:tc>{p(r('out'))}{inner}{p('')}</w:tc></w:tr></w:tbl>"))
    assert lines(found) == ["out\nin"]
    assert codes(found) == ["table-in-table"]


def test_positions_count_paragraphs_and_tables_of_the_body():
    table = f"<w:tbl><w:tr><w:tc>{p(r('x'))}{p(r('y'))}</w:tc></w:tr></w:tbl>"
    found = read(with_body(p(r("a")) + p("") + table + p(r("b"))))
    assert [(known.position.first, known.position.last) for known in found.pieces] == [(0, 0), (2, 2), (3, 3)]


def test_empty_paragraphs_are_nothing_unless_they_bear_an_anchor():
    mark = '<w:bookmarkStart w:id="5" w:name="pg_0123456789ab"/><w:bookmarkEnd w:id="5"/>'
    found = read(with_body(p("") + p(mark) + p(r("a"))))
    assert [known.anchors for known in found.pieces] == [("0123456789ab",), ()]


def test_an_empty_first_paragraph_may_bear_an_end_alone():
    mark = f'<w:bookmarkStart w:id="5" w:name="{end_bookmark_name("a")}"/><w:bookmarkEnd w:id="5"/>'
    assert lines(read(with_body(p(mark) + p(r("words"))))) == ["words"]


def test_a_strict_document_says_the_same():
    data = with_body(p(r("a"), '<w:pStyle w:val="Heading1"/>'))
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            content = content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            target.writestr(name, content)
    assert [known.piece for known in read(result.getvalue()).pieces] == [Heading(1, (Text("a"),), numbered=False)]


def test_a_style_made_from_one_of_ours_plays_its_part():
    data = written(full(Paragraph((Text("a"),), "rule")))
    result = BytesIO()
    style = f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="PolicyRule"/></w:style>'
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/styles.xml":
                root = etree.fromstring(content)
                root.append(etree.fromstring(style))
                content = etree.tostring(root)
            target.writestr(name, content.replace(b'w:pStyle w:val="PolicyRule"', b'w:pStyle w:val="Mine"'))
    assert read(result.getvalue()).pieces[0].piece == Paragraph((Text("a"),), "rule")


def test_lists_that_restart_are_two_lists():
    items = ItemList((Item((Text("one"),)), Item((Text("two"),))), ordered=True)
    found = read(written(full(items, items)))
    assert [block for block in found.blocks if isinstance(block, ItemList)] == [items, items]


def test_a_tables_heading_row_gives_its_columns():
    table = Table("t", ("A", "B"), (Row("x", ((Text("x"),), ())),))
    (found,) = read(written(full(table))).blocks
    assert isinstance(found, Table)
    assert (found.columns, found.role) == (("A", "B"), "records")
    assert [row.cells for row in found.rows] == [((Text("x"),), ())]
    assert replace(found.rows[0], key="x") == table.rows[0]


def test_a_sign_of_a_symbol_font_that_every_font_has_is_a_sign():
    (found,) = read(with_body(p(r("a") + '<w:r><w:sym w:font="Symbol" w:char="00B1"/></w:r>' + r("b")))).pieces
    assert text(found.piece) == "a±b"


@pytest.mark.parametrize(("level", "told"), [(1, False), (2, True)])
def test_only_items_below_the_second_level_are_told_as_flattened(level: int, *, told: bool):
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    found = read(with_body(p(r("item"), numbering)))
    assert found.pieces[0].piece == ListItem((Text("item"),), ordered=False, level=1)
    assert ("deep-list" in [finding.code for finding in found.findings]) is told
