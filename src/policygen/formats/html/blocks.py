"""Blocks and parts as HTML: a section for each part, whose id links to it, and the number of a rule as its link."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policygen._dataclass import dataclass
from policygen.document.anchors import element_id, heading_target
from policygen.document.model import (
    Block,
    Contents,
    Heading,
    Inline,
    ItemList,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    Table,
)
from policygen.document.walk import NUMBERED, plain
from policygen.formats.columns import UPRIGHT, is_squeezed
from policygen.formats.html.inlines import Setting, attribute, render, words
from policygen.formats.html.tables import write_table
from policygen.formats.outline import OutlineEntry
from policygen.formats.rule_context import RuleContext, context_at_start, context_with
from policygen.formats.text import is_right_to_left

_PLAIN_ROLES: frozenset[ParagraphRole] = frozenset({"body"})
"""Paragraphs that need no class."""


@dataclass(slots=True)
class WriterState:
    """The state of one document while its parts are written, in order."""

    setting: Setting
    outline: tuple[OutlineEntry, ...]
    """Every heading of the document, in order."""
    numbers: Iterator[str]
    """The number of every block still to be written, or an empty text."""
    letters: Iterator[str]
    """What every block still to be written is cited by under its rule, or an empty text."""
    title: str
    """What the document is called."""
    is_short: bool
    """Whether the document's rules are numbered."""
    counts_rules: bool
    """Whether rules show their numbers."""
    second_column: str
    """The part with which the second column of a card begins."""
    ids: set[str]
    """Ids given so far."""
    heading: int = 0
    """How many headings have been written."""
    context: RuleContext = ""
    """What the next lines stand under."""
    number_id: str = ""
    """The id of the number that names the part being written; empty while it has none."""

    def new_id(self, wanted: str) -> str:
        """An id as an attribute with a blank before it; nothing where another element has it already."""
        if wanted in self.ids:
            return ""
        self.ids.add(wanted)
        return f' id="{wanted}"'


_DOT = '<span class="number"></span>'
"""Before a rule that bears no number: the style sheet puts a dot there, which nobody has to hear."""


def write_part(part: Part, state: WriterState) -> str:
    """A part as a section, named by its number where it has one."""
    state.context = context_at_start(state.context, part)
    state.number_id = ""
    id = state.new_id(element_id(part.origin.id))
    inner = "\n".join(_blocks(part, state))
    kinds = [f"part {part.origin.kind}"]
    kinds += ["yourself"] if part.origin.id == state.second_column else []
    kinds += ["statutory"] if part.origin.statutory else []
    kinds += ["wide"] if any(isinstance(each, Table) and is_squeezed(each, UPRIGHT) for each in part.blocks) else []
    kinds += ["new-page"] if any(isinstance(block, PageBreak) for block in part.blocks) else []
    named = f' role="group" aria-labelledby="{state.number_id}"' if state.number_id else ""
    return f'<section{id} class="{" ".join(kinds)}"{named}>\n{inner}\n</section>'


def _blocks(part: Part, state: WriterState) -> Iterator[str]:
    for is_right, blocks in groupby(part.blocks, _is_right):
        made = [text for block in blocks if (text := _block(block, part, state))]
        yield from ["<aside>", *made, "</aside>"] if is_right else made


