"""`policygen issue`."""

from pathlib import Path

import click

from policygen.app.issue import prepare_issue
from policygen.app.new_version import IssueTerms
from policygen.app.publication import Published, publish
from policygen.cli._console import date_option, day_option, json_option, pack_option
from policygen.cli._default_file import the_document
from policygen.cli._issuing import issue_and_tell
from policygen.cli._packs import laid_for
from policygen.cli._terminal import echo


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
    prepared = prepare_issue(document, terms, library)
    is_issued = publication and prepared.is_version_already
    if not is_issued:
        is_issued = issue_and_tell(prepared, library, terms, as_json=as_json)
    if publication and is_issued:
        _tell_publication(publish(prepared), as_json=as_json)


def _tell_publication(done: Published, *, as_json: bool) -> None:
    for path in done.written:
        echo(f"To show to anybody: {path}", err=as_json)
    for path in done.left:
        echo(f"{path} was left as it is: something else lies there under that name.", err=True)
