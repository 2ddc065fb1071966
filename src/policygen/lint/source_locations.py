"""On which line of which file a thing of the library stands."""

import re
from collections.abc import Mapping

from policygen.findings import Place
from policygen.library.locations import EntryLocation, Locations
from policygen.library.model import Clause

_MARKS = re.compile(r"[*_`\[\]]|\{\{.*?\}\}|\(confirm:[^)]*\)")


class SourceLocations:
    """Looks up where things stand; without locations, as of a library kept compiled, only which clause's file it is."""

    def __init__(self, locations: Locations | None = None) -> None:
        self._locations: Locations = locations or {}

    def _entries(self, what: str) -> Mapping[str, EntryLocation]:
        return self._locations.get(what, {})

    def _place(self, what: str, id: str, *path: str | int) -> Place:
        entry = self._entries(what).get(id)
        return entry.place(*path) if entry else Place()

    def clause(self, clause: Clause, *path: str | int) -> Place:
        """The line of a key of a clause's front matter."""
        entry = self._entries("clause").get(clause.id)
        return entry.place(*path) if entry and path else clause.place

    def words(self, clause: Clause, text: str) -> Place:
        """The line of a clause's text on which some words begin."""
        entry = self._entries("clause").get(clause.id)
        if entry is None:
            return clause.place
        for piece in (_folded(start) for start in (text, text[:30], text[:14]) if len(start) > 3):
            for number, line in enumerate(entry.body.split("\n"), entry.body_line):
                if piece and piece in _folded(line):
                    return Place(clause.place.file, number)
        return Place(clause.place.file, entry.body_line)

    def question(self, question: str, *path: str | int) -> Place:
        """The line of a question, or of a value inside it."""
        return self._place("question", question, *path)

    def choice(self, question: str, value: str, index: int) -> Place:
        """The line of a choice by its value, in the pack that adds it or in its question."""
        entry = self._entries("choice").get(f"{question}.{value}")
        return entry.place() if entry else self.question(question.partition(".")[0], "choices", index)

    def source(self, source: str, *path: str | int) -> Place:
        """The line of a source, or of a value inside it."""
        return self._place("source", source, *path)

    def advisory(self, advisory: str, *path: str | int) -> Place:
        """The line of an advisory, or of a value inside it."""
        return self._place("advisory", advisory, *path)

    def trap(self, trap: str, *path: str | int) -> Place:
        """The line of a trap, or of a value inside it."""
        return self._place("trap", trap, *path)

    def section(self, section: str) -> Place:
        """The line that lists a section."""
        return self._place("section", section)

    def wording(self, entry: str) -> Place:
        """The line of an entry of the wording."""
        return self._place("wording", entry)

    def forbidden(self, clause: str) -> Place:
        """The line on which a pack forbids a clause."""
        return self._place("forbidden", clause)

    def manifest(self) -> Place:
        """The file that lists the sections of our library."""
        sections = self._entries("section").values()
        return Place(next((entry.file.name for entry in sections), "library.yaml"))


def _folded(text: str) -> str:
    plain = _MARKS.sub("", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split()).casefold()
