"""The ledger in a terminal: a summary first, then groups; one clause in depth; promises; choices nobody made."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from policygen._command import to_type
from policygen.app.explain import (
    AboutClause,
    LedgerEntry,
    Support,
    about_clause,
    advisories,
    ledger,
    named_clauses,
    promises_at,
)
from policygen.app.finding_clauses import Named, find_clause
from policygen.app.ledger import defaults, left_out, waiting
from policygen.assembly.promises import Basis, Promise
from policygen.cli._console import json_text
from policygen.cli._terminal import styled
from policygen.language.dates import spelled_date
from policygen.language.lists import counted
from policygen.selection.law import law_gaps
from policygen.selection.model import Selection, Status
from policygen.selection.reasons import NOBODY_ASKED
from policygen.workspace.naming import naming

BASES: Mapping[Basis, str] = {
    "said": "said by you",
    "chosen": "chosen by you",
    "ours": "ours: plain fairness asks it of everyone",
    "law": "asked for by law",
    "unasked": "nobody was asked: leave it out under 'leaves_out:' if you will not keep it",
}
"""Who made a promise, in words."""

FEW = 12
"""Clauses of a group that are told one by one; more of a kind that concerns others are told by title."""


def _heading(words: str) -> str:
    return styled(words, bold=True)


def whole_ledger(selection: Selection, place: str, *, every: bool, as_json: bool) -> str:
    """Every clause with its reason: what waits, what is out, what is in."""
    entries, gaps = ledger(selection, place), law_gaps(selection)
    if as_json:
        data = {
            "depth": selection.depth,
            "date": selection.date,
            "law_not_considered": list(gaps.sentences()),
            "clauses": [entry.as_data() for status in Status for entry in entries[status]],
            "advisories": list(advisories(selection)),
        }
        return json_text(data)
    law = "" if gaps.everywhere or not gaps.named else f", with the law as of {selection.date}"
    lines = [" ".join([f"A {selection.depth} policy{law}.", *gaps.sentences()]), *_summary(selection, entries)]
    lines += _unknown(selection, entries[Status.UNKNOWN])
    lines += _out(entries[Status.OUT], every=every)
    for status, heading in ((Status.IN, "In"), (Status.NOT_PRINTED, "In, but only a full policy prints them")):
        if entries[status]:
            lines += ["", _heading(f"{heading} ({len(entries[status])})")]
            lines += [line for entry in entries[status] for line in _line(entry)]
    return "\n".join([*lines, *_advisories(selection)])


def _summary(selection: Selection, entries: dict[Status, tuple[LedgerEntry, ...]]) -> Iterator[str]:
    open_questions = len(waiting(selection, entries[Status.UNKNOWN]))
    told = [
        f"{counted(len(entries[Status.IN]), 'clause')} in",
        *(
            [f"{len(entries[Status.NOT_PRINTED])} more that only a full policy prints"]
            if entries[Status.NOT_PRINTED]
            else []
        ),
        f"{len(entries[Status.UNKNOWN])} that wait for {counted(open_questions, 'answer')}",
        f"{len(entries[Status.OUT])} out",
    ]
    yield f"{', '.join(told)}."
    made = len(selection.situation.defaulted)
    if made:
        yield f"{counted(made, 'choice')} nobody made are our usual ones: --defaults lists them."


def _unknown(selection: Selection, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    if not entries:
        return
    yield from ("", _heading(f"Not known: these hang on answers nobody gave ({len(entries)})"))
    for group in waiting(selection, entries):
        yield f"  {group.label} ({counted(len(group.entries), 'clause')} wait{'s' if len(group.entries) == 1 else ''})"
        if group.ask:
            yield f"      {group.ask}"
        for entry in group.entries:
            yield f"      {entry.clause.id}  {styled(entry.clause.title, bold=True)}"


def _out(entries: Sequence[LedgerEntry], *, every: bool) -> Iterator[str]:
    if not entries:
        return
    yield from ("", _heading(f"Out, the most surprising first ({len(entries)})"))
    for index, (words, members) in enumerate(left_out(entries).items()):
        if index == 0 or every:
            if index:
                yield f"  {words[:1].upper()}{words[1:]} ({len(members)})"
            yield from (line for entry in members for line in _line(entry))
            continue
        titles = "; ".join(dict.fromkeys(entry.clause.title for entry in members[:FEW]))
        more = f"; and {len(members) - FEW} more" if len(members) > FEW else ""
        yield f"  {words[:1].upper()}{words[1:]} ({len(members)}): {titles}{more}."
    if not every:
        yield "  Each of these on a line of its own, with its reason: --all."


def _line(entry: LedgerEntry) -> tuple[str, str]:
    return f"  {entry.clause.id}  {styled(entry.clause.title, bold=True)}", f"      {entry.why}"


def _advisories(selection: Selection) -> Iterator[str]:
    if selection.raised:
        yield from ("", _heading(f"Advisories ({len(selection.raised)})"))
    for raised in selection.raised:
        accepted = f" Accepted: {raised.accepted}" if raised.accepted else ""
        yield f"  {raised.advisory.id} {raised.advisory.severity.word}: {raised.advisory.says}"
        yield f"      {raised.advisory.do}{accepted}"


def all_promises(selection: Selection, place: str, *, as_json: bool) -> str:
    """What the policy binds its organisation to, and who keeps it; in one place only, when one is named."""
    made = promises_at(selection, place)
    if as_json:
        return json_text([each.as_data() for each in made])
    lines: list[str] = []
    for kind, heading in (("promise", "What your policy promises"), ("right", "What it lets people do")):
        of_kind = [each for each in made if each.kind == kind]
        lines += [*([""] if lines else []), _heading(f"{heading} ({len(of_kind)})")]
        for each in of_kind:
            lines.append(f"  {each.sentence}")
            lines.append(f"      kept by {each.owner} · {each.clause} · {_basis(each)}")
    if clocks := list(dict.fromkeys(each.clock for each in made if each.clock)):
        lines += ["", f"{counted(len(clocks), 'clock')}: {'; '.join(clocks)}."]
    return "\n".join(lines)


def _basis(promise: Promise) -> str:
    return NOBODY_ASKED if promise.basis == "chosen" and promise.by_default else BASES[promise.basis]


def all_defaults(selection: Selection, path: Path, *, as_json: bool) -> str:
    """The choices nobody made, and what rests on each."""
    taken = defaults(selection)
    if as_json:
        return json_text(
            [{"question": d.question, "label": d.label, "value": d.value, "clauses": d.clauses} for d in taken]
        )
    lines = [_heading(f"Choices that nobody made: our usual ones stand in for them ({len(taken)})")]
    for each in taken:
        lines.append(f"  {each.label}: {each.value}")
        rest = (
            f"{counted(len(each.clauses), 'printed clause')}: {', '.join(each.clauses)}"
            if each.clauses
            else "no clause printed"
        )
        lines.append(f"      {each.question} · {rest}")
    if taken:
        lines.append(f"Answer one with: {to_type('new', *naming(path), '--ask QUESTION')}, or in the answers file.")
    return "\n".join(lines)


def one_clause(selection: Selection, query: str, *, as_json: bool) -> str:
    """All about one clause: its words, its test, the answer that met it, its sources."""
    library = selection.library
    found = find_clause(library.former_clauses.get(query, query), named_clauses(selection))
    about = about_clause(selection, found.id)
    if as_json:
        return json_text({**about.as_data(), "number": found.number})
    return "\n".join([clause_heading(found), *quoted(about.depth.words), *about_lines(about)])


def clause_heading(found: Named) -> str:
    """Number, title and id of a clause."""
    number = f"{found.number} " if found.number else ""
    return _heading(f"{number}{found.title} ({found.id})")


def quoted(words: str) -> Iterator[str]:
    """The words of a clause, set apart."""
    return (f"  | {line}" for line in words.splitlines())


def about_lines(about: AboutClause) -> Iterator[str]:
    """All that is told of a clause beside its words."""
    entry, depth, clause = about.entry, about.depth, about.entry.clause
    yield f"  {entry.decision.status.value}: {entry.why}"
    yield f"  Its test: {depth.test}"
    for answered in depth.answered:
        on = f", {spelled_date(answered.answerer.on)}" if answered.answerer.on else ""
        yield f"  Answered by {answered.answerer.by or 'somebody'}{on}: {answered.label}"
    if entry.would_take:
        yield f"  It would come in with: {entry.would_take}"
    if clause.why:
        yield f"  Why the clause exists: {clause.why}"
    if clause.owner:
        yield f"  Its promises are kept by: {depth.owner}"
    yield f"  It comes from: {depth.layer}, edited {clause.edited or 'on no day it tells'}"
    reviewed = clause.reviewed_by
    by = f"{reviewed['name']}, {reviewed.get('date', '')}" if reviewed else "not yet"
    yield f"  Read by a lawyer: {by}"
    yield from _sources(depth.sources)


def _sources(sources: Sequence[Support]) -> Iterator[str]:
    yield _heading("  Sources")
    for support in sources:
        source = support.source
        where = "holds here" if support.here else f"elsewhere ({', '.join(source.extent)})"
        cited = f", {source.citation}" if source.citation else ""
        yield f"    {source.title}{cited}"
        yield f"      {where}; {source.confidence}, read: {source.read}, checked {source.checked}"
        yield f"      {source.says}"
        if source.url:
            yield f"      {source.url}"
