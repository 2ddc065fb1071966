"""A set of documents issued, and told: by `policygen issue`, and at the end of an interview."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from policygen._command import to_type
from policygen.answer_form.typed import typed as read_typed
from policygen.app.issue import IssueResult, Preparation, issue, prepare_issue
from policygen.app.new_version import IssueTerms
from policygen.cli._console import echo_findings, echo_json
from policygen.cli._terminal import echo
from policygen.errors import InvalidContentError
from policygen.findings import Severity
from policygen.interview.dates import read_day
from policygen.interview.notes import Refused
from policygen.language.dates import spelled_date
from policygen.language.lists import counted, listed
from policygen.library.model import Library
from policygen.questions.model import Field
from policygen.terminal.start import is_terminal

QUESTION = "Is this your policy from now on?"


def issue_and_tell(prepared: Preparation, library: Library, terms: IssueTerms, *, as_json: bool) -> bool:
    """Issue a set, asked on a terminal, and tell of it; whether it was issued.

    Raises: `InvalidContentError` when something forbids it.
    """
    if not as_json:
        echo_findings(prepared.findings)
    if prepared.is_refused:
        if as_json:
            echo_json(_data(prepared, None))
        raise InvalidContentError("Nothing was issued: settle what is named above.")
    if not as_json and is_terminal(sys.stdin, sys.stdout):
        echo(f"Version {prepared.version.number} of {listed([path.name for path in prepared.paths])}.")
        prepared = _as_said(prepared, library, terms)
        if not _is_agreed():
            echo("Nothing was issued.")
            return False
    result = issue(prepared, library, terms)
    if as_json:
        echo_json(_data(prepared, result))
    else:
        _tell(result)
    return True


def offer_to_issue(document: Path, library: Library, today: str) -> None:
    """Ask the last question of an interview about a document in which nothing is open, and do as it is answered."""
    terms = IssueTerms(today)
    prepared = prepare_issue(document, terms, library)
    stands_against = [finding for finding in prepared.findings if finding.severity >= Severity.MEDIUM]
    echo("")
    if stands_against:
        for finding in stands_against:
            echo(f"Before it can be your policy: {finding.message} {finding.hint}".rstrip())
        echo(f"Then: {to_type('issue', document)}")
        return
    if not _is_agreed():
        echo(f"It stays a draft. Once it is approved: {to_type('issue', document)}")
        return
    _tell(issue(_as_said(prepared, library, terms), library, terms))


def _is_agreed() -> bool:
    """Whether it is to be their policy from now on: yes, no, and Enter alone for no, until one of them is said."""
    said = click.prompt(f"{QUESTION} [y/N]", default="n", show_default=False, value_proc=_yes_or_no)
    return bool(said == "yes")


def _yes_or_no(text: str) -> str:
    said = read_typed("yes_no", Field("", "yes_no", ""), text).data
    if said not in {"yes", "no"}:
        raise click.BadParameter("type y for yes or n for no, then Enter.")
    return str(said)


def _as_said(prepared: Preparation, library: Library, terms: IssueTerms) -> Preparation:
    """What issuing comes to with what somebody at a terminal says who approves it, from which day, and what has changed."""
    version = prepared.version
    approved_by, in_force, changed = terms.approved_by, terms.in_force, terms.changed
    if not approved_by:
        approved_by = click.prompt("Who approves it?", default=version.approved_by or None, prompt_suffix=" ")
    if not in_force:
        day = partial(_day, today=terms.today)
        in_force = click.prompt("From which day?", default=version.in_force, prompt_suffix=" ", value_proc=day)
    if prepared.is_later and not changed:
        changed = click.prompt("What has changed, in a line?", default=prepared.suggested or None, prompt_suffix=" ")
    said = replace(terms, approved_by=approved_by, in_force=in_force, changed=changed)
    return prepare_issue(prepared.paths[0], said, library)


def _day(text: str, today: str) -> str:
    day = read_day(text, today)
    if isinstance(day, Refused):
        raise click.BadParameter(day.message)
    return day


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
