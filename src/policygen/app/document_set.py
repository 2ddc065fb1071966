"""The documents that answers come to as files: what they are called, where they go, what travels with them."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from policygen._command import to_type
from policygen._resources import OWNER_MODE
from policygen.answers.model import Answers
from policygen.app.files import PUBLICATION, BuildOptions, files_of
from policygen.app.papers import paper_path, read_paper
from policygen.app.replacing import edited_by_hand
from policygen.app.versions import Earlier, still_issued, version_told
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DocumentKind
from policygen.assembly.edition import Standing
from policygen.assembly.shapes import SHAPE
from policygen.assembly.vocabulary import vocabulary
from policygen.conditions.evaluate import values_of
from policygen.document.model import Document
from policygen.findings import Finding, Severity
from policygen.formats.registry import COPY_FORMATS, FORMATS
from policygen.record.model import Issue, Record, RecordError, Version, digest, encode_record
from policygen.record.working_paper import ENDING, decode_paper, describe, encode_paper
from policygen.selection.model import Selection
from policygen.workspace.naming import document_stem, slug
from policygen.workspace.writing import Write

PLACEHOLDERS = ("name", "file", "folder")
"""What may stand in braces in the folder for documents: the organisation's name as file names have it, the answers file's
name without its ending, and the name of the folder it lies in."""


def out_folder(out: Path | None, source: Path, organisation: str) -> Path:
    """The folder for a client's documents: beside its answers, or the one named, with its placeholders filled."""
    if out is None:
        return source.parent
    named = {"name": slug(organisation), "file": source.stem, "folder": source.absolute().parent.name}
    return Path(re.sub(r"\{(\w+)\}", lambda match: named.get(match.group(1), match.group()), str(out)))


def seen_from(folder: Path, source: Path) -> str:
    """Where an answers file lies as seen from a folder; on another drive, its whole path."""
    try:
        return Path(os.path.relpath(source, folder)).as_posix()
    except ValueError:
        return source.absolute().as_posix()


def is_paper(content: bytes) -> bool:
    """Whether some bytes are a working paper of ours, which nobody edits by hand."""
    try:
        return bool(decode_paper(content))
    except RecordError:
        return False


def issue_of(
    document: Document, selection: Selection, kinds: Sequence[DocumentKind], history: tuple[Version, ...] = ()
) -> Issue:
    """What a record tells of a document's issue, which belongs to a set of these kinds."""
    found = (selection.library.clauses.get(part.origin.id) for part in document.parts)
    clauses = [clause for clause in found if clause is not None]
    return Issue(
        shape=SHAPE,
        status="draft",
        history=history,
        documents=tuple(kind.id for kind in kinds if not kind.is_apart),
        editions=tuple((clause.id, clause.edited) for clause in clauses),
        trades=values_of(selection.situation.facts.get("trades", ())),
        vocabulary=vocabulary(clauses, selection, document.properties.language),
    )


def _no_draft(path: Path) -> Finding:
    message = f"No copy of {path} was made: it is a version that was issued, and says what your answers say."
    return Finding(
        "copy-not-made", Severity.HIGH, message, hint=f"{to_type('issue', path, '--publication')} makes copies of it."
    )


