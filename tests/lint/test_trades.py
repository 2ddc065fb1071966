"""What is told of the file of trades."""

import pytest

from policygen.conditions.model import AnyOf
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.lint.library_rules import check_library
from policygen.selection.select import MAIN_TRADES_OWN
from tests.support.library import TRADES, compiled_with_findings, layer, tiny

SECTORS = "ask trades: trades fact\nask sectors: many_of fact (personal_services retail)"


@pytest.mark.parametrize(
    ("was", "now", "code", "hint"),
    [
        ("offer: [product", "ofer: [product", "unknown-word", "Did you mean 'offer'?"),
        ("[customer, a customer, customers]", "[customer, customers]", "word-forms", "person, a_person, people"),
        ("{en-GB: [rota, rotas], ", "{", "missing-key", ""),
        ("en-US: [schedule", "en-UK: [schedule", "unknown-key", ""),
        ("sectors:\n", "sector:\n", "unknown-key", "Did you mean 'sectors'?"),
    ],
)
def test_a_slip_in_the_file_of_trades_is_told_where_it_stands(was: str, now: str, code: str, hint: str) -> None:
    _, findings = compiled_with_findings(layer(SECTORS, extra={"trades.yaml": TRADES.replace(was, now)}))
    found = next(finding for finding in findings if finding.code == code)
    assert found.location.file.endswith("trades.yaml")
    assert found.location.line > 0
    assert hint in found.hint


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("sector: personal_services\n    says", "sector: retial\n    says", "unknown-sector"),
        ("sectors:\n  personal_services:", "sectors:\n  personal:", "unknown-sector"),
        ("title: Dog grooming", "title: Dog grooming\n    nearest: dogs", "unknown-trade"),
        ("title: Dog grooming", "title: Dog grooming\n    shares: [sector.mirors]", "unknown-clause"),
        ("title: Dog grooming", "title: Dog grooming\n    rules: {GB: [uk_groomer]}", "unknown-choice"),
        ("title: Dog grooming", "title: Dog grooming\n    rules: {XX: []}", "unknown-place"),
        ("  workers: [staff]\n", "", "missing-word"),
    ],
)
def test_what_a_trade_names_exists(was: str, now: str, code: str) -> None:
    library, slips = compiled_with_findings(layer(SECTORS, extra={"trades.yaml": TRADES.replace(was, now)}))
    assert not slips
    told = [finding for finding in check_library(library, "2026-11-29") if finding.severity is Severity.BLOCK]
    assert [finding.code for finding in told if finding.code == code] == [code]


def test_a_pack_changes_a_word_of_a_sector_and_adds_a_trade() -> None:
    more = "sectors: {personal_services: {person: [guest, a guest, guests]}}\ntrades: {spa: {title: Spa, sector: personal_services}}\n"
    pack = layer("", name="house", extra={"trades.yaml": more})
    library = tiny(SECTORS, pack)
    assert library.trades.word("people", "en-GB", ["spa"]) == "guests"
    assert library.trades.word("people", "en-GB", ["grooming"]) == "owners"
    assert library.trades.word("offers", "en-US", ["spa"]) == "colors"


def test_a_word_that_is_none_is_told_with_the_nearest() -> None:
    library = tiny("clause rules.a: Ask {{ word.a_persn }} first.")
    told = [finding for finding in check_library(library, "2026-11-29") if finding.code == "unknown-slot"]
    assert ["word.a_person" in finding.hint for finding in told] == [True]


@pytest.mark.parametrize("section", sorted(MAIN_TRADES_OWN))
def test_each_trade_says_what_is_at_stake_and_what_goes_up_unasked(library: Library, section: str) -> None:
    trades = [
        trade
        for clause in library.clauses.values()
        if clause.section == section and clause.when is not None
        for test in clause.when.tests
        if isinstance(test, AnyOf) and test.key == "trades"
        for trade in test.values
    ]
    assert sorted(trades) == sorted(library.trades.trades)
