"""Answers file → documents."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Literal

from policygen._dataclass import dataclass
from policygen._resources import DOCUMENT_MODE, OWNER_MODE
from policygen.answers.model import Answers
from policygen.answers.write import plain
from policygen.app.dates import calendar
from policygen.app.document_set import DocumentSet, issue_of, out_folder
from policygen.app.files import BuildOptions as BuildOptions
from policygen.app.files import files_of
from policygen.app.kept_depth import kept_depth, names_of
from policygen.app.looks import look_of
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.remarks import remarks
from policygen.app.replacing import Edited, beside_edited, decide_placement, is_free
from policygen.app.sources import open_answers
from policygen.app.versions import Earlier, earlier_of, keep_copies
from policygen.assembly.documents import DOCUMENTS, NOTES, POLICY, DocumentKind, usual_documents
from policygen.assembly.wording import Wording
from policygen.document.model import Confirm, Depth, Document
from policygen.document.walk import all_inlines
from policygen.findings import Finding, Location, Severity
from policygen.formats.registry import FORMATS, SHEET_FORMATS
from policygen.library.model import Library
from policygen.record.model import Record, encode_record
from policygen.selection.model import Raised, Selection
from policygen.selection.select import select
from policygen.workspace.naming import document_stem
from policygen.workspace.writing import Write, carry_out

State = Literal["built", "refused", "edited"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one answers file."""

    source: Path
    state: State
    organisation: str = ""
    findings: tuple[Finding, ...] = ()
    raised: tuple[Raised, ...] = ()
    written: tuple[Path, ...] = ()
    same: tuple[Path, ...] = ()
    edited: tuple[Edited, ...] = ()
    """Documents that somebody edited: left as they are, unless they are among those kept."""
    purposes: Mapping[Path, str] = field(default_factory=dict[Path, str])
    """What each file is for, in a few words."""
    kept: tuple[Path, ...] = ()
    """Where documents that were replaced are kept."""
    left: tuple[Path, ...] = ()
    """Spreadsheets that somebody goes on with, left as they are."""
    brackets: tuple[str, ...] = ()
    """What the documents ask to confirm, each once."""
    uncounted: tuple[Path, ...] = ()
    """Documents whose contents show no page numbers."""
    depth: str = ""
    selection: Selection | None = field(default=None, repr=False)


def answers_digest(answers: Answers) -> str:
    """A digest of what was said, whatever the order and comments of the file."""
    data = {key: plain(value) for key, value in answers.values.items()}
    said: list[object] = [data, [[entry.advisory, entry.reason] for entry in answers.accepted]]
    if answers.leaves_out:
        said.append([[entry.clause, entry.reason] for entry in answers.leaves_out])
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def brackets(documents: Sequence[Document]) -> tuple[str, ...]:
    """The questions behind the confirm brackets of some documents, each once."""
    found = (
        inline.question for document in documents for inline in all_inlines(document) if isinstance(inline, Confirm)
    )
    return tuple(dict.fromkeys(found))


def stopping(raised: Sequence[Raised]) -> tuple[Finding, ...]:
    """The advisories that forbid building, as findings."""
    ways = {True: "Or accept it under 'accepted:', with a reason.", False: "Nobody can accept this."}
    return tuple(
        Finding(
            entry.advisory.id,
            Severity.BLOCK,
            entry.advisory.says,
            hint=f"{entry.advisory.do} {ways[entry.advisory.acceptable]}",
        )
        for entry in raised
        if entry.stops_build
    )


def findings_of(result: BuildResult, library: Library) -> tuple[Finding, ...]:
    """All that is worth telling of a build: slips, warnings that hold and nobody accepted, and what is to confirm."""
    location = Location(str(result.source))
    warnings = tuple(
        Finding(raised.advisory.id, raised.advisory.severity, raised.advisory.says, location, raised.advisory.do)
        for raised in result.raised
        if not raised.accepted and raised.advisory.id not in {finding.code for finding in result.findings}
    )
    questions = library.questionnaire.questions
    labels = [questions[id].label if id in questions else id for id in result.brackets]
    to_confirm = tuple(
        Finding("to-confirm", Severity.MEDIUM, f"Still to confirm: {label.rstrip('.')}.", location) for label in labels
    )
    return (*result.findings, *warnings, *to_confirm)


