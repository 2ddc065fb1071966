"""A company's styles in the places of ours: found by name, by outline level and by what its text uses.

Word's own styles stay what Word counts and lists by. Where a text uses styles of its own instead, Word's are based on them,
so that contents, headers and references go on working.
"""

import re
from collections.abc import Iterator, Mapping

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.brand.colours import EASY, LEGIBLE, WHITE, colour, contrast, legible, palette
from policygen.brand.model import Brand
from policygen.brand.report import Mapped
from policygen.findings import Finding, Severity
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.reference import Used
from policygen.formats.docx.schema import put

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TITLE = regex(r"title|titel|titre|título|titolo|tytuł|otsikko|rubrik", re.I)
_SUBTITLE = regex(r"sub|unter|sous|onder|under|pod|ala", re.I)
_HEADING = regex(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek)\s*([1-9])", re.I)
_NO_BODY = regex(
    r"heading|title|toc|list|header|footer|caption|quote|table|author|date|abstract|note|compact|policy|überschrift|titel|"
    r"verzeichnis|liste|kopf|fuß|bibliograph|definition|signature|address",
    re.I,
)
_LEVELS = (1, 2, 3)
_LIKE_NORMAL = ("tablenormal", "tablegrid", "normaltable")
_DARKEST_COLOURLESS = 24
"""How far the channels of a grey lie apart."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """A reference's styles, ready for a text of ours."""

    body: str
    """The id of the style that our further styles are based on; empty: their default one."""
    table: str
    """The id of the style that our tables are based on; empty: none."""
    brand: Brand
    """Colours and size for what is ours."""
    mapped: tuple[Mapped, ...]
    findings: tuple[Finding, ...]
    """Colours of theirs that are hard to read."""


