"""Chapters: which section stands in which, for whom, and what becomes of what nobody placed."""

from collections import Counter

import pytest

from policygen.findings import Finding, Severity
from policygen.library.headings import Headings
from policygen.library.model import AUDIENCES, Chapter, Library
from tests.support.library import compiled_with_findings, layer, tiny

CLAUSES = """
clause rules.a: Ask.
clause rules.b: Log in.
    applies_to: [official]
clause other.c: Be kind.
"""
CHAPTERS = """
chapters:
  - {id: start, title: Start, sections: [rules, other], group: rules}
  - {id: runners, title: Runners, audience: account_holders, sections: [rules, other]}
"""


def placed(library: Library) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.id, each.audience, each.sections) for each in library.chapters]


def faults(manifest: str) -> tuple[Finding, ...]:
    return compiled_with_findings(layer(CLAUSES, manifest=manifest))[1]


def test_every_section_has_one_chapter_for_each_audience_that_it_speaks_to(library: Library) -> None:
    homes = Counter((each.audience, section) for each in library.chapters for section in each.sections)
    assert set(homes.values()) == {1}
    spoken = {(clause.audience, clause.section) for clause in library.clauses.values() if not clause.stands_apart}
    assert spoken <= homes.keys()
    assert [each.audience for each in library.chapters] == sorted(
        (each.audience for each in library.chapters), key=AUDIENCES.index
    )


def test_a_chapter_holds_the_clauses_of_its_sections_that_are_for_its_audience() -> None:
    library = tiny(CLAUSES)
    chapter = Chapter("c", "C", "everyone", ("other", "rules"))
    assert [clause.id for clause in Headings(library).of_chapter(chapter, library.clauses)] == ["other.c", "rules.a"]


def test_without_chapters_each_section_is_one_for_each_audience() -> None:
    assert placed(tiny(CLAUSES)) == [
        ("rules", "everyone", ("rules",)),
        ("other", "everyone", ("other",)),
        ("rules-account_holders", "account_holders", ("rules",)),
    ]


def test_a_section_that_no_chapter_of_ours_lists_is_told_and_printed_all_the_same() -> None:
    library, findings = compiled_with_findings(
        layer(CLAUSES, manifest=CHAPTERS.replace("[rules, other], group: rules", "[rules]"))
    )
    assert [(each.code, each.severity) for each in findings] == [("unplaced-section", Severity.HIGH)]
    assert ("other", "everyone", ("other",)) in placed(library)


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("sections: [rules, other]", "sections: [ruls]", "unknown-section"),
        ("audience: account_holders", "audience: everyone", "listed-twice"),
        ("audience: account_holders", "audience: nobody", "unknown-value"),
        ("id: start, ", "id: start, after: nowhere, ", "unknown-place"),
        ("id: start, ", "id: start, takes: [pictuers], ", "unknown-group"),
    ],
)
def test_what_is_wrong_with_a_chapter_is_told(was: str, now: str, code: str) -> None:
    assert code in [finding.code for finding in faults(CHAPTERS.replace(was, now))]


def test_an_audience_that_there_is_none_of_is_told() -> None:
    (finding,) = faults("audiences:\n  - {id: drivers, title: For drivers}\n")
    assert finding.code == "unknown-audience"


def test_a_packs_section_goes_to_the_chapter_that_takes_its_group() -> None:
    library, findings = compiled_with_findings(
        layer(CLAUSES, manifest=CHAPTERS), layer("clause house.d: Dance.", name="house")
    )
    assert ("start", "everyone", ("rules", "other", "house")) in placed(library)
    assert [finding.code for finding in findings] == []


def test_a_pack_adds_a_chapter_behind_another_and_takes_a_section_into_it() -> None:
    manifest = """
    chapters:
      - {id: house, title: House, sections: [house, rules], after: start}
      - {id: runners, title: Those who post}
    """
    library, findings = compiled_with_findings(
        layer(CLAUSES, manifest=CHAPTERS), layer("clause house.d: Dance.", name="house", manifest=manifest)
    )
    assert not findings
    assert placed(library)[:2] == [("start", "everyone", ("other",)), ("house", "everyone", ("house", "rules"))]
    assert [each.title for each in library.chapters if each.id == "runners"] == ["Those who post"]


@pytest.mark.parametrize(("manifest", "appears"), [("", "standard"), ("format: 2\n", "full")])
def test_full_meant_whatever_is_not_short_before_packs_said_their_format(manifest: str, appears: str) -> None:
    amends = "amends:\n  rules.a: {appears: full}\n"
    pack = layer("clause house.d: Dance.\n    appears: full\n", name="house", manifest=manifest + amends)
    library, findings = compiled_with_findings(layer(CLAUSES), pack)
    assert not findings
    assert [library.clauses[id].appears for id in ("house.d", "rules.a")] == [appears] * 2


def test_a_pack_of_a_newer_format_is_refused() -> None:
    (finding,) = compiled_with_findings(layer(CLAUSES), layer("", name="house", manifest="format: 3\n"))[1]
    assert (finding.code, finding.severity) == ("newer-pack", Severity.BLOCK)
