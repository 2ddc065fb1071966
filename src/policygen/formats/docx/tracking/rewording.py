"""Words of one paragraph taken out and put in, as tracked changes."""

from collections.abc import Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.edits import Swap
from policygen.document.words import Word, inlines
from policygen.formats.docx.names import FLD_SIMPLE, HYPERLINK, P_PR, R_PR, Element
from policygen.formats.docx.tracking.content import PLAIN, RunBuilder, RunFormatting
from policygen.formats.docx.tracking.line import Line
from policygen.formats.docx.tracking.marks import DEL, INS, ChangeMarker, without_changes

_CLIMBED = {HYPERLINK, FLD_SIMPLE}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one swap comes to in characters."""

    first: int
    last: int
    words: tuple[Word, ...]


def reword(
    line: Line, found: Sequence[Word], swaps: Sequence[Swap], marker: ChangeMarker, builder: RunBuilder
) -> list[Element]:
    """Writes swaps into a paragraph that was read as these words. Gives back the marks, in order.

    Raises: `CannotWriteError`, before anything is changed.
    """
    spans, stretches = require_writable(line, found, swaps)
    written: list[Element] = []
    for swap, stretch in zip(swaps, stretches, strict=True):
        looks = _looks(line, found, spans, swap)
        hand = marker.of(swap.by)
        marks = hand.take_out(line.runs(stretch.first, stretch.last))
        if stretch.words:
            made = hand.put_in(builder.runs(inlines(stretch.words), looks))
            if marks and swap.by is not None and swap.by.stands and marks[0].getparent() is line.paragraph:
                _put_before(marks[0], made)  # what went is read before what came
            else:
                _place(line, stretch, made)
            marks += made
        written += marks
    return written


def require_writable(
    line: Line, found: Sequence[Word], swaps: Sequence[Swap]
) -> tuple[list[tuple[int, int]], list[_Stretch]]:
    """Where each word stands and what each swap comes to, if all of them can be written.

    Raises: `CannotWriteError`.
    """
    spans = line.spans(found)
    stretches = [_stretch(line, spans, swap) for swap in swaps]
    for stretch in stretches:
        line.require_free(stretch.first, stretch.last)
    return spans, stretches


def _stretch(line: Line, spans: Sequence[tuple[int, int]], swap: Swap) -> _Stretch:
    """The characters that go, and the words that come; no space is left twice and none is missing."""
    count, words = len(spans), list(swap.words)
    end_before = spans[swap.first - 1][1] if swap.first else None
    begins = spans[swap.first][0] if swap.first < count else (end_before or 0)
    first = begins if end_before is None else end_before
    last = spans[swap.last - 1][1] if swap.last > swap.first else first
    if words and end_before is None:
        words[0] = replace(words[0], space="")
    elif words and swap.last > swap.first and words[0].space and line.text(first, begins).isspace():
        first, words[0] = begins, replace(words[0], space="")
    if swap.last < count:
        gap = line.text(last, spans[swap.last][0])
        if gap.isspace() and "\n" not in gap and (not swap.next_space or (end_before is None and not words)):
            last = spans[swap.last][0] if swap.last > swap.first else last
        elif not gap and swap.next_space and words:
            words.append(Word("", swap.next_space))
    return _Stretch(first, last, tuple(words))


def _looks(line: Line, found: Sequence[Word], spans: Sequence[tuple[int, int]], swap: Swap) -> RunFormatting:
    """The formatting of the words that go, else of those before or behind, but for references, links and brackets."""
    beside = [*range(swap.first, swap.last), *range(swap.first - 1, -1, -1), *range(swap.last, len(found))]
    plain = [
        at
        for at in beside
        if spans[at][0] < spans[at][1]
        and not (found[at].target or found[at].marks.address or found[at].marks.confirm or found[at].text == "\n")
    ]
    wanted = swap.words[0].marks if swap.words else None
    alike = [at for at in plain if wanted and found[at].marks.visible[:2] == wanted.visible[:2]]
    at = next(iter(alike[:1] or plain[:1]), None)
    if at is None:
        return PLAIN
    properties = line.run_at(spans[at][0]).find(R_PR)
    marks = found[at].marks
    return RunFormatting(None if properties is None else without_changes(properties), marks.strong, marks.emphasis)


def _place(line: Line, stretch: _Stretch, made: Sequence[Element]) -> None:
    """Puts what was made behind what goes, or where nothing goes between two characters."""
    line.cut(stretch.last)
    if stretch.last > 0:
        _put_behind(_end_of(line, stretch.last), made)
    elif line.characters:
        _put_before(_start_of(line), made)
    else:
        properties = line.paragraph.find(P_PR)
        line.paragraph[0 if properties is None else 1 : 0 if properties is None else 1] = list(made)


def _end_of(line: Line, last: int) -> Element:
    """What stands right before a place, no deeper than what goes on behind it."""
    element = line.run_at(last - 1)
    for field in line.fields:
        if field.first < field.last == last:
            element = field.runs[-1]
    beyond = line.run_at(last) if last < len(line.characters) else None
    return _climbed(element, beyond)


def _start_of(line: Line) -> Element:
    """What the paragraph's first character stands in."""
    element = line.run_at(0)
    for field in line.fields:
        if field.first == 0 < field.last:
            element = field.runs[0]
    return _climbed(element, None)


def _climbed(element: Element, beyond: Element | None) -> Element:
    """Out of our marks, and of links that end here."""
    parent = element.getparent()
    while parent is not None and (
        parent.tag in {INS, DEL}
        or (parent.tag in _CLIMBED and (beyond is None or parent not in beyond.iterancestors()))
    ):
        element, parent = parent, parent.getparent()
    return element


def _put_behind(element: Element, made: Sequence[Element]) -> None:
    for each in reversed(made):
        element.addnext(each)


def _put_before(element: Element, made: Sequence[Element]) -> None:
    for each in made:
        element.addprevious(each)
