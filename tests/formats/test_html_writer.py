"""A document as a web page: what it shows is what the tree says, and nothing in it acts, loads or leads astray."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from policygen._dataclass import dataclass
from policygen.document.anchors import anchor_of, anchor_of_element, element_id
from policygen.document.model import (
    Answer,
    Block,
    Confirm,
    Contents,
    Document,
    Emphasis,
    Exact,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import numbers, runs
from policygen.formats.html.style import our_style, page_style
from policygen.formats.html.writer import write
from policygen.formats.limits import limits
from policygen.formats.outline import Target, name_of_table, reference_words, targets
from policygen.formats.registry import COPY_FORMATS
from policygen.formats.text import clean
from tests.formats.example_document import (
    LETTERS,
    body,
    full_policy,
    lettered_policy,
    long_policy,
    numbered,
    part,
    rights,
    short_policy,
    table,
)
from tests.formats.trees import IDS, documents
from tests.formats.word import find, full, short, written, xml
from tests.support.drawing import few

EXAMPLES = {"short": short_policy, "full": full_policy, "long": long_policy}
VOID = {"meta", "br", "col"}
ALLOWED = {
    "a": {"class", "href", "id", "rel"}, "aside": set(), "bdi": {"dir"}, "body": {"class"}, "br": set(), "caption": set(), "col": {"class"},
    "colgroup": set(),    "em": set(), "h1": {"dir"}, "h2": {"dir", "id"}, "h3": {"dir", "id"}, "head": set(), "html": {"lang"}, "li": {"class", "dir"},
    "main": {"id", "tabindex"}, "mark": set(), "meta": {"charset", "content", "http-equiv", "name"},
    "nav": {"aria-label", "aria-labelledby", "class"}, "ol": {"class"}, "p": {"class", "dir"},
    "section": {"aria-labelledby", "class", "id", "role"}, "span": {"class"}, "strong": set(), "style": set(),
    "table": {"class", "role"}, "tbody": {"role"}, "td": {"data-label", "dir", "role"}, "th": {"data-label", "dir", "role", "scope"},
    "thead": {"role"}, "title": set(), "tr": {"role"}, "ul": {"class"},
}  # fmt: skip
"""Every element that a page may hold, with its attributes: none that acts or loads."""
NO_PARAGRAPH_INSIDE = {"p", "h1", "h2", "h3", "caption", "td", "th"}


@dataclass(slots=True)
class Element:
    """An element that was opened."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class Page(HTMLParser):
    """A page as a browser would meet it; fails for what does not nest or is not allowed."""

    found: list[Element] = field(default_factory=list[Element])
    open: list[Element] = field(default_factory=list[Element])
    shown: str = ""
    """Everything in the main part that the tree says: without numbers and contents."""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert element.attributes.keys() <= ALLOWED[tag], (tag, element.attributes)
        assert len(element.attributes) == len(attrs)
        assert not (tag == "p" and any(outer.tag in NO_PARAGRAPH_INSIDE for outer in self.open))
        assert not (tag == "a" and any(outer.tag == "a" for outer in self.open))
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        tags = [element.tag for element in self.open]
        numbered = any(element.attributes.get("class") == "number" for element in self.open)
        if "main" in tags and "nav" not in tags and not numbered:
            self.shown += data


def page_of(document: Document) -> str:
    return write(document, our_style())[0]


def parsed(document: Document) -> Page:
    page = Page()
    page.feed(page_of(document))
    page.close()
    assert not page.open
    return page


def words(content: tuple[Inline, ...], known: dict[str, Target]) -> Iterator[str]:
    """What a run shows."""
    for inline in content:
        match inline:
            case Text(value) | Exact(value):
                yield clean(value)
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                yield from words(inner, known)
            case Confirm(_, inner):
                yield "[Confirm: "
                yield from words(inner, known)
                yield "]"
            case Reference(target, title):
                yield clean(reference_words(known.get(target), title))
            case LineBreak():
                yield " "


def told(block: Block, title: str, known: dict[str, Target]) -> Iterator[str]:
    """What a block shows."""
    if isinstance(block, Contents):
        return
    if isinstance(block, Table):
        if not block.columns and not any(row.cells for row in block.rows):
            return
        yield clean(title)
        yield from (clean(column) for column in block.columns)
    for run in runs(block):
        yield from words(run, known)


def squeezed(text: str) -> str:
    return "".join(text.split())


def everything(document: Document) -> str:
    known = targets(document)
    named = ((b, name_of_table(b, p) if isinstance(b, Table) else "") for p in document.parts for b in p.blocks)
    return squeezed("".join(text for block, name in named for text in told(block, name, known)))


