"""A tiny notation for libraries: a few lines of text become the files of a real one, and are compiled as such.

    ask headcount: integer fact
    ask pace: one_of choice (slow fast)
        default: slow
    ask steps: many_of fact (a b none! unsure?)
    clause rules.base: You must ask first.
        when: {headcount: {at_least: 25}}
        always: Breaks are yours.
    advise W-1 high: This is risky.
        when: {pace: fast}

Indented lines are YAML of the real format. `!` after a choice means that it excludes the others, `?` that it says "not known".
What every entry must have and no test cares about is filled in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from textwrap import dedent, indent
from typing import TypeVar

from policygen._resources import data_root
from policygen.findings import Finding, Severity
from policygen.library.compile import compile_library
from policygen.library.layers import LayerFiles, digest
from policygen.library.load import load_library
from policygen.library.model import LayerKind, Library
from policygen.questions.model import Group

PLACES = """
needs_subdivision: [US, CA, AU, GB]
groups:
  EU: [DE, FR, IE]
by_default_spelling: {other: en-GB, US: en-US, CA: en-CA}
paper: {other: a4, US: letter, CA: letter}
emergency_when: {organisation_type: [charity]}
emergency:
  - {in: GB, number: "999", checked: 2026-11-29, confidence: secondary}
  - {in: EU, number: "112", checked: 2026-11-29, confidence: secondary}
crisis_lines:
  - {in: GB, number: Samaritans (116 123), checked: 2026-11-30, confidence: unverified}
places:
  - {code: GB, name: United Kingdom, in_sentence: the United Kingdom, aliases: [UK]}
  - {code: GB-ENG, name: England, aliases: [Leeds]}
  - {code: GB-SCT, name: Scotland}
  - {code: US, name: United States, in_sentence: the United States}
  - {code: US-NY, name: New York}
  - {code: US-CA, name: California}
  - {code: US-TX, name: Texas}
  - {code: CA, name: Canada}
  - {code: CA-ON, name: Ontario, aliases: [Toronto]}
  - {code: CA-QC, name: Quebec}
  - {code: DE, name: Germany}
  - {code: FR, name: France}
  - {code: IE, name: Ireland}
"""

PLATFORMS = """
x: {name: X, category: network, former_names: [Twitter], aliases: [X.com]}
instagram: {name: Instagram, category: image, au16: listed, rule: Caption every picture., handle: {pattern: '[a-z.]+', note: Letters and dots.}}
tiktok: {name: TikTok, category: video, byte_dance: true}
google-plus: {name: Google Plus, category: network, status: closed}
signal: {name: Signal, category: messaging}
"""

TRADES = """
general:
  person: [customer, a customer, customers]
  offer: [product or service, products and services]
  premises: [the workplace, at work]
  schedule: {en-GB: [rota, rotas], en-US: [schedule, schedules]}
  stint: [shift, a shift]
  file: [customer record, customer records]
  visit: [appointment, an appointment]
  workers: [staff]
sectors:
  personal_services:
    person: [client, a client, clients]
    offer: {en-GB: [colour, colours], en-US: [color, colors]}
trades:
  grooming:
    title: Dog grooming
    sector: personal_services
    says: [dog groomer, pet grooming]
    words: {person: [owner, an owner, owners]}
  nails: {title: Nails, sector: personal_services, says: [nail bar, nail technician]}
"""

SPELLING = """
words:
  - {gb: colour, us: color}
  - {gb: organise, us: organize, ca: organize}
