"""`policygen build`."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from policygen._command import to_type, with_packs
from policygen.app.build import BuildOptions, BuildResult, build, findings_of
from policygen.app.document_set import PLACEHOLDERS
from policygen.app.files import needs_libreoffice
from policygen.app.sources import is_folder
from policygen.assembly.documents import DOCUMENTS
from policygen.brand.model import SIZES
from policygen.cli._console import common_options, echo_findings, exit_code, fail_on_option
from policygen.cli._packs import open_libraries
from policygen.cli._terminal import echo, styled
from policygen.document.model import DEPTHS
from policygen.errors import InvalidContentError, UsageError
from policygen.findings import Severity, nearest
from policygen.formats.registry import COPY_FORMATS, FORMATS
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.record.working_paper import ENDING
from policygen.workspace.writing import require_writable


def _several(value: str, allowed: Sequence[str], option: str) -> tuple[str, ...]:
    """A comma-separated option; `all` for everything."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    if names == ["all"]:
        return tuple(allowed)
    for name in names:
        if name not in allowed:
            hint = nearest(name, allowed) or f"There are: {', '.join(allowed)}."
            raise UsageError(f"{option} does not know '{name}'.", hint=hint)
    if not names:
        raise UsageError(f"{option} is empty.", hint=f"There are: {', '.join(allowed)}.")
    return tuple(dict.fromkeys(names))


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    if value.strip() == "all":
        return (*FORMATS, *(name for name, form in COPY_FORMATS.items() if not form.made_from))
    return _several(value, (*FORMATS, *COPY_FORMATS), "--format")


