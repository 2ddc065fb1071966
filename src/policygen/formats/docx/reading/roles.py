"""What a paragraph is in our words, by its style, its outline level and its list: by name first, then by what it does."""

import re

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.model import ParagraphRole, TableRole
from policygen.document.walk import NUMBERED
from policygen.formats.docx.reading.model import WordParagraph
from policygen.formats.docx.reading.styles import Numbering, Styles

_ROLES: dict[str, ParagraphRole] = {
    "title": "title",
    "subtitle": "subtitle",
    "policymeta": "meta",
    "policyrule": "rule",
    "policynumberedrule": "numbered-rule",
    "policytitledrule": "titled-rule",
    "policyletteredrule": "rule",
    "policyclausetext": "body",
    "policyalways": "always",
    "policynumberedalways": "always",
    "policyrights": "rights",
    "policynumberedrights": "rights",
    "policylead": "lead",
    "policystatutory": "statutory",
    "policynote": "note",
}
_LISTS_OF_NOTICES = ("policystatutorybullet", "policystatutorynumber")
_TABLES: dict[str, TableRole] = {
    "policytable": "records",
    "policycontroltable": "control",
    "policysignaturetable": "signature",
}
_HEADING = regex(r"^heading([1-9])$")
_LISTS = {
    "listbullet": (False, 0),
    "listbullet2": (False, 1),
    "listbullet3": (False, 2),
    "listnumber": (True, 0),
    "listnumber2": (True, 1),
    "listnumber3": (True, 2),
}
_CONTENTS_TITLE = {"tocheading", "contentsheading"}
_BULLETS = {"bullet", "none", ""}


@dataclass(frozen=True, slots=True)
class ParagraphKind:
    """What a paragraph is."""

    role: ParagraphRole = "body"
    heading: int = 0
    """1 to 9 for a heading."""
    numbered: bool = False
    is_item: bool = False
    ordered: bool = False
    level: int = 0
    list_id: str = ""
    contents_title: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """Reads roles off one document's styles and lists."""

    styles: Styles
    numbering: Numbering

    def of(self, paragraph: WordParagraph) -> ParagraphKind:
        """What a paragraph is."""
        names = self._names(paragraph.style)
        numbering = self._effective(paragraph)
        counted = numbering is not None and self.numbering.format_of(*numbering) not in ("none", "")
        for name in names:
            heading = _HEADING.match(name)
            if heading:
                return ParagraphKind(heading=int(heading.group(1)), numbered=counted)
            if name in _CONTENTS_TITLE:
                return ParagraphKind(contents_title=True)
            if name in _LISTS_OF_NOTICES and counted:
                break
            if name in _ROLES:
                is_plain = paragraph.numbering is not None and not counted
                return ParagraphKind(role="rule" if is_plain and _ROLES[name] in NUMBERED else _ROLES[name])
            if name in _LISTS and numbering is None and paragraph.numbering is None:
                ordered, level = _LISTS[name]
                return ParagraphKind(is_item=True, ordered=ordered, level=level, list_id=name)
        outline = paragraph.outline if paragraph.outline is not None else self.styles.outline(paragraph.style)
        if outline is not None and outline < 9:
            return ParagraphKind(heading=outline + 1, numbered=counted)
        if numbering is not None and counted:
            ordered = self.numbering.format_of(*numbering) not in _BULLETS
            return ParagraphKind(
                is_item=True,
                ordered=ordered,
                level=numbering[1],
                list_id=numbering[0],
            )
        return ParagraphKind()

    def table_role(self, style: str) -> TableRole | None:
        """What a table is by its style, or None when its style is not ours."""
        return next((_TABLES[name] for name in self._names(style) if name in _TABLES), None)

    def is_table_heading(self, style: str) -> bool:
        """Whether a style is the one of heading cells."""
        return "policytableheading" in self._names(style)

    def _names(self, style: str) -> list[str]:
        """The names and ids of a style and of those it is based on, without case and spaces."""
        found = [_folded(style)] if style not in self.styles.by_id else []
        for known in self.styles.chain(style):
            found += [_folded(known.name), _folded(known.id)]
        return found

    def _effective(self, paragraph: WordParagraph) -> tuple[str, int] | None:
        """The list and level that count for a paragraph; None when it stands in no list."""
        direct = paragraph.numbering
        by_style = self.styles.numbering(paragraph.style) or self.numbering.by_style.get(paragraph.style)
        if direct is None:
            found = by_style
        elif direct[0] == "" and by_style is not None:
            found = (by_style[0], direct[1])
        else:
            found = direct
        return None if found is None or found[0] in ("", "0") else found


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).lower()
