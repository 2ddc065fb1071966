"""Traps over the text of clauses."""

import re
from collections.abc import Sequence
from functools import lru_cache

import pytest

from policygen.findings import Severity
from policygen.library.model import SPEAKERS, Library, Trap
from policygen.library.trap_words import UnknownWordsError, compiled, expanded, folded
from policygen.lint.traps import Traps, severity_in
from tests.lint.checking import checked, severe, told
from tests.support.library import the_library

TRAPS = """
- id: T-01
  pattern: '\\bdisparag\\w*'
  unless: '\\bknowingly\\b'
  applies_to: [personal]
  places: [US]
  severity: high
  why: It stops talk about work.
  instead: Name lies and threats.
  catches: [Do not disparage us.]
  spares: [You must not knowingly disparage us with a lie.]
"""


def test_a_clause_caught_by_a_trap_is_told_what_to_write_instead() -> None:
    found = told(
        checked("clause rules.base: Never disparage us.\n    applies_to: [personal]", extra={"traps.yaml": TRAPS}),
        "T-01",
    )
    assert found.severity is Severity.HIGH
    assert "read alone" in found.message
    assert found.hint == "Name lies and threats."
    assert found.location.line > 9


def test_the_detail_and_what_leads_to_an_item_are_read_too() -> None:
    clause = "clause rules.base: You should ask.\n    applies_to: [personal]\n    detail: |\n      Never, knowingly or not:\n      - disparage us"
    assert "T-01" not in severe(checked(clause, extra={"traps.yaml": TRAPS}))
    caught = told(checked(clause.replace("knowingly or not", "at work"), extra={"traps.yaml": TRAPS}), "T-01")
    assert "read alone" not in caught.message


@pytest.mark.parametrize(
    "keys",
    [
        "applies_to: [official]",
        "applies_to: [personal]\n    not_in: [US]",
        "applies_to: [personal]\n    binds_at: [DE]\n    when: {work_locations: [DE]}",
        "applies_to: [personal]\n    verbatim: true",
        "applies_to: [personal]\n    statutory: true\n    sources: [us-act]\n    when: {work_locations: [US]}",
    ],
    ids=["for our accounts", "not where the trap is set", "elsewhere", "verbatim", "worded by a law"],
)
def test_a_trap_is_set_only_where_and_for_whom_it_is_meant(keys: str) -> None:
    found = checked(f"clause rules.base: Never disparage us.\n    {keys}", extra={"traps.yaml": TRAPS})
    assert "T-01" not in severe(found)


def test_what_is_quoted_as_a_question_is_no_rule() -> None:
    found = checked("clause rules.base: May I disparage you?\n    applies_to: [personal]", extra={"traps.yaml": TRAPS})
    assert "T-01" not in severe(found)


def test_a_trap_that_misses_its_own_examples_is_broken() -> None:
    broken = TRAPS.replace("Do not disparage us.", "Do not mock us.").replace(
        "knowingly disparage us with a lie", "disparage us"
    )
    found = checked("clause rules.base: You must ask first.", extra={"traps.yaml": broken})
    assert "“Do not mock us.”" in told(found, "trap-misses").message
    assert "“You must not disparage us.”" in told(found, "trap-overreaches").message


@pytest.mark.parametrize(("key", "line"), [("pattern: '\\bdisparag\\w*'", 3), ("unless: '\\bknowingly\\b'", 4)])
def test_a_trap_that_cannot_be_read_is_told(key: str, line: int) -> None:
    name = key.partition(":")[0]
    broken = TRAPS.replace(key, f"{name}: '('").replace("  catches", "  # catches").replace("  spares", "  # spares")
    found = told(checked("clause rules.base: You must ask first.", extra={"traps.yaml": broken}), "bad-pattern")
    assert (found.severity, found.location.line) == (Severity.BLOCK, line)
    assert found.message.startswith(f"'{name}' is not a regular expression: ")


def ids(
    sentence: str, applies_to: Sequence[str] = SPEAKERS, places: Sequence[str] = (), heading: str = ""
) -> list[str]:
    return [trap.id for trap in traps().caught(sentence, applies_to, places, heading)]


@lru_cache(maxsize=1)
def traps() -> Traps:
    return Traps(the_library())


