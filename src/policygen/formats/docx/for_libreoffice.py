"""A Word file as LibreOffice is given it to make a PDF of: with the head cells of its tables told as such."""

from policygen.formats.docx import names
from policygen.formats.docx.package import Part, open_package
from policygen.formats.docx.xml import serialised

_OURS = names.STYLES["PolicyTableHeading"]
_THEIRS = "Table Heading"
"""The name by which LibreOffice knows a style of head cells: no other mark of Word's makes one of a cell beside its row."""


def prepared(content: bytes) -> bytes:
    """The file with our style of head cells under LibreOffice's name; one that has this name already takes ours."""
    package = open_package(content)
    name = package.related("styles")
    styles = package.xml(name) if name else None
    if name is None or styles is None:
        return content
    for named in styles.iter(names.w("name")):
        if named.get(names.VAL) in {_OURS, _THEIRS}:
            named.set(names.VAL, _THEIRS if named.get(names.VAL) == _OURS else _OURS)
    package.put(Part(name, package.content_type(name), serialised(styles)))
    return package.save()
