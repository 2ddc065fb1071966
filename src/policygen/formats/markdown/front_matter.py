"""Front matter: what a site generator or a script may want to know of a document, as YAML between two lines."""

import json
import re

from policygen._on_use import regex
from policygen.document.model import Properties
from policygen.formats.text import clean

_LINE = "---"
_FOUND = regex(r"\A---[ \t]*\n(?:(?!---|\.\.\.)[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEYED = regex(r"^[A-Za-z_][\w-]*[ \t]*:(?:\s|$)", re.MULTILINE)


FOR_MKDOCS = "# MkDocs: turn on the extension sane_lists, or rules are counted anew under each heading."
"""What whoever sets up a site must know, and no reader sees."""


def front_matter(properties: Properties) -> str:
    """The document's properties. What a person typed stands in quotes, so that nothing in it is YAML of its own."""
    lines = (f"{key}: {_quoted(value)}" for key, value in _said(properties).items() if value)
    remarks = (FOR_MKDOCS,) if properties.depth == "short" else ()
    return "\n".join((_LINE, *lines, *remarks, _LINE))


def _said(properties: Properties) -> dict[str, str]:
    return {
        "title": properties.title,
        "organisation": properties.organisation,
        "version": properties.version,
        "status": "in-force" if properties.in_force else "draft",
        "owner": properties.owner,
        "review": properties.next_review,
        "lang": properties.language,
    }


_STATUS = ("version", "status", "review")
"""What becomes another when a document is issued."""


def restated(text: str, properties: Properties, was: Properties | None = None) -> str:
    """A text whose front matter says of the document's status what it is now; every other line stays as it is.

    With the properties that it `was` written with, it names the owner of today as well, where it names the one of then.
    """
    found = _FOUND.match(text)
    if found is None:
        return text
    said = _said(properties)
    lines = found[0].split("\n")
    for key in filter(said.get, _STATUS):
        line = f"{key}: {_quoted(said[key])}"
        at = next((at for at, each in enumerate(lines) if each.startswith(f"{key}:")), 0)
        if at:
            lines[at] = line
        else:
            lines.insert(next((at for at, each in enumerate(lines) if each.startswith("status:")), 0) + 1, line)
    if was is not None and properties.owner:
        named = f"owner: {_quoted(was.owner)}"
        lines = [f"owner: {_quoted(properties.owner)}" if line.rstrip() == named else line for line in lines]
    return "\n".join(lines) + text[found.end() :]


def without_front_matter(text: str) -> str:
    """A text with empty lines in the place of its front matter, so that every other line keeps its number."""
    found = _FOUND.match(text)
    if found is None or not _KEYED.search(found[0]):
        return text
    return "\n" * found[0].count("\n") + text[found.end() :]


def _quoted(value: str) -> str:
    """Words in double quotes, as JSON and YAML both read them."""
    return json.dumps(" ".join(clean(value).split()), ensure_ascii=False)
