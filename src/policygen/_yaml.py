"""YAML read strictly, with the line of every value, and rewritten so that only changed lines change.

Stricter than YAML on purpose: no duplicate keys, no aliases, no tags, and only what is plainly a whole number, `true`, `false`
or nothing is anything but text, so that `no`, `1.10` and `2026-11-22` stay what a person typed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

import yaml
from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.findings import Finding, Location, Severity

MAX_DEPTH = 30
"""Nesting deeper than this is an attack or an accident."""

MAX_CHARACTERS = 2_000_000

Path = tuple[str | int, ...]
"""Keys and indices from the top to a value."""

_INTEGER = regex(r"[-+]?(0|[1-9][0-9]{0,17})")
_BREAKS = "\n\r\x85\u2028\u2029"
"""What YAML takes for the end of a line."""

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
    comments: Mapping[Path, str] = field(default_factory=dict[Path, str])
    """By path, the comment on the same line right behind a value without quotes, with the blanks before it."""

    def location(self, *path: str | int) -> Location:
        """Where a value stands; the nearest enclosing value when it is not in the file."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return Location(self.name, self.lines[path[:end]])
        return Location(self.name)


NO_ALIASES = "Anchors and aliases (& and *) are not allowed."
QUOTE_SIGNS = "Put quotes round a text that begins with & or *, or write the value out."


class _StrictReader:
    """Builds data from events, noting lines, and stops at the first thing the format does not allow."""

    def __init__(self, name: str, first_line: int, text: str) -> None:
        self.name = name
        self.first_line = first_line
        self.source = _lines(text) if "#" in text else []
        self.lines: dict[Path, int] = {}
        self.comments: dict[Path, str] = {}
        self.findings: list[Finding] = []
        self.events: Any = None

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def fault(self, code: str, message: str, event: Any, hint: str = "") -> None:
        self.findings.append(Finding(code, Severity.BLOCK, message, Location(self.name, self.line(event)), hint))

    def value(self, event: Any, path: Path, depth: int) -> Any:
        self.lines.setdefault(path, self.line(event))
        if depth > MAX_DEPTH:
            raise _TooDeepError(self.line(event))
        if isinstance(event, yaml.AliasEvent):
            self.fault("yaml-alias", NO_ALIASES, event, QUOTE_SIGNS)
            return None
        self.decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            self.comment(event, path)
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def decoration(self, event: Any) -> None:
        """Note what may stand before a value in YAML, and not here."""
        if getattr(event, "anchor", None):
            self.fault("yaml-alias", NO_ALIASES, event, QUOTE_SIGNS)
        if getattr(event, "tag", None) not in (None, "!"):
            self.fault("yaml-tag", "Tags (!) are not allowed.", event, "Put quotes round a text that begins with '!'.")

    def comment(self, event: Any, path: Path) -> None:
        """Note the comment behind a value without quotes."""
        if self.source and event.style in (None, "") and (end := event.end_mark).line < len(self.source):
            behind = re.match(r"[ \t]+#.*", self.source[end.line][end.column :])
            if behind:
                self.comments[path] = behind[0].rstrip()

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
            self.decoration(event)
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


def _too_deep(name: str, line: int) -> Finding:
    message = f"Values are nested deeper than {MAX_DEPTH} levels."
    return Finding("yaml-depth", Severity.BLOCK, message, Location(name, line))


def _line_nested_too_deep(lines: Sequence[str]) -> int | None:
    """The first of these lines (from 0) in which more brackets stand open than `MAX_DEPTH`; None when there is none.

    A parser that looks ahead may stop at a limit of its own, in words of its own, before it has told of any bracket.
    """
    depth = 0
    for number, line in enumerate(lines):
        for sign in re.findall(r"[\[\]{}]", line):
            depth += 1 if sign in "[{" else -1
            if depth > MAX_DEPTH:
                return number
    return None


