"""Help: every command says what it does, by example, and docs/commands.md says the same of all of them."""

import re
from collections.abc import Iterator
from runpy import run_module

import click
import pytest

from policygen.cli import COMMANDS, cli
from tests.cli.running import REPOSITORY, policygen

DOCUMENTATION = REPOSITORY / "docs" / "commands.md"


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group, and the groups themselves."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL = tuple(commands(cli))


def section(path: tuple[str, ...]) -> str:
    """What the documentation says of one command."""
    text = DOCUMENTATION.read_text(encoding="utf-8")
    found = re.search(rf"^##+ `policygen {' '.join(path)}\b[^`]*`$(.*?)(?=^##+ `policygen|^## |\Z)", text, re.M | re.S)
    assert found, f"docs/commands.md does not tell of 'policygen {' '.join(path)}'"
    return found[1]


@pytest.mark.parametrize(
    ("path", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_has_help_with_an_example(path: tuple[str, ...], command: click.Command) -> None:
    told = policygen(*path, "--help")
    assert told.code == 0
    assert re.search(r"^  Examples?:\n    policygen ", told.out, re.M)
    assert told.out.startswith(f"Usage: policygen {' '.join(path)} ")
    assert policygen(*path, "-h").out == told.out
    assert max(map(len, told.out.splitlines())) <= 80
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{parameter.name} of {path} has no help"
            assert parameter.help.endswith("."), parameter.help
    if isinstance(command, click.Group):
        assert "..." not in told.out.split("Commands:")[1]


@pytest.mark.parametrize(
    ("path", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_is_documented_with_all_its_options(path: tuple[str, ...], command: click.Command) -> None:
    text = section(path)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in text, (
                f"docs/commands.md: 'policygen {' '.join(path)}' lacks {parameter.opts[0]}"
            )
    if not isinstance(command, click.Group):
        assert f"policygen {' '.join(path)}" in text, "an example"
    for option in set(re.findall(r"^\| `(--[a-z-]+)", text, re.M)):
        known = {name for parameter in command.params for name in parameter.opts}
        assert option in known, (
            f"docs/commands.md tells of {option} for 'policygen {' '.join(path)}', which has no such option"
        )


def test_the_documentation_tells_every_exit_code() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    for code in ("0", "1", "2", "3", "4", "5", "130"):
        assert re.search(rf"^\| `{code}` \|", text, re.M), code


def test_the_documentation_tells_of_no_command_that_does_not_exist() -> None:
    known = {" ".join(path) for path, _ in ALL}
    for heading in re.findall(r"^##+ `policygen ?([^`]*)`", DOCUMENTATION.read_text(encoding="utf-8"), re.M):
        name = re.split(r" (?=[A-Z\[-])", heading)[0].strip()
        assert not name or name in known, heading


def test_the_first_help_names_every_command_and_says_what_this_is_not() -> None:
    told = policygen("--help")
    assert all(f"  {name} " in told.out for name in COMMANDS)
    assert "not legal advice" in " ".join(told.out.split())
    assert "Example" in told.out


def test_a_slip_in_a_command_is_answered_with_the_nearest() -> None:
    outcome = policygen("biuld")
    assert outcome.code == 2
    assert "There is no command 'biuld'. Did you mean 'build'?" in outcome.err
    assert "There are: new, questions, build" in policygen("zzz").err


def test_slips_inside_a_group_of_commands_are_faults_of_usage() -> None:
    for arguments in (("library", "lst"), ("platforms", "zzz"), ("library",), ("--nothing",), ("schema", "extra")):
        outcome = policygen(*arguments)
        assert outcome.code == 2, arguments
        assert outcome.err


def test_the_version_is_told() -> None:
    told = policygen("--version")
    assert told.code == 0
    assert re.fullmatch(r"policygen \d+\.\d+\.\d+\n", told.out)


def test_python_runs_the_program_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["policygen", "--version"])
    with pytest.raises(SystemExit) as stop:
        run_module("policygen", run_name="__main__")
    assert stop.value.code == 0
    assert "policygen" in capsys.readouterr().out
    run_module("policygen.__main__", run_name="policygen.__main__")
    assert capsys.readouterr().out == "", "nothing runs where it is only imported"