def _documents(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return _several(value, tuple(DOCUMENTS), "--documents") if value else ()


def _folder(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    """A folder whose placeholders there are."""
    for name in re.findall(r"\{([^{}]*)\}", str(value or "")):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise UsageError(f"There is no '{{{name}}}' to name a folder by.", hint=f"There are: {known}.")
    return value


@click.command(name="build")
@click.argument("answers", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    callback=_formats,
    default="docx,md",
    show_default=True,
    help=f"{', '.join((*FORMATS, *COPY_FORMATS))} or all.",
)
@click.option(
    "--documents",
    callback=_documents,
    help=f"{', '.join(DOCUMENTS)} or all. Default: the policy and notes for the owner; beside a full policy the handbook, and "
    "as spreadsheets the register of accounts and the log of posts.",
)
@click.option(
    "--out",
    callback=_folder,
    type=click.Path(path_type=Path),
    help="Folder for the documents; {name}, {file} and {folder} in it are each client's own. Default: beside the answers.",
)
@click.option(
    "--depth",
    type=click.Choice(DEPTHS),
    help="How much to print, whatever the answers say.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes, for folders of answers."
)
@click.option(
    "--cluster", default="", help="Address of a dask scheduler whose workers build: the answers leave this machine."
)
@click.option(
    "--papers",
    callback=_folder,
    type=click.Path(path_type=Path),
    help="Folder for the working papers, named as --out is. Default: beside the documents.",
)
@click.option(
    "--pages",
    is_flag=True,
    help="Print page numbers in the contents of Word documents. Takes LibreOffice, and some seconds each.",
)
@click.option(
    "--record",
    type=click.Choice(("paper", "inline")),
    default="paper",
    show_default=True,
    help="Where Markdown keeps what was issued: in its working paper, or in a comment of its own as well, to be mailed about.",
)
@click.option(
    "--brand",
    type=click.Path(path_type=Path),
    help="A brand file: colours, fonts, logo, headers. Default: the one that the answers name under 'brand:'.",
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    help="A Word document whose styles, page and headers the documents take. Default: what the answers name.",
)
@click.option(
    "--body-size",
    type=click.Choice(tuple(SIZES)),
    help="Points of the words. 12 is easier to read, and usual for public bodies. Default: what answers or brand say, or 11.",
)
@click.option(
    "--no-record",
    is_flag=True,
    help="Write copies of drafts to show to anybody, and nothing else: no record, anchors or comments; in publication/.",
)
@click.option(
    "--replace", is_flag=True, help="Put new documents in the place of edited ones, which are kept as ….before.docx."
)
@fail_on_option("never")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    answers: tuple[Path, ...],
    jobs: int,
    cluster: str,
    fail_on: str,
    as_json: bool,
    packs: tuple[Path, ...],
    **wanted: Any,
) -> None:
    """Write the documents that answers files call for.

    ANSWERS are answers files, or folders in which every .yaml file is one; without any, the only answers file here. A
    document that somebody has edited is never overwritten: the new one is written beside it as ….new.docx, and the command
    ends with 1.

    \b
    Examples:
      policygen build answers.yaml
      policygen build clients/ --out 'policies/{name}' --jobs 2
    """
    answers = answers or _default_answers()
    options = _options(**wanted)
    _require_tools(options)
    if len(answers) == 1 and not is_folder(answers[0]) and not as_json and not cluster:
        ctx.exit(_build_one(answers[0], packs, options, fail_on))
    from policygen.cli._build_folders import build_folders

    ctx.exit(build_folders(answers, packs, options, jobs, fail_on, cluster=cluster, as_json=as_json))


def _options(
    formats: tuple[str, ...],
    documents: tuple[str, ...],
    out: Path | None,
    depth: str | None,
    papers: Path | None,
    pages: bool,
    record: str,
    brand: Path | None,
    reference: Path | None,
    body_size: str | None,
    no_record: bool,
    replace: bool,
    made_on: str,
) -> BuildOptions:
    """What is wanted, as it was typed. Raises: `UsageError` for what cannot be had together, or written where it is to go."""
    if out is not None and not is_folder(out):
        require_writable(out)
    is_inline = record == "inline"
    if no_record and (is_inline or papers is not None):
        raise UsageError(
            "A copy without a record has no working paper either.",
            hint="Leave out --record and --papers, or --no-record.",
        )
    return BuildOptions(
        made_on,
        formats,
        documents,
        out,
        depth or "",
        replace,
        papers,
        pages,
        is_inline,
        no_record,
        brand,
        reference,
        body_size or "",
    )


def _default_answers() -> tuple[Path, ...]:
    """The only answers file here."""
    from policygen.cli._default_file import the_answers  # looks through folders; most builds name their answers

    return (the_answers("build"),)


def _require_tools(options: BuildOptions) -> None:
    """Say before anything is written that LibreOffice is needed, and missing."""
    if needs_libreoffice(options):
        from policygen.app.libreoffice import require  # hardly any build needs it

        require()


def _build_one(source: Path, packs: tuple[Path, ...], options: BuildOptions, fail_on: str) -> int:
    """Build one answers file, tell what became of it, and return the exit code.

    Raises: `InvalidContentError` when a pack has faults that stop a build.
    """
    laid = open_libraries(packs, options.date).of(source)
    echo_findings(laid.findings)
    if laid.blocks:
        message = f"Nothing was written for {source}: a pack over it has faults that stop a build."
        raise InvalidContentError(message, hint="Mend what is named above.")
    result = build(source, laid.library, options)
    report(result, laid.library, packs)
    if laid.findings:
        echo(f"{counted(len(laid.findings), 'high finding')} in its packs, told above.", err=True)
    told = (*laid.findings, *findings_of(result, laid.library))
    return exit_code(told, fail_on) if result.state == "built" else 1


def tell_edited(result: BuildResult, packs: Sequence[Path]) -> None:
    """Tell a person which files hold somebody's words, and what became of them."""
    for found in result.edited:
        echo(str(found), err=True)
    for path in result.kept:
        if not path.name.endswith(ENDING):
            echo(f"The old file is kept as {path}", err=True)
    if result.state == "edited":
        echo("It was left as it is, and the new documents are beside it.", err=True)
        ours = next((found.path for found in result.edited if found.differences), None)
        if ours is not None:
            echo(
                f"What the new text would change in it: {to_type('update', ours, '--plan', *with_packs(packs))}",
                err=True,
            )
        echo("To put the new one in its place, build with --replace: the old one is kept under another name.", err=True)


def report(result: BuildResult, library: Library, packs: Sequence[Path] = ()) -> None:
    """Tell a person what became of one answers file, built with some packs."""
    echo_findings(result.findings)
    if result.state == "refused":
        echo(f"Nothing was written for {result.source}: mend what is named above.", err=True)
        return
    for raised in result.raised:
        if raised.advisory.severity >= Severity.HIGH and not raised.accepted:
            colour = "red" if raised.advisory.severity is Severity.BLOCK else "yellow"
            echo(f"{styled(raised.advisory.id, fg=colour)} {raised.advisory.says} {raised.advisory.do}", err=True)
    for path in result.written:
        if not path.name.endswith(ENDING):
            echo(f"Wrote {path}")
    for path in result.left:
        echo(f"{path} was left as it is: somebody goes on with it.")
    tell_edited(result, packs)
    if result.state == "edited":
        return
    for path in result.same:
        if not path.name.endswith(ENDING):
            echo(f"{path} is already as it should be.")
    if result.brackets:
        labels = [
            question.label if (question := library.questionnaire.questions.get(id)) else id for id in result.brackets
        ]
        echo(f"To confirm in the text ({counted(len(labels), 'thing')}): {'; '.join(labels)}.")
    if result.selection is not None and (usual := len(result.selection.situation.defaulted)):
        told = f"{counted(usual, 'choice')} nobody made: our usual ones stand in for them"
        echo(f"{told} ({to_type('explain', result.source, '--defaults', *with_packs(packs))}).")
    if uncounted := [path for path in result.uncounted if path in result.written]:
        whose = " and ".join(path.name for path in uncounted)
        way = "in Word click into them and press F9, or build with --pages (takes LibreOffice)"
        echo(f"The contents of {whose} have no page numbers: {way}.")
    others = sum(1 for raised in result.raised if raised.advisory.severity < Severity.HIGH)
    if others:
        echo(f"{counted(others, 'smaller remark')}: {to_type('check', result.source, *with_packs(packs))}")
