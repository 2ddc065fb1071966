"""The tree as data and back, its words, its numbers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.document.codec import MOST_COLUMNS, MOST_NESTED, CodecError, decode, decode_part, encode, encode_part
from policygen.document.model import (
    Answer,
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
    Origin,
    PageBreak,
    Paragraph,
    Part,
    Properties,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import all_inlines, block_text, inlines, mapped, numbers, plain, runs, shown_numbers
from tests.support.hostile import FOREIGN, MARKUP

texts = st.one_of(st.sampled_from((*MARKUP, *FOREIGN, "strong", "break", "")), st.text(max_size=20))


def _inner(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Strong, several),
        st.builds(Emphasis, several),
        st.builds(Link, texts, several),
        st.builds(Confirm, texts, several),
    )


leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, texts), st.builds(Exact, texts), st.builds(Reference, texts, texts), st.builds(LineBreak)
)
runs_of_words = st.lists(st.recursive(leaves, _inner, max_leaves=4), max_size=3).map(tuple)
flat = st.builds(ItemList, st.lists(st.builds(Item, runs_of_words), min_size=1, max_size=2).map(tuple), st.booleans())
lists = st.builds(
    ItemList,
    st.lists(st.builds(Item, runs_of_words, st.none() | flat), min_size=1, max_size=2).map(tuple),
    st.booleans(),
)
rows = st.lists(st.builds(Row, texts, st.lists(runs_of_words, max_size=2).map(tuple)), max_size=2).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, runs_of_words, st.sampled_from(("body", "rule", "statutory"))),
    st.builds(Heading, st.sampled_from((1, 2)), runs_of_words, st.booleans()),
    lists,
    st.builds(
        Table,
        texts,
        st.lists(texts, max_size=2).map(tuple),
        rows,
        st.sampled_from(("records", "control")),
        st.lists(st.integers(1, 9), max_size=2).map(tuple),
    ),
    st.builds(Contents, texts),
    st.builds(PageBreak),
)
parts = st.builds(
    Part,
    st.builds(Origin, texts, st.sampled_from(("clause", "section")), texts, texts, st.booleans()),
    st.lists(blocks, min_size=1, max_size=3).map(tuple),
)
PROPERTIES = Properties("T", "S", "O", "en-GB", "a4", "policy", "short", "1", "2026-11-22", "D")
documents = st.lists(parts, max_size=3).map(lambda found: Document(PROPERTIES, tuple(found)))


@given(documents)
def test_a_tree_is_the_same_after_being_kept_as_data(document: Document) -> None:
    assert decode(json.loads(json.dumps(encode(document)))) == document


@given(parts)
def test_a_part_is_the_same_after_being_kept_as_data(part: Part) -> None:
    assert decode_part(json.loads(json.dumps(encode_part(part)))) == part


@given(documents)
def test_every_word_of_a_tree_is_reached(document: Document) -> None:
    found = [inline.value for inline in all_inlines(document) if isinstance(inline, (Text, Exact))]
    told = "\n".join(block_text(block) for part in document.parts for block in part.blocks)
    assert all(value in told for value in found)


@given(documents)
def test_every_run_of_a_tree_is_reached_when_it_is_changed_and_nothing_else(document: Document) -> None:
    blocks = [block for part in document.parts for block in part.blocks]
    assert [mapped(block, lambda run: run) for block in blocks] == blocks
    marked = [mapped(block, lambda run: (*run, Text("!"))) for block in blocks]
    assert [[(*run, Text("!")) for run in runs(block)] for block in blocks] == [list(runs(block)) for block in marked]


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(
            st.sampled_from(("exact", "strong", "list", "table", "paragraph", "heading", "break", "page")), inner
        ).map(list)
        | st.dictionaries(st.sampled_from(("tree", "parts", "properties", "id", "blocks")), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(junk)
def test_data_of_another_shape_is_refused_and_nothing_else_happens(data: object) -> None:
    for read in (
        lambda: decode({"tree": 1, "properties": {}, "parts": data}),
        lambda: decode_part(
            {"id": "a", "kind": "clause", "title": "", "layer": "", "statutory": False, "blocks": data}
        ),
    ):
        try:
            read()
        except CodecError:
            continue


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"tree": 0},
        {"tree": 2, "properties": {}, "parts": []},
        {"tree": 1},
        {"tree": 1, "properties": {"title": "x"}, "parts": []},
    ],
)
def test_a_tree_of_another_version_or_without_its_properties_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(CodecError):
        decode(data)


ORIGIN = {"id": "a", "kind": "clause", "title": "", "layer": "", "statutory": False}


@pytest.mark.parametrize(
    "block",
    [
        ["slot", "name", []],
        ["records", "roles"],
        ["paragraph", "body", [["slot", "name", []]]],
        ["paragraph", "body", [["claim", "a", "yes", []]]],
        ["paragraph", "body", [["exact", 5]]],
        ["paragraph", "body", [["exact", ["a"]]]],
        ["paragraph", "body", "words"],
        ["paragraph", "shout", ["words"]],
        ["paragraph", "body", ["words"], "more"],
        ["heading", 3, True, ["words"]],
        ["heading", True, True, ["words"]],
        ["heading", 1, 1, ["words"]],
        ["list", False, [[["words"], ["contents", "C"]]]],
        ["table", "t", "records", ["A"], ["wide"], []],
        ["table", "t", "records", ["A"], [], [["key", ["words"]]]],
        {"paragraph": "words"},
        "words",
        None,
    ],
)
def test_a_block_of_another_shape_or_type_is_refused(block: object) -> None:
    with pytest.raises(CodecError):
        decode_part({**ORIGIN, "blocks": [block]})


def nested(levels: int) -> list[object]:
    words: list[object] = ["words"]
    for _ in range(levels):
        words = [["strong", words]]
    return words


def listed(levels: int) -> list[object] | None:
    return ["list", False, [[["words"], listed(levels - 1)]]] if levels else None


@pytest.mark.parametrize(
    ("most", "more"),
    [
        (["paragraph", "body", nested(MOST_NESTED)], ["paragraph", "body", nested(MOST_NESTED + 1)]),
        (["paragraph", "body", nested(MOST_NESTED)], ["paragraph", "body", nested(100_000)]),
        (listed(2), listed(3)),
        (
            ["table", "t", "records", ["A"] * MOST_COLUMNS, [], [["key", [[]] * MOST_COLUMNS]]],
            ["table", "t", "records", ["A"] * (MOST_COLUMNS + 1), [], []],
        ),
        (
            ["table", "t", "records", [], [], []],
            ["table", "t", "records", [], [], [["key", [[]] * (MOST_COLUMNS + 1)]]],
        ),
    ],
)
def test_what_nests_deeper_or_is_wider_than_a_document_can_be_is_refused(most: object, more: object) -> None:
    assert decode_part({**ORIGIN, "blocks": [most]}).blocks
    with pytest.raises(CodecError):
        decode_part({**ORIGIN, "blocks": [more]})


@pytest.mark.parametrize(
    ("key", "value"), [("id", 5), ("kind", "chapter"), ("statutory", "no"), ("layer", None), ("shape", "x")]
)
def test_an_origin_of_another_type_is_refused(key: str, value: object) -> None:
    with pytest.raises(CodecError):
        decode_part({**ORIGIN, "blocks": [], key: value})


def test_the_written_form_is_the_one_in_issued_files() -> None:
    words = (
        Text("a"), Exact("b"), Answer("j", "policy_owner.name"), Strong((Text("c"),)), Emphasis((Text("d"),)), Link("https://e.example", (Text("f"),)),
        Reference("g", "G"), Confirm("h", (Text("i"),)), LineBreak(),
    )  # fmt: skip
    written = [
        "a", ["exact", "b"], ["answer", "j", "policy_owner.name"], ["strong", ["c"]], ["emphasis", ["d"]], ["link", "https://e.example", ["f"]],
        ["reference", "g", "G"], ["confirm", "h", ["i"]], ["break"],
    ]  # fmt: skip
    one = (Text("x"),)
    found = Part(
        Origin("rules.a", "clause", "A"),
        (
            Paragraph(words, "rule"),
            Heading(2, one, numbered=False),
            ItemList((Item(one, ItemList((Item(one),))), Item(one)), ordered=True),
            Table("t", ("A", "B"), (Row("1", (one, ())),), "control", (1, 3)),
            Contents("C"),
            PageBreak(),
        ),
    )
    assert encode(Document(PROPERTIES, (found,))) == {
        "tree": 3,
        "properties": {
            "title": "T", "subject": "S", "organisation": "O", "language": "en-GB", "paper": "a4", "kind": "policy",
            "depth": "short", "version": "1", "date": "2026-11-22", "description": "D",
            "edition": "",
        },
        "parts": [
            {
                "id": "rules.a", "kind": "clause", "title": "A", "layer": "policygen", "statutory": False,
                "blocks": [
                    ["paragraph", "rule", written],
                    ["heading", 2, False, ["x"]],
                    ["list", True, [[["x"], ["list", False, [[["x"], None]]]], [["x"], None]]],
                    ["table", "t", "control", ["A", "B"], [1, 3], [["1", [["x"], []]]]],
                    ["contents", "C"],
                    ["page"],
                ],
            }
        ],
    }  # fmt: skip


def test_plain_words_are_those_a_reader_sees() -> None:
    content = (
        Text("a "), Strong((Text("b "), Emphasis((Exact("c"),)))), LineBreak(), Link("https://x.example", (Text("d"),)),
        Reference("rules.e", "E"), Confirm("f", (Text("g"),)),
    )  # fmt: skip
    assert plain(content) == "a b c\ndE[Confirm: g]"
    assert [type(inline).__name__ for inline in inlines(content)] == [
        "Text",
        "Strong",
        "Text",
        "Emphasis",
        "Exact",
        "LineBreak",
        "Link",
        "Text",
        "Reference",
        "Confirm",
        "Text",
    ]


def test_a_block_is_told_a_line_for_each_run() -> None:
    inner = ItemList((Item((Text("b"),)),), ordered=True)
    assert block_text(ItemList((Item((Text("a"),), inner), Item((Text("c"),))))) == "a\nb\nc"
    table = Table("t", ("A", "B"), (Row("1", ((Text("x"),), (Text("y"),))),))
    assert block_text(table) == "A\tB\nx\ty"
    assert [plain(run) for run in runs(table)] == ["x", "y"]


def test_sections_clauses_and_rules_are_numbered_each_in_their_own_way() -> None:
    def part(id: str, *found: Block) -> Part:
        return Part(Origin(id, "clause", id), found)

    words = (Text("x"),)
    full = Document(
        PROPERTIES,
        (
            part("title", Paragraph(words, "title")),
            part("s1", Heading(1, words)),
            part("a", Heading(2, words), Paragraph(words)),
            part("b", Heading(2, words)),
            part("n", Heading(1, words, numbered=False)),
            part("s2", Heading(1, words)),
            part("c", Heading(2, words)),
        ),
    )
    assert numbers(full) == {"s1": "1", "a": "1.1", "b": "1.2", "s2": "2", "c": "2.1"}
    short = Document(
        PROPERTIES,
        (
            part("a", Paragraph(words, "numbered-rule"), Paragraph(words, "always")),
            part("b", Paragraph(words)),
            part("c", Paragraph(words, "numbered-rule")),
        ),
    )
    assert numbers(short) == {"a": "1", "c": "2"}


def test_chapters_count_through_the_document_and_their_rules_within_them() -> None:
    words = (Text("x"),)
    rule = Paragraph(words, "titled-rule")
    blocks: list[Block] = [Heading(1, words, numbered=False), Heading(2, words), rule, rule]
    blocks += [Heading(1, words, numbered=False), Heading(2, words, numbered=False), Heading(2, words), rule]
    assert list(shown_numbers(blocks)) == ["", "1", "1.1", "1.2", "", "", "2", "2.1"]


def test_numbered_sections_of_older_shapes_count_what_stands_in_them() -> None:
    words = (Text("x"),)
    blocks = [Heading(1, words), Heading(2, words), Heading(2, words), Heading(1, words), Heading(2, words)]
    assert list(shown_numbers(blocks)) == ["1", "1.1", "1.2", "2", "2.1"]
