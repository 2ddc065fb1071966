"""A tiny library checked: what every test of the rules over a library begins with."""

from collections.abc import Mapping

from policygen.findings import Finding, Severity
from policygen.library.compile import compile_library
from policygen.library.model import Library
from policygen.lint.library_rules import check_library
from tests.support.library import compiled_with_findings, layer

DATE = "2026-11-22"

SOURCES = """
practice:
  {title: Good practice, kind: practice, says: It works., extent: [anywhere], read: none, confidence: unverified}
us-act:
  {title: An act, kind: law, says: It holds., extent: [US], read: secondary, confidence: secondary}
us-ny-act:
  {title: A state act, kind: law, says: It holds., extent: [US-NY], read: secondary, confidence: secondary}
gb-act:
  {title: An act read whole, kind: law, says: It holds., extent: [GB], read: whole, confidence: primary}
health:
  {title: Rules for clinics, kind: guidance, says: Mind them., extent: [anywhere], sectors: [healthcare], read: none, confidence: unverified}
"""

QUESTIONS = """
ask organisation_name: text fact
ask headcount: integer fact
ask work_locations: places fact
ask sectors: many_of fact (healthcare retail personal_services general)
    neutral: it only serves the tests
ask pace: one_of choice (slow fast)
    neutral: it only serves the tests
ask policy_owner: contact fact
ask roles: records fact
    neutral: it only serves the tests
    fields:
      - {id: role, kind: one_of, label: Role, choices: [{value: approver, label: Approver}, {value: hr, label: HR}]}
      - {id: name, kind: text, label: Name}
"""

WORDING = "contents.title: Contents\n"
"""Of the words round the clauses, none that a rule could find fault with: nothing is written here."""

NOT_MEANT = frozenset({"uncovered-point"})
"""What every tiny library lacks."""


def checked(
    notation: str,
    *,
    extra: Mapping[str, str] | None = None,
    manifest: str = "",
    date: str = DATE,
    questions: str = QUESTIONS,
) -> tuple[Finding, ...]:
    """Everything the rules say of a library that a notation stands for, besides the questions of every tiny library."""
    files = {"sources.yaml": SOURCES, "wording.yaml": WORDING, **(extra or {})}
    ours = layer(f"{questions.strip()}\n{_dedented(notation)}", extra=files, manifest=manifest)
    made = compile_library((ours,), "")
    assert not made.findings, "\n".join(map(str, made.findings))
    found = check_library(made.library, date, made.locations)
    return tuple(finding for finding in found if finding.code not in NOT_MEANT)


def tiny_library(notation: str, extra: Mapping[str, str] | None = None) -> Library:
    """The library that a notation stands for, with the questions of every tiny library."""
    files = {"sources.yaml": SOURCES, **(extra or {})}
    library, _ = compiled_with_findings(layer(f"{QUESTIONS.strip()}\n{_dedented(notation)}", extra=files))
    return library


BASE_FILE = """---
id: rules.base
title: Ask first
applies_to: [official]
topics: [scope]
sources: [practice]
why: It helps.
edited: 2026-11-22
---
You must ask first.

"""


def checked_file(rest: str) -> tuple[Finding, ...]:
    """Everything the rules say of a library of one clause, whose file goes on like this after its rule."""
    files = {"sections/rules/base.md": BASE_FILE + rest}
    return checked("clause rules.base: You must ask first.", extra=files)


def told(findings: tuple[Finding, ...], code: str) -> Finding:
    """The one finding of a code; fails, naming all there are, when there is none or more than one."""
    found = [finding for finding in findings if finding.code == code]
    assert len(found) == 1, "\n".join(map(str, findings)) or f"nothing was found; wanted {code}"
    return found[0]


def severe(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings that matter."""
    return [finding.code for finding in findings if finding.severity > Severity.INFO]


def _dedented(notation: str) -> str:
    lines = notation.strip("\n").split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines)
