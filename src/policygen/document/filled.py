"""A form as somebody filled it in: its lines with what a hand did to them, and its tables."""

from policygen._dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that a hand left alike."""

    text: str
    marked: bool = False
    """Made bold or underlined, or highlighted."""
    struck: bool = False
    """Struck through."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a paragraph, or what stands between two line breaks of one."""

    stretches: tuple[Stretch, ...] = ()
    anchors: tuple[str, ...] = ()
    """Anchors of parts that begin here, as `anchor_of` says them."""
    holds: tuple[str, ...] = ()
    """What it holds that is no text: `image`, `drawing`, `text-box: its words` …"""

    @property
    def text(self) -> str:
        """Its words, one blank between two."""
        return " ".join("".join(stretch.text for stretch in self.stretches).split())


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table: rows of cells, each of which holds lines."""

    rows: tuple[tuple[Lines, ...], ...]

    @property
    def lines(self) -> Lines:
        """Every line of it in order."""
        return tuple(line for row in self.rows for cell in row for line in cell)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it came back."""

    blocks: tuple[Line | FilledTable, ...]
    comments: tuple[tuple[str, str], ...] = ()
    """Who wrote in the margin, and what."""
