"""House styles of templates, prepared once and kept between runs."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from policygen._resources import MAX_CACHED, data_root, keep_cached, read_cached, read_file
from policygen.brand.model import OUR_LOOK, Look
from policygen.formats.docx.house_style import HOUSE_STYLE_FORMAT, HouseStyle, HouseStyleError


def our_template() -> Path:
    """The template whose look our documents have."""
    return data_root() / "templates" / "policy.docx"


def style_of(template: Path) -> HouseStyle:
    """A template's house style: prepared, or as it was kept by the template's content.

    Raises: `DocumentError` when the template is no Word document, or lacks our styles; `UnreadableError` when it cannot be
    read.
    """
    return _style(OUR_LOOK, template, is_card=False)


def style_for(look: Look, *, is_card: bool = False) -> HouseStyle:
    """The house style of a look, made from our template: prepared, or as it was kept by the content of both.

    Raises: `DocumentError` when the document that the look refers to cannot be used.
    """
    return _style(look, our_template(), is_card=is_card and look != OUR_LOOK)


def own_template(look: Look) -> bytes:
    """Our template in the brand of a look, its body showing each style once."""
    content = read_file(our_template(), MAX_CACHED)
    if look.brand is None:
        return content
    from policygen.formats.docx.branding import branded

    return branded(content, look.brand)


@lru_cache(maxsize=8)
def _style(look: Look, template: Path, *, is_card: bool) -> HouseStyle:
    content, brand = read_file(template, MAX_CACHED), look.brand
    mark = hashlib.sha256(content)
    if look != OUR_LOOK:
        mark.update(f"{look.digest} {is_card}".encode())
    house = _kept(
        f"word-{HOUSE_STYLE_FORMAT}-{mark.hexdigest()[:32]}.bin", lambda: _prepared(content, look, is_card=is_card)
    )
    return house if brand is None else replace(house, paper=brand.paper or house.paper, cover=brand.cover)


def _kept(name: str, make: Callable[[], HouseStyle]) -> HouseStyle:
    kept = read_cached(name)
    if kept is not None:
        try:
            return HouseStyle.from_bytes(kept)
        except HouseStyleError:
            pass
    prepared = make()
    keep_cached(name, prepared.to_bytes())
    return prepared


def _prepared(template: bytes, look: Look, *, is_card: bool) -> HouseStyle:
    from policygen.formats.docx.template import prepare  # loads python-docx

    if look.reference is not None:
        from policygen.formats.docx.restyling import restyled

        made = restyled(look.reference, template, look.brand, is_card=is_card)
        return replace(prepare(made.template, made.house, made.stands_on), paper=made.paper)
    if look.brand is not None:
        from policygen.formats.docx.branding import branded

        template = branded(template, look.brand, is_card=is_card)
    return prepare(template)
