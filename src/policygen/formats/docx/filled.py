"""An answer form that came back as a Word file: what stands in it, and what a hand did to it.

Tracked changes are read as accepted. A check box of Word's own is read as the sign of a box; signs of symbol fonts as what
they show.
"""

from collections.abc import Iterator
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.anchors import anchor_in
from policygen.document.filled import FilledForm, FilledTable, Line, Lines, Stretch
from policygen.errors import DocumentError
from policygen.formats.docx.body import ALTERNATIVES, DELETED, INSERTED, TRANSPARENT, Policy, alternative, placed
from policygen.formats.docx.names import NAME, TBL, TC, TR, VAL, Element, P, w
from policygen.formats.docx.package import open_package
from policygen.formats.docx.reader import body_of
from policygen.formats.docx.reading import package_metadata
from policygen.formats.docx.reading.extras import drawing
from policygen.formats.docx.reading.styles import Styles, on, read_styles, value

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_EMPTY, _TICKED = "☐", "☒"
_BOXES = frozenset("☐☒☑✓✔✗✘□■")
_MOST_CHARACTERS = 500_000
"""Characters that are read of a form: a full one that nobody filled in has thirty thousand."""
_MOST_LINES = 50_000
_WORDS = {w("t"): None, w("tab"): "\t", w("noBreakHyphen"): "-"}
_BREAKS = {w("br"), w("cr")}
_DRAWINGS = {w("drawing"), w("pict"), w("object")}
_SYMBOLS = {
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x78: "☒", 0x6E: "■"},
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐"},
}
"""Signs that Word's own fonts show in the place of letters."""
_ACCEPTED = Policy("accept")


def read_filled(data: bytes) -> FilledForm:
    """A form as it stands.

    Raises: `DocumentError` when the file is no Word document, is encrypted, holds macros, is damaged, unsafe or too large.
    """
    package = open_package(data)
    styles = read_styles(package.xml(package.related("styles") or "word/styles.xml"))
    reader = _Reader(styles)
    blocks = tuple(reader.blocks(body_of(package.xml(package.main))))
    comments = package_metadata.comments(package).values()
    return FilledForm(blocks, tuple((author, said) for author, said, _ in comments))


