"""`policygen update`."""

from pathlib import Path

import click

from policygen._command import to_type
from policygen.app.carrying_out import CarriedOut, carry_out_update, free_path
from policygen.app.update import Revision, plan_update
from policygen.cli._console import common_options, echo_findings, echo_json
from policygen.cli._default_file import the_document
from policygen.cli._packs import laid_for
from policygen.cli._plans import plan_data, tell_plan
from policygen.cli._reissued import Asked, reissue_and_tell
from policygen.cli._update_folders import plan_folder, update_folder
from policygen.cli._updated import tell_written, written_data
from policygen.document.model import DEPTHS
from policygen.errors import InvalidContentError, UsageError
from policygen.findings import Severity
from policygen.language.lists import listed
from policygen.workspace.writing import carry_out


@click.command(name="update")
@click.argument("document", required=False, type=click.Path(path_type=Path))
@click.option("--plan", "only_plan", is_flag=True, help="Show what an update would do, part by part. Writes nothing.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    help="The answers to generate from. Default: those it was made from, as they now stand.",
)
@click.option("--renamed", is_flag=True, help="The organisation has another name now: answers under it are its own.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write. Default: beside the document, with “.updated” in its name. Never the document itself.",
)
@click.option("--author", default="", help="The name under which our changes stand. Default: “policygen for …”.")
@click.option("--wording", is_flag=True, help="Offer our new words as well for rules that ask the same as before.")
@click.option(
    "--reissue",
    "is_anew",
    is_flag=True,
    help="Make the document anew, in today's shape, with your own words carried over.",
)
@click.option("--depth", type=click.Choice(DEPTHS), help="With --reissue: how much the new document prints.")
@click.option("--exit-code", is_flag=True, help="End with 5 when the document is out of date, for scripts.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    document: Path | None,
    only_plan: bool,
    answers: Path | None,
    out: Path | None,
    author: str,
    renamed: bool,
    wording: bool,
    is_anew: bool,
    depth: str | None,
    exit_code: bool,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Bring an issued document that people have edited up to date, as tracked changes in that very file.

    Every part is found again in the file as it stands, and compared three ways: as issued, as it stands, as newly generated.
    What people wrote is never lost: each change of ours waits in a copy of the file, with a comment that says why, until
    somebody accepts or rejects it. Rules that we only put in other words by now keep the words they were issued with.
    Without DOCUMENT: the only one here. A folder: every document in it, each in a copy of its own.

    With --reissue it is made anew instead: at another depth, in another look, or in today's shape. What people wrote in the
    old one is carried into the new one, and a paper beside it lists what became of every word of theirs.

    \b
    Examples:
      policygen update harbour-street-cafe-social-media-policy.docx --plan
      policygen update harbour-street-cafe-social-media-policy.docx
      policygen update clients
      policygen update policy.docx --reissue --depth full
    """
    if depth and not is_anew:
        raise UsageError("--depth changes a document from the ground up.", hint="Add --reissue to have it made anew.")
    if document is not None and document.is_dir():
        _for_a_folder(document, answers=answers, out=out, renamed=renamed, reissue=is_anew)
        if only_plan:
            ctx.exit(plan_folder(document, packs, made_on, as_json=as_json, exit_code=exit_code))
        told = {"wording": wording, "as_json": as_json, "exit_code": exit_code}
        ctx.exit(update_folder(document, packs, made_on, author, **told))
    document = document or the_document("update", *(["--plan"] if only_plan else []))
    asked = Asked(document, answers, out, packs, made_on, depth or "", renamed, only_plan, as_json)
    ctx.exit(reissue_and_tell(asked) if is_anew else _updated(asked, author, wording=wording, exit_code=exit_code))


def _updated(asked: Asked, author: str, *, wording: bool, exit_code: bool) -> int:
    """Plan an update, carry it out unless only the plan is asked for, and tell of it; the code to end with."""
    out = None if asked.only_plan else free_path(asked.document, asked.out)
    library = laid_for(asked.answers or asked.document, asked.packs, asked.made_on)
    revision = plan_update(
        asked.document, library, asked.made_on, asked.answers, renamed=asked.renamed, wording=wording
    )
    _tell_findings(revision)
    result = carry_out_update(revision, out, author) if out is not None else None
    if result is not None and result.writes:
        carry_out(result.writes, replace=True)
    _tell(revision, result, as_json=asked.as_json)
    return 4 if revision.plan.conflicts else 5 if exit_code and revision.out_of_date else 0


def _tell(revision: Revision, result: CarriedOut | None, *, as_json: bool) -> None:
    """Tell the plan, or what was written."""
    if as_json:
        echo_json(plan_data(revision) | (written_data(result) if result is not None else {}))
    elif result is None:
        tell_plan(revision)
    else:
        tell_written(result)


def _for_a_folder(folder: Path, **given: object) -> None:
    """Go on with a folder only where nothing is asked that one document alone can be asked. Raises: `UsageError`."""
    alone = [f"--{name}" for name, value in given.items() if value]
    if alone:
        hint = f"Name the document. For all that lie there, without it: {to_type('update', folder)}"
        raise UsageError(f"{folder} is a folder, and {listed(alone)} is for one document.", hint=hint)


def _tell_findings(revision: Revision) -> None:
    """Tell what there is to tell of document and answers.

    Raises: `InvalidContentError` when the answers cannot be used.
    """
    echo_findings(revision.findings)
    if any(finding.severity is Severity.BLOCK for finding in revision.findings):
        raise InvalidContentError("The answers cannot be used as they stand.", hint="Mend what is named above.")