class DocumentSet:
    """The documents that answers come to and that people read: drafts, of the next version where one was issued."""

    def __init__(
        self,
        answers: Answers,
        selection: Selection,
        kinds: Sequence[DocumentKind],
        earlier: Mapping[str, Earlier],
        options: BuildOptions,
    ) -> None:
        self.selection, self.library, self.options = selection, selection.library, options
        self.answerers = answers.said
        self.earlier = {kind.id: earlier.get(kind.id, Earlier()) for kind in kinds}
        drafts = ((kind, Standing(self.earlier[kind.id].history)) for kind in kinds)
        self.made = [(kind, assemble(selection, kind, standing)) for kind, standing in drafts]
        found = ((kind, still_issued(answers, kind, self.library, options.date, earlier)) for kind in kinds)
        self.standing = {kind.id: still for kind, still in found if still is not None}
        """The versions that lie there and still say what the answers come to."""
        self.uncounted: list[Path] = []
        """The files whose contents have no page numbers."""

    def told(self) -> Iterator[Finding]:
        """What becomes of documents of which a version was issued."""
        for kind, document in self.made:
            if self.earlier[kind.id].history:
                title = document.properties.title
                yield version_told(title, self.earlier[kind.id], stays=kind.id in self.standing)

    def files(
        self, source: Path, said: str, usual: Sequence[DocumentKind], folder: Path
    ) -> tuple[list[Write], list[Finding]]:
        """Every file of the set, but versions that stay, and what could not be written as it stands."""
        outputs: list[Write] = []
        findings: list[Finding] = []
        for kind, document in self.made:
            if kind.id in self.standing:
                written, told = self.copied(kind, folder)
            else:
                written, told = self.written(kind, document, source, said, usual)
            outputs += written
            findings += told
        return outputs, findings

    def written(
        self, kind: DocumentKind, document: Document, source: Path, said: str, usual: Sequence[DocumentKind]
    ) -> tuple[list[Write], list[Finding]]:
        """The files of a document with its working paper, and what could not be written as it stands."""
        options, organisation = self.options, str(self.selection.situation.given.get("organisation_name", ""))
        folder = out_folder(options.out, source, organisation)
        papers = folder if options.papers is None else out_folder(options.papers, source, organisation)
        stem = document_stem(organisation, document.properties.title)
        issue = issue_of(document, self.selection, usual, self.earlier[kind.id].history)
        content = encode_record(Record(document, self.library.editions, issue))
        outputs: list[Write] = []
        findings: list[Finding] = []
        shown = folder / PUBLICATION / f"{stem}-draft-{options.date}"
        place = shown if options.is_for_anybody else folder / stem
        for output, told, is_counted in files_of(place, document, content, kind, options):
            outputs.append(output)
            findings += told
            self.uncounted += [] if is_counted else [output.path]
        if options.is_for_anybody:
            return outputs, findings
        paper = encode_paper(describe(self.selection, content, said, seen_from(papers, source), self.answerers))
        outputs.append(Write(papers / f"{stem}{ENDING}", paper, is_paper, OWNER_MODE, "keep; not for staff"))
        return outputs, findings

    def copied(self, kind: DocumentKind, folder: Path) -> tuple[list[Write], list[Finding]]:
        """Copies to read of a version that stands, and the files it left behind, where it says no more than we know of."""
        still = self.standing[kind.id]
        if self.options.is_for_anybody:
            return [], [_no_draft(still.paths[0])]
        copies = tuple(name for name in self.options.formats if name in COPY_FORMATS)
        behind = still.left_behind
        if not (copies or behind) or still.record is None:
            return [], []
        document = still.record.document
        if any(edited_by_hand(path) for path in still.paths):
            return [], [*_no_copies(document.properties.title, copies), *map(_left, behind)]
        stem = folder / document_stem(document.properties.organisation, document.properties.title)
        options = replace(self.options, formats=copies)
        made = [*files_of(stem, document, encode_record(still.record), kind, options)] if copies else []
        return [*(write for write, *_ in made), *self.made_anew(kind, still)], []

    def made_anew(self, kind: DocumentKind, still: Earlier) -> Iterator[Write]:
        """The files that a version left behind, as that version. They share its working paper, or carry their record."""
        if still.record is None:
            return
        record = encode_record(still.record)
        for path in still.left_behind:
            paper = read_paper(paper_path(path))
            is_shared = paper is not None and paper.record_digest == digest(record)
            formats = tuple(name for name, form in FORMATS.items() if form.ending == path.suffix)
            options = replace(self.options, formats=formats, is_record_inline=not is_shared)
            kind_as_asked = replace(kind, formats=())
            for write, *_ in files_of(path.with_suffix(""), still.record.document, record, kind_as_asked, options):
                yield write


def _no_copies(title: str, copies: Sequence[str]) -> Iterator[Finding]:
    if copies:
        made = " or ".join(copies)
        message = f"{title}: no {made} was made, since the version that lies there holds words of your own."
        yield Finding("copy-not-made", Severity.HIGH, message, hint="Save it as a PDF or a web page from Word.")


def _left(path: Path) -> Finding:
    message = f"{path} is not that version, which holds words of your own, and was left as it is."
    return Finding("left-behind", Severity.MEDIUM, message, hint="Carry the words over, or take it away.")
