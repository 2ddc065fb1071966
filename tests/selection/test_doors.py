"""Doors outside: whoever has a trouble may go to a body for it, in every place that we know the bodies of."""

from typing import Any

import pytest

from policygen.library.model import Library
from policygen.selection.select import select
from tests.support.answers import TODAY, answers

DOORS = {
    "GB-ENG": "gb-council",
    "GB-SCT": "gb-council",
    "GB-NIR": "nir",
    "IE": "ie",
    "DE": "eu",
    "US-NV": "us",
    "US-CA": "us-ca",
    "US-NY": "us-ny",
    "US-TX": "us-tx",
    "US-FL": "us-fl",
    "US-IL": "us-il",
    "US-WA": "us-wa",
    "US-MA": "us-ma",
    "US-OR": "us-or",
    "US-CO": "us-co",
    "US-PA": "us-pa",
    "CA-ON": "ca-on",
    "CA-MB": "ca",
    "CA-BC": "ca-bc",
    "CA-QC": "ca-qc",
    "CA-AB": "ca-ab",
    "AU-SA": "au",
    "AU-NSW": "au-nsw",
    "AU-VIC": "au-vic",
    "AU-QLD": "au-qld",
    "AU-WA": "au-wa",
    "NZ": "nz",
    "ZA": "za",
}


def doors(library: Library, *places: str, **said: Any) -> list[str]:
    known = {"organisation_name": "Quay", "organisation_type": "company", "headcount": 12, "sectors": ["retail"]}
    selection = select(library, answers(library, work_locations=list(places), **{**known, **said}), TODAY)
    printed = [clause for clause in library.clauses if selection.printed(clause)]
    return [clause.removeprefix("conduct.doors-") for clause in printed if clause.startswith("conduct.doors-")]


@pytest.mark.parametrize(("place", "door"), DOORS.items())
def test_each_place_has_the_doors_of_its_own_and_no_others(library: Library, place: str, door: str) -> None:
    assert doors(library, place) == [door]


PAIRS = [
    ("GB-NIR", "IE"),
    ("CA-ON", "US-TX"),
    ("GB-ENG", "IE"),
    ("IE", "DE"),
    ("US-CA", "US-NV"),
    ("US-CA", "GB-ENG"),
    ("AU-NSW", "AU-VIC"),
    ("CA-BC", "CA-MB"),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_people_in_two_places_get_the_doors_of_both_and_of_no_third(library: Library, pair: tuple[str, str]) -> None:
    assert sorted(doors(library, *pair)) == sorted(DOORS[place] for place in pair)


@pytest.mark.parametrize("place", DOORS)
def test_the_doors_stand_beside_a_second_person_to_tell(library: Library, place: str) -> None:
    somebody = [{"name": "Beth Carmody", "role": "Manager"}]
    assert doors(library, place, concern_contacts=somebody) == [DOORS[place]]


@pytest.mark.parametrize(("sector", "door"), [("trades", "gb"), ("hospitality", "gb-council")])
def test_safety_at_work_goes_to_whoever_enforces_it_there(library: Library, sector: str, door: str) -> None:
    assert doors(library, "GB-WLS", sectors=[sector]) == [door]


def test_a_public_body_in_the_united_states_is_not_sent_to_the_labor_board(library: Library) -> None:
    (door,) = doors(library, "US-TX", organisation_type="public_body")
    assert door == "us-public"
    assert "National Labor" not in repr(library.clauses[f"conduct.doors-{door}"])
    assert "National Labor" in repr(library.clauses["conduct.doors-us"])


def test_a_public_body_in_california_keeps_the_doors_of_public_bodies(library: Library) -> None:
    assert doors(library, "US-CA", organisation_type="public_body") == ["us-public"]


@pytest.mark.parametrize("place", ["US-CA", "US-WA", "US-OR"])
def test_a_state_with_a_safety_agency_of_its_own_sends_nobody_to_the_federal_one(library: Library, place: str) -> None:
    assert "1-800-321-6742" not in repr(library.clauses[f"conduct.doors-{DOORS[place]}"])
