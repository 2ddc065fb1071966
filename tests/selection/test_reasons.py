"""Reasons in words: a person reads them, so they are never empty and never name an id."""

import re
from typing import Any

import pytest
from hypothesis import given

from policygen.app.explain import clause_sources
from policygen.conditions.model import Value
from policygen.library.model import Library
from policygen.selection.model import Status
from policygen.selection.reasons import ReasonFormatter, what_it_would_take, why, why_raised
from policygen.selection.select import select
from tests.support.answers import TODAY, decide
from tests.support.drawing import few
from tests.support.library import compiled_with_findings, layer, the_library, tiny
from tests.support.strategies import Answers, sample, sample_names, values

LIBRARY = tiny(
    """
    ask headcount: integer fact
    ask work_locations: places fact
    ask pace: one_of fact (slow fast)
    ask steps: many_of fact (gather build sell)
    ask platforms: platforms fact (none!)
    ask depth: one_of choice (auto short standard full)
        default: auto
    clause rules.always: A.
    clause rules.pace: A.
        when: {pace: [slow]}
    clause rules.unless: A.
        when: {unless: {pace: fast}}
    clause rules.steps: A.
        when: {steps: [build, sell]}
    clause rules.lacks: A.
        when: {steps: {lacks: [sell]}}
    clause rules.size: A.
        when: {headcount: {at_least: 25, below: 50}}
    clause rules.people: A.
        when: {people_in: {CA-ON: {at_least: 25}}}
    clause rules.known: A.
        when: {platforms: {known: true}}
    clause rules.network: A.
        when: {platforms: [x]}
    clause rules.place: A.
        when: {work_locations: [US-NY]}
    clause rules.signal: A.
        when: {several_places: yes}
    clause rules.under: A.
        under: rules.pace
    clause rules.dated: A.
        from: 2027-01-01
    clause rules.stopped: A.
    clause rules.forbidden: A.
    clause rules.not-there: A.
        not_in: [DE]
    clause rules.de: A.
        instead_of: rules.replaced
        binds_at: [DE]
        when: {work_locations: [DE]}
    clause rules.replaced: A.
    clause rules.long: A.
        appears: full
        when: {pace: [slow, fast]}
    clause rules.law: A.
        statutory: true
        when: {headcount: {at_least: 25}}
    advise W-1 block: Risky.
        when: {pace: fast}
        stops: [rules.stopped]
    """,
    layer("", name="client", manifest="forbids: [rules.forbidden]\n"),
)


def told(clause: str, **said: Any) -> str:
    selection = decide(LIBRARY, **said)
    return why(selection, selection.decisions[f"rules.{clause}"])


def needed(clause: str, **said: Any) -> str:
    selection = decide(LIBRARY, **said)
    return what_it_would_take(selection, selection.decisions[f"rules.{clause}"])


@pytest.mark.parametrize(
    ("clause", "said", "words"),
    [
        ("always", {}, "for every organisation"),
        ("pace", {"pace": "slow"}, "our pace: “Slow”"),
        ("pace", {"pace": "fast"}, "our pace: “Fast”, not “Slow”"),
        ("pace", {}, "not known: our pace"),
        ("unless", {"pace": "fast"}, "our pace: “Fast”"),
        ("unless", {"pace": "slow"}, "our pace: “Slow”, not “Fast”"),
        ("steps", {"steps": ["gather"]}, "our steps: “Gather”, not “Build” or “Sell”"),
        ("lacks", {"steps": ["sell"]}, "our steps: “Sell”"),
        ("lacks", {"steps": ["build"]}, "our steps: answered without “Sell”"),
        ("size", {"headcount": 60}, "our headcount: 60, not 25 or more and below 50"),
        ("people", {"headcount": 80}, "not known: how many people work in Ontario"),
        ("people", {"headcount": 5, "work_locations": ["CA-ON"]}, "people working in Ontario: 5, not 25 or more"),
        ("people", {"headcount": 5}, "people working in Ontario: 5 at most, not 25 or more"),
        ("people", {"headcount": 80, "work_locations": ["DE"]}, "nobody works in Ontario"),
        ("people", {"headcount": 80, "work_locations": ["CA-ON"]}, "people working in Ontario: 25 or more"),
        ("known", {}, "our platforms: not given"),
        ("known", {"platforms": ["x"]}, "our platforms: given"),
        ("network", {"platforms": ["instagram", "x"]}, "our platforms: X"),
        ("network", {"platforms": ["instagram"]}, "our platforms: Instagram, not X"),
        ("place", {"work_locations": ["US-NY", "DE"]}, "our work locations: New York"),
        ("place", {"work_locations": ["DE"]}, "our work locations: Germany, not New York"),
        ("place", {"work_locations": ["US"]}, "not known: whether people work in New York"),
        ("place", {}, "not known: our work locations"),
        ("signal", {"work_locations": ["DE", "FR"]}, "people work in two or more places"),
        ("signal", {"work_locations": ["DE"]}, "it is not so that people work in two or more places"),
        ("under", {"pace": "fast"}, "stands under “Pace”, which is not in"),
        ("dated", {}, "not in force on 2026-11-22 (2027-01-01)"),
        ("stopped", {"pace": "fast"}, "stopped by advisory W-1"),
        ("forbidden", {}, "the pack client leaves it out"),
        ("not-there", {"work_locations": ["DE"]}, "its wording is not for any of your places"),
        ("replaced", {"work_locations": ["DE"]}, "“De” is used instead for all your places"),
        ("long", {"pace": "fast"}, "a full policy prints it; yours is short (our pace: “Fast”)"),
        ("law", {}, "asked for by law, so it stands until you confirm: not known: our headcount"),
    ],
)
def test_a_reason_is_told_in_words(clause: str, said: dict[str, Any], words: str) -> None:
    assert told(clause, **said) == words


