"""Which clauses make room where a paper holds no more."""

from typing import Any

import pytest

from policygen.assembly.documents import POLICY
from policygen.document.model import Depth
from policygen.library.model import AUDIENCES, Audience, Clause, Library
from policygen.library.template import Table
from policygen.selection.model import Selection, Status
from policygen.selection.reasons import why
from policygen.selection.room import (
    A_HANDFUL,
    LAST_TO_GO,
    LAW_OF_PLACE,
    LAW_OF_TRADE,
    ROOM,
    ROOM_FOR_A_HANDFUL,
    ROWS,
    TEN_MINUTES,
    beside_trades_own,
    rows_printed,
)
from tests.support.answers import decide
from tests.support.library import tiny

QUESTIONS = """
    ask headcount: integer fact
    ask depth: one_of choice (auto short standard full)
        default: auto
    """


THIRD = ROOM["short", "everyone"].words // 3
"""Words that three rules may have each, but for their titles."""


def words(count: int) -> str:
    return "word " * count


def small(*clauses: tuple[str, str, str]) -> Library:
    """A small library of clauses, each with its name, words and further keys."""
    lines = (
        f"clause rules.{name}: {text}\n        appears: short\n{keys and '        ' + keys}"
        for name, text, keys in clauses
    )
    return tiny(QUESTIONS + "\n    ".join(("", *lines)))


def not_printed(selection: Selection) -> list[str]:
    return [id for id, decision in selection.decisions.items() if decision.cause == "room"]


def room(*clauses: tuple[str, str, str], **said: Any) -> list[str]:
    return not_printed(decide(small(*clauses), **said))


def test_nothing_makes_room_where_all_fits() -> None:
    assert room(("a", words(400), "yields: 1"), ("b", words(400), "yields: 2")) == []


def test_the_lowest_goes_first_and_of_the_same_the_last() -> None:
    a, b, c = ("a", words(THIRD), "yields: 2"), ("b", words(THIRD), "yields: 1"), ("c", words(THIRD), "yields: 1")
    assert room(a, b, c) == ["rules.c"]
    assert room(a, b, c, ("d", words(THIRD), "")) == ["rules.b", "rules.c"]
    assert room(a, b, c, ("d", words(2 * THIRD + 10), "")) == ["rules.a", "rules.b", "rules.c"]


def test_what_does_not_yield_is_printed_however_full_the_paper() -> None:
    assert room(("a", words(1200), ""), ("b", words(1200), "")) == []


def test_a_short_policy_holds_so_many_rules() -> None:
    most = ROOM["short", "everyone"].rules or 0
    rules = [(f"r{number}", "Ask.", "yields: 1") for number in range(most)]
    assert room(*rules) == []
    assert room(*rules, ("last", "Ask.", "")) == [f"rules.r{most - 1}"]


def test_what_takes_no_number_makes_no_room_for_numbers() -> None:
    most = ROOM["short", "everyone"].rules or 0
    rules = [(f"r{number}", "Ask.", "yields: 2") for number in range(most + 1)]
    assert room(*rules, ("scope", "All of us.", "kind: meaning\n        yields: 1")) == [f"rules.r{most}"]


def test_what_another_clause_says_in_its_table_takes_no_room() -> None:
    most = ROOM["short", "everyone"].words
    clauses = ("a", words(10), "yields: 1"), ("b", words(most - 20), ""), ("c", words(100), "part_of: [rules.b]")
    assert room(*clauses) == []


def test_an_addendum_goes_with_the_clause_it_stands_under() -> None:
    clauses = ("a", words(THIRD), "yields: 1"), ("b", words(THIRD), "under: rules.a"), ("c", words(2 * THIRD), "")
    assert room(*clauses) == ["rules.a", "rules.b"]


