"""Where the time goes: shown for what misses its target."""

import cProfile
import pstats
import subprocess
import sys
from collections.abc import Callable
from io import StringIO

from measuring import Bench, heading

SHOWN = 15


def profile(work: Callable[[], object], title: str) -> None:
    """The functions that take most of some work, by their own time."""
    heading(f"Profile: {title}")
    work()
    profiler = cProfile.Profile()
    profiler.runcall(work)
    told = StringIO()
    pstats.Stats(profiler, stream=told).strip_dirs().sort_stats("tottime").print_stats(SHOWN)
    print("\n".join(line for line in told.getvalue().splitlines() if line.strip()))


def profile_imports(bench: Bench, title: str, *arguments: str) -> None:
    """The modules that a command loads, the slowest first."""
    heading(f"Profile: modules loaded by {title}, microseconds of their own and with what they load")
    command = (sys.executable, "-X", "importtime", "-m", "policygen", *arguments)
    done = subprocess.run(command, env=bench.environment(), capture_output=True, text=True, check=True)
    lines = [line.removeprefix("import time:") for line in done.stderr.splitlines() if line.startswith("import time:")]
    slowest = sorted(lines[1:], key=lambda line: -int(line.split("|")[0]))
    print("\n".join(slowest[:SHOWN]))
