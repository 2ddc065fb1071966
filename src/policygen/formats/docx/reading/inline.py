"""What stands inside a paragraph: runs, fields, links, marks, and the things that are no text."""

from collections.abc import Callable, Mapping
from dataclasses import field

from policygen._dataclass import dataclass
from policygen.errors import DocumentError
from policygen.formats.docx.body import ALTERNATIVES, DELETED, INSERTED, TRANSPARENT, Policy, alternative, author_of
from policygen.formats.docx.names import (
    ANCHOR,
    FLD_TYPE,
    ID,
    NAME,
    R_ID,
    Element,
    w,
)
from policygen.formats.docx.package import Relationship
from policygen.formats.docx.reading.extras import drawing, equation
from policygen.formats.docx.reading.model import (
    Notes,
    SpanningField,
    WordBreak,
    WordChange,
    WordExtra,
    WordField,
    WordInline,
    WordLink,
    WordMark,
    WordText,
)
from policygen.formats.docx.reading.styles import Styles, on, value

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SILENT = {
    w(name)
    for name in (
        *("bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart", "permEnd", "pPr", "rPr"),
        *(
            "moveFromRangeStart",
            "moveFromRangeEnd",
            "moveToRangeStart",
            "moveToRangeEnd",
            "sdtPr",
            "sdtEndPr",
            "sectPr",
        ),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef", "separator", "tcPr", "trPr", "tblPr"),
        *("continuationSeparator", "softHyphen", "ffData", "customXmlPr", "smartTagPr", "tblGrid", "tblPrEx"),
    )
}
_LAST_SIGN = 0x10FFFF
_MOST_CHARACTERS = 1_000_000
"""Characters that are read: about three hundred and fifty pages."""
_MOST_OPEN = 50
"""Fields that may be open inside each other; what opens beyond is read as the words it shows."""
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "‑", w("cr"): "\n"}
_WORDS = {w("t"), w("delText")}
_INSTRUCTIONS = {w("instrText"), w("delInstrText")}
_DRAWINGS = {w("drawing"), w("pict"), w("object")}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_HIGHLIGHT = "policyconfirm"
_WITHOUT_EMPHASIS = {_HIGHLIGHT, "hyperlink", "internetlink", "visitedinternetlink", "followedhyperlink", "indexlink"}
"""Character styles whose bold or italic says what the text is, and is no emphasis."""


@dataclass(slots=True)
class Story:
    """What a reader carries through a whole story."""

    styles: Styles
    relationships: Mapping[str, Relationship]
    policy: Policy
    notes: Notes
    footnotes: Callable[[str, str], str]
    """The text of a note, by kind and id."""
    characters: int = 0
    """How many characters of text were read so far."""
    ordinal: int = 0
    """Place of the paragraph or table of the body that is being read."""
    fields: list["Frame"] = field(default_factory=list)
    """Fields that are open over a paragraph's end."""
    unheeded: int = 0
    """Fields that were opened beyond what may be open, and are not closed yet."""
    marks: list[WordMark] = field(default_factory=list)
    """Bookmarks between paragraphs: they belong to the next one."""

    def change(self, element: Element, kind: str, text: str) -> str:
        """Notes a tracked change and says whose it is."""
        author = author_of(element)
        self.notes.changes.append(WordChange(author, element.get(w("date"), ""), kind, text, self.ordinal))
        return author


@dataclass(slots=True)
class Frame:
    """An open field or link: what it has gathered so far."""

    instruction: list[str] = field(default_factory=list)
    showing: bool = False
    """Past its separator: what comes is its result."""
    nodes: list[WordInline] = field(default_factory=list)
    hidden: list[WordInline] = field(default_factory=list)
    """What stands before the separator and is no instruction."""
    spanning: SpanningField | None = None
    is_link: bool = False
    thinned: bool = False
    """A tracked change took something out of it."""


