"""Whole processes: from the command to the file on disk, against pandoc and bare Python."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from material import Sample
from measuring import DATE, Bench, available, heading, milliseconds, policygen, ratio, rounds_of, seconds, told

PANDOC_SHARE = 0.8
HELP_TIMES = 5.0
_COMMENTS = re.compile(r"<!--.*?-->\n*", re.DOTALL)


def _build(bench: Bench, sample: Sample) -> Callable[[], float]:
    """Building a sample's policy as DOCX, each time into a new folder: the record and the side file are part of it."""
    folders = count()

    def measure() -> float:
        out = bench.folder / f"cold-{sample.name}-{next(folders)}"
        options = ("--format", "docx", "--documents", "policy", "--date", DATE, "--out", str(out))
        return seconds(policygen("build", str(sample.path), *options), bench.environment())

    return measure


def _first(bench: Bench, build: Callable[[], float]) -> Callable[[], float]:
    """The same with nothing kept from earlier runs."""

    def measure() -> float:
        shutil.rmtree(bench.cache, ignore_errors=True)
        return build()

    return measure


def _markdown(bench: Bench, sample: Sample) -> Path:
    """The policy as Markdown that somebody might have written: without our anchors and the record."""
    out = bench.folder / f"markdown-{sample.name}"
    options = ("--format", "md", "--documents", "policy", "--date", DATE, "--out", str(out))
    seconds(policygen("build", str(sample.path), *options), bench.environment())
    made = next(out.glob("*.md"))
    made.write_text(_COMMENTS.sub("", made.read_text(encoding="utf-8")), encoding="utf-8")
    return made


def startup(bench: Bench) -> bool:
    """`--help` and `--version` against a Python that does nothing."""
    heading("Start-up")
    environment = bench.environment()
    bare, help_, version = rounds_of(
        bench.rounds,
        lambda: seconds((sys.executable, "-c", "pass"), environment),
        lambda: seconds(policygen("--help"), environment),
        lambda: seconds(policygen("--version"), environment),
    )
    told("python -c pass", milliseconds(bare))
    share = ratio(help_, bare)
    missed = told(
        f"policygen --help ({milliseconds(help_)}) / bare Python", f"{share:.1f}", "<= 5", missed=share > HELP_TIMES
    )
    told(f"policygen --version ({milliseconds(version)}) / bare Python", f"{ratio(version, bare):.1f}")
    return missed


def build_against_pandoc(bench: Bench, sample: Sample) -> bool:
    """Answers to DOCX against pandoc, which is handed the finished policy as Markdown."""
    heading(f"Cold: {sample.name}, {sample.words:,} words, answers to DOCX")
    build = _build(bench, sample)
    first = _first(bench, build)
    first()  # compiles the bytecode of everything that only a first run loads, as installing does
    once, *_ = rounds_of(3, first)
    environment = bench.environment()
    pandoc = available("pandoc")
    if pandoc is None:
        ours, bare = rounds_of(bench.rounds, build, lambda: seconds((sys.executable, "-c", "pass"), environment))
        told("policygen build", milliseconds(ours))
        print("  pandoc is not installed here: no comparison with it.")
        missed = False
    else:
        version = subprocess.run((pandoc, "--version"), capture_output=True, text=True, check=True).stdout.split("\n")[
            0
        ]
        markdown, target = _markdown(bench, sample), str(bench.folder / "pandoc.docx")
        ours, theirs, quick, bare = rounds_of(
            bench.rounds,
            build,
            lambda: seconds((pandoc, str(markdown), "-o", target), environment),
            lambda: seconds((pandoc, "--from", "gfm", str(markdown), "-o", target), environment),
            lambda: seconds((sys.executable, "-c", "pass"), environment),
        )
        share = ratio(ours, theirs)
        name = f"policygen build ({milliseconds(ours)}) / {version} ({milliseconds(theirs)})"
        missed = told(name, f"{share:.2f}", "<= 0.8", missed=share > PANDOC_SHARE)
        told(f"policygen build / pandoc --from gfm ({milliseconds(quick)})", f"{ratio(ours, quick):.2f}")
    told("policygen build / bare Python", f"{ratio(ours, bare):.1f}")
    told("the first run after installing: library and template prepared", milliseconds(once))
    return missed
