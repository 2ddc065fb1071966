"""`policygen explain`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from policygen.app.explain import Entry, Support, advisories, keeper, ledger, supports
from policygen.app.sources import DOCUMENT_ENDINGS
from policygen.assembly.promises import promises
from policygen.cli._console import date_option, echo_json, json_option, open_answers, open_library, pack_option
from policygen.errors import UsageError
from policygen.findings import nearest
from policygen.library.model import Library
from policygen.questions.check import Checker
from policygen.selection.model import Selection, Status
from policygen.selection.select import select


@click.command(name="explain")
@click.argument("answers", type=click.Path(path_type=Path))
@click.argument("clause", required=False)
@click.option("--promises", "only_promises", is_flag=True, help="Only what the policy promises, and who keeps it.")
@click.option("--place", help="Only what binds people in one place, such as US-NY.")
@click.option("--depth", type=click.Choice(["short", "full"]), help="Short or full, whatever the answers say.")
@json_option
@date_option
@pack_option
def command(
    answers: Path,
    clause: str | None,
    only_promises: bool,
    place: str | None,
    depth: str | None,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Tell why every clause is in the policy or left out.

    ANSWERS is an answers file, or a document that policygen made: then tell what people left, edited, took out and added.
    With a CLAUSE, tell all about that one: its tests, your answers, its sources and how sure we are.

    \b
    Examples:
      policygen explain answers.yaml
      policygen explain answers.yaml monitoring.reactive
      policygen explain answers.yaml --promises
      policygen explain policy.docx
    """
    if answers.suffix.lower() in DOCUMENT_ENDINGS:
        if only_promises or place or depth:
            raise UsageError(
                "--promises, --place and --depth go with an answers file.", hint="Name the answers instead."
            )
        from policygen.cli._explain_document import explain_document

        explain_document(answers, clause, as_json=as_json)
        return
    library = open_library(packs)
    found = open_answers(answers, library)
    if depth:
        found = replace(found, values={**found.values, "depth": depth})
    selection = select(library, found, made_on)
    code = _place(place, library) if place else ""
    if clause:
        _one(selection, clause, as_json=as_json)
    elif only_promises:
        _promises(selection, as_json=as_json)
    else:
        _all(selection, code, as_json=as_json)


def _place(name: str, library: Library) -> str:
    """The code of a place by code or name.

    Raises: `UsageError` for a place of no list.
    """
    found = Checker(library.registry, library.atlas).location(name, ())
    if found is None or found not in library.atlas.places:
        known = [*library.atlas.places, *(place.name for place in library.atlas.places.values())]
        raise UsageError(f"'{name}' is no place we know.", hint=nearest(name, known) or "Write a code such as GB-ENG.")
    return found


def _all(selection: Selection, place: str, *, as_json: bool) -> None:
    entries = ledger(selection, place)
    if as_json:
        clauses = [entry.as_data() for status in Status for entry in entries[status]]
        echo_json(
            {
                "depth": selection.depth,
                "date": selection.date,
                "clauses": clauses,
                "advisories": list(advisories(selection)),
            }
        )
        return
    click.echo(f"A {selection.depth} policy, with the law as of {selection.date}.")
    headings = {
        Status.UNKNOWN: "Not known: these hang on answers nobody gave",
        Status.OUT: "Out, the most surprising first",
        Status.IN: "In",
        Status.NOT_PRINTED: "In, but only a full policy prints them",
    }
    for status, heading in headings.items():
        if entries[status]:
            click.secho(f"\n{heading} ({len(entries[status])})", bold=True)
            for entry in entries[status]:
                _line(entry)
    _advisories(selection)


def _line(entry: Entry) -> None:
    click.echo(f"  {entry.clause.id}  {click.style(entry.clause.title, bold=True)}")
    click.echo(f"      {entry.why}")


def _advisories(selection: Selection) -> None:
    if selection.raised:
        click.secho(f"\nAdvisories ({len(selection.raised)})", bold=True)
    for raised in selection.raised:
        accepted = f" Accepted: {raised.accepted}" if raised.accepted else ""
        click.echo(f"  {raised.advisory.id} {raised.advisory.severity.word}: {raised.advisory.says}")
        click.echo(f"      {raised.advisory.do}{accepted}")


def _promises(selection: Selection, *, as_json: bool) -> None:
    made = promises(selection)
    if as_json:
        echo_json([{"promise": promise.sentence, "owner": promise.owner, "clause": promise.clause} for promise in made])
        return
    click.secho(f"What your policy promises ({len(made)})", bold=True)
    for promise in made:
        click.echo(f"  {promise.sentence}")
        click.echo(f"      kept by {promise.owner} · {promise.clause}")


def _one(selection: Selection, id: str, *, as_json: bool) -> None:
    library = selection.library
    name = library.former_clauses.get(id, id)
    clause = library.clauses.get(name)
    if clause is None:
        raise UsageError(f"There is no clause '{id}'.", hint=nearest(id, library.clauses))
    decision = selection.decisions[name]
    entry = next(entry for entries in ledger(selection).values() for entry in entries if entry.clause.id == name)
    sources = supports(selection, clause)
    owner = keeper(selection, clause)
    if as_json:
        told = [support.as_data() for support in sources]
        data = {"reason": clause.why, "owner": owner, "sources": told, "edited": clause.edited}
        echo_json({**entry.as_data(), **data})
        return
    click.secho(f"{clause.title} ({clause.id})", bold=True)
    click.echo(f"  {decision.status.value}: {entry.why}")
    if entry.would_take:
        click.echo(f"  It would come in with: {entry.would_take}")
    click.echo(f"  Why the clause exists: {clause.why}")
    if clause.owner:
        click.echo(f"  Its promises are kept by: {owner}")
    reviewed = clause.reviewed_by
    click.echo(
        f"  Read by a lawyer: {reviewed['name']}, {reviewed.get('date', '')}"
        if reviewed
        else "  Read by a lawyer: not yet"
    )
    _sources(sources)


def _sources(sources: Sequence[Support]) -> None:
    click.secho("  Sources", bold=True)
    for support in sources:
        source = support.source
        where = "holds here" if support.here else f"elsewhere ({', '.join(source.extent)})"
        click.echo(f"    {source.title}: {where}; {source.confidence}, read: {source.read}, checked {source.checked}")
        click.echo(f"      {source.says}")
        if source.url:
            click.echo(f"      {source.url}")
