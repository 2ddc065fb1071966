"""What every benchmark shares: the checkout, an environment of its own, medians, and how figures are told."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
DATE = "2026-11-22"
"""The day every document is made on, so that every round does the same."""

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder that is thrown away, and how many rounds to take the median of."""

    folder: Path
    rounds: int

    @property
    def cache(self) -> Path:
        """Where policygen keeps the compiled library and the prepared template."""
        return self.folder / "cache"

    def environment(self) -> dict[str, str]:
        """The environment of a policygen that was installed: bytecode compiled, as pip does it, and nothing else set."""
        given = {
            name: value
            for name, value in os.environ.items()
            if name not in {"PYTHONDONTWRITEBYTECODE", "SOURCE_DATE_EPOCH"}
        }
        ours = {
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONPYCACHEPREFIX": str(self.folder / "bytecode"),
            "POLICYGEN_CACHE": str(self.cache),
        }
        return {**given, **ours}


def policygen(*arguments: str) -> Command:
    """The command line of policygen, as a whole process."""
    return (sys.executable, "-m", "policygen", *arguments)


def seconds(command: Command, environment: Mapping[str, str]) -> float:
    """How long a whole process takes, from its start to its end."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def rounds_of(number: int, *timed: Callable[[], float]) -> list[list[float]]:
    """The times of some things, each once a round: what else the machine does meets all of them alike."""
    rows = [[measure() for measure in timed] for _ in range(number)]
    return [list(column) for column in zip(*rows, strict=True)]


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """A measurement of some work within this process."""

    def measure() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return measure


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of the rounds."""
    return statistics.median(own / other for own, other in zip(ours, theirs, strict=True))


def milliseconds(times: Sequence[float]) -> str:
    """The median of some times."""
    return f"{statistics.median(times) * 1000:.0f} ms"


def heading(title: str) -> None:
    print(f"\n{title}\n{'-' * len(title)}")


def told(name: str, value: str, target: str = "", *, missed: bool = False) -> bool:
    """Print a figure with its target; whether the target was missed."""
    verdict = "" if not target else f"target {target}: {'MISSED' if missed else 'met'}"
    print(f"  {name:<66} {value:>12}   {verdict}".rstrip(), flush=True)
    return missed


def machine() -> str:
    """The machine in words."""
    cores = os.cpu_count() or 1
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores"


def available(program: str) -> str | None:
    """The path of a system tool, or None."""
    return shutil.which(program)