@dataclass(frozen=True, slots=True)
class Made:
    """What answers come to, before anything is written."""

    result: BuildResult
    outputs: tuple[Write, ...] = ()
    notes: tuple[Write, ...] = ()
    """For the owner alone; nobody's edits of them stand in the way of the rest."""
    sheets: tuple[Write, ...] = ()
    """Begun for others to go on with: only where nobody has."""
    stays: tuple[Path, ...] = ()
    """Files of issued versions that still say what the answers come to."""


def make(
    answers: Answers, source: Path, library: Library, options: BuildOptions, issued: Mapping[str, Earlier] | None = None
) -> Made:
    """Documents and working papers from answers that were already read; touches no file.

    `issued` tells what was issued before of each kind of document.
    """
    said = answers_digest(answers)
    if options.depth:
        answers = replace(answers, values={**answers.values, "depth": options.depth})
    selection = select(library, answers, options.date)
    organisation = str(answers.values.get("organisation_name", ""))
    findings: list[Finding] = list(remarks(selection, answers, source))
    stops = (*stopping(selection.raised), *(told for told in findings if told.severity is Severity.BLOCK))
    if stops:
        return Made(BuildResult(source, "refused", organisation, stops, selection.raised))
    usual = usual_documents(selection)
    wanted = [DOCUMENTS[id] for id in options.documents] or usual
    making = DocumentSet(answers, selection, [kind for kind in wanted if not kind.is_apart], issued or {}, options)
    findings += making.told()
    folder = out_folder(options.out, source, organisation)
    outputs, told = making.files(source, said, usual, folder)
    findings.extend(finding for finding in dict.fromkeys(told) if finding not in findings)
    there = {kind.id: document for kind, document in making.made}
    notes = _notes(selection, answers, there, options, folder) if NOTES in wanted and not options.is_for_anybody else ()
    result = BuildResult(
        source,
        "built",
        organisation,
        tuple(findings),
        selection.raised,
        brackets=brackets(list(there.values())),
        uncounted=tuple(making.uncounted),
        depth=selection.depth,
        selection=selection,
    )
    stays = tuple(path for still in making.standing.values() for path in still.paths)
    sheets = () if options.is_for_anybody else tuple(_sheets(selection, wanted, folder))
    return Made(result, tuple(outputs), notes, sheets, stays)


def _notes(
    selection: Selection, answers: Answers, made: Mapping[str, Document], options: BuildOptions, folder: Path
) -> tuple[Write, ...]:
    """The owner's notes and calendar, in a folder of their own."""
    from policygen.assembly.owners_notes import owners_notes  # a build of the policy alone needs none of it

    document = owners_notes(selection, answers.accepted, made)
    content = encode_record(Record(document, selection.library.editions, issue_of(document, selection, (NOTES,))))
    stem = document_stem(document.properties.organisation, document.properties.title)
    notes = (file for file, *_ in files_of(folder / OWNERS_FOLDER / stem, document, content, NOTES, options))
    return (*notes, calendar(selection, brackets(list(made.values())), folder))


def _sheets(selection: Selection, wanted: Sequence[DocumentKind], folder: Path) -> Iterator[Write]:
    """The spreadsheets among some documents: in the owner's folder what holds private answers."""
    for kind in wanted:
        if not kind.is_sheet:
            continue
        from policygen.assembly.sheets import spreadsheet  # most builds make none

        sheet = spreadsheet(selection, kind)
        place, mode = (folder / OWNERS_FOLDER, OWNER_MODE) if kind.is_for_owner else (folder, DOCUMENT_MODE)
        for form in (SHEET_FORMATS[name] for name in kind.formats):
            path = place / f"{document_stem(sheet.organisation, sheet.title)}{form.ending}"
            yield Write(path, form.write(sheet), form.is_untouched, mode, kind.purpose)


