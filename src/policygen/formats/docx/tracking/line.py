"""A paragraph of somebody's file, character by character: where each that is read stands, and where it may be cut.

A character has the number that the reader gives it by emitting it, and knows its element. So what was planned in words as
read is found again in runs and texts.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence

from policygen._dataclass import dataclass
from policygen.document.words import Word
from policygen.formats.docx.names import FLD_CHAR, FLD_SIMPLE, FLD_TYPE, R_, R_PR, SPACE, Element, w
from policygen.formats.docx.reading.model import WordBreak, WordField, WordInline, WordLink, WordText

CHANGES = {w(name) for name in ("ins", "del", "moveFrom", "moveTo")}


class CannotWriteError(Exception):
    """That a change cannot be written where it belongs, and why, in a few words to the document's owner."""


@dataclass(slots=True)
class Character:
    """One visible character."""

    value: str
    element: Element
    """What holds it: `w:t`, or a sign such as `w:tab`."""
    offset: int
    """Its place among the characters of its element."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of one paragraph."""

    runs: tuple[Element, ...]
    """From the one that begins it to the one that ends it, in the order of the file."""
    first: int
    """The first character that it shows."""
    last: int
    """The character behind the last."""
    is_simple: bool = False


def characters(content: Iterable[WordInline]) -> Iterator[Character]:
    """The visible characters of a paragraph's content, in order.

    Raises: `CannotWriteError` when it is not known where one of them stands.
    """
    for node in content:
        match node:
            case WordText(text, element=element) if text:
                if element is None:
                    raise CannotWriteError("its words are not where they can be changed")
                for offset, value in enumerate(text):
                    yield Character(value, element, offset)
            case WordBreak(False, element) if element is not None:
                yield Character("\n", element, 0)
            case WordLink(_, _, inner) | WordField(_, inner):
                yield from characters(inner)
            case _:
                pass


