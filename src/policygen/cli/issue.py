"""`policygen issue`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from policygen.app.issue import IssueResult, IssueTerms, Preparation, issue, prepare_issue
from policygen.app.publication import Published, publish
from policygen.cli._console import date_option, day_option, echo_findings, echo_json, json_option, pack_option
from policygen.cli._default_file import the_document
from policygen.cli._packs import laid_for
from policygen.cli._terminal import echo
from policygen.errors import InvalidContentError
from policygen.language.dates import parsed_date, spelled_date
from policygen.language.lists import counted, listed
from policygen.library.model import Library
from policygen.record.model import Version
from policygen.terminal.start import is_terminal


@click.command(name="issue")
@click.argument("document", required=False, type=click.Path(path_type=Path))
@click.option("--approved-by", default="", metavar="NAME", help="Who approved it. Default: as answered.")
@click.option(
    "--in-force",
    default="",
    callback=day_option,
    metavar="DAY",
    help="Its first day, as 2027-01-04. Default: as answered.",
)
@click.option("--version", "number", default="", metavar="NUMBER", help="Its number. Default: the next one.")
@click.option("--changed", default="", metavar="LINE", help="What changed since the version before, in a line.")
@click.option(
    "--accept-open", is_flag=True, help="Issue it with open brackets; never with those of a text that a law asks for."
)
@click.option("--publication", is_flag=True, help="Copies to show to anybody as well: no record, comments or anchors.")
@json_option
@date_option
@pack_option
def command(
    document: Path | None,
    approved_by: str,
    in_force: str,
    number: str,
    changed: str,
    accept_open: bool,
    publication: bool,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Make a draft your policy from now on.

    The file then says which version it is, who approved it and from which day it is in force: under its title or in its
    table of control, in its footer and its properties. Nothing else in it changes, and what people wrote in it stays.
    The card and the handbook beside it are issued with it. A copy of each is kept in for-the-owner/issued and never
    written over. Without DOCUMENT: the only one here.

    \b
    Examples:
      policygen issue harbour-street-cafe-social-media-policy.docx
      policygen issue policy.docx --approved-by "The board" --in-force 2027-01-04
      policygen issue policy.docx --changed "Threads is one of our networks now."
      policygen issue policy.docx --publication
    """
    document = document or the_document("issue")
    library = laid_for(document, packs, made_on)
    terms = IssueTerms(made_on, approved_by, in_force, number, changed, accept_open)
    prepared = prepare_issue(document, terms)
    if not (publication and prepared.is_version_already):
        result = _issued(prepared, library, terms, as_json=as_json)
        if result is None:
            return
    if publication:
        _tell_publication(publish(prepared), as_json=as_json)


def _issued(prepared: Preparation, library: Library, terms: IssueTerms, *, as_json: bool) -> IssueResult | None:
    """Issue a set, asked on a terminal, and tell of it; None where somebody said no.

    Raises: `InvalidContentError` when something forbids it.
    """
    if not as_json:
        echo_findings(prepared.findings)
    if prepared.is_refused:
        if as_json:
            echo_json(_data(prepared, None))
        raise InvalidContentError("Nothing was issued: settle what is named above.")
    if not as_json and is_terminal(sys.stdin, sys.stdout):
        version = _asked(prepared, terms)
        if version is None:
            echo("Nothing was issued.")
            return None
        prepared = replace(prepared, version=version)
    result = issue(prepared, library, terms)
    if as_json:
        echo_json(_data(prepared, result))
    else:
        _tell(result)
    return result


def _tell_publication(done: Published, *, as_json: bool) -> None:
    for path in done.written:
        echo(f"To show to anybody: {path}", err=as_json)
    for path in done.left:
        echo(f"{path} was left as it is: something else lies there under that name.", err=True)


def _asked(prepared: Preparation, terms: IssueTerms) -> Version | None:
    """The version as somebody at a terminal says; None where it is not to be issued."""
    version = prepared.version
    echo(f"Version {version.number} of {listed([path.name for path in prepared.paths])}.")
    approved_by = terms.approved_by or click.prompt("Who approves it?", default=version.approved_by or None)
    in_force = terms.in_force or click.prompt("From which day?", default=version.in_force, value_proc=_day_typed)
    changed = terms.changed
    if prepared.is_later and not changed:
        changed = click.prompt("What has changed, in a line?", default="", show_default=False)
    if not click.confirm("Is this your policy from now on?"):
        return None
    return replace(version, approved_by=approved_by, in_force=in_force, changed=changed.strip())


def _day_typed(text: str) -> str:
    if parsed_date(text) is None:
        raise click.BadParameter("Write the day as 2027-01-04.")
    return text


def _tell(result: IssueResult) -> None:
    version = result.version
    echo_findings(result.findings)
    approved = f", approved by {version.approved_by}" if version.approved_by else ""
    echo(f"Issued as version {version.number}, in force from {spelled_date(version.in_force)}{approved}.")
    for path in result.written:
        echo(f"  {path}")
    echo(f"{counted(len(result.kept), 'copy', 'copies')} kept: {result.kept[0].parent}" if result.kept else "")


def _data(prepared: Preparation, result: IssueResult | None) -> dict[str, object]:
    version = prepared.version
    findings = (*prepared.findings, *(result.findings if result else ()))
    return {
        "issued": result is not None,
        "version": version.number,
        "in_force": version.in_force,
        "approved_by": version.approved_by,
        "changed": version.changed,
        "documents": [str(path) for path in prepared.paths],
        "copies": [str(path) for path in result.kept] if result else [],
        "findings": [finding.as_data() for finding in findings],
    }
