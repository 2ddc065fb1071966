"""A Markdown document to be published: the words as they are, and nothing of how they were made."""

import re

from policygen._on_use import regex
from policygen._resources import decode_text, unix_breaks
from policygen.formats.markdown.record_comment import without_comment

_SEPARATOR = "<!-- -->"
"""Keeps two lists apart; it says nothing."""
_COMMENT = regex(r"[ \t]*<!--(?! -->).*?-->[ \t]*", re.DOTALL)
_LINES_OF_COMMENTS = regex(r"(?:^|(?<=\n))[ \t]*<!--(?! -->)(?:(?!-->).)*-->[ \t]*\n\n?", re.DOTALL)


def published(data: bytes) -> bytes:
    """A document without its record and without comments, ours and those of others.

    Raises: `UnreadableError` when it is no text.
    """
    text, *_ = without_comment(unix_breaks(decode_text(data, "")))
    text = _COMMENT.sub("", _LINES_OF_COMMENTS.sub("", text))
    return f"{text.strip()}\n".encode()
