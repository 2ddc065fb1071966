"""What every format does to words and addresses first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.formats.text import clean, directions, holds_forbidden, is_right_to_left, safe_address
from tests.support.hostile import FOREIGN, MARKUP, UNPRINTABLE

XML_TEXT = re.compile("[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@given(st.one_of(st.text(st.characters()), st.sampled_from(UNPRINTABLE)))
def test_clean_text_holds_only_what_a_file_can_hold(text: str) -> None:
    cleaned = clean(text)
    assert XML_TEXT.fullmatch(cleaned)
    assert clean(cleaned) == cleaned
    assert not holds_forbidden(cleaned)


@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN])
def test_honest_text_is_not_touched(text: str) -> None:
    assert clean(text) == text
    assert not holds_forbidden(text)


def test_every_kind_of_line_end_is_a_newline() -> None:
    assert clean("a\r\nb\rc\x85d\u2028e\u2029f") == "a\nb\nc\nd\ne\nf"


def test_characters_that_would_reverse_the_words_after_them_go() -> None:
    assert clean("must \u202enot\u202c \u2066post\u2069") == "must not post"
    assert holds_forbidden("\u202e")


@given(st.text(st.characters()))
def test_the_stretches_of_a_text_make_the_text(text: str) -> None:
    assert "".join(words for words, _ in directions(text)) == text


def test_a_name_in_hebrew_is_a_stretch_of_its_own() -> None:
    assert directions("at קפה הנמל 24 today") == (("at ", False), ("קפה הנמל", True), (" 24 today", False))


def test_a_paragraph_runs_right_to_left_only_when_all_its_letters_do() -> None:
    assert is_right_to_left("بيت قهوة 24!")
    assert not is_right_to_left("بيت قهوة must not")
    assert not is_right_to_left("24")
    assert not is_right_to_left("")


@pytest.mark.parametrize(
    ("given_address", "expected"),
    [
        ("https://harbour.example/a?b=c&d=e#f", "https://harbour.example/a?b=c&d=e#f"),
        ("mailto:sam@harbour.example", "mailto:sam@harbour.example"),
        ("https://harbour.example/a b", "https://harbour.example/a%20b"),
        ("https://harbour.example/é", "https://harbour.example/%C3%A9"),
        ("https://harbour.example/100%", "https://harbour.example/100%25"),
        ("  https://harbour.example  ", "https://harbour.example"),
        ("https://harbour.example/<script>", "https://harbour.example/%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://", None),
        ("https://a b.example", "https://a%20b.example"),
        ("mailto:nobody", None),
        ("mailto:a@@b", None),
        ("https://harbour.example/#a#b", None),
        ("", None),
    ],
)
def test_an_address_is_encoded_or_refused(given_address: str, expected: str | None) -> None:
    assert safe_address(given_address) == expected