def _problem(error: Exception) -> str:
    """What the parser says went wrong, as a sentence."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
    return f"This is not YAML: {problem}."


def parse(text: str, name: str, first_line: int = 1) -> tuple[YamlFile, tuple[Finding, ...]]:
    """The content of one YAML document, and what is wrong with it.

    With findings the data holds what could be read, or None. `first_line` is the file's line that `text` begins on.
    """
    reader = _StrictReader(name, first_line, text)
    data: Any = None
    if len(text) > MAX_CHARACTERS:
        message = f"The file is longer than {MAX_CHARACTERS:,} characters."
        return YamlFile(name, None, {}), (Finding("yaml-size", Severity.BLOCK, message, Location(name)),)
    try:
        reader.events = iter(yaml.parse(text, Loader=_LOADER))
        next(reader.events)
        if isinstance(next(reader.events), yaml.DocumentStartEvent):
            data = reader.value(next(reader.events), (), 0)
            next(reader.events)
            if not isinstance(extra := next(reader.events), yaml.StreamEndEvent):
                reader.fault("yaml-documents", "The file holds more than one document.", extra, "Remove the '---'.")
    except _TooDeepError as error:
        reader.findings.append(_too_deep(name, error.line))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = int(mark.line) + first_line if mark else first_line
        reader.findings.append(_syntax(error, text.split("\n"), name, line, first_line))
        data = None
    return YamlFile(name, data, reader.lines, reader.comments), tuple(reader.findings)


def _syntax(error: Exception, lines: Sequence[str], name: str, line: int, first_line: int) -> Finding:
    """What made the parser stop at a line, as far as can be told from the lines up to there."""
    until = lines[: line - first_line + 1]
    deep = _line_nested_too_deep(until)
    if deep is not None:
        return _too_deep(name, deep + first_line)
    cut = _line_cut_in_brackets(until)
    if cut is not None:
        message = "What follows ' #' is a comment, so the bracket before it is never closed."
        return Finding(
            "yaml-comment",
            Severity.BLOCK,
            message,
            Location(name, cut + first_line),
            "Put quotes round a text that holds ' #'.",
        )
    opened = _line_of_open_quote(error, lines)
    if opened is not None:
        message = "This is not YAML: a quotation mark is opened on this line and never closed."
        hint = "Close it at the end of the text, or take it out."
        return Finding("yaml-syntax", Severity.BLOCK, message, Location(name, opened + first_line), hint)
    hint = "Put quotes round text that holds ': ' or begins with a sign."
    if re.match(r" *\t", (lines[line - first_line :] or [""])[0]):
        hint = "Indent with spaces, not with tabs."
    return Finding("yaml-syntax", Severity.BLOCK, _problem(error), Location(name, line), hint)


_QUOTED = regex(r"\"(?:[^\"\\]|\\.)*\"|(?<!\w)'(?:[^']|'')*'(?!')")


def _line_of_open_quote(error: Exception, lines: Sequence[str]) -> int | None:
    """The line (from 0) of the quotation mark that a parser read on from, if none closes it; else None."""
    mark = getattr(error, "context_mark", None)
    if mark is None or not 0 <= mark.line < len(lines):
        return None
    rest = "\n".join(lines[mark.line :])[mark.column :]
    return int(mark.line) if rest.startswith(("'", '"')) and not _QUOTED.match(rest) else None


def _line_cut_in_brackets(lines: Sequence[str]) -> int | None:
    """The first of these lines (from 0) whose comment holds the end of a bracket; None when there is none."""
    depth = 0
    for number, line in enumerate(lines):
        said, *comment = re.split(r"(?:^|\s)#", _QUOTED.sub("", line), maxsplit=1)
        depth += sum(1 if sign in "[{" else -1 for sign in re.findall(r"[\[\]{}]", said))
        if depth > 0 and comment and re.search(r"[\]}]", comment[0]):
            return number
    return None


# ---- writing -----------------------------------------------------------------------------------------------------------

_PLAIN = regex(r"[A-Za-z][A-Za-z0-9 _./+-]*[A-Za-z0-9]|[A-Za-z]")


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
    written = str(yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, default_style='"', width=10**9))
    # The dumper escapes what it need not: an emoji in a name is to stay one in a file that people read.
    return re.sub(
        r"\\(?:U([0-9A-F]{8})|.)", lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[0], written
    ).rstrip("\n")


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


def _lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them, each with its break."""
    return re.findall(f"[^{_BREAKS}]*(?:\r\n|[{_BREAKS}])|[^{_BREAKS}]+", text)


