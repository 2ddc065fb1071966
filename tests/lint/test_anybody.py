"""What anybody's policy is expected to speak of is content: a library says it, and a pack adds to it."""

import pytest

from policygen.document.model import Paragraph, Text
from policygen.document.pieces import content
from policygen.document.walk import plain
from policygen.findings import Location, Severity
from policygen.library.model import Library
from policygen.lint.anybody import as_policy, missing, networks_named
from policygen.lint.passages import Passage
from tests.support.library import compiled_with_findings, layer

BASE = "clause rules.base: You must ask first.\n    topics: [media]"
EXPECTED = """
- {id: no-owner, about: who owns it, words: [owner], do: Name somebody.}
- {id: media, about: journalists, words: [journalist, TV]}
- {id: tone, about: tone, words: [tone]}
"""


def expecting(*more: str) -> Library:
    layers = (layer(BASE, extra={"expected.yaml": EXPECTED}),)
    packs = tuple(layer("", name=f"house{number}", extra={"expected.yaml": text}) for number, text in enumerate(more))
    library, findings = compiled_with_findings(*layers, *packs)
    assert findings == ()
    return library


def told(text: str, library: Library) -> list[tuple[str, Severity, str]]:
    return [(found.code, found.severity, found.message) for found in missing(text, library, Location())]


def test_what_is_expected_and_not_found_is_told_topics_only_where_clauses_are_about_them() -> None:
    assert told("Be kind.", expecting()) == [
        ("no-owner", Severity.MEDIUM, "We did not find who owns it."),
        ("topic-not-found", Severity.INFO, "We did not find anything about journalists."),
    ]


def test_a_word_that_begins_so_is_enough_but_the_shortest_are_meant_whole() -> None:
    assert [code for code, _, _ in told("The OWNERS answer journalists.", expecting())] == []
    assert [code for code, _, _ in told("The owner sells TVs.", expecting())] == ["topic-not-found"]
    assert [code for code, _, _ in told("The owner is on TV.", expecting())] == []


def test_a_pack_may_expect_more_or_look_for_the_same_by_other_words() -> None:
    library = expecting("- {id: no-owner, about: who keeps it, words: [keeper], do: Name a keeper.}\n")
    assert told("The owner tells journalists.", library) == [
        ("no-owner", Severity.MEDIUM, "We did not find who keeps it.")
    ]


def test_an_entry_without_words_is_a_fault_of_the_library() -> None:
    extra = {"expected.yaml": "- {id: media, about: journalists, words: []}\n"}
    _, findings = compiled_with_findings(layer(BASE, extra=extra))
    assert [found.code for found in findings] == ["missing-key"]


# ---- networks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Choose the Path that you can defend.", []),
        ("Do not post on Path or Instagram.", ["Path"]),
        ("Neither Path nor Artifact is a way out.", []),
        ("Do not post on Google Plus.", ["Google Plus"]),
    ],
)
def test_a_name_that_is_a_word_too_names_a_network_only_beside_another(
    library: Library, sentence: str, named: list[str]
) -> None:
    found = networks_named((Passage("", 1, sentence),), library.registry, Location())
    assert [one.message.split(" closed")[0].split(" is called")[0] for one in found] == named


def test_words_that_name_a_network_are_names_of_it(library: Library) -> None:
    for platform in library.registry.platforms.values():
        assert {*platform.also_words} <= {platform.name, *platform.aliases, *platform.former_names}


def test_lines_typed_with_a_dash_behind_a_colon_are_items_and_stand_once() -> None:
    typed = (
        "You must not:",
        "- swear at people online, whoever they are",
        "* share what is secret",
        "Ask us.",
        "- Not so.",
    )
    read = list(as_policy([Paragraph((Text(line),)) for line in typed]))
    assert [type(piece).__name__ for piece in read[:3]] == ["Paragraph", "ListItem", "ListItem"]
    assert [plain(content(piece)) for piece in read] == [
        "You must not:", "swear at people online, whoever they are", "share what is secret", "Ask us.", "- Not so.",
    ]  # fmt: skip
