"""On which line of which file a thing of the library stands."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from policygen import _yaml
from policygen._yaml import YamlFile
from policygen.findings import Place
from policygen.library.layers import Layer
from policygen.library.model import Clause

_FRONT = re.compile(r"---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(r"[*_`\[\]]|\{\{.*?\}\}|\(confirm:[^)]*\)")


class Where:
    """Finds lines in the files that a library was read from; without the files, only what the library itself knows.

    Files are read only when somebody asks, since most checks find nothing.
    """

    def __init__(self, layers: Sequence[Layer] = ()) -> None:
        self._layers = tuple(layers)
        self._entries: dict[str, dict[str, Place]] = {}
        self._front = lru_cache(maxsize=None)(self._read_front)

    # -- clauses --

    def clause(self, clause: Clause, *path: str | int) -> Place:
        """The line of a key of a clause's front matter."""
        found = self._front(clause.place.file)
        return found[0].place(*path) if found and path else clause.place

    def words(self, clause: Clause, text: str) -> Place:
        """The line of a clause's text on which some words begin."""
        found = self._front(clause.place.file)
        if found is None:
            return clause.place
        _, body, first = found
        wanted = [_folded(piece) for piece in (text, text[:30], text[:14]) if len(piece) > 3]
        for piece in wanted:
            for number, line in enumerate(body, first):
                if piece and piece in _folded(line):
                    return Place(clause.place.file, number)
        return Place(clause.place.file, first)

    def _read_front(self, file: str) -> tuple[YamlFile, list[str], int] | None:
        text = self._text(file)
        match = _FRONT.match(text)
        if match is None:
            return None
        front, _ = _yaml.parse(match[1], file, first_line=2)
        return front, text[match.end() :].split("\n"), text[: match.end()].count("\n") + 1

    def _text(self, file: str) -> str:
        for layer in reversed(self._layers):
            name = file.removeprefix(f"{layer.name}/")
            if name != file and name in layer.files:
                return layer.text(name)
        return ""

    # -- everything else --

    def question(self, question: str, *path: str | int) -> Place:
        """The line of a question, or of a value inside it."""
        return self._entry("questions/", "questions", question, path)

    def source(self, source: str) -> Place:
        """The line of a source."""
        return self._entry("sources.yaml", "", source, ())

    def advisory(self, advisory: str) -> Place:
        """The line of an advisory."""
        return self._entry("advisories.yaml", "", advisory, ())

    def trap(self, trap: str) -> Place:
        """The line of a trap."""
        return self._entry("traps.yaml", "", trap, ())

    def manifest(self) -> Place:
        """The file that lists the sections."""
        return Place(f"{self._layers[0].name}/library.yaml") if self._layers else Place("library.yaml")

    def _entry(self, prefix: str, key: str, id: str, path: tuple[str | int, ...]) -> Place:
        if prefix not in self._entries:
            self._entries[prefix] = self._index(prefix, key)
        known = self._entries[prefix]
        for end in range(len(path), -1, -1):
            found = known.get("/".join([id, *map(str, path[:end])]))
            if found is not None:
                return found
        return Place(prefix.rstrip("/"))

    def _index(self, prefix: str, key: str) -> dict[str, Place]:
        """The place of every value of the files with a prefix, by entry and path."""
        places: dict[str, Place] = {}
        for layer in self._layers:
            for name in layer.files:
                if not name.startswith(prefix) or not name.endswith(".yaml"):
                    continue
                file, _ = _yaml.parse(layer.text(name), f"{layer.name}/{name}")
                for path, line in file.lines.items():
                    inside = path[1:] if key and path[:1] == (key,) else path
                    if not inside:
                        continue
                    entry: Any = _entry_id(file, key, inside[0])
                    rest = "/".join(map(str, inside[1:]))
                    places[f"{entry}/{rest}" if rest else str(entry)] = Place(file.name, line)
        return places


def _entry_id(file: YamlFile, key: str, first: str | int) -> str:
    """The id of an entry: its key in a mapping, its own `id` in a list."""
    data: Any = file.data
    holder: Any = data.get(key) if key and isinstance(data, dict) else data
    if isinstance(holder, list) and isinstance(first, int) and isinstance(holder[first], dict):
        return str(holder[first].get("id"))
    return str(first)


def _folded(text: str) -> str:
    plain = _MARKS.sub("", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split()).casefold()