def _is_right(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "rights"


def _block(block: Block, part: Part, state: WriterState) -> str:
    state.context = context_with(state.context, block, is_short=state.is_short)
    number, letter = next(state.numbers), next(state.letters)
    match block:
        case Paragraph():
            return _paragraph(block, part, number or letter, state)
        case Heading():
            return _heading(block, state)
        case ItemList():
            return _list(block, state)
        case Table():
            return write_table(block, part, state.setting, under=_under(state))
        case Contents():
            return contents(state, block.title)
        case PageBreak():
            return ""


def _under(state: WriterState) -> str:
    """The class of what stands in line with the words of a rule."""
    return "under" if state.context in {"number", "clause"} else ""


def direction(content: Sequence[Inline]) -> str:
    """The attribute of an element whose words all run from right to left, with a blank before it."""
    return ' dir="rtl"' if is_right_to_left(plain(content)) else ""


def _paragraph(block: Paragraph, part: Part, number: str, state: WriterState) -> str:
    text = render(block.content, state.setting)
    if not text.strip():
        return ""
    turned = direction(block.content)
    if block.role == "title":
        return f"<h1{turned}>{text}</h1>"
    if block.role in NUMBERED:
        before = _number(number, part, block.role, state) if state.counts_rules else _DOT
        return f'<p class="rule"{turned}>{before} {text}</p>'
    if number:
        return f'<p class="rule lettered"{turned}>{_letter(number, part, state)} {text}</p>'
    classes: list[str] = [block.role] if block.role not in _PLAIN_ROLES else []
    classes += [under] if (under := _under(state)) else []
    marked = f' class="{" ".join(classes)}"' if classes else ""
    return f"<p{marked}{turned}>{text}</p>"


def _number(number: str, part: Part, role: ParagraphRole, state: WriterState) -> str:
    """The number of a rule, which leads to the rule itself: what is copied to cite it."""
    shown = f"{number}." if role == "numbered-rule" else number
    id = f"{element_id(part.origin.id)}-n"
    attributes = state.new_id(id)
    if attributes and not state.number_id:
        state.number_id = id
    return f'<a class="number"{attributes} href="#{element_id(part.origin.id)}">{shown}</a>'


def _letter(cited: str, part: Part, state: WriterState) -> str:
    """The letter of a rule, which leads to the rule itself; the number before it stands there to be found and read aloud."""
    number, letter = cited.split()
    id = f"{element_id(part.origin.id)}-{letter}"
    return f'<a class="number letter"{state.new_id(id)} href="#{id}"><span>{number} </span>{letter}</a>'


def _heading(block: Heading, state: WriterState) -> str:
    entry = state.outline[state.heading]
    state.heading += 1
    id = state.new_id(heading_target(entry.part, entry.index)) if not entry.opens_part else ""
    number = f'<span class="number">{entry.number}</span> ' if entry.number else ""
    inner = render(block.content, Setting(state.setting.targets, is_linked=True))
    tag = f"h{block.level + 1}"
    return f'<{tag}{id}{direction(block.content)}><a href="#{_target(entry)}">{number}{inner}</a></{tag}>'


def _target(entry: OutlineEntry) -> str:
    return element_id(entry.part) if entry.opens_part else heading_target(entry.part, entry.index)


def _list(items: ItemList, state: WriterState) -> str:
    tag = "ol" if items.ordered else "ul"
    under = _under(state)
    marked = f' class="{under}"' if under else ""
    made: list[str] = []
    for item in items.items:
        inner = f"\n{_inner(item.inner, state)}" if item.inner else ""
        made.append(f"<li{direction(item.content)}>{render(item.content, state.setting)}{inner}</li>")
    return "\n".join((f"<{tag}{marked}>", *made, f"</{tag}>")) if made else ""


def _inner(items: ItemList, state: WriterState) -> str:
    context, state.context = state.context, ""
    made = _list(items, state)
    state.context = context
    return made


def contents(state: WriterState, title: str = "") -> str:
    """Every heading as a link to it: under a title of its own, or beside a document that has none, on wide screens alone."""
    lines: list[str] = []
    for entry in state.outline:
        number = f'<span class="number">{entry.number}</span> ' if entry.number else ""
        inner = render(entry.heading.content, Setting(state.setting.targets, is_linked=True))
        line = f'<a href="#{_target(entry)}">{number}{inner}</a>'
        lines.append(f'<li class="level-{entry.heading.level}">{line}</li>')
    if not lines:
        return ""
    id = state.new_id("contents-title")
    name = ' aria-labelledby="contents-title"' if title and id else f' aria-label="{attribute(title or state.title)}"'
    head = [f"<h2{id}>{words(title)}</h2>"] if title else []
    return "\n".join(
        (f'<nav class="{"" if title else "beside "}contents"{name}>', *head, "<ul>", *lines, "</ul>", "</nav>")
    )
