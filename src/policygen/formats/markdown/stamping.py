"""A Markdown document that people have written in comes to say that it is issued; every other line stays as it is."""

import re
from collections.abc import Collection, Iterator

from policygen._resources import decode_text, unix_breaks
from policygen.document.model import Properties
from policygen.document.stamp import NewRow, Rewording, Stamp
from policygen.formats.markdown.escape import escape, escape_cell
from policygen.formats.markdown.front_matter import restated
from policygen.formats.markdown.record_comment import comment_behind, without_comment

_BREAK = "<br>"
"""What ends a line inside a cell."""


def stamp_text(
    data: bytes, stamp: Stamp, places: Collection[int], properties: Properties, record: bytes, digest: str
) -> tuple[bytes, tuple[str, ...]]:
    """The document with its status, and words that should have given way and were not found.

    The status is written into the front matter and some lines, counted from 0; `record` is what belongs to the text from now
    on, and stands in it where one stood before.

    Raises: `UnreadableError` when it is no text.
    """
    text = decode_text(data, "")
    body, seal, is_inline = without_comment(unix_breaks(text))
    lines = _Lines(body.split("\n"), places)
    missing = tuple(lines.write(stamp))
    written = restated("\n".join(lines.lines), properties)
    written = f"{written.rstrip()}\n\n{comment_behind(written, record if is_inline else None, digest, body, seal)}\n"
    return (written.replace("\n", "\r\n") if b"\r\n" in data else written).encode(), missing


class _Lines:
    def __init__(self, lines: list[str], places: Collection[int]) -> None:
        self.lines = lines
        self.places = sorted(at for at in places if at < len(lines))

    def write(self, stamp: Stamp) -> Iterator[str]:
        """Write what a stamp says; gives back what could not be written where it belongs."""
        for rewording in stamp.rewordings:
            if not self._reword(rewording):
                yield rewording.ways[0][0]
        for behind, line in stamp.lines:
            if not self._add(behind, ["", escape(line)]):
                yield behind
        for row in stamp.rows:
            if not self._add_row(row):
                yield row.cells[0]

    def _reword(self, rewording: Rewording) -> bool:
        for before, after in rewording.ways:
            for at in self.places:
                found = _found(before, self.lines[at])
                if found is not None:
                    line = self.lines[at]
                    new = escape(after)
                    new = escape_cell(new) if line.lstrip().startswith("|") else new
                    self.lines[at] = line[: found.start()] + new + line[found.end() :]
                    return True
        return False

    def _add(self, behind: str, lines: list[str]) -> bool:
        for at in self.places:
            if _found(behind, self.lines[at]) is not None:
                self._insert(at + 1, lines)
                return True
        return False

    def _insert(self, at: int, lines: list[str]) -> None:
        self.lines[at:at] = lines
        self.places = sorted([*(place if place < at else place + len(lines) for place in self.places), at])

    def _add_row(self, row: NewRow) -> bool:
        rows = [at for at in self.places if self.lines[at].lstrip().startswith("|")]
        if row.behind:
            rows = [at for at in rows if _found(row.behind, self.lines[at]) is not None][:1]
        if not rows:
            return False
        label, *words = (escape_cell(escape(cell)).replace("\n", _BREAK) for cell in row.cells)
        self._insert(rows[-1] + 1, [f"| {' | '.join((f'**{label}**', *words))} |"])
        return True


def _found(words: str, line: str) -> re.Match[str] | None:
    """Where some words stand in a line, with the backslashes and blanks that may stand among them."""
    spelled = ("".join(map(sign_pattern, word)) for word in words.split())
    return re.search(r"\s+".join(spelled), line) if words.strip() else None


def sign_pattern(sign: str) -> str:
    """An expression for a sign of a text, escaped in Markdown or not."""
    return sign if sign.isalnum() else rf"(?:\\?{re.escape(sign)}|&#{ord(sign)};)"
