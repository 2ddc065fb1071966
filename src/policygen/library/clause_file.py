"""One Markdown file with front matter as a clause."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from policygen import _yaml
from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.findings import Finding, Location, Severity
from policygen.library.fields import Fields
from policygen.library.locations import EntryLocation
from policygen.library.markdown import parse_blocks, parse_words
from policygen.library.model import APPEARS, AUDIENCES, CLAUSE_KINDS, EDITS, SPEAKERS, Clause, Withdrawn
from policygen.library.template import Blocks, Words

_PARTS = regex(r"^## +(.+?) *$", re.MULTILINE)


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
        findings.append(Finding("no-front-matter", Severity.BLOCK, message, Location(name, 1)))
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
                Finding("unknown-part", Severity.BLOCK, message, Location(name, line), "Use Always or Detail.")
            )
        elif heading.lower() in found:
            message = f"'## {heading}' stands twice."
            findings.append(Finding("unknown-part", Severity.BLOCK, message, Location(name, line), "Make them one."))
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
    lines = [fields.location("examples", kind, index).line for index in range(len(values))]
    return tuple(parse_words(str(value), fields.report_at, line) for value, line in zip(values, lines, strict=True))


def _reviewer(fields: Fields) -> Mapping[str, str] | None:
    """The lawyer who read the clause, where qualified, and when."""
    if not fields.mapping("reviewed_by"):
        return None
    inner = fields.inside("A reading", "reviewed_by")
    found = {"name": inner.text("name"), "qualified_in": inner.text("qualified_in"), "date": inner.date("date")}
    inner.done()
    return found


def _audience(fields: Fields) -> str:
    """Whom the clause is for: those who run the accounts where it is for these alone, and nobody said otherwise."""
    usual = "account_holders" if fields.texts("applies_to") == ("official",) else "everyone"
    return fields.one_of("audience", AUDIENCES, usual)


def _line(fields: Fields, text: str, *path: str | int) -> Words:
    return parse_words(text, fields.report_at, fields.location(*path).line) if text else ()


def _lines(fields: Fields, key: str) -> tuple[Words, ...]:
    return tuple(_line(fields, text, key, number) for number, text in enumerate(fields.texts(key)))


def _withdrawn(fields: Fields) -> tuple[Withdrawn, ...]:
    """The sentences that nobody should go on using."""
    found: list[Withdrawn] = []
    for inner in fields.each("withdrawn", "A sentence withdrawn"):
        found.append(
            Withdrawn(
                date=inner.date("date", required=True),
                words=inner.text("words", required=True),
                why=inner.text("why", required=True),
                instead=inner.text("instead", required=True),
                severity=inner.severity("severity"),
                places=inner.texts("places"),
            )
        )
        inner.done()
    return tuple(found)


_KEYS: Mapping[str, tuple[str, Callable[[Fields, str], Any]]] = {
    "title": ("title", partial(Fields.text, required=True)),
    "why": ("why", partial(Fields.text, required=True)),
    "applies_to": ("applies_to", Fields.texts),
    "topics": ("topics", Fields.texts),
    "sources": ("sources", Fields.texts),
    "appears": ("appears", partial(Fields.one_of, allowed=APPEARS, default="standard")),
    "yields": ("yields", lambda fields, key: fields.number(key) or 0),
    "rows_beside_trade": ("rows_beside_trade", lambda fields, key: fields.number(key) or 0),
    "group": ("group", Fields.text),
    "audience": ("audience", lambda fields, _: _audience(fields)),
    "gist": ("gist", lambda fields, key: _line(fields, fields.text(key), key)),
    "looked_at": ("looked_at", lambda fields, key: _lines(fields, key)),
    "not_looked_at": ("not_looked_at", lambda fields, key: _lines(fields, key)),
    "kind": ("kind", partial(Fields.one_of, allowed=CLAUSE_KINDS, default="rule")),
    "points": ("points", Fields.texts),
    "when": ("when", Fields.condition),
    "under": ("under", Fields.texts),
    "part_of": ("part_of", Fields.texts),
    "instead_of": ("instead_of", Fields.text),
    "binds_at": ("binds_at", Fields.texts),
    "not_in": ("not_in", Fields.texts),
    "statutory": ("statutory", Fields.flag),
    "days_before": ("days_before", lambda fields, key: fields.number(key) or 0),
    "days_after": ("days_after", lambda fields, key: fields.number(key) or 0),
    "verbatim": ("verbatim", Fields.flag),
    "states": ("states", Fields.texts),
    "owner": ("owner", Fields.text),
    "interest": ("interest", Fields.text),
    "binds": ("binds", lambda fields, key: fields.text_mapping(key) or None),
    "consequence": ("consequence", partial(Fields.one_of, allowed=("lowest",))),
    "rights": ("rights", Fields.text),
    "from": ("starts", Fields.date),
    "until": ("ends", Fields.date),
    "formerly": ("formerly", Fields.texts),
    "edited": ("edited", partial(Fields.date, required=True)),
    "reviewed_by": ("reviewed_by", lambda fields, _: _reviewer(fields)),
    "replaces": ("replaces", Fields.date),
    "changes": ("changes", lambda fields, _: fields.changes(EDITS)),
    "withdrawn": ("withdrawn", lambda fields, _: _withdrawn(fields)),
}
"""What a key of the front matter is called in the model, and how it is read."""

_OF_THE_FILE = {"formerly", "edited", "reviewed_by", "replaces", "changes", "withdrawn"}
"""Keys that tell of a clause's own file, not of what it says."""

AMENDABLE = tuple(key for key in _KEYS if key not in _OF_THE_FILE)
"""Keys that an amendment may set anew."""


def parse_amendment(fields: Fields) -> dict[str, Any]:
    """The keys that an amendment sets anew, by their names in the model."""
    fields.known.update(AMENDABLE)
    given = (key for key in AMENDABLE if key in fields.data)
    return {_KEYS[key][0]: _KEYS[key][1](fields, key) for key in given}


def parse_clause(
    text: str, name: str, section: str, layer: str, findings: list[Finding]
) -> tuple[Clause, EntryLocation]:
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
        rule=blocks(texts.rule),
        always=blocks(texts.always),
        detail=blocks(texts.detail),
        inside=_examples(fields, "inside"),
        outside=_examples(fields, "outside"),
        layer=layer,
        location=Location(name, 1),
        **{attribute: read(fields, key) for key, (attribute, read) in _KEYS.items()},
    )
    fields.done()
    demand_keys(clause, fields)
    return clause, fields.entry(body, body_line)


def demand_keys(clause: Clause, fields: Fields) -> None:
    """Report what every clause must have, and this one lacks."""
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
