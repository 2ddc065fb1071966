"""What people type, and the row of a list that they mean by it."""

from functools import cache
from pathlib import Path

import pytest

from policygen.interview.names import choice_options, place_options, platform_options, trade_options, words_of_sectors
from policygen.interview.search import Option, found
from tests.support.library import the_library

FIRST = 3
"""Nobody looks further down."""


@cache
def lists() -> dict[str, tuple[Option, ...]]:
    library = the_library()
    role = next(field for field in library.questionnaire.questions["roles"].fields if field.id == "role")
    sectors = library.questionnaire.questions["sectors"].choices
    return {
        "trades": trade_options(library.trades),
        "networks": platform_options(library.registry),
        "places": place_options(library.atlas),
        "roles": tuple(choice_options(role.choices)),
        "sectors": tuple(choice_options(sectors, words_of_sectors(library.trades))),
    }


def first(of: str, typed: str) -> list[str]:
    return [option.value for _, option in found(lists()[of], typed)][:FIRST]


def typed(name: str) -> list[tuple[str, str, set[str]]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()[1:]
    return [(of, words, set(meant.split("|"))) for of, words, meant in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("name", "least"), [("typed.tsv", 248), ("typed-apart.tsv", 240)])
def test_what_people_type_finds_what_they_mean_among_the_first_three(name: str, least: int) -> None:
    """Both lists were written before the search was tried on either; nothing was tuned to the second."""
    lost = [(of, words, first(of, words)) for of, words, meant in typed(name) if not meant & set(first(of, words))]
    assert len(typed(name)) - len(lost) >= least, lost


def test_a_trade_leads_to_its_line_of_work_too() -> None:
    trades = the_library().trades.trades
    lost = [
        (words, first("sectors", words))
        for of, words, meant in typed("typed.tsv")
        if of == "trades" and not {trades[trade].sector for trade in meant} & set(first("sectors", words))
    ]
    assert len(lost) <= 3, lost


def test_where_no_line_of_work_is_found_something_else_is_offered() -> None:
    assert first("sectors", "astronaut") == ["general"]
