"""`policygen trades`: from the words people use to the id that an answers file names."""

import json

from policygen.library.model import Library
from tests.cli.running import policygen


def test_every_trade_is_listed_once(library: Library) -> None:
    assert [line.split()[0] for line in policygen("trades", "list").out.splitlines()] == list(library.trades.trades)
    assert len(json.loads(policygen("trades", "list", "--json").out)) == len(library.trades.trades) >= 150


def test_words_find_trades_the_likeliest_first() -> None:
    assert policygen("trades", "find", "I", "groom", "dogs").out.startswith("dog_grooming ")
    assert json.loads(policygen("trades", "find", "kirana store", "--json").out)[0]["id"] == "grocery"


def test_words_of_no_trade_are_told_what_happens_without_one() -> None:
    told = policygen("trades", "find", "astronaut")
    assert told.code != 0
    assert "No trade is known by 'astronaut'." in told.err
    assert "sectors" in told.err


def test_a_trade_shows_its_own_words_and_those_of_its_sector() -> None:
    data = json.loads(policygen("trades", "show", "care_home", "--json").out)
    assert data["words"]["person"] == ["resident", "a resident", "residents"]
    assert "resident, a resident, residents" in policygen("trades", "show", "care_home").out
    assert "Did you mean 'care_home'?" in policygen("trades", "show", "care_hom").err
