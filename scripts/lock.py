"""Renews the locks: `python scripts/lock.py [--into FOLDER]`; other arguments, such as `--upgrade`, go to `uv`.

A lock is a plain requirements file that any pip reads, for every Python and system we support. It names packages and
versions, never where they come from.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS: dict[str, tuple[str, ...]] = {
    "run": (),
    "test": ("--extra", "test"),
    "develop": ("--extra", "develop"),
    "benchmark": ("--extra", "benchmark"),
    "cluster": ("--extra", "cluster"),
    "lowest": ("--extra", "test", "--resolution", "lowest-direct"),
}
"""Each lock's name, and what it holds beside what policygen itself needs. `lowest` has the lowest version allowed of each."""


def lock(name: str, folder: Path, arguments: list[str]) -> int:
    """Renew one lock; returns uv's exit status."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--group", "build", *LOCKS[name]]
    command += ["--universal", "--python-version", "3.11", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--no-annotate", "--quiet", "--no-emit-package", "policygen"]
    command += ["--custom-compile-command", "python scripts/lock.py", "--output-file", str(folder / f"{name}.txt")]
    return subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode


def main() -> int:
    """Renew all locks; returns 1 when one could not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "requirements", help="The folder they lie in.")
    given, arguments = parser.parse_known_args()
    statuses = [lock(name, given.into.resolve(), arguments) for name in LOCKS]
    return int(any(statuses))


if __name__ == "__main__":
    sys.exit(main())
