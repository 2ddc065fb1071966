"""One Markdown file with front matter as a clause."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from policygen import _yaml
from policygen.findings import Finding, Place, Severity
from policygen.library.fields import Fields
from policygen.library.locations import Entry
from policygen.library.markdown import parse_blocks, parse_words
from policygen.library.model import APPEARS, SPEAKERS, Appears, Clause, Kind
from policygen.library.template import Blocks, Words

_PARTS = re.compile(r"^## +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ClauseText:
    """The three texts of a clause file and the line each begins on."""

    rule: tuple[str, int]
    always: tuple[str, int]
    detail: tuple[str, int]


def _split(text: str, name: str, findings: list[Finding]) -> tuple[str, str, int]:
    """Front matter, body, and the line the body begins on."""
    match = re.match(r"---\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match:
        message = "A clause begins with front matter between two lines of '---'."
        findings.append(Finding("no-front-matter", Severity.BLOCK, message, Place(name, 1)))
        return "", text, 1
    return match[1], text[match.end() :], text[: match.end()].count("\n") + 1


def _texts(body: str, first_line: int, name: str, findings: list[Finding]) -> ClauseText:
    """Rule, Always and Detail, told apart by their headings."""
    found: dict[str, tuple[str, int]] = {"rule": ("", first_line)}
    pieces = _PARTS.split(body)
    found["rule"] = (pieces[0], first_line)
    position = len(pieces[0])
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        line = first_line + body[:position].count("\n")
        if heading not in {"Always", "Detail"}:
            message = f"'## {heading}' is no part of a clause."
            findings.append(
                Finding("unknown-part", Severity.BLOCK, message, Place(name, line), "Use Always or Detail.")
            )
        elif heading.lower() in found:
            message = f"'## {heading}' stands twice."
            findings.append(Finding("unknown-part", Severity.BLOCK, message, Place(name, line), "Make them one."))
        found[heading.lower()] = (text, line)
        position = body.find(text, position) + len(text) if text else position
    return ClauseText(found["rule"], found.get("always", ("", 0)), found.get("detail", ("", 0)))


def _examples(fields: Fields, kind: str) -> tuple[Words, ...]:
    given = fields.mapping("examples")
    unknown = [key for key in given if key not in {"inside", "outside"}]
    for key in unknown if kind == "inside" else ():
        fields.report("unknown-key", f"'{key}' is no kind of example.", "examples", key, hint="Use inside or outside.")
    values = given.get(kind) or []
    if not isinstance(values, list):
        fields.report("bad-value", f"The {kind} examples must be a list of texts.", "examples", kind)
        return ()
    lines = [fields.place("examples", kind, index).line for index in range(len(values))]
    return tuple(parse_words(str(value), fields.report_at, line) for value, line in zip(values, lines, strict=True))


def _reviewer(fields: Fields) -> Mapping[str, str] | None:
    """The lawyer who read the clause, where qualified, and when."""
    if not fields.mapping("reviewed_by"):
        return None
    inner = fields.inside("A reading", "reviewed_by")
    found = {"name": inner.text("name"), "qualified_in": inner.text("qualified_in"), "date": inner.date("date")}
    inner.done()
    return found


def parse_clause(text: str, name: str, section: str, layer: str, findings: list[Finding]) -> tuple[Clause, Entry]:
    """The clause that a file holds, and where its keys and words stand; what is wrong with it goes to the findings."""
    front, body, body_line = _split(text, name, findings)
    file, slips = _yaml.parse(front, name, first_line=2)
    findings.extend(slips)
    fields = Fields(file, (), findings, "A clause")
    texts = _texts(body, body_line, name, findings)

    def blocks(part: tuple[str, int]) -> Blocks:
        return parse_blocks(part[0], fields.report_at, part[1])

    clause = Clause(
        id=fields.text("id", required=True),
        section=section,
        title=fields.text("title", required=True),
        why=fields.text("why", required=True),
        applies_to=fields.texts("applies_to"),
        topics=fields.texts("topics"),
        sources=fields.texts("sources"),
        rule=blocks(texts.rule),
        always=blocks(texts.always),
        detail=blocks(texts.detail),
        appears=cast("Appears", fields.one_of("appears", APPEARS, "full")),
        kind=cast("Kind", fields.one_of("kind", ("rule", "right", "meaning", "record"), "rule")),
        points=fields.texts("points"),
        when=fields.condition("when"),
        under=fields.texts("under"),
        instead_of=fields.text("instead_of"),
        binds_at=fields.texts("binds_at"),
        not_in=fields.texts("not_in"),
        statutory=fields.flag("statutory"),
        verbatim=fields.flag("verbatim"),
        states=fields.texts("states"),
        owner=fields.text("owner"),
        interest=fields.text("interest"),
        binds=fields.text_mapping("binds") or None,
        inside=_examples(fields, "inside"),
        outside=_examples(fields, "outside"),
        consequence=fields.one_of("consequence", ("lowest",), ""),
        rights=fields.text("rights"),
        formerly=fields.texts("formerly"),
        starts=fields.date("from"),
        ends=fields.date("until"),
        edited=fields.date("edited"),
        reviewed_by=_reviewer(fields),
        replaces=fields.date("replaces"),
        change=fields.one_of("change", ("law", "meaning", "wording"), "wording"),
        layer=layer,
        place=Place(name, 1),
    )
    fields.done()
    _demand(clause, fields)
    return clause, fields.entry(body, body_line)


def _demand(clause: Clause, fields: Fields) -> None:
    """What every clause must have."""
    for key in ("applies_to", "topics", "sources"):
        if not getattr(clause, key):
            fields.report("missing-key", f"A clause has no '{key}'.")
    for value in clause.applies_to:
        if value not in SPEAKERS:
            fields.report("unknown-value", f"'{value}' is not a value of 'applies_to'.", "applies_to")
    if not clause.rule and not (clause.kind == "record" and clause.detail):
        fields.report("missing-rule", "The clause has no rule before its first '##'.")
    if clause.instead_of and not clause.binds_at:
        fields.report("missing-key", "A variant (instead_of) needs 'binds_at'.", "instead_of")