unavoidable: []
imperatives: []
abbreviations: []
"""

WORDING = (data_root() / "clauses" / "wording.yaml").read_text(encoding="utf-8")
"""The words round the clauses, without which no document can be made: as shipped."""

_Read = TypeVar("_Read")
_ASK = re.compile(r"ask (?P<id>[\w.-]+): (?P<kind>\w+) (?P<says>\w+)(?: \((?P<choices>[^)]*)\))?")
_CLAUSE = re.compile(r"clause (?P<id>[\w.-]+):(?P<rule>.*)")
_ADVISE = re.compile(r"advise (?P<id>[\w.-]+) (?P<severity>\w+):(?P<says>.*)")


@dataclass
class _Files:
    """The files of one layer as they grow."""

    questions: list[str] = field(default_factory=list[str])
    clauses: dict[str, str] = field(default_factory=dict[str, str])
    advisories: list[str] = field(default_factory=list[str])


def _keys(body: str) -> set[str]:
    return set(re.findall(r"^(\w+):", body, re.MULTILINE))


def _filled(body: str, defaults: Mapping[str, str]) -> str:
    """Keys that a test left out, and then what it gave."""
    given = _keys(body)
    return "".join(f"{key}: {value}\n" for key, value in defaults.items() if key not in given) + body


def _choice(word: str) -> str:
    value = word.rstrip("!?")
    exclusive, unknown = "!" in word, "?" in word
    return f'  - {{value: "{value}", label: "{value.capitalize()}", exclusive: {exclusive}, unknown: {unknown}}}\n'


def _question(match: re.Match[str], body: str) -> str:
    name = match["id"]
    defaults = {
        "id": name,
        "kind": match["kind"],
        "says": match["says"],
        "ask": f"What is {name}?",
        "why": f"It decides {name}.",
        "label": f"our {name.replace('_', ' ')}",
    }
    text = _filled(body, defaults)
    if match["choices"] is not None:
        text += "choices:\n" + "".join(_choice(word) for word in match["choices"].split())
    return "  - " + indent(text, "    ").lstrip()


def _part(body: str, key: str) -> tuple[str, str]:
    """A key with its text taken out of the front matter: the rest, and the text as Markdown."""
    found = re.search(rf"^{key}:(.*(?:\n(?:[ ].*)?)*)\n?", body, re.MULTILINE)
    if not found:
        return body, ""
    text = found[1].strip()
    text = dedent(text.removeprefix("|").lstrip("\n")) if text.startswith("|") else text
    return body.replace(found[0], ""), f"\n## {key.capitalize()}\n\n{text.strip()}\n"


def _clause(match: re.Match[str], body: str) -> str:
    body, always = _part(body, "always")
    body, detail = _part(body, "detail")
    defaults = {
        "id": match["id"],
        "title": match["id"].split(".")[-1].replace("-", " ").capitalize(),
        "applies_to": "[professional]",
        "topics": "[scope]",
        "sources": "[practice]",
        "why": "It helps.",
        "appears": "short",
        "edited": "2026-11-22",
    }
    return f"---\n{_filled(body, defaults)}---\n{match['rule'].strip()}\n{always}{detail}"


def _advisory(match: re.Match[str], body: str) -> str:
    defaults = {"id": match["id"], "severity": match["severity"], "says": match["says"].strip(), "do": "Mend it."}
    return "- " + indent(_filled(body, defaults), "  ").lstrip()


def _entries(notation: str) -> Iterable[tuple[str, str]]:
    """Each entry's first line, and the indented lines below it."""
    lines = dedent(notation).strip("\n").split("\n")
    starts = [number for number, line in enumerate(lines) if line and not line.startswith(" ")]
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start], dedent("\n".join(lines[start + 1 : end])).strip("\n") + "\n"


def _files(notation: str) -> _Files:
    files = _Files()
    for head, body in _entries(notation):
        body = body if body.strip() else ""
        if match := _ASK.fullmatch(head):
            files.questions.append(_question(match, body))
        elif match := _CLAUSE.fullmatch(head):
            files.clauses[match["id"]] = _clause(match, body)
        elif match := _ADVISE.fullmatch(head):
            files.advisories.append(_advisory(match, body))
        else:
            raise AssertionError(f"not in the notation: {head}")
    return files


