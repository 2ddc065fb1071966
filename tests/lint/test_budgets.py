"""Budgets of made documents: the samples keep them, and papers that do not are told."""

from collections.abc import Iterable
from random import Random

import pytest

from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import CARD, POLICY, DocumentKind
from policygen.document.model import (
    Block,
    Confirm,
    Document,
    Exact,
    Heading,
    Origin,
    Paragraph,
    Part,
    Properties,
    Row,
    Table,
    Text,
)
from policygen.findings import Finding, Severity
from policygen.library.model import Library
from policygen.selection.select import select
from tests.lint.checking import DATE, tiny_library
from tests.support.answers import answers
from tests.support.budgets import bracket_count, check_document, reading_of, rule_count, word_count
from tests.support.library import tiny
from tests.support.strategies import sample, sample_names
from tests.support.sweep import Case, cases, check_case, fixed_answers, sweep

BASE = "clause rules.base: You must ask first."


def _document(blocks: Iterable[Block], *, kind: str = "policy", statutory: bool = False) -> Document:
    properties = Properties("Policy", "", "Example", "en-GB", "a4", kind, "short", "1", DATE)
    origin = Origin("rules.base", "clause", "Base", statutory=statutory)
    return Document(properties, (Part(origin, tuple(blocks)),))


def _codes(document: Document, library: Library | None = None) -> list[str]:
    return [finding.code for finding in check_document(document, library or tiny(BASE), "paper")]


def _rule(text: str) -> Paragraph:
    return Paragraph((Text(text),), "numbered-rule")


def test_a_paper_within_its_budget_has_no_findings() -> None:
    assert _codes(_document([_rule("You must ask first.")])) == []


@pytest.mark.parametrize(("kind", "most"), [("card", 15), ("policy", 24)])
def test_a_paper_has_only_so_many_rules(kind: str, most: int) -> None:
    assert "too-many-rules" not in _codes(_document([_rule("Ask first.")] * most, kind=kind))
    assert "too-many-rules" in _codes(_document([_rule("Ask first.")] * (most + 1), kind=kind))


