"""One source, several Englishes: our words are re-spelled, exact ones never."""

import re
from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.document.model import Exact, Reference, Table
from policygen.document.walk import all_inlines, block_text
from policygen.language.spelling import respell
from policygen.library.model import Library
from policygen.selection.select import select
from tests.assembly.small import small
from tests.support.answers import TODAY, words, written
from tests.support.strategies import sample

WORDS = {"colour": "color", "organise": "organize"}


@pytest.mark.parametrize(
    ("text", "american"),
    [
        ("Colour the colour COLOUR.", "Color the color COLOR."),
        ("discolour colours", "discolour colours"),
        ("Organise", "Organize"),
        ("A colour-organise", "A color-organize"),
    ],
)
def test_words_are_respelled_whole_and_keep_their_capitals(text: str, american: str) -> None:
    assert respell(text, WORDS) == american


SPELLED = """clause rules.a: Colour `colour` {{ organisation_name }} **colour** [colour](https://colour.example).
        detail: |
          - colour

          | Colour | House |
          |---|---|
          | colour | `colour` |
        examples: {inside: [colour], outside: [colour]}
    clause notices.law: The colour of law.
        statutory: true
        verbatim: true
        always: Its colour.
        detail: |
          - All colour.
    """


def test_american_reaches_every_word_of_ours_and_no_exact_one() -> None:
    document = small(SPELLED, organisation_name="Colour House", spelling="en-US", depth="full")
    assert (
        words(document, "rules.a")
        == "A. Color colour Colour House color color.\nThis breaks the rule: color. This does not: color.\ncolor\nColor\tHouse\ncolor\tcolour"
    )
    assert document.properties.organisation == "Colour House"


@pytest.mark.parametrize("depth", ["short", "full"])
def test_words_that_a_law_dictates_are_not_respelled(depth: str) -> None:
    text = words(small(SPELLED, spelling="en-US", depth=depth), "notices.law")
    assert "color" not in text
    assert text.count("colour") == 3


def test_american_reaches_headings_references_and_brackets() -> None:
    clauses = """clause rules.colour: Ask (see [](#rules.b)). [Colour is sold.](confirm:training=yearly)
        always: Or see [**a colour**](https://x.example) and *colour*.
    clause rules.b: B.
        title: The colour
    """
    document = small(clauses, spelling="en-US", depth="full")
    assert words(document, "rules.colour") == (
        "Color. Ask (see The color). [Confirm: Color is sold.] Or see a color and color."
    )
    assert Reference("rules.b", "The color") in all_inlines(document)


def test_a_text_that_a_law_asks_for_keeps_its_words_though_it_is_not_dictated() -> None:
    clauses = "clause notices.law: The colour.\n        statutory: true\n        always: Its colour.\n"
    assert words(small(clauses, spelling="en-US"), "notices.law") == "Law\nThe colour.\nIts color."


def test_a_name_that_ends_with_a_full_stop_ends_its_sentence_with_it() -> None:
    clauses = """clause rules.a: We are {{ organisation_name }}. Ask **{{ organisation_name }}.** Ask *{{ organisation_name }}*. Ask `etc.`.
        detail: |
          - {{ organisation_name }}.
    """
    for english in ("en-GB", "en-US"):
        document = small(clauses, organisation_name="Acme Ltd.", depth="full", spelling=english)
        assert words(document, "rules.a") == "A. We are Acme Ltd. Ask Acme Ltd. Ask Acme Ltd. Ask etc.\nAcme Ltd."


def test_respelling_touches_no_exact_text_of_any_sample(library: Library) -> None:
    for name in ("tidewise-software", "thornmere-county-council"):
        british, american = (
            assemble(select(library, Answers({**sample(name).values, "spelling": english}), TODAY))
            for english in ("en-GB", "en-US")
        )
        exact = [
            [
                inline.value
                for inline in all_inlines(document)
                if isinstance(inline, Exact)
                and getattr(inline, "path", "") != "effective_date"  # spelled otherwise there
            ]
            for document in (british, american)
        ]
        assert exact[0] == exact[1]


def test_our_own_words_follow_the_spelling_and_what_somebody_gave_does_not(library: Library) -> None:
    said: dict[str, Any] = {"sectors": ["financial_services"], "images": ["staff"], "headcount": 300, "depth": "full"}
    american = words(written(library, kind="handbook", work_locations=["US-NY"], **said))
    assert "Easy to recognize" in american
    assert "recognised" not in american
    given = [{"area": "Vault", "reason": "It is recognised"}]
    assert "It is recognised" in words(written(library, work_locations=["US-NY"], no_photo_areas=given, **said))


@pytest.mark.parametrize(
    "sector", ["healthcare", "education", "financial_services", "energy", "defence", "hospitality", "sport"]
)
def test_no_default_answer_is_british_in_an_american_document(library: Library, sector: str) -> None:
    document = written(
        library, work_locations=["US-NY"], sectors=[sector], images=["staff"], headcount=300, depth="full"
    )
    british = library.spelling.words["en-US"].keys()
    tables = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    found = {word for table in tables for word in re.findall("[a-z]+", block_text(table).lower())} & british
    assert not found
