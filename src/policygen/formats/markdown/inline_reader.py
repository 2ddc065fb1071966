"""Markdown's inlines as words, and what stands between them that no word can say."""

import re
from dataclasses import field, replace

from markdown_it.token import Token

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.anchors import anchor_of, anchor_of_element
from policygen.document.model import Inline, Text
from policygen.document.words import Marks, Word, inlines, words
from policygen.formats.text import safe_address

_BREAK = regex(r"^<br\s*/?>$", re.IGNORECASE)
_ELEMENT = regex(r"^<(/?)(strong|b|em|i)\s*>$", re.IGNORECASE)
_OUR_TARGET = regex(r"^</?a(\s[^>]*)?>$", re.IGNORECASE)
_ID = regex(r"""^<a\s+id=["']([^"']*)["']\s*>$""", re.IGNORECASE)


@dataclass(slots=True)
class InlineReader:
    """The words of one run of Markdown."""

    holds: list[str] = field(default_factory=list[str])
    """What no word can say: `image`, `html`, `unsafe-link` …"""
    anchors: list[str] = field(default_factory=list[str])
    """Of the parts that elements before the first word name."""
    _words: list[Word] = field(default_factory=list[Word])
    _marks: list[Marks] = field(default_factory=lambda: [Marks()])
    _reference: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    """Links within the document that are open: their target, and how many words stood before."""
    _links: list[bool] = field(default_factory=list[bool])
    """For each open link whether it leads within the document."""

    def read(self, tokens: list[Token]) -> tuple[Inline, ...]:
        """The content of some tokens."""
        for token in tokens:
            self._token(token)
        found = list(words(inlines(self._words)))
        while found and found[-1].text in ("", "\n"):
            found.pop()
        found = found[next((at for at, word in enumerate(found) if word.text != "\n"), len(found)) :]
        if found:
            found[0] = replace(found[0], space="")
        return inlines(found)

    def _token(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special" | "code_inline":
                self._words.extend(words((Text(token.content),), self._marks[-1]))
            case "softbreak" if not (self._words and self._words[-1].text == "\n"):
                self._words.append(Word("", " ", self._marks[-1]))
            case "softbreak":
                pass  # behind a break of its own
            case "hardbreak":
                self._words.append(Word("\n", "", self._marks[-1]))
            case "strong_open":
                self._marks.append(replace(self._marks[-1], strong=True))
            case "em_open":
                self._marks.append(replace(self._marks[-1], emphasis=True))
            case "strong_close" | "em_close":
                self._close()
            case "link_open":
                self._open_link(str(token.attrs.get("href", "")))
            case "link_close":
                self._close_link()
            case "image":
                self.holds.append("image")
            case "html_inline":
                self._html(token.content)
            case _:
                self._words.extend(words((Text(token.content),), self._marks[-1]))

    def _close(self) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    def _open_link(self, address: str) -> None:
        within = address.startswith("#")
        self._links.append(within)
        if within:
            self._reference.append((anchor_of_element(address[1:]) or anchor_of(address[1:]), len(self._words)))
            return
        safe = safe_address(address)
        if safe is None:
            self.holds.append("unsafe-link")
        self._marks.append(replace(self._marks[-1], address=safe or ""))

    def _close_link(self) -> None:
        if not self._links or not self._links.pop():
            self._close()
            return
        target, start = self._reference.pop()
        inside = self._words[start:]
        shown = "".join(word.space + word.text for word in inside).strip()
        space = inside[0].space if inside else ""
        self._words[start:] = [Word(shown, space, self._marks[-1], target)] if shown else []

    def _html(self, markup: str) -> None:
        element = _ELEMENT.match(markup)
        if _BREAK.match(markup):
            self._words.append(Word("\n", "", self._marks[-1]))
        elif element and element.group(1):
            self._close()
        elif element:
            strong = element.group(2).lower() in ("strong", "b")
            last = self._marks[-1]
            self._marks.append(replace(last, strong=True) if strong else replace(last, emphasis=True))
        elif (named := _ID.match(markup)) and not self._words:
            self.anchors += [anchor] if (anchor := anchor_of_element(named[1])) else []
        elif markup.startswith("<!--"):
            self.holds.append("comment")
        elif not _OUR_TARGET.match(markup):
            self.holds.append("html")
