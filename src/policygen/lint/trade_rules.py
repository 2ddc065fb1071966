"""Rules over trades: the sectors they name, what is nearest to them, and that no slot for a word can be empty."""

from collections.abc import Iterator

from policygen.findings import Finding, Severity, nearest
from policygen.library.model import Library
from policygen.lint.source_locations import SourceLocations
from policygen.trades.model import NOUNS


def check_trades(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Everything wrong with what trades name, of a library that has any and asks for sectors."""
    listed = library.trades
    asked = library.questionnaire.questions.get("sectors")
    if not listed.trades or asked is None:
        return
    sectors = {choice.value for choice in asked.choices}
    for trade in listed.trades.values():
        if trade.sector not in sectors:
            message = f"The trade '{trade.id}' is of the sector '{trade.sector}', which is none."
            hint = nearest(trade.sector, sectors)
            yield Finding("unknown-sector", Severity.BLOCK, message, where.trade(trade.id, "sector"), hint)
        if trade.nearest and trade.nearest not in listed.trades:
            message = f"The trade '{trade.id}' is nearest to '{trade.nearest}', which is no trade."
            hint = nearest(trade.nearest, listed.trades)
            yield Finding("unknown-trade", Severity.BLOCK, message, where.trade(trade.id, "nearest"), hint)
        for shared in trade.shares or ():
            if shared not in library.clauses:
                message = f"The trade '{trade.id}' shares '{shared}', which is no clause."
                hint = nearest(shared, library.clauses)
                yield Finding("unknown-clause", Severity.BLOCK, message, where.trade(trade.id, "shares"), hint)
    yield from _special_rules(library, where)
    for sector in listed.sectors:
        if sector not in sectors:
            message = f"There are words for the sector '{sector}', which is none."
            yield Finding("unknown-sector", Severity.BLOCK, message, hint=nearest(sector, sectors))
    for noun in NOUNS:
        if noun not in listed.general:
            message = f"The general words have no '{noun}': its slots would print nothing."
            yield Finding("missing-word", Severity.BLOCK, message, hint="Give its forms under 'general:'.")


def _special_rules(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Choices of `sector_rules` that trades say they work under, and that there are not."""
    asked = library.questionnaire.questions.get("sector_rules")
    choices = {choice.value for choice in asked.choices} if asked else set[str]()
    for trade in library.trades.trades.values():
        for rule in dict.fromkeys(rule for rules in trade.rules.values() for rule in rules):
            if rule not in choices:
                message = f"The trade '{trade.id}' works under '{rule}', which is no choice of 'sector_rules'."
                yield Finding(
                    "unknown-choice", Severity.BLOCK, message, where.trade(trade.id, "rules"), nearest(rule, choices)
                )
