"""Word files that documents begin from: a company's own, looked at, and ours, handed out."""

from policygen.brand.model import Look
from policygen.brand.report import TemplateReport


def template_report(reference: bytes) -> TemplateReport:
    """What becomes of a Word file that documents are to look like.

    Raises: `DocumentError` when it cannot be used.
    """
    from policygen.formats.docx.restyling import report  # loads lxml, which a build of Markdown alone does without

    return report(reference)


def template_of(look: Look) -> bytes:
    """The Word file that documents of a brand begin from, to be changed in Word."""
    from policygen.formats.docx.kept_style import own_template

    return own_template(look)
