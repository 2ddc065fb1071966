"""Where the record lies in a package: in custom XML with our root, whose name and place are the editor's choice."""

from collections.abc import Iterator

from policygen.formats.docx.names import RECORD
from policygen.formats.docx.package import Package

_BEGINNING = 4096
"""Bytes of a part within which its root element says its namespace."""


def record_parts(package: Package) -> Iterator[str]:
    """The names of the parts that may hold a record.

    Parts of others may be many and large: only those that name our root at their beginning are worth unpacking.
    """
    for name in package.names:
        folded = name.lower()
        if not (folded.endswith(".xml") and "customxml/" in folded) or "itemprops" in folded:
            continue
        if RECORD.encode() in package.beginning_of(name, _BEGINNING).replace(b"\0", b""):
            yield name
