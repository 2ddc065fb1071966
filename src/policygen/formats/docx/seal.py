"""Whether a Word file is as we left it."""

from policygen.errors import DocumentError
from policygen.formats.docx.package import open_package
from policygen.formats.sealing import MOST, holds


def is_untouched(data: bytes) -> bool:
    """Whether a file is a Word document of ours that nobody has saved since we wrote it."""
    try:
        package = open_package(data)
    except DocumentError:
        return False
    return holds(package.beginning_of("docProps/custom.xml", MOST), package.checksums())
