"""A draft becomes the policy: its file says version, day and approver, and a copy of it is kept that nothing writes over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE
from policygen.answers.model import Answerer
from policygen.app.build import brackets
from policygen.app.changes import changes_since, page_of_changes, suggestion
from policygen.app.dates import calendar
from policygen.app.document_set import is_paper
from policygen.app.document_status import DocumentStatus, differences, status_of
from policygen.app.files import copy_of
from policygen.app.issued import Issued, answers_beside, issued_answers, open_issued, read_bytes
from policygen.app.libreoffice import program
from policygen.app.looks import look_behind
from policygen.app.new_version import IssueTerms, new_version
from policygen.app.obstacles import ALREADY, obstacles, too_early, unchanged_version
from policygen.app.other_formats import is_made_anew, left_behind, lying_before, other_words, unknown_left
from policygen.app.others_of_set import others_of_set
from policygen.app.papers import paper_path, seen_from
from policygen.app.update import at_depth
from policygen.app.versions import digest_of_words, earlier_of, snapshot_path
from policygen.assembly.edition import Standing
from policygen.assembly.stamping import stamped
from policygen.assembly.wording import Wording
from policygen.errors import DocumentError, UsageError
from policygen.findings import Finding, Location, Severity
from policygen.formats.registry import COPY_FORMATS, format_of
from policygen.language.dates import months_later
from policygen.library.model import Library
from policygen.record.model import Record, Version, digest, encode_record
from policygen.record.working_paper import ENDING, WorkingPaper, encode_paper
from policygen.selection.select import select
from policygen.workspace.writing import Write, carry_out

_STAMPED = {"title", "control"}
"""The kinds of part in which a document says which text it is."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """A set of documents about to be issued."""

    documents: tuple[tuple[DocumentStatus, ...], ...]
    """The one that was named, then the others of its set: each in every format in which it lies there and says the same."""
    version: Version
    """The version that they become."""
    findings: tuple[Finding, ...]
    """What stands in the way (block), and what is told besides."""
    suggested: str = ""
    """What may be said of the changes since the version before, in a line."""

    @property
    def is_refused(self) -> bool:
        """Whether something forbids it."""
        return any(finding.severity is Severity.BLOCK for finding in self.findings)

    @property
    def is_version_already(self) -> bool:
        """Whether it was issued as it lies there."""
        return any(finding.code == ALREADY for finding in self.findings)

    @property
    def is_later(self) -> bool:
        """Whether a version was issued before it."""
        return any(_history(together) for together in self.documents)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that is issued."""
        return tuple(file.issued.path for files in self.documents for file in files)


@dataclass(frozen=True, slots=True)
class IssueResult:
    """What became of a set that was issued."""

    version: Version
    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    """Copies of the version."""
    findings: tuple[Finding, ...] = ()


# ---- before anything is written ----------------------------------------------------------------------------------------


def prepare_issue(path: Path, terms: IssueTerms, library: Library) -> Preparation:
    """What issuing a document and its set would come to, with what is taken where nobody said.

    Raises: `DocumentError` when the file is none that is issued; `UsageError` for terms that cannot be meant.
    """
    named = status_of(open_issued(path))
    if named.issued.kind.is_for_owner:
        message = f"{path} holds notes for the owner, which are never issued."
        raise DocumentError(message, hint="Name the policy instead.")
    documents, left = _by_document((named, *others_of_set(named.issued)))
    left += tuple(told for together in documents for told in unknown_left(together))
    members = [member for together in documents for member in together]
    found = (finding for member in members for finding in obstacles(member, accept_open=terms.accept_open))
    told = list({(finding.code, finding.message): finding for finding in reversed(list(found))}.values())[::-1]
    unchanged = [unchanged_version(member) for member in members]
    if all(unchanged) and unchanged[0] is not None:
        return Preparation(documents, named.issued.record.issue.history[-1], (unchanged[0],))
    history = max((_history(together) for together in documents), key=len)
    paper = named.issued.paper
    answers = paper.answers if paper is not None else {}
    version = new_version(answers, history, terms, _said_in_review(named.issued))
    early = too_early(named, version.in_force, terms.today, library)
    changes = changes_since(named, _history(documents[0]), library)
    suggested = _said_in_review(named.issued) or suggestion(changes, Wording(library.wording))
    return Preparation(documents, version, (*told, *left, *early), suggested)


