"""What five newcomers would have struck from the policy they got: sentences of another trade, place or size."""

from typing import Any

import pytest

from policygen.library.model import Library
from tests.support.answers import decide, words, written

GROOMER = {
    "trades": ["dog_grooming"],
    "work_locations": ["US-OH"],
    "platforms": ["instagram"],
    "organisation_name": "X",
}
DENTIST = {
    "trades": ["dentist"], "work_locations": ["AU-VIC"], "people_served": ["patients"], "organisation_type": "company",
    "headcount": 22, "platforms": ["facebook"],
}  # fmt: skip
PARISH = {"trades": ["place_of_worship"], "work_locations": ["KE"], "organisation_type": "company", "headcount": 3}


@pytest.mark.parametrize(
    ("said", "false"),
    [
        ({**GROOMER, "headcount": 1}, "when you leave"),
        ({**GROOMER, "headcount": 1}, "a colleague"),
        (DENTIST, "Queensland"),
        (DENTIST, "New South Wales"),
        (DENTIST, "Child Protection yourself"),
        (PARISH, "trade secrets"),
        (PARISH, "old price"),
    ],
)
def test_no_sentence_is_of_another_trade_place_or_size(library: Library, said: dict[str, Any], false: str) -> None:
    assert false not in words(written(library, **said))


def test_what_was_taken_from_them_stands_where_it_is_true(library: Library) -> None:
    assert "when you leave" in words(written(library, **GROOMER, headcount=2))
    assert "Ahpra" in words(written(library, **DENTIST))
    surgery = {**DENTIST, "trades": ["gp_surgery"]}
    assert "Child Protection yourself" in words(written(library, **surgery))


def test_nobody_who_works_alone_misses_a_notice_to_staff(library: Library) -> None:
    assert "W-07" not in {each.advisory.id for each in decide(library, **GROOMER, headcount=1).raised}


def test_a_table_has_no_column_of_whom_to_tell_where_that_is_oneself_each_time(library: Library) -> None:
    known = {"trades": ["bicycle_shop"], "work_locations": ["IE"], "policy_owner": {"name": "Aoife Byrne"}}
    assert "Aoife Byrne, at once" in words(written(library, **known, headcount=2))
    assert "Aoife Byrne, at once" not in words(written(library, **known, headcount=1))
