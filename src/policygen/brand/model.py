"""What a brand says, and the look that a document is given."""

import hashlib
from typing import Literal

from policygen._dataclass import dataclass
from policygen.brand.colours import OURS, Palette
from policygen.brand.fonts import Font
from policygen.brand.images import Image

Place = Literal["cover", "header", "both", "card"]
PLACES: tuple[Place, ...] = ("cover", "header", "both", "card")
WIDEST, HIGHEST = 60.0, 25.0
"""Of a logo, in millimetres."""
SIZES = {"10.5": 21, "11": 22, "12": 24}
"""Sizes of the body in half points, by what people call them."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo, and where it stands."""

    image: Image
    alt: str
    """What it shows, for whoever cannot see it."""
    width_mm: float
    """As printed; never wider than 60 or higher than 25 mm."""
    place: Place = "cover"
    on_dark: Image | None = None
    """The same for dark grounds."""

    @property
    def height_mm(self) -> float:
        """As printed."""
        return self.width_mm * self.image.height / self.image.width


@dataclass(frozen=True, slots=True)
class Brand:
    """How an organisation's documents look, as far as it says so."""

    name: str = ""
    palette: Palette = OURS
    heading_font: Font | None = None
    """None: ours."""
    body_font: Font | None = None
    body_size: int = 22
    """Of the body, in half points."""
    paper: Literal["", "a4", "letter"] = ""
    """Empty: the paper of the organisation's country."""
    header: str | None = None
    """Over every page but the first, as `page_lines` reads it; None: ours."""
    footer: str | None = None
    cover: bool | None = None
    """Whether a long document has one; None: as ours has."""
    classification: str = ""
    """Who may read the documents, in a word: it stands over every page."""
    card_band: bool = False
    """Whether the title of a card stands reversed out of a band in the accent."""
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a document is given to look like: ours, where nothing is said."""

    brand: Brand | None = None
    reference: bytes | None = None
    """A Word document whose styles, page and headers it takes."""

    @property
    def digest(self) -> str:
        """SHA-256 of all that is said; empty for our own look."""
        if self == OUR_LOOK:
            return ""
        return hashlib.sha256(repr((self.brand, self.reference)).encode()).hexdigest()


OUR_LOOK = Look()
