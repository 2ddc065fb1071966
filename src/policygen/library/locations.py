"""Where each entry of a library stands: known of what was just compiled, for whoever tells what is wrong with it."""

from collections.abc import Mapping

from policygen._dataclass import dataclass
from policygen._yaml import YamlFile
from policygen.findings import Location


@dataclass(frozen=True, slots=True)
class EntryLocation:
    """An entry of a content file: which file, and where in it the entry and its parts stand."""

    file: YamlFile
    """For a clause its front matter."""
    path: tuple[str | int, ...] = ()
    """To the entry within the file."""
    body: str = ""
    """For a clause the text under its front matter."""
    body_line: int = 0
    """The line that the body begins on."""

    def location(self, *path: str | int) -> Location:
        """Where the entry stands, or a part of it."""
        return self.file.location(*self.path, *path)


EntryLocations = Mapping[str, Mapping[str, EntryLocation]]
"""Entries by what they are (`clause`, `question` …) and by id."""
