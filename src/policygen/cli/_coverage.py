"""What regulators ask, in a terminal: a line for each of them, or all points of one with their clauses."""

from collections.abc import Iterator, Mapping, Sequence

from policygen._command import to_type
from policygen.app.coverage import Counted, CoverageReport
from policygen.assembly.regimes import HeldPoint
from policygen.cli._console import json_text
from policygen.cli._terminal import styled
from policygen.language.lists import counted
from policygen.library.model import Source

READ: Mapping[str, str] = {
    "whole": "read whole",
    "opening": "read in part",
    "secondary": "read in what others say of it",
    "none": "not read",
}
"""How far a text was read, in words."""

KINDS: Mapping[str, str] = {
    "regulator": "What regulators ask",
    "checklist": "Lists that others wrote",
    "topics": "Topics",
}

STATUS: Mapping[str, str] = {"not-printed": "not in these documents"}
"""What a status is called that is no reason in words."""

NO_PROOF = (
    "These are points we found in the texts named, as far as we read them. Read them yourself: a point met is no proof."
)


def as_json(report: CoverageReport) -> str:
    """The whole report as data."""
    return json_text(
        {
            "regimes": [one.as_data() for one in report.counted],
            "may_bind": [regime.id for regime in report.may_bind],
            "topics": report.topics,
            "article": report.article,
            "empty": report.empty(),
        }
    )


def told(report: CoverageReport, *, in_full: bool) -> str:
    """The report in words."""
    lines = [*_in_full(report.counted)] if in_full else [*_summaries(report.counted)]
    if report.topics is not None and report.article is not None:
        lines += [
            "",
            f"Topics of the library: {_share(report.topics)}. The founding article: {_share(report.article)}.",
        ]
    if report.may_bind:
        lines += ["", styled("These may bind you too, by an answer nobody gave", bold=True)]
        lines += [f"  {regime.id:24} {regime.name}" for regime in report.may_bind]
    if not report.counted and not report.may_bind:
        lines.append("No regulator in our list binds this organisation, as far as its answers say.")
    if report.counted:
        lines += ["", NO_PROOF]
    if report.counted and not in_full:
        lines.append(f"All points of one: {to_type('library coverage --regime', report.counted[0].regime.id)}")
    return "\n".join(lines).removeprefix("\n")


def _share(counts: Mapping[str, int]) -> str:
    return f"{sum(1 for number in counts.values() if number)} of {len(counts)} printed for some example"


def _summaries(regimes: Sequence[Counted]) -> Iterator[str]:
    for kind, heading in KINDS.items():
        of_kind = [one for one in regimes if one.regime.kind == kind]
        if of_kind:
            met, points = sum(one.met for one in of_kind), sum(len(one.points) for one in of_kind)
            yield from ("", styled(f"{heading} ({len(of_kind)}): {met} of {points} points have clauses", bold=True))
        for one in of_kind:
            others = ", ".join(f"{number} {STATUS.get(status, status)}" for status, number in one.not_met().items())
            yield f"  {one.regime.id:24} {one.met:3} of {len(one.points):3}  {one.regime.name}"
            yield f"  {'':24} {_read(one.sources[0])}{f'; {others}' if others else ''}"


def _read(source: Source) -> str:
    return f"{READ[source.read]}{f', {source.checked}' if source.is_read and source.checked else ''}"


def _in_full(regimes: Sequence[Counted]) -> Iterator[str]:
    for one in regimes:
        yield from ("", styled(f"{one.regime.name} ({one.regime.id})", bold=True))
        on = f"in a {one.depth} policy" if one.depth else "in the policies of our examples"
        yield f"  {one.met} of {counted(len(one.points), 'point')} {on}."
        for source in one.sources:
            yield f"  Source: {source.title}{f', {source.citation}' if source.citation else ''}; {_read(source)}"
            yield from (f"    {source.url}",) if source.url else ()
        for each in one.points:
            yield from _point(each)


def _point(each: HeldPoint) -> Iterator[str]:
    point = each.point
    mark = "+" if each.is_met else "-"
    yield f"  {mark} {point.asks}  [{', '.join(filter(None, (point.id, point.at, point.severity.word)))}]"
    if point.reason:
        yield f"      {point.reason}: {point.because}"
    else:
        yield f"      {', '.join(point.clauses)}"
    if each.missing:
        yield f"      not in these documents: {', '.join(each.missing)}"