def _by_document(
    members: Sequence[DocumentStatus],
) -> tuple[tuple[tuple[DocumentStatus, ...], ...], tuple[Finding, ...]]:
    """The files of a set by document; and that a file is left out, which says something else than the one it goes with."""
    documents: dict[str, list[DocumentStatus]] = {}
    left: list[Finding] = []
    for member in members:
        path = member.issued.path
        together = documents.setdefault(path.stem, [])
        if together and digest_of_words(member) != digest_of_words(together[0]):
            left += other_words(path, together[0])
        else:
            together.append(member)
    return tuple(map(tuple, documents.values())), tuple(left)


def _history(together: Sequence[DocumentStatus]) -> tuple[Version, ...]:
    """The versions that were issued of a document so far: by its record, and by copies and later versions that lie there."""
    known = together[0].issued.record.issue.history
    found = earlier_of([member.issued.path for member in together]).history
    return found if found[: len(known)] == known else known


def _said_in_review(issued: Issued) -> str:
    """What the last review says that the version changes; empty where nobody reviewed it."""
    return issued.paper.changed if issued.paper is not None else ""


# ---- issuing -----------------------------------------------------------------------------------------------------------


def issue(prepared: Preparation, library: Library, terms: IssueTerms) -> IssueResult:
    """Issue a set: every file in place, its working paper, and a copy of each that nothing writes over.

    Raises: `DocumentError` when something forbids it, or a copy of that version is there already; `UnreadableError`.
    """
    if prepared.is_refused:
        raise DocumentError("Nothing was issued.", hint="Settle what is named above.")
    if not prepared.version.approved_by:
        raise UsageError("Nobody is named who approves it.", hint='Name them: --approved-by "The board".')
    if prepared.is_later and not prepared.version.changed:
        message = f"Version {prepared.version.number} has to say what changed since the one before."
        raise UsageError(message, hint='Say it in a line: --changed "Threads is one of our networks now."')
    issuing = [_Issuing(together, prepared.version, Wording(library.wording), terms) for together in prepared.documents]
    writes = [write for each in issuing for write in each.files()]
    copies = [write for each in issuing for write in each.copies()]
    for copy in copies:
        if copy.path.exists() and read_bytes(copy.path) != copy.content:
            message = f"{copy.path} is a copy of version {prepared.version.number}, which is never written over."
            raise DocumentError(message, hint="Name another number with --version.")
    writes += _calendar(prepared, library, terms)
    writes += _page_of_changes(issuing[0], library)
    carry_out([*copies, *writes], replace=True)
    kept = tuple(copy.path for copy in copies if not copy.path.name.endswith(ENDING))
    told = [told for each in issuing for told in (*each.told, *lying_before(each.issued.path))]
    written = tuple(write.path for write in writes if not write.path.name.endswith(ENDING))
    return IssueResult(prepared.version, written, kept, tuple(told))


def _calendar(prepared: Preparation, library: Library, terms: IssueTerms) -> Iterator[Write]:
    """The owner's calendar with the days of the version, where its answers are known."""
    issued = prepared.documents[0][0].issued
    answers = issued_answers(issued, library)
    if answers is not None:
        in_force = {"effective_date": prepared.version.in_force}
        answers = at_depth(
            replace(answers, values={**answers.values, **in_force}), issued.record.document.properties.depth
        )
        yield calendar(select(library, answers, terms.today), brackets([issued.record.document]), issued.path.parent)


def _page_of_changes(leading: "_Issuing", library: Library) -> Iterator[Write]:
    """What changed since the version before, for everybody, where a copy of that one is there."""
    changes = changes_since(leading.together[0], _history(leading.together), library)
    if changes is not None:
        document = leading.stamped.document
        yield from page_of_changes(
            leading.together, document, leading.version, changes, Wording(library.wording), leading.look
        )


def _unwritten(path: Path, words: str) -> Finding:
    message = f"“{words}” was not found in it, so its text may not say that it is issued. Its properties do."
    return Finding(
        "status-not-found", Severity.MEDIUM, message, Location(str(path)), "Read its first page, and mend it by hand."
    )