class Styles:
    """The styles of a package by id and name, with what they come to by what they are based on."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_id = {style.get(names.w("styleId"), ""): style for style in root.findall(names.w("style"))}
        self.by_name = {name_of(style).casefold(): style for style in self.by_id.values()}
        self.default = next(
            (
                id
                for id, style in self.by_id.items()
                if style.get(names.TYPE) == "paragraph" and style.get(names.w("default")) in ("1", "true", "on")
            ),
            "",
        )

    def chain(self, style: Element | None) -> Iterator[Element]:
        """A style and those it is based on."""
        seen = 0
        while style is not None and seen < 12:
            yield style
            based = style.find(names.w("basedOn"))
            style = self.by_id.get(based.get(names.VAL, "")) if based is not None else None
            seen += 1

    def value(self, style: Element | None, *path: str, attribute: str = "val") -> str:
        """What a style says, or one it is based on; empty where none does."""
        for each in self.chain(style):
            found = each.find("/".join(map(names.w, path)))
            if found is not None and found.get(names.w(attribute)) is not None:
                return found.get(names.w(attribute), "")
        return ""


def name_of(style: Element) -> str:
    """The name that Word lists a style by."""
    name = style.find(names.w("name"))
    return name.get(names.VAL, "") if name is not None else style.get(names.w("styleId"), "")


def adapt(root: Element, theme: Element | None, used: Used) -> Adapted:
    """Sets the styles of a reference so that ours find them, and tells how; `root` is changed in place."""
    styles = Styles(root)
    mapped = [_heading(styles, level, used) for level in _LEVELS]
    mapped.insert(0, _title(styles, used))
    body, told = _body(styles, used)
    mapped.append(told)
    table = _table(styles, used)
    name = name_of(styles.by_id[table]) if table else ""
    mapped.append(Mapped("Policy Table", name, "looks as yours" if table else "ours, in your colours"))
    for plain in ("List Bullet", "List Number", "toc 1", "toc 2", "header", "footer", "Hyperlink", "Quote", "caption"):
        is_there = plain.casefold() in styles.by_name
        how = (
            ("yours, with our signs and indents" if plain.startswith("List") else "yours")
            if is_there
            else "ours, added"
        )
        mapped.append(Mapped(plain, plain if is_there else "", how))
    return Adapted(body, table, _brand(styles, theme), tuple(mapped), tuple(_pale(styles, theme)))


# ---- by usage ----------------------------------------------------------------------------------------------------------


def _heading(styles: Styles, level: int, used: Used) -> Mapped:
    name = f"heading {level}"
    own = styles.by_name.get(name)
    if own is not None and used.paragraphs.get(own.get(names.w("styleId"), "")):
        return Mapped(name, name_of(own), "yours")
    found = [id for id in used.paragraphs if id in styles.by_id and _level(styles, styles.by_id[id]) == level]
    other = max(found, key=lambda id: used.paragraphs[id], default="")
    if other and styles.by_id[other] is not own:
        _base_on(styles, name, f"Heading{level}", other, level)
        return Mapped(name, name_of(styles.by_id[other]), "looks as yours")
    return Mapped(name, name_of(own), "yours") if own is not None else Mapped(name, "", "ours, added")


def _level(styles: Styles, style: Element) -> int:
    said = styles.value(style, "pPr", "outlineLvl")
    if said.isdigit() and int(said) < 9:
        return int(said) + 1
    found = _HEADING.fullmatch(name_of(style).strip())
    return int(found[1]) if found else 0


def _title(styles: Styles, used: Used) -> Mapped:
    own = styles.by_name.get("title")
    if own is not None and used.paragraphs.get(own.get(names.w("styleId"), "")):
        return Mapped("Title", name_of(own), "yours")
    for id in used.paragraphs:
        name = name_of(styles.by_id[id]) if id in styles.by_id else ""
        if _TITLE.search(name) and not _SUBTITLE.search(name) and not _HEADING.fullmatch(name.strip()):
            _base_on(styles, "Title", "Title", id)
            return Mapped("Title", name, "looks as yours")
    return Mapped("Title", name_of(own), "yours") if own is not None else Mapped("Title", "", "ours, added")


def _body(styles: Styles, used: Used) -> tuple[str, Mapped]:
    own = styles.by_name.get("body text")
    own_id = own.get(names.w("styleId"), "") if own is not None else ""
    if own is not None and used.paragraphs.get(own_id):
        _stand_in_line(styles, own)
        return own_id, Mapped("Body Text", name_of(own), "yours, behind the column of numbers")
    counted = {id: count for id, count in used.paragraphs.items() if id in styles.by_id and _is_body(styles, id)}
    counted[styles.default] = counted.get(styles.default, 0) + used.paragraphs.get("", 0)
    other = max(counted, key=lambda id: counted[id])
    if other and other != styles.default and counted[other] > 1:
        _stand_in_line(styles, _base_on(styles, "Body Text", "BodyText", other))
        return other, Mapped("Body Text", name_of(styles.by_id[other]), "looks as yours, behind the column of numbers")
    normal = name_of(styles.by_id[styles.default]) if styles.default else ""
    if own is not None and styles.default:
        _stand_in_line(styles, _base_on(styles, "Body Text", "BodyText", styles.default))
    return "", Mapped("Body Text", normal, "looks as yours, behind the column of numbers")


def _is_body(styles: Styles, id: str) -> bool:
    style = styles.by_id[id]
    listed = any(each.find(f"{names.P_PR}/{names.NUM_PR}") is not None for each in styles.chain(style))
    return not (listed or _level(styles, style) or _NO_BODY.search(name_of(style)))


def _base_on(styles: Styles, name: str, id: str, other: str, level: int = 0) -> Element:
    """One of Word's own styles as nothing but another, made where there is none."""
    style = styles.by_name.get(name.casefold())
    if style is None:
        kind = {names.TYPE: "paragraph", names.w("styleId"): id if id not in styles.by_id else f"Policy{id}"}
        style = put(styles.root, names.w("style"), kind)
        put(style, names.w("name"), {names.VAL: name})
        put(style, names.w("qFormat"))
        styles.by_id[style.get(names.w("styleId"), "")] = styles.by_name[name.casefold()] = style
    for tag in ("basedOn", "link", "pPr", "rPr"):
        for old in style.findall(names.w(tag)):
            style.remove(old)
    put(style, names.w("basedOn"), {names.VAL: other})
    if level:
        properties = put(style, names.P_PR)
        put(properties, names.KEEP_NEXT)
        put(properties, names.w("outlineLvl"), {names.VAL: str(level - 1)})
    return style


