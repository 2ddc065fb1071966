"""`policygen platforms`: every network by any name it has or had, and what a handle must look like there."""

import json

import pytest

from policygen.library.model import Library
from tests.cli.running import policygen


def test_every_network_is_listed_once_what_most_use_first_and_what_has_closed_last(library: Library) -> None:
    told = policygen("platforms", "list")
    assert told.code == 0
    listed = [line.split()[0] for line in told.out.splitlines()]
    assert sorted(listed) == sorted(library.registry.platforms)
    assert listed.index("facebook") < listed.index("mastodon") < listed.index("gab") < listed.index("google-plus")
    data = json.loads(policygen("platforms", "list", "--json").out)
    assert [entry["id"] for entry in data] == listed
    assert all(entry["name"] and entry["status"] and entry["as_of"] for entry in data)


def test_closed_networks_can_be_listed_alone() -> None:
    data = json.loads(policygen("platforms", "list", "--closed", "--json").out)
    assert {entry["status"] for entry in data} == {"closed"}
    assert "google-plus" in {entry["id"] for entry in data}
    assert "closed 2019" in policygen("platforms", "list", "--closed").out


@pytest.mark.parametrize("name", ["twitter", "X", "x.com", " Twitter ", "TWITTER"])
def test_a_network_is_found_by_any_name_it_has_or_had(name: str) -> None:
    told = policygen("platforms", "show", name)
    assert told.code == 0, told.err
    assert told.out.startswith("X\n")
    assert "Formerly: Twitter" in told.out
    assert json.loads(policygen("platforms", "show", name, "--json").out)["id"] == "x"


@pytest.mark.parametrize("name", ["google", "Google", "GMB", "Google My Business"])
def test_a_network_in_use_is_found_before_one_that_has_closed(name: str) -> None:
    assert policygen("platforms", "show", name).out.startswith("Google Business Profile\n")


@pytest.mark.parametrize("name", ["Google+", "google plus", "G+", "google-plus"])
def test_a_network_that_has_closed_is_found_by_its_own_name(name: str) -> None:
    assert policygen("platforms", "show", name).out.startswith("Google+\n")


def test_no_name_of_a_network_in_use_leads_to_one_that_has_closed(library: Library) -> None:
    for platform in library.registry.platforms.values():
        for name in (platform.id, platform.name, *platform.aliases):
            found = library.registry.find(name)
            assert found is not None
            assert found.status != "closed" or platform.status == "closed", name


def test_an_address_is_tried_by_the_handle_in_it() -> None:
    told = policygen("platforms", "handle", "https://www.instagram.com/quaylane/")
    assert (told.code, told.out.split()[-2:]) == (0, ["Instagram", "fits"])
    assert "quaylane" in told.out
    assert policygen("platforms", "handle", "https://www.google.com/maps/place/Quay").code == 2


def test_a_handle_with_spaces_is_answered_with_one_that_has_none() -> None:
    assert "quaylane" in policygen("platforms", "handle", "Quay Lane").err


@pytest.mark.slow
def test_every_network_can_be_shown_by_every_name(library: Library) -> None:
    for platform in library.registry.platforms.values():
        for name in (platform.id, platform.name, *platform.former_names):
            told = policygen("platforms", "show", name)
            assert told.code == 0
            assert told.out.startswith(f"{platform.name}\n")
            assert "None" not in told.out


def test_a_slip_in_a_name_is_answered_with_the_nearest() -> None:
    for command in (("show", "instagrm"), ("handle", "quay", "instagrm")):
        outcome = policygen("platforms", *command)
        assert outcome.code == 2
        assert "Did you mean 'instagram'" in outcome.err


def test_a_handle_is_tried_on_the_networks_named() -> None:
    told = policygen("platforms", "handle", "harbourstreet", "instagram", "twitter", "facebook")
    assert told.code == 0
    assert [line.split()[-1] for line in told.out.splitlines()] == ["fits", "fits", "fits"]
    told = policygen("platforms", "handle", "@harbour-street-café-of-leeds", "instagram", "x")
    assert told.code == 3
    assert "fits" not in told.out


def test_a_handle_is_tried_on_every_network_with_known_rules_when_none_is_named() -> None:
    told = policygen("platforms", "handle", "harbourstreet")
    assert len(told.out.splitlines()) > 10
    assert "no rule known" not in told.out


@pytest.mark.parametrize("wanted", ["", "two words", "@", "\t"])
def test_what_is_no_handle_is_a_fault_of_usage(wanted: str) -> None:
    outcome = policygen("platforms", "handle", wanted, "x")
    assert outcome.code == 2
    assert outcome.err


@pytest.mark.parametrize("wanted", ["x" * 5000, "<script>", "{{7*7}}", "مقهى", "🫖", "a\x1b[31mb", "\u202eabc"])
def test_hostile_handles_are_answered(wanted: str) -> None:
    told = policygen("platforms", "handle", wanted)
    assert told.code == 3
    assert "\x1b" not in told.out
    assert "\u202e" not in told.out
