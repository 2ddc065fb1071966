"""The command line where it is run: closed and broken streams, dates, caches, folders nobody may write to, interruptions."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import CAFE, REPOSITORY, TODAY, answers_file, apart, outputs, policygen, text_file

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and closed streams as Unix has them")


def finished(*arguments: object, timeout: int = 60, **options: object) -> tuple[int, bytes, bytes]:
    process = apart(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    out, err = process.communicate(timeout=timeout)
    assert b"Traceback" not in out + err, err.decode()
    return process.returncode, out, err


def in_a_shell(command: str, after: str = "") -> subprocess.CompletedProcess[bytes]:
    run = subprocess.run(
        f'"{sys.executable}" -m policygen {command}{after}', shell=True, executable="/bin/bash", capture_output=True,
        timeout=60, check=False, env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
    )  # fmt: skip
    assert b"Traceback" not in run.stderr, run.stderr.decode()
    assert b"Exception ignored" not in run.stderr, run.stderr.decode()
    return run


# ---- dates -------------------------------------------------------------------------------------------------------------


def test_the_day_is_that_of_source_date_epoch_where_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert json.loads(policygen("explain", CAFE, "--json").out)["date"] == "2030-03-17"
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert json.loads(policygen("explain", CAFE, "--json").out)["date"] == "2030-03-17"
    assert json.loads(policygen("explain", CAFE, "--json", "--date", TODAY).out)["date"] == TODAY


@pytest.mark.parametrize("epoch", ["", "soon", "-1", "1e9", "99999999999999999999", "999999999999"])
def test_an_epoch_that_is_no_day_is_passed_over(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    outcome = policygen("explain", CAFE, "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["date"] >= "2026"


def test_the_same_day_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    policygen("build", CAFE, "--out", tmp_path / "a")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    policygen("build", CAFE, "--out", tmp_path / "b", "--date", "2030-03-17")
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in "ab")
    assert first == second


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_breaks_nothing(day: str, tmp_path: Path) -> None:
    assert policygen("build", CAFE, "--out", tmp_path, "--date", day).code == 0
    assert policygen("check", *outputs(tmp_path, "docx"), "--date", day, "--fail-on", "never").code == 0
    path = answers_file(tmp_path, organisation_name="Quay", headcount=6, effective_date=day, review_months=36)
    assert policygen("build", path, "--out", tmp_path).code == 0
    assert policygen("check", path, "--date", TODAY, "--fail-on", "never").code == 0


# ---- folders and caches ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that even root cannot write to exists on Linux only")
def test_a_folder_that_nobody_can_write_to_is_told() -> None:
    outcome = policygen("build", CAFE, "--out", "/proc/policies")
    assert outcome.code == 1
    assert "/proc/policies" in outcome.err
    assert "cannot be written" in outcome.err
    assert "--out" in outcome.err
    assert policygen("library", "new-pack", "/proc/firm").code == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    text_file(tmp_path, CAFE.read_bytes())
    tmp_path.chmod(0o500)
    try:
        outcome = policygen("build", tmp_path / "answers.yaml")
    finally:
        tmp_path.chmod(0o700)
    assert outcome.code == 1
    assert "cannot be written" in outcome.err


def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = Path.replace, []

    def full(self: Path, target: Path) -> Path:
        asked.append(target)
        if len(asked) == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    policygen("build", CAFE, "--out", tmp_path / "warm")
    monkeypatch.setattr(Path, "replace", full)
    outcome = policygen("build", CAFE, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert f"{asked[1]} cannot be written: No space left on device" in outcome.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == [asked[0].name]


@pytest.mark.slow
@pytest.mark.parametrize("cache", ["", "file", "/proc/nothing", "garbage"])
def test_a_cache_that_cannot_be_used_changes_nothing(cache: str, tmp_path: Path) -> None:
    folder = cache
    if cache == "file":
        folder = str(text_file(tmp_path, "x", "cache"))
    if cache == "garbage":
        folder = str(tmp_path / "cache")
        finished("build", CAFE, "--out", tmp_path / "warm", "--date", TODAY, environment={"POLICYGEN_CACHE": folder})
        for kept in Path(folder).iterdir():
            kept.write_bytes(os.urandom(500))
    code, _, err = finished(
        "build", CAFE, "--out", tmp_path / "out", "--date", TODAY, environment={"POLICYGEN_CACHE": folder}
    )
    assert code == 0, err.decode()
    policygen("build", CAFE, "--out", tmp_path / "usual", "--date", TODAY)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("out", "usual")
    )
    assert first == second


# ---- streams -----------------------------------------------------------------------------------------------------------


def test_no_command_but_new_needs_a_terminal_or_reads_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"standard input was asked for {name}")

    monkeypatch.setattr(sys, "stdin", Closed())
    policygen("build", CAFE, "--out", tmp_path)
    for command in (
        ("check", CAFE), ("explain", CAFE), ("library", "list"), ("library", "show", "personal.own-views"),
        ("platforms", "list"), ("platforms", "handle", "quay"), ("schema",), ("diff", CAFE, "--set", "headcount=60"),
        ("update", outputs(tmp_path, "docx")[0], "--plan"), ("--help",),
    ):  # fmt: skip
        assert policygen(*command).code in {0, 3}, command


@on_unix
def test_a_closed_standard_input_stops_no_build_and_begins_no_interview(tmp_path: Path) -> None:
    for command, code in ((f'build "{CAFE}" --out "{tmp_path}"', 0), (f'new "{tmp_path}/n"', 2)):
        run = in_a_shell(f"{command} <&-")
        assert run.returncode == code, run.stderr.decode()
    assert not (tmp_path / "n" / "answers.yaml").exists()


def test_without_a_terminal_the_way_in_is_the_help() -> None:
    told = policygen()
    assert told.code == 0
    assert told.out == policygen("--help").out


@on_unix
def test_a_reader_that_goes_away_is_no_fault() -> None:
    run = in_a_shell("schema", ' | head -c 1; echo " ${PIPESTATUS[0]}"')
    assert run.stderr == b"", run.stderr.decode()
    assert run.stdout.split()[-1] == b"0"


@on_unix
def test_output_that_is_closed_or_cannot_be_written_is_no_fault_of_ours() -> None:
    assert in_a_shell("schema >&-").returncode == 0
    run = in_a_shell("schema > /dev/full")
    assert run.returncode == 1
    assert run.stderr == b"policygen cannot go on: No space left on device.\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_that_lacks_characters_gets_escapes(encoding: str, tmp_path: Path) -> None:
    path = answers_file(
        tmp_path, "株式会社 👍.yaml", organisation_name="株式会社 👍", headcount=6, platforms=["Ning №1"]
    )
    for command in (("build", path), ("build", tmp_path), ("check", path), ("explain", path, "--promises")):
        assert policygen(*command, encoding=encoding).code == 0
    assert "\\u682a" in policygen("build", path, encoding="cp1252").out
    outcome = policygen("explain", path, "--json", encoding=encoding)
    assert json.loads(outcome.out)["clauses"]


def test_only_a_terminal_gets_colours_and_not_where_somebody_asked_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in policygen("explain", CAFE, terminal=True).out
    assert "\x1b[" not in policygen("explain", CAFE).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in policygen("explain", CAFE, terminal=True).out


# ---- interruptions and faults of ours ------------------------------------------------------------------------------------


def test_ctrl_c_ends_a_command_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policygen.app.batch.build", interrupted)
    answers_file(tmp_path, headcount=6)
    outcome = policygen("build", tmp_path)
    assert outcome.code == 130
    assert outcome.err.strip() == "Stopped."


@on_unix
@pytest.mark.slow
def test_ctrl_c_ends_a_build_with_130_and_leaves_whole_files(tmp_path: Path) -> None:
    for index in range(150):
        answers_file(tmp_path / "clients", f"{index}.yaml", organisation_name=f"Client {index}", headcount=60)
    process = apart(
        "build", tmp_path / "clients", "--out", tmp_path / "out", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while not outputs(tmp_path / "out", "docx") and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err.decode()
    assert b"Traceback" not in out + err
    assert b"Stopped." in err
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_a_fault_of_ours_is_told_as_one_and_the_way_to_see_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("deep\x1b[2J inside")

    monkeypatch.setattr("policygen.cli.schema.json_schema", fail)
    monkeypatch.delenv("POLICYGEN_DEBUG", raising=False)
    with pytest.raises(AssertionError) as told:
        policygen("schema")
    assert "policygen failed: ZeroDivisionError: deep\ufffd[2J inside" in str(told.value)
    assert "POLICYGEN_DEBUG=1" in str(told.value)
    monkeypatch.setenv("POLICYGEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        policygen("schema")
