"""LibreOffice: what it makes of a Word document, with nothing of its user's settings and nothing from outside."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from policygen.errors import PolicygenError

TIME_LIMIT = 180
"""Seconds for one document: what takes longer hangs."""

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (r"C:\Program Files\LibreOffice\program\soffice.exe",),
}
"""Where it lies on systems that do not name it in the path."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">\
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">\
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop>\
</item>
</oor:items>
"""
"""Settings of a user who runs no macro and follows no link."""


_FILTER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""A PDF whose headings, lists and tables are marked for screen readers, with an outline and a title."""


def program() -> str | None:
    """LibreOffice's program, or None where it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or next((path for path in _PLACES.get(sys.platform, ()) if Path(path).is_file()), None)


def require() -> None:
    """Raises `PolicygenError` where LibreOffice is not installed."""
    if program() is None:
        raise PolicygenError(
            "LibreOffice is not installed here, and policygen needs it for page numbers and for PDF.",
            hint="Install it from libreoffice.org, and try again. Or build without: Word can save a PDF too.",
        )


def pdf_of(document: bytes) -> bytes:
    """A Word document as the PDF that LibreOffice makes of it, in a profile of its own that is thrown away.

    Raises: `PolicygenError` where it is not installed, takes too long or makes nothing.
    """
    require()
    with tempfile.TemporaryDirectory(prefix="policygen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (folder / "document.docx").write_bytes(document)
        _convert(folder)
        try:
            return (folder / "document.pdf").read_bytes()
        except OSError as error:
            raise PolicygenError(
                "LibreOffice made no PDF of this document.", hint="Does it open in LibreOffice by hand?"
            ) from error


def _convert(folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    options = ("--headless", "--norestore", "--nologo", "--nolockcheck", f"-env:UserInstallation={profile}")
    arguments = (
        program() or "",
        *options,
        "--convert-to",
        _FILTER,
        "--outdir",
        str(folder),
        str(folder / "document.docx"),
    )
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    try:
        subprocess.run(  # noqa: S603  # the program that this system has, with options of ours
            arguments, capture_output=True, timeout=TIME_LIMIT, check=False, cwd=folder, env=environment
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PolicygenError(
            f"LibreOffice did not finish within {TIME_LIMIT} seconds.", hint="Close other programs, and try again."
        ) from error