def test_a_handful_of_people_get_a_shorter_policy() -> None:
    clauses = ("a", words(10), "yields: 1"), ("b", words(ROOM_FOR_A_HANDFUL.words), "")
    assert room(*clauses, headcount=A_HANDFUL) == []
    assert room(*clauses, headcount=A_HANDFUL - 1) == ["rules.a"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_longer_policy_keeps_to_a_length_for_each_reader(audience: Audience) -> None:
    most = ROOM["standard", audience].words
    mine = ("a", words(most), f"yields: 1\n        audience: {audience}"), ("b", words(10), f"audience: {audience}")
    others = [("other", words(10), f"audience: {other}") for other in AUDIENCES if other != audience]
    assert room(*mine, *others, depth="standard") == ["rules.a"]
    assert room(("a", words(most - 200), f"yields: 1\n        audience: {audience}"), *others, depth="standard") == []


def test_the_last_to_go_leave_a_longer_policy_only_where_ten_minutes_would_not_do() -> None:
    last, rest = ("a", words(100), f"yields: {LAST_TO_GO}"), TEN_MINUTES.words - 300
    assert rest > ROOM["standard", "everyone"].words
    assert room(last, ("b", words(rest), ""), depth="standard") == []
    assert room(last, ("b", words(rest + 100), ""), depth="standard") == ["rules.a"]


@pytest.mark.parametrize("depth", ROWS)
def test_a_table_of_a_trade_keeps_its_first_rows(library: Library, depth: Depth) -> None:
    clause = library.clauses["trade.cafe-look"]
    assert _rows(rows_printed(clause, depth)) == _rows(clause)[: ROWS[depth]]


def _rows(clause: Clause) -> tuple[object, ...]:
    return tuple(row for block in clause.rule if isinstance(block, Table) for row in block.rows)


def test_other_tables_stand_whole(library: Library) -> None:
    clause = library.clauses["escalation.what-to-do"]
    assert rows_printed(clause, "short") is clause


def test_beside_the_table_of_a_trade_the_general_one_for_the_same_has_fewer_rows(library: Library) -> None:
    general, own, other = (
        library.clauses[id] for id in ("escalation.what-to-do", "trade.music-teacher-moments", "trade.cafe-look")
    )
    assert beside_trades_own([general, other]) == [general, other]
    shorter, same = beside_trades_own([general, own])
    assert same is own
    assert _rows(shorter) == _rows(general)[: general.rows_beside_trade]
    assert len(_rows(shorter)) < len(_rows(general))


def law_left_out(told: dict[str, str], **said: Any) -> list[str]:
    """The lines of law for which there is no room in a short policy, each given by its keys."""
    lines = "".join(
        f"clause law.{id}: Somebody asks it.\n        kind: law\n        appears: short\n        {keys}\n    "
        for id, keys in told.items()
    )
    asked = QUESTIONS + "ask work_locations: places fact\n    ask sectors: many_of fact (retail)\n    "
    selection = decide(tiny(asked + lines), sectors=["retail"], **said)
    return [id for id, decision in selection.decisions.items() if decision.cause == "room"]


def test_the_law_of_a_place_keeps_to_some_lines_those_of_the_part_of_the_country_first() -> None:
    most = LAW_OF_PLACE["short"]
    told = {f"r{number}": "binds_at: [US]" for number in range(most)} | {"part": "binds_at: [US-NY]"}
    assert law_left_out(told, work_locations=["US-NY"], headcount=A_HANDFUL) == [f"law.r{most - 1}"]


def test_a_line_for_most_parts_of_a_country_is_one_of_the_whole() -> None:
    most = LAW_OF_PLACE["short"]
    told = {f"r{number}": "binds_at: [US]" for number in range(most)}
    told |= {"most": "binds_at: [US-CA, US-NY, US-TX]", "two": "binds_at: [US-CA, US-NY]"}
    assert set(law_left_out(told, work_locations=["US-NY"], headcount=A_HANDFUL)) == {f"law.r{most - 1}", "law.most"}


def test_what_the_law_asks_of_a_line_of_work_has_lines_of_its_own() -> None:
    most = LAW_OF_TRADE["short"]
    of_trade = "binds_at: [US]\n        when: {sectors: [retail]}"
    told = {"general": "binds_at: [US]"} | {f"r{number}": of_trade for number in range(most + 1)}
    assert law_left_out(told, work_locations=["US-NY"], headcount=A_HANDFUL) == [f"law.r{most}"]


def test_a_handful_of_people_get_less_law_and_several_places_not_as_many_lines_for_each() -> None:
    most = LAW_OF_PLACE["short"]
    places = {
        f"{place.lower()}{number}": f"binds_at: [{place}]" for place in ("US", "IE", "DE") for number in range(most)
    }
    one = {id: keys for id, keys in places.items() if "US" in keys}
    assert len(law_left_out(one, work_locations=["US-NY"], headcount=A_HANDFUL - 1)) == 1
    kept = len(places) - len(law_left_out(places, work_locations=["US-NY", "IE", "DE"], headcount=A_HANDFUL))
    assert kept == most * 2


def test_each_place_keeps_a_line_of_its_law_where_another_has_more_than_there_is_room_for() -> None:
    most = LAW_OF_PLACE["short"]
    told = {f"r{number}": "binds_at: [US-NY]" for number in range(2 * most)}
    told |= {"first": "binds_at: [IE]", "second": "binds_at: [IE]"}
    gone = law_left_out(told, work_locations=["IE", "US-NY"], headcount=A_HANDFUL)
    assert gone == [f"law.r{2 * most - 1}", "law.second"]


def test_words_of_the_organisation_itself_take_no_room(library: Library) -> None:
    said = {"sectors": ["hospitality"], "headcount": 6}
    rules = [{"rule": f"Keep goat {number} out of every picture that you take at the door"} for number in range(30)]
    assert not_printed(decide(library, **said, own_rules=rules)) == not_printed(decide(library, **said))


def test_it_is_told_as_in_and_not_printed_and_why() -> None:
    selection = decide(small(("a", words(2 * THIRD), "yields: 1"), ("b", words(2 * THIRD), "")))
    decision = selection.decisions["rules.a"]
    assert decision.status is Status.NOT_PRINTED
    assert why(selection, decision) == "the paper is full, and this makes room for rules that matter more to you"


@pytest.mark.parametrize(
    ("people", "depth"), [(20, "short"), (20, "standard"), (60, "short"), (60, "standard"), (300, "full")]
)
def test_what_every_post_keeps_to_is_said_in_a_table_or_in_rules_and_never_twice(
    library: Library, people: int, depth: Depth
) -> None:
    said = {"organisation_type": "company", "work_locations": ["GB-ENG"], "platforms": ["instagram"], "depth": depth}
    stands = {clause.id for clause in POLICY.clauses(decide(library, headcount=people, **said))[0]}
    assert ("content.everyday" in stands) is (people < 50)
    assert ("content.labels" in stands) is (people >= 50)


def test_no_rule_that_binds_somewhere_goes_with_one_that_makes_room(library: Library) -> None:
    clauses = library.clauses
    assert [
        (clause.id, host)
        for clause in clauses.values()
        for host in clause.under
        if (clause.binds_at or clause.statutory) and clauses[host].yields
    ] == []


@pytest.mark.parametrize(("trade", "own"), [("newspaper", "law.gb-press"), ("food_bank", "law.gb-use-by")])
def test_what_the_law_asks_of_a_few_lines_of_work_goes_before_what_it_asks_of_many(
    library: Library, trade: str, own: str
) -> None:
    said = {"headcount": 8, "work_locations": ["GB-ENG"], "organisation_type": "company"}
    selection = decide(library, trades=[trade], **said)
    in_all = [
        c for c in library.clauses.values() if c.tells_law_of_trade and selection.decisions[c.id].status is Status.IN
    ]
    assert selection.printed(own)
    assert len(in_all) > 1
