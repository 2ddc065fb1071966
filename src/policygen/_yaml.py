"""YAML read strictly, with the line of every value, and rewritten so that only changed lines change.

Stricter than YAML on purpose: no duplicate keys, no aliases, no tags, and only what is plainly a whole number, `true`, `false`
or nothing is anything but text, so that `no`, `1.10` and `2026-11-22` stay what a person typed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from policygen.findings import Finding, Place, Severity

MAX_DEPTH = 30
"""Nesting deeper than this is an attack or an accident."""

MAX_CHARACTERS = 2_000_000

Path = tuple[str | int, ...]
"""Keys and indices from the top to a value."""

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a YAML file says, and where it says it."""

    name: str
    data: Any
    """Mappings, lists, texts, whole numbers, booleans and None."""
    lines: Mapping[Path, int]
    """The line (from 1) of each value by its path; of a mapping's value, the line of its key."""

    def place(self, *path: str | int) -> Place:
        """Where a value stands; the nearest enclosing value when it is not in the file."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return Place(self.name, self.lines[path[:end]])
        return Place(self.name)


class _StrictReader:
    """Builds data from events, noting lines, and stops at the first thing the format does not allow."""

    def __init__(self, name: str, first_line: int) -> None:
        self.name = name
        self.first_line = first_line
        self.lines: dict[Path, int] = {}
        self.findings: list[Finding] = []
        self.events: Any = None

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def fault(self, code: str, message: str, event: Any, hint: str = "") -> None:
        self.findings.append(Finding(code, Severity.BLOCK, message, Place(self.name, self.line(event)), hint))

    def value(self, event: Any, path: Path, depth: int) -> Any:
        self.lines.setdefault(path, self.line(event))
        if depth > MAX_DEPTH:
            raise _TooDeepError(self.line(event))
        if isinstance(event, yaml.AliasEvent):
            self.fault("yaml-alias", "Anchors and aliases (& and *) are not allowed.", event, "Write the value out.")
            return None
        if getattr(event, "anchor", None):
            self.fault("yaml-alias", "Anchors and aliases (& and *) are not allowed.", event, "Write the value out.")
        if getattr(event, "tag", None) not in (None, "!"):
            self.fault("yaml-tag", "Tags (!) are not allowed.", event, "Remove the word that begins with '!'.")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    @staticmethod
    def scalar(event: Any) -> Any:
        text: str = event.value
        if event.style not in (None, ""):
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        return int(text) if _INTEGER.fullmatch(text) else text

    def sequence(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items)), depth + 1))
        return items

    def mapping(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.fault("yaml-key", "A key must be a plain word.", event)
                self.value(event, (*path, "?"), depth + 1)
                self.value(next(self.events), (*path, "?"), depth + 1)
                continue
            key = str(event.value)
            if key in found:
                first = self.lines[(*path, key)]
                hint = f"Keep one of them; the first stands in line {first}."
                self.fault("yaml-duplicate-key", f"'{key}' is given twice.", event, hint)
            else:
                self.lines[(*path, key)] = self.line(event)
            value = self.value(next(self.events), (*path, key), depth + 1)
            found.setdefault(key, value)
        return found


class _TooDeepError(Exception):
    """Nesting beyond `MAX_DEPTH`, at a line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _problem(error: yaml.YAMLError) -> str:
    """What the parser says went wrong, as a sentence."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
    return f"This is not YAML: {problem}."


def parse(text: str, name: str, first_line: int = 1) -> tuple[YamlFile, tuple[Finding, ...]]:
    """The content of one YAML document, and what is wrong with it.

    With findings the data holds what could be read, or None. `first_line` is the file's line that `text` begins on.
    """
    reader = _StrictReader(name, first_line)
    data: Any = None
    if len(text) > MAX_CHARACTERS:
        message = f"The file is longer than {MAX_CHARACTERS:,} characters."
        return YamlFile(name, None, {}), (Finding("yaml-size", Severity.BLOCK, message, Place(name)),)
    try:
        reader.events = iter(yaml.parse(text, Loader=_LOADER))
        next(reader.events)
        if isinstance(next(reader.events), yaml.DocumentStartEvent):
            data = reader.value(next(reader.events), (), 0)
            next(reader.events)
            if not isinstance(extra := next(reader.events), yaml.StreamEndEvent):
                reader.fault("yaml-documents", "The file holds more than one document.", extra, "Remove the '---'.")
    except _TooDeepError as error:
        message = f"Values are nested deeper than {MAX_DEPTH} levels."
        reader.findings.append(Finding("yaml-depth", Severity.BLOCK, message, Place(name, error.line)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = int(mark.line) + first_line if mark else first_line
        hint = "Put quotes round text that holds ': ' or begins with a sign."
        reader.findings.append(Finding("yaml-syntax", Severity.BLOCK, _problem(error), Place(name, line), hint))
        data = None
    return YamlFile(name, data, reader.lines), tuple(reader.findings)


# ---- writing -----------------------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./+-]*[A-Za-z0-9]|[A-Za-z]")


def scalar(value: object) -> str:
    """One value as YAML that `parse` reads back as the same value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and "  " not in text:
        return text
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|[A-Z]{2}-[A-Z0-9]{1,3}", text):
        return text
    return str(yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, default_style='"', width=10**9)).rstrip("\n")


