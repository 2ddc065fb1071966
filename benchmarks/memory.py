"""What memory a whole process takes that builds, and then updates, a document of some forty pages."""

import subprocess
import sys
from pathlib import Path

from material import Sample
from measuring import DATE, Bench, heading, policygen, told

from policygen import _yaml

OWN_RULES = 460
"""Rules of the organisation's own, which make the policy of the largest sample one of forty pages."""
_RULE = "Before anybody posts about the house on the corner, number {number}, they ask the desk, which writes it down."


def _answers(sample: Sample, folder: Path, platforms: list[str]) -> Path:
    data = dict(_yaml.parse(sample.path.read_text(encoding="utf-8"), "")[0].data["answers"])
    data["own_rules"] = [{"id": f"rule-{number}", "rule": _RULE.format(number=number)} for number in range(OWN_RULES)]
    data["platforms"] = [*data["platforms"], *platforms]
    lines = (line for key, value in data.items() for line in _yaml.entry(key, value, 2))
    path = folder / "answers.yaml"
    path.write_text("policygen: 1\nanswers:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


_LAUNCHER = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process between: a child is counted from what its parent held when it began."""


def _peak(bench: Bench, *arguments: str) -> float:
    """Most memory that a process held, in mebibytes."""
    command = (sys.executable, "-c", _LAUNCHER, *policygen(*arguments))
    run = subprocess.run(command, env=bench.environment(), capture_output=True, text=True, check=True)
    code, kibibytes = map(int, run.stdout.split())
    if code not in {0, 3}:
        raise SystemExit(f"policygen {' '.join(arguments)} ended with {code}")
    return kibibytes / 1024


def peaks(bench: Bench, largest: Sample) -> None:
    """Peak memory of the build of a long policy, and of an update that writes tracked changes into it."""
    heading("Memory of one process, a policy of some forty pages")
    folder = bench.folder / "memory"
    folder.mkdir()
    answers = _answers(largest, folder, [])
    build = ("build", str(answers), "--format", "docx", "--documents", "policy", "--date", DATE)
    bare = _peak(bench, "--version")
    first, again = _peak(bench, *build), _peak(bench, *build)
    document = next(folder.glob("*.docx"))
    _answers(largest, folder, ["bluesky"])
    update = _peak(bench, "update", str(document), "--date", DATE)
    peaks_by_name = {
        "--version": bare,
        "build, the first with this cache": first,
        "build": again,
        "update of that document": update,
    }
    for name, peak in peaks_by_name.items():
        told(name, f"{peak:.0f} MiB")
