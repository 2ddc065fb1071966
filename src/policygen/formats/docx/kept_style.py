"""House styles of templates, prepared once and kept between runs."""

import hashlib
from functools import lru_cache
from pathlib import Path

from policygen._resources import MAX_CACHED, data_root, keep_cached, read_cached, read_file
from policygen.formats.docx.house_style import HOUSE_STYLE_FORMAT, HouseStyle, HouseStyleError


def our_template() -> Path:
    """The template whose look our documents have."""
    return data_root() / "templates" / "policy.docx"


@lru_cache(maxsize=4)
def style_of(template: Path) -> HouseStyle:
    """A template's house style: prepared, or as it was kept by the template's content.

    Raises: `DocumentError` when the template is no Word document, or lacks our styles; `UnreadableError` when it cannot be
    read.
    """
    content = read_file(template, MAX_CACHED)
    name = f"word-{HOUSE_STYLE_FORMAT}-{hashlib.sha256(content).hexdigest()[:32]}.bin"
    kept = read_cached(name)
    if kept is not None:
        try:
            return HouseStyle.from_bytes(kept)
        except HouseStyleError:
            pass
    from policygen.formats.docx.template import prepare  # loads python-docx

    prepared = prepare(content)
    keep_cached(name, prepared.to_bytes())
    return prepared
