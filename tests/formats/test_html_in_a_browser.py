"""Pages in a real Chromium, looked at by axe-core: on a phone, on a tablet with more contrast, and on a desk by night."""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from policygen.app.build import BuildOptions, build
from policygen.app.packs import Libraries
from policygen.library.model import Library
from tests.support.drawing import drawn
from tests.support.office import needed
from tests.support.strategies import SAMPLES

LOOK = Path(__file__).parents[1] / "support" / "look_at_pages.mjs"
VIEWS = 3
DAY = "2026-11-22"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/answers.yaml"))


def looked_at(pages: Iterable[Path]) -> list[dict[str, Any]]:
    """What a browser and axe-core say of some pages, page by page and view by view."""
    node, chromium, modules = needed("node"), needed("chromium"), os.environ.get("POLICYGEN_AXE", "")
    if not modules:
        message = "NOT TRIED: POLICYGEN_AXE names no folder of node modules with axe-core and puppeteer-core"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    arguments = [node, str(LOOK), modules, chromium, *map(str, pages)]
    run = subprocess.run(arguments, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.some_in_ci(2)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_in_any_page_of_a_sample_at_any_width(name: str, tmp_path: Path) -> None:
    options = BuildOptions(DAY, ("html",), ("policy", "card", "handbook"), tmp_path)
    answers = SAMPLES / name / "answers.yaml"
    result = build(answers, Libraries((), DAY).of(answers).library, options)
    pages = [path for path in result.written if path.suffix == ".html"]
    assert len(pages) == 3
    found = looked_at(pages)
    assert len(found) == len(pages) * VIEWS
    assert [view for view in found if view["violations"] or view["told"] or view["wider"] > 0] == []


@pytest.mark.slow
def test_axe_would_find_a_fault_and_the_page_would_load_nothing(library: Library, tmp_path: Path) -> None:
    (name,) = drawn(NAMES, 1, "a fault")
    result = build(SAMPLES / name / "answers.yaml", library, BuildOptions(DAY, ("html",), ("card",), tmp_path))
    page = next(path for path in result.written if path.suffix == ".html")
    planted = '<img src="https://elsewhere.example/x.png"><script>document.title = "!"</script><p aria-hidden="x">a</p></main>'
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", planted), encoding="utf-8")
    for view in looked_at([page]):
        assert {"image-alt", "aria-valid-attr-value"} <= {violation[0] for violation in view["violations"]}
        assert sum("Content Security Policy" in line for line in view["told"]) >= 2
