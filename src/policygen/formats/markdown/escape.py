"""User text made inert: nothing in an answer becomes Markdown or HTML."""

import re

from policygen._on_use import regex

_ACTIVE = regex(r"[\\`*_\[\]<~$]|&(?=#?\w{1,32};)|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.I)
_LINE_START = regex(r"([#+\-=:>|]|\d{1,9}(?=[.)]))")
_CLOSING_HASHES = regex(r"(#+)$")


_BACKSLASHED = frozenset("\\`*_{}[]()>#+-.!")
"""What every Markdown takes a backslash before. Python's would show it before anything else; all know numbered entities."""


def _inert(match: re.Match[str]) -> str:
    return "".join(f"\\{each}" if each in _BACKSLASHED else f"&#{ord(each)};" for each in match.group())


def escape(text: str) -> str:
    """The text with whatever Markdown would act on inside a line made inert."""
    return _ACTIVE.sub(_inert, text)


def escape_cell(text: str) -> str:
    """Text inside a table's cell, where a bar would end it."""
    return text.replace("|", r"\|")


def escape_line_start(line: str) -> str:
    """A line that opens no heading, list, quotation or table: blanks before it go, and its first mark is made inert."""
    line = line.strip(" \t")
    match = _LINE_START.match(line)
    if match is None:
        return line
    end = match.end() if line[0].isdigit() else 0
    mark = f"\\{line[end]}" if line[end] in _BACKSLASHED else f"&#{ord(line[end])};"
    return f"{line[:end]}{mark}{line[end + 1 :]}"


def escape_heading_end(line: str) -> str:
    """A heading whose last hashes are words, not its closing marks."""
    return _CLOSING_HASHES.sub(r"\\\1", line)
