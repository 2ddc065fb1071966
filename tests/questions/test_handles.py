"""The account that an address leads to."""

import pytest

from policygen.platforms.handles import handle_in, host_of, is_address


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        ("https://www.instagram.com/quaylane/", "quaylane"),
        ("https://www.tiktok.com/@quaylane", "quaylane"),
        ("https://mastodon.example/@quaylane", "quaylane@mastodon.example"),
        ("https://www.linkedin.com/company/quay-lane/about/", "quay-lane"),
        ("https://www.facebook.com/people/Quay-Lane/1000123", "1000123"),
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
