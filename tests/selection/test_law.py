"""Which places' own law stands behind a selection: what many countries share is nobody's own."""

from dataclasses import replace
from typing import Any

import pytest

from policygen.library.model import Library
from policygen.selection.law import LawGaps, law_gaps
from policygen.selection.select import select
from tests.support.answers import TODAY, answers

SHARED = "only what many countries have in common"


def gaps(library: Library, *places: str, **said: Any) -> LawGaps:
    known = {"organisation_name": "Quay", "headcount": 12, "sectors": ["retail"], "monitoring": ["reactive"], **said}
    return law_gaps(select(library, answers(library, work_locations=list(places) or None, **known), TODAY))


def resting_on(library: Library, **changed: Any) -> Library:
    """The library with a source of one rule for vets changed."""
    id = "gb-bva-animal-pictures"
    return replace(library, sources={**library.sources, id: replace(library.sources[id], **changed)})


@pytest.mark.parametrize("place", ["GB-ENG", "US-NY", "US-WY", "DE", "FR", "IE", "AU-NSW", "CA-ON", "GB", "US"])
def test_a_place_counts_with_a_clause_on_a_source_of_its_own(library: Library, place: str) -> None:
    assert list(gaps(library, place).sentences()) == []


@pytest.mark.parametrize("place", ["NO", "CH", "TR", "IT", "AT", "PL", "SE", "BE", "IS"])
def test_what_holds_across_many_countries_is_no_law_of_the_place_itself(library: Library, place: str) -> None:
    (told,) = gaps(library, place).sentences()
    assert library.atlas.in_sentence(place) in told
    assert SHARED in told


@pytest.mark.parametrize("place", ["JP", "PH", "UG", "MX", "Atlantis"])
def test_a_place_of_which_nothing_is_held_is_told(library: Library, place: str) -> None:
    assert list(gaps(library, place).sentences()) == [f"No law of {library.atlas.in_sentence(place)} was considered."]


def test_places_with_law_of_their_own_do_not_hide_those_without(library: Library) -> None:
    found = gaps(library, "GB-ENG", "NO", "JP", "UG")
    assert (found.wider, found.none, found.everywhere) == (("Norway",), ("Japan", "Uganda"), False)
    assert gaps(library, "NO", "JP").everywhere


def test_that_no_place_was_named_is_told(library: Library) -> None:
    (told,) = gaps(library).sentences()
    assert "no place was named" in told


def test_a_source_of_the_place_counts_only_where_a_clause_on_it_was_selected(library: Library) -> None:
    of_japan = resting_on(library, extent=("JP",), read="opening")
    assert gaps(of_japan, "JP").none == ("Japan",)
    assert gaps(of_japan, "JP", trades=["vet"]).none == ()


def test_a_source_that_nobody_read_is_no_law_that_was_considered(library: Library) -> None:
    assert gaps(resting_on(library, extent=("JP",), read="none"), "JP", trades=["vet"]).none == ("Japan",)
