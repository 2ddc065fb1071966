"""How many risky sentences the traps catch, and how many harmless ones they spare, over a file of labelled sentences."""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policygen.findings import Severity
from policygen.library.load import load_library
from policygen.library.model import Library
from policygen.library.trap_words import folded
from policygen.lint.passages import Caught, Passage, caught_in, stem_of
from policygen.lint.traps import Traps


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled sentence and what caught it."""

    id: str
    risky: bool
    kind: str
    sure: bool
    text: str
    hits: tuple[Caught, ...]
    weight: int

    @property
    def right(self) -> bool:
        """A risky one is caught in one of its places; a harmless one in none."""
        return bool(self.hits) is self.risky


def read(path: Path, library: Library) -> Iterator[Row]:
    """The sentences of a file, each read alone, or with the heading that introduces it; 'use' is not looked at."""
    traps = Traps(library)
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            risky = line["label"] == "risky"
            places = [place for place in line["places"].split(",") if risky and place not in {"-", "*"}]
            passage = Passage(line["heading"], 1, line["text"], stem_of(line["heading"], line["text"]))
            hits = tuple(hit for hit in caught_in(traps, [passage], places) if hit.is_here)
            weight = traps.scales.weigh(folded(passage.sentences()[0]))
            yield Row(line["id"], risky, line["kind"], line["sure"] == "sure", line["text"], hits, weight)


def share(rows: Sequence[Row]) -> str:
    """How many of some rows are right."""
    right = sum(row.right for row in rows)
    return f"{right:4} of {len(rows):4} ({right / len(rows):5.1%})" if rows else "   - of    -"


def told(row: Row) -> str:
    """Which sentence it is, and what it weighs."""
    return f"{row.id} {row.kind}{'' if row.sure else ' (arguable)'} weighs {row.weight}"


def main(path: Path, third: str = "") -> None:
    library = load_library()
    rows = list(read(path, library))
    if third:
        rows = [row for index, row in enumerate(rows) if (index % 3 == 2) is (third == "last")]
    for word, wanted in (("risky caught", True), ("harmless spared", False)):
        for label, sure in (("sure", True), ("arguable", False)):
            print(f"{word:16} {label:9} {share([r for r in rows if r.risky is wanted and r.sure is sure])}")
        print(f"{word:16} {'all':9} {share([r for r in rows if r.risky is wanted])}")
    blocked = [r for r in rows if not r.risky and any(hit.severity is Severity.BLOCK for hit in r.hits)]
    print(f"harmless at block          {len(blocked):4}")
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row.kind.split("/")[0]].append(row)
    print("\nby kind                     risky caught            harmless spared")
    for kind, found in sorted(kinds.items()):
        print(f"{kind:22} {share([r for r in found if r.risky])}   {share([r for r in found if not r.risky])}")
    print("\nmissed")
    for row in rows:
        if row.risky and not row.right:
            print(f"  {told(row)}: {row.text}")
    print("\ncaught though harmless")
    for row in rows:
        if not row.risky and not row.right:
            where = Counter(", ".join(hit.trap.places) or "everywhere" for hit in row.hits)
            ids = ", ".join(f"{hit.trap.id} {hit.severity.word}" for hit in row.hits)
            print(f"  {told(row)} [{ids}; {'; '.join(where)}]: {row.text}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
