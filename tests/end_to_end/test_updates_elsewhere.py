"""What an update writes, accepted and rejected by programs that we did not write, and found valid by another."""

import subprocess
from pathlib import Path

import pytest

from policygen.formats.docx.names import ID
from policygen.formats.docx.package import Part, open_package
from policygen.formats.docx.settling import settled, take_comments_away
from policygen.formats.docx.xml import serialised
from tests.cli.running import TODAY, policygen
from tests.end_to_end.telling import answered, issue
from tests.end_to_end.test_second_reader import SCRIPT, docxodus, lines
from tests.formats.test_docx_programs import complaints
from tests.support import word_lint
from tests.support.office import hand, needed

pytestmark = pytest.mark.share_every_day(3)

OURS = "policygen for Quay Works"
OTHERWISE = {
    "policy_owner": {"name": "Priya Nair", "role": "Chair"},
    "platforms": ["facebook", "tiktok", "threads"],
    "monitoring": ["none"],
    "work_locations": ["GB-ENG", "IE"],
    "headcount": 60,
}
"""Answers that change words, cells, rows, lists, clauses and tables."""


@pytest.fixture(params=[(), ("--depth", "full")], ids=["short", "full"])
def before_and_after(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A policy, and the same with our changes waiting in it."""
    word = issue(tmp_path / "quay", *request.param)
    answered(word, **OTHERWISE)
    target = tmp_path / "quay" / "new.docx"
    outcome = policygen("update", word, "--date", TODAY, "--out", target)
    assert outcome.code == 0, outcome.said
    return word, target


@pytest.mark.slow
def test_docxodus_rejects_and_accepts_it_as_we_do(before_and_after: tuple[Path, Path]) -> None:
    core, node = docxodus(), needed("node")
    before, after = before_and_after

    subprocess.run([node, str(SCRIPT), str(core), str(after)], check=True, capture_output=True, timeout=300)

    rejected, accepted = (after.with_suffix(f".{kind}.docx").read_bytes() for kind in ("rejected", "accepted"))
    assert lines(rejected, "accept") == lines(before.read_bytes(), "accept")
    assert lines(accepted, "accept") == lines(settled(after.read_bytes(), OURS, accept=True), "accept")


@pytest.mark.slow
def test_libreoffice_rejects_and_accepts_it_as_we_do(before_and_after: tuple[Path, Path], tmp_path: Path) -> None:
    before, after = before_and_after
    bare = tmp_path / "bare.docx"
    bare.write_bytes(without_comments(after.read_bytes()))

    with hand(tmp_path) as office:
        saved = office.edit(before, tmp_path / "saved.docx")
        rejected = office.edit(bare, tmp_path / "rejected.docx", ("decide_all", "Reject"))
        accepted = office.edit(bare, tmp_path / "accepted.docx", ("decide_all", "Accept"))
        ours = tmp_path / "ours.docx"
        ours.write_bytes(settled(after.read_bytes(), OURS, accept=True))
        expected = office.edit(ours, tmp_path / "expected.docx")

    assert lines(rejected.read_bytes(), "accept") == lines(saved.read_bytes(), "accept")
    assert lines(accepted.read_bytes(), "accept") == lines(expected.read_bytes(), "accept")


def without_comments(content: bytes) -> bytes:
    """A file without any comment: a LibreOffice without windows cannot open one with them from outside."""
    package = open_package(content)
    root, name = package.xml(package.main), package.related("comments")
    assert root is not None
    assert name is not None
    comments = package.xml(name)
    assert comments is not None
    take_comments_away(root, {each.get(ID, "") for each in comments})
    for each in list(comments):
        comments.remove(each)
    package.put(Part(package.main, package.content_type(package.main), serialised(root)))
    package.put(Part(name, package.content_type(name), serialised(comments)))
    return package.save()


@pytest.mark.slow
def test_the_open_xml_sdk_finds_it_valid(before_and_after: tuple[Path, Path], tmp_path: Path) -> None:
    assert not complaints(before_and_after[1].read_bytes(), tmp_path)
    assert not word_lint.lint(before_and_after[1].read_bytes())