@pytest.mark.parametrize(
    ("clause", "said", "words"),
    [
        ("pace", {"pace": "fast"}, "our pace: “Slow”"),
        ("unless", {"pace": "fast"}, "not our pace: “Fast”"),
        ("size", {"headcount": 60}, "our headcount: 25 or more and below 50"),
        ("people", {"headcount": 80}, "people working in Ontario: 25 or more"),
        ("signal", {"work_locations": ["DE"]}, "people work in two or more places"),
        ("under", {"pace": "fast"}, "“Pace” must be in."),
        ("pace", {"pace": "slow"}, ""),
        ("forbidden", {}, ""),
    ],
)
def test_what_it_would_take_is_told_in_words(clause: str, said: dict[str, Any], words: str) -> None:
    assert needed(clause, **said) == words


@few
@given(values)
def test_every_decision_and_every_advisory_has_a_reason_in_words(said: dict[str, Value]) -> None:
    library = the_library()
    selection = select(library, Answers(said), TODAY)
    for decision in selection.decisions.values():
        words = why(selection, decision)
        assert words.strip()
        assert words == words.strip()
        if decision.status in {Status.OUT, Status.UNKNOWN} and decision.cause in {"condition", "host"}:
            assert what_it_would_take(selection, decision).strip(), decision
    for raised in selection.raised:
        assert why_raised(selection, raised).strip(), raised.advisory.id


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_no_reason_names_an_id_or_says_none(library: Library, name: str) -> None:
    selection = select(library, sample(name), TODAY)
    for decision in selection.decisions.values():
        words = f"{why(selection, decision)} {what_it_would_take(selection, decision)}"
        in_our_words = re.sub("“[^”]*”", "", words)
        assert not re.search(r"\b[a-z]+_[a-z_]+\b|\bNone\b|Outcome|\(\)", in_our_words), (decision.clause, words)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("pace", "our pace: “Slow”"),
        ("unless", "always, unless our pace: “Fast”"),
        ("size", "our headcount: 25 or more and below 50"),
    ],
)
def test_a_whole_test_is_told_in_words(clause: str, words: str) -> None:
    selection = decide(LIBRARY)
    formatter = ReasonFormatter(LIBRARY, selection.situation)
    condition = LIBRARY.clauses[f"rules.{clause}"].when
    assert condition is not None
    assert formatter.condition(condition) == words


def test_of_the_sources_of_a_clause_those_that_hold_for_the_organisation_stand_first() -> None:
    notation = "ask work_locations: places fact\nclause rules.a: Ask.\n    sources: [de, fr, de-too, all]"
    source = "{{title: T, kind: law, says: x, extent: [{}], read: none, confidence: unverified}}"
    places = {"de": "DE", "fr": "FR", "de-too": "DE", "all": "anywhere"}
    sources = "\n".join(f"{id}: {source.format(place)}" for id, place in places.items())
    library, _ = compiled_with_findings(layer(notation, extra={"sources.yaml": sources}))
    found = clause_sources(decide(library, work_locations=["FR"]), library.clauses["rules.a"])
    assert [(each.source.id, each.here) for each in found] == [
        ("fr", True), ("all", True), ("de", False), ("de-too", False),
    ]  # fmt: skip
