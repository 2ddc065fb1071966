"""The command line: the only place that prints and exits. Commands load when they are used."""

import gc
import io
import os
import re
import sys
from importlib import import_module
from typing import Any

import click

from policygen import __version__
from policygen._command import NAME, program
from policygen.cli._terminal import echo, forgive_characters, let_go_of_output, terminal_size
from policygen.errors import PolicygenError

COMMANDS = {
    "new": ("new", "Ask, save every answer, and write your policy."),
    "questions": ("questions", "The questions as a form to send by mail, and to read back."),
    "build": ("build", "Answers files or folders of them to documents."),
    "explain": ("explain", "Why each clause is in or out, and what you promise."),
    "diff": ("diff", "What changing answers would change, before anything is written."),
    "update": ("update", "An issued document that people have edited: what would change."),
    "combine": ("combine", "Copies that several people edited: one file, each hand's changes tracked."),
    "review": ("review", "A year on: a few questions, and the document is up to date again."),
    "issue": ("issue", "Make a draft your policy: version, day, approver; a copy is kept."),
    "check": ("check", "Answers and documents: wrong, unconfirmed, out of date."),
    "library": ("library", "The clauses: list, show, check, begin a pack."),
    "platforms": ("platforms", "The registry of networks: list, show, try a handle."),
    "brand": ("brand", "Your own look: check a brand file or a Word file of yours."),
    "trades": ("trades", "Trades by the words people use: find, list, show."),
    "schema": ("schema", "A JSON Schema of answers files, for editors."),
}

MANY_OBJECTS = 50_000
"""How many new objects make Python look for rings among them: a command makes few rings, and keeps most of the rest."""


def _help_width() -> int:
    """How wide help is, as click reckons."""
    return max(min(terminal_size().columns, 80) - 2, 50)


class _Help(click.HelpFormatter):
    """Help whose examples begin as the program was started."""

    def write_text(self, text: str) -> None:
        super().write_text(re.sub(rf"^(\s*){NAME} ", lambda found: f"{found[1]}{program()} ", text, flags=re.MULTILINE))


class _LazyGroup(click.Group):
    """Knows every command's name and short help without loading it."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        extra.setdefault("terminal_width", _help_width())
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"policygen.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            from policygen.findings import nearest

            hint = nearest(args[0], COMMANDS) or f"There are: {', '.join(COMMANDS)}."
            raise click.UsageError(f"There is no command '{args[0]}'. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        echo(f"policygen {__version__}")
        ctx.exit()


@click.group(cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version."
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Asks about your organisation and writes its own social media policy, as Word or Markdown, and keeps it true.

    Run it without a command to be shown the way in. Drafting help, not legal advice.

    \b
    Example:
      policygen build samples/harbour-street-cafe/answers.yaml --out out
    """
    if ctx.invoked_subcommand is None:
        from policygen.cli.new import way_in

        way_in(ctx)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its code: whatever goes wrong is told in words, never as a traceback."""
    gc.set_threshold(MANY_OBJECTS)
    forgive_characters()
    try:
        color = False if os.environ.get("NO_COLOR") else None
        click.Context.formatter_class = _Help
        code: Any = cli.main(args=arguments, prog_name=program(), standalone_mode=False, color=color)
    except click.exceptions.Abort:
        echo("Stopped.", err=True)
        code = 130
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        echo(shown.getvalue().rstrip("\n"), err=True)
        code = error.exit_code
    except PolicygenError as error:
        echo(error.message, err=True)
        if error.hint:
            echo(error.hint, err=True)
        code = error.exit_code
    except SystemExit:
        code = 0  # click ends so when the reader of a pipe has gone away, which is no fault
    except OSError as error:
        if os.environ.get("POLICYGEN_DEBUG"):
            raise
        where = f" ({error.filename})" if error.filename else ""
        echo(f"policygen cannot go on: {error.strerror or error}{where}.", err=True)
        code = 1
    except Exception as error:  # the last line of defence: a fault of ours
        if os.environ.get("POLICYGEN_DEBUG"):
            raise
        echo(f"policygen failed: {type(error).__name__}: {error}", err=True)
        echo("That is a fault of policygen. Set POLICYGEN_DEBUG=1 to see where, and report it.", err=True)
        code = 1
    let_go_of_output()
    sys.exit(code if isinstance(code, int) else 0)
