"""Whom a clause is for: the words before it that limit its places, and the bracket over one that may not apply."""

from collections.abc import Sequence

from policygen.assembly.terms import Terms
from policygen.conditions.evaluate import values_of
from policygen.document.model import Block, Confirm, Inline, Paragraph, Strong, Text
from policygen.language.lists import listed
from policygen.library.model import Clause
from policygen.selection.model import Status
from policygen.selection.reasons import ReasonFormatter


def scope(terms: Terms, clause: Clause) -> tuple[Inline, ...]:
    """`In Germany.` or `Outside Germany.` where a clause does not bind everybody."""
    prefix, holds = terms.selection.decisions[clause.id].prefix, terms.library.atlas.holds
    places = values_of(terms.facts.get("work_locations", ()))
    away = _away(terms, clause, places)
    if prefix == "places":
        bound = [place for place in places if any(holds(region, place) for region in clause.binds_at)]
        return _limited(terms, "here", [place for place in bound if place not in away])
    return _limited(terms, "elsewhere", away) if prefix == "elsewhere" else ()


def _away(terms: Terms, clause: Clause, places: Sequence[str]) -> list[str]:
    """The places where a variant stands in for a clause, or its wording is unlawful."""
    regions = [
        region
        for id in terms.library.index.variants.get(clause.id, ())
        if terms.selection.decisions[id].status is not Status.OUT
        for region in terms.library.clauses[id].binds_at
    ]
    regions += clause.not_in
    return [place for place in places if any(terms.library.atlas.holds(region, place) for region in regions)]


def _limited(terms: Terms, where: str, places: Sequence[str]) -> tuple[Inline, ...]:
    if not places:
        return ()
    names = listed(list(map(terms.library.atlas.in_sentence, places)))
    return (Strong((Text(terms.wording.text(f"scope.{where}", places=names) + " "),)),)


def unconfirmed(terms: Terms, clause: Clause) -> tuple[Block, ...]:
    """The bracket over a statutory text that stands until somebody says whether it applies."""
    decision = terms.selection.decisions[clause.id]
    if decision.cause != "unconfirmed":
        return ()
    formatter = ReasonFormatter(terms.library, terms.selection.situation)
    needs = listed(list(dict.fromkeys(formatter.requirement(reason.test) for reason in decision.verdict.reasons)))
    question = decision.verdict.reasons[0].test.key
    return (Paragraph((Confirm(question, (Text(terms.wording.text("scope.to-confirm", needs=needs)),)),)),)
