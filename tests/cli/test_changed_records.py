"""A record that was changed after issue, or that another policygen made, is told with what to do, by every command."""

import json
import re
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

import pytest

from tests.cli.running import CAFE, TODAY, outputs, policygen


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    shutil.copy(CAFE, tmp_path / "answers.yaml")
    assert policygen("build", tmp_path / "answers.yaml", "--date", TODAY).code == 0
    return outputs(tmp_path, "docx")[0]


def with_record(path: Path, change: dict[str, Any], *, resealed: bool = False) -> None:
    """The document with some of its record changed; with a new digest too, as whoever forges one would give it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = next(name for name in parts if b"urn:policygen:record" in parts[name] and "props" not in name.lower())
    before, text, after = re.split(r"(?<=>)(\{.*\})(?=<)", parts[name].decode(), flags=re.DOTALL)
    old = unescape(text)
    new = json.dumps({**json.loads(old), **change}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    parts[name] = (before + escape(new) + after).encode()
    if resealed:
        digests = [sha256(said.encode()).hexdigest().encode() for said in (old, new)]
        assert digests[0] in parts["docProps/custom.xml"]
        parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(*digests)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)


COMMANDS = [("check",), ("explain",), ("update", "--plan"), ("diff",)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_a_changed_record_without_a_working_paper_stops_every_command(issued: Path, command: tuple[str, ...]) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_record(issued, {"answers": {}})
    others = [issued] if command == ("diff",) else []
    outcome = policygen(command[0], issued, *others, *command[1:])
    assert outcome.code == 1
    assert "is not the one it was issued with" in outcome.said
    assert "working paper" in outcome.said


def test_with_its_working_paper_a_document_is_read_by_that_and_the_change_is_told(issued: Path) -> None:
    with_record(issued, {"answers": {}})
    outcome = policygen("check", issued, "--date", TODAY)
    assert outcome.code == 3
    assert "high: The record in this document is not the one it was issued with" in outcome.out


@pytest.mark.parametrize("resealed", [True, False])
def test_a_record_of_a_newer_policygen_is_told_as_one(issued: Path, resealed: bool) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_record(issued, {"policygen": 99}, resealed=resealed)
    outcome = policygen("explain", issued)
    assert outcome.code == 1
    assert "made by a newer policygen" in outcome.err
    assert "Bring policygen up to date" in outcome.err


@pytest.mark.parametrize(
    "change",
    [
        {"issue": 5},
        {"pending": 7},
        {"layers": [[1, 2]]},
        {"layers": 7},
        {"document": []},
        {"document": {"tree": "1"}},
    ],
    ids=str,
)
def test_a_record_of_other_types_is_no_fault_of_ours(issued: Path, change: dict[str, Any]) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_record(issued, change, resealed=True)
    outcome = policygen("explain", issued)
    assert outcome.code == 1
    assert "it is not a record" in outcome.err
    assert "build the policy anew" in outcome.err
