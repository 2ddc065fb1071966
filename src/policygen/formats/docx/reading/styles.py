"""What a style and a list mean, followed to their roots: names, outline, numbering, bold and italic."""

from dataclasses import field

from policygen._dataclass import dataclass
from policygen.formats.docx.names import ILVL, NUM_ID, NUM_PR, VAL, Element, w

_OFF = {"0", "false", "off", "none"}
_CHAIN = 20


def on(parent: Element | None, tag: str) -> bool | None:
    """A switch such as `w:b`: on, off, or not said."""
    if parent is None:
        return None
    element = parent.find(w(tag))
    if element is None:
        return None
    return element.get(VAL, "1").lower() not in _OFF


def value(parent: Element | None, tag: str) -> str:
    """The value of a child such as `w:pStyle`, or an empty text."""
    element = parent.find(w(tag)) if parent is not None else None
    return element.get(VAL, "") if element is not None else ""


MOST_LEVEL = 8
"""List levels go from 0 to 8."""
MOST_OUTLINE = 9
"""Outline levels go from 0 to 8; 9 says that a paragraph is no heading."""
MOST_COLUMNS = 63
"""Word allows a table no more."""


def whole(text: str | None, most: int, otherwise: int = 0) -> int:
    """A number as files write it, tolerant of `1.0`; what is none, negative or larger than it may be, is read as another."""
    try:
        number = int(float(text or ""))
    except (ValueError, OverflowError):
        return otherwise
    return number if 0 <= number <= most else otherwise


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """List and level as paragraph properties say them, or None when they say nothing."""
    found = properties.find(NUM_PR) if properties is not None else None
    if found is None:
        return None
    number, level = found.find(NUM_ID), found.find(ILVL)
    return (
        number.get(VAL, "") if number is not None else "",
        whole(level.get(VAL) if level is not None else "0", MOST_LEVEL),
    )


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it stands in the file."""

    id: str
    name: str
    kind: str
    based_on: str
    strong: bool | None
    emphasis: bool | None
    outline: int | None
    numbering: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The style table of a document."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    """Id of the default paragraph style."""

    def chain(self, style: str) -> tuple[Style, ...]:
        """A style and those it is based on, nearest first. Circles end where they close."""
        found: list[Style] = []
        seen: set[str] = set()
        while style and style not in seen and len(found) < _CHAIN:
            seen.add(style)
            known = self.by_id.get(style)
            if known is None:
                break
            found.append(known)
            style = known.based_on
        return tuple(found)

    def strong(self, style: str) -> bool:
        """Whether a style makes its text bold."""
        return next((s.strong for s in self.chain(style) if s.strong is not None), False)

    def emphasis(self, style: str) -> bool:
        """Whether a style makes its text italic."""
        return next((s.emphasis for s in self.chain(style) if s.emphasis is not None), False)

    def outline(self, style: str) -> int | None:
        """The outline level a style gives, from 0, or None."""
        return next((s.outline for s in self.chain(style) if s.outline is not None), None)

    def numbering(self, style: str) -> tuple[str, int] | None:
        """The list and level a style gives, or None. A derived style may set the level alone."""
        level: int | None = None
        for known in self.chain(style):
            if known.numbering is None:
                continue
            number, own = known.numbering
            level = own if level is None else level
            if number:
                return (number, level)
        return None


def read_styles(root: Element | None) -> Styles:
    """The style table from its part."""
    found: dict[str, Style] = {}
    default = ""
    for element in root.iter(w("style")) if root is not None else ():
        kind, identity = element.get(w("type"), ""), element.get(w("styleId"), "")
        run, paragraph = element.find(w("rPr")), element.find(w("pPr"))
        outline = value(paragraph, "outlineLvl")
        found.setdefault(
            identity,
            Style(
                identity,
                value(element, "name"),
                kind,
                value(element, "basedOn"),
                on(run, "b"),
                on(run, "i"),
                whole(outline, MOST_OUTLINE, MOST_OUTLINE) if outline else None,
                numbering_of(paragraph),
            ),
        )
        if kind == "paragraph" and element.get(w("default"), "0").lower() not in _OFF:
            default = default or identity
    return Styles(found, default)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document: for each list and level how it counts."""

    formats: dict[tuple[str, int], str] = field(default_factory=dict)
    """`bullet`, `decimal`, `none` …"""
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Style ids that a list level claims for itself."""
    restarting: frozenset[str] = frozenset()
    """Lists that begin to count anew."""
    abstract: dict[str, str] = field(default_factory=dict)
    """The abstract list that each list is an instance of."""

    def begins(self, number: str, before: str) -> bool:
        """Whether an item of one list right after an item of another begins a new list, as Word counts."""
        if number == before:
            return False
        return number in self.restarting or self.abstract.get(number) != self.abstract.get(before)

    def format_of(self, number: str, level: int) -> str:
        """How a level of a list counts; `none` for a list that does not exist."""
        for lower in range(level, -1, -1):
            if (number, lower) in self.formats:
                return self.formats[number, lower]
        return "none"


def read_numbering(root: Element | None) -> Numbering:
    """The lists from their part, with instances' own levels laid over the abstract ones."""
    if root is None:
        return Numbering()
    abstract: dict[str, dict[int, tuple[str, str]]] = {}
    links: dict[str, str] = {}
    named: dict[str, str] = {}
    for element in root.iter(w("abstractNum")):
        identity = element.get(w("abstractNumId"), "")
        abstract[identity] = _levels(element)
        links[identity] = value(element, "numStyleLink")
        if value(element, "styleLink"):
            named[value(element, "styleLink")] = identity
    formats: dict[tuple[str, int], str] = {}
    by_style: dict[str, tuple[str, int]] = {}
    restarting: set[str] = set()
    instances: dict[str, str] = {}
    for element in root.iter(w("num")):
        number = element.get(NUM_ID, "")
        identity = instances[number] = value(element, "abstractNumId")
        if next(element.iter(w("startOverride")), None) is not None:
            restarting.add(number)
        levels = abstract.get(identity) or abstract.get(named.get(links.get(identity, ""), ""), {})
        own = {level: said for override in element.iter(w("lvlOverride")) for level, said in _levels(override).items()}
        for level, (kind, style) in {**levels, **own}.items():
            formats[number, level] = kind
            if style:
                by_style.setdefault(style, (number, level))
    return Numbering(formats, by_style, frozenset(restarting), instances)


def _levels(element: Element) -> dict[int, tuple[str, str]]:
    return {
        whole(level.get(ILVL), MOST_LEVEL): (value(level, "numFmt") or "decimal", value(level, "pStyle"))
        for level in element.iter(w("lvl"))
    }
