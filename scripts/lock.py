"""Renews the locks under requirements/: `python scripts/lock.py`; arguments, such as `--upgrade`, go to `uv`.

A lock is a plain requirements file that any pip reads, for every Python and system we support. It names packages and
versions, never where they come from.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS: dict[str, list[str]] = {"run": [], "test": ["test"], "develop": ["develop"], "benchmark": ["benchmark"]}
"""Each lock's name, and the extras it holds beside what policygen itself needs."""


def lock(name: str, extras: list[str], arguments: list[str]) -> int:
    """Renew one lock; returns uv's exit status."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--group", "build", "--universal", "--python-version", "3.11"]
    command += [part for extra in extras for part in ("--extra", extra)]
    command += [
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-annotate",
        "--quiet",
        "--no-emit-package",
        "policygen",
    ]
    command += ["--custom-compile-command", "python scripts/lock.py", "--output-file", f"requirements/{name}.txt"]
    return subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode


def main() -> int:
    """Renew all locks; returns 1 when one could not be."""
    statuses = [lock(name, extras, sys.argv[1:]) for name, extras in LOCKS.items()]
    return int(any(statuses))


if __name__ == "__main__":
    sys.exit(main())
