"""A record that was changed after issue, or that another policygen made, is told with what to do, by every command."""

import json
import re
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

import pytest

from policygen.app.issued import read_record
from policygen.errors import DocumentError
from tests.cli.running import CAFE, TODAY, built, outputs, policygen, text_file

pytestmark = pytest.mark.share_every_day(3)


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    built(text_file(tmp_path, CAFE.read_bytes()), "--date", TODAY)
    return outputs(tmp_path, "docx")[0]


def _record_part(parts: dict[str, bytes]) -> str:
    return next(name for name in parts if b"urn:policygen:record" in parts[name] and "props" not in name.lower())


def _split(part: bytes) -> list[str]:
    return re.split(r"(?<=>)(\{.*\})(?=<)", part.decode(), flags=re.DOTALL)


def record_in(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return json.loads(unescape(_split(parts[_record_part(parts)])[1]))  # type: ignore[no-any-return]


def with_record(path: Path, change: dict[str, Any], *, resealed: bool = False) -> None:
    """The document with some of its record changed; with a new digest too, as whoever forges one would give it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = _record_part(parts)
    before, text, after = _split(parts[name])
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
@pytest.mark.some_every_day(2)
def test_a_changed_record_without_a_working_paper_stops_every_command(issued: Path, command: tuple[str, ...]) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_record(issued, {"answers": {}})
    others = [issued] if command == ("diff",) else []
    outcome = policygen(command[0], issued, *others, *command[1:])
    assert outcome.code == 1
    assert "is not the one it was issued with" in outcome.said
    assert "working paper" in outcome.said


def test_whoever_reads_the_record_alone_is_told_that_it_was_changed(issued: Path) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_record(issued, {"answers": {}})
    with pytest.raises(DocumentError, match="is not the one it was issued with"):
        read_record(issued)


def test_with_its_working_paper_a_document_is_read_by_that_and_the_change_is_told(issued: Path) -> None:
    with_record(issued, {"answers": {}})
    outcome = policygen("check", issued, "--date", TODAY)
    assert outcome.code == 3
    assert "high: The record in this document is not the one it was issued with" in outcome.out


@pytest.mark.parametrize("resealed", [True, False])
@pytest.mark.some_every_day(1)
def test_a_record_of_a_newer_policygen_is_told_as_one_by_every_command(issued: Path, resealed: bool) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_record(issued, {"policygen": 99}, resealed=resealed)
    content = issued.read_bytes()
    answers = issued.with_name("answers.yaml")
    for name, *more in (("check",), ("explain",), ("update", "--plan", "--answers", answers), ("diff", issued)):
        outcome = policygen(name, issued, *more)
        assert outcome.code == 1, name
        assert "made by a newer policygen" in outcome.said, name
        assert "Bring policygen up to date" in outcome.said, name
    outcome = policygen("build", answers, "--date", TODAY)
    assert outcome.code == 1
    assert "made by a newer policygen" in outcome.err
    assert issued.read_bytes() == content


def with_properties(path: Path, **properties: str) -> None:
    """The document with other properties in its record, as another policygen would have issued it."""
    document = record_in(path)["document"]
    with_record(path, {"document": {**document, "properties": {**document["properties"], **properties}}}, resealed=True)


def test_a_document_of_a_kind_that_only_a_newer_policygen_makes_is_left_as_it_is(issued: Path) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_properties(issued, kind="poster")
    content = issued.read_bytes()
    answers = issued.with_name("answers.yaml")
    for command in (("update", issued, "--plan", "--answers", answers), ("build", answers)):
        outcome = policygen(*command, "--date", TODAY)
        assert outcome.code == 1, command
        assert f"{issued} is a “poster”, which this policygen does not make." in outcome.said
        assert "made by a newer policygen" in outcome.said
    assert issued.read_bytes() == content
    assert policygen("explain", issued).code == 0, "what it says can still be read"


@pytest.mark.slow
def test_a_document_that_names_no_organisation_is_nobodys(issued: Path) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_properties(issued, organisation="")
    content = issued.read_bytes()
    answers = issued.with_name("answers.yaml")
    outcome = policygen("build", answers, "--date", TODAY)
    assert outcome.code == 1
    assert "another client's: a document that names no organisation, not from" in outcome.err
    assert issued.read_bytes() == content
    outcome = policygen("update", issued, "--plan", "--date", TODAY)
    assert outcome.code == 1
    assert f"Name them with --answers {answers}." in outcome.err
    assert policygen("update", issued, "--plan", "--answers", answers, "--date", TODAY).code == 0, "somebody says whose"
    assert policygen("explain", issued).out.startswith("Social media policy")


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
@pytest.mark.some_every_day(2)
def test_a_record_of_other_types_is_no_fault_of_ours(issued: Path, change: dict[str, Any]) -> None:
    issued.with_suffix(".policygen.json").unlink()
    with_record(issued, change, resealed=True)
    outcome = policygen("explain", issued)
    assert outcome.code == 1
    assert "it is not a record" in outcome.err
    assert "build the policy anew" in outcome.err
