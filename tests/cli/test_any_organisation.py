"""Answers that nobody here thought of: with the fixed questions alone every organisation gets a clean document of its own."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from policygen.app.build import BuildOptions, build
from policygen.library.model import Library
from tests.cli.reading import artefacts, docx_core, docx_lines, markdown_lines
from tests.cli.running import TODAY, answers_file, lying, outputs, policygen

TYPES = ("company", "partnership", "sole_trader", "charity", "public_body", "school", "sports_body", "membership_body")
SECTORS = (
    "healthcare", "financial_services", "education", "public_sector", "sport", "professional_services", "hospitality",
    "retail", "technology", "charity", "media", "emergency_services", "energy", "defence", "personal_services", "trades",
    "property", "creative", "manufacturing", "transport", "general",
)  # fmt: skip
PLACES = (
    ["GB-ENG"], ["US"], ["GB"], ["Narnia"], ["BR"], ["US-NY", "US-CA"], ["CA-ON"], ["AU-NSW", "AU-VIC"], ["DE", "FR", "IE"],
    ["GB-SCT", "GB-NIR"], ["NZ"], ["ZA"], ["SG"], ["IN"], ["CA-QC"], ["AU"], ["US-CT"], ["CA", "US", "GB", "AU"], ["JP"],
    ["US-DE", "DE"], ["AU-ACT"], ["Narnia", "GB-WLS"], ["es"], ["Isle of Man"], ["united kingdom", "Ontario"],
)  # fmt: skip
MONITORING = ("none", "reactive", "listening", "managed_accounts", "public_review", "systems")
PLATFORMS = (
    ["instagram", "facebook"], [], ["twitter"], ["Friendster Two"], None, ["tiktok"], ["x", "Google My Business", "Ning of ours"],
    ["none"], ["google-plus"], "linkedin", ["Yo! Inc."],
)  # fmt: skip
HEADCOUNTS = (6, 1, 31, 49, 50, 12, 240, 9, 100_000, 2)
FREQUENCIES = ("daily", None, "several_a_week", "weekly", "less")
NAMES = (
    "Quayside Works",
    "Ines Vale",
    "Ny Verden AS",
    "Brown & Daughters",
    "St. Ives Sailing Club",
    "1.10",
    "Kestrel Co. Inc.",
)


WHEELS: tuple[tuple[Any, ...], ...] = (
    TYPES, SECTORS, PLACES, MONITORING, PLATFORMS, HEADCOUNTS, FREQUENCIES, NAMES, (None, "2027-01-04"),
    (None, 12, 6, 1, 24, 18, 5), (None, None, "auto", "short", "full", None, None, None, None),
)  # fmt: skip


def organisation(drawn: Sequence[Any]) -> dict[str, Any]:
    """The fixed answers, from a value of each wheel."""
    kind, sector, places, monitoring, platforms, people, often, name, day, months, depth = drawn
    answers = {
        "organisation_name": name, "organisation_type": kind, "headcount": people, "work_locations": places,
        "sectors": [sector], "monitoring": [monitoring], "platforms": platforms, "posting_frequency": often,
        "policy_owner": {"name": "Sam Okafor Jr." if day else "Sam Okafor", "role": "Manager", "email": "sam@quay.example"},
        "effective_date": day, "review_months": months, "depth": depth,
    }  # fmt: skip
    return {key: value for key, value in answers.items() if value is not None}


def organisations(number: int) -> Iterator[dict[str, Any]]:
    """Combinations of the fixed answers, in which every value of every question meets many values of the others."""
    return map(organisation, islice(zip(*map(cycle, WHEELS), strict=False), number))


def written(folder: Path, answers: dict[str, Any], library: Library) -> dict[str, bytes]:
    """What is built, by the name of the file."""
    source = answers_file(folder, **answers)
    result = build(source, library, BuildOptions(TODAY, ("docx", "md"), out=folder / "out"))
    assert result.state == "built", (answers, result.findings)
    assert all(finding.code != "removed-characters" for finding in result.findings)
    return {path.name: path.read_bytes() for path in sorted(lying(folder / "out"))}


def examine(made: dict[str, bytes], answers: dict[str, Any]) -> None:
    """Nothing that no person wrote, and the organisation's own name."""
    name = answers["organisation_name"]
    for file, content in made.items():
        if file.endswith((".json", ".xlsx")):
            continue
        lines = docx_lines(content) if file.endswith(".docx") else markdown_lines(content.decode())
        assert name in "\n".join(lines), (answers, file)
        assert artefacts(lines) == [], (answers, file)


def examined(answers: dict[str, Any], folder: Path, library: Library) -> None:
    first = written(folder / "first", answers, library)
    examine(first, answers)
    assert written(folder / "second", answers, library) == first, answers
    assert {file.rsplit(".", 1)[1] for file in first} - {"xlsx"} == {"docx", "md", "json"}


@pytest.mark.slow
def test_the_fixed_answers_alone_make_a_clean_document_the_same_every_time(tmp_path: Path, library: Library) -> None:
    for number, answers in enumerate(organisations(2)):
        examined(answers, tmp_path / str(number), library)


