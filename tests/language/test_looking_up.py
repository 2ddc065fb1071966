"""An entry of a list found by what people type: by its words, by words run together, and with one slip."""

import pytest

from policygen.language.looking_up import Fit, Index

INDEX = Index(
    [
        ("Hair salon", "barber shop"),
        ("Dog grooming", "groomer"),
        ("Bookshop", "book shop", "stationer"),
        ("Nail bar",),
    ]
)


def first(text: str, *, slips: bool = True) -> Fit | None:
    return next(iter(INDEX.find(text, slips=slips)), None)


@pytest.mark.parametrize(
    ("typed", "at", "name", "mistyped"),
    [
        ("hair salon", 0, "Hair salon", False),
        ("HAIR  salon", 0, "Hair salon", False),
        ("hairsalon", 0, "Hair salon", False),
        ("hairsalom", 0, "Hair salon", True),
        ("hair saloon", 0, "Hair salon", True),
        ("barbershop", 0, "barber shop", False),
        ("barbershpo", 0, "barber shop", True),
        ("book shop", 2, "book shop", False),
        ("bookshops", 2, "Bookshop", None),
        ("groomr", 1, "groomer", True),
        ("nailbar", 3, "Nail bar", False),
    ],
)
def test_an_entry_is_found_by_its_words_run_together_or_with_one_slip(
    typed: str, at: int, name: str, mistyped: bool | None
) -> None:
    found = first(typed)
    assert found is not None
    assert (found.at, found.name) == (at, name)
    if mistyped is not None:
        assert found.slips is mistyped
        plain = first(typed, slips=False)
        assert plain is None or plain.fit < 1 or not mistyped
        assert plain is not None or mistyped


@pytest.mark.parametrize("typed", ["", "  ", "zzz", "hqwrsalxn", "kail", "bail maker", "hook"])
def test_what_is_near_to_nothing_finds_nothing(typed: str) -> None:
    assert INDEX.find(typed) == ()


def test_of_words_run_together_the_fit_is_full_and_with_a_slip_a_little_less() -> None:
    exact, near = first("nailbar"), first("nailbra")
    assert (exact.fit if exact else 0) == 1
    assert (near.fit if near else 0) == 0.9
