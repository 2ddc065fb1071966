"""Answer forms on disk: written from answers, and read back into them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE, read_file
from policygen.answer_form.combine import Combined, Take, combine
from policygen.answer_form.model import FormRead
from policygen.answer_form.read import read_form
from policygen.answer_form.write import answer_form
from policygen.answers.model import Answerer, Answers
from policygen.app.draft import open_draft
from policygen.app.files import BuildOptions
from policygen.app.issued import naming_file
from policygen.app.looks import look_of
from policygen.brand.model import OUR_LOOK
from policygen.conditions.model import Value
from policygen.errors import UnreadableError
from policygen.findings import Finding
from policygen.formats.registry import FORM_READERS, FORMATS, NOT_READ
from policygen.library.model import Library
from policygen.workspace.naming import ANSWERS, FORM, slug
from policygen.workspace.writing import Write, Written, carry_out

MAX_FORM = 20_000_000
"""Bytes of a form: an unfilled one has thirty thousand, and a phone may put pictures in."""


def form_path(answers: Answers, source: Path | None, ending: str) -> Path:
    """Where a form lies if nobody says so: beside the answers, called after the organisation."""
    name = str(answers.values.get("organisation_name", ""))
    stem = f"{slug(name)}-{FORM}" if name else FORM
    return (source.parent if source else Path()) / f"{stem}{ending}"


def write_form(
    library: Library, answers: Answers, source: Path | None, out: Path, date: str, *, essential: bool, replace: bool
) -> tuple[Written, tuple[Finding, ...]]:
    """The Word form for some answers, in their look. One that somebody filled in is never written over, unless `replace`.

    Raises: as `look_of` and `carry_out`.
    """
    look, told = look_of(answers, source, BuildOptions(date)) if source else (OUR_LOOK, ())
    form = FORMATS["docx"]
    content, findings = form.write(answer_form(library, answers, date, essential=essential), None, "", look)
    plan = [Write(out, content, form.is_untouched, OWNER_MODE, "to send, fill in and send back")]
    return carry_out(plan, replace=replace), (*told, *findings)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of a form that was read into an answers file."""

    form: FormRead
    combined: Combined
    path: Path
    """The answers file."""
    is_changed: bool
    """Whether it was written."""


def open_form(path: Path, library: Library) -> FormRead:
    """What a form says that came back as a Word file.

    Raises: `UnreadableError` when it cannot be read, is of another kind or no form; `DocumentError` as the reader does.
    """
    ending = path.suffix.lower()
    if ending not in FORM_READERS:
        what = NOT_READ.get(ending, f"a file whose name ends in '{ending}'" if ending else "a file without an ending")
        hint = "Open it and save it as a Word document (.docx), then read that."
        raise UnreadableError(f"{path} is {what}; a form is read as a Word document.", hint=hint)
    with naming_file(path):
        form = read_form(FORM_READERS[ending](read_file(path, MAX_FORM)), library)
    if not (form.values or form.open or form.silent):
        hint = f"To write one: {to_type('questions')}. What a policy says is read by: {to_type('check', path)}"
        raise UnreadableError(f"{path} is no form: none of our questions stands in it.", hint=hint)
    return form


def take_back(
    form: Path,
    library: Library,
    path: Path,
    take: Take,
    who: Answerer | None = None,
    *,
    out: Path | None = None,
    is_named: bool = True,
) -> TakenBack:
    """Read a form into an answers file, begun or not. Only what the form answers is changed there.

    `out`: write the outcome there, and leave the answers file as it is. `who` gave the answers; else whoever the form names.
    An answers file that is not `is_named` by a person must be of the organisation that the form is of.

    Raises: as `open_form`; `InvalidContentError` when the answers file says something wrong; `UnreadableError` when the
    answers cannot be written.
    """
    draft = open_draft(path, library)
    read = open_form(form, library)
    if not is_named:
        _require_same(read, draft.answers.values, form, path)
    combined = combine(library, draft.answers.values, read, take)
    who = who or (Answerer(read.by, read.on) if read.by else None)
    is_changed = dict(combined.values) != dict(draft.answers.values)
    if out is not None and out != path:
        if out.exists():
            raise UnreadableError(f"{out} is there already.", hint="Name another --out, or read into it: --answers.")
        draft.copy_to(out)
        is_changed = True
    draft.save(combined.values, who)
    return TakenBack(read, combined, draft.path, is_changed)


def _require_same(read: FormRead, known: Mapping[str, Value], form: Path, path: Path) -> None:
    """Go on only where a form and an answers file that nobody named are of one organisation.

    Raises: `UnreadableError` when they name two.
    """
    names = [str(values.get("organisation_name", "")) for values in (read.values, known)]
    if all(names) and slug(names[0]) != slug(names[1]):
        hint = f"To read it into these all the same: --answers {path}. To begin another: --out NAME.yaml"
        raise UnreadableError(f"{form} is of {names[0]}, and {path} of {names[1]}.", hint=hint)


def usual_target(form: Path, there: Sequence[Path]) -> Path:
    """The answers file that a form is read into if nobody names one: the only one beside it, or a new one.

    Raises: `UnreadableError` when there are several.
    """
    if len(there) > 1:
        hint = f"Name one: --answers {there[0]}. To begin another: --out NAME.yaml"
        raise UnreadableError(f"{len(there)} answers files lie beside {form}.", hint=hint)
    return there[0] if there else form.parent / ANSWERS
