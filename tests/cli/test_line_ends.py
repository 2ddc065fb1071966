"""Line ends are nobody's edit: Git for Windows, and many an editor, turn all of them in files that nobody has touched."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from policygen.app.draft import open_draft
from policygen.app.finish import is_untouched, marked
from policygen.formats.markdown.record_comment import seal
from policygen.library.compile import compile_library
from policygen.library.layers import digest, read_layers
from policygen.library.model import Library
from tests.cli.running import CAFE, REPOSITORY, TODAY, answers_file, lying, outputs, policygen, text_file
from tests.support.library import layer

BREAKS = pytest.mark.parametrize("line_break", [b"\r\n", b"\r"])


def with_breaks(path: Path, line_break: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", line_break))


@BREAKS
@pytest.mark.some_every_day(1)
def test_a_document_with_other_line_ends_is_as_issued_for_every_command(tmp_path: Path, line_break: bytes) -> None:
    source = text_file(tmp_path, CAFE.read_bytes())
    policygen("build", source, "--date", TODAY)
    (document,) = outputs(tmp_path, "md")
    told = policygen("explain", document, "--json").out
    for path in (document, source, document.with_suffix(".policygen.json")):
        with_breaks(path, line_break)
    plan = json.loads(policygen("update", document, "--plan", "--json", "--date", TODAY).out)
    assert not plan["out_of_date"]
    assert not plan["answers_changed"]
    assert not plan["owner_blocks"]
    assert {part["decision"] for part in plan["parts"]} == {"unchanged"}
    codes = {f["code"] for f in json.loads(policygen("check", document, "--json", "--date", TODAY).out)[0]["findings"]}
    assert not codes & {"older-than-answers", "no-side-file", "other-library"}
    assert policygen("explain", document, "--json").out == told
    assert policygen("build", source, "--date", "2027-01-01").code == 0
    assert b"2027" in document.read_bytes()


@BREAKS
@pytest.mark.some_every_day(1)
def test_answers_with_other_line_ends_make_the_same_documents(tmp_path: Path, line_break: bytes) -> None:
    for name in "ab":
        source = text_file(tmp_path / name, CAFE.read_bytes())
        if name == "b":
            with_breaks(source, line_break)
        policygen("build", source, "--date", TODAY, "--documents", "all")
    first, second = (
        {path.name: path.read_bytes() for path in lying(tmp_path / name) if path.suffix != ".yaml"} for name in "ab"
    )
    assert first == second


def test_the_seal_is_the_same_for_every_line_end() -> None:
    assert len({seal(body) for body in ("a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb")}) == 1
    assert seal("a\n\nb") != seal("a\nb")


@BREAKS
def test_next_steps_with_other_line_ends_are_as_written(line_break: bytes) -> None:
    assert is_untouched(marked("One\nTwo").encode().replace(b"\n", line_break))
    assert not is_untouched(marked("One\nTwo").encode().replace(b"Two", b"Three"))


def over_a_small_library(pack: Path) -> Library:
    layers = (layer("clause personal.base: You must ask first."), *read_layers((pack,))[1:])
    return compile_library(layers, digest(layers)).library


@BREAKS
def test_a_pack_with_other_line_ends_is_the_same_pack(tmp_path: Path, line_break: bytes) -> None:
    pack = tmp_path / "firm"
    text_file(
        pack, 'name: firm\nversion: "1"\nsections:\n  - id: personal\n    clauses: [personal.ours]\n', "pack.yaml"
    )
    shown = (REPOSITORY / "clauses/sections/personal/anonymous.md").read_text(encoding="utf-8")
    clause = shown.replace("personal.anonymous", "personal.ours")
    text_file(pack / "sections" / "personal", clause, "ours.md")
    before = over_a_small_library(pack)
    for path in pack.rglob("*.*"):
        with_breaks(path, line_break)
    after = over_a_small_library(pack)
    assert after.clauses["personal.ours"] == before.clauses["personal.ours"]
    assert after.layers == before.layers


@pytest.mark.parametrize(("line_break", "kept"), [("\n", "\n"), ("\r\n", "\r\n"), ("\r", "\n")])
def test_an_interview_keeps_the_line_ends_of_the_answers(
    library: Library, tmp_path: Path, line_break: str, kept: str
) -> None:
    text = "# ours\npolicygen: 1\nanswers:\n  organisation_name: Quay\n  headcount: 6\n"
    path = text_file(tmp_path, text.replace("\n", line_break).encode())
    draft = open_draft(path, library)
    draft.save({**draft.answers.values, "headcount": 7})
    assert path.read_bytes().decode() == text.replace("6", "7").replace("\n", kept)


def test_a_clone_with_windows_line_ends_has_none(tmp_path: Path) -> None:
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout")
    told = subprocess.run(
        ["git", "check-attr", "--stdin", "text", "eol"], cwd=REPOSITORY, capture_output=True, text=True, check=True,
        input="\n".join(("README.md", "tests/issued/1/x/y.md", "clauses/a.yaml", ".ci/run", "samples/a/b.docx")),
    ).stdout  # fmt: skip
    assert told.count("eol: lf") == 5
    assert told.count("text: auto") == 4
    assert "samples/a/b.docx: text: unset" in told


def test_a_name_with_an_emoji_can_be_read_in_the_answers(library: Library, tmp_path: Path) -> None:
    name = "\N{CUPCAKE} Bakery \N{WAVING BLACK FLAG}\U000e0067\U000e0062\U000e007f “Süß”: \\U0001F9C1"
    draft = open_draft(tmp_path / "answers.yaml", library)
    draft.save({"organisation_name": name})
    assert name.partition("\\")[0] in draft.path.read_text(encoding="utf-8")
    assert open_draft(draft.path, library).answers.values["organisation_name"] == name
    assert (
        answers_file(tmp_path, "b.yaml", organisation_name=name).read_text(encoding="utf-8").count("\N{CUPCAKE}") == 1
    )
