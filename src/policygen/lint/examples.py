"""What the sets of documents of the examples print: coverage is counted on them."""

from collections.abc import Mapping

from policygen._dataclass import dataclass
from policygen.answers.read import read_answers
from policygen.assembly.documents import DETAIL, SIGNATURE, printed_in_set
from policygen.document.model import Depth
from policygen.findings import Finding, Severity
from policygen.library.model import Library
from policygen.library.regimes import Regime
from policygen.selection.model import Selection
from policygen.selection.select import select


@dataclass(frozen=True, slots=True)
class ExampleSet:
    """The documents of one example, decided."""

    selection: Selection
    printed: frozenset[str]
    """What the set prints of clauses: see `printed_in_set`."""

    @property
    def depth(self) -> Depth:
        """How deep its policy is, by its size."""
        return self.selection.depth


@dataclass(frozen=True, slots=True)
class ExampleSets:
    """The examples that can be read, and what is wrong with the others."""

    known: Mapping[str, ExampleSet]
    findings: tuple[Finding, ...]

    @property
    def printed(self) -> frozenset[str]:
        """What the sets of all examples print together."""
        return frozenset().union(*(each.printed for each in self.known.values()))

    def printed_for(self, regime: Regime) -> frozenset[str] | None:
        """What the documents print that a regime is counted on; None where its example cannot be read."""
        if not regime.example:
            return self.printed
        made = self.known.get(regime.example)
        return made.printed if made else None

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses that some example prints, by id."""
        return frozenset(id for id in self.printed if not id.endswith(DETAIL) and id != SIGNATURE)


def example_sets(library: Library, date: str, only: str = "") -> ExampleSets:
    """The sets of all examples of a library, or of one by id, as of an ISO date."""
    known: dict[str, ExampleSet] = {}
    findings: list[Finding] = []
    examples = library.regimes.examples
    for example in [examples[only]] if only in examples else examples.values():
        answers, told = read_answers(example.answers, example.path, library)
        findings += (each for each in told if each.severity >= Severity.HIGH)
        if not any(each.severity is Severity.BLOCK for each in told):
            selection = select(library, answers, date)
            known[example.id] = ExampleSet(selection, printed_in_set(selection))
    return ExampleSets(known, tuple(findings))
