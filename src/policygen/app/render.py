"""A document in a format, by name; formats load when they are first asked for."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Literal

from policygen._resources import data_root, keep_cached, read_cached
from policygen.document.model import Document
from policygen.findings import Finding

Format = Literal["docx", "md"]
FORMATS: tuple[Format, ...] = ("docx", "md")


def _docx(document: Document, record: bytes, digest: str) -> tuple[bytes, tuple[Finding, ...]]:
    from policygen.formats.docx.writer import write

    return write(document, record=record, digest=digest, house=house_style())


def _markdown(document: Document, record: bytes, digest: str) -> tuple[bytes, tuple[Finding, ...]]:
    from policygen.formats.markdown.writer import write

    text, findings = write(document, record=record, digest=digest)
    return text.encode(), findings


@cache
def house_style():  # type: ignore[no-untyped-def]
    """Our Word template, prepared: kept between runs by the content of the template."""
    from policygen.formats.docx.house_style import HouseStyle, HouseStyleError

    template = (data_root() / "templates" / "policy.docx").read_bytes()
    name = f"word-{hashlib.sha256(template).hexdigest()[:32]}.bin"
    kept = read_cached(name)
    if kept is not None:
        try:
            return HouseStyle.from_bytes(kept)
        except HouseStyleError:
            pass
    from policygen.formats.docx.template import prepare

    prepared = prepare(template)
    keep_cached(name, prepared.to_bytes())
    return prepared


def render(document: Document, name: Format, *, record: bytes, digest: str) -> tuple[bytes, tuple[Finding, ...]]:
    """A document as the bytes of a file, and what could not be written as it stands."""
    return _docx(document, record, digest) if name == "docx" else _markdown(document, record, digest)


def untouched_test(name: Format) -> Callable[[bytes], bool]:
    """A test of a format whether a file is as we left it."""

    def docx(content: bytes) -> bool:
        from policygen.formats.docx.seal import is_untouched

        return is_untouched(content)

    def markdown(content: bytes) -> bool:
        from policygen.formats.markdown.seal import is_untouched

        return is_untouched(content)

    return docx if name == "docx" else markdown
