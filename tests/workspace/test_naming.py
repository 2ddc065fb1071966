"""Names of files from names of organisations, in any script, on any system."""

import string
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._command import as_typed
from policygen.workspace.naming import LONGEST, document_stem, slug
from tests.support.hostile import FOREIGN, LONG, MARKUP, UNPRINTABLE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Street Café", "harbour-street-cafe"),
        ("Alder Quay Securities, Inc.", "alder-quay-securities-inc"),
        ("O’Neill & Söhne GmbH", "oneill-sohne-gmbh"),
        ("St. Ives Sailing Club", "st-ives-sailing-club"),
        ("  --A/B\\C: D?*|<E>--  ", "a-b-c-d-e"),
        ("../../etc/passwd", "etc-passwd"),
        ("ＡＢＣ ①", "abc-1"),
        ("STRASSE straße", "strasse-strasse"),
        ("株式会社カフェ", "株式会社カフェ"),
        ("Кафе «Гавань»", "кафе-гавань"),
        ("مقهى الميناء", "مقهى-الميناء"),
        ("नमस्ते कैफ़े", unicodedata.normalize("NFC", "नमस्ते-कैफ़े")),
        ("Й й", "й-й"),
        ("a\u202eb\u200bc\x07d", "abcd"),
        ("two\tlines\nhere", "two-lines-here"),
        ("👍🫖", "organisation"),
        ("...", "organisation"),
        ("", "organisation"),
        ("CON", "con-1"),
        ("Aux.", "aux-1"),
        ("1.10", "110"),
    ],
)
def test_a_name_becomes_part_of_a_file_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_an_output_is_named_for_the_organisation_and_what_it_is() -> None:
    assert document_stem("Harbour Street Café", "Social media policy") == "harbour-street-cafe-social-media-policy"


@given(st.one_of(st.text(), st.sampled_from([*MARKUP, *FOREIGN, *UNPRINTABLE, *LONG])))
def test_any_name_gives_one_that_every_system_can_hold(name: str) -> None:
    made = slug(name)
    assert made
    assert len(made) <= LONGEST
    assert len(f"{made}-social-media-handbook.policygen.json".encode()) < 255
    assert not set(made) & set(string.punctuation.replace("-", "").replace("_", "") + string.whitespace)
    assert made == made.strip("-.")
    assert made.isprintable() or any(unicodedata.category(character) == "Mn" for character in made)
    assert not any(unicodedata.category(character).startswith("C") for character in made)


@given(st.text())
def test_a_part_of_a_file_name_stays_as_it_is(name: str) -> None:
    assert slug(slug(name)) == slug(name)


@given(st.text(alphabet="aB éÉẞßĳ0ﬁ "))
def test_upper_and_lower_case_give_one_name(name: str) -> None:
    assert slug(name.upper()) == slug(name.lower())


@pytest.mark.parametrize(
    ("system", "path", "typed"),
    [
        ("linux", "answers.yaml", "answers.yaml"),
        ("linux", "my clients/a.yaml", "'my clients/a.yaml'"),
        ("darwin", "it's.yaml", "'it'\"'\"'s.yaml'"),
        ("win32", "answers.yaml", "answers.yaml"),
        ("win32", "my clients.yaml", '"my clients.yaml"'),
        ("win32", "it's.yaml", "it's.yaml"),
    ],
)
def test_a_path_is_told_as_it_is_typed_on_that_system(
    monkeypatch: pytest.MonkeyPatch, system: str, path: str, typed: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert as_typed(Path(path)) == typed


def test_a_long_name_in_a_wide_script_keeps_to_the_bytes_that_a_file_name_may_have() -> None:
    assert len(slug("会" * 80).encode()) <= 2 * LONGEST
