"""What a look comes to, for whoever chose it: where each style comes from, and how well its colours can be read."""

from policygen._dataclass import dataclass
from policygen.brand.colours import NIGHT, WHITE, Palette, contrast, schemes
from policygen.findings import Finding


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where the look of something comes from."""

    ours: str
    """The name of the style that we write."""
    theirs: str
    """The name of their style; empty where it is ours."""
    how: str
    """In a few words."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two colours that stand on each other."""

    what: str
    colour: str
    ground: str

    @property
    def contrast(self) -> float:
        """The ratio of WCAG 2."""
        return contrast(self.colour, self.ground)


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What became of a Word file that documents are to look like."""

    mapped: tuple[Mapped, ...]
    palette: Palette
    """Of what is ours in it."""
    paper: str
    """`a4`, `letter`, `own`; empty where it names none."""
    findings: tuple[Finding, ...]


def weighed(palette: Palette) -> tuple[Weighed, ...]:
    """Every pair of colours that words are printed or shown in."""
    screens = schemes(palette.accent)
    return (
        Weighed("text on paper", palette.text, WHITE),
        Weighed("small print on paper", palette.soft, WHITE),
        Weighed("headings on paper", palette.accent, WHITE),
        Weighed("heads of tables", palette.accent, palette.tint),
        Weighed("text on the tint", palette.text, palette.tint),
        Weighed("white on the accent", WHITE, palette.accent),
        Weighed("headings by night", screens.dark, NIGHT),
        Weighed("headings, more contrast", screens.high, WHITE),
    )
