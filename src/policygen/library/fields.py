"""Reading one mapping of a content file field by field, telling every slip with its line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from policygen._yaml import YamlFile
from policygen.conditions.model import Condition
from policygen.conditions.parse import parse_condition
from policygen.findings import SEVERITIES, Finding, Location, Severity, nearest
from policygen.library.locations import EntryLocation
from policygen.platforms.model import Change

CONFIDENCE = ("primary", "secondary", "unverified")
"""How sure we are of something, the surest first."""


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, written as 2026-11-22."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class Fields:
    """A mapping at a path of a file; every getter notes its key as known and reports a value of the wrong kind."""

    def __init__(self, file: YamlFile, path: Sequence[str | int], findings: list[Finding], what: str) -> None:
        self.file = file
        self.path = tuple(path)
        self.findings = findings
        self.what = what
        data: Any = file.data
        for step in self.path:
            data = data[step]
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self.known: set[str] = set()
        if not isinstance(data, Mapping):
            self.report("bad-value", f"{what} must be a mapping of keys to values.")

    def report(
        self, code: str, message: str, *path: str | int, hint: str = "", severity: Severity = Severity.BLOCK
    ) -> None:
        """Note a finding at a value of this mapping."""
        self.findings.append(Finding(code, severity, message, self.location(*path), hint))

    def report_at(self, code: str, message: str, line: int) -> None:
        """Note a finding at a line of the file."""
        self.findings.append(Finding(code, Severity.BLOCK, message, Location(self.file.name, line)))

    def location(self, *path: str | int) -> Location:
        """Where a value of this mapping stands."""
        return self.file.location(*self.path, *path)

    def entry(self, body: str = "", body_line: int = 0) -> EntryLocation:
        """Where this mapping stands, for a clause with the text under it."""
        return EntryLocation(self.file, self.path, body, body_line)

    def raw(self, key: str) -> Any:
        """The value as the file says it, or None."""
        self.known.add(key)
        return self.data.get(key)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text; a number counts as the text it was written as."""
        value = self.raw(key)
        if value is None:
            if required:
                self.report("missing-key", f"{self.what} has no '{key}'.")
            return default
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            self.report("bad-value", f"'{key}' must be a text.", key)
            return default
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, bool) or not isinstance(item, (str, int)) for item in items):
            self.report("bad-value", f"'{key}' must be a list of texts.", key)
            return ()
        return tuple(str(item).strip() for item in items)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false, or yes or no."""
        value = self.raw(key)
        if value is None:
            return default
        value = {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value
        if not isinstance(value, bool):
            self.report("bad-value", f"'{key}' must be true or false.", key)
            return default
        return value

    def number(self, key: str) -> int | None:
        """A whole number, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.report("bad-value", f"'{key}' must be a whole number.", key)
            return None
        return value

    def one_of(self, key: str, allowed: Iterable[str], default: str = "", *, required: bool = False) -> str:
        """A text that is one of a few."""
        value = self.text(key, default, required=required)
        allowed = tuple(allowed)
        if value and value not in allowed:
            hint = nearest(value, allowed) or f"Use one of: {', '.join(allowed)}."
            self.report("unknown-value", f"'{value}' is not a value of '{key}'.", key, hint=hint)
            return default
        return value or default

    def date(self, key: str, *, partial: bool = False, required: bool = False) -> str:
        """An ISO date; where `partial`, as much of one as is known: `2023`, `2023-07`."""
        value = self.text(key, required=required)
        if not value or is_date(value) or (partial and any(is_date(f"{value}{rest}") for rest in ("-01", "-01-01"))):
            return value
        known = "Write it as 2026-11-22, as 2026-11 or as 2026." if partial else "Write it as 2026-11-22."
        self.report("not-a-date", f"'{value[:40]}' is no date for '{key}'.", key, hint=known)
        return ""

    def severity(self, key: str) -> Severity:
        """How severe."""
        return SEVERITIES.get(self.one_of(key, SEVERITIES, "info", required=True), Severity.INFO)

    def condition(self, key: str) -> Condition | None:
        """A `when:` mapping, or None when there is none."""
        if self.raw(key) is None:
            return None

        def report(path: tuple[str | int, ...], code: str, message: str, hint: str) -> None:
            self.report(code, message, key, *path, hint=hint)

        return parse_condition(self.data[key], report)

    def mapping(self, key: str) -> Mapping[str, Any]:
        """A mapping, empty when there is none."""
        value = self.raw(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.report("bad-value", f"'{key}' must be a mapping.", key)
            return {}
        return value

    def text_mapping(self, key: str) -> Mapping[str, str]:
        """A mapping of texts to texts."""
        return {name: str(value) for name, value in self.mapping(key).items()}

    def mappings(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """A list of mappings, empty when there is none."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self.report("bad-value", f"'{key}' must be a list of mappings.", key)
            return ()
        return tuple(value)

    def each(self, key: str, what: str) -> tuple["Fields", ...]:
        """A reader for each mapping of a list."""
        return tuple(self.inside(what, key, index) for index in range(len(self.mappings(key))))

    def changes(self, kinds: Sequence[str]) -> tuple[Change, ...]:
        """What changed when, under `changes`, each of one of some kinds."""
        found: list[Change] = []
        for inner in self.each("changes", "A change"):
            found.append(
                Change(
                    date=inner.date("date", partial=True, required=True),
                    text=inner.text("what", required=True),
                    kind=inner.one_of("kind", kinds),
                    source=inner.text("source"),
                    confidence=inner.one_of("confidence", CONFIDENCE, "unverified"),
                )
            )
            inner.done()
        return tuple(found)

    def inside(self, what: str, *path: str | int) -> "Fields":
        """A reader for a mapping inside this one."""
        return Fields(self.file, (*self.path, *path), self.findings, what)

    def done(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.data:
            if key not in self.known:
                hint = nearest(key, self.known)
                self.report(
                    "unknown-key", f"'{key}' is not a key of {self.what[0].lower() + self.what[1:]}.", key, hint=hint
                )
