"""On which line of which file a thing of the library stands."""

from collections.abc import Mapping

from policygen._on_use import regex
from policygen.findings import Location
from policygen.library.locations import EntryLocation, EntryLocations
from policygen.library.model import Clause

_MARKS = regex(r"[*_`\[\]]|\{\{.*?\}\}|\(confirm:[^)]*\)")


class SourceLocations:
    """Looks up where things stand; without locations, as of a library kept compiled, only which clause's file it is."""

    def __init__(self, locations: EntryLocations | None = None) -> None:
        self._locations: EntryLocations = locations or {}

    def _entries(self, what: str) -> Mapping[str, EntryLocation]:
        return self._locations.get(what, {})

    def _location(self, what: str, id: str, *path: str | int) -> Location:
        entry = self._entries(what).get(id)
        return entry.location(*path) if entry else Location()

    def clause(self, clause: Clause, *path: str | int) -> Location:
        """The line of a key of a clause's front matter."""
        entry = self._entries("clause").get(clause.id)
        return entry.location(*path) if entry and path else clause.location

    def words(self, clause: Clause, text: str) -> Location:
        """The line of a clause's text on which some words begin."""
        entry = self._entries("clause").get(clause.id)
        if entry is None:
            return clause.location
        for piece in (_folded(start) for start in (text, text[:30], text[:14]) if len(start) > 3):
            for number, line in enumerate(entry.body.split("\n"), entry.body_line):
                if piece and piece in _folded(line):
                    return Location(clause.location.file, number)
        return Location(clause.location.file, entry.body_line)

    def question(self, question: str, *path: str | int) -> Location:
        """The line of a question, or of a value inside it."""
        return self._location("question", question, *path)

    def choice(self, question: str, value: str, index: int) -> Location:
        """The line of a choice by its value, in the pack that adds it or in its question."""
        entry = self._entries("choice").get(f"{question}.{value}")
        return entry.location() if entry else self.question(question.partition(".")[0], "choices", index)

    def source(self, source: str, *path: str | int) -> Location:
        """The line of a source, or of a value inside it."""
        return self._location("source", source, *path)

    def advisory(self, advisory: str, *path: str | int) -> Location:
        """The line of an advisory, or of a value inside it."""
        return self._location("advisory", advisory, *path)

    def trade(self, trade: str, *path: str | int) -> Location:
        """The line of a trade, or of a value inside it."""
        return self._location("trade", trade, *path)

    def trap(self, trap: str, *path: str | int) -> Location:
        """The line of a trap, or of a value inside it."""
        return self._location("trap", trap, *path)

    def regime(self, regime: str, *path: str | int) -> Location:
        """The line of a regime, or of a value inside it."""
        return self._location("regime", regime, *path)

    def section(self, section: str) -> Location:
        """The line that lists a section."""
        return self._location("section", section)

    def wording(self, entry: str) -> Location:
        """The line of an entry of the wording."""
        return self._location("wording", entry)

    def forbidden(self, clause: str) -> Location:
        """The line on which a pack forbids a clause."""
        return self._location("forbidden", clause)

    def manifest(self) -> Location:
        """The file that lists the sections of our library."""
        sections = self._entries("section").values()
        return Location(next((entry.file.name for entry in sections), "library.yaml"))


def _folded(text: str) -> str:
    plain = _MARKS.sub("", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split()).casefold()