@dataclass(slots=True)
class _Open:
    """A line that is being read."""

    stretches: list[Stretch]
    anchors: list[str]
    holds: list[str]


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.characters = self.lines_read = 0
        self.lines: list[Line] = []
        self.open = _Open([], [], [])
        self.waiting: list[str] = []

    def blocks(self, parent: Element) -> Iterator[Line | FilledTable]:
        for found in placed(parent, _ACCEPTED):
            tag = found.element.tag
            if tag == P:
                yield from self.paragraph(found.element)
            elif tag == TBL:
                yield FilledTable(tuple(self.rows(found.element)))
            elif tag == w("bookmarkStart"):
                self.waiting += self.anchor(found.element)

    def rows(self, table: Element) -> Iterator[tuple[Lines, ...]]:
        for row in placed(table, _ACCEPTED):
            if row.element.tag == TR:
                yield tuple(tuple(self.cell(c.element)) for c in placed(row.element, _ACCEPTED) if c.element.tag == TC)

    def cell(self, cell: Element) -> Iterator[Line]:
        """The lines of a cell; of a table that somebody put into it too."""
        for block in self.blocks(cell):
            yield from (block,) if isinstance(block, Line) else block.lines

    # -- a paragraph --

    def paragraph(self, paragraph: Element) -> Lines:
        self.lines, self.open = [], _Open([], self.waiting, [])
        self.waiting = []
        self.children(paragraph)
        self.end_line()
        return tuple(self.lines)

    def end_line(self) -> None:
        now = self.open
        self.lines.append(Line(tuple(now.stretches), tuple(now.anchors), tuple(now.holds)))
        self.open = _Open([], [], [])
        self.lines_read += 1
        if self.lines_read > _MOST_LINES:
            raise DocumentError(f"This document has more than {_MOST_LINES:,} lines.", hint="Is it really a form?")

    def children(self, parent: Element) -> None:
        for child in parent:
            self.child(child)

    def child(self, child: Element) -> None:
        tag = child.tag
        if tag == w("r"):
            self.run(child)
        elif tag in TRANSPARENT or tag in INSERTED or tag in {w("hyperlink"), w("fldSimple"), w("ruby")}:
            self.children(child)
        elif tag == w("sdt"):
            self.control(child)
        elif tag == w("bookmarkStart"):
            self.open.anchors += self.anchor(child)
        elif tag == ALTERNATIVES:
            for chosen in alternative(child):
                self.children(chosen)
        elif tag not in DELETED and tag not in {w("pPr"), w("rt")} and next(child.iter(w("t")), None) is not None:
            self.children(child)

    def anchor(self, mark: Element) -> list[str]:
        found = anchor_in(mark.get(NAME, ""))
        return [] if found is None else [found]

    def control(self, control: Element) -> None:
        """A content control: of a check box the sign that it shows, or else that of its state."""
        before = len(self.open.stretches)
        for content in control.iterchildren(w("sdtContent")):
            self.children(content)
        state = next(control.iter(_W14 + "checked"), None)
        if state is None:
            return
        is_on = state.get(_W14 + "val", state.get(VAL, "0")).lower() in {"1", "true", "on"}
        shown = "".join(stretch.text for stretch in self.open.stretches[before:]).strip()
        if shown not in _BOXES:
            self.add(_TICKED if is_on else _EMPTY, Stretch(""))
        elif is_on and shown == _EMPTY:
            self.open.stretches[before:] = [Stretch(_TICKED)]

    # -- a run --

    def run(self, run: Element) -> None:
        properties = run.find(w("rPr"))
        if on(properties, "vanish"):
            return
        look = Stretch("", self.is_marked(properties), bool(on(properties, "strike") or on(properties, "dstrike")))
        for child in run:
            self.in_run(child, look)

    def is_marked(self, properties: Element | None) -> bool:
        style = value(properties, "rStyle")
        bold = on(properties, "b")
        if bold is None:
            bold = bool(style) and self.styles.strong(style)
        drawn = {value(properties, name).lower() for name in ("u", "highlight")} - {"", "none"}
        return bool(bold or drawn or self.is_shaded(properties))

    @staticmethod
    def is_shaded(properties: Element | None) -> bool:
        shading = properties.find(w("shd")) if properties is not None else None
        return shading is not None and shading.get(w("fill"), "auto").lower() not in {"auto", "", "ffffff"}

    def in_run(self, child: Element, look: Stretch) -> None:
        tag = child.tag
        if tag in _WORDS:
            self.add(_WORDS[tag] or child.text or "", look)
        elif tag in _BREAKS:
            self.end_line()
        elif tag == w("sym"):
            self.add(_symbol(child), look)
        elif tag in _DRAWINGS:
            self.open.holds += [f"{extra.kind}: {extra.text}" if extra.text else extra.kind for extra in drawing(child)]
        elif tag == ALTERNATIVES:
            for chosen in alternative(child):
                for inner in chosen:
                    self.in_run(inner, look)

    def add(self, text: str, look: Stretch) -> None:
        self.characters += len(text)
        if self.characters > _MOST_CHARACTERS:
            raise DocumentError(
                f"This document has more than {_MOST_CHARACTERS:,} characters of text.", hint="Is it really a form?"
            )
        if text:
            self.open.stretches.append(replace(look, text=text))


def _symbol(sign: Element) -> str:
    """What a sign of a symbol font shows; a square of its own where that is not known."""
    try:
        code = int(sign.get(w("char"), ""), 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get(sign.get(w("font"), "").casefold(), {}).get(code, "�")