def layer(
    notation: str, *, name: str = "clauses", manifest: str = "", extra: Mapping[str, str] | None = None
) -> LayerFiles:
    """The files that a notation stands for. `manifest` is added to library.yaml or pack.yaml, `extra` to the files."""
    found = _files(notation)
    sections: dict[str, list[str]] = {}
    for id in found.clauses:
        sections.setdefault(id.split(".")[0], []).append(id)
    head = f'name: {name}\nversion: "1"\n{dedent(manifest)}'
    if "groups:" not in manifest and name == "clauses":
        head += "groups:\n  - {id: rules, title: Rules}\n"
    if sections:
        head += "sections:\n" + "".join(
            f"  - {{id: {section}, title: {section.capitalize()}, group: rules, clauses: [{', '.join(ids)}]}}\n"
            for section, ids in sections.items()
        )
    files = {"library.yaml" if name == "clauses" else "pack.yaml": head}
    if name == "clauses":
        files |= {
            "places.yaml": PLACES,
            "platforms.yaml": PLATFORMS,
            "spelling.yaml": SPELLING,
            "trades.yaml": TRADES if "ask trades:" in notation else TRADES.partition("sectors:")[0],
            "wording.yaml": WORDING,
        }
    if found.questions:
        files["questions/all.yaml"] = "group: all\ntitle: All\nquestions:\n" + "".join(found.questions)
    if found.advisories:
        files["advisories.yaml"] = "".join(found.advisories)
    for id, text in found.clauses.items():
        section, _, slug = id.partition(".")
        folder = "notices" if section == "notices" else f"sections/{section}"
        files[f"{folder}/{slug}.md"] = text
    files |= extra or {}
    kind: LayerKind = "library" if name == "clauses" else "pack"
    return LayerFiles(kind, name, {path: text.encode() for path, text in sorted(files.items())})


def compiled_with_findings(*layers: LayerFiles) -> tuple[Library, tuple[Finding, ...]]:
    """What the compiler makes of some layers, ours first."""
    made = compile_library(layers, digest(layers))
    return made.library, made.findings


NAME_SIZE_PACE = """
    ask name: text fact
        essential: true
    ask size: integer fact
        essential: true
        most: 1000
    ask pace: one_of choice (slow fast)
        essential: true
        defaults:
          - {when: {size: {below: 10}}, value: slow}
          - {value: fast}
    advise W-1 high: A small team cannot keep that pace.
        when: {pace: [fast], size: {below: 10}}
        do: Take it slower.
    advise W-3 info: Five is a good number.
        when: {size: {at_least: 5, below: 6}}
"""
"""The beginning of a small library to be asked by: three questions, a default that hangs on another, and two warnings."""


def tiny(notation: str, *packs: LayerFiles, manifest: str = "") -> Library:
    """The library that a notation stands for, with packs over it. Nothing in it may be wrong."""
    library, findings = compiled_with_findings(layer(notation, manifest=manifest), *packs)
    assert not findings, "\n".join(map(str, findings))
    return library


def codes(findings: Iterable[Finding], least: Severity = Severity.INFO) -> list[str]:
    """The codes of findings at or above a severity."""
    return [finding.code for finding in findings if finding.severity >= least]


def once_for_each_text(parse: Callable[..., _Read]) -> Callable[..., _Read]:
    """A reader of words that reads a text in which nothing is wrong once."""
    kept: dict[str, _Read] = {}

    def read(text: str, report: Callable[[str, str, int], None], line: int) -> _Read:
        if text in kept:
            return kept[text]
        slips: list[str] = []

        def noted(code: str, message: str, at: int) -> None:
            slips.append(code)
            report(code, message, at)

        found = parse(text, noted, line)
        if not slips:
            kept[text] = found
        return found

    return read


@cache
def the_library() -> Library:
    """The library as shipped, loaded once."""
    return load_library()


def grouped(library: Library, **groups: tuple[str, ...]) -> Library:
    """A library whose questions stand in groups: by a group's id, their ids."""
    book = library.questionnaire
    of = {question: group for group, ids in groups.items() for question in ids}
    questions = {id: replace(question, group=of.get(id, question.group)) for id, question in book.questions.items()}
    named = tuple(Group(id, id.capitalize()) for id in groups)
    return replace(library, questionnaire=replace(book, groups=(*book.groups, *named), questions=questions))
