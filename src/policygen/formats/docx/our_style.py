"""Our own house style: prepared from the template once, and kept between runs by the template's content."""

import hashlib
from functools import cache

from policygen._resources import data_root, keep_cached, read_cached
from policygen.formats.docx.house_style import HouseStyle, HouseStyleError


@cache
def our_style() -> HouseStyle:
    """Our Word template, prepared."""
    template = (data_root() / "templates" / "policy.docx").read_bytes()
    name = f"word-{hashlib.sha256(template).hexdigest()[:32]}.bin"
    kept = read_cached(name)
    if kept is not None:
        try:
            return HouseStyle.from_bytes(kept)
        except HouseStyleError:
            pass
    from policygen.formats.docx.template import prepare  # loads python-docx

    prepared = prepare(template)
    keep_cached(name, prepared.to_bytes())
    return prepared