class _Issuing:
    """One document, in all its formats, on its way to be a version."""

    def __init__(
        self, together: Sequence[DocumentStatus], version: Version, wording: Wording, terms: IssueTerms
    ) -> None:
        self.together = together
        self.issued = together[0].issued
        self.terms = terms
        history = (*_history(together), version)
        self.stamped = stamped(
            self.issued.record.document, Standing(history, is_issued=True), wording, self.review(version)
        )
        without = self.record(history)
        content, _ = self.stamp(together[0], encode_record(without))
        anew = replace(self.issued, theirs=self.issued.format.read(content), record=without)
        version = replace(version, words=digest_of_words(status_of(anew)))
        self.carried = encode_record(self.record((*history[:-1], version)))
        self.look = look_behind(answers_beside(self.issued))
        self.version = version
        self.told: list[Finding] = []

    def record(self, history: tuple[Version, ...]) -> Record:
        """The record of the document as the last version of a history."""
        was = self.issued.record
        return replace(was, document=self.stamped.document, issue=replace(was.issue, status="issued", history=history))

    def review(self, version: Version) -> str:
        """The ISO date of the next review, reckoned from the first day; empty where nobody knows how often."""
        paper = self.issued.paper
        known = {**paper.defaults, **paper.answers} if paper is not None else {}
        months = known.get("review_months")
        return months_later(version.in_force, months) if isinstance(months, int) else ""

    def stamp(self, member: DocumentStatus, carried: bytes) -> tuple[bytes, tuple[str, ...]]:
        """A file of the document with its status and a record; and words that should have given way and were not found."""
        content, properties = read_bytes(member.issued.path), self.stamped.document.properties
        places = frozenset(_places(member))
        return member.issued.format.stamp(content, self.stamped.stamp, places, properties, carried, digest(carried))

    def files(self) -> Iterator[Write]:
        """Every file of the document in its place, and its working paper."""
        for member in self.together:
            content, missing = self.stamp(member, self.carried)
            path = member.issued.path
            self.told += (_unwritten(path, words) for words in missing)
            yield Write(path, content, member.issued.format.is_untouched)
        yield from self.other_formats()
        yield from self.copies_to_read()
        if self.issued.paper is not None and self.issued.paper_path is not None:
            yield Write(self.issued.paper_path, encode_paper(self.paper(self.issued.paper)), is_paper, OWNER_MODE)

    def other_formats(self) -> Iterator[Write]:
        """The files that the document left behind in other formats, made anew as the version."""
        for path in left_behind(self.together):
            if is_made_anew(path, self.together[0]):
                form = format_of(path) or self.issued.format
                is_inline = form.record_of(read_bytes(path))[0] is not None or self.issued.paper is None
                carried = self.carried if is_inline else None
                content, _ = form.write(self.stamped.document, carried, digest(self.carried), self.look)
                yield Write(path, content, form.is_untouched)

    def copies_to_read(self) -> Iterator[Write]:
        """The copies of the document that nothing reads back, made anew; one with other words than the version is told."""
        for form in COPY_FORMATS.values():
            path = self.issued.path.with_suffix(form.ending)
            if not path.is_file():
                continue
            if form.made_from and program() is None:
                message = "It still says what it said: LibreOffice, which makes such a copy, is not installed here."
                hint = f"Install it, and build with --format {form.name}. Or save the version as one from Word."
                self.told.append(Finding("copy-not-issued", Severity.MEDIUM, message, Location(str(path)), hint))
            elif form.is_untouched(read_bytes(path)) and not differences(self.together[0]):
                yield Write(path, copy_of(self.stamped.document, form, self.look)[0], form.is_untouched)
            else:
                message = (
                    "It still says what it said: words were written by hand, in it or in the document it is a copy of."
                )
                hint = "Take it away, or make a copy of the version in another way."
                self.told.append(Finding("copy-not-issued", Severity.MEDIUM, message, Location(str(path)), hint))

    def copies(self) -> Iterator[Write]:
        """The same for the owner to keep, each under the number of its version."""
        for member in self.together:
            path = snapshot_path(member.issued.path, self.version.number)
            yield Write(path, self.stamp(member, self.carried)[0], member.issued.format.is_untouched, OWNER_MODE)
        for write in self.other_formats():
            yield replace(write, path=snapshot_path(write.path, self.version.number), mode=OWNER_MODE)
        if self.issued.paper is not None and self.issued.paper_path is not None:
            copy = snapshot_path(paper_path(self.issued.path), self.version.number)
            paper = seen_from(copy, self.issued.paper_path, self.paper(self.issued.paper))
            yield Write(copy, encode_paper(paper), is_paper, OWNER_MODE)

    def paper(self, paper: WorkingPaper) -> WorkingPaper:
        """The working paper of the document as a version."""
        said = {**paper.said, "approved_by": Answerer(self.version.approved_by, self.terms.today)}
        return replace(paper, record_digest=digest(self.carried), record=self.carried, said=said, changed="")


def _places(member: DocumentStatus) -> Iterator[int]:
    """Where in a file its title and document control stand."""
    for part in member.parts:
        if part.origin.kind in _STAMPED:
            for index in part.entry.extent:
                position = member.plan.document.pieces[index].position
                yield from range(position.first, position.last + 1)
