"""The names by which a part is found again in a file that people have edited.

Word gets two point bookmarks per part: range bookmarks, paragraph ids and content controls do not survive editors.
Markdown gets a comment line before each part, and a link target where something refers to it.
"""

import re
from hashlib import sha256

from policygen._on_use import regex

_OPENS = "pg_"
_CLOSES = "pge_"
_HEADS = "pgh_"
_HIDDEN = "_"
"""Before the name of a bookmark: Word does not list such names among those that people made."""

_DIGITS = 12
_BOOKMARK = regex(rf"^_?{_OPENS}([0-9a-f]{{{_DIGITS}}})(?:_[0-9]+)?$")
_END_BOOKMARK = regex(rf"^_?{_CLOSES}([0-9a-f]{{{_DIGITS}}})(?:_[0-9]+)?$")
"""Documents issued before 30 November 2026 have no underscore before a name; editors put a number behind it."""
_COMMENT_OPENING = "<!-- pg:"
_COMMENT_CLOSING = " -->"
_PLAIN_ID = regex(r"[A-Za-z0-9._:-]+")
_UNSAFE_IN_COMMENT = regex(r"[^A-Za-z0-9._:-]|(?<=-)-|-(?=$)")
_ENCODED = regex(r"(?:%[0-9A-F]{2})+")


def anchor_of(part_id: str) -> str:
    """What every name of a part says about it: the first hex digits of its id's SHA-256, the same for ever."""
    return sha256(part_id.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def anchor_in(name: str) -> str | None:
    """The anchor of the part that a bookmark or a link target opens, or None when the name is not ours."""
    found = _BOOKMARK.match(name)
    return found.group(1) if found else None


def end_anchor_in(name: str) -> str | None:
    """The anchor of the part that a bookmark closes, or None when the name is not ours."""
    found = _END_BOOKMARK.match(name)
    return found.group(1) if found else None


def bookmark_name(part_id: str) -> str:
    """The point bookmark in a part's first paragraph: at most 40 characters."""
    return _HIDDEN + _OPENS + anchor_of(part_id)


def end_bookmark_name(part_id: str) -> str:
    """The point bookmark at the end of a part's last paragraph; for a table, in its last cell."""
    return _HIDDEN + _CLOSES + anchor_of(part_id)


def heading_bookmark_name(part_id: str, index: int) -> str:
    """The bookmark of a heading that does not open its part, for the contents; `index` counts from 0 in its part."""
    return _HIDDEN + _HEADS + anchor_of(f"{part_id}\n{index}")


def heading_target(part_id: str, index: int) -> str:
    """The id of such a heading in a Markdown or HTML file."""
    return heading_bookmark_name(part_id, index).removeprefix(_HIDDEN)


def comment_anchor(part_id: str) -> str:
    """The comment line before a part in Markdown: rendered nowhere, and legal whatever the id holds."""
    return f"{_COMMENT_OPENING}{_UNSAFE_IN_COMMENT.sub(_percent, part_id)}{_COMMENT_CLOSING}"


def part_of_comment(line: str) -> str | None:
    """The part id that a comment line names, or None when the line is no anchor."""
    stripped = line.strip()
    if not (stripped.startswith(_COMMENT_OPENING) and stripped.endswith(_COMMENT_CLOSING)):
        return None
    encoded = stripped[len(_COMMENT_OPENING) : -len(_COMMENT_CLOSING)]
    return _ENCODED.sub(_from_percent, encoded) or None


_SEPARATED = regex(r"[A-Za-z][A-Za-z0-9-]*(?:[.:_][A-Za-z0-9-]+)*")
_RUNS = {".": "_", ":": "__", "_": "___"}
_SEPARATORS = {run: separator for separator, run in _RUNS.items()}
_UNDERSCORES = regex(r"_+")


def element_id(part_id: str) -> str:
    """The id of a part's element, which needs no escaping in an address, a style sheet or a script.

    Letters, digits, hyphens and underscores: `rights.media` is `rights_media`, `group:about` is `group__about`.
    """
    if not _SEPARATED.fullmatch(part_id):
        return _OPENS + anchor_of(part_id)
    return re.sub(r"[.:_]", lambda match: _RUNS[match.group()], part_id)


def anchor_of_element(name: str) -> str | None:
    """The anchor of the part that an element's id names, in any form that we ever wrote; None when it names none."""
    if name.removeprefix(_HIDDEN).startswith(_HEADS):
        return None
    found = anchor_in(name)
    if found is not None:
        return found
    runs = _UNDERSCORES.findall(name)
    if "." in name or ":" in name or not all(run in _SEPARATORS for run in runs):
        return anchor_of(name) if _PLAIN_ID.fullmatch(name) else None
    return anchor_of(_UNDERSCORES.sub(lambda match: _SEPARATORS[match.group()], name))


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))


def _from_percent(match: re.Match[str]) -> str:
    return bytes.fromhex(match.group().replace("%", "")).decode("utf-8", "replace")
