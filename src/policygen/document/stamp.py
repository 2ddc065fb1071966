"""What changes in a file when it is issued, and no more: words of its title and document control, and a line of history."""

from policygen._dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words of a paragraph or cell that give way to others. Of several ways the first whose words are there is taken."""

    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row for the table of document control."""

    cells: tuple[str, ...]
    behind: str = ""
    """Words of the row it goes behind; empty: the last."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written into a file that is issued."""

    rewordings: tuple[Rewording, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    """New paragraphs, each behind the one that holds some words."""
    rows: tuple[NewRow, ...] = ()
