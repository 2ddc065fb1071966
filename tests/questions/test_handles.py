"""The account that an address leads to."""

import pytest

from policygen.library.model import Library
from policygen.platforms.handles import handle_in, host_of, is_address, problems
from policygen.platforms.model import HandleRule
from policygen.platforms.names import network_of, networks_in


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        ("https://www.instagram.com/quaylane/", "quaylane"),
        ("https://www.tiktok.com/@quaylane", "quaylane"),
        ("https://mastodon.example/@quaylane", "quaylane@mastodon.example"),
        ("https://www.linkedin.com/company/quay-lane/about/", "quay-lane"),
        ("https://www.facebook.com/people/Quay-Lane/1000123", "1000123"),
        ("https://www.facebook.com/people/Quay-Lane", "Quay-Lane"),
        ("https://www.facebook.com/profile.php?id=1000123", "1000123"),
        ("https://www.facebook.com/profile.php", ""),
        ("instagram.com", ""),
        ("https://www.instagram.com/reel/C12x/", ""),
        ("https://[quaylane", ""),
    ],
)
def test_an_address_holds_the_name_of_its_account_or_none(address: str, handle: str) -> None:
    assert handle_in(address) == handle


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://www.instagram.com/a", "instagram.com"), ("M.Facebook.com/a", "facebook.com"), ("https://[a", "")],
)
def test_a_network_is_known_by_its_computer_without_what_stands_before_it(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("text", "is_one"), [(" instagram.com/a ", True), ("https://x.com/a", True), ("quaylane", False)]
)
def test_an_address_is_told_from_a_name(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Instagram", ["instagram"]),
        ("our Facebook page", ["facebook"]),
        ("Twitter/X", ["x"]),
        ("X (formerly Twitter)", ["x"]),
        ("Facebook and Instagram", ["facebook", "instagram"]),
        ("Instagram (Meta)", ["instagram"]),
        ("https://www.tiktok.com/@quaylane", ["tiktok"]),
        ("our page, facebook.com/quaylane", []),
        ("Instagram and Narnia", []),
        ("our page", []),
        ("", []),
    ],
)
def test_networks_are_known_by_what_people_write_and_only_where_all_of_it_is_understood(
    text: str, ids: list[str], library: Library
) -> None:
    assert [platform.id for platform in networks_in(text, library.registry)] == ids


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("https://www.instagram.com/quaylane", "instagram"),
        ("https://business.facebook.com/quaylane", "facebook"),
        ("https://quaylane.example/instagram", None),
        ("https://instagram.1/quaylane", None),
        ("instagram", None),
    ],
)
def test_an_address_leads_to_the_network_whose_computer_it_names(
    address: str, id: str | None, library: Library
) -> None:
    found = network_of(address, library.registry)
    assert (found and found.id) == id


@pytest.mark.parametrize(
    ("handle", "told"),
    [
        ("quay", ()),
        ("quaylane", ()),
        ("qua", ("shorter than 4 characters",)),
        ("quaylanes", ("longer than 8 characters",)),
        ("quay.lane.ltd", ("longer than 8 characters",)),
        ("quay.", ("Letters.",)),
    ],
)
def test_a_handle_is_told_what_its_network_will_not_take(handle: str, told: tuple[str, ...]) -> None:
    assert problems(handle, HandleRule(least=4, most=8, pattern="[a-z]+", note="Letters.")) == told
    assert problems(handle, HandleRule()) == ()


def test_a_rule_without_words_of_its_own_says_that_characters_are_not_accepted() -> None:
    assert problems("quay.", HandleRule(pattern="[a-z]+")) == ("has characters that are not accepted there",)
