"""A consultant's run: a folder of a thousand clients in one command, its time and what memory it takes."""

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from material import Sample, clients
from measuring import DATE, Bench, heading, policygen, told

SECONDS = 10.0
THOUSAND = 1000
"""Clients that the target speaks of."""
FEW = 100
GROWTH = 1.1
"""Memory is flat when ten times the clients take less than a tenth more."""

_LOOKS_PER_SECOND = 20


@dataclass(frozen=True, slots=True)
class Run:
    """What one batch took."""

    seconds: float
    processor: float
    """Seconds that all its processes together kept a core busy."""
    parent: int
    """Most memory ever held by the first process, in kibibytes; 0 where the system does not tell."""
    worker: int
    """The same for the largest of its workers."""


def _held(process: int) -> int:
    """The most memory that a process has held so far."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def _children(process: int) -> Iterator[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in map(int, listed.split()):
        yield child
        yield from _children(child)


def _busy() -> float:
    """Processor seconds of every child that has ended, and of theirs."""
    times = os.times()
    return times.children_user + times.children_system


def run(bench: Bench, folder: Path, name: str) -> Run:
    """One batch of a folder of answers."""
    options = (
        "--format",
        "docx",
        "--documents",
        "policy",
        "--jobs",
        "2",
        "--date",
        DATE,
        "--out",
        str(bench.folder / name),
    )
    log = bench.folder / f"{name}.log"
    parent = worker = 0
    with log.open("wb") as said:
        started, busy = time.perf_counter(), _busy()
        process = subprocess.Popen(
            policygen("build", str(folder), *options), env=bench.environment(), stdout=said, stderr=said
        )
        while process.poll() is None:
            parent = max(parent, _held(process.pid))
            worker = max([worker, *map(_held, _children(process.pid))])
            time.sleep(1 / _LOOKS_PER_SECOND)
        took = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"The batch failed:\n{log.read_text(encoding='utf-8')[-2000:]}")
    return Run(took, _busy() - busy, parent, worker)


def batch(bench: Bench, number: int, models: list[Sample], kind: str) -> bool:
    """Some clients modelled on samples, first few and then all: time against the target, memory against the few."""
    heading(f"Batch: {number:,} different clients, {kind}, --jobs 2, DOCX")
    name = kind.split()[0].strip(",")
    small, large = bench.folder / f"{name}-few", bench.folder / f"{name}-all"
    clients(min(FEW, number), models, small)
    clients(number, models, large)
    few, every = run(bench, small, f"{name}-few-out"), run(bench, large, f"{name}-all-out")
    name = f"{number:,} clients, whole command"
    target = f"<= {SECONDS:g} s" if number == THOUSAND else ""
    missed = told(name, f"{every.seconds:.1f} s", target, missed=bool(target) and every.seconds > SECONDS)
    free = f"{every.processor / 2:.1f} s"
    told(f"the same on two cores with nothing else to do ({every.processor:.1f} processor seconds)", free)
    if every.parent:
        for who, before, after in (("parent", few.parent, every.parent), ("largest worker", few.worker, every.worker)):
            figure = f"{before / 1024:.0f}, {after / 1024:.0f} MiB"
            flat = after > before * GROWTH
            missed |= told(
                f"peak memory, {who}: {min(FEW, number)} and {number:,} clients", figure, "flat", missed=flat
            )
    else:
        print("  This system does not tell the memory of other processes.")
    return missed
