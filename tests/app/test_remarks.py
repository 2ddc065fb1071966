"""What is told about answers beyond their form, in a build and in a check alike."""

from dataclasses import replace
from pathlib import Path

import pytest

from policygen.app.build import BuildOptions, build
from policygen.app.check import check_file
from policygen.findings import Finding, Severity
from policygen.library.model import Library

TODAY = "2026-11-22"


def told(folder: Path, library: Library, text: str) -> list[Finding]:
    path = folder / "answers.yaml"
    path.write_text(f"answers:\n  organisation_name: Quay\n  headcount: 12\n{text}", encoding="utf-8")
    checked = check_file(path, library, TODAY).findings
    built = build(path, library, BuildOptions(TODAY, formats=("md",))).findings
    assert built
    assert all(finding in checked for finding in built)
    return list(built)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2016-12-01", {"unlikely-date", "review-passed"}),
        ("2024-11-01", {"unlikely-date", "review-passed"}),
        ("2025-05-01", {"review-passed"}),
        ("2025-05-21", {"review-passed"}),
        ("2025-05-22", set()),
        ("2024-11-21", {"unlikely-date", "review-passed"}),
        ("2024-11-22", {"review-passed"}),
        ("2031-11-26", set()),
        ("2031-11-27", {"unlikely-date"}),
        ("9999-12-01", {"unlikely-year", "unlikely-date"}),
        ("0001-12-01", {"unlikely-year", "unlikely-date", "review-passed"}),
        ("2032-01-01", {"unlikely-date"}),
        ("2026-12-01", set()),
        ("2026-01-01", set()),
        ("2029-01-01", set()),
    ],
)
def test_a_mistyped_year_is_told_by_the_name_of_its_question(
    tmp_path: Path, library: Library, day: str, codes: set[str]
) -> None:
    found = told(tmp_path, library, f"  work_locations: [JP]\n  effective_date: {day}\n  review_months: 18\n")
    dates = [finding for finding in found if finding.code not in {"law-not-held", "open-duty"}]
    assert {finding.code for finding in dates} == codes
    assert all(finding.severity is Severity.HIGH and finding.location.line == 5 for finding in dates)
    assert all(finding.message.startswith("effective_date: ") for finding in dates)


def test_the_owner_is_told_whose_law_was_not_considered(tmp_path: Path, library: Library) -> None:
    (finding,) = told(tmp_path, library, '  work_locations: ["NO", KE]\n')[:1]
    assert (finding.code, finding.severity, finding.location.line) == ("law-not-held", Severity.MEDIUM, 4)
    assert "Norway" in finding.message


def test_a_network_that_has_closed_is_told_by_name_day_and_place(tmp_path: Path, library: Library) -> None:
    found = told(tmp_path, library, "  work_locations: [GB-ENG]\n  platforms: [instagram, Google+]\n")
    (finding,) = [finding for finding in found if finding.severity is Severity.HIGH]
    assert finding.code == "platform-closed"
    assert "Google+" in finding.message
    assert "2019" in finding.message
    assert finding.location.line == 5


def test_a_regulator_of_another_country_is_told(tmp_path: Path, library: Library) -> None:
    firm = "  sectors: [financial_services]\n  sector_rules: [fca_firm]\n"
    (found,) = [one for one in told(tmp_path, library, f"{firm}  work_locations: [ZA]\n") if one.code == "not-offered"]
    assert "'fca_firm'" in found.message
    assert found.location.line == 5
    for rest in ("  work_locations: [GB-ENG, KE]\n", ""):
        assert "not-offered" not in {one.code for one in told(tmp_path, library, f"{firm}{rest}")}


def test_words_for_a_trade_are_told_with_the_ids_that_may_be_meant(tmp_path: Path, library: Library) -> None:
    found = told(tmp_path, library, "  work_locations: [JP]\n  trade: dog grooming\n")
    (finding,) = [one for one in found if one.code == "trade-without-id"]
    assert finding.location.line == 5
    assert "trades: [dog_grooming]" in finding.hint
    found = told(tmp_path, library, "  work_locations: [JP]\n  trade: dog grooming\n  trades: [dog_grooming]\n")
    assert "trade-without-id" not in {one.code for one in found}