class Line:
    """A paragraph that may be changed."""

    def __init__(self, paragraph: Element, content: Iterable[WordInline]) -> None:
        """Raises: `CannotWriteError` when its characters are not where they can be changed."""
        self.paragraph = paragraph
        self.characters = list(characters(content))
        if any(found.tag in CHANGES for found in paragraph.iter()):
            raise CannotWriteError("changes wait in it that somebody must accept or reject first")
        order = {element: place for place, element in enumerate(paragraph.iter())}
        places = [order.get(each.element, -1) for each in self.characters]
        if places != sorted(places) or -1 in places[:1]:
            raise CannotWriteError("its words stand in another order than they are shown in")
        if any(_run_of(each.element) is None for each in self.characters):
            raise CannotWriteError("its words are not where they can be changed")
        self.fields = tuple(self._fields(order, places))

    def _fields(self, order: dict[Element, int], places: Sequence[int]) -> Iterator[Field]:
        """Every field, inner ones before outer ones.

        Raises: `CannotWriteError` when one of them reaches over the paragraph's border.
        """
        opened: list[Element] = []
        for element in self.paragraph.iter(FLD_CHAR, FLD_SIMPLE):
            if element.tag == FLD_SIMPLE:
                inside = {order[each] for each in element.iter()}
                shown = [number for number, place in enumerate(places) if place in inside]
                yield Field((element,), shown[0] if shown else 0, shown[-1] + 1 if shown else 0, is_simple=True)
            elif element.get(FLD_TYPE) == "begin":
                opened.append(element)
            elif element.get(FLD_TYPE) == "end":
                if not opened:
                    raise CannotWriteError("a field reaches over its border")
                yield self._field(opened.pop(), element, order, places)
        if opened:
            raise CannotWriteError("a field reaches over its border")

    def _field(self, begin: Element, end: Element, order: dict[Element, int], places: Sequence[int]) -> Field:
        first, last = order[begin], order[end]
        shown = [number for number, place in enumerate(places) if first < place < last]
        start, stop = _run_of(begin), _run_of(end)
        if start is None or stop is None:
            raise CannotWriteError("a field stands in it that cannot be changed")
        runs = tuple(run for run in self.paragraph.iter(R_) if order[start] <= order[run] <= order[stop])
        return Field(runs, shown[0] if shown else 0, shown[-1] + 1 if shown else 0)

    # ---- words -----------------------------------------------------------------------------------------------------

    def spans(self, found: Sequence[Word]) -> list[tuple[int, int]]:
        """Of each word as read, its first character and the one behind its last; spaces stand between words.

        Raises: `CannotWriteError` when the paragraph does not hold these words.
        """
        spans: list[tuple[int, int]] = []
        at = 0
        for word in found:
            signs = [sign for sign in word.text if not sign.isspace()] or (["\n"] if word.text == "\n" else [])
            first = -1
            for sign in signs:
                at = self._past_space(at, stop_at_break=sign == "\n")
                if at >= len(self.characters) or self.characters[at].value != sign:
                    raise CannotWriteError("its words are not those that were read")
                first = at if first < 0 else first
                at += 1
            spans.append((first if first >= 0 else at, at))
        if self._past_space(at) < len(self.characters):
            raise CannotWriteError("it holds more words than were read")
        return spans

    def _past_space(self, at: int, *, stop_at_break: bool = False) -> int:
        while at < len(self.characters) and self.characters[at].value.isspace():
            if stop_at_break and self.characters[at].value == "\n":
                break
            at += 1
        return at

    def text(self, first: int, last: int) -> str:
        """The characters between two places."""
        return "".join(each.value for each in self.characters[first:last])

    # ---- places ----------------------------------------------------------------------------------------------------

    def require_free(self, first: int, last: int) -> None:
        """Go on only where a stretch holds no part of a field that goes on beyond it.

        Raises: `CannotWriteError`.
        """
        for each in self.fields:
            overlaps = min(last, each.last) > max(first, each.first)
            if overlaps and (each.is_simple or not first <= each.first <= each.last <= last):
                raise CannotWriteError("it would be inside a field, such as a date or a reference")
            if first == last and each.first < first < each.last:
                raise CannotWriteError("it would be inside a field, such as a date or a reference")

    def runs(self, first: int, last: int) -> list[Element]:
        """The runs that hold a stretch and nothing else, cut out where they must be, with the fields that it shows whole."""
        if first >= last:
            return []
        self._cut(first)
        self._cut(last)
        found = {_require_run(each.element) for each in self.characters[first:last]}
        for each in self.fields:
            if each.first < each.last and first <= each.first <= each.last <= last:
                found.update(each.runs)
        return [run for run in self.paragraph.iter(R_) if run in found]

    def run_at(self, number: int) -> Element:
        """The run that holds a character."""
        return _require_run(self.characters[number].element)

    def cut(self, at: int) -> None:
        """Let a run begin with a character."""
        self._cut(at)

    def _cut(self, at: int) -> None:
        if not 0 < at < len(self.characters):
            return
        left, right = self.characters[at - 1], self.characters[at]
        run, element = _require_run(right.element), right.element
        if run is not _require_run(left.element):
            return
        if left.element is element:
            element = self._split_text(element, right.offset)
        second = _emptied(run)
        properties = run.find(R_PR)
        if properties is not None:
            second.append(copy.deepcopy(properties))
        for moved in [element, *element.itersiblings()]:
            second.append(moved)
        run.addnext(second)

    def _split_text(self, element: Element, offset: int) -> Element:
        text = element.text or ""
        rest = copy.deepcopy(element)
        element.text, rest.text = text[:offset], text[offset:]
        element.set(SPACE, "preserve")
        rest.set(SPACE, "preserve")
        for each in self.characters:
            if each.element is element and each.offset >= offset:
                each.element, each.offset = rest, each.offset - offset
        element.addnext(rest)
        return rest


def _emptied(run: Element) -> Element:
    """A run like another, with nothing in it."""
    empty = copy.copy(run)
    for child in list(empty):
        empty.remove(child)
    empty.text = empty.tail = None
    return empty


def _run_of(element: Element) -> Element | None:
    """The run that something stands in directly; None when it stands in something else."""
    parent = element.getparent()
    return parent if parent is not None and parent.tag == R_ else None


def _require_run(element: Element) -> Element:
    run = _run_of(element)
    if run is None:
        raise CannotWriteError("its words are not where they can be changed")
    return run
