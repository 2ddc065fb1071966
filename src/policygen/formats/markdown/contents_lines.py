"""The contents of a Markdown document, line by line: ours, where each line is a heading of the text, in order."""

from collections.abc import Sequence

from policygen._dataclass import dataclass
from policygen._on_use import regex

_HEADING = regex(r"^(#{2,4}) <a id=\"([^\"]+)\"></a>(.+)$")
_LINE = regex(r"^( *)- \[(.+)\]\(#([^)\s]+)\)$")
_INDENT = 4


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that contents can lead to."""

    target: str
    words: str
    """As they are written, with their number."""
    level: int
    """From 0."""

    @property
    def line(self) -> str:
        return f"{' ' * _INDENT * self.level}- [{self.words}](#{self.target})"


def _headings(lines: Sequence[str]) -> list[_Heading]:
    found = (_HEADING.match(line) for line in lines)
    return [_Heading(each[2], each[3].strip(), len(each[1]) - 2) for each in found if each is not None]


def contents_lines(lines: Sequence[str]) -> range:
    """The lines of a document's contents, where they are as we write them; none where there are no such."""
    first = next((at for at, line in enumerate(lines) if _LINE.match(line)), len(lines))
    last = next((at for at in range(first, len(lines)) if not _LINE.match(lines[at])), len(lines))
    found = [_LINE.match(line) for line in lines[first:last]]
    shown = [(each[3], each[2]) for each in found if each is not None]
    return range(first, last) if shown == [(each.target, each.words) for each in _headings(lines)] else range(0)


def with_contents_renewed(old: str, new: str) -> str:
    """A text whose contents list its headings as they are, if those of the text that it was made from did."""
    if not contents_lines(old.split("\n")):
        return new
    lines = new.split("\n")
    first = next((at for at, line in enumerate(lines) if _LINE.match(line)), len(lines))
    last = next((at for at in range(first, len(lines)) if not _LINE.match(lines[at])), len(lines))
    lines[first:last] = [heading.line for heading in _headings(lines)]
    return "\n".join(lines)
