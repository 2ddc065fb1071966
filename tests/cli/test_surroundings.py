"""The command line where it is run: closed and broken streams, dates, caches, folders nobody may write to, interruptions."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from policygen._resources import cache_folder, keep_cached
from tests.cli.running import CAFE, REPOSITORY, TODAY, answers_file, apart, lying, outputs, policygen, text_file

pytestmark = pytest.mark.share_every_day(3)

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


@pytest.mark.parametrize(
    "epoch",
    ["soon", "abc", "-1", "-5", "1.5", "1e9", " 5", "٣", "253402300800", "99999999999999999999", "999999999999"],
)
@pytest.mark.some_every_day(3)
def test_an_epoch_that_is_no_moment_stops_every_command_that_needs_the_day(
    epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    for command in (("build", CAFE, "--out", tmp_path), ("check", CAFE), ("explain", CAFE), ("library", "check")):
        outcome = policygen(*command)
        assert outcome.code == 2
        assert f"SOURCE_DATE_EPOCH is '{epoch}'" in outcome.err
        assert "--date" in outcome.err
    assert not list(tmp_path.iterdir())
    assert policygen("build", CAFE, "--out", tmp_path, "--date", TODAY).code == 0


@pytest.mark.parametrize(("epoch", "day"), [("0", "1970-01-01"), ("253402300799", "9999-12-31")])
def test_the_first_and_the_last_moment_are_days(epoch: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert json.loads(policygen("explain", CAFE, "--json").out)["date"] == day


def test_an_epoch_of_nothing_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert policygen("explain", CAFE).code == 0


def test_the_same_day_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    policygen("build", CAFE, "--out", tmp_path / "a")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    policygen("build", CAFE, "--out", tmp_path / "b", "--date", "2030-03-17")
    first, second = ({path.name: path.read_bytes() for path in lying(tmp_path / name)} for name in "ab")
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


def test_a_disk_that_fills_up_while_a_build_writes_leaves_every_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policygen("build", CAFE, "--out", tmp_path, "--date", TODAY)
    before = {path: path.read_bytes() for path in lying(tmp_path)}
    real, opened = os.open, []

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        nonlocal opened
        opened += [path] * bool(flags & os.O_CREAT)
        if flags & os.O_CREAT and len(opened) == 2:
            raise OSError(28, "No space left on device")
        return real(path, flags, mode)

    monkeypatch.setattr("policygen._resources.os.open", full)
    outcome = policygen("build", CAFE, "--out", tmp_path, "--date", "2027-01-01")
    monkeypatch.undo()
    assert outcome.code == 1
    assert "cannot be written: No space left on device" in outcome.err
    assert {path: path.read_bytes() for path in lying(tmp_path)} == before


@on_unix
def test_what_is_the_owners_is_for_the_owner_and_those_who_work_with_them(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        policygen("build", CAFE, "--out", tmp_path)
    finally:
        os.umask(before)
    modes = {path.suffix: path.stat().st_mode & 0o777 for path in lying(tmp_path)}
    assert modes == {".docx": 0o664, ".md": 0o664, ".json": 0o660}


@on_unix
def test_what_is_kept_between_runs_is_nobody_elses(tmp_path: Path, own_cache: Path) -> None:
    keep_cached("thing", b"content")
    assert own_cache.stat().st_mode & 0o777 == 0o700
    own_cache.chmod(0o755)
    keep_cached("other", b"content")
    assert own_cache.stat().st_mode & 0o777 == 0o755, "a folder that somebody made stays as they made it"


def test_files_that_programs_keep_beside_documents_are_left_out_with_a_word(tmp_path: Path) -> None:
    policygen("build", CAFE, "--out", tmp_path, "--date", TODAY)
    (document,) = outputs(tmp_path, "docx")
    kept = [tmp_path / f"~${document.name[2:]}", tmp_path / f".~lock.{document.name}#", tmp_path / f"._{document.name}"]
    for path in kept:
        path.write_bytes(b"\x05Robin" + b" " * 156)
    outcome = policygen("check", document, *kept, "--date", TODAY, "--fail-on", "never")
    assert outcome.code == 0
    assert outcome.err.splitlines() == [
        f"{path} is left out: it is a file that {program} keeps for itself."
        for path, program in zip(kept, ("Word", "LibreOffice", "macOS"), strict=True)
    ]
    told = policygen("check", document, *kept, "--date", TODAY, "--fail-on", "never", "--json")
    assert [entry["file"] for entry in json.loads(told.out)] == [str(document)]
    text_file(tmp_path / "clients", CAFE.read_bytes())
    text_file(tmp_path / "clients", b"\0\5\x16\7", "._answers.yaml")
    for number, named in enumerate(((CAFE, *kept), (tmp_path / "clients",))):
        told = policygen("build", *named, "--out", tmp_path / f"out-{number}", "--date", TODAY)
        assert told.code == 0, told.err
        assert told.out.count("Left out: ") == len(named) - (named[0] == CAFE)
        assert "keeps for itself)." in told.out
    for command in (
        ("update", kept[0], "--plan"),
        ("explain", kept[0]),
        ("diff", kept[0], document),
        ("build", kept[0]),
    ):
        outcome = policygen(*command)
        assert outcome.code == 1, command
        assert "Word keeps for itself" in outcome.err


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
    first, second = ({path.name: path.read_bytes() for path in lying(tmp_path / name)} for name in ("out", "usual"))
    assert first == second


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names the folder itself")
def test_prepared_things_lie_in_the_users_cache_or_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYGEN_CACHE")
    monkeypatch.setenv("HOME", str(tmp_path))
    for named in ("", "relative/folder"):
        monkeypatch.setenv("XDG_CACHE_HOME", named)
        assert cache_folder() == tmp_path / ".cache" / "policygen"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache_folder() == tmp_path / "x" / "policygen"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # as for a user whom the system does not know
    assert cache_folder() is None
    keep_cached("thing", b"content")


@pytest.mark.slow
@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "PYTHONOPTIMIZE": "2"}, {"TZ": "Pacific/Kiritimati"}, {"TZ": "?"},
        {"PYTHONWARNINGS": "error", "PYTHONWARNDEFAULTENCODING": "1", "PYTHONDEVMODE": "1"}, {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "cp1252:strict"}, {"PYTHONIOENCODING": "cp437"}, {"PYTHONIOENCODING": "utf-16"}, {"HOME": ""},
    ],
    ids=lambda value: " ".join(f"{name}={said}" for name, said in value.items()),
)  # fmt: skip
def test_the_same_answers_make_the_same_bytes_wherever_it_is_run(tmp_path: Path, surroundings: dict[str, str]) -> None:
    source = answers_file(tmp_path, organisation_name="Καφέ 👍", headcount=60, platforms=["x", "Ning №1"])
    code, _, err = finished("build", source, "--date", TODAY, "--out", tmp_path / "there", environment=surroundings)
    assert code == 0, err
    assert finished("check", source, "--fail-on", "never", environment=surroundings)[0] == 0
    policygen("build", source, "--date", TODAY, "--out", tmp_path / "here")
    first, second = ({path.name: path.read_bytes() for path in lying(tmp_path / name)} for name in ("there", "here"))
    assert first == second


# ---- names -------------------------------------------------------------------------------------------------------------

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="file names are any bytes on Linux only")


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["alone", "folder"])
def test_a_locale_that_lacks_the_letters_of_a_name_is_told(tmp_path: Path, jobs: str) -> None:
    source = answers_file(tmp_path / "clients", organisation_name="مخبز النخلة", headcount=6)
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    what = source if jobs == "alone" else source.parent
    code, _, err = finished("build", what, "--out", tmp_path / "out", environment=plain)
    assert code == 1
    assert b"locale lacks its letters" in err
    assert b"LC_ALL=C.UTF-8" in err
    assert not list((tmp_path / "out").iterdir())
    assert finished("build", what, "--out", tmp_path / "out", environment={"LC_ALL": "C"})[0] == 0
    assert outputs(tmp_path / "out", "docx")


@pytest.mark.slow
@on_linux
def test_files_and_folders_whose_names_are_no_utf_8_do_as_any_others(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9 one")
    source = text_file(folder, CAFE.read_bytes(), os.fsdecode(b"caf\xe9.yaml"))
    assert policygen("build", source, "--date", TODAY).code == 0
    for document in (*outputs(folder, "docx"), *outputs(folder, "md")):
        plan = policygen("update", document, "--plan", "--date", TODAY)
        assert plan.code == 0
        assert "up to date" in plan.out
        assert policygen("check", document, "--json", "--date", TODAY, "--fail-on", "never").code == 0
    assert policygen("build", folder, "--date", TODAY).code == 0
    assert json.loads(policygen("explain", source, "--json").out)["clauses"]
    pack = folder / "firm"
    assert policygen("library", "new-pack", pack).code == 0
    assert policygen("build", source, "--date", TODAY, "--pack", pack).code == 0


@pytest.mark.parametrize("name", ["two words", "it's a$b"])
def test_a_command_that_is_told_can_be_typed_as_it_stands(tmp_path: Path, name: str) -> None:
    source = text_file(tmp_path / name, CAFE.read_bytes())
    (told,) = re.findall(r"policygen explain (.+) --defaults", policygen("build", source, "--date", TODAY).out)
    assert shlex.split(told) == [str(source)]


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be taken away there")
def test_a_folder_that_was_taken_away_under_ones_feet_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert policygen("build", CAFE, "--out", tmp_path / "out").code == 0
    outcome = policygen("build", CAFE, "--out", "out")
    assert outcome.code == 1
    assert "cannot be written" in outcome.err
    assert policygen("build", "answers.yaml").code == 1


# ---- streams -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("keyboard", "screen", "is_told"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_terminal_that_cannot_move_its_cursor_is_told_of_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, keyboard: bool, screen: bool, is_told: bool
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: keyboard))
    told = policygen(terminal=screen)
    assert "Usage: " in told.out
    assert ("cannot move its cursor (TERM)" in told.err) is is_told


@on_unix
@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_fault() -> None:
    run = in_a_shell("schema", ' | head -c 1; echo " ${PIPESTATUS[0]}"')
    assert run.stderr == b"", run.stderr.decode()
    assert run.stdout.split()[-1] == b"0"


@on_unix
@pytest.mark.slow
def test_output_that_is_closed_or_cannot_be_written_is_no_fault_of_ours() -> None:
    assert in_a_shell("schema >&-").returncode == 0
    run = in_a_shell("schema > /dev/full")
    assert run.returncode == 1
    assert run.stderr == b"policygen cannot go on: No space left on device.\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.some_every_day(1)
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
