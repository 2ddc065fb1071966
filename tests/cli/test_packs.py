"""Packs end to end: named in the answers file, stopped by their faults, guarded by their names, told where they touch the law."""

import json
from pathlib import Path

import docx
import pytest

from tests.cli.running import TODAY, answers_file, outputs, policygen, text_file

DELAWARE = {
    "organisation_name": "Field Ltd", "organisation_type": "company", "headcount": 14, "work_locations": ["US-DE"],
    "monitoring": ["systems"], "platforms": ["facebook"], "policy_owner": {"name": "Jo Field", "role": "HR Manager"},
}  # fmt: skip
TONE = """\
---
id: house.tone
title: Tone of voice
applies_to: [official]
appears: short
topics: [tone]
sources: [practice-sector]
why: People know us by how we sound.
edited: 2026-11-25
---
Write to one reader, in the words you would use across a table.
"""
LISTED = "sections:\n  - {id: content, clauses: [house.tone]}\n"


def pack(folder: Path, manifest: str = LISTED, clause: str = TONE, name: str = "house") -> Path:
    text_file(folder / name, f'name: {name}\nversion: "1"\n{manifest}', "pack.yaml")
    if clause:
        text_file(folder / name / "sections" / "content", clause, "tone.md")
    return folder / name


def client(folder: Path, top: str = "packs: [house]\n", **answers: object) -> Path:
    path = answers_file(folder, **{**DELAWARE, **answers})
    path.write_text(top + path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def found(path: Path, *options: object) -> list[dict[str, str]]:
    told = policygen("check", path, "--json", "--date", TODAY, *options)
    return json.loads(told.out)[0]["findings"]  # type: ignore[no-any-return]


@pytest.mark.slow
def test_an_answers_file_names_its_pack_and_every_command_lays_it(tmp_path: Path) -> None:
    pack(tmp_path)
    answers = client(tmp_path)
    assert policygen("build", answers, "--date", TODAY).code == 0
    (word,) = outputs(tmp_path, "docx")
    assert "across a table" in words(word)
    assert "unreadable" not in {one["code"] for one in found(word)}
    planned = json.loads(policygen("update", word, "--plan", "--json", "--date", TODAY).out)
    assert not planned["out_of_date"]
    told = json.loads(policygen("explain", answers, "--json", "--date", TODAY).out)
    assert "house.tone" in {entry["clause"] for entry in told["clauses"]}


@pytest.mark.slow
def test_the_record_and_the_working_paper_hold_name_version_and_digest(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    policygen("build", client(tmp_path), "--date", TODAY)
    paper = json.loads(outputs(tmp_path, "policygen.json")[0].read_text(encoding="utf-8"))
    (_, (name, version, digest)) = paper["layers"]
    assert (name, version, len(digest)) == ("house", "1", 64)
    assert paper["document"]["layers"] == paper["layers"]
    text_file(folder / "sections" / "content", TONE.replace("one reader", "a reader"), "tone.md")
    (word,) = outputs(tmp_path, "docx")
    assert "its files have changed since" in " ".join(one["message"] for one in found(word))


@pytest.mark.slow
def test_a_document_whose_pack_is_no_longer_named_is_refused_with_its_name(tmp_path: Path) -> None:
    pack(tmp_path)
    answers = client(tmp_path)
    policygen("build", answers, "--date", TODAY)
    (word,) = outputs(tmp_path, "docx")
    answers.write_text(answers.read_text(encoding="utf-8").replace("packs: [house]\n", ""), encoding="utf-8")
    before = word.read_bytes()
    for command in (("build", answers), ("check", word), ("explain", word), ("update", word, "--plan")):
        told = policygen(*command, "--date", TODAY)
        assert told.code == 1, command
        assert "made with the pack “house” 1, which is not laid now" in told.said
    assert word.read_bytes() == before
    assert policygen("explain", word, "--pack", tmp_path / "house").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("named", ["../elsewhere/house", "/nowhere/house"])
def test_a_pack_outside_the_folder_is_refused_unless_it_is_named_on_the_command_line(
    tmp_path: Path, named: str
) -> None:
    outside = pack(tmp_path / "elsewhere")
    answers = client(tmp_path / "client", f"packs: ['{named}']\n")
    told = policygen("build", answers, "--date", TODAY)
    assert told.code == 1
    assert "lies outside the folder of the answers file" in told.err
    assert f"{answers}:1" in told.err
    if named.startswith(".."):
        assert policygen("build", answers, "--pack", outside, "--date", TODAY).code == 0


@pytest.mark.parametrize("named", ["packs: [3]", "packs: [' ', house]", "packs: [{house: 1}]", "packs: ''"])
def test_a_pack_that_is_named_by_no_folder_is_told_with_its_line(tmp_path: Path, named: str) -> None:
    told = policygen("build", client(tmp_path, f"{named}\n"), "--date", TODAY)
    assert told.code == 1
    assert ":1: a pack is named by its folder." in told.err


@pytest.mark.slow
def test_a_pack_that_is_not_there_is_told_with_the_line(tmp_path: Path) -> None:
    told = policygen("build", client(tmp_path, "packs: [huose]\n"), "--date", TODAY)
    assert told.code == 1
    assert "there is no pack 'huose'" in told.err


BANNED = TONE.replace("[official]", "[official, personal]").replace(
    "Write to one reader", "You must not make disparaging remarks about the company. Ask {{ nonsense }} first, write to one reader"
)  # fmt: skip


@pytest.mark.slow
def test_faults_of_a_pack_stop_a_build_and_are_told(tmp_path: Path) -> None:
    pack(tmp_path, clause=BANNED)
    told = policygen("build", client(tmp_path), "--date", TODAY)
    assert told.code == 1
    assert "[unknown-slot]" in told.err
    assert "[T-01]" in told.err
    assert not outputs(tmp_path, "docx")


@pytest.mark.slow
def test_high_findings_of_a_pack_are_printed_and_counted_once_for_a_folder(tmp_path: Path) -> None:
    pack(tmp_path, "forbids: [notices.us-de]\n", "")
    one = policygen("build", client(tmp_path), "--date", TODAY, "--fail-on", "high")
    assert one.code == 3
    assert one.err.count("[statutory-forbidden]") == 1
    assert "asked for by law here" in one.err
    assert "1 high finding in its packs" in one.err
    answers_file(tmp_path, "london.yaml", **{**DELAWARE, "work_locations": ["GB-ENG"], "organisation_name": "Bell"})
    both = policygen("build", tmp_path, "--pack", tmp_path / "house", "--date", TODAY)
    assert both.err.count("[statutory-forbidden]") == 1
    assert both.err.count("[statutory-departure]") == 1, "the law asks it of one client"


SLIPS = TONE.replace("[tone]", "[confidentialty]").replace(
    "Write to", "Write in {{ organisation_name }}'s voice on {{ platforms }} to"
)


@pytest.mark.slow
def test_slips_in_the_words_of_a_pack_are_told_by_check_and_build_and_counted(tmp_path: Path) -> None:
    folder = pack(tmp_path, clause=SLIPS)
    wanted = {"unknown-topic", "possessive-slot", "unfiltered-list"}
    told = policygen("library", "check", "--pack", folder, "--json", "--date", TODAY)
    assert {one["code"] for one in json.loads(told.out)} == wanted
    built = policygen("build", client(tmp_path), "--date", TODAY)
    assert built.code == 0
    assert all(built.err.count(f"[{code}]") == 1 for code in wanted)
    assert "3 high findings in its packs" in built.err
    text_file(tmp_path / "house" / "sections" / "content", TONE.replace("one reader", "<b>one</b> reader"), "tone.md")
    assert "tone.md:11: block: '<b>' is HTML" in policygen("library", "check", "--pack", folder, "--date", TODAY).out
    stopped = policygen("build", tmp_path / "answers.yaml", "--date", TODAY)
    assert stopped.code == 1
    assert "'<b>' is HTML" in stopped.err


def test_commands_without_answers_of_their_own_lay_the_packs_of_an_answers_file_on_request(tmp_path: Path) -> None:
    folder = pack(
        tmp_path, LISTED + "adds_choices:\n  sectors:\n    - {value: lanterns, label: Lanterns, neutral: a test}\n"
    )
    text_file(folder, "murmur: {name: Murmur, category: network}\n", "platforms.yaml")
    answers = client(tmp_path, sectors=["lanterns"])
    for command, words in (
        (("schema",), '"lanterns"'),
        (("library", "list"), "house.tone"),
        (("library", "show", "house.tone"), "across a table"),
        (("platforms", "list"), "Murmur"),
        (("platforms", "show", "murmur"), "Murmur"),
    ):
        assert words in policygen(*command, "--answers", answers).out, command
        assert words not in policygen(*command).out, command
    told = policygen("schema", "--answers", tmp_path / "gone.yaml")
    assert (told.code, "gone.yaml does not exist" in told.err) == (1, True)


def test_the_list_marks_what_a_pack_does_to_each_clause(tmp_path: Path) -> None:
    manifest = (
        f"{LISTED}amends:\n  content.copyright: {{title: Ours}}\nforbids: [wellbeing.healthy-use, notices.us-de]\n"
    )
    folder = pack(tmp_path, manifest)
    own = TONE.replace("house.tone", "accounts.one-handle").replace("why:", "replaces: 2026-11-22\nwhy:")
    text_file(folder / "sections" / "accounts", own, "one-handle.md")
    told = policygen("library", "list", "--pack", folder)
    lines = {line.split()[0]: line for line in told.out.splitlines() if line.startswith("  ")}
    marks = {id: line[line.index("[") :] for id, line in lines.items() if "[" in line}
    assert marks["house.tone"] == "[short]  [of house]"
    assert marks["accounts.one-handle"] == "[short]  [replaced by house]"
    assert marks["content.copyright"] == "[amended by house]"
    assert marks["wellbeing.healthy-use"].endswith("[left out by house]")
    assert marks["notices.us-de"].endswith("[asked for by law]  [left out by house]")
    assert "house" not in " ".join(mark for id, mark in marks.items() if id.startswith("personal."))
    data = {one["id"]: one for one in json.loads(policygen("library", "list", "--json", "--pack", folder).out)}
    assert [id for id, one in data.items() if one["replaced"]] == ["accounts.one-handle"]
    assert [id for id, one in data.items() if one["amended_by"]] == ["content.copyright"]
    assert [id for id, one in data.items() if one["forbidden_by"]] == ["wellbeing.healthy-use", "notices.us-de"]


def test_a_client_does_without_a_clause_and_the_ledger_says_why(tmp_path: Path) -> None:
    top = (
        "leaves_out:\n  - {clause: accounts.one-handle, reason: Every branch has its own., by: Jo, date: 2026-11-01}\n"
    )
    answers = client(tmp_path, top)
    assert policygen("build", answers, "--date", TODAY).code == 0
    (word,) = outputs(tmp_path, "docx")
    assert "same name on every account" not in words(word)
    told = policygen("explain", answers, "accounts.one-handle", "--date", TODAY)
    assert "Every branch has its own (Jo, 2026-11-01)" in told.out
    paper = json.loads(word.with_suffix(".policygen.json").read_text(encoding="utf-8"))
    assert list(paper["left_out"]) == ["accounts.one-handle"]


@pytest.mark.slow
def test_a_text_of_law_that_a_client_does_without_is_high(tmp_path: Path) -> None:
    answers = client(tmp_path, "leaves_out:\n  - {clause: notices.us-de, reason: Given on paper.}\n")
    (departure,) = [one for one in found(answers) if one["code"] == "statutory-departure"]
    assert departure["severity"] == "high"
    assert "Given on paper" in departure["message"]


@pytest.mark.parametrize(
    ("top", "code"),
    [
        ("leaves_out:\n  - {clause: accounts.one-handel, reason: No.}\n", "unknown-clause"),
        ("leaves_out:\n  - {clause: accounts.one-handle}\n", "bad-leaving"),
        ("leaves_out: none\n", "bad-leaving"),
        ("leaves_out:\n  - {clause: accounts.one-handle, reason: No., who: Jo}\n", "unknown-field"),
    ],
)
def test_slips_in_what_is_left_out_are_told(tmp_path: Path, top: str, code: str) -> None:
    assert code in {one["code"] for one in found(client(tmp_path, top))}