@few
@given(documents())
def test_a_page_shows_what_the_tree_says_and_nothing_in_it_acts(document: Document) -> None:
    page = parsed(document)
    assert squeezed(page.shown) == everything(document)
    names = [element.attributes["id"] for element in page.found if "id" in element.attributes]
    assert len(names) == len(set(names))
    for element in page.found:
        address = element.attributes.get("href", "https:")
        assert address.startswith(("#", "https:", "http:", "mailto:"))
        assert not address.startswith("#") or address[1:] in names


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_page_holds_every_word_of_a_whole_policy_and_what_could_not_be_written_is_told(name: str) -> None:
    document = EXAMPLES[name]()
    assert squeezed(parsed(document).shown) == everything(document)
    assert write(document, our_style())[1] == limits(document)


def test_a_page_lets_a_browser_load_nothing_but_its_own_style() -> None:
    page = parsed(short_policy())
    style = next(element.text for element in page.found if element.tag == "style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    security = next(
        e.attributes["content"] for e in page.found if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert security == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


HOSTILE = 'A "</style><script>alert(1)</script>\\"; } * { display: none } /* é\n'


def test_a_name_can_end_neither_the_style_nor_an_attribute() -> None:
    document = short_policy()
    hostile = replace(
        document, properties=replace(document.properties, organisation=HOSTILE, edition=HOSTILE, owner=HOSTILE)
    )
    page = parsed(hostile)
    assert "script" not in {element.tag for element in page.found}
    named = {e.attributes["name"]: e.attributes["content"] for e in page.found if "name" in e.attributes}
    assert named["author"] == named["owner"] == " ".join(HOSTILE.split())
    printed = page_style(hostile.properties)
    assert not set("<>'{}*/") & set("".join(re.findall(r'"([^"]*)"', printed.replace('" / "', ""))))


def test_a_page_says_whose_it_is_which_version_and_who_answers_for_it() -> None:
    document = short_policy()
    document = replace(document, properties=replace(document.properties, owner="Sam Okafor"))
    page = parsed(document)
    named = {e.attributes["name"]: e.attributes["content"] for e in page.found if "name" in e.attributes}
    assert (named["author"], named["version"], named["date"], named["owner"]) == (
        "Harbour Street Café", "1", "2026-11-22", "Sam Okafor",
    )  # fmt: skip
    assert (
        next(e.text for e in page.found if e.tag == "title")
        == "Social media at Harbour Street Café · Harbour Street Café"
    )
    assert next(e.attributes["lang"] for e in page.found if e.tag == "html") == "en-GB"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_rule_can_be_cited_by_its_number_and_linked_to(name: str) -> None:
    document = EXAMPLES[name]()
    page = parsed(document)
    links = {
        e.attributes["href"]: e.text.rstrip(".")
        for e in page.found
        if e.attributes.get("class") == "number" and e.tag == "a"
    }
    sections = {e.attributes.get("id"): e.attributes for e in page.found if e.tag == "section"}
    for id, number in numbers(document).items():
        if targets(document)[id].is_rule:
            assert links[f"#{element_id(id)}"] == number
            assert sections[element_id(id)]["aria-labelledby"] == f"{element_id(id)}-n"


def test_a_rule_under_a_letter_can_be_cited_by_number_and_letter_and_linked_to() -> None:
    page = parsed(lettered_policy())
    shown = [e for e in page.found if e.attributes.get("class") == "number letter"]
    assert tuple(e.text for e in shown) == LETTERS
    ids = [e.attributes["id"] for e in shown]
    assert ids == ["two-a", "two_more-b", "two_last-c", "three-a"]
    assert [e.attributes["href"] for e in shown] == [f"#{id}" for id in ids]


def test_a_right_stands_in_a_frame_of_its_own() -> None:
    page = parsed(short(part("a", rights("You may speak."), rights("To anybody."), body("A word."))))
    assert [element.text.split() for element in page.found if element.tag == "aside"] == [
        ["You", "may", "speak.", "To", "anybody."]
    ]


def test_a_table_says_what_it_is_of_and_what_each_cell_is() -> None:
    rows = (("Instagram", "Ann"), ("Facebook", "Ben"))
    page = parsed(full(part("accounts", table("accounts", ("Platform", "Owner"), *rows), title="Our accounts")))
    assert next(element.text for element in page.found if element.tag == "caption") == "Our accounts"
    heads = [(e.attributes["scope"], e.text) for e in page.found if e.tag == "th"]
    assert heads == [("col", "Platform"), ("col", "Owner"), ("row", "Instagram"), ("row", "Facebook")]
    assert [(e.attributes["data-label"], e.text) for e in page.found if e.tag == "td"] == [
        ("Owner", "Ann"),
        ("Owner", "Ben"),
    ]


def test_tables_of_one_part_are_told_apart_by_ear() -> None:
    tables = [table(head, (head, "Rule"), ("Ask.", "2.1")) for head in ("For everyone", "For managers")]
    page = parsed(full(part("brief", *tables, kind="page-one", title="The policy on one page")))
    assert [e.text for e in page.found if e.tag == "caption"] == ["For everyone", "For managers"]
    captions = find(xml(written(full(part("brief", *tables, title="On one page")))), ".//w:tblCaption/@w:val")
    assert captions == ["For everyone", "For managers"]


def test_what_a_form_asks_heads_the_row_of_its_answer_and_blank_lines_have_no_heads() -> None:
    form = replace(
        table("form", ("What we ask", "Your answer"), ("Your name", "\u00a0"), ("Where?", "")), role="signature"
    )
    sheet = replace(table("sign", ("Name", "Date"), ("Ann", ""), ("\u00a0", ""), ("", "")), role="signature")
    page = parsed(full(part("a", form), part("b", sheet)))
    heads = [e.text for e in page.found if e.tag == "th" and e.attributes["scope"] == "row"]
    assert heads == ["Your name", "Where?"]


def test_rules_of_a_card_bear_no_numbers_which_would_be_others_than_in_the_policy() -> None:
    document = short(part("a", numbered("Ask first.")), part("b", numbered("Be kind.")))
    as_card = replace(document, properties=replace(document.properties, kind="card"))
    assert [e.text for e in parsed(document).found if e.attributes.get("class") == "number"] == ["1.", "2."]
    dots = [e for e in parsed(as_card).found if e.attributes.get("class") == "number"]
    assert [(e.tag, e.text) for e in dots] == [("span", "")] * 2
    assert '.rule .number:empty::before{content:"•"/""}' in our_style()


def test_lines_of_prose_are_no_longer_on_paper_than_in_word() -> None:
    printed = our_style().split("@media print")[1]
    assert "p,ul,ol,aside,.statutory{max-width:118mm}" in printed


def test_contents_document_control_and_what_is_signed_are_parted_by_no_page_of_paper() -> None:
    assert ".contents,.page-one table,.control table,.signature{break-inside:avoid}" in our_style()


def test_a_table_to_fill_in_has_the_widths_that_it_asks_for_and_else_equal_ones() -> None:
    form = replace(table("form", ("What we ask", "Your answer"), ("Your signature", "\u00a0")), role="signature")
    asking = replace(form, columns=("", ""), role="control", widths=(1, 3))
    page = page_of(full(part("a", form), part("b", asking), part("c", table("t", ("A", "B"), ("x", "1")))))
    tables = [re.findall("<col[^g>]*>", each) for each in page.split("<table ")[1:]]
    assert tables == [["<col>", "<col>"], ['<col class="w25">', '<col class="w75">'], []]
    assert all(f".w{width}{{width:{width}%}}" in our_style() for width in range(5, 100, 5))
    assert "table:has(col){table-layout:fixed}" in our_style()


def test_a_first_cell_that_says_nothing_heads_no_row() -> None:
    twice = table("t", ("A", "B"), ("x", "1"), ("x", "2"))
    blank = table("t", ("A", "B"), ("", "1"), ("x", "2"))
    page = parsed(full(part("a", twice), part("b", blank)))
    assert {e.attributes["scope"] for e in page.found if e.tag == "th"} == {"col"}


def test_a_name_from_right_to_left_keeps_its_full_stop_at_its_own_end() -> None:
    name = Answer("شركة المنارة ذ.م.م.", "organisation_name")
    assert '<p dir="rtl">' in page_of(short(part("a", Paragraph((name,)))))
    mixed = Answer("Harbour בית קפה.", "organisation_name")
    assert '<bdi dir="auto">Harbour בית קפה.</bdi>' in page_of(short(part("a", Paragraph((Text("We are "), mixed)))))


def test_a_page_carries_no_record_and_no_comment_but_its_seal() -> None:
    comments = re.findall(r"<!--(.*?)-->", page_of(full_policy()))
    assert [re.sub(r"[0-9a-f]{64}", "…", comment) for comment in comments] == [" policygen:seal:1 … "]


def test_a_page_is_known_as_ours_until_somebody_changes_a_character() -> None:
    form = COPY_FORMATS["html"]
    content = form.write(short_policy())[0]
    assert form.is_untouched(content)
    assert form.is_untouched(content.replace(b"\n", b"\r\n"))
    assert not form.is_untouched(content.replace(b"Instagram", b"Tiktok", 1))
    assert not any(form.is_untouched(each) for each in (b"", b"a page of somebody's", content[:-80]))


@pytest.mark.parametrize(
    "id", [*IDS, "group:about", "audience:account_holders", "rights.media", "own.a-b", "2fa.codes"]
)
def test_the_id_of_an_element_needs_no_escaping_and_leads_back_to_its_part(id: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", element_id(id))
    assert anchor_of_element(element_id(id)) == anchor_of(id)


def test_ids_of_different_parts_differ() -> None:
    ids = [f"a{one}b{two}c" for one in ("", ".", ":", "_", "-") for two in ("", ".", ":", "_", "-")]
    assert len({element_id(id) for id in ids}) == len(ids)
