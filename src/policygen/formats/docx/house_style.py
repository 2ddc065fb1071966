"""A house style: what every document of one look shares, made once from a template and kept between runs."""

import json
from collections.abc import Mapping
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.errors import DocumentError
from policygen.formats.docx.package import Package, Part, Relationship, open_zip, relationships_name

HOUSE_STYLE_FORMAT = 9
"""Rises whenever `prepare` gives something else for the same template, or it is kept otherwise."""
MAIN = "word/document.xml"
"""The part that holds the text: a house style has none, and points to its parts as if it had."""
_FACTS = "house-style.json"


class HouseStyleError(ValueError):
    """Bytes that are no house style of this format: prepare it anew."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What `prepare` makes of a template, ready to be filled."""

    parts: tuple[Part, ...]
    """Styles, numbering, headers, footers and all that stands around the text, with their own relationships."""
    relationships: tuple[Relationship, ...]
    """From the document to the parts."""
    section: str
    """The `w:sectPr` of the template: paper, margins, headers and footers."""
    styles: Mapping[str, str]
    """Our style ids to those of the template."""
    chapters: int
    """The list instance that chapters and their rules use."""
    bullets: int
    """The list instance that bullets use."""
    ordered: int
    """The abstract list that numbered lists are instances of."""
    next_number: int
    """The first id that is free for a list instance."""
    paper: str = ""
    """The paper that every document has, `own` for the template's; empty: that of its organisation's country."""
    breadth: float = 1
    """How broad words of its body are beside those of our template: columns are reckoned by it."""
    look: str = ""
    """The digest of the look it is of; empty for ours."""
    is_theirs: bool = False
    """Whether page and styles are those of a company's own file."""
    cover: bool | None = None
    """Whether a document with contents has a cover; None: if it is long."""

    @staticmethod
    def of(package: Package, section: str, styles: Mapping[str, str], lists: tuple[int, int, int, int]) -> "HouseStyle":
        """The house style of a package without a text, and what it must be told besides: its lists in their order."""
        own = (_FACTS, relationships_name(MAIN))
        return HouseStyle(
            tuple(sorted((part for part in package.parts() if part.name not in own), key=lambda part: part.name)),
            tuple(sorted(package.relationships(MAIN).values(), key=lambda relationship: relationship.id)),
            section,
            styles,
            *lists,
        )

    def to_bytes(self) -> bytes:
        """The whole as bytes that a cache can keep: a Word package without a text."""
        package = Package()
        for part in self.parts:
            package.put(part)
        for relationship in self.relationships:
            package.relate(MAIN, relationship)
        facts = [
            HOUSE_STYLE_FORMAT,
            self.section,
            dict(self.styles),
            self.chapters,
            self.bullets,
            self.ordered,
            self.next_number,
            self.paper,
            self.breadth,
        ]
        package.put(Part(_FACTS, "application/json", json.dumps(facts).encode()))
        return package.save()

    @staticmethod
    def from_bytes(data: bytes) -> "HouseStyle":
        """The house style that `to_bytes` wrote.

        Raises: `HouseStyleError` for anything else.
        """
        try:
            package = open_zip(data)
            kept, *facts = json.loads(package.bytes_of(_FACTS) or b"[0]")
            if kept == HOUSE_STYLE_FORMAT:
                section, styles, chapters, bullets, ordered, next_number, paper, breadth = facts
                house = HouseStyle.of(package, section, styles, (chapters, bullets, ordered, next_number))
                return replace(house, paper=paper, breadth=breadth)
        except (DocumentError, TypeError, ValueError) as error:
            raise HouseStyleError("no house style, or a damaged one") from error
        raise HouseStyleError(f"a house style of another format, {kept!r}")
