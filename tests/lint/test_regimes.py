"""What regulators and lists ask: each point has clauses that are printed, or a reason; and what that comes to for somebody."""

from dataclasses import replace

import pytest

from policygen.app.coverage import coverage_of_answers, coverage_of_examples
from policygen.library.compiled import decode, encode
from policygen.library.model import Library
from policygen.lint.examples import example_sets
from policygen.lint.regime_rules import check_regimes
from policygen.lint.source_locations import SourceLocations
from tests.lint.checking import DATE, checked, tiny_library
from tests.support.answers import answers

NOTATION = """
clause rules.base: You must ask first.
    topics: [content]
    points: [P01]
clause rules.shop: You must tag the shelf.
    when: {sectors: [retail]}
"""
EXAMPLE = "policygen: 1\nanswers:\n  organisation_name: Example\n  sectors: [%s]\n  headcount: 300\n"
REGIME = """
body:
  name: A body
  when: {sectors: [retail]}
  example: shop
  sources: [us-act]
  points:
    - %s
"""
FINDINGS = {
    "empty-point",
    "point-not-printed",
    "unknown-clause",
    "number-not-read",
    "example-not-bound",
    "lists-not-met",
}


def files(point: str, *, sector: str = "retail", regime: str = REGIME) -> dict[str, str]:
    return {"regimes.yaml": regime % point, "examples/shop.yaml": EXAMPLE % sector}


def told(point: str, *, sector: str = "retail", regime: str = REGIME) -> list[str]:
    found = checked(NOTATION, extra=files(point, sector=sector, regime=regime))
    return [finding.code for finding in found if finding.code in FINDINGS]


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ("{id: a, asks: Ask first., clauses: [rules.base, rules.shop]}", ""),
        ("{id: a, asks: Ask first., reason: another paper, because: Your handbook says so.}", ""),
        ("{id: a, asks: Within 3 days., clauses: [rules.base]}", ""),
        ("{id: a, asks: Ask first., clauses: [rules.base+detail or rules.shop]}", ""),
        ("{id: a, asks: Ask first., clauses: [rules.base or rules.gone]}", "unknown-clause"),
        ("{id: a, asks: Ask first.}", "empty-point"),
        ("{id: a, asks: Ask first., reason: not written yet}", "empty-point"),
        ("{id: a, asks: Ask first., clauses: [rules.base], reason: not written yet, because: It is.}", "empty-point"),
        ("{id: a, asks: Ask first., clauses: [rules.bas]}", "unknown-clause"),
        ("{id: a, asks: Ask first., clauses: [rules.base+detail]}", "point-not-printed"),
        ("{id: a, asks: Within 3 days., source: practice, clauses: [rules.base]}", "number-not-read"),
        ("{id: a, asks: Within two days., source: practice, clauses: [rules.base]}", "number-not-read"),
    ],
)
def test_a_point_has_clauses_that_are_printed_or_a_reason_in_words(point: str, code: str) -> None:
    assert told(point) == [code] * bool(code)


def test_a_clause_that_the_example_does_not_print_meets_nothing() -> None:
    point = "{id: a, asks: Ask first., clauses: [rules.shop]}"
    assert told(point, sector="general") == ["example-not-bound", "point-not-printed"]


def test_lists_that_others_wrote_are_met_nearly_whole() -> None:
    one_list = REGIME.replace("  when: {sectors: [retail]}\n", "  kind: checklist\n")
    assert told("{id: a, asks: Ask first., clauses: [rules.base]}", regime=one_list) == []
    assert told("{id: a, asks: Ask., reason: not written yet, because: It is not.}", regime=one_list) == [
        "lists-not-met"
    ]


def test_a_topic_that_no_example_speaks_of_is_told() -> None:
    library = replace(_library(), topics=("content", "privacy"))
    found = [finding.message for finding in check_regimes(library, SourceLocations(), DATE)]
    told = [message for message in found if "topic" in message]
    assert told == ["The documents of no example say anything about the topic 'privacy'."]


def _library(point: str = "{id: a, asks: Ask., clauses: [rules.base, rules.shop]}") -> Library:
    return tiny_library(NOTATION, files(point))


def test_what_binds_an_organisation_is_counted_on_its_own_documents() -> None:
    library = _library()
    shop = coverage_of_answers(library, answers(library, sectors=["retail"]), DATE)
    assert [(one.regime.id, one.met, one.not_met()) for one in shop.counted] == [("body", 1, {})]
    clinic = coverage_of_answers(library, answers(library, sectors=["healthcare"]), DATE)
    assert (clinic.counted, clinic.may_bind) == ((), ())
    nobody_said = coverage_of_answers(library, answers(library, headcount=300), DATE)
    assert [regime.id for regime in nobody_said.may_bind] == ["body"]
    chosen = coverage_of_answers(library, answers(library, sectors=["healthcare"]), DATE, library.regimes.known["body"])
    assert chosen.counted[0].points[0].missing == ("rules.shop",)


def test_a_line_that_holds_nothing_is_named() -> None:
    report = coverage_of_examples(_library("{id: a, asks: Ask., clauses: [rules.base, rules.gone]}"), DATE)
    assert "body.a" in report.empty()
    assert "P01" not in report.empty()
    assert "P02" in report.empty()


def test_points_are_read_of_a_kept_library_only_when_they_are_asked_for() -> None:
    kept = decode(encode(_library()))
    assert kept is not None
    assert kept.regimes.known["body"].points[0].clauses == ("rules.base", "rules.shop")
    assert set(example_sets(kept, DATE).known) == {"shop"}