def write(made: Made, library: Library, options: BuildOptions) -> BuildResult:
    """Write what was made, where nobody's words are lost by it.

    Raises: `UnreadableError` when an output cannot be written.
    """
    result = made.result
    if not (made.outputs or made.notes or made.sheets):
        return replace(result, same=made.stays)
    placed = decide_placement(made.outputs, result.source, result.organisation, library, replace=options.replace)
    notes = beside_edited(made.notes)
    sheets = tuple(sheet for sheet in made.sheets if is_free(sheet))
    written = carry_out((*placed.writes, *notes, *sheets), replace=True)
    return replace(
        result,
        state="built" if placed.is_in_place else "edited",
        written=tuple(path for path in written.written if path not in placed.kept),
        same=(*written.same, *made.stays),
        purposes={write.path: write.purpose for write in (*placed.writes, *notes, *sheets)},
        left=tuple(sheet.path for sheet in made.sheets if sheet not in sheets),
        edited=placed.edited,
        kept=placed.kept,
    )


def build_answers(answers: Answers, source: Path, library: Library, options: BuildOptions) -> BuildResult:
    """Documents from answers that were already read, written in the look that these name.

    Raises: as `look_of`.
    """
    look, told = look_of(answers, source, options)
    if stopped := refused(answers, told, source):
        return stopped
    options = replace(options, look=look)
    earlier = _earlier(answers, source, library, options)
    keep_copies(earlier.values())
    result = write(make(answers, source, library, options, earlier), library, options)
    return replace(result, findings=(*told, *result.findings))


def _earlier(answers: Answers, source: Path, library: Library, options: BuildOptions) -> dict[str, Earlier]:
    """What was issued of each kind of document that may be made, where any of it lies."""
    found: dict[str, Earlier] = {}
    for kind in DOCUMENTS.values():
        if not kind.is_apart:
            earlier = earlier_of(names_of(_stem(answers, source, library, options, kind), tuple(FORMATS)))
            if earlier.history:
                found[kind.id] = earlier
    return found


def formats_there(answers: Answers, source: Path, library: Library, options: BuildOptions) -> tuple[str, ...]:
    """The formats in which the policy of some answers lies where it would go."""
    stem = _stem(answers, source, library, options, POLICY)
    return tuple(name for name in FORMATS if names_of(stem, (name,))[0].is_file())


def _stem(answers: Answers, source: Path, library: Library, options: BuildOptions, kind: DocumentKind) -> Path:
    """Where a document of a kind goes, without its ending."""
    organisation = str(answers.values.get("organisation_name", ""))
    title = Wording(library.wording).text(f"title.{kind.id}")
    return out_folder(options.out, source, organisation) / document_stem(organisation, title)


def refused(answers: Answers, findings: tuple[Finding, ...], source: Path) -> BuildResult | None:
    """What becomes of answers that say something wrong; None when nothing stops them."""
    if not any(finding.severity is Severity.BLOCK for finding in findings):
        return None
    return BuildResult(source, "refused", str(answers.values.get("organisation_name", "")), findings)


def build(source: Path, library: Library, options: BuildOptions) -> BuildResult:
    """Documents from an answers file. With answers that say something wrong nothing is written.

    Raises: `UnreadableError` when the file cannot be read, or an output cannot be written.
    """
    answers, findings = open_answers(source, library)
    stopped = refused(answers, findings, source)
    if stopped is not None:
        return stopped
    if not options.depth and (kept := _kept_depth(answers, source, library, options)):
        options, findings = replace(options, depth=kept[0]), (*findings, kept[1])
    result = build_answers(answers, source, library, options)
    return replace(result, findings=(*findings, *result.findings))


def _kept_depth(
    answers: Answers, source: Path, library: Library, options: BuildOptions
) -> tuple[Depth, Finding] | None:
    """The depth of the policy that lies where this one goes, if nobody chose another."""
    stem = _stem(answers, source, library, options, POLICY)
    return kept_depth(answers, library, names_of(stem, options.formats))
