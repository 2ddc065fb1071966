"""`policygen build` for folders of clients: one fault stops nobody else, and nobody's documents are overwritten."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.running import CAFE, SAMPLES, TODAY, Outcome, answers_file, apart, lying, outputs, policygen, text_file

pytestmark = pytest.mark.share_every_day(3)


def clients(folder: Path, number: int) -> None:
    for index in range(number):
        answers_file(
            folder, f"client {index:03}.yaml",
            organisation_name=f"Client {index}", headcount=6, work_locations=["GB-ENG"], platforms=["x"],
        )  # fmt: skip


def build(*arguments: object) -> Outcome:
    return policygen("build", *arguments, "--date", TODAY)


def test_a_folder_of_clients_is_built_with_a_table_and_a_count(tmp_path: Path) -> None:
    for name in ("harbour-street-cafe", "copperline-creative"):
        text_file(tmp_path / name, (SAMPLES / name / "answers.yaml").read_bytes().replace(b"brand:", b"# brand:"))
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.said
    assert len(outputs(tmp_path / "out", "docx")) == 2
    table, summary = outcome.out.rsplit("\n", 2)[0], outcome.out.strip().splitlines()[-1]
    assert "written" in table
    assert "2 medium" in table
    assert summary == "2 written."


def test_several_files_are_built_as_a_folder_is(tmp_path: Path) -> None:
    clients(tmp_path, 2)
    outcome = build(tmp_path / "client 000.yaml", tmp_path / "client 001.yaml", "--out", tmp_path / "out")
    assert outcome.code == 0
    assert len(outputs(tmp_path / "out", "docx")) == 2


def test_without_a_folder_for_them_documents_lie_beside_their_own_answers(tmp_path: Path) -> None:
    text_file(tmp_path / "one", CAFE.read_bytes())
    text_file(tmp_path / "two", CAFE.read_bytes())
    assert build(tmp_path).code == 0
    assert len(outputs(tmp_path / "one", "docx")) == len(outputs(tmp_path / "two", "docx")) == 1


def test_one_broken_client_stops_nobody_else(tmp_path: Path) -> None:
    clients(tmp_path, 2)
    broken = {
        "a-broken.yaml": b"answers: [",
        "b-wrong.yaml": b"answers:\n  organisation_name: B\n  headcount: x\n",
        "c-empty.yaml": b"",
        "d-latin.yaml": "answers:\n  organisation_name: Caf\xe9\n".encode("latin-1"),
        "e-binary.yaml": bytes(range(256)),
        "f-other.yaml": b"services:\n  web: {image: x}\n",
    }
    for name, content in broken.items():
        text_file(tmp_path, content, name)
    (tmp_path / "g-folder.yaml").mkdir()
    (tmp_path / "h-gone.yaml").symlink_to(tmp_path / "nowhere")
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert len(outputs(tmp_path / "out", "docx")) == 2
    for name in (*broken, "h-gone.yaml"):
        assert name in outcome.err, name
    assert f"{tmp_path / 'b-wrong.yaml'}:3: headcount" in outcome.err
    assert f"2 written, {len(broken) + 1} not written." in outcome.out


@pytest.mark.parametrize(
    "other",
    [
        "policygen: 1\nanswers:\n  organisation_name: Harbour Street Cafe\n",
        'policygen: 1\nanswers: {organisation_name: "HARBOUR street café"}\n',
        "policygen: 1\nanswers:\n  organisation_name:\n    Harbour Street\n    Café\n",
        '{"policygen": 1, "answers": {"organisation_name": "Harbour Street Café"}}\n',
        "organisation_name: Harbour Street Café\n",
        "policygen: 1\nanswers:\n  # organisation_name: Another\n  organisation_name: 'Harbour Street Café' # so\n  headcount: 6\n",
        'policygen: 1\nanswers:\n  organisation_name: "Harbour\\u202e Street \\a Café"\n',
    ],
    ids=["accent", "braces", "two-lines", "json", "bare", "comment", "hidden"],
)
def test_two_clients_with_one_name_are_told_and_neither_is_written(other: str, tmp_path: Path) -> None:
    text_file(tmp_path, CAFE.read_bytes(), "a.yaml")
    text_file(tmp_path, other, "b.yaml")
    clients(tmp_path, 1)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert [path.name for path in outputs(tmp_path / "out", "docx")] == ["client-0-social-media-policy.docx"]
    assert outcome.err.count("the same name as those of") == 2
    assert "organisation_name" in outcome.err


def test_clients_without_a_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    answers_file(tmp_path, "a.yaml", headcount=6)
    answers_file(tmp_path, "b.yaml", headcount=60)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "same name" in outcome.err
    assert not (tmp_path / "out").exists()


def test_names_that_only_begin_alike_are_no_collision(tmp_path: Path) -> None:
    text_file(tmp_path, "policygen: 1\nanswers:\n  organisation_name: Harbour\n    Street\n  headcount: 6\n", "a.yaml")
    text_file(tmp_path, "policygen: 1\nanswers:\n  organisation_name: Harbour\n  headcount: 6\n", "b.yaml")
    assert build(tmp_path, "--out", tmp_path / "out").code == 0


def test_a_client_named_twice_on_the_command_line_is_one_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = text_file(tmp_path, CAFE.read_bytes(), "a.yaml")
    monkeypatch.chdir(tmp_path)
    assert build(path, "a.yaml", tmp_path, "--out", tmp_path / "out").code == 0


def test_every_finding_from_medium_up_is_counted_and_printed_with_its_client(tmp_path: Path) -> None:
    slips = {"organisation_name": "Quay", "headcount": 6, "reviewmonths": 6}
    answers_file(tmp_path, "a.yaml", **slips)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 0
    assert "There is no question 'reviewmonths'. Did you mean 'review_months'?" in outcome.err
    assert "\nQuay (a.yaml)\n" in outcome.err
    row = next(line for line in outcome.out.splitlines() if line.startswith("Quay"))
    assert f"1 high, {outcome.err.count('  medium: ')} medium" in row
    assert build(tmp_path, "--out", tmp_path / "out", "--fail-on", "high").code == 3
    assert build(tmp_path, "--out", tmp_path / "out", "--fail-on", "block").code == 0


def test_a_single_client_fails_on_what_a_folder_fails_on(tmp_path: Path) -> None:
    path = answers_file(tmp_path, "a.yaml", organisation_name="Quay", headcount=6, reviewmonths=6)
    assert build(path, "--out", tmp_path / "out", "--fail-on", "high").code == 3
    assert build(path, "--out", tmp_path / "out").code == 0


def test_a_run_is_told_as_data(tmp_path: Path) -> None:
    clients(tmp_path, 2)
    text_file(tmp_path, b"answers: [", "broken.yaml")
    text_file(tmp_path / "archive", b"a: b\n", "old.yaml")
    outcome = build(tmp_path, "--out", tmp_path / "out", "--format", "docx", "--json")
    assert outcome.code == 1
    data = json.loads(outcome.out)
    assert [client["state"] for client in data["clients"]] == ["not written", "written", "written"]
    assert [client["organisation"] for client in data["clients"]] == ["", "Client 0", "Client 1"]
    assert data["clients"][1]["documents"] == [str(tmp_path / "out" / "client-0-social-media-policy.docx")]
    assert {finding["code"] for finding in data["clients"][0]["findings"]} == {"yaml-syntax"}
    assert data["left_out"] == [{"path": str(tmp_path / "archive"), "why": "set aside as 'archive'"}]


def test_what_was_there_already_is_not_called_written(tmp_path: Path) -> None:
    clients(tmp_path, 2)
    build(tmp_path, "--out", tmp_path / "out")
    again = build(tmp_path, "--out", tmp_path / "out")
    assert again.code == 0
    assert again.out.endswith("0 written, 2 as it was.\n")


def test_a_folder_for_each_client_is_named_by_a_placeholder(tmp_path: Path) -> None:
    clients(tmp_path, 2)
    assert build(tmp_path, "--out", tmp_path / "out" / "{name}").code == 0
    for index in range(2):
        assert outputs(tmp_path / "out" / f"client-{index}", "docx")
    assert build(tmp_path / "client 000.yaml", "--out", tmp_path / "by" / "{file}").code == 0
    assert outputs(tmp_path / "by" / "client 000", "docx")
    outcome = build(tmp_path, "--out", tmp_path / "{client}")
    assert outcome.code == 2
    assert "There is no '{client}' to name a folder by." in outcome.err
    assert "{name}" in outcome.err


def test_two_clients_of_one_name_in_folders_of_their_own_are_both_written(tmp_path: Path) -> None:
    answers_file(tmp_path, "a.yaml", organisation_name="Quay", headcount=6)
    answers_file(tmp_path, "b.yaml", organisation_name="Quay", headcount=60)
    assert build(tmp_path, "--out", tmp_path / "out" / "{file}").code == 0


def test_a_name_taken_twice_does_not_hide_the_other_faults_of_a_client(tmp_path: Path) -> None:
    text_file(tmp_path, "policygen: 1\nanswers:\n  organisation_name: Quay\n  headcount: x\n", "a.yaml")
    answers_file(tmp_path, "b.yaml", organisation_name="QUAY", headcount=6)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert f"{tmp_path / 'a.yaml'}:4: headcount" in outcome.err


def test_names_in_the_table_are_never_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    name = "a-client-with-a-rather-long-name-for-a-file.yaml"
    answers_file(tmp_path, name, organisation_name="The Company of the Long Names of Old", headcount=6)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert str(tmp_path / name) in outcome.out
    assert "The Company of the Long Names of Old" in outcome.out


@pytest.mark.parametrize("folder", ["archive", "Old", "notes"])
def test_folders_that_are_set_aside_are_left_out_and_told(folder: str, tmp_path: Path) -> None:
    clients(tmp_path, 1)
    clients(tmp_path / folder, 1)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.said
    assert f"Left out: {tmp_path / folder} (set aside as '{folder}'). Name it to build it." in outcome.out
    assert build(tmp_path / folder, "--out", tmp_path / "again").code == 0


def test_packs_and_hidden_files_in_a_folder_are_no_clients(tmp_path: Path) -> None:
    clients(tmp_path, 1)
    policygen("library", "new-pack", tmp_path / "firm")
    text_file(tmp_path / "firm" / "questions", "group: x\n", "11-own.yaml")
    text_file(tmp_path / ".git", "a: b\n", "x.yaml")
    text_file(tmp_path, "a: b\n", ".hidden.yaml")
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.said
    assert "1 written" in outcome.out
    assert f"Left out: {tmp_path / 'firm'} (a pack)." in outcome.out


@pytest.mark.slow
def test_an_edited_document_among_clients_is_left_and_told(tmp_path: Path) -> None:
    clients(tmp_path, 3)
    out = tmp_path / "out"
    build(tmp_path, "--out", out)
    edited = outputs(out, "md")[1]
    edited.write_text(edited.read_text(encoding="utf-8") + "\nOur own words.\n", encoding="utf-8")
    content = edited.read_bytes()
    outcome = policygen("build", tmp_path, "--out", out, "--date", "2026-12-24")
    assert outcome.code == 1
    assert edited.read_bytes() == content
    assert f"{edited} has been edited" in outcome.err
    assert "2 written, 1 written beside an edited one." in outcome.out


def test_names_that_look_like_markup_stand_in_the_table_as_they_are(tmp_path: Path) -> None:
    answers_file(tmp_path, "[bold]x[/bold] [/].yaml", organisation_name="[red]Quay[/] [/nothing]", headcount=6)
    answers_file(tmp_path, ":smile:.yaml", organisation_name="B", headcount=6)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 0
    told = "".join(outcome.out.split())
    assert "[bold]x[/bold][/].yaml" in told
    assert ":smile:.yaml" in told


@pytest.mark.parametrize("columns", ["200", "20", "1"])
def test_names_that_look_like_markup_do_not_disturb_a_terminal(
    columns: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", columns)
    answers_file(tmp_path, "[bold]x[/bold] [/].yaml", organisation_name="[red]Quay[/] [/nothing]", headcount=6)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 0
    assert "1 written" in outcome.out


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    outcome = build(tmp_path)
    assert outcome.code == 1
    assert "no answers files" in outcome.err
    assert ".yaml" in outcome.err


@pytest.mark.slow
def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    folder = tmp_path / "clients"
    clients(folder, 20)
    text_file(folder, b"answers: [", "broken.yaml")
    one = build(folder, "--out", tmp_path / "one", "--format", "md")
    two = build(folder, "--out", tmp_path / "two", "--format", "md", "--jobs", "2")
    assert one.code == two.code == 1
    first, second = ({path.name: path.read_bytes() for path in lying(tmp_path / name)} for name in ("one", "two"))
    assert first == second
    assert len(first) == 40
    assert one.out.replace("/one/", "/two/") == two.out


def test_a_fault_of_ours_with_one_client_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policygen.app import batch

    real = batch.build

    def build_but_one(source: Path, *others: object) -> object:
        if source.name == "client 001.yaml":
            raise ZeroDivisionError("somewhere deep")
        return real(source, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "build", build_but_one)
    clients(tmp_path, 3)
    outcome = build(tmp_path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert len(outputs(tmp_path / "out", "docx")) == 2
    assert "client 001.yaml\n  block: policygen failed: ZeroDivisionError" in outcome.err


@pytest.mark.slow
def test_ctrl_c_ends_a_run_of_many_in_order(tmp_path: Path) -> None:
    folder, out = tmp_path / "clients", tmp_path / "out"
    clients(folder, 400)
    process = apart(
        "build",
        folder,
        "--out",
        out,
        "--jobs",
        "2",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while len(outputs(out, "docx")) < 40 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    told, faults = process.communicate(timeout=60)
    assert process.returncode == 130, faults.decode()
    assert b"Traceback" not in told + faults
    assert b"Stopped" in faults
    made = {path.name for path in lying(out)}
    assert not [name for name in made if name.startswith(".")], "nothing half-written is left"
    assert len(outputs(out, "docx")) < 400


@pytest.mark.parametrize(
    ("least", "most"),
    [
        pytest.param(20, 120, marks=pytest.mark.slow, id="a hundred"),
        pytest.param(100, 1000, marks=pytest.mark.wide, id="a thousand"),
    ],
)
def test_memory_stays_flat_however_many_clients_there_are(least: int, most: int, tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    clients(few, least)
    clients(many, most)
    peaks = []
    for folder in (few, many):
        script = (
            "import resource, sys\nfrom policygen.cli import main\n"
            "try: main(sys.argv[1:])\n"
            "finally: print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        process = subprocess.run(
            [shutil.which("python3") and __import__("sys").executable, "-c", script, "build", str(folder), "--out", str(folder / "out")],
            capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(SAMPLES.parent / "src")},
        )  # fmt: skip
        peaks.append(int(process.stderr.split("peak")[1]))
    assert peaks[1] < peaks[0] * 1.25