def _inline(value: object) -> str:
    """A value on one line, in YAML's flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_inline(inner) for inner in value) + "]"
    return scalar(value)


def entry(key: str, value: object, indent: int) -> list[str]:
    """A key and its value as lines; records stand one to a line."""
    pad = " " * indent
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(item, Mapping) for item in value):
        return [f"{pad}{scalar(key)}:", *(f"{pad}  - {_inline(item)}" for item in value)]
    return [f"{pad}{scalar(key)}: {_inline(value)}"]


def _extent(text: str, block: str) -> tuple[dict[str, tuple[int, int]], int, int]:
    """Lines (from 0, end excluded) of each key under the top-level mapping `block`; the mapping's last line; its indent."""
    root: Any = yaml.compose(text, Loader=_LOADER)
    spans: dict[str, tuple[int, int]] = {}
    end, indent = -1, 2
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value != block:
            continue
        end = key.start_mark.line + 1
        for inner_key, inner in value.value if isinstance(value, yaml.MappingNode) else ():
            stop = inner.end_mark.line + (1 if inner.end_mark.column else 0)
            spans[inner_key.value] = (inner_key.start_mark.line, max(stop, inner_key.start_mark.line + 1))
            indent = inner_key.start_mark.column
            end = max(end, spans[inner_key.value][1])
    return spans, end, indent


def rewrite(text: str, block: str, values: Mapping[str, object], removed: Iterable[str] = ()) -> str:
    """The text with some keys of its top-level mapping `block` set or removed; every other line stays as it was.

    New keys go to the end of the mapping. The text must be one that `parse` accepts without findings.
    """
    spans, end, indent = _extent(text, block)
    lines = text.split("\n")
    edits = {span: entry(key, values[key], indent) for key, span in spans.items() if key in values}
    edits |= {spans[key]: [] for key in removed if key in spans}
    added = [line for key, value in values.items() if key not in spans for line in entry(key, value, indent)]
    if end < 0:
        return "\n".join([*lines[:-1], f"{block}:", *added, ""])
    header = next(i for i, line in enumerate(lines) if re.match(rf"{re.escape(block)}\s*:", line))
    if not spans:
        lines[header] = f"{block}:"
    edits[(end, end)] = added
    for (start, stop), replacement in sorted(edits.items(), reverse=True):
        while stop > start and not lines[stop - 1].strip():
            stop -= 1
        lines[start:stop] = replacement
    return "\n".join(lines)