def test_a_trade_for_which_those_of_the_nearest_print_is_told(tmp_path: Path, library: Library) -> None:
    trades = library.trades.trades
    known = {**trades, "handyman": replace(trades["handyman"], nearest="builder")}
    library = replace(library, trades=replace(library.trades, trades=known))
    found = told(tmp_path, library, "  work_locations: [JP]\n  trades: [handyman]\n")
    (finding,) = [one for one in found if one.code == "nearest-trade"]
    assert (finding.severity, finding.location.line) == (Severity.INFO, 5)
    assert "itself; those of Building print" in finding.message
    found = told(tmp_path, library, "  work_locations: [JP]\n  trades: [builder]\n")
    assert "nearest-trade" not in {one.code for one in found}


def test_a_sector_that_a_trade_is_not_of_is_told(tmp_path: Path, library: Library) -> None:
    trade = "  work_locations: [JP]\n  trades: [dog_grooming]\n"
    (found,) = [
        one for one in told(tmp_path, library, f"{trade}  sectors: [retail]\n") if one.code.startswith("trade-")
    ]
    assert (found.code, found.location.line) == ("trade-of-other-sector", 6)
    assert "Add personal_services" in found.hint
    for rest in ("  sectors: [retail, personal_services]\n", ""):
        assert "trade-of-other-sector" not in {one.code for one in told(tmp_path, library, f"{trade}{rest}")}


def test_a_trade_of_no_line_of_work_of_ours_agrees_with_any(tmp_path: Path, library: Library) -> None:
    said = "  work_locations: [JP]\n  trades: [vet]\n  sectors: [retail]\n"
    assert "trade-of-other-sector" not in {one.code for one in told(tmp_path, library, said)}


def test_a_trade_of_no_list_is_refused_with_the_way_to_find_its_id(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("answers:\n  organisation_name: Quay\n  trades: [astronaut]\n", encoding="utf-8")
    (found,) = [one for one in check_file(path, library, TODAY).findings if one.code == "unknown-trade"]
    assert found.severity is Severity.BLOCK
    assert "trades find astronaut" in found.hint


UNLAWFUL = """  work_locations: [GB-ENG]
  own_rules:
    - rule: Do not contact government agencies without approval
    - rule: Do not criticise the shop online
"""


def test_a_risky_rule_of_their_own_is_told_with_words_to_use_instead(tmp_path: Path, library: Library) -> None:
    text = '  own_rules:\n    - {rule: "Do not criticise the shop online"}\n'
    (finding,) = (each for each in told(tmp_path, library, text) if each.code == "T-01")
    assert finding.severity is Severity.HIGH
    assert "Do not criticise the shop online" in finding.message
    assert library.traps["T-01"].instead in finding.hint


def test_an_unlawful_rule_of_their_own_is_built_only_once_it_is_accepted_with_a_reason(
    tmp_path: Path, library: Library
) -> None:
    assert [each.code for each in told(tmp_path, library, UNLAWFUL) if each.severity is Severity.BLOCK] == ["T-09"]
    assert not [*tmp_path.glob("*.md")]
    accepted = f"{UNLAWFUL}accepted:\n  - {{advisory: T-09, reason: Our lawyer has agreed to it.}}\n"
    assert "T-09" not in {each.code for each in told(tmp_path, library, accepted)}
    assert [*tmp_path.glob("*.md")]


def test_how_a_rule_of_their_own_is_worded_is_nobody_elses_business(tmp_path: Path, library: Library) -> None:
    long = f"Whoever so desires shall utilise {'very ' * 40}plain words"
    assert {each.code for each in told(tmp_path, library, f"  own_rules:\n    - rule: {long}\n")} <= {
        "law-not-held",
        "open-duty",
    }


def open_duties(folder: Path, library: Library, headcount: int) -> list[Finding]:
    path = folder / "answers.yaml"
    path.write_text(f"answers:\n  headcount: {headcount}\n  work_locations: [DE, FR]\n", encoding="utf-8")
    return [each for each in check_file(path, library, TODAY).findings if each.code == "open-duty"]


def test_a_small_firm_has_one_finding_for_all_it_left_open_and_a_larger_one_each(
    tmp_path: Path, library: Library
) -> None:
    (small,) = open_duties(tmp_path, library, 49)
    assert "the bodies that represent our people" in small.message
    large = open_duties(tmp_path, library, 50)
    assert len(large) > 3
    assert any("1 rule waits for it" in each.message for each in large)


def test_a_public_body_that_said_nothing_of_its_look_is_offered_larger_words(tmp_path: Path, library: Library) -> None:
    public = "  organisation_type: public_body\n"
    assert "larger-words" in {finding.code for finding in told(tmp_path, library, public)}
    assert "larger-words" not in {finding.code for finding in told(tmp_path, library, public + "body_size: 12\n")}
    assert "larger-words" not in {finding.code for finding in told(tmp_path, library, "  organisation_type: company\n")}
