"""Fonts by the names that style lists show: which of them a reader is likely to have, and what stands in for them."""

from policygen._dataclass import dataclass
from policygen._on_use import regex

_NAME = regex(r"[^\W_][\w .&'+-]{0,59}")
_SANS, _SERIF = "sans-serif", "serif"
GENERIC = (_SANS, _SERIF)


@dataclass(frozen=True, slots=True)
class Font:
    """A font, and what a program takes where it is missing."""

    name: str
    stand_in: str = ""
    """Of the same widths, or chosen by somebody; empty where there is none."""
    generic: str = _SANS
    is_common: bool = False
    """Whether it comes with Word, Windows or macOS."""


_COMMON = {
    font.name.casefold(): font
    for font in (
        Font("Calibri", "Carlito", _SANS, is_common=True),
        Font("Cambria", "Caladea", _SERIF, is_common=True),
        Font("Arial", "Liberation Sans", _SANS, is_common=True),
        Font("Times New Roman", "Liberation Serif", _SERIF, is_common=True),
        Font("Georgia", "Gelasio", _SERIF, is_common=True),
        Font("Aptos", "", _SANS, is_common=True),
        Font("Aptos Display", "", _SANS, is_common=True),
        Font("Aptos Serif", "", _SERIF, is_common=True),
        Font("Verdana", "DejaVu Sans", _SANS, is_common=True),
        Font("Tahoma", "", _SANS, is_common=True),
        Font("Trebuchet MS", "", _SANS, is_common=True),
        Font("Segoe UI", "Selawik", _SANS, is_common=True),
        Font("Garamond", "EB Garamond", _SERIF, is_common=True),
        Font("Palatino Linotype", "TeX Gyre Pagella", _SERIF, is_common=True),
        Font("Book Antiqua", "TeX Gyre Pagella", _SERIF, is_common=True),
        Font("Century Gothic", "", _SANS, is_common=True),
        Font("Century Schoolbook", "TeX Gyre Schola", _SERIF, is_common=True),
        Font("Candara", "", _SANS, is_common=True),
        Font("Corbel", "", _SANS, is_common=True),
        Font("Constantia", "", _SERIF, is_common=True),
        Font("Franklin Gothic Book", "Libre Franklin", _SANS, is_common=True),
        Font("Gill Sans MT", "", _SANS, is_common=True),
        Font("Rockwell", "", _SERIF, is_common=True),
        Font("Helvetica", "Arial", _SANS, is_common=True),
        Font("Liberation Sans", "Arial", _SANS),
        Font("Liberation Serif", "Times New Roman", _SERIF),
        Font("Carlito", "Calibri", _SANS),
        Font("Caladea", "Cambria", _SERIF),
        Font("Gelasio", "Georgia", _SERIF),
    )
}
COMMON = tuple(font.name for font in _COMMON.values() if font.is_common)


def font_named(name: str, stand_in: str = "") -> Font | None:
    """A font by its name; None for what is no font's name. `stand_in` is another font, or `serif` or `sans-serif`."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name):
        return None
    known = _COMMON.get(name.casefold(), Font(name))
    generic = known.generic
    if stand_in.casefold() in GENERIC:
        stand_in, generic = known.stand_in, stand_in.casefold()
    elif chosen := _COMMON.get(stand_in.casefold()):
        generic = generic if known.is_common else chosen.generic
    return Font(known.name, stand_in or known.stand_in, generic, known.is_common)
