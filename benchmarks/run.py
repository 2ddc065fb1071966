"""Every benchmark in one run: `python benchmarks/run.py`.

Figures are ratios to pandoc, docxtpl and bare Python, each the median of several rounds in which all take turns. pandoc is
a system tool; docxtpl comes with `pip install -e '.[benchmark]'`. What is missing is named and left out.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from measuring import DATE, Bench, heading, machine, told


def main() -> None:
    parser = argparse.ArgumentParser(description="Time policygen against pandoc, docxtpl and bare Python.")
    parser.add_argument("--rounds", type=int, default=11, help="rounds to take the median of (default 11)")
    parser.add_argument("--clients", type=int, default=1000, help="clients of the batch (default 1000)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="policygen-benchmark-") as folder:
        bench = Bench(Path(folder), given.rounds)
        os.environ["POLICYGEN_CACHE"] = str(bench.cache)
        print(f"{machine()}; medians of {bench.rounds} rounds")
        _run(bench, given.clients)


def _run(bench: Bench, number: int) -> None:
    from batch import batch
    from cold import build_against_pandoc, startup
    from material import samples
    from memory import peaks
    from profiling import profile, profile_imports
    from warm import against_docxtpl, ours

    library, found = samples()
    largest, smallest = found[0], found[-1]
    missed: list[str] = []
    if startup(bench):
        missed.append("start-up")
        profile_imports(bench, "--help", "--help")
    if build_against_pandoc(bench, largest):
        missed.append("cold build")
        options = ("--format", "docx", "--date", DATE, "--out", str(bench.folder / "imports"))
        profile_imports(bench, "a cold build", "build", str(largest.path), *options)
    build_against_pandoc(bench, smallest)
    for sample in (largest, smallest):
        if against_docxtpl(bench, library, sample):
            missed.append(f"warm build of {sample.name}")
            profile(lambda sample=sample: ours(library, sample), f"warm build of {sample.name}")
    peaks(bench, largest)
    short = [sample for sample in found if sample.policy.properties.depth == "short"]
    for kind, models in (("short policies", short), ("mixed, short and full policies", found)):
        if batch(bench, number, models, kind):
            missed.append(f"batch, {kind}")
            profile(lambda sample=models[0]: ours(library, sample), f"one client, {models[0].name}")
    heading("Targets missed")
    for name in missed or ["none"]:
        told(name, "")


if __name__ == "__main__":
    main()
