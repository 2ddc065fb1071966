"""Whose words a document prints: a trade's own rules speak its own, also where it is not the main one of several."""

from collections.abc import Iterable
from dataclasses import replace

from policygen.conditions.evaluate import values_of
from policygen.conditions.model import AnyOf, Facts
from policygen.library.model import Clause
from policygen.library.template import Slot, Words, with_slots, with_slots_in
from policygen.selection.model import Selection
from policygen.trades.model import FORMS, NOUNS, own_words


def in_own_words(clause: Clause, facts: Facts) -> Clause:
    """A clause whose words are those of the trade it is for; the same clause where that is the main one, or none."""
    trades = values_of(facts.get("trades", ()))
    tests = clause.when.tests if clause.when and len(trades) > 1 else ()
    own = {value for test in tests if isinstance(test, AnyOf) and test.key == "trades" for value in test.values}
    trade = next((trade for trade in trades if trade in own), "")
    if trade in {"", *trades[:1]}:
        return clause

    def named(slot: Slot) -> Slot:
        return replace(slot, path=f"{slot.path}.{trade}") if slot.path.startswith("word.") else slot

    def all_of(lines: tuple[Words, ...]) -> tuple[Words, ...]:
        return tuple(with_slots_in(line, named) for line in lines)

    return replace(
        clause,
        rule=with_slots(clause.rule, named),
        always=with_slots(clause.always, named),
        detail=with_slots(clause.detail, named),
        inside=all_of(clause.inside),
        outside=all_of(clause.outside),
        gist=with_slots_in(clause.gist, named),
        looked_at=all_of(clause.looked_at),
        not_looked_at=all_of(clause.not_looked_at),
    )


def vocabulary(
    clauses: Iterable[Clause], selection: Selection, english: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The main trade's words that some clauses print, each with its forms."""
    slots = (node.path for clause in clauses for node in clause.nodes() if isinstance(node, Slot))
    nouns = {FORMS[form][0] for path in slots if (form := path.removeprefix("word.")) in FORMS and form != path}
    facts, said = selection.situation.facts, selection.library.trades
    trade, sector = (next(iter(values_of(facts.get(question, ()))), "") for question in ("trades", "sectors"))
    own = own_words(facts)
    return tuple(
        (
            noun,
            tuple(
                own.get(name, form)
                for name, form in zip(NOUNS[noun], said.forms(noun, english, trade, sector), strict=False)
            ),
        )
        for noun in NOUNS
        if noun in nouns
    )