def _last_line(node: Any) -> int:
    """The last line (from 0) on which a value stands: of lists and mappings in blocks YAML itself tells only what follows."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        children = [child for item in node.value for child in (item if isinstance(item, tuple) else (item,))]
        return max((_last_line(child) for child in children), default=int(node.start_mark.line))
    return int(node.end_mark.line) - (0 if node.end_mark.column or node.end_mark.index == node.start_mark.index else 1)


@dataclass(frozen=True, slots=True)
class _Span:
    """The lines (from 0, end excluded) of a key with its value, and the comment behind a value of one line."""

    start: int
    stop: int
    comment: str


def _span(key: Any, value: Any, lines: list[str]) -> _Span:
    start, stop = int(key.start_mark.line), _last_line(value) + 1
    behind: str = (
        lines[int(value.end_mark.line)][value.end_mark.column :] if stop == start + 1 == value.end_mark.line + 1 else ""
    )
    comment = re.match(r"[ \t]+#.*", behind)
    return _Span(start, stop, comment[0] if comment else "")


def _edited(text: str, block: str, values: Mapping[str, object], gone: set[str], *, empty: bool) -> str | None:
    """The text with only the lines of some keys replaced; None where it is not written in lines of keys."""
    root: Any = yaml.compose(text, Loader=_LOADER)
    lines = _lines(text)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    found = next(((key, value) for key, value in root.value if key.value == block), None)
    node = found[1] if found else root
    if block and found is None:
        return text + ("" if text.endswith("\n") or not text else "\n") + _anew({block: values})
    inside = isinstance(node, yaml.MappingNode) and bool(node.value)
    if inside and node.flow_style:
        return None
    spans = {key.value: _span(key, value, lines) for key, value in node.value} if inside else {}
    indent = int(node.value[0][0].start_mark.column) if inside else 2
    edits = [(span, entry(key, values[key], indent)) for key, span in spans.items() if key in values]
    edits += [(span, []) for key, span in spans.items() if key in gone]
    end = max((span.stop for span in spans.values()), default=0)
    if found and (empty or not inside):
        header = _span(found[0], found[1], lines)
        head = _Span(header.start, header.start + 1, header.comment)
        edits.append((head, [f"{block}: {{}}" if empty else f"{block}:"]))
        end = max(end, head.stop)
    added = [line for key, value in values.items() if key not in spans for line in entry(key, value, indent)]
    edits.append((_Span(end, end, ""), added))
    for span, replacement in sorted(edits, key=lambda edit: (edit[0].start, edit[0].stop), reverse=True):
        _replace(lines, span, replacement)
    return "".join(lines)


def _replace(lines: list[str], span: _Span, replacement: Sequence[str]) -> None:
    if replacement and span.start and not lines[span.start - 1].endswith(tuple(_BREAKS)):
        lines[span.start - 1] += "\n"
    first = [replacement[0] + span.comment, *replacement[1:]] if replacement else []
    lines[span.start : span.stop] = [f"{line}\n" for line in first]


def _anew(data: Mapping[str, object]) -> str:
    """A file of keys, of which those with mappings have their entries a line each."""
    written: list[str] = []
    for key, value in data.items():
        if isinstance(value, Mapping) and value:
            written.append(f"{scalar(key)}:")
            written += [line for inner, item in value.items() for line in entry(str(inner), item, 2)]
        else:
            written += entry(key, value, 0)
    return "".join(f"{line}\n" for line in written)


def _says(text: str) -> Any:
    """What a text says, or None when it is faulty."""
    file, findings = parse(text, "")
    return None if findings else file.data


def rewrite(text: str, block: str, values: Mapping[str, object], removed: Iterable[str] = ()) -> str:
    """The text with some keys of its top-level mapping `block` (empty: of the top itself) set or removed.

    Every other line stays as it was, and new keys go to the end of the mapping. A mapping written in braces cannot be
    changed line by line: such a file is written anew, without its comments. The text must be one that `parse` accepts
    without findings.
    """
    whole: dict[str, Any] = dict(parse(text, "")[0].data or {})
    gone = set(removed) - values.keys()
    before: Mapping[str, Any] = (whole.get(block) or {}) if block else whole
    after = {key: value for key, value in {**before, **values}.items() if key not in gone}
    anew = _anew({**whole, block: after} if block else after)
    edited = _edited(text, block, values, gone, empty=not after)
    return edited if edited is not None and _says(edited) == _says(anew) else anew
