"""Draws random scenes of an update and tells what came of them: `python scripts/try_scenes.py --seed 1 --scenes 300`.

Needs LibreOffice with its bridge for Python, Node, and npm's docxodus in the folder that POLICYGEN_DOCXODUS names.
"""

import argparse
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.end_to_end.test_second_reader import docxodus  # noqa: E402
from tests.support.office import hand  # noqa: E402
from tests.support.scenes import Tally, try_scenes  # noqa: E402

from policygen.library.load import load_library  # noqa: E402

AT_ONCE = 10
"""Scenes that one LibreOffice and one Docxodus look at."""


def main() -> int:
    """Try scenes, telling every fault as it is found; 1 where there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--scenes", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="Where the files of scenes with a fault are kept.")
    parser.add_argument(
        "--without-libreoffice", action="store_true", help="Edit by script alone, and ask two programs."
    )
    options = parser.parse_args()
    library, core, total, began = load_library(), docxodus(), Tally(), time.monotonic()
    for first in range(options.first, options.first + options.scenes, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, options.first + options.scenes))
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            office = None if options.without_libreoffice else stack.enter_context(hand(Path(folder)))
            tally = try_scenes(Path(folder), library, options.seed, numbers, office, core)
            for fault in tally.faults:
                sys.stdout.write(f"{fault}\n")
                name = fault.split(":")[0].removeprefix("scene ")
                if options.keep is not None and (Path(folder) / name).is_dir():
                    shutil.copytree(Path(folder) / name, options.keep / name, dirs_exist_ok=True)
        total.counts += tally.counts
        total.faults += tally.faults
        minutes = (time.monotonic() - began) / 60
        sys.stdout.write(
            f"seed {options.seed}, after {minutes:.0f} min: {dict(total.counts)}, {len(total.faults)} faults\n"
        )
        sys.stdout.flush()
    return 1 if total.faults else 0


if __name__ == "__main__":
    sys.exit(main())
