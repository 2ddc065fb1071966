"""Generated documents: every kind of block and inline, with words of every kind."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

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
    Origin,
    PageBreak,
    Paragraph,
    Part,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from tests.formats.example_document import FULL_PROPERTIES, SHORT_PROPERTIES
from tests.support.hostile import FOREIGN, MARKUP, UNPRINTABLE

IDS = ("a", "b.c", "section:d", "e--f", "größe")
ROLES = (
    "title", "subtitle", "meta", "body", "rule", "numbered-rule", "titled-rule", "always", "rights", "lead", "statutory", "note",
)  # fmt: skip

letters = st.text("ab .!*_-#1[]<>&|\\~`$:\n\"'()é’—\u05d0\u0645😀", max_size=8)
honest = st.one_of(letters, st.sampled_from((*MARKUP, *FOREIGN)))
anything = st.one_of(honest, st.text(st.characters(), max_size=6), st.sampled_from(UNPRINTABLE))
addresses = st.sampled_from(
    (
        "https://a.example/b(c)?d=e&copy;=*_f_*",
        "mailto:a_b@c.example",
        "http://a.example/[x]|y\\z",
        "javascript:alert(1)",
        "",
    )
)


def inline(words: SearchStrategy[str]) -> SearchStrategy[Inline]:
    plain = st.one_of(
        words.map(Text),
        words.map(Text),
        words.map(Exact),
        st.builds(Reference, st.sampled_from((*IDS, "gone")), words),
        st.just(LineBreak()),
    )
    return st.recursive(plain, lambda inner: _marked(st.lists(inner, max_size=3).map(tuple)), max_leaves=6)


def _marked(content: SearchStrategy[tuple[Inline, ...]]) -> SearchStrategy[Inline]:
    return st.one_of(
        st.builds(Strong, content),
        st.builds(Emphasis, content),
        st.builds(Link, addresses, content),
        st.builds(Confirm, st.just("question"), content),
    )


def contents(words: SearchStrategy[str]) -> SearchStrategy[tuple[Inline, ...]]:
    return st.lists(inline(words), max_size=4).map(tuple)


def item_lists(words: SearchStrategy[str]) -> SearchStrategy[ItemList]:
    innermost = st.builds(ItemList, st.lists(st.builds(Item, contents(words)), max_size=3).map(tuple), st.booleans())
    items = st.builds(Item, contents(words), st.one_of(st.none(), innermost))
    return st.builds(ItemList, st.lists(items, max_size=3).map(tuple), st.booleans())


@st.composite
def tables(draw: st.DrawFn, words: SearchStrategy[str]) -> Table:
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(contents(words), min_size=width, max_size=width), max_size=3))
    role = draw(st.sampled_from(("records", "control", "signature")))
    columns = tuple("" if role == "control" else draw(words) for _ in range(width))
    return Table("t", columns, tuple(Row(str(index), tuple(row)) for index, row in enumerate(rows)), role)


def blocks(words: SearchStrategy[str]) -> SearchStrategy[Block]:
    return st.one_of(
        st.builds(Paragraph, contents(words), st.sampled_from(ROLES)),
        st.builds(Heading, st.sampled_from((1, 2)), contents(words), st.booleans()),
        item_lists(words),
        tables(words),
        st.builds(Contents, words),
        st.just(PageBreak()),
    )


@st.composite
def documents(draw: st.DrawFn, words: SearchStrategy[str] = anything) -> Document:
    properties = draw(st.sampled_from((FULL_PROPERTIES, SHORT_PROPERTIES)))
    chosen = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4))
    parts = [
        Part(
            Origin(name, draw(st.sampled_from(("clause", "addendum"))), draw(words)),
            tuple(draw(st.lists(blocks(words), max_size=4))),
        )
        for name in chosen
    ]
    return Document(properties, tuple(parts))
