"""Text as words: what each kind of text comes to, and that words make the same text again."""

import pytest

from policygen.document.model import (
    CONFIRM_CLOSING,
    CONFIRM_OPENING,
    Answer,
    Confirm,
    Emphasis,
    Exact,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
)
from policygen.document.words import Marks, Word, inlines, words

INNER = (Text("the rota"),)
OPENING = CONFIRM_OPENING.split()[0].removeprefix("[").removesuffix(":")
EACH: list[tuple[Inline, list[str], Marks]] = [
    (Text("the rota"), ["the", " rota"], Marks()),
    (Exact("the rota"), ["the", " rota"], Marks(exact=True)),
    (Answer("the rota", "contacts.name"), ["the", " rota"], Marks(exact=True, answer="contacts.name")),
    (Strong(INNER), ["the", " rota"], Marks(strong=True)),
    (Emphasis(INNER), ["the", " rota"], Marks(emphasis=True)),
    (Link("https://a.example", INNER), ["the", " rota"], Marks(address="https://a.example")),
    (Confirm("training", INNER), ["[", OPENING, ":", " the", " rota", CONFIRM_CLOSING], Marks(confirm="training")),
    (Reference("a.one", "The rota"), ["The rota"], Marks()),
    (LineBreak(), ["\n"], Marks()),
    (Text("the\nrota"), ["the", "\n", "rota"], Marks()),
]


@pytest.mark.parametrize(("inline", "said", "marks"), EACH, ids=[type(each[0]).__name__ for each in EACH])
def test_each_kind_of_text_is_its_words_with_how_they_are_formatted(
    inline: Inline, said: list[str], marks: Marks
) -> None:
    found = words((inline,))
    assert [f"{word.space}{word.text}" for word in found] == said
    assert {word.marks for word in found} == {marks}
    assert [word.target for word in found if word.target] == (["a.one"] if isinstance(inline, Reference) else [])


@pytest.mark.parametrize("inline", [each[0] for each in EACH], ids=[type(each[0]).__name__ for each in EACH])
def test_words_make_the_same_text_again_alone_and_beside_others(inline: Inline) -> None:
    again = (Text("the"), LineBreak(), Text("rota")) if inline == Text("the\nrota") else (inline,)
    assert inlines(words((inline,))) == again
    assert inlines(words((LineBreak(), inline, LineBreak()))) == (LineBreak(), *again, LineBreak())


@pytest.mark.parametrize("gone", [0, 1, 2, 5])
def test_a_bracket_that_lost_a_sign_is_plain_words(gone: int) -> None:
    found = list(words((Confirm("training", INNER),)))
    del found[gone]
    (left,) = inlines(found)
    assert isinstance(left, Text)
    assert left.value == "".join(word.space + word.text for word in found)


def test_a_bracket_of_one_word_is_one_and_an_empty_one_is_plain_words() -> None:
    assert inlines(words((Confirm("training", (Text("rota"),)),))) == (Confirm("training", (Text("rota"),)),)
    assert inlines(words((Confirm("training", ()),))) == (Text(f"{CONFIRM_OPENING}{CONFIRM_CLOSING}"),)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ((Strong((Text("one "),)), Text("two")), [Word("one", "", Marks(strong=True)), Word("two", " ")]),
        ((Text("one"), Text(" two")), [Word("one"), Word("two", " ")]),
        ((Text("o"), Text("ne")), [Word("one")]),
        ((Text("one "),), [Word("one"), Word("", " ")]),
        ((Text("one’s own..."),), [Word("one’s"), Word("own", " "), Word("...")]),
        ((Text("o"), Exact("ne")), [Word("one")]),
    ],
)
def test_a_word_has_the_space_before_it_and_the_marks_of_where_it_begins(
    run: tuple[Inline, ...], said: list[Word]
) -> None:
    assert list(words(run)) == said
