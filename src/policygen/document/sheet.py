"""A spreadsheet that is begun for somebody to go on with: headings, the rows that are known, and room for more."""

from typing import Literal

from policygen._dataclass import dataclass

ColumnKind = Literal["text", "number", "day"]
"""What is written in a column: words, a whole number, or a day."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a spreadsheet."""

    heading: str
    kind: ColumnKind = "text"
    choices: tuple[str, ...] = ()
    """What may be picked there; empty: anything."""
    wide: bool = False
    """Whether whole sentences go there."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet of one table. Cells may hold what a person typed: words and never formulas."""

    title: str
    organisation: str
    note: str
    """What to mind when it is filled in."""
    date: str
    """ISO date of the making."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    """A cell for each column; empty where nothing is known."""
