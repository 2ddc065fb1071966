"""Which regulators bind an organisation, as far as its answers say."""

from collections.abc import Iterator

from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import Outcome
from policygen.library.regimes import Regime
from policygen.selection.model import Selection


def binding(selection: Selection, outcome: Outcome = Outcome.YES) -> Iterator[Regime]:
    """The regimes that bind the organisation; with `UNKNOWN`, those that may, by an answer nobody gave."""
    library, facts = selection.library, selection.situation.facts
    for regime in library.regimes.known.values():
        if regime.when is not None and evaluate(regime.when, facts, library.atlas).outcome is outcome:
            yield regime
