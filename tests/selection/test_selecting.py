"""What becomes of each clause: in, out, unknown, or in and not printed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from policygen._on_use import OnUse
from policygen.answers.model import Accepted
from policygen.conditions.model import Value
from policygen.library.model import Clause, Library
from policygen.selection.model import Decision, Status
from policygen.selection.select import select
from tests.support.answers import TODAY, decide
from tests.support.drawing import few
from tests.support.library import layer, the_library, tiny
from tests.support.strategies import Answers, values

IN, OUT, UNKNOWN, NOT_PRINTED = Status.IN, Status.OUT, Status.UNKNOWN, Status.NOT_PRINTED

QUESTIONS = """
    ask headcount: integer fact
    ask work_locations: places fact
    ask people_by_place: records fact
        key: place
        fields: [{id: place, kind: place, label: Place, required: true}, {id: employees, kind: integer, label: People, required: true}]
    ask pace: one_of fact (slow fast)
    ask size: one_of fact (small large)
        when: {pace: fast}
    ask depth: one_of choice (auto short standard full)
        default: auto
    ask effective_date: date fact
    """


def one(clauses: str, id: str = "rules.a", **said: Any) -> Decision:
    """The decision about one clause of a small library."""
    date = said.pop("date", TODAY)
    accepted = said.pop("accepted", ())
    return decide(tiny(QUESTIONS + clauses), date=date, accepted=accepted, **said).decisions[id]


def fate(clauses: str, id: str = "rules.a", **said: Any) -> tuple[Status, str]:
    found = one(clauses, id, **said)
    return found.status, found.cause


# ---- conditions --------------------------------------------------------------------------------------------------------


def test_a_clause_without_a_condition_is_always_in() -> None:
    assert fate("clause rules.a: A.") == (IN, "always")


@pytest.mark.parametrize(("said", "status"), [({"pace": "slow"}, IN), ({"pace": "fast"}, OUT), ({}, UNKNOWN)])
def test_a_condition_brings_a_clause_in_keeps_it_out_or_leaves_it_open(said: dict[str, Any], status: Status) -> None:
    assert fate("clause rules.a: A.\n        when: {pace: slow}", **said) == (status, "condition")


def test_a_clause_whose_condition_does_not_hold_is_never_read() -> None:
    library = tiny(
        f"{QUESTIONS}clause rules.a: A.\n        when: {{pace: fast}}\n    clause rules.b: B.\n        when: {{pace: slow}}"
    )
    read: list[str] = []

    def noted(id: str) -> Clause:
        read.append(id)
        return library.clauses[id]

    watched = replace(library, clauses=OnUse({id: id for id in library.clauses}, noted))
    assert decide(watched, pace="slow").decisions["rules.a"].status is OUT
    assert read == ["rules.b"]


def test_a_clause_that_hangs_on_a_question_nobody_is_asked_is_out() -> None:
    clause = "clause rules.a: A.\n        when: {size: large}"
    assert fate(clause, pace="slow")[0] is OUT
    assert fate(clause, pace="fast") == (UNKNOWN, "condition")


# ---- depth -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "depth"),
    [
        ({}, "short"),
        ({"headcount": 49}, "short"),
        ({"headcount": 50}, "standard"),
        ({"headcount": 249}, "standard"),
        ({"headcount": 250}, "full"),
        ({"headcount": 5, "depth": "standard"}, "standard"),
        ({"headcount": 5, "depth": "full"}, "full"),
        ({"headcount": 5000, "depth": "short"}, "short"),
        ({"headcount": 50, "depth": "auto"}, "standard"),
    ],
)
def test_the_length_goes_by_the_number_of_people_unless_somebody_chose(said: dict[str, Any], depth: str) -> None:
    assert decide(tiny(QUESTIONS), **said).depth == depth


@pytest.mark.parametrize(
    ("appears", "depth", "status"),
    [
        ("card", "short", IN),
        ("short", "short", IN),
        ("full", "short", NOT_PRINTED),
        ("full", "full", IN),
        ("card", "full", IN),
    ],
)
def test_a_clause_is_printed_on_the_shortest_paper_it_names_and_on_longer_ones(
    appears: str, depth: str, status: Status
) -> None:
    assert fate(f"clause rules.a: A.\n        appears: {appears}", depth=depth)[0] is status


def test_a_text_that_a_law_demands_prints_at_every_length() -> None:
    assert fate("clause rules.a: A.\n        appears: full\n        statutory: true", depth="short") == (IN, "always")


# ---- addenda -----------------------------------------------------------------------------------------------------------

HOSTED = "clause rules.host: Host.\n        when: {pace: slow}\n    clause rules.a: A.\n        under: rules.host\n"


@pytest.mark.parametrize(
    ("said", "expected"),
    [({"pace": "slow"}, (IN, "always")), ({"pace": "fast"}, (OUT, "host")), ({}, (UNKNOWN, "host"))],
)
def test_an_addendum_goes_with_its_host(said: dict[str, Any], expected: tuple[Status, str]) -> None:
    assert fate(HOSTED, **said) == expected


def test_an_addendum_stands_under_the_first_host_that_is_in() -> None:
    clauses = """clause rules.one: One.
        when: {pace: slow}
    clause rules.two: Two.
    clause rules.a: A.
        under: [rules.one, rules.two]
    """
    assert one(clauses, pace="slow").host == "rules.one"
    assert one(clauses, pace="fast").host == "rules.two"


def test_an_addendum_is_not_printed_without_its_host() -> None:
    clauses = "clause rules.host: Host.\n        appears: full\n    clause rules.a: A.\n        under: rules.host\n"
    assert one(clauses, depth="short").status is NOT_PRINTED
    assert one(clauses, depth="full").status is IN


def test_a_text_that_a_law_demands_stands_without_its_host() -> None:
    assert one(HOSTED + "        statutory: true\n", pace="fast").status is IN


# ---- places ------------------------------------------------------------------------------------------------------------

VARIED = """clause rules.a: Everywhere.
    clause rules.de: In Germany.
        instead_of: rules.a
        binds_at: [DE]
        when: {work_locations: [DE]}
    """


@pytest.mark.parametrize(
    ("places", "base", "variant", "prefixes"),
    [
        (["FR"], (IN, "always"), OUT, ("", "")),
        (["DE"], (OUT, "replaced"), IN, ("", "")),
        (["DE-BY"], (OUT, "replaced"), IN, ("", "")),
        (["DE", "FR"], (IN, "always"), IN, ("elsewhere", "places")),
        (None, (IN, "always"), UNKNOWN, ("", "")),
    ],
)
def test_a_variant_stands_instead_for_those_it_binds(
    places: list[str] | None, base: tuple[Status, str], variant: Status, prefixes: tuple[str, str]
) -> None:
    found = decide(tiny(QUESTIONS + VARIED), work_locations=places).decisions
    assert (found["rules.a"].status, found["rules.a"].cause) == base
    assert found["rules.de"].status is variant
    assert (found["rules.a"].prefix, found["rules.de"].prefix) == prefixes


def test_wording_that_is_unlawful_somewhere_stands_only_elsewhere() -> None:
    clause = "clause rules.a: A.\n        not_in: [US]"
    assert fate(clause, work_locations=["US-NY"]) == (OUT, "unlawful")
    assert one(clause, work_locations=["US-NY", "DE"]).prefix == "elsewhere"
    assert one(clause, work_locations=["DE"]).prefix == ""


def test_a_clause_says_which_places_it_binds_only_where_people_work_elsewhere_too() -> None:
    clause = "clause rules.a: A.\n        binds_at: [CA-ON]\n        when: {work_locations: [CA-ON]}"
    assert one(clause, work_locations=["CA-ON"]).prefix == ""
    assert one(clause, work_locations=["CA-ON", "DE"]).prefix == "places"


# ---- texts that a law demands ------------------------------------------------------------------------------------------

NOTICE = """clause rules.a: Notice.
        statutory: true
        when: {people_in: {CA-ON: {at_least: 25}}}
    """


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"work_locations": ["CA-ON"], "headcount": 31}, (IN, "condition")),
        ({"work_locations": ["CA-ON"], "headcount": 5}, (OUT, "condition")),
        ({"work_locations": ["CA-ON"]}, (IN, "unconfirmed")),
        ({"work_locations": ["CA-ON", "DE"], "headcount": 90}, (IN, "unconfirmed")),
        ({"work_locations": ["DE"], "headcount": 90}, (OUT, "condition")),
        ({"work_locations": ["DE"]}, (OUT, "condition")),
        ({}, (UNKNOWN, "condition")),
        ({"headcount": 90}, (UNKNOWN, "condition")),
        ({"work_locations": ["CA"], "headcount": 90}, (UNKNOWN, "condition")),
    ],
)
def test_a_text_that_a_law_demands_stands_until_denied_where_the_place_is_known(
    said: dict[str, Any], expected: tuple[Status, str]
) -> None:
    assert fate(NOTICE, **said) == expected


def test_a_text_that_a_law_of_the_place_demands_waits_for_the_place() -> None:
    clause = "clause rules.a: A.\n        statutory: true\n        when: {work_locations: [US-NY], pace: slow}"
    assert fate(clause) == (UNKNOWN, "condition")
    assert fate(clause, work_locations=["US"]) == (UNKNOWN, "condition")
    assert fate(clause, work_locations=["US-NY"]) == (IN, "unconfirmed")
    assert fate(clause, work_locations=["DE"]) == (OUT, "condition")


# ---- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-12-31", (OUT, "not-in-force")),
        ("2027-01-01", (IN, "always")),
        ("2027-06-30", (IN, "always")),
        ("2027-07-01", (OUT, "not-in-force")),
    ],
)
def test_a_clause_is_in_force_from_its_first_day_to_its_last(date: str, expected: tuple[Status, str]) -> None:
    clause = "clause rules.a: A.\n        from: 2027-01-01\n        until: 2027-06-30"
    assert fate(clause, date=date) == expected
    assert fate(clause, effective_date=date) == expected


# ---- advisories --------------------------------------------------------------------------------------------------------


def raised(notation: str, accepted: tuple[Accepted, ...] = (), date: str = TODAY, **said: Any) -> list[str]:
    return [
        entry.advisory.id for entry in decide(tiny(QUESTIONS + notation), accepted=accepted, date=date, **said).raised
    ]


def test_an_advisory_on_answers_is_raised_when_it_holds() -> None:
    notation = "advise W-1 high: Risky.\n        when: {pace: fast}"
    assert raised(notation, pace="fast") == ["W-1"]
    assert raised(notation, pace="slow") == []


def test_what_nobody_said_raises_nothing() -> None:
    assert raised("advise W-1 high: Risky.\n        when: {pace: fast}") == []
    assert raised("advise W-1 high: Risky.\n        when: {unless: {pace: fast}}") == []


def test_the_worst_comes_first() -> None:
    notation = "advise W-1 info: A.\n        when: {pace: fast}\n    advise W-2 block: B.\n        when: {pace: fast}\n    advise W-3 high: C.\n        when: {pace: fast}"
    assert raised(notation, pace="fast") == ["W-2", "W-3", "W-1"]


def test_an_advisory_is_raised_within_its_dates() -> None:
    notation = "advise W-1 high: A.\n        from: 2027-01-01\n        when: {pace: fast}"
    assert raised(notation, pace="fast", date="2026-12-31") == []
    assert raised(notation, pace="fast", date="2027-01-01") == ["W-1"]


ON_SELECTION = """clause rules.a: A.
        when: {pace: slow}
    advise W-1 high: Missing.
        on: selection
        when: {headcount: {at_least: 5}}
        missing: [rules.a]
    advise W-2 high: Present.
        on: selection
        when: {headcount: {at_least: 5}}
        present: [rules.a]
    """


def test_an_advisory_on_the_selection_looks_at_what_is_in_and_what_is_not() -> None:
    assert raised(ON_SELECTION, headcount=5, pace="slow") == ["W-2"]
    assert raised(ON_SELECTION, headcount=5, pace="fast") == ["W-1"]
    assert raised(ON_SELECTION, headcount=4, pace="fast") == []


def test_a_clause_that_a_pack_forbids_is_missing() -> None:
    library = tiny(QUESTIONS + ON_SELECTION, layer("", name="client", manifest="forbids: [rules.a]\n"))
    (entry,) = decide(library, headcount=5, pace="slow").raised
    assert (entry.advisory.id, entry.clauses) == ("W-1", ("rules.a",))


def test_a_clause_that_is_in_but_not_printed_is_not_missing() -> None:
    assert raised(ON_SELECTION.replace("when: {pace: slow}", "appears: full"), headcount=5, depth="short") == ["W-2"]


def test_a_clause_whose_variant_stands_for_everybody_is_not_missing() -> None:
    notation = (
        VARIED
        + "advise W-1 high: Missing.\n        on: selection\n        when: {work_locations: [DE]}\n        missing: [rules.a]"
    )
    assert raised(notation, work_locations=["DE"]) == []


STOPS = """clause rules.a: A.
    clause rules.b: B.
        under: rules.a
    advise W-1 block: Never.
        when: {pace: fast}
        stops: [rules.a]
    """


def test_an_advisory_may_stop_a_clause_and_what_stands_under_it() -> None:
    assert fate(STOPS, pace="fast") == (OUT, "stopped")
    assert fate(STOPS, "rules.b", pace="fast") == (OUT, "host")
    assert fate(STOPS, pace="slow") == (IN, "always")


def test_accepting_an_advisory_with_a_reason_lifts_what_it_stops() -> None:
    reason = (Accepted("W-1", "Our lawyer looked at it"),)
    assert fate(STOPS, pace="fast", accepted=reason) == (IN, "always")
    library = tiny(QUESTIONS + STOPS)
    (entry,) = decide(library, pace="fast", accepted=reason).raised
    assert entry.accepted == "Our lawyer looked at it"


def test_some_advisories_can_never_be_accepted() -> None:
    never = STOPS.replace("stops:", "acceptable: false\n        stops:")
    assert fate(never, pace="fast", accepted=(Accepted("W-1", "All the same"),)) == (OUT, "stopped")


@pytest.mark.parametrize(("acceptable", "stops"), [("true", False), ("false", True)])
def test_an_advisory_may_stop_the_whole_build(acceptable: str, stops: bool) -> None:
    notation = f"advise W-1 block: Never.\n        when: {{pace: fast}}\n        stops: build\n        acceptable: {acceptable}"
    library = tiny(QUESTIONS + notation)
    assert decide(library, pace="fast").raised[0].stops_build
    assert decide(library, pace="fast", accepted=(Accepted("W-1", "We know"),)).raised[0].stops_build is stops


def test_accepting_an_advisory_that_does_not_hold_changes_nothing() -> None:
    assert raised(STOPS, accepted=(Accepted("W-1", "We know"),), pace="slow") == []


# ---- as laws over the library as shipped -------------------------------------------------------------------------------


@few
@given(values)
def test_everything_is_decided_and_nothing_contradicts_itself(said: dict[str, Value]) -> None:
    library = the_library()
    selection = select(library, Answers(said), TODAY)
    decisions, library = selection.decisions, selection.library
    assert list(decisions) == [clause.id for clause in library.ordered()]
    for decision in decisions.values():
        clause = library.clauses[decision.clause]
        if decision.status is IN and decision.host and not clause.statutory:
            assert decisions[decision.host].status is IN, decision
        if decision.status is UNKNOWN:
            assert decision.cause in {"condition", "host"}, decision
        if decision.cause == "unconfirmed":
            assert clause.statutory
        if selection.depth == "full" and decision.status is NOT_PRINTED:
            assert decision.cause == "room", decision
        if clause.not_in and decision.status is IN:
            assert any(
                not any(library.atlas.holds(region, place) for region in clause.not_in)
                for place in said.get("work_locations", ("",))
            )  # type: ignore[union-attr]


@few
@given(values)
def test_the_same_answers_come_to_the_same_selection(said: dict[str, Value]) -> None:
    library = the_library()
    one, other = (select(library, Answers(given), TODAY) for given in (said, dict(reversed(said.items()))))
    assert one.decisions == other.decisions
    assert one.raised == other.raised


@few
@given(values)
def test_answers_that_were_set_aside_change_nothing(said: dict[str, Value]) -> None:
    library = the_library()
    whole = select(library, Answers(said), TODAY)
    kept = select(library, Answers(whole.situation.given), TODAY)
    assert kept.decisions == whole.decisions
    assert kept.raised == whole.raised


def test_an_advisory_on_answers_that_names_clauses_is_weighed_once() -> None:
    notation = "clause rules.gone: A.\n        when: {pace: slow}\n    advise W-1 high: Missing.\n        when: {pace: fast}\n        missing: [rules.gone]"
    assert raised(notation, pace="fast") == ["W-1"]


# ---- trades with rules of their own ------------------------------------------------------------------------------------

SECTOR = """
    ask trades: trades fact
    ask sectors: many_of fact (personal_services retail)
    clause sector.mirrors: Look into the mirrors.
        when: {sectors: [personal_services]}
    clause sector.kit: Look for kit.
        when: {sectors: [personal_services, retail]}
    """


def with_trade(**changed: Any) -> Library:
    """A small library, in which the trade of nails is as given."""
    library = tiny(QUESTIONS + SECTOR)
    trades = {**library.trades.trades, "nails": replace(library.trades.trades["nails"], **changed)}
    return replace(library, trades=replace(library.trades, trades=trades))


@pytest.mark.parametrize(
    ("changed", "said", "mirrors", "kit"),
    [
        ({}, {"trades": ["nails"]}, "condition", "condition"),
        ({"shares": ("sector.kit",)}, {"trades": ["nails"]}, "trades", "condition"),
        ({"shares": ("sector.mirrors",)}, {"trades": ["nails"]}, "condition", "trades"),
        ({"shares": ("sector.mirrors",)}, {"sectors": ["personal_services"]}, "condition", "condition"),
        # Another sector is as it was, and so is another trade of the same.
        ({"shares": ("sector.mirrors",)}, {"trades": ["nails"], "sectors": ["retail"]}, "condition", "condition"),
        ({"shares": ("sector.kit",)}, {"trades": ["nails", "grooming"]}, "condition", "condition"),
        ({"shares": ()}, {"trades": ["nails"]}, "trades", "trades"),
        ({"shares": None, "nearest": "grooming"}, {"trades": ["nails"]}, "condition", "condition"),
    ],
)
def test_a_trade_with_rules_of_its_own_shares_of_its_sector_what_it_lists(
    changed: dict[str, Any], said: dict[str, Any], mirrors: str, kit: str
) -> None:
    decisions = decide(with_trade(**changed), **said).decisions
    if "retail" not in said.get("sectors", ()):
        assert decisions["sector.mirrors"].cause == mirrors
    assert decisions["sector.kit"].cause == kit


def test_the_rules_of_the_nearest_trade_print_for_one_that_has_none() -> None:
    own = "clause trade.nails: Mind the nails.\n        when: {trades: [grooming]}"
    library = tiny(QUESTIONS + SECTOR + own)
    near = {**library.trades.trades, "nails": replace(library.trades.trades["nails"], nearest="grooming")}
    for trades, status in ((library.trades, OUT), (replace(library.trades, trades=near), IN)):
        found = decide(replace(library, trades=trades), trades=["nails"]).decisions["trade.nails"]
        assert found.status is status


def test_what_is_law_for_the_nearest_trade_is_not_told_to_another() -> None:
    own = "clause rules.licence: Somebody licenses you.\n        kind: law\n        when: {trades: [grooming]}"
    library = tiny(QUESTIONS + SECTOR + own)
    near = {**library.trades.trades, "nails": replace(library.trades.trades["nails"], nearest="grooming")}
    library = replace(library, trades=replace(library.trades, trades=near))
    assert decide(library, trades=["nails"]).decisions["rules.licence"].status is OUT
    assert decide(library, trades=["grooming"]).decisions["rules.licence"].status is IN


def test_what_is_at_stake_and_what_goes_up_unasked_are_said_once_by_the_main_trade() -> None:
    openings = "".join(
        f"""
    clause {section}.{trade}: Said of {trade}.
        when: {{trades: [{trade}]}}"""
        for section in ("opening", "unasked", "trade")
        for trade in ("nails", "grooming")
    )
    decisions = decide(tiny(QUESTIONS + SECTOR + openings), trades=["grooming", "nails"]).decisions
    said = {id for id, decision in decisions.items() if decision.status is IN}
    assert {"opening.grooming", "unasked.grooming", "trade.grooming", "trade.nails"} <= said
    assert decisions["opening.nails"].cause == decisions["unasked.nails"].cause == "trades"