def _stand_in_line(styles: Styles, style: Element) -> None:
    """Body text begins where the words of rules do."""
    if styles.value(style, "pPr", "ind", attribute="left") in ("", "0"):
        properties = style.find(names.P_PR)
        properties = put(style, names.P_PR) if properties is None else properties
        indent = properties.find(names.IND)
        indent = put(properties, names.IND) if indent is None else indent
        indent.set(names.w("left"), "1021")


def _table(styles: Styles, used: Used) -> str:
    counted = {
        id: count
        for id, count in used.tables.items()
        if id in styles.by_id
        and id.casefold() not in _LIKE_NORMAL
        and not name_of(styles.by_id[id]).startswith("Policy")
    }
    return max(counted, key=lambda id: counted[id], default="")


# ---- colours and sizes -------------------------------------------------------------------------------------------------


def _brand(styles: Styles, theme: Element | None) -> Brand:
    """Colours and size for what is ours, taken from theirs: an accent too pale for words is darkened."""
    scheme = _scheme(theme)
    headings = (styles.by_name.get(name) for name in ("heading 1", "heading 2", "title"))
    shown = [_colour(styles, style, scheme) for style in headings]
    accent = next((each for each in (*shown, scheme.get("accent1", "")) if each and not _is_grey(each)), "")
    text = _colour(styles, styles.by_id.get(styles.default), scheme) or "000000"
    text = legible(text, (WHITE,), EASY)
    accent = legible(accent or text, (WHITE,), LEGIBLE)
    default = styles.root.find("/".join(map(names.w, ("docDefaults", "rPrDefault", "rPr", "sz"))))
    size = styles.value(styles.by_id.get(styles.default), "rPr", "sz") or (
        default.get(names.VAL, "") if default is not None else ""
    )
    return Brand(palette=palette(accent, text), body_size=int(size) if re.fullmatch(r"[1-9]\d", size) else 20)


def _pale(styles: Styles, theme: Element | None) -> Iterator[Finding]:
    for name in ("title", "heading 1", "heading 2", "body text"):
        shown = _colour(styles, styles.by_name.get(name), _scheme(theme))
        if shown and contrast(shown, WHITE) < LEGIBLE:
            weight = f"{contrast(shown, WHITE):.1f} : 1 on white, and words need {LEGIBLE:g} : 1"
            message = f"Its style '{name}' is #{shown}, which is hard to read: {weight}."
            hint = f"The nearest shade that passes is #{legible(shown, (WHITE,), LEGIBLE)}."
            yield Finding("reference-colour", Severity.MEDIUM, message, hint=hint)


def _colour(styles: Styles, style: Element | None, scheme: Mapping[str, str]) -> str:
    said = colour(styles.value(style, "rPr", "color")) or ""
    return said or scheme.get(styles.value(style, "rPr", "color", attribute="themeColor"), "")


def _scheme(theme: Element | None) -> dict[str, str]:
    """The colours of a theme, by what styles call them."""
    found: dict[str, str] = {}
    for scheme in theme.iter(f"{{{_DRAWING}}}clrScheme") if theme is not None else ():
        for slot in scheme:
            value = slot[0].get("val") if slot[0].tag.endswith("srgbClr") else slot[0].get("lastClr")
            if value and colour(value):
                found[str(slot.tag).rpartition("}")[2]] = value.upper()
    return found | {word: found[slot] for word, slot in (("text1", "dk1"), ("text2", "dk2")) if slot in found}


def _is_grey(of: str) -> bool:
    channels = [int(of[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels) < _DARKEST_COLOURLESS
