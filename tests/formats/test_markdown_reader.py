import codecs
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.document.anchors import anchor_of, bookmark_name, heading_target
from policygen.document.model import (
    Contents,
    Document,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from policygen.document.pieces import ListItem, Piece, text
from policygen.errors import DocumentError
from policygen.formats.markdown.bounds import MOST
from policygen.formats.markdown.reader import read
from policygen.formats.markdown.writer import write
from policygen.revision.plan import plan
from tests.formats import trees
from tests.formats.example_document import full_policy, lettered_policy, long_policy, short_policy
from tests.revision.scene import chapters, document, policy
from tests.support.carrying_out import apply
from tests.support.drawing import few

RECORD = b'{"policygen": 1}'
DIGEST = sha256(RECORD).hexdigest()


def written(issued: Document) -> str:
    return write(issued, record=RECORD, digest=DIGEST)[0]


def pieces(words: str) -> list[Piece]:
    return [known.piece for known in read(words.encode()).pieces]


def codes(words: str) -> list[str]:
    return [finding.code for finding in read(words.encode()).findings]


@pytest.mark.parametrize(
    "issued",
    [short_policy(), full_policy(), lettered_policy(), long_policy(3), document(policy()), document(chapters())],
    ids=["short", "full", "lettered", "long", "scene", "chapters"],
)
def test_an_issued_document_read_back_is_the_tree_it_came_from(issued: Document):
    planned = plan(issued.parts, read(written(issued).encode()), issued.parts)
    assert {entry.decision for entry in planned.entries} == {"unchanged"}
    assert apply(planned) == tuple(block for part in issued.parts for block in part.blocks)


@pytest.mark.parametrize("issued", [short_policy(), full_policy()], ids=["short", "full"])
def test_every_part_bears_its_anchor(issued: Document):
    anchors = [anchor for known in read(written(issued)).pieces for anchor in known.anchors]
    assert anchors == [anchor_of(part.origin.id) for part in issued.parts]


def test_record_and_digest_are_handed_over():
    found = read(written(short_policy()))
    assert (found.record, found.digest) == (RECORD, DIGEST)


@few
@given(trees.documents())
def test_whatever_we_write_can_be_read(made: Document):
    found = read(written(made).encode())
    assert plan(made.parts, found, made.parts).entries is not None


@given(st.text(st.sampled_from("#>-*_`[]()<!|\n 1.ab\\&;:~"), max_size=200))
def test_any_markdown_is_read(words: str):
    read(words.encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes):
    with suppress(DocumentError):
        read(data)


def test_headings_lose_the_numbers_that_were_written_for_them():
    assert pieces("# Title\n\n## 3 Section\n\n### 3.2 Clause\n\n#### Deep\n") == [
        Paragraph((Text("Title"),), "title"),
        Heading(1, (Text("Section"),)),
        Heading(2, (Text("Clause"),)),
        Heading(2, (Text("Deep"),), numbered=False),
    ]


def test_a_rule_that_begins_with_its_number_and_title_in_bold_is_numbered():
    assert pieces("**4.2 Pictures.** Ask first.\n\n**4.3** Ask again.\n\n**4 walls** stand.\n") == [
        Paragraph((Strong((Text("Pictures."),)), Text(" Ask first.")), "titled-rule"),
        Paragraph((Text("Ask again."),), "titled-rule"),
        Paragraph((Strong((Text("4 walls"),)), Text(" stand."))),
    ]


def test_the_letter_of_a_rule_is_no_word_of_it():
    text = '**4.2 a** Ask **first**.\n\n<a id="x"></a>**4.2\u00a0bb** **Title.** Ask.\n\n**4.2 a title** is none.\n\n**4.2 no** Nor here.\n'
    assert pieces(text) == [
        Paragraph((Text("Ask "), Strong((Text("first"),)), Text(".")), "rule"),
        Paragraph((Strong((Text("Title."),)), Text(" Ask.")), "rule"),
        Paragraph((Strong((Text("a title"),)), Text(" is none.")), "titled-rule"),
        Paragraph((Strong((Text("no"),)), Text(" Nor here.")), "titled-rule"),
    ]


def test_marks_links_breaks_and_references():
    line = "**a** *b* [c](https://c.example) <strong>d</strong><br>e\\\nf [3.2 G](#g.h)"
    assert pieces(line) == [
        Paragraph(
            (
                *(Strong((Text("a"),)), Text(" "), Emphasis((Text("b"),)), Text(" ")),
                *(Link("https://c.example", (Text("c"),)), Text(" "), Strong((Text("d"),)), LineBreak()),
                *(Text("e"), LineBreak(), Text("f "), Reference(anchor_of("g.h"), "3.2 G")),
            )
        )
    ]


def test_wrapped_lines_are_one_paragraph():
    assert pieces("one\ntwo") == [Paragraph((Text("one two"),))]


def test_lists_two_levels_deep():
    assert pieces("- a\n  - b\n\n<!-- -->\n\n1. c\n") == [
        ListItem((Text("a"),)),
        ListItem((Text("b"),), level=1),
        ListItem((Text("c"),), ordered=True, opens=True),
    ]


def test_quotations_are_rules_and_what_stands_in_an_item_limits_it():
    assert pieces("> a\n>\n> b\n\n1. c\n\n   d\n") == [
        Paragraph((Text("a"),), "rule"),
        Paragraph((Text("b"),), "rule"),
        ListItem((Text("c"),), ordered=True),
        Paragraph((Text("d"),), "always"),
    ]


def test_an_item_that_names_a_part_is_a_rule_whose_lists_are_outer_ones():
    assert pieces('1. <a id="a_b"></a>c\n\n    d\n\n    - e\n        - f\n\n2. g\n') == [
        Paragraph((Text("c"),), "numbered-rule"),
        Paragraph((Text("d"),), "always"),
        ListItem((Text("e"),)),
        ListItem((Text("f"),), level=1),
        ListItem((Text("g"),), ordered=True),
    ]
    assert read('1. <a id="a_b"></a>c\n').pieces[0].anchors == (anchor_of("a.b"),)


def test_a_part_is_found_by_the_element_of_any_form_that_we_ever_wrote():
    for name in ("a_b", "a.b", bookmark_name("a.b")):
        assert pieces(f"see [1 G](#{name})") == [Paragraph((Text("see "), Reference(anchor_of("a.b"), "1 G")))]
        assert read(f'> <a id="{name}"></a>c\n').pieces[0].anchors == (anchor_of("a.b"),)
    assert read(f'## <a id="{heading_target("a.b", 1)}"></a>c\n').pieces[0].anchors == ()


def test_tables_breaks_and_contents():
    found = pieces("## Contents\n\n- [1 A](#a)\n  - [1.1 B](#b)\n\n---\n\n| x | y |\n| --- | --- |\n| 1 | |\n")
    assert found[:2] == [Contents("Contents"), PageBreak()]
    assert isinstance(found[2], Table)
    assert (found[2].columns, found[2].rows[0].cells) == (("x", "y"), ((Text("1"),), ()))


def test_comments_of_people_are_noted_and_ours_are_not():
    found = read("<!-- pg:a -->\n\nA\n\n<!-- Ask Sam about this -->\n\nB\n")
    assert [(comment.text, comment.piece) for comment in found.comments] == [("Ask Sam about this", 1)]
    assert found.pieces[0].anchors == (anchor_of("a"),)


def test_what_the_tree_cannot_hold_is_said():
    assert codes("![a](b.png)\n\n```\ncode\n```\n\n<div>x</div>\n\n[a](javascript:b)\n") == [
        "holds-image",
        "holds-code",
        "holds-html",
    ]


def test_markup_inside_a_line_is_said_but_for_targets_and_what_the_tree_can_hold():
    assert codes("Ask <u>Sam</u>.\n") == ["holds-html"]
    assert codes('Ask <a id="x"></a>Sam <A>too</A>.\n') == []
    assert pieces("Ask <b>Sam</b> <EM>now</EM>.<br>Go.\n") == [
        Paragraph(
            (
                Text("Ask "),
                Strong((Text("Sam"),)),
                Text(" "),
                Emphasis((Text("now"),)),
                Text("."),
                LineBreak(),
                Text("Go."),
            )
        )
    ]


def test_conflict_markers_left_in_a_file_are_said():
    assert "conflict-markers" in codes("<<<<<<< yours\na\n=======\nb\n>>>>>>> new\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_editors_write(encoding: str):
    assert [text(known.piece) for known in read("Café – “a”\r\n\r\nb\r\n".encode(encoding)).pieces] == [
        "Café – “a”",
        "b",
    ]


def test_what_is_no_text_or_too_much_of_it_is_refused():
    for data in (b"a\0b", b" " * (MOST + 1)):
        with pytest.raises(DocumentError):
            read(data)
    assert read(codecs.BOM_UTF8).pieces == ()
