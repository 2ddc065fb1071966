"""What a pack takes from the clauses it lies over is told key by key, and the law first."""

from policygen.answers.model import Answers
from policygen.conditions.parse import parse_condition
from policygen.conditions.written import written
from policygen.findings import Finding, Severity
from policygen.library.compile import compile_library
from policygen.library.model import Library
from policygen.lint.library_rules import check_library
from policygen.selection.departures import departures
from policygen.selection.select import select
from tests.lint.checking import DATE, QUESTIONS, SOURCES
from tests.support.library import layer

NOTICE = """
clause notices.ny: We monitor what you do.
    statutory: true
    sources: [us-ny-act]
    binds_at: [US-NY]
    states: [pace]
    when: {work_locations: [US-NY], pace: slow}
clause rules.state: You must ask first.
    sources: [us-ny-act]
    binds_at: [US-NY]
    when: {work_locations: [US-NY]}
clause rules.plain: You must ask first.
    when: {pace: slow}
"""
OURS = layer(f"{QUESTIONS.strip()}\n{NOTICE.strip()}", extra={"sources.yaml": SOURCES})


def laid(notation: str = "", manifest: str = "", extra: dict[str, str] | None = None) -> tuple[Library, list[Finding]]:
    pack = layer(notation.strip(), name="house", manifest=manifest, extra=extra)
    made = compile_library((OURS, pack), "")
    assert not made.findings, made.findings
    found = check_library(made.library, DATE, made.locations)
    return made.library, [one for one in found if one.code.startswith(("statutory-", "replaced-"))]


def departing(library: Library, place: str, **values: str) -> list[str]:
    answers = Answers({"work_locations": (place,), "pace": "slow", **values})
    return list(departures(select(library, answers, DATE), answers))


def test_another_title_of_a_text_of_law_is_told() -> None:
    _, (finding,) = laid(manifest="amends:\n  notices.ny: {title: Nothing to read}\n")
    assert finding.code == "statutory-reworded"
    assert "“Ny. We monitor what you do.” The pack: “Nothing to read. We monitor what you do.”" in finding.message


def test_a_pack_that_forbids_a_text_of_law_is_told_with_the_line() -> None:
    library, (finding,) = laid(manifest="forbids: [notices.ny, rules.plain]\n")
    assert (finding.code, finding.severity) == ("statutory-forbidden", Severity.HIGH)
    assert "“house” leaves out 'notices.ny'" in finding.message
    assert (finding.location.file, finding.location.line) == ("house/pack.yaml", 3)
    (told,) = departing(library, "US-NY")
    assert "left out" in told
    assert "house" in told
    assert departing(library, "GB-ENG") == []
    assert departing(library, "US-NY", pace="fast") == []


def test_a_replaced_text_of_law_is_told_key_by_key_and_with_both_texts() -> None:
    library, found = laid("clause notices.ny: Ask us.\n    when: {work_locations: [US-NY]}\n    sources: [us-ny-act]")
    said = {finding.code: [] for finding in found}
    for finding in found:
        assert finding.severity is Severity.HIGH
        said[finding.code].append(finding.message)
    assert len(said["statutory-unbound"]) == 4
    whole = " ".join(said["statutory-unbound"])
    assert "'statutory': true → false" in whole
    assert "'binds_at': [US-NY] → nothing" in whole
    assert "'states': [pace] → nothing" in whole
    assert "'when': {work_locations: [US-NY], pace: [slow]} → {work_locations: [US-NY]}" in whole
    (reworded,) = said["statutory-reworded"]
    assert "“We monitor what you do.”" in reworded
    assert "“Ask us.”" in reworded
    (told,) = departing(library, "US-NY")
    assert "in the words of the pack “house”" in told


def test_a_replacement_that_says_and_binds_the_same_is_no_finding() -> None:
    _, found = laid(NOTICE)
    assert found == []


def test_a_law_of_a_place_that_is_unbound_is_high_and_any_other_key_is_told() -> None:
    _, found = laid("clause rules.state: You must ask first.\nclause rules.plain: You must ask first.")
    severities = {(one.message.split("'")[1], one.message.split("'")[3]): one.severity for one in found}
    assert severities == {
        ("rules.state", "when"): Severity.HIGH,
        ("rules.state", "binds_at"): Severity.HIGH,
        ("rules.plain", "when"): Severity.MEDIUM,
    }


def test_a_pack_whose_advisory_stops_a_text_of_law_is_told() -> None:
    notation = "advise H-1 block: No.\n    when: {pace: slow}\n    stops: [notices.ny]"
    library, (finding,) = laid(notation)
    assert (finding.code, finding.severity) == ("statutory-forbidden", Severity.HIGH)
    (told,) = departing(library, "US-NY")
    assert "left out" in told


def test_a_packs_variant_of_a_text_of_law_is_told() -> None:
    variant = "clause notices.mine: Ask us.\n    instead_of: notices.ny\n    binds_at: [US-NY]\n    when: {work_locations: [US-NY]}"
    library, found = laid(variant)
    assert "statutory-replaced" in {finding.code for finding in found}
    assert len(departing(library, "US-NY")) == 1


def test_a_condition_is_written_as_a_file_says_it() -> None:
    data = {
        "pace": "slow",
        "headcount": {"at_least": 2, "below": 9},
        "people_in": {"CA-ON": {"at_least": 25}},
        "sectors": {"lacks": ["retail"]},
        "roles": {"known": True},
        "unless": {"pace": ["fast"]},
        "any": [{"pace": "slow"}, {"pace": "fast"}],
    }
    said = written(parse_condition(data, lambda *_: None))
    assert said == (
        "{pace: [slow], headcount: {at_least: 2, below: 9}, people_in: {CA-ON: {at_least: 25}}, sectors: {lacks: [retail]}, "
        "roles: {known: true}, unless: {pace: [fast]}, any: [{pace: [slow]}, {pace: [fast]}]}"
    )