def test_a_trap_that_blocks_says_where_its_wording_is_unlawful() -> None:
    blocking = TRAPS.replace("severity: high", "severity: block")
    assert told(checked("clause rules.base: You must ask first.", extra={"traps.yaml": blocking}), "blocks-nowhere")
    assert "blocks-nowhere" not in severe(
        checked("clause rules.base: You must ask first.", extra={"traps.yaml": TRAPS})
    )
    placed = blocking.replace("severity: block", "unlawful_in: [US]\n  severity: block")
    assert "blocks-nowhere" not in severe(
        checked("clause rules.base: You must ask first.", extra={"traps.yaml": placed})
    )


def test_text_from_elsewhere_meets_the_traps_of_its_places() -> None:
    sentence = "Do not make disparaging comments about the company."
    assert ids(sentence, ["personal"], ["US-NY"]) == ["T-01"]
    assert ids(sentence, ["official"], ["US-NY"]) == []
    disclaimer = "Every work-related post must carry a disclaimer."
    assert "T-16" in ids(disclaimer, ["personal"], ["US"])
    assert "T-16" not in ids(disclaimer, ["personal"], ["DE"])


def test_the_subject_of_a_sentence_decides_which_use_it_speaks_of() -> None:
    assert "T-02" in ids("Do not post anything offensive.")
    assert ids("Editors do not post anything offensive.") == []
    assert ids("Do not post anything offensive on our page.") == []
    assert ids("Do not post anything offensive.", heading="Running our accounts") == []
    assert "T-02" in ids("Do not post anything offensive on your own page.", heading="Running our accounts")


def test_a_ban_turned_round_is_no_ban() -> None:
    assert "T-36" in ids("Do not discuss your pay online.")
    assert ids("You may discuss your pay online.") == []
    assert ids("Nobody will be disciplined for a post that discusses pay.") == []
    assert ids("We do not ask you to keep quiet about pay; discuss it online.") == []


def test_a_right_beside_a_ban_does_not_excuse_the_ban() -> None:
    assert "T-01" in ids("You may post about your hobbies, but you must not criticise the company.")


def test_a_duty_is_not_seen_where_the_sentence_denies_it() -> None:
    assert "T-30" in ids("Staff share our posts on their own profiles.")
    assert "T-30" not in ids("Never share our posts on your own profiles.")
    assert "T-30" not in ids("The crew may share our posts on their own profiles.")


def test_wording_blocks_only_where_it_is_unlawful_on_its_face() -> None:
    library = the_library()
    reporting = library.traps["T-09"]
    assert severity_in(library, reporting, ["US-CA"]) is Severity.BLOCK
    assert severity_in(library, reporting, ["JP"]) is Severity.HIGH
    assert severity_in(library, reporting, []) is Severity.BLOCK


def test_a_wording_is_written_in_named_words() -> None:
    pattern = expanded(["{talk} ... pay|hush~"], {"talk": ["discuss~", "tell"]})
    assert re.search(pattern, folded("Do not be Discussing  anybody’s pay"))
    assert re.search(pattern, "hushed")
    assert not re.search(pattern, "discuss payments")
    with pytest.raises(UnknownWordsError, match="walk"):
        expanded(["{walk}"], {})


@pytest.mark.parametrize("written", ["delete CVs", r"delete\Wcvs", r"\Bete CVs\b"])
def test_a_wording_may_be_written_with_capitals(written: str) -> None:
    pattern = compiled(written)
    assert pattern is not None
    assert pattern.search(folded("Delete  CVs."))


_EXAMPLES = [
    pytest.param(trap, sentence, wanted, id=f"{trap.id} {'catches' if wanted else 'spares'} {number}")
    for trap in the_library().traps.values()
    for wanted, sentences in ((True, trap.catches), (False, trap.spares))
    for number, sentence in enumerate(sentences, 1)
]


@pytest.mark.parametrize(("trap", "sentence", "wanted"), _EXAMPLES)
def test_every_trap_catches_and_spares_what_it_says(trap: Trap, sentence: str, wanted: bool) -> None:
    assert traps().catches(trap, sentence) is wanted


@pytest.mark.parametrize("sentence", [sentence for trap in the_library().traps.values() for sentence in trap.catches])
def test_what_a_trap_catches_is_caught_when_it_is_weighed_too(sentence: str) -> None:
    assert traps().caught(sentence)


def test_every_trap_has_examples_of_both_kinds(library: Library) -> None:
    assert [trap.id for trap in library.traps.values() if not trap.catches or not trap.spares] == []