class ParagraphReader:
    """Reads the content of one paragraph."""

    def __init__(self, story: Story, style: str) -> None:
        self._story = story
        self._strong = story.styles.strong(style)
        self._emphasis = story.styles.emphasis(style)
        self._nodes: list[WordInline] = list(story.marks)
        story.marks.clear()
        self._frames: list[Frame] = list(story.fields)
        self.pending: list[str] = []
        self.comments: list[str] = []

    def read(self, paragraph: Element) -> tuple[WordInline, ...]:
        """The content; of a field that reaches over the paragraph's borders, what it shows here."""
        self._children(paragraph)
        shown: tuple[WordInline, ...] = ()
        for frame in reversed(self._frames):
            frame.showing = True
            frame.spanning = frame.spanning or SpanningField("".join(frame.instruction).strip())
            shown = (WordField(frame.spanning.instruction, (*frame.nodes, *shown), spans=frame.spanning),)
            frame.nodes = []
        self._story.fields = self._frames
        return (*self._nodes, *shown)

    def _emit(self, node: WordInline) -> None:
        for frame in reversed(self._frames):
            if frame.showing or frame.is_link:
                frame.nodes.append(node)
                return
            if not isinstance(node, WordMark):
                frame.hidden.append(node)
                return
        self._nodes.append(node)

    def _children(self, parent: Element) -> None:
        for child in parent:
            self._child(child)

    def _child(self, child: Element) -> None:
        tag = child.tag
        if tag == w("r"):
            self._run(child)
        elif tag in TRANSPARENT:
            self._children(child)
        elif tag == w("sdt"):
            for content in child.iterchildren(w("sdtContent")):
                self._children(content)
        elif tag in INSERTED or tag in DELETED:
            self._changed(child)
        elif tag == w("hyperlink"):
            self._link(child)
        elif tag == w("fldSimple"):
            self._frames.append(Frame([child.get(w("instr"), "")], showing=True))
            self._children(child)
            self._end_field()
        elif tag == w("bookmarkStart"):
            self._emit(WordMark(child.get(NAME, "")))
        elif tag == ALTERNATIVES:
            for chosen in alternative(child):
                self._children(chosen)
        elif tag.startswith(f"{{{_MATH}}}"):
            self._extra(equation(child))
        elif tag not in SILENT:
            self._unknown(child)

    def _unknown(self, child: Element) -> None:
        """Elements nobody here knows: counted; their words, if any, are kept."""
        name = child.tag.rpartition("}")[2]
        self._story.notes.unknown[name] = self._story.notes.unknown.get(name, 0) + 1
        if next(child.iter(w("t")), None) is not None:
            self._children(child)

    def _changed(self, child: Element) -> None:
        moved = child.tag in (w("moveTo"), w("moveFrom"))
        text = "".join(found.text or "" for found in child.iter(w("t"), w("delText")))
        kind = "move" if moved else "insertion" if child.tag in INSERTED else "deletion"
        self.pending.append(self._story.change(child, kind, text))
        if self._story.policy.keeps(child):
            self._children(child)
            return
        for frame in self._frames:
            frame.thinned = True
        for mark in child.iter(w("bookmarkStart")):
            self._emit(WordMark(mark.get(NAME, ""), in_change=True))

    def _link(self, child: Element) -> None:
        frame = Frame(is_link=True)
        self._frames.append(frame)
        self._children(child)
        at = next(position for position, known in enumerate(self._frames) if known is frame)
        for open_field in self._frames[at + 1 :]:
            frame.nodes.extend(open_field.nodes)
            open_field.nodes = []
        del self._frames[at]
        relationship = self._story.relationships.get(child.get(R_ID, ""))
        address = relationship.target if relationship else ""
        self._emit_frame(frame, WordLink(address, child.get(ANCHOR, ""), tuple(frame.nodes)))

    def _end_field(self) -> None:
        for position in range(len(self._frames) - 1, -1, -1):
            frame = self._frames[position]
            if frame.is_link:
                continue
            del self._frames[position]
            instruction = "".join(frame.instruction).strip()
            if frame.spanning is not None:
                frame.spanning.closed = True
                instruction = frame.spanning.instruction
            self._emit_frame(frame, WordField(instruction, tuple(frame.nodes), tuple(frame.hidden), frame.spanning))
            return

    def _emit_frame(self, frame: Frame, node: WordLink | WordField) -> None:
        """A field or link that is closed; of one whose words a change took out, no more than the bookmarks."""
        is_gone = frame.thinned and all(isinstance(one, WordMark) for one in frame.nodes)
        for one in frame.nodes if is_gone else (node,):
            self._emit(one)

    # ---- runs ----------------------------------------------------------------------------------------------------------

    def _run(self, run: Element) -> None:
        properties = run.find(w("rPr"))
        formatting = self._formatting(properties)
        if (kind := unsaying(properties)) and any((found.text or "").strip() for found in run.iterchildren(w("t"))):
            self._extra(WordExtra(kind))
        for child in run:
            self._in_run(child, formatting)

    def _formatting(self, properties: Element | None) -> tuple[bool, bool, bool]:
        changed = properties.find(w("rPrChange")) if properties is not None else None
        if changed is not None:
            author = self._story.change(changed, "formatting", "")
            self.pending.append(author)
            if self._story.policy.mode_for(author) == "reject":
                properties = changed.find(w("rPr"))
        style = value(properties, "rStyle")
        known = self._story.styles.by_id.get(style)
        name = "".join((known.name if known else style).split()).lower()
        emphasises = bool(style) and name not in _WITHOUT_EMPHASIS
        strong, emphasis = on(properties, "b"), on(properties, "i")
        if strong is None:
            strong = emphasises and self._story.styles.strong(style)
        if emphasis is None:
            emphasis = emphasises and self._story.styles.emphasis(style)
        return strong and not self._strong, emphasis and not self._emphasis, name == _HIGHLIGHT

    def _in_run(self, child: Element, formatting: tuple[bool, bool, bool]) -> None:
        tag = child.tag
        if tag in _WORDS:
            text = child.text or ""
            self._story.characters += len(text)
            if self._story.characters > _MOST_CHARACTERS:
                raise DocumentError(
                    f"This document has more than {_MOST_CHARACTERS:,} characters of text.",
                    hint="Is it really a policy?",
                )
            self._emit(WordText(text, *formatting, element=child))
        elif tag in _SIGNS:
            self._emit(WordText(_SIGNS[tag], *formatting, element=child))
        elif tag == w("br"):
            self._emit(WordBreak(child.get(w("type"), "") in ("page", "column"), child))
        elif tag == w("fldChar"):
            self._field(child)
        elif tag in _INSTRUCTIONS:
            self._instruction(child.text or "")
        elif tag == w("commentReference"):
            self.comments.append(child.get(ID, ""))
        elif tag not in SILENT:
            self._rare_run_content(child, formatting)

    def _rare_run_content(self, child: Element, formatting: tuple[bool, bool, bool]) -> None:
        """What few runs hold: signs of symbol fonts, pictures, notes, and several forms of the same thing."""
        tag = child.tag
        if tag == w("sym"):
            self._symbol(child, formatting)
        elif tag in _DRAWINGS:
            for extra in drawing(child):
                self._extra(extra)
        elif tag in _NOTES:
            self._extra(WordExtra(_NOTES[tag], self._story.footnotes(_NOTES[tag], child.get(ID, ""))))
        elif tag == ALTERNATIVES:
            for chosen in alternative(child):
                for inner in chosen:
                    self._in_run(inner, formatting)
        elif tag == w("ruby"):
            for base in child.iterchildren(w("rubyBase")):
                self._children(base)
        else:
            self._unknown(child)

    def _field(self, child: Element) -> None:
        match child.get(FLD_TYPE, ""):
            case "begin" if len(self._frames) >= _MOST_OPEN:
                self._story.unheeded += 1
            case "begin":
                self._frames.append(Frame())
            case _ if self._story.unheeded:
                self._story.unheeded -= child.get(FLD_TYPE) == "end"
            case "separate":
                for frame in reversed(self._frames):
                    if not frame.is_link:
                        frame.showing = True
                        break
            case "end":
                self._end_field()
            case _:
                pass

    def _instruction(self, text: str) -> None:
        for frame in reversed(self._frames):
            if not frame.is_link:
                if not frame.showing:
                    frame.instruction.append(text)
                return

    def _symbol(self, child: Element, formatting: tuple[bool, bool, bool]) -> None:
        """A sign of a symbol font: kept when it has a place of its own among all signs."""
        try:
            code = int(child.get(w("char"), ""), 16)
        except ValueError:
            return
        if 0xE000 <= code <= 0xF8FF:
            self._extra(WordExtra("symbol", f"{child.get(w('font'), '')} {code:04X}"))
        elif 0x20 <= code <= _LAST_SIGN and not 0xD800 <= code <= 0xDFFF:  # no control, no half of a pair
            self._emit(WordText(chr(code), *formatting, element=child))

    def _extra(self, extra: WordExtra) -> None:
        self._story.notes.extras.append((self._story.ordinal, extra))
        self._emit(extra)


def unsaying(properties: Element | None) -> str:
    """What formatting says against the words of a run: `struck-through`, `hidden`, `white`; mostly nothing."""
    if on(properties, "strike") or on(properties, "dstrike"):
        return "struck-through"
    if on(properties, "vanish"):
        return "hidden"
    return "white" if value(properties, "color").upper() == "FFFFFF" else ""
