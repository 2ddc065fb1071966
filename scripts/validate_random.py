"""Word files of organisations drawn by chance, held against the Open XML SDK: `… validate_random.py --seed 7 --count 200`.

A quarter of them have what breaks pages: sixty networks, two hundred accounts, words without an end, emoji, and names in
Chinese, Arabic and Hebrew. `POLICYGEN_OOXML_VALIDATOR` names the validator; only what it says counts, not its exit status.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "src")]

from tests.formats.word import written  # noqa: E402
from tests.support.answers import answers  # noqa: E402
from tests.support.library import the_library  # noqa: E402
from tests.support.scenes import answers_drawn  # noqa: E402
from tests.support.word_lint import lint  # noqa: E402

from policygen.answers.model import Answers  # noqa: E402
from policygen.assembly.assemble import assemble  # noqa: E402
from policygen.assembly.documents import DOCUMENTS  # noqa: E402
from policygen.library.model import Library  # noqa: E402
from policygen.selection.select import select  # noqa: E402

DAY = "2026-11-30"
DEPTHS = ("short", "short", "standard", "full")
NAMES = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "☕🥐 Café 👩🏽‍🍳 Łódź 🏳️‍🌈",
    "株式会社港通り喫茶店ソーシャルメディア研究所東京本社",
    "مقهى شارع الميناء للمأكولات والمشروبات",
    "בית קפה רחוב הנמל 24 (Tel Aviv)",
    "a.very.long.address.without.any.break.that.goes.on.and.on.and.on@department.of.example.org",
)


def extreme(library: Library, said: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The same answers with names, networks and accounts that are long, many or of other scripts."""
    name = chance.choice(NAMES)
    networks = list(library.registry.platforms)[: chance.choice((3, 60))]
    owner = {"name": chance.choice(NAMES), "role": chance.choice(NAMES)}
    accounts = [
        {"platform": networks[number % len(networks)], "handle": f"{name}{number}", "owner": owner, "backup": owner}
        for number in range(chance.choice((1, 7, 200)))
    ]
    return said | {"organisation_name": name, "policy_owner": owner, "platforms": networks, "accounts": accounts}


def drawn(library: Library, chance: Random) -> Answers:
    """Answers to some share of all questions; every fourth are extreme."""
    said = answers_drawn(library, chance, chance.choice((0.0, 0.1, 0.4, 0.8)))
    if chance.random() < 0.25:
        said = extreme(library, said, chance)
    return answers(library, **(said | {"depth": chance.choice(DEPTHS)}))


def main() -> int:
    """Tells how many files were read, and every complaint; 1 where there is one."""
    parser = argparse.ArgumentParser(description="Hold Word files of random answers against the Open XML SDK.")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0, help="number of the first organisation (default 0)")
    parser.add_argument("--count", type=int, default=200, help="organisations (default 200)")
    given = parser.parse_args()
    validator, library, read = os.environ["POLICYGEN_OOXML_VALIDATOR"], the_library(), Counter[str]()
    complaints = 0
    with tempfile.TemporaryDirectory(prefix="policygen-validate-") as folder:
        file = Path(folder) / "document.docx"
        for number in range(given.first, given.first + given.count):
            chance = Random(f"{given.seed}-{number}")  # noqa: S311  # nothing secret
            selection = select(library, drawn(library, chance), DAY)
            kinds = ["policy", "handbook" if selection.depth == "full" else "card"]
            if number and not number % 20:
                print(f"{number}: {sum(read.values())} files, {complaints} complaints", flush=True)
            for kind in kinds if chance.random() < 0.5 else kinds[:1]:
                document = assemble(selection, DOCUMENTS[kind])
                file.write_bytes(written(document))
                run = subprocess.run([validator, str(file)], capture_output=True, timeout=300, check=False)
                answer = json.loads(run.stdout)
                found = [*([] if answer["ok"] else answer["errors"]), *lint(file.read_bytes())]
                read[kind] += 1
                complaints += len(found)
                for each in found[:3]:
                    print(f"{given.seed}-{number} {kind}: {each}")
    print(f"{sum(read.values())} files of {given.count} organisations read ({dict(read)}): {complaints} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
