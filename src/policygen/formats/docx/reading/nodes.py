"""What a paragraph's words are in our terms: their formatting, the references and links among them, the anchors they bear."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from policygen._on_use import regex
from policygen.document.anchors import anchor_in, end_anchor_in
from policygen.document.model import Text
from policygen.document.walk import plain
from policygen.document.words import Marks, Word, inlines, words
from policygen.formats.docx.reading.model import (
    WordBreak,
    WordExtra,
    WordField,
    WordInline,
    WordLink,
    WordMark,
    WordText,
)
from policygen.formats.text import safe_address

_LONGEST_TITLE = 1_000
"""Characters of a reference's title beyond which another reference beside it is no part of it."""
_PIECES = 12
"""Pieces that an editor may have cut a short word into."""
_REF = regex(r"(?:^|(?<=\s))(?:PAGE)?REF\s+(\S+)", re.IGNORECASE)
"""Words before it are words that LibreOffice moved into the field's code."""
_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)*$")
_BRACKET = regex(r"\[Confirm:[^\]]*\]")
_HYPERLINK = regex(r'^HYPERLINK\s+"([^"]*)"', re.IGNORECASE)


def trimmed(found: Sequence[Word]) -> tuple[Word, ...]:
    """Words without space or line breaks at either end."""
    joined = list(words(inlines(found)))
    while joined and joined[-1].text in ("", "\n") and not joined[-1].target:
        joined.pop()
    joined = joined[next((at for at, word in enumerate(joined) if word.text != "\n"), len(joined)) :]
    if joined:
        joined[0] = replace(joined[0], space="")
    return tuple(joined)


class Nodes:
    """Gathers the words of a paragraph, and what stands between them."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.anchors: list[str] = []
        self.ends: list[str] = []
        self.holds: list[str] = []
        self.lost: list[str] = []
        """Anchors of parts that a reference leads to whose words an editor hid in its code, or lost altogether."""
        self._highlighted: list[str] = [""]
        """Stretches of words in the style of a bracket, as they stand."""
        self.breaks_before = False
        self.breaks_after = False

    def read(self, content: Iterable[WordInline], marks: Marks | None = None) -> None:
        """Takes in some content."""
        for node in content:
            match node:
                case WordText(text, strong, emphasis, highlighted):
                    self._highlight(text if highlighted else "")
                    own = marks or Marks()
                    own = replace(own, strong=own.strong or strong, emphasis=own.emphasis or emphasis)
                    for position, line in enumerate(text.split("\n")):
                        if position:
                            self.words.append(Word("\n"))
                        self.words.extend(words((Text(line),), own))
                case WordBreak(page):
                    self._break(page=page)
                case WordMark(name):
                    self._mark(name)
                case WordExtra(kind):
                    self.holds.append(kind)
                case WordLink(address, anchor, inner):
                    self._link(address, anchor, inner, marks)
                case WordField():
                    self._field(node, marks)

    def begin(self) -> None:
        """Go on to the next paragraph."""
        self.words = []
        self._highlight("")

    def _highlight(self, text: str) -> None:
        if text:
            self._highlighted[-1] += text
        elif self._highlighted[-1]:
            self._highlighted.append("")

    @property
    def filled(self) -> list[str]:
        """What is in the style of a bracket that waits to be confirmed, and is no such bracket any more."""
        left = (_BRACKET.sub("", words).strip() for words in self._highlighted)
        return [words for words in left if any(map(str.isalnum, words))]

    def _break(self, *, page: bool) -> None:
        if not page:
            self.words.append(Word("\n"))
        elif any(word.text for word in self.words):
            self.breaks_after = True
        else:
            self.breaks_before = True

    def _mark(self, name: str) -> None:
        start, end = anchor_in(name), end_anchor_in(name)
        if start:
            self.anchors.append(start)
        elif end:
            self.ends.append(end)

    def _link(self, address: str, anchor: str, inner: Sequence[WordInline], marks: Marks | None) -> None:
        target = anchor_in(anchor)
        if target and not address:
            self._reference(target, inner)
            return
        safe = safe_address(address) if address else None
        if address and safe is None:
            self.holds.append("unsafe-link")
        own = marks or Marks()
        self.read(inner, replace(own, address=safe) if safe else own)

    def _field(self, field: WordField, marks: Marks | None) -> None:
        instruction, inner = field.instruction, field.content
        reference = None if field.spans else _REF.search(instruction)
        target = anchor_in(reference.group(1)) if reference else None
        if reference and target:
            code = Nodes()
            code.read((*field.hidden, WordText(instruction[: reference.start()])))
            if plain(inlines(code.words)).strip():
                self.lost.append(target)
            self._reference(target, inner)
            return
        link = None if field.spans else _HYPERLINK.match(instruction)
        if link:
            self._link(link.group(1), "", inner, marks)
            return
        if not (reference or field.spans):
            self.holds.append("field")
        self.read(inner, marks)

    def _reference(self, target: str, inner: Sequence[WordInline]) -> None:
        """A reference. Its number, its title and the word before it may stand side by side: they are one."""
        nodes = Nodes()
        nodes.read(inner)
        shown = plain(inlines(trimmed(nodes.words)))
        self.holds.extend(nodes.holds)
        self.anchors.extend(nodes.anchors)
        self.lost.extend(nodes.lost if shown else [*nodes.lost, target])
        if self._continues(target, shown):
            while not (self.words[-1].text or self.words[-1].target):
                self.words.pop()
            last = self.words[-1]
            self.words[-1] = replace(last, text=f"{last.text} {shown}".strip(), target=target, marks=Marks())
            return
        space = ""
        if self.words and not (self.words[-1].text or self.words[-1].target):
            space = self.words.pop().space
        self.words.append(Word(shown, space, Marks(), target))

    def _continues(self, target: str, shown: str) -> bool:
        """Whether a reference goes on with the one before it, or with the word that stands before a rule's number."""
        is_number = bool(_NUMBER.match(shown))
        if is_number:
            # An editor may have cut the word before it into pieces.
            self.words[-_PIECES:] = words(inlines(self.words[-_PIECES:]))
        beside = self.words[-2:]
        last = next((word for word in reversed(beside) if word.text or word.target), None)
        if last is None or not (last is beside[-1] or beside[-1] == Word("", " ")):
            return False
        names_rule = last.text == "rule" and not last.target and is_number and last is not beside[-1]
        return (last.target == target and len(last.text) < _LONGEST_TITLE) or names_rule
