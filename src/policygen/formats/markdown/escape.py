"""User text made inert: nothing in an answer becomes Markdown or HTML."""

import re

from policygen._on_use import regex

_ACTIVE = regex(r"[\\`*_\[\]<~$]|&(?=#?\w{1,32};)|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.I)
_LINE_START = regex(r"([#+\-=:>|]|\d{1,9}(?=[.)]))")
_CLOSING_HASHES = regex(r"(#+)$")


def escape(text: str) -> str:
    """The text with a backslash before whatever Markdown would act on inside a line."""
    return _ACTIVE.sub(r"\\\g<0>", text)


def escape_cell(text: str) -> str:
    """Text inside a table's cell, where a bar would end it."""
    return text.replace("|", r"\|")


def escape_line_start(line: str) -> str:
    """A line that opens no heading, list, quotation or table: blanks before it go, and its first mark is escaped."""
    line = line.strip(" \t")
    match = _LINE_START.match(line)
    if match is None:
        return line
    end = match.end() if line[0].isdigit() else 0
    return f"{line[:end]}\\{line[end:]}"


def escape_heading_end(line: str) -> str:
    """A heading whose last hashes are words, not its closing marks."""
    return _CLOSING_HASHES.sub(r"\\\1", line)
