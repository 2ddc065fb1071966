"""A document as Word: what stands where, and how it is found again."""

import base64
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from lxml import etree

from policygen.document.anchors import bookmark_name, end_bookmark_name
from policygen.document.model import (
    Confirm,
    Contents,
    Document,
    Emphasis,
    Exact,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import block_text, letters, numbers
from policygen.formats.columns import column_widths
from policygen.formats.docx.reader import read
from policygen.formats.docx.writer import write
from policygen.revision.plan import plan
from tests.formats.example_document import (
    body,
    bullets,
    clause,
    full_policy,
    inlines,
    lettered_policy,
    long_policy,
    numbered,
    ordered,
    part,
    rule,
    section,
    short_policy,
    table,
)
from tests.formats.word import (
    DIGEST,
    RECORD,
    TEMPLATE,
    attribute,
    content,
    find,
    full,
    house,
    paragraph,
    short,
    style_of,
    words,
    written,
    xml,
)
from tests.support.word_lint import lint

EXAMPLES = {"short": short_policy, "full": full_policy, "long": long_policy}


@pytest.mark.parametrize("name", EXAMPLES)
def test_two_builds_are_equal_byte_for_byte(name: str) -> None:
    assert written(EXAMPLES[name]()) == written(EXAMPLES[name]())


@pytest.mark.slow
def test_hash_seeds_do_not_change_the_file() -> None:
    program = (
        "import hashlib; from tests.formats.word import written; from tests.formats.example_document import full_policy;"
        "print(hashlib.sha256(written(full_policy())).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_our_own_lint_finds_nothing(name: str) -> None:
    assert lint(written(EXAMPLES[name]())) == ()


def test_a_build_loads_nothing_that_only_compiling_and_updates_need() -> None:
    program = (
        "import sys, policygen.app.build, policygen.formats.docx.writer;"
        "print([name for name in ('docx', 'jinja2', 'markdown_it', 'policygen.revision.plan') if name in sys.modules])"
    )
    paths = ":".join(path for path in sys.path if path)
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env={"PYTHONPATH": paths}
    )
    assert run.stdout.strip() == "[]"


# ---- anchors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_part_has_a_bookmark_in_its_first_and_one_in_its_last_paragraph(name: str) -> None:
    document = EXAMPLES[name]()
    root = xml(written(document))
    for one in document.parts:
        (start,) = find(root, f".//w:bookmarkStart[@w:name='{bookmark_name(one.origin.id)}']")
        (end,) = find(root, f".//w:bookmarkStart[@w:name='{end_bookmark_name(one.origin.id)}']")
        printed = [line for block in one.blocks for line in block_text(block).splitlines() if line.strip()]
        if printed and not isinstance(one.blocks[0], Contents):
            assert (
                words(start.getparent()).split("\n")[0].split("\t")[0][:20]
                in printed[0].replace("\t", " ") + printed[0]
            )
        assert start.getparent().tag.endswith("}p")
        assert end.getparent().tag.endswith("}p")


def test_bookmarks_are_points() -> None:
    for start in find(xml(written(full_policy())), ".//w:bookmarkStart"):
        following = start.getnext()
        assert following.tag.endswith("}bookmarkEnd")
        assert attribute(following, "id") == attribute(start, "id")


def test_a_table_bears_its_bookmarks_in_its_first_and_last_cell() -> None:
    root = xml(written(full(part("records", table("t", ("A", "B"), ("1", "2"), ("3", "4"))))))
    (start,) = find(root, f".//w:bookmarkStart[@w:name='{bookmark_name('records')}']")
    (end,) = find(root, f".//w:bookmarkStart[@w:name='{end_bookmark_name('records')}']")
    assert words(start.getparent()) == "A"
    assert words(end.getparent()) == "4"
    assert find(start, "ancestor::w:tc")


def test_two_parts_of_one_name_make_one_bookmark_and_a_finding() -> None:
    document = full(part("a", body("one")), part("a", body("two")))
    data, findings = write(document, record=RECORD, digest=DIGEST, house=house())
    assert [finding.code for finding in findings] == ["duplicate-part"]
    assert lint(data) == ()


# ---- blocks ------------------------------------------------------------------------------------------------------------

ROLES: dict[ParagraphRole, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "meta": "PolicyMeta",
    "body": "BodyText",
    "rule": "PolicyRule",
    "always": "PolicyAlways",
    "rights": "PolicyRights",
    "lead": "PolicyLead",
    "statutory": "PolicyStatutory",
    "note": "PolicyNote",
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_style(role: ParagraphRole) -> None:
    (one,) = find(xml(written(full(Paragraph(inlines("words"), role)))), ".//w:body/w:p")
    assert style_of(one) == ROLES[role]
    assert words(one) == "words"


def test_what_limits_a_numbered_rule_looks_as_what_limits_any_and_stays_with_it() -> None:
    blocks = (numbered("Rule."), Paragraph(inlines("Limit."), "always"), Paragraph(inlines("Rights."), "rights"))
    paragraphs = find(xml(written(short(part("a", *blocks)))), ".//w:body/w:p")
    assert [style_of(one) for one in paragraphs] == ["PolicyNumberedRule", "PolicyAlways", "PolicyRights"]
    assert [bool(find(one, "./w:pPr/w:keepNext")) for one in paragraphs] == [True, True, False]


def test_what_limits_a_rule_is_as_large_and_as_dark_as_the_rule() -> None:
    styles = xml(TEMPLATE.read_bytes(), "word/styles.xml")
    for name in (
        "PolicyNumberedRule",
        "PolicyTitledRule",
        "PolicyLetteredRule",
        "PolicyAlways",
        "PolicyRights",
        "PolicyStatutory",
    ):
        assert not find(styles, f"./w:style[@w:styleId='{name}']/w:rPr"), name


def test_a_rule_stays_with_the_addendum_that_limits_it() -> None:
    limit = Paragraph(inlines("And here too."), "always")
    document = short(part("a", numbered("Rule.")), part("a.more", limit, kind="addendum"), part("b", numbered("Next.")))
    rule, *_ = find(xml(written(document)), ".//w:body/w:p")
    assert find(rule, "./w:pPr/w:keepNext")


def test_rights_that_stand_by_themselves_have_a_bar_of_their_own() -> None:
    rights = (Paragraph(inlines("Your rights."), "rights"), Paragraph(inlines("We keep them."), "always"))
    document = short(part("a", numbered("Rule.")), part("rights", *rights))
    paragraphs = find(xml(written(document)), ".//w:body/w:p")
    assert [style_of(one) for one in paragraphs] == ["PolicyNumberedRule", "PolicyRights", "PolicyAlways"]


def test_rules_are_numbered_through_the_whole_document_by_word_itself() -> None:
    root = xml(written(short_policy()))
    rules = [one for one in find(root, ".//w:p") if style_of(one) == "PolicyNumberedRule"]
    assert len(rules) == 22
    assert not any(find(one, "./w:pPr/w:numPr") for one in rules)
    styles = xml(written(short_policy()), "word/styles.xml")
    assert find(styles, "./w:style[@w:styleId='PolicyNumberedRule']/w:pPr/w:numPr/w:numId")


def test_a_chapter_is_numbered_by_its_style_and_a_plain_heading_has_a_style_of_its_own() -> None:
    plain_heading, counted = Heading(2, inlines("Plain"), numbered=False), Heading(2, inlines("Counted"))
    first, second = find(xml(written(full(plain_heading, counted))), ".//w:body/w:p")
    assert not find(first, "./w:pPr/*[not(self::w:pStyle or self::w:keepNext or self::w:keepLines)]")
    assert not find(second, "./w:pPr/w:numPr")
    assert [style_of(first), style_of(second)] == ["Heading2Plain", "Heading2"]


def test_where_no_heading_is_numbered_nor_is_one_that_its_owner_adds() -> None:
    data = written(short(part("a", Heading(2, inlines("Permissions"), numbered=False), body("Ask first."))))
    assert style_of(find(xml(data), ".//w:body/w:p")[0]) == "Heading2"
    numbering = "./w:style[@w:styleId='Heading2']/w:pPr/w:numPr/w:numId/@w:val"
    assert find(xml(data, "word/styles.xml"), numbering) == ["0"]
    assert find(xml(written(full(Heading(2, inlines("Counted")))), "word/styles.xml"), numbering) == ["1"]


def test_further_rules_of_a_clause_are_lettered_so_that_each_can_be_cited() -> None:
    titled = Paragraph((Strong(inlines("Title.")), *inlines(" Rule.")), "titled-rule")
    more = part("a.more", rule("Third."), kind="addendum")
    data = written(full(part("a", titled, body("Why."), rule("Second.")), more, part("b", titled)))
    assert [style_of(one) for one in find(xml(data), ".//w:body/w:p")] == [
        "PolicyTitledRule", "BodyText", "PolicyLetteredRule", "PolicyLetteredRule", "PolicyTitledRule"
    ]  # fmt: skip
    (level,) = find(xml(data, "word/numbering.xml"), ".//w:lvl[w:pStyle/@w:val='PolicyLetteredRule']")
    assert find(level, "./w:numFmt/@w:val") == ["lowerLetter"]
    assert attribute(level, "ilvl") == "2"  # begins anew under each number


def test_a_heading_of_the_first_level_needs_no_formatting_of_its_own() -> None:
    (heading,) = find(xml(written(full(Heading(1, inlines("For everyone"), numbered=False)))), ".//w:body/w:p")
    assert not find(heading, "./w:pPr/w:numPr")
    assert not find(heading, "./w:pPr/w:ind")


def test_sections_of_an_older_shape_are_numbered_with_what_stands_in_them() -> None:
    headings = find(xml(written(full(Heading(1, inlines("One")), Heading(2, inlines("Two"))))), ".//w:body/w:p")
    assert [find(one, "./w:pPr/w:numPr/w:ilvl/@w:val") for one in headings] == [["0"], ["1"]]


def test_what_stands_under_a_rule_with_its_title_run_in_is_in_line_with_its_words() -> None:
    parts = part(
        "a",
        Paragraph((Strong(inlines("Title.")), *inlines(" Rule.")), "titled-rule"),
        Paragraph(inlines("Limit."), "always"),
        body("Why."),
        bullets("one"),
        Table("t", ("A",), (Row("1", (inlines("x"),)),)),
    )
    document = xml(written(full(parts)))
    first, limit, text, item, *_ = find(document, ".//w:body/w:p")
    assert [style_of(one) for one in (first, limit, text, item)] == [
        "PolicyTitledRule", "PolicyAlways", "BodyText", "ListBullet"
    ]  # fmt: skip
    assert find(first, "./w:pPr/w:keepNext")
    assert not find(item, "./w:pPr/w:ind")
    assert find(document, ".//w:tbl/w:tblPr/w:tblInd/@w:w") == ["1021"]


def test_every_numbered_list_counts_by_itself() -> None:
    data = written(full(part("a", ordered("one", "two"), body("then"), ordered("one"))))
    used = find(xml(data), ".//w:p[w:pPr/w:pStyle/@w:val='ListNumber']/w:pPr/w:numPr/w:numId/@w:val")
    assert used[0] == used[1] != used[2]
    for number in used:
        assert find(xml(data, "word/numbering.xml"), f"./w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride")


def test_a_list_inside_a_list_is_one_level_deeper() -> None:
    inner = ItemList((Item(inlines("first")), Item(inlines("second"))), ordered=True)
    data = written(full(ItemList((Item(inlines("outer"), inner), Item(inlines("last"))))))
    paragraphs = find(xml(data), ".//w:body/w:p")
    assert [style_of(one) for one in paragraphs] == ["ListBullet", "ListNumber2", "ListNumber2", "ListBullet"]
    assert [find(one, "./w:pPr/w:numPr/w:ilvl/@w:val") for one in paragraphs] == [[], ["1"], ["1"], []]


def test_a_list_that_is_too_deep_is_flattened_and_told() -> None:
    deepest = ItemList((Item(inlines("third")),))
    nested = ItemList((Item(inlines("first"), ItemList((Item(inlines("second"), deepest),))),))
    data, findings = write(full(nested), record=RECORD, digest=DIGEST, house=house())
    assert [finding.code for finding in findings] == ["list-too-deep"]
    assert [words(one) for one in find(xml(data), ".//w:body/w:p")] == ["first", "second", "third"]
    assert lint(data) == ()


def test_a_page_break_begins_the_page_of_what_follows() -> None:
    first, second = find(xml(written(full(body("one"), part("b", PageBreak(), body("two"))))), ".//w:body/w:p")
    assert not find(first, "./w:pPr/w:pageBreakBefore")
    assert find(second, "./w:pPr/w:pageBreakBefore")


def test_a_page_break_alone_and_one_before_a_table_are_kept() -> None:
    data = written(full(part("a", PageBreak()), part("b", PageBreak(), table("t", ("A",), ("1",)))))
    assert len(find(xml(data), ".//w:pageBreakBefore")) == 2
    assert lint(data) == ()


# ---- tables ------------------------------------------------------------------------------------------------------------


def test_a_header_row_repeats_on_every_page() -> None:
    root = xml(written(full(table("t", ("A", "B"), ("1", "2")))))
    heading, row = find(root, ".//w:tr")
    assert find(heading, "./w:trPr/w:tblHeader")
    assert not find(row, "./w:trPr/w:tblHeader")
    assert find(row, "./w:trPr/w:cantSplit")


@pytest.mark.parametrize(("signs", "is_whole"), [(1500, True), (1501, False), (10_000, False)])
def test_a_row_of_more_than_1500_signs_may_break(signs: int, is_whole: bool) -> None:
    row = find(xml(written(full(table("t", ("A", "B"), ("a", "w" * (signs - 1)))))), ".//w:tr")[1]
    assert bool(find(row, "./w:trPr/w:cantSplit")) is is_whole


def test_a_table_that_says_no_widths_gives_room_by_what_stands_in_it() -> None:
    told = table(
        "t", ("What", "Do", "Tell"), ("A complaint", "Do not argue, and say that we have seen it. " * 3, "Sam")
    )
    what, do, tell = column_widths(told, 9000)
    assert what + do + tell == 9000
    assert do > 2 * what
    assert tell > 1000


@pytest.mark.parametrize("cell", ["", "1"])
def test_columns_that_say_equally_little_are_equally_wide(cell: str) -> None:
    assert column_widths(table("t", ("What", "Do", "Tell"), (cell, cell, cell)), 9000) == (3000, 3000, 3000)


@pytest.mark.parametrize(
    ("left", "right", "is_even"),
    [
        ("Finished work, with their yes", "A whole garden that neighbours would know", True),
        ("Who", "Words " * 20, False),
    ],
)
def test_two_columns_that_say_about_as_much_are_equally_wide(left: str, right: str, is_even: bool) -> None:
    one, other = column_widths(table("t", ("Go ahead", "Ask first"), (left, right)), 9000)
    assert (one == other) is is_even


def test_a_long_document_without_a_control_block_has_no_cover() -> None:
    policy = a_long_policy()
    handbook = replace(policy, parts=tuple(part for part in policy.parts if part.origin.kind != "control"))
    assert style_of(find(xml(written(handbook)), ".//w:body/w:p")[0]) == "Title"


def test_a_table_filled_in_by_hand_has_room_to_write_beside_long_questions() -> None:
    asked = table("t", ("What we need to know", "Your answer"), ("Who asks, and for what, and since when", "\u00a0"))
    assert column_widths(replace(asked, role="signature"), 9000) == (4500, 4500)


@pytest.mark.parametrize("words_", [("A", "B", "C"), ("a few words", "b" * 50, "c" * 300)])
def test_a_table_fills_the_text_width(words_: tuple[str, str, str]) -> None:
    root = xml(written(full(table("t", ("A", "B", "C"), words_))))
    widths = [int(value) for value in find(root, ".//w:gridCol/@w:w")]
    size = find(root, ".//w:pgSz")[0]
    margins = find(root, ".//w:pgMar")[0]
    sides = sum(int(attribute(margins, side) or 0) for side in ("left", "right"))
    assert sum(widths) == int(attribute(size, "w") or 0) - sides


def test_an_account_name_is_not_cut_in_its_middle_for_the_sake_of_long_cells() -> None:
    handle = "@harbour.street.café.official"
    told = table(
        "t", ("Network", "Name", "Who", "Deputy", "Comments"), ("X", handle, *("Head of Digital " * 6,) * 2, "Open")
    )
    assert column_widths(told, 8958)[1] > len(handle) * 100 + 226


def test_one_word_that_is_too_long_cuts_no_others() -> None:
    told = table(
        "t",
        ("Network", "Name", "Owner", "Deputy", "Comments"),
        ("Dailymotion", "x" * 90, "Communications", "Engagement", "Checked"),
    )
    network, name, owner, deputy, comments = column_widths(told, 8958)
    for width, word in (
        (network, "Dailymotion"),
        (owner, "Communications"),
        (deputy, "Engagement"),
        (comments, "Comments"),
    ):
        assert width > len(word) * 100 + 226, word
    assert name == 8958 - network - owner - deputy - comments


def test_a_table_says_what_it_is_to_a_screen_reader() -> None:
    one = replace(
        part("monitoring.what", table("t", ("What", "Kept"), ("a", "b"))), origin=clause("x", "What we see").origin
    )
    root = xml(written(full(one)))
    assert find(root, ".//w:tblCaption/@w:val") == ["What we see"]
    assert find(root, ".//w:tblDescription/@w:val") == ["Columns: What, Kept"]


def test_a_control_table_has_a_heading_column_and_no_heading_row() -> None:
    control = replace(table("control", ("", ""), ("Owner", "Sam"), ("Version", "1")), role="control")
    root = xml(written(full(control)))
    assert not find(root, ".//w:tblHeader")
    first, second = find(root, ".//w:tr")
    assert [style_of(one) for one in find(first, ".//w:p")] == ["PolicyTableHeading", "PolicyTableText"]
    assert find(root, ".//w:tblLook/@w:firstColumn") == ["1"]
    assert words(second) == "Version1"


def test_a_signature_table_leaves_room_to_sign() -> None:
    signature = replace(table("signature", ("Name", "Signature"), ("", "")), role="signature")
    root = xml(written(full(signature)))
    assert find(root, ".//w:tr")[1].find(".//{*}trHeight") is not None


def test_tables_that_do_not_fit_their_heading_are_written_whole_and_told() -> None:
    uneven = Table("t", ("A",), (Row("1", (inlines("x"), inlines("y"))), Row("2", ())), widths=(1, 2, 3))
    empty = Table("e", (), ())
    data, findings = write(full(uneven, empty), record=RECORD, digest=DIGEST, house=house())
    assert {finding.code for finding in findings} == {"uneven-table", "unusable-widths", "empty-table"}
    assert lint(data) == ()
    assert [words(one) for one in find(xml(data), ".//w:tbl[1]//w:tc")] == ["A", "", "x", "y", "", ""]


# ---- inlines -----------------------------------------------------------------------------------------------------------


def test_every_kind_of_inline_is_written() -> None:
    data = written(
        full(
            part("target", Heading(1, inlines("Target"))),
            paragraph(
                "plain ",
                Exact("exact "),
                Strong(inlines("strong ", Emphasis(inlines("both ")))),
                Emphasis(inlines("slanted ")),
                Link("https://harbour.example/?a=1&b=2", inlines("link ")),
                Reference("target", "Target"),
                LineBreak(),
                Confirm("owner", inlines("who ", Strong(inlines("owns")), " it")),
            ),
        )
    )
    one = find(xml(data), ".//w:body/w:p")[1]
    assert words(one) == "plain exact strong both slanted link 1 Target\n[Confirm: who owns it]"
    bold = ["".join(run.itertext()) for run in find(one, ".//w:r[w:rPr/w:b]")]
    assert bold == ["strong ", "both ", "owns"]
    assert ["".join(run.itertext()) for run in find(one, ".//w:r[w:rPr/w:i]")] == ["both ", "slanted "]
    confirm = ["".join(run.itertext()) for run in find(one, ".//w:r[w:rPr/w:rStyle/@w:val='PolicyConfirm']")]
    assert "".join(confirm) == "[Confirm: who owns it]"
    relationships = content(data, "word/_rels/document.xml.rels").decode()
    assert 'Target="https://harbour.example/?a=1&amp;b=2" TargetMode="External"' in relationships


def test_an_address_used_twice_is_one_relationship() -> None:
    link = Link("https://harbour.example", inlines("here"))
    data = written(full(paragraph(link, " and ", link)))
    assert content(data, "word/_rels/document.xml.rels").decode().count("TargetMode") == 1
    assert len(set(find(xml(data), ".//w:hyperlink/@*[local-name()='id']"))) == 1


def test_a_link_to_a_program_keeps_only_its_words() -> None:
    document = full(paragraph(Link("javascript:alert(1)", inlines("click"))))
    data, findings = write(document, record=RECORD, digest=DIGEST, house=house())
    assert [finding.code for finding in findings] == ["unsupported-link"]
    assert words(find(xml(data), ".//w:body/w:p")[0]) == "click"
    assert b"javascript" not in content(data, "word/_rels/document.xml.rels")


def test_a_link_in_a_link_is_one_link() -> None:
    inner = Link("https://inner.example", inlines("inner"))
    data = written(full(part("a", body("x")), paragraph(Link("https://outer.example", (inner, Reference("a", "A"))))))
    assert len(find(xml(data), ".//w:hyperlink")) == 1
    assert words(find(xml(data), ".//w:body/w:p")[1]) == "innerA"
    assert lint(data) == ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_field_shares_a_link_with_words(name: str) -> None:
    """LibreOffice moves such words into the field's code, and its markup breaks when they are deleted under tracking."""
    linked = Link("https://outer.example", (Reference("title", "Title"),))
    document = EXAMPLES[name]()
    root = xml(written(Document(document.properties, (*document.parts, part("linked", paragraph(linked))))))
    assert find(root, ".//w:instrText[contains(., 'REF')]")
    assert not find(root, ".//w:hyperlink//w:fldChar | .//w:hyperlink//w:fldSimple")


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_link_stands_right_before_a_field(name: str) -> None:
    """LibreOffice takes the field into the link when it saves."""
    root = xml(written(EXAMPLES[name]()))
    assert not find(root, ".//w:hyperlink[following-sibling::*[1][self::w:r[w:fldChar/@w:fldCharType='begin']]]")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_reference_fetches_the_number_from_a_bookmark_that_is_there(name: str) -> None:
    document = EXAMPLES[name]()
    root = xml(written(document))
    bookmarks = set(find(root, ".//w:bookmarkStart/@w:name"))
    fields = [text.split()[1] for text in find(root, ".//w:instrText/text()") if text.split()[0] == "REF"]
    assert fields
    assert set(fields) <= bookmarks
    assert set(find(root, ".//w:hyperlink/@w:anchor")) <= bookmarks


def test_a_reference_shows_number_and_title_in_full_and_the_rule_in_short() -> None:
    long = full(
        section("a", "First"),
        clause("a.b", "Speak for yourself", rule("Rule.")),
        part("c", paragraph("See ", Reference("a.b", "Speak for yourself"), ".")),
    )
    assert words(find(xml(written(long)), ".//w:body/w:p")[-1]) == "See 1.1 Speak for yourself."
    brief = short(part("a", numbered("One.")), part("b", numbered("Two, see ", Reference("a", "First"), ".")))
    assert words(find(xml(written(brief)), ".//w:body/w:p")[-1]) == "Two, see rule 1."
    assert numbers(brief) == {"a": "1", "b": "2"}


def test_a_number_that_is_not_in_the_first_paragraph_is_written_as_words() -> None:
    document = full(part("a", body("Before."), Heading(1, inlines("Head"))), paragraph(Reference("a", "Head")))
    root = xml(written(document))
    assert not find(root, ".//w:instrText")
    assert words(find(root, ".//w:body/w:p")[-1]) == "1 Head"


def test_a_reference_to_nothing_shows_its_title_and_is_told() -> None:
    document = full(paragraph("See ", Reference("gone", "What is gone"), "."))
    data, findings = write(document, record=RECORD, digest=DIGEST, house=house())
    assert [finding.code for finding in findings] == ["unresolved-reference"]
    assert words(find(xml(data), ".//w:body/w:p")[0]) == "See What is gone."


# ---- contents ----------------------------------------------------------------------------------------------------------


def test_the_contents_are_there_before_anybody_updates_them() -> None:
    data = written(full_policy())
    root = xml(data)
    entries = [words(one) for one in find(root, ".//w:p") if style_of(one).startswith("TOC")]
    assert entries[:4] == ["Contents", "How to read this policy", "1\tWho and what this covers", "1.1\tWho is covered"]
    assert b"updateFields" not in content(data, "word/settings.xml")
    assert not find(root, ".//w:fldChar[@w:dirty]")


def test_long_contents_list_the_sections_alone() -> None:
    root = xml(written(long_policy(8)))
    assert not [one for one in find(root, ".//w:p") if style_of(one) == "TOC2"]
    assert any('"1-1"' in text for text in find(root, ".//w:instrText/text()"))


def test_a_heading_inside_a_part_can_be_reached_from_the_contents() -> None:
    inner = part("a", Heading(1, inlines("One")), body("x"), Heading(2, inlines("Two")))
    data = written(full(part("toc", Contents("Contents")), inner))
    assert lint(data) == ()
    assert len(find(xml(data), ".//w:hyperlink")) == 2


def test_contents_of_a_document_without_headings_are_a_title() -> None:
    data = written(full(part("toc", Contents("Contents"))))
    assert lint(data) == ()
    assert words(xml(data)) == "Contents"


# ---- around the text ---------------------------------------------------------------------------------------------------


def test_header_and_footer_show_the_documents_own_values() -> None:
    data = written(full_policy())
    assert words(xml(data, "word/header1.xml")) == "Social media policy\t"
    assert words(xml(data, "word/header2.xml")) == ""
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert words(xml(data, name)) == "Kestrel Row Securities, Inc. · Version 2.1 · November 22, 2026\tPage 1 of 1"
    assert b"DOCPROPERTY Edition" in content(data, "word/footer1.xml")


def test_the_header_says_which_part_a_page_belongs_to_where_there_are_parts() -> None:
    """By the number of the level: its name is another in every language that Word speaks."""
    assert find(xml(written(full_policy()), "word/header1.xml"), ".//w:instrText/text()")[-1] == " STYLEREF 1 "
    without = written(full(body("No heading.")))
    assert find(xml(without, "word/header1.xml"), ".//w:instrText/text()") == [" DOCPROPERTY Title "]
    assert not find(xml(without, "word/header1.xml"), ".//w:fldChar")[3:]


def test_a_name_from_right_to_left_is_whole_in_the_footer_the_title_and_a_table() -> None:
    name = "בית קפה רחוב הנמל (019) בע״מ."
    document = full(
        part("title", Paragraph(inlines("Policy"), "title"), Paragraph(inlines(name), "subtitle")),
        table("t", ("Who",), (name,)),
    )
    data = written(Document(replace(document.properties, organisation=name), document.parts))
    assert b"DOCPROPERTY Organisation" not in content(data, "word/footer1.xml")  # LibreOffice turns a field round
    for found in (xml(data, "word/footer1.xml"), xml(data)):
        runs = find(found, ".//w:r[w:rPr/w:rtl]")
        (run, *_) = [run for run in runs if "".join(run.itertext()).rstrip("\u200f") == name]
        assert find(run, "./w:rPr/w:lang/@w:bidi") == ["he-IL"]
    (subtitle,) = [one for one in find(xml(data), ".//w:p") if style_of(one) == "Subtitle"]
    (cell,) = [one for one in find(xml(data), ".//w:tc/w:p") if style_of(one) == "PolicyTableText"]
    for one in (subtitle, cell):
        assert find(one, "./w:pPr/w:bidi")
        assert find(one, "./w:pPr/w:jc/@w:val") == ["end"]
    assert lint(data) == ()


def test_a_name_of_two_scripts_turns_where_its_letters_do() -> None:
    document = full(body("x"))
    name = "Café בית Harbour"
    data = written(Document(replace(document.properties, organisation=name), document.parts))
    told = ("Café ", "בית", " Harbour")
    runs = [one for one in find(xml(data, "word/footer1.xml"), ".//w:r") if "".join(one.itertext()) in told]
    assert [bool(find(one, "./w:rPr/w:rtl")) for one in runs] == [False, True, False]


def a_long_policy() -> Document:
    title = part(
        "title", Paragraph(inlines("Policy"), "title"), Paragraph(inlines("Harbour"), "subtitle"), kind="title"
    )
    owner = Row("owner", (inlines("Owner"), inlines("Sam")))
    control = part("control", Table("control", ("", ""), (owner,), "control", (1, 3)), kind="control")
    contents = part("toc", Contents("Contents"), kind="contents")
    page_one = part("page-one", Heading(1, inlines("Page one"), numbered=False), kind="page-one")
    rules = (clause(f"c{number}", "Rule", rule("Words.")) for number in range(70))
    return full(title, control, contents, page_one, part("one", Heading(1, inlines("One"))), *rules)


def test_a_long_policy_has_a_cover_and_its_text_begins_a_page() -> None:
    root = xml(written(a_long_policy()))
    assert [style_of(one) for one in find(root, ".//w:body/w:p")[:2]] == ["PolicyCoverTitle", "PolicyCoverSubtitle"]
    assert [words(one) for one in find(root, ".//w:body/w:p[w:pPr/w:pageBreakBefore]")] == [
        "Contents",
        "Page one",
        "One",
    ]
    cover = find(root, ".//w:body/w:tbl")[0]
    assert words(cover) == "OwnerSam"
    assert words(cover.getnext()) == "Contents"
    assert lint(written(a_long_policy())) == ()


@pytest.mark.parametrize(("chapters", "begins"), [(2, False), (20, False), (40, True)])
def test_what_follows_the_contents_begins_a_page_where_they_fill_theirs(chapters: int, begins: bool) -> None:
    toc = part("toc", Contents("Contents"), kind="contents")
    headings = (part(f"c{number}", Heading(2, inlines(f"Chapter {number}"))) for number in range(chapters))
    root = xml(written(full(toc, *headings)))
    assert bool(find(root, ".//w:p[w:pPr/w:pageBreakBefore]")) is begins


def test_what_is_short_is_set_closer_than_what_is_full() -> None:
    short, full_one = (xml(written(each), "word/styles.xml") for each in (short_policy(), full_policy()))
    for path in ("w:spacing/@w:before", "w:spacing/@w:after"):
        path = f"./w:style[@w:styleId='PolicyNumberedRule']/w:pPr/{path}"
        assert int(find(short, path)[0]) < int(find(full_one, path)[0])


def test_the_words_of_a_short_policy_stand_nearer_to_its_numbers() -> None:
    """Its rules have two digits at most, those of a full one a chapter and a letter besides."""
    for document, column in ((short_policy(), "510"), (full_policy(), "1021")):
        lists = xml(written(document), "word/numbering.xml")
        rule = find(lists, ".//w:lvl[w:pStyle/@w:val='PolicyNumberedRule']/w:pPr")[0]
        assert find(rule, "./w:ind/@w:left") + find(rule, "./w:ind/@w:hanging") == [column, column]
        assert find(rule, "./w:tabs/w:tab/@w:pos") == [column]
        styles = xml(written(document), "word/styles.xml")
        assert find(styles, "./w:style[@w:styleId='BodyText']/w:pPr/w:ind/@w:left") == [column]
        assert find(styles, "./w:style[@w:styleId='Footer']//w:tab/@w:pos") == ["8958"]


def test_the_forms_of_a_policy_of_any_length_begin_a_page() -> None:
    forms = part("forms", PageBreak(), Heading(1, inlines("Forms"), numbered=False), kind="forms")
    before = clause("a", "Rule", Paragraph(inlines("Words."), "numbered-rule"))
    short = Document(short_policy().properties, (before, forms))
    assert find(xml(written(short)), ".//w:pageBreakBefore")
    assert find(xml(written(full(before, forms))), ".//w:pageBreakBefore")


@pytest.mark.parametrize(
    ("office", "is_whole"),
    [("Öffentlichkeitsarbeitsbeauftragte", True), ("Rechtsschutzversicherungsgesellschaftenkommunikation", False)],
)
def test_a_long_word_has_its_width_only_as_far_as_others_can_be_read(office: str, *, is_whole: bool) -> None:
    rows = (
        ("A complaint in public", "Do not argue, and say that we have seen it. " * 4, ""),
        ("A sexual picture of somebody at work", "Never copy it, save it or send it, ever. " * 4, f"The {office}"),
    )
    happened, say, tell = column_widths(table("t", ("What happened", "What to say", "Tell"), *rows), 8958)
    assert say > max(happened, tell)
    assert min(happened, say) > 14 * 100
    assert say > 34 * 100
    measured = 2678 if is_whole else 4594 / 2  # of Carlito in 10 points, in one line and in two
    assert tell > measured + 226


@pytest.mark.parametrize("width", [8958, 13958])
def test_long_words_in_three_columns_leave_the_fourth_one_that_can_be_read(width: int) -> None:
    cells = ("Donau" + "dampfschifffahrt" * 5, "kununu" + "arbeitgeberbewertung" * 3, "Rechtsschutz" * 5)
    told = table("t", ("Network", "Name", "Owner", "What to mind there"), (*cells, "Choose the server with care. " * 3))
    assert column_widths(told, width)[3] >= 18 * 100 + 200


def test_the_rules_that_word_counts_by_letters_are_those_that_have_one_everywhere() -> None:
    root = xml(written(lettered_policy()))
    shown = [each.xpath("string(.)") for each in find(root, ".//w:body/w:p") if style_of(each) == "PolicyLetteredRule"]
    blocks = [block for part in lettered_policy().parts for block in part.blocks]
    named = zip(blocks, letters(lettered_policy().parts), strict=True)
    assert shown == [block_text(block) for block, letter in named if letter]


def test_a_reference_in_a_table_takes_the_room_of_its_number() -> None:
    to_rule = Row(
        "a",
        (
            inlines("Nobody has to show us a private account. " * 2),
            (Reference("a.b", "A title of many words, which is not shown"),),
        ),
    )
    says, rule_ = column_widths(Table("t", ("For everyone", "Rule"), (to_rule,)), 9000)
    assert rule_ < 2000 < says


def test_width_goes_where_it_saves_lines() -> None:
    told = table(
        "t",
        ("What", "Say"),
        ("A sexual picture of somebody", "Never copy it, save it or send it, ever. " * 2),
        *(("Threats, hatred or remarks", "Stop."),) * 6,
    )
    what, _ = column_widths(told, 9000)
    assert what >= 26 * 100


def test_a_shorter_one_has_none() -> None:
    assert style_of(find(xml(written(full_policy())), ".//w:body/w:p")[0]) == "Title"


def test_a_cover_and_its_breaks_read_back_as_the_tree() -> None:
    document = a_long_policy()
    assert plan(document.parts, read(written(document)), document.parts).alignment.owner == ()


@pytest.mark.parametrize(("paper", "size"), [("a4", ("11906", "16838")), ("letter", ("12240", "15840"))])
def test_paper_changes_the_margins_and_not_the_text(paper: str, size: tuple[str, str]) -> None:
    document = full_policy()
    changed = Document(replace(document.properties, paper=paper), document.parts)  # type: ignore[arg-type]
    root = xml(written(changed))
    (found,) = find(root, ".//w:pgSz")
    assert (attribute(found, "w"), attribute(found, "h")) == size
    (margins,) = find(root, ".//w:pgMar")
    sides = sum(int(attribute(margins, side) or 0) for side in ("left", "right"))
    assert int(size[0]) - sides == 8958


def test_properties_say_what_the_document_is() -> None:
    data = written(short_policy())
    properties = docx.Document(BytesIO(data)).core_properties
    assert properties.title == "Social media at Harbour Street Café"
    assert properties.author == "Harbour Street Café"
    assert properties.language == "en-GB"
    assert properties.comments == "Drafting help, not legal advice."
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2026-11-22"
    custom = content(data, "docProps/custom.xml").decode()
    for name in ("policygen-record", "policygen-version", "policygen-parts", "Organisation", "Edition"):
        assert f'name="{name}"' in custom
    assert DIGEST in custom
    assert b'w:lang w:val="en-GB"' in content(data, "word/styles.xml")
    assert b'w:lang w:val="en-US"' in content(written(full_policy()), "word/styles.xml")
    assert b'w:name="compatibilityMode"' in content(data, "word/settings.xml")


def test_a_date_that_is_none_is_told_and_left_out_of_the_properties() -> None:
    document = short_policy()
    changed = Document(replace(document.properties, date="soon"), document.parts)
    data, findings = write(changed, record=RECORD, digest=DIGEST, house=house())
    assert [finding.code for finding in findings] == ["unusable-date"]
    assert lint(data) == ()
    assert b"dcterms:created" not in content(data, "docProps/core.xml")


@pytest.mark.parametrize("record", [RECORD, b"", b"\xff\xfe", b"a\r\nb", "\ufffe".encode("utf-8", "surrogatepass")])
def test_the_record_comes_back_byte_for_byte(record: bytes) -> None:
    data = write(short_policy(), record=record, digest=DIGEST, house=house())[0]
    root = xml(data, "customXml/item1.xml")
    assert etree.QName(root).namespace == "urn:policygen:record:1"
    stored = (root.text or "").encode()
    assert (base64.b64decode(stored) if root.get("encoding") == "base64" else stored) == record
    assert find(xml(data, "customXml/itemProps1.xml"), "//@*[local-name()='uri']") == ["urn:policygen:record:1"]


def test_python_docx_reads_every_word() -> None:
    for build in EXAMPLES.values():
        document = build()
        opened = docx.Document(BytesIO(written(document)))
        cells = [cell.text for one in opened.tables for row in one.rows for cell in row.cells]
        found = "\n".join([one.text for one in opened.paragraphs] + cells)
        shown = {Text: lambda inline: inline.value, Exact: lambda inline: inline.value}
        for one in document.parts:
            for block in one.blocks:
                if isinstance(block, Paragraph):
                    for inline in block.content:
                        assert shown.get(type(inline), lambda _: "")(inline) in found
                elif isinstance(block, Table):
                    for row in block.rows:
                        for cell in row.cells:
                            for inline in cell:
                                assert shown.get(type(inline), lambda _: "")(inline) in found


def test_no_content_control_hides_text() -> None:
    assert not find(xml(written(full_policy())), ".//w:sdt")


def test_an_empty_part_and_an_empty_document_are_told_and_written() -> None:
    data, findings = write(full(part("a")), record=RECORD, digest=DIGEST, house=house())
    assert [finding.code for finding in findings] == ["empty-part"]
    assert lint(data) == ()
    assert lint(written(full())) == ()
    data, findings = write(full(bullets(), paragraph()), record=RECORD, digest=DIGEST, house=house())
    assert [finding.code for finding in findings] == ["empty-list"]
    assert lint(data) == ()


def test_a_notice_stands_in_one_box_with_its_lists_and_is_kept_whole() -> None:
    notice = part(
        "n",
        Paragraph(inlines("We tell you:"), "statutory"),
        bullets("one", "two"),
        Paragraph(inlines("End."), "statutory"),
    )
    data = written(full(replace(notice, origin=replace(notice.origin, statutory=True)), body("After.")))
    *box, after = find(xml(data), ".//w:body/w:p")
    assert [style_of(one) for one in box] == ["PolicyStatutory", *["PolicyStatutoryBullet"] * 2, "PolicyStatutory"]
    assert [bool(find(one, "./w:pPr/w:keepNext")) for one in box] == [
        True,
        True,
        True,
        True,
    ]  # the last, by the page's end
    assert not find(after, "./w:pPr/w:keepNext")
    pieces = [found.piece for found in read(data).pieces]
    assert [type(piece).__name__ for piece in pieces] == ["Paragraph", "ListItem", "ListItem", "Paragraph", "Paragraph"]
