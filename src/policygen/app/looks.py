"""What the documents of an answers file look like: the brand and the reference document that it names, or a person."""

from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from policygen import _yaml
from policygen._resources import read_file, read_text
from policygen.answers.model import Answers
from policygen.app.files import BuildOptions
from policygen.brand.images import MAX_IMAGE
from policygen.brand.model import OUR_LOOK, SIZES, Brand, Look
from policygen.brand.read import read_brand
from policygen.brand.report import TemplateReport
from policygen.errors import DocumentError, InvalidContentError, PolicygenError, UnreadableError
from policygen.findings import Finding, Location, Severity
from policygen.formats.templates import template_report

MAX_REFERENCE = 20_000_000
"""Bytes of a reference document."""


def look_of(answers: Answers, source: Path, options: BuildOptions) -> tuple[Look, tuple[Finding, ...]]:
    """The look of an answers file's documents, and what is wrong with its brand.

    Raises: `UnreadableError` when a file it names is missing, or lies outside the answers file's folder.
    """
    brand_file = options.brand or _beside(answers, source, "brand", answers.brand)
    reference = options.reference or _beside(answers, source, "reference", answers.reference)
    size = options.body_size or answers.body_size
    if brand_file is None and reference is None and not size:
        return OUR_LOOK, ()
    brand, findings = open_brand(brand_file) if brand_file else (None, ())
    if reference is None:
        return Look(replace(brand or Brand(), body_size=SIZES[size]) if size else brand), findings
    findings = (*findings, *_size_of_theirs(size, reference))
    content, told = open_reference(reference)
    worth_telling = tuple(finding for finding in told.findings if finding.severity >= Severity.MEDIUM)
    return Look(brand, content), (*findings, *worth_telling)


def look_beside(source: Path, options: BuildOptions | None = None) -> Look:
    """The look of what an answers file is built to, its answers unread.

    Raises: as `look_of`; `InvalidContentError` when its brand cannot be used.
    """
    file, _ = _yaml.parse(read_text(source), str(source))
    keys = ("brand", "reference", "body_size")
    named = {key: file.data.get(key) for key in keys} if isinstance(file.data, dict) else {}
    brand, reference, size = (str(named.get(key) or "").strip() for key in keys)
    size = size if size in SIZES else ""
    answers = Answers({}, file=file, brand=brand, reference=reference, body_size=size)
    look, findings = look_of(answers, source, options or BuildOptions(""))
    stopping = next((finding for finding in findings if finding.severity is Severity.BLOCK), None)
    if stopping is not None:
        raise InvalidContentError(f"{stopping.location}: {stopping.message}", hint=stopping.hint)
    return look


def _size_of_theirs(size: str, reference: Path) -> tuple[Finding, ...]:
    """That words are as large as a company's own Word file has them, whatever size is asked for."""
    if not size:
        return ()
    message = f"The words are as large as in {reference.name}, not {size} points: its styles say so."
    hint = "Change the size of its body text in Word."
    return (Finding("body-size-theirs", Severity.MEDIUM, message, Location(str(reference)), hint),)


def look_behind(answers: Path | None) -> Look:
    """The look for copies of what was made of an answers file: ours, where it is not there or names none that can be used."""
    try:
        return OUR_LOOK if answers is None else look_beside(answers)
    except PolicygenError:
        return OUR_LOOK


def open_reference(path: Path) -> tuple[bytes, TemplateReport]:
    """A Word file that documents are to look like, and what becomes of it.

    Raises: `UnreadableError` when it cannot be read; `DocumentError` when it is no Word file, or a damaged one.
    """
    content = read_file(path, MAX_REFERENCE)
    try:
        told = _reported(content)
    except DocumentError as error:
        raise DocumentError(f"{path}: {error.message}", hint=error.hint) from error
    at = Location(str(path))
    return content, replace(told, findings=tuple(replace(finding, location=at) for finding in told.findings))


_reported = lru_cache(maxsize=2)(template_report)
"""A folder of clients has one look."""


def open_brand(path: Path) -> tuple[Brand, tuple[Finding, ...]]:
    """The brand of a brand file, and what is wrong with it.

    Raises: `UnreadableError` when it cannot be read.
    """
    return read_brand(read_text(path), str(path), partial(_beside_brand, path))


def _beside_brand(brand: Path, name: str) -> bytes:
    return read_file(within(brand, name, "a brand", Location(str(brand))), MAX_IMAGE + 1)


def _beside(answers: Answers, source: Path, key: str, name: str) -> Path | None:
    """A file that answers name: it stays in their folder, so that answers from elsewhere read nothing else."""
    if not name:
        return None
    location = answers.file.location(key) if answers.file else Location(str(source))
    return within(source, name, "answers", location, f" Or name it on the command line: --{key} {name}")


def within(base: Path, name: str, what: str, location: Location, otherwise: str = "") -> Path:
    """A file in the folder of another, or below it.

    Raises: `UnreadableError` when it is missing, or lies elsewhere.
    """
    path, home = base.parent / name, base.parent.resolve()
    if home not in path.resolve().parents:
        message = f"{location}: '{name}' lies outside the folder of {what}."
        raise UnreadableError(message, hint=f"Move it there.{otherwise}")
    if not path.is_file():
        raise UnreadableError(f"{location}: there is no file '{name}' here ({path}).", hint="Check the name.")
    return path
