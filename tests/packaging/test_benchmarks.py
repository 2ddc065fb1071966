"""The benchmarks can be run. What they measure is for a person to read: nothing is asserted of time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.wide
def test_every_benchmark_comes_to_its_end() -> None:
    command = (sys.executable, "benchmarks/run.py", "--rounds", "1", "--clients", "4")
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "Batch: 4 different clients, mixed" in ran.stdout