@pytest.mark.slow
def test_twenty_organisations_by_chance_get_clean_documents(tmp_path: Path, library: Library, chance: Random) -> None:
    for number in range(20):
        examined(organisation([chance.choice(wheel) for wheel in WHEELS]), tmp_path / str(number), library)


@pytest.mark.wide
def test_every_value_of_the_fixed_answers_meets_every_other_sooner_or_later(tmp_path: Path, library: Library) -> None:
    for number, answers in enumerate(organisations(250)):
        if number >= 2:
            examined(answers, tmp_path / str(number), library)


@pytest.mark.wide
@pytest.mark.parametrize("depth", ["short", "full"])
@pytest.mark.parametrize("sector", SECTORS)
def test_every_line_of_work_with_every_way_of_monitoring(
    sector: str, depth: str, tmp_path: Path, library: Library
) -> None:
    for number, stance in enumerate(MONITORING):
        answers = {
            "organisation_name": "Quayside Works", "sectors": [sector], "headcount": 60, "depth": depth,
            "work_locations": PLACES[number * 4 % len(PLACES)], "monitoring": [stance], "platforms": ["instagram"],
        }  # fmt: skip
        examine(written(tmp_path / str(number), answers, library), answers)


@pytest.mark.wide
def test_every_place_known(tmp_path: Path, library: Library) -> None:
    for number, place in enumerate(library.atlas.places):
        answers = {
            "organisation_name": "Quayside Works", "headcount": 31, "work_locations": [place],
            "sectors": [SECTORS[number % len(SECTORS)]], "monitoring": [MONITORING[number % 6]], "platforms": ["x"],
        }  # fmt: skip
        examine(written(tmp_path / str(number), answers, library), answers)


def test_no_answers_at_all_make_a_document_that_asks_for_them(tmp_path: Path) -> None:
    outcome = policygen("build", answers_file(tmp_path))
    assert outcome.code == 0, outcome.said
    (word,) = outputs(tmp_path, "docx")
    assert word.name == "organisation-social-media-policy.docx"
    lines = docx_lines(word.read_bytes())
    assert "[Confirm: our full legal name]" in lines
    assert artefacts(lines) == []


def test_a_document_knows_its_organisation_where_a_reader_looks_for_it(tmp_path: Path) -> None:
    policygen("build", answers_file(tmp_path, organisation_name="Quay & Söhne", headcount=6))
    (word,) = outputs(tmp_path, "docx")
    assert word.name == "quay-sohne-social-media-policy.docx"
    assert docx_core(word) == ("Social media policy", "Social media policy of Quay & Söhne")


def test_a_former_name_of_a_network_is_printed_by_its_present_one(tmp_path: Path) -> None:
    outcome = policygen("build", answers_file(tmp_path, organisation_name="Quay", headcount=6, platforms=["Twitter"]))
    (word,) = outputs(tmp_path, "docx")
    text = "\n".join(docx_lines(word.read_bytes()))
    assert "'Twitter' was read as 'x' (X)" in outcome.err
    assert "Twitter" not in text
    assert " X. " in text


def test_a_network_of_no_list_is_printed_as_it_was_typed(tmp_path: Path) -> None:
    outcome = policygen(
        "build", answers_file(tmp_path, organisation_name="Quay", headcount=6, platforms=["Our own forum"])
    )
    (word,) = outputs(tmp_path, "docx")
    assert "'Our own forum' is not in the list of platforms" in outcome.err
    assert "Our own forum" in "\n".join(docx_lines(word.read_bytes()))


def test_a_place_of_no_list_is_told_to_the_owner_and_to_nobody_else(tmp_path: Path) -> None:
    path = answers_file(tmp_path, organisation_name="Quay", headcount=6, work_locations=["Narnia"])
    told = policygen("build", path)
    (word,) = outputs(tmp_path, "docx")
    assert "No law of Narnia was considered." in told.err
    assert "No law of Narnia" in policygen("check", path).out
    assert "No law of Narnia" in policygen("check", word).out
    head = policygen("explain", path).out.splitlines()[0]
    assert "No law of Narnia was considered." in head
    assert "law as of" not in head
    assert "Narnia was considered" not in "\n".join(docx_lines(word.read_bytes()))


@pytest.mark.parametrize("code", ["US", "GB", "CA", "AU"])
def test_a_country_whose_law_differs_inside_is_told_to_the_owner(code: str, tmp_path: Path) -> None:
    path = answers_file(tmp_path, organisation_name="Quay", headcount=6, work_locations=[code])
    assert "whose law differs within it" in policygen("check", path).out


def test_ontario_is_never_told_yes_and_no_while_nobody_said_what_is_monitored(tmp_path: Path) -> None:
    said = {"organisation_name": "Lake Ltd", "headcount": 31, "work_locations": ["CA-ON"]}
    answers = answers_file(tmp_path, **said)

    assert policygen("build", answers, "--format", "md", "--date", TODAY).code == 0

    text = outputs(tmp_path, "md")[0].read_text(encoding="utf-8")
    assert "We electronically monitor employees" not in text
    assert "We do not electronically monitor employees" in text.split("Confirm:", 1)[1]
