"""A document as Markdown: what a renderer shows is what the tree says, whatever the words are."""

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policygen.document.model import (
    Block,
    Confirm,
    Contents,
    Document,
    Emphasis,
    Exact,
    Heading,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import numbered as numbered_blocks
from policygen.formats.limits import limits
from policygen.formats.markdown.front_matter import without_front_matter
from policygen.formats.markdown.record_comment import CLOSING, OPENING, digest_of, is_untouched, record_of
from policygen.formats.markdown.writer import write
from policygen.formats.outline import Target, outline, targets
from policygen.formats.text import clean
from tests.formats.example_document import (
    body,
    bullets,
    full_policy,
    inlines,
    lettered_policy,
    long_policy,
    numbered,
    ordered,
    part,
    short_policy,
    table,
)
from tests.formats.trees import anything, contents, documents
from tests.formats.word import DIGEST, RECORD, full, paragraph, short
from tests.support.drawing import few
from tests.support.hostile import FOREIGN, MARKUP

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EXAMPLES = {"short": short_policy, "full": full_policy, "long": long_policy}

Marked = list[tuple[str, bool, bool]]
"""Characters other than blanks, each with whether it is strong and emphasised."""


def text_of(document: Document) -> str:
    return write(document, record=RECORD, digest=DIGEST)[0]


def body_of(document: Document) -> str:
    """The text without front matter and record, which no reader sees."""
    return without_front_matter(text_of(document)).partition(OPENING)[0].lstrip()


def rendered(markdown: str) -> Marked:
    """What a renderer shows. Comments and our own elements are not shown; any other HTML would be an escape."""
    shown: Marked = []
    for token in READER.parse(markdown):
        if token.type == "html_block":
            assert re.fullmatch(r"(<!--(?:(?!-->).)*-->\s*)+", token.content, re.S), token.content
        elif token.type in ("fence", "code_block"):
            pytest.fail(f"a code block: {token.content!r}")
        elif token.type == "inline":
            shown += _inline(token.children or [])
    return shown


def _inline(tokens: Sequence[Token]) -> Iterator[tuple[str, bool, bool]]:
    strong = emphasis = 0
    for token in tokens:
        tag = token.content if token.type == "html_inline" else token.type
        strong += {"strong_open": 1, "<strong>": 1, "strong_close": -1, "</strong>": -1}.get(tag, 0)
        emphasis += {"em_open": 1, "<em>": 1, "em_close": -1, "</em>": -1}.get(tag, 0)
        if token.type == "text":
            yield from ((one, strong > 0, emphasis > 0) for one in token.content if not one.isspace())
        elif token.type == "html_inline":
            assert re.fullmatch(r'</?(strong|em)>|<br>|<a id="[^"]*">|</a>', tag), tag
        else:
            known = ("strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close")
            assert token.type in (*known, "softbreak", "hardbreak", "text_special"), token


def expected(document: Document) -> Marked:
    """What the tree says a reader should see."""
    known, numbers = targets(document), iter(outline(document))
    titled = (number for _, block, number in numbered_blocks(document.parts) if is_titled(block))
    entries = outline(document)
    shown: Marked = []
    for one in document.parts:
        for block in one.blocks:
            shown += _plain(next(titled), strong=True) if is_titled(block) else []
            shown += _block(block, known, numbers, entries)
    return shown


def is_titled(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "titled-rule"


def _block(block: Block, known: dict[str, Target], numbers: Iterator, entries: Sequence) -> Marked:  # type: ignore[type-arg]
    match block:
        case Paragraph(content, role):
            return _content(content, known, strong=role == "subtitle", emphasis=role == "rights")
        case Heading(_, content):
            return _plain(next(numbers).number) + _content(content, known)
        case ItemList(items):
            return [shown for item in items for shown in _item(item, known)]
        case Table():
            if not (block.columns or block.rows):
                return []
            shown = [mark for column in block.columns for mark in _plain(column)]
            for row in block.rows:
                for index, cell in enumerate(row.cells):
                    shown += _content(cell, known, strong=block.role == "control" and index == 0)
            return shown
        case Contents(title):
            listed = [
                mark for entry in entries for mark in _plain(entry.number) + _content(entry.heading.content, known)
            ]
            return _plain(title) + listed
        case PageBreak():
            return []


def _item(item: Item, known: dict[str, Target]) -> Marked:
    inner = [shown for one in item.inner.items for shown in _item(one, known)] if item.inner else []
    return _content(item.content, known) + inner


def _plain(text: str, *, strong: bool = False, emphasis: bool = False) -> Marked:
    return [(one, strong, emphasis) for one in clean(text) if not one.isspace()]


def _content(
    content: Sequence[Inline], known: dict[str, Target], *, strong: bool = False, emphasis: bool = False
) -> Marked:
    shown: Marked = []
    for inline in content:
        match inline:
            case Text(value) | Exact(value):
                shown += _plain(value, strong=strong, emphasis=emphasis)
            case Strong(inner):
                shown += _content(inner, known, strong=True, emphasis=emphasis)
            case Emphasis(inner):
                shown += _content(inner, known, strong=strong, emphasis=True)
            case Link(_, inner):
                shown += _content(inner, known, strong=strong, emphasis=emphasis)
            case Confirm(_, inner):
                shown += _content((Text("[Confirm: "), *inner, Text("]")), known, strong=True, emphasis=emphasis)
            case Reference(target, title):
                found = known.get(target)
                words = title if found is None else f"rule {found.number}" if found.is_rule else found.number + title
                shown += _plain(words, strong=strong, emphasis=emphasis)
            case LineBreak():
                pass
    return shown


# ---- laws --------------------------------------------------------------------------------------------------------------


@few
@given(documents(anything))
def test_a_renderer_shows_exactly_what_the_tree_says(document: Document) -> None:
    assert rendered(body_of(document)) == expected(document)


@given(contents(anything))
def test_nothing_in_a_paragraph_becomes_a_block(content: tuple[Inline, ...]) -> None:
    tokens = READER.parse(body_of(full(part("a", Paragraph(content)))))
    assert {token.type for token in tokens} <= {"html_block", "paragraph_open", "inline", "paragraph_close"}


@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN])
@pytest.mark.parametrize("where", ["paragraph", "rule", "heading", "item", "cell"])
def test_words_come_through_as_words_wherever_they_stand(text: str, where: str) -> None:
    places: dict[str, Block] = {
        "paragraph": paragraph(text),
        "rule": numbered(text),
        "heading": Heading(1, inlines(text), numbered=False),
        "item": bullets(text),
        "cell": table("t", ("A",), (text,)),
    }
    shown = "".join(one for one, _, _ in rendered(body_of(full(part("a", places[where])))))
    assert shown.removeprefix("A" if where == "cell" else "") == "".join(text.split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_two_builds_are_equal(name: str) -> None:
    assert text_of(EXAMPLES[name]()) == text_of(EXAMPLES[name]())


@pytest.mark.slow
@given(documents(anything))
def test_findings_are_those_of_the_tree(document: Document) -> None:
    assert write(document, record=RECORD, digest=DIGEST)[1] == limits(document)


# ---- numbers -----------------------------------------------------------------------------------------------------------


def test_rules_are_numbered_through_the_whole_document_in_one_list_under_each_heading() -> None:
    tokens = READER.parse(body_of(short_policy()))
    starts = [token.attrs.get("start", 1) for token in tokens if token.type == "ordered_list_open"]
    assert starts == [1, 8, 13, 20]
    assert len([token for token in tokens if token.type == "list_item_open" and token.info]) == 22


def test_what_limits_a_rule_stands_inside_its_item() -> None:
    document = short(part("a", numbered("Rule."), Paragraph(inlines("Limit."), "always")))
    tokens = READER.parse(body_of(document))
    (limit,) = [token for token in tokens if token.type == "inline" and token.content == "Limit."]
    assert limit.level > 2


def test_an_addendum_goes_on_inside_the_item_of_its_rule() -> None:
    limit = Paragraph(inlines("And here too."), "always")
    document = short(part("a", numbered("Rule.")), part("a.more", limit, kind="addendum"), part("b", numbered("Next.")))
    shown = [token for token in READER.parse(body_of(document)) if token.type == "inline"]
    assert [(token.content, token.level) for token in shown] == [
        ('<a id="a"></a>Rule.', 3), ('<a id="a_more"></a>And here too.', 3), ('<a id="b"></a>Next.', 3),
    ]  # fmt: skip


def test_nothing_stands_between_the_items_of_rules_and_all_that_belongs_to_one_stands_in_it() -> None:
    blocks = (numbered("Rule."), table("t", ("A", "B"), ("1", "2")), body("More."), bullets("x", "y"), bullets("z"))
    document = short(part("a", *blocks), *(part(f"b{number}", numbered("Next.")) for number in range(2, 12)))
    tokens = READER.parse(body_of(document))
    assert [token.type for token in tokens if token.level == 0] == ["ordered_list_open", "ordered_list_close"]
    assert (
        len([token for token in tokens if token.type in {"table_open", "bullet_list_open"} and token.level == 2]) == 3
    )
    assert not re.search(r"^ {0,3}<!--", body_of(document), re.M)


def test_rights_that_stand_by_themselves_are_a_quotation() -> None:
    rights = Paragraph((Strong(inlines("Your rights.")), Text(" You may talk about pay.")), "rights")
    document = short(part("a", numbered("Rule.")), part("rights", rights))
    assert "> _**Your rights.** You may talk about pay._" in body_of(document)


def test_a_list_after_a_numbered_rule_does_not_go_on_counting_it() -> None:
    document = short(part("a", numbered("Rule."), ordered("first"), ordered("again")))
    tokens = READER.parse(body_of(document))
    assert [token.level for token in tokens if token.type == "ordered_list_open"] == [0, 2, 2]


def test_headings_bear_the_numbers_that_word_would_show() -> None:
    lines = [line for line in body_of(full_policy()).splitlines() if line.startswith("#")]
    shown = [re.sub(r"<[^>]*>", "", line) for line in lines]
    assert shown[:5] == [
        "# Social media policy",
        "## Contents",
        "## How to read this policy",
        "## 1 Who and what this covers",
        "### 1.1 Who is covered",
    ]


def test_a_rule_under_a_letter_bears_the_number_of_its_clause_and_the_letter() -> None:
    shown = [line for line in body_of(lettered_policy()).splitlines() if line.startswith("**2.")]
    assert shown == [
        "**2.1 Your own views.** Speak for yourself.",
        "**2.1\u00a0a** Nobody may make you follow us.",
        "**2.1\u00a0b** **Say it.** Say you work here.",
        "**2.1\u00a0c** Ask if unsure.",
        "**2.2 Settings.** See who can read.",
        "**2.2\u00a0a** Old posts too.",
    ]


# ---- anchors and links -------------------------------------------------------------------------------------------------


def test_a_comment_stands_before_every_part_but_where_it_would_end_a_list() -> None:
    document = short(part("a", body("x")), part("b", numbered("Rule.")), part("c.d", body("y")))
    found = re.findall(r"<!-- pg:.*? -->|<a id=.*?>", body_of(document))
    assert found == ["<!-- pg:a -->", '<a id="b">', "<!-- pg:c.d -->"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_inside_the_document_has_its_target(name: str) -> None:
    text = body_of(EXAMPLES[name]())
    links = set(re.findall(r"\]\(#([^)]*)\)", text))
    assert links
    assert links <= set(re.findall(r'<a id="([^"]*)"></a>', text))


def test_a_target_is_written_only_where_something_leads_to_it_and_at_every_numbered_rule() -> None:
    see = Reference("a.b", "One")
    text = body_of(short(part("a.b", body("One.")), part("c", body("Two.")), part("d", numbered("See ", see, "."))))
    assert text.count("<a id=") == 2
    assert '<a id="a_b"></a>One.' in text
    assert '1. <a id="d"></a>See [One](#a_b).' in text


def test_an_address_cannot_break_out_of_its_link() -> None:
    link = Link("https://a.example/b(c)?d=e&copy;=1", inlines("words](https://evil.example)"))
    (token,) = [one for one in READER.parse(body_of(full(paragraph(link)))) if one.type == "inline"]
    opened = [child.attrs["href"] for child in token.children or [] if child.type == "link_open"]
    assert opened == ["https://a.example/b(c)?d=e&copy;=1"]


def test_an_unsafe_link_keeps_only_its_words() -> None:
    document = full(paragraph(Link("javascript:alert(1)", inlines("click"))))
    text, findings = write(document, record=RECORD, digest=DIGEST)
    assert "javascript" not in text
    assert [finding.code for finding in findings] == ["unsupported-link"]


def test_what_somebody_typed_is_never_made_a_link() -> None:
    shown = body_of(full(paragraph("see https://evil.example and www.evil.example")))
    assert r"see https&#58;//evil.example and www\.evil.example" in shown
    (token,) = [one for one in READER.parse(shown) if one.type == "inline"]
    assert "".join(child.content for child in token.children or []) == "see https://evil.example and www.evil.example"


# ---- looks -------------------------------------------------------------------------------------------------------------


def test_a_confirm_bracket_is_bold_and_visible() -> None:
    text = body_of(full(paragraph("Ask ", Confirm("owner", inlines("who owns it")), ".")))
    assert r"Ask **\[Confirm: who owns it\]**." in text


def test_the_rule_of_a_full_policy_and_its_limits_are_one_quotation() -> None:
    tokens = READER.parse(body_of(full_policy()))
    quotations = [token for token in tokens if token.type == "blockquote_open"]
    rules = [block for one in full_policy().parts for block in one.blocks if getattr(block, "role", "") == "rule"]
    assert len(quotations) == len(rules)


def test_tables_are_tables_and_a_control_table_has_bold_labels() -> None:
    text = body_of(full_policy())
    assert len([token for token in READER.parse(text) if token.type == "table_open"]) == 6
    assert "| **Owner** | Chief Compliance Officer |" in text


def test_a_page_break_is_a_line_across_and_never_underlines_a_heading() -> None:
    tokens = READER.parse(body_of(full(part("a", body("before"), PageBreak(), body("after")))))
    assert [token.type for token in tokens if token.type in ("hr", "heading_open")] == ["hr"]


def test_marks_that_would_not_open_are_written_as_elements() -> None:
    text = body_of(full(paragraph("a", Strong(inlines("Note:")), "b")))
    assert "a<strong>Note:</strong>b" in text


@pytest.mark.parametrize("address", ["https://a.example", "javascript:alert(1)"])
def test_before_a_link_a_mark_minds_what_the_link_is_written_with(address: str) -> None:
    text = body_of(full(paragraph("See ", Link(address, (Strong(inlines("Note:")), Link(address, inlines("b")))), ".")))
    assert "<strong>Note:</strong>b" in text


# ---- the record --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", [RECORD, b"", b"--> <!--" * 200, bytes(range(256)) * 20])
def test_the_record_comes_back_from_the_last_comment(record: bytes) -> None:
    text, _ = write(short_policy(), record=record, digest=DIGEST)
    lines = text.rstrip().splitlines()
    opening = max(index for index, line in enumerate(lines) if line.startswith(OPENING))
    assert DIGEST in lines[opening]
    assert lines[-1] == CLOSING
    assert zlib.decompress(base64.b64decode("".join(lines[opening + 1 : -1]))) == record
    assert "--" not in "".join(lines[opening + 1 : -1])


def test_without_its_record_a_document_ends_with_one_line_that_names_it() -> None:
    text, _ = write(short_policy(), record=None, digest=DIGEST)
    assert re.fullmatch(rf"{OPENING}{DIGEST} [0-9a-f]{{64}} {CLOSING}", text.splitlines()[-1])
    assert is_untouched(text.encode())
    assert not is_untouched(text.replace("Instagram", "Tiktok", 1).encode())
    assert (digest_of(text), record_of(text)) == (DIGEST, (None, ()))


def test_no_line_of_the_record_is_long() -> None:
    text, _ = write(full_policy(), record=bytes(range(256)) * 50, digest=DIGEST)
    start = text.index(OPENING)
    assert max(len(line) for line in text[start:].splitlines()[1:]) <= 120


def test_a_document_may_be_empty() -> None:
    document = full_policy()
    text, findings = write(replace(document, parts=()), record=b"", digest=DIGEST)
    assert without_front_matter(text).strip().startswith("<!-- policygen:record")
    assert findings == ()