@pytest.mark.parametrize(("kind", "most"), [("card", 350), ("policy", 1_750)])
def test_a_paper_has_only_so_many_words(kind: str, most: int) -> None:
    ten = Paragraph((Text("Ask us first and then post it on the page."),), "always")
    assert "too-many-words" not in _codes(_document([ten] * (most // 10), kind=kind))
    assert "too-many-words" in _codes(_document([ten] * (most // 10 + 1), kind=kind))


def test_headings_notices_and_the_users_own_records_are_not_counted() -> None:
    table = Table("accounts", ("A", "B"), (Row("1", ((Text("one two"),), (Text("three"),))),))
    document = _document([Heading(1, (Text("Our accounts"),)), _rule("Ask us first."), table])
    assert (rule_count(document), word_count(document)) == (1, 3)
    assert word_count(_document([_rule("Ask us first.")], statutory=True)) == 0


def test_a_short_policy_asks_for_at_most_three_facts() -> None:
    brackets = [Paragraph((Confirm("tool", (Text(f"tool {number}"),)),)) for number in (1, 2, 3, 4)]
    assert bracket_count(_document([*brackets, *brackets])) == 4
    assert "too-many-brackets" not in _codes(_document(brackets[:3]))
    assert "too-many-brackets" in _codes(_document(brackets))


def test_rules_that_are_hard_to_read_are_told() -> None:
    hard = "Organisational communications necessitate comprehensive authorisation preceding publication."
    assert "hard-to-read" in _codes(_document([_rule(hard)]))
    assert "long-sentences" in _codes(_document([_rule("You must ask us " + "or him " * 10 + "first.")]))


def test_names_count_as_short_words() -> None:
    name = "Organisational Communications Authorisation Representative"
    library = tiny(BASE)
    plain = reading_of(_document([_rule(f"Ask {name} first.")]).parts, library)
    exact = reading_of(_document([Paragraph((Text("Ask "), Exact(name), Text(" first.")), "rule")]).parts, library)
    assert exact.grade < plain.grade
    assert exact.words == plain.words


def test_no_paper_says_shall() -> None:
    assert "shall" in _codes(_document([_rule("You shall ask first.")]))


def test_a_clause_is_not_printed_without_the_table_it_speaks_of() -> None:
    text = "clause rules.base: Here is who does what.\n    kind: record\n    appears: short\n    detail: |\n      {{ table.roles }}"
    library = tiny_library(text)
    printed = assemble(select(library, Answers({"headcount": 500}), DATE))
    assert "missing-table" in _codes(printed, library)
    rows = ({"role": "hr", "name": "Kim"},)
    with_rows = assemble(select(library, Answers({"headcount": 500, "roles": rows}), DATE))
    assert "missing-table" not in _codes(with_rows, library)


# ---- the library as shipped --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [POLICY, CARD], ids=lambda kind: kind.id)
@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_every_sample_keeps_its_budgets(library: Library, name: str, kind: DocumentKind) -> None:
    document = assemble(select(library, sample(name), DATE), kind)
    assert [str(finding) for finding in check_document(document, library, f"{name} {kind.id}")] == []


@pytest.mark.parametrize("sector", ["hospitality", "financial_services", "education", "emergency_services", "defence"])
@pytest.mark.some_every_day(2)
def test_the_busiest_lines_of_work_keep_their_budgets(library: Library, sector: str) -> None:
    found: list[Finding] = []
    for place, stance in (("US-NY", "systems"), ("FR", "public_review"), ("GB-ENG", "none")):
        case = Case(f"{sector}, {place}, {stance}", Answers(fixed_answers(sector, place, stance, 12)))
        found += check_case(library, case, DATE)
    assert [str(finding) for finding in found] == []


def test_a_sweep_covers_every_sector_place_and_stance_in_both_depths(library: Library) -> None:
    found = list(cases(library))
    assert len(found) == 21 * 10 * 6 + 21 * 10
    headcounts = {case.answers.values["headcount"] for case in found}
    assert len(headcounts) == 2


def test_a_sweep_tells_each_fault_once_with_its_worst_case() -> None:
    questions = """
    ask organisation_name: text fact
    ask organisation_type: one_of fact (company charity)
    ask headcount: integer fact
    ask work_locations: places fact
    ask sectors: many_of fact (retail general)
    ask depth: one_of choice (auto short standard full)
        default: auto
    ask monitoring: many_of choice (none!)
    ask platforms: platforms fact
    ask posting_frequency: one_of fact (weekly daily)
    ask policy_owner: contact fact
    ask review_months: integer choice
    clause rules.base: You shall ask first.
    clause rules.retail: You must ask.
        when: {sectors: [retail]}
        appears: short
    """
    found = sweep(tiny(questions), DATE)
    shall = [finding for finding in found if finding.code == "shall"]
    assert len(shall) == 1
    assert "other cases" in shall[0].message


@pytest.mark.slow
def test_no_answers_drawn_by_chance_exceed_a_budget(library: Library, chance: Random) -> None:
    drawn = chance.sample(list(cases(library)), 80)
    assert [str(finding) for case in drawn for finding in check_case(library, case, DATE)] == []


@pytest.mark.wide
def test_no_answers_with_the_fixed_ids_alone_exceed_a_budget(library: Library) -> None:
    assert [str(finding) for finding in sweep(library, DATE)] == []


@pytest.mark.slow
def test_every_trade_keeps_the_budgets_of_a_short_policy_and_of_a_card(library: Library, chance: Random) -> None:
    place = chance.choice(["GB-ENG", "AU-NSW", "US-CA", "CA-ON", "IE", "NZ", "ZA"])
    said = {"headcount": 20, "work_locations": [place], "platforms": ["instagram"], "monitoring": ["reactive"]}
    told: list[str] = []
    for trade in library.trades.trades:
        selection = select(library, answers(library, trades=[trade], organisation_type="company", **said), DATE)
        for kind in (POLICY, CARD):
            found = check_document(assemble(selection, kind), library, f"{trade}, {place}, {kind.id}")
            told += [str(finding) for finding in found if finding.severity >= Severity.HIGH]
    assert told == []
