"""Which regulators bind an organisation, as far as its answers say."""

from collections.abc import Iterator

from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import Outcome, PeopleIn
from policygen.library.regimes import Regime
from policygen.selection.model import Selection


def binding(selection: Selection, outcome: Outcome = Outcome.YES) -> Iterator[Regime]:
    """The regimes that bind the organisation; with `UNKNOWN`, those that may, by an answer nobody gave."""
    library, known = selection.library, selection.situation
    for regime in library.regimes.known.values():
        if regime.when is None:
            continue
        verdict = evaluate(regime.when, known.facts, library.atlas)
        tests = (reason.test for reason in verdict.reasons if reason.outcome is Outcome.UNKNOWN)
        waits = {test.key for test in tests if not isinstance(test, PeopleIn)}
        never_comes = any(known.applies.get(key) is Outcome.NO for key in waits)  # the question is not one for them
        if verdict.outcome is outcome and not (outcome is Outcome.UNKNOWN and never_comes):
            yield regime
