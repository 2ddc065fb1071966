"""A brand file or a Word file looked at before documents are made with it, and our own template handed out."""

from pathlib import Path

from policygen._dataclass import dataclass
from policygen.app.looks import open_brand, open_reference
from policygen.assembly.specimen import specimen
from policygen.assembly.wording import Wording
from policygen.brand.model import OUR_LOOK, Brand, Look
from policygen.brand.report import Mapped, Weighed, weighed
from policygen.errors import UnreadableError
from policygen.findings import Finding, Severity
from policygen.formats.registry import FORMATS, template_of
from policygen.library.model import Library
from policygen.workspace.writing import Write, carry_out

WORD_ENDINGS = (".docx", ".dotx", ".docm", ".dotm")


@dataclass(frozen=True, slots=True)
class BrandCheck:
    """What a brand file or a Word file comes to."""

    name: str
    """Of the brand, or of the file."""
    look: Look
    colours: tuple[Weighed, ...]
    findings: tuple[Finding, ...]
    mapped: tuple[Mapped, ...] = ()
    """Empty for a brand file."""
    paper: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether nothing can be built with it."""
        return any(finding.severity is Severity.BLOCK for finding in self.findings)


def check_brand(path: Path) -> BrandCheck:
    """A brand file or a Word file, looked at.

    Raises: `UnreadableError`, `DocumentError` when it cannot be read.
    """
    if path.suffix.lower() in WORD_ENDINGS:
        content, told = open_reference(path)
        colours = weighed(told.palette)
        return BrandCheck(path.name, Look(reference=content), colours, told.findings, told.mapped, told.paper)
    if path.suffix.lower() not in (".yaml", ".yml"):
        hint = "A brand file ends in .yaml, a Word file in .docx or .dotx."
        raise UnreadableError(f"{path} is neither a brand file nor a Word file.", hint=hint)
    brand, findings = open_brand(path)
    return BrandCheck(brand.name or path.name, Look(brand), weighed(brand.palette), findings, paper=brand.paper)


def write_specimen(found: BrandCheck, out: Path, date: str, library: Library) -> Path:
    """A page with every device in a look, as a Word file; one that lies there is written over only if nobody changed it.

    Raises: `UnreadableError` when it cannot be written.
    """
    document = specimen(found.name, date, Wording(library.wording))
    return _write(out, FORMATS["docx"].write(document, None, "", found.look)[0])


def export_template(out: Path, brand: Brand | None = None) -> Path:
    """Our own template as a Word file to begin from, in a brand if there is one.

    Raises: `UnreadableError` when there is such a file, or it cannot be written.
    """
    return _write(out, template_of(Look(brand) if brand else OUR_LOOK))


def _write(out: Path, content: bytes) -> Path:
    form = FORMATS["docx"]
    if out.suffix.lower() != form.ending:
        raise UnreadableError(f"{out} is no name for a Word file.", hint=f"Let it end in {form.ending}.")
    if out.is_file() and not form.is_untouched(out.read_bytes()):
        raise UnreadableError(f"{out} is there already.", hint="Give another name, or move it away.")
    carry_out((Write(out, content, form.is_untouched),), replace=True)
    return out
