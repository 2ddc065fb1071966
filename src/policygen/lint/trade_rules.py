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
        for shared in trade.shares:
            if shared not in library.clauses:
                message = f"The trade '{trade.id}' shares '{shared}', which is no clause."
                hint = nearest(shared, library.clauses)
                yield Finding("unknown-clause", Severity.BLOCK, message, where.trade(trade.id, "shares"), hint)
    for sector in listed.sectors:
        if sector not in sectors:
            message = f"There are words for the sector '{sector}', which is none."
            yield Finding("unknown-sector", Severity.BLOCK, message, hint=nearest(sector, sectors))
    for noun in NOUNS:
        if noun not in listed.general:
            message = f"The general words have no '{noun}': its slots would print nothing."
            yield Finding("missing-word", Severity.BLOCK, message, hint="Give its forms under 'general:'.")
