"""What is measured on: the samples, the largest of them, and clients that differ from each other."""

from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from measuring import DATE, SAMPLES

from policygen import _yaml
from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.assembly.assemble import assemble
from policygen.document.model import Document
from policygen.document.walk import block_text
from policygen.library.load import load_library
from policygen.library.model import Library
from policygen.selection.select import select


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample with its policy."""

    path: Path
    answers: Answers
    policy: Document

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.parent.name

    @property
    def words(self) -> int:
        """How long the policy is."""
        return sum(len(block_text(block).split()) for part in self.policy.parts for block in part.blocks)


def read(path: Path, library: Library) -> Answers:
    """The answers of a sample, which are faultless."""
    return read_answers(path.read_text(encoding="utf-8"), str(path), library)[0]


def samples() -> tuple[Library, list[Sample]]:
    """The library and every sample that it is enough for, the longest policy first."""
    library = load_library()
    found: list[Sample] = []
    for path in sorted(SAMPLES.glob("*/answers.yaml")):
        if [*path.parent.glob("*/pack.yaml")]:
            continue
        answers = read(path, library)
        found.append(Sample(path, answers, assemble(select(library, answers, DATE))))
    return library, sorted(found, key=lambda sample: -sample.words)


def clients(number: int, models: list[Sample], folder: Path) -> None:
    """Answers files of different clients: each with its own name and size, and each leaving other questions open."""
    folder.mkdir(parents=True)
    for index, model in enumerate(islice(cycle(models), number)):
        data = dict(_yaml.parse(model.path.read_text(encoding="utf-8"), "")[0].data["answers"])
        optional = [key for key in data if key not in ESSENTIAL]
        for place, key in enumerate(optional):
            if (index // len(models) + place) % 7 == 0:
                del data[key]
        data["organisation_name"] = f"{data['organisation_name']} {index:04}"
        data["headcount"] += index // len(models) % 5
        lines = (line for key, value in data.items() for line in _yaml.entry(key, value, 2))
        text = "policygen: 1\nanswers:\n" + "\n".join(lines) + "\n"
        (folder / f"client-{index:04}.yaml").write_text(text, encoding="utf-8")


ESSENTIAL = frozenset(
    {
        "organisation_name", "organisation_type", "headcount", "work_locations", "sectors", "platforms",
        "policy_owner", "monitoring", "people_by_place", "depth",
    }
)  # fmt: skip
"""Answers that no client leaves out."""
