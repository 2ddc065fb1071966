"""Checking answers files and documents of ours: wrong, unconfirmed, risky, closed, overdue, out of step."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.answers.model import Answers
from policygen.app.anybody import PolicyRead, check_ours_elsewhere, check_policy
from policygen.app.brief_lines import lines_left
from policygen.app.build import answers_digest, brackets
from policygen.app.document_status import DocumentStatus, status_of
from policygen.app.issued import (
    Issued,
    answers_beside,
    issued_answers,
    open_issued,
    open_sealed,
    require_packs,
    same_name,
)
from policygen.app.remarks import duty_remarks, law_remarks, location_of, pack_remarks, remarks
from policygen.app.rules_apart import rules_apart
from policygen.app.sources import open_answers
from policygen.app.status_findings import status_findings
from policygen.app.withdrawn import withdrawn_sentences
from policygen.assembly.assemble import assemble
from policygen.document.model import CONFIRM_OPENING
from policygen.document.pieces import open_lists
from policygen.document.walk import block_text
from policygen.errors import NotOursError, UnreadableError
from policygen.findings import Finding, Location, Severity
from policygen.formats.registry import NOT_READ, READERS, format_of
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.lint.ours import OurSentences
from policygen.lint.passages import caught_in, passages_of
from policygen.lint.traps import Traps
from policygen.platforms.names import closing
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.record.model import Record
from policygen.record.printed import printed_answers, question_of
from policygen.record.working_paper import ENDING, WorkingPaper
from policygen.selection.model import Raised, Selection
from policygen.selection.select import select

TELLING = 4
"""Characters below which a private answer cannot be told from the words around it."""

_BRACKET = regex(rf"{re.escape(CONFIRM_OPENING.strip())}\s*([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one file."""

    path: Path
    findings: tuple[Finding, ...]
    read: PolicyRead | None = None
    """The file read as anybody's policy, where it was; its findings are not repeated above."""
    organisation: str = ""
    """Whose it is, as it says; empty when it does not."""

    @property
    def everything(self) -> tuple[Finding, ...]:
        """All findings, those of a policy read included."""
        return (*self.findings, *(self.read.findings(Location(str(self.path))) if self.read else ()))


def check_file(
    path: Path, library: Library, today: str, places: Sequence[str] = (), *, anybodys: bool = True
) -> Checked:
    """Everything worth telling about an answers file, a document of ours or anybody's policy, most severe first.

    Places are those a policy is read for; answers say themselves where people work.

    Raises: `UnreadableError` or `DocumentError` when the file cannot be read at all; `NotOursError` for a policy that is
    not ours, when `anybodys` says not to read it.
    """
    if format_of(path) is not None:
        try:
            sealed = None if places else open_sealed(path)
            issued = sealed or open_issued(path)
        except NotOursError:
            if not anybodys:
                raise
            return Checked(path, (), check_policy(path, library, places, today))
        pieces = [read.piece for read in issued.theirs.pieces]
        read = check_ours_elsewhere(pieces, library, places) if places else None
        found = check_document(issued, None if sealed else status_of(issued), library, today)
        return Checked(path, _sorted(found), read, issued.record.document.properties.organisation)
    if path.suffix.lower() in {*READERS, *NOT_READ}:
        return Checked(path, (), check_policy(path, library, places, today))
    answers, slips = open_answers(path, library)
    name = str(answers.values.get("organisation_name", ""))
    return Checked(path, _sorted(check_answers(path, answers, slips, library, today)), organisation=name)


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: -finding.severity))


# ---- answers -----------------------------------------------------------------------------------------------------------


def check_answers(
    path: Path, answers: Answers, slips: Sequence[Finding], library: Library, today: str
) -> list[Finding]:
    """An answers file: slips, advisories, what is to confirm, platforms that closed."""
    findings = list(slips)
    if any(finding.severity is Severity.BLOCK for finding in findings):
        return findings
    selection = select(library, answers, today)
    findings += of_selection(selection, answers, path)
    findings += remarks(selection, answers, path)
    for id in selection.situation.unasked:
        message = f"'{id}' is not asked of an organisation with these answers; it counts for nothing."
        hint = "Take it out, or look at the answers before it."
        findings.append(Finding("not-asked", Severity.INFO, message, location_of(answers, path, id), hint))
    if answers.library and answers.library != library.version:
        message = f"The answers were last used with library {answers.library}; this is {library.version}."
        location = answers.file.location("library") if answers.file else Location(str(path))
        hint = f"To use this one: {to_type('build', path)}"
        findings.append(Finding("other-library", Severity.INFO, message, location, hint))
    return findings


def _cause(answers: Answers, path: Path, raised: Raised) -> Location:
    """Where the first answer stands that an advisory looks at."""
    keys = (reason.test.key for reason in raised.verdict.reasons)
    return location_of(answers, path, next((key for key in keys if key in answers.values), ""))


def of_selection(selection: Selection, answers: Answers, path: Path) -> list[Finding]:
    """Advisories that hold, and facts the policy leaves to confirm."""
    findings: list[Finding] = []
    for raised in selection.raised:
        advisory, location = raised.advisory, _cause(answers, path, raised)
        if raised.accepted:
            message = f"{advisory.says} Accepted: {raised.accepted}"
            findings.append(Finding(advisory.id, Severity.INFO, message, location))
        else:
            findings.append(Finding(advisory.id, advisory.severity, advisory.says, location, advisory.do))
    questions = selection.library.questionnaire.questions
    for id in brackets([assemble(selection)]):
        label = questions[id].label if id in questions else id
        message, hint = (
            f"The policy leaves to confirm: {label.rstrip('.')}.",
            f"Answer '{id}', or fill in the bracket in the document.",
        )
        findings.append(Finding("to-confirm", Severity.MEDIUM, message, Location(str(path)), hint))
    return findings


def of_platforms(platforms: Sequence[str], library: Library, location: Location) -> list[Finding]:
    """Platforms that have closed since they were named."""
    known = (library.registry.platforms.get(id) for id in platforms)
    closed = [platform for platform in known if platform is not None and platform.status == "closed"]
    told = (closing(platform, library.registry) for platform in closed)
    return [Finding("platform-closed", Severity.HIGH, message, location, hint) for message, hint in told]


# ---- documents ---------------------------------------------------------------------------------------------------------


def check_document(issued: Issued, found: DocumentStatus | None, library: Library, today: str) -> list[Finding]:
    """A document of ours as it stands: open brackets, texts taken out, review overdue, out of step, private answers in it.

    `found` says how it stands against what was issued; None for one that nobody has touched.
    """
    path = issued.path
    record, paper = issued.record, issued.paper
    require_packs(path, record.layers, library)
    text = "\n".join(block_text(block) for block in issued.theirs.blocks)
    location = Location(str(path))
    findings = [*open_brackets(text, location), *made_with(record, library, location)]
    if found is not None:
        findings += (replace(finding, location=location) for finding in found.findings)
        findings += risky_edits(found, library, location)
    places = _texts(paper.answers.get("work_locations")) if paper else []
    findings += withdrawn_sentences(record.document.parts, text, places, library, location)
    findings += issued.findings
    if paper is None and not issued.findings:
        message = f"Its working paper, a file whose name ends in {ENDING}, is not here."
        findings.append(Finding("no-side-file", Severity.INFO, message, location, "Keep the two together."))
    if comments := len(issued.theirs.comments):
        hint = "Settle them and take them out before you hand it round."
        message = f"{counted(comments, 'comment')} {'stands' if comments == 1 else 'stand'} in its margin."
        findings.append(Finding("comments", Severity.INFO, message, location, hint))
    findings += lines_left(found.plan, record.document.parts, location) if found is not None else ()
    findings += rules_apart(issued, found.plan if found is not None else None, location)
    findings += status_findings(record, found, paper, today, location)
    if paper is not None:
        findings += of_platforms(_texts(paper.answers.get("platforms")), library, location)
        findings += newer_answers(issued, paper, library)
        issued_from = issued_answers(issued, library) or Answers({})
        selection = select(library, issued_from, today)
        findings += (
            *law_remarks(selection, location),
            *duty_remarks(selection, location),
            *pack_remarks(selection, issued_from, location),
        )
    findings += private_answers(record, paper, text, library, location)
    return findings


def open_brackets(text: str, location: Location) -> list[Finding]:
    """The facts that a text still asks to confirm, each once."""
    open_ones = dict.fromkeys(" ".join(words.split()) for words in _BRACKET.findall(text))
    hint = "Find out, and write it in place of the bracket; or answer it and build again."
    return [
        Finding("to-confirm", Severity.MEDIUM, f"Still to confirm: {words.rstrip('.')}.", location, hint)
        for words in open_ones
    ]


def risky_edits(found: DocumentStatus, library: Library, location: Location) -> list[Finding]:
    """Wording that people wrote into the document and that was found unlawful or risky where they work."""
    paper = found.issued.paper
    places = _texts(paper.answers.get("work_locations")) if paper else []
    pieces = [read.piece for read in found.plan.document.pieces]
    edited = {index for part in found.parts if part.status == "edited" for index in part.entry.extent}
    edited |= set(found.plan.alignment.owner)
    issued = open_lists(block for part in found.issued.record.document.parts for block in part.blocks)
    sentences = (sentence for passage in passages_of(issued) for sentence in passage.sentences())
    known = OurSentences(
        sentences, (words for answer in (paper.answers if paper else {}).values() for words in _texts(answer))
    )
    edited_passages = [passage for passage in passages_of(pieces) if passage.number - 1 in edited]
    findings: list[Finding] = []
    for caught in caught_in(Traps(library), edited_passages, places):
        if caught.is_here and caught.sentence not in known:
            message = f"“{caught.sentence}” {caught.trap.why}"
            findings.append(Finding(caught.trap.id, caught.severity, message, location, caught.trap.instead))
    return findings


def made_with(record: Record, library: Library, location: Location) -> list[Finding]:
    """Another library, or other packs, than those it was made with."""
    findings: list[Finding] = []
    version = record.layers[0][1] if record.layers else ""
    if version != library.version:
        message = f"It was made with library {version}; this is {library.version}."
        hint = f"What changed: {to_type('update', Path(location.file), '--plan')}"
        findings.append(Finding("other-library", Severity.INFO, message, location, hint))
    here = {layer[0]: layer for layer in library.editions[1:]}
    for was in record.layers[1:]:
        now = here.get(was[0], was)
        if now[: len(was)] != was:
            which = f"this is {now[1]}" if now[1] != was[1] else "its files have changed since, under the same version"
            message = f"It was made with the pack “{was[0]}” {was[1]}; {which}."
            findings.append(Finding("other-pack", Severity.INFO, message, location))
    return findings


def newer_answers(issued: Issued, paper: WorkingPaper, library: Library) -> list[Finding]:
    """Answers that say something else than those the document was made from, or that are another organisation's."""
    beside, location = answers_beside(issued), Location(str(issued.path))
    if beside is None:
        return []
    try:
        answers, _ = open_answers(beside, library)
    except UnreadableError as error:
        return [Finding("answers-unreadable", Severity.MEDIUM, error.message, location, error.hint)]
    if answers_digest(answers) == paper.answers_digest:
        return []
    was, now = issued.record.document.properties.organisation, str(answers.values.get("organisation_name", ""))
    if was and now and not same_name(was, now):
        message = f"It is a document of “{was}”, but {beside.name} holds the answers of “{now}”."
        again = to_type("update", issued.path, "--plan --renamed")
        hint = f"Put the right answers beside it. If the name has changed: {again}"
        return [Finding("other-organisation", Severity.HIGH, message, location, hint)]
    message = f"{beside.name} has changed since this document was made."
    hint = f"Build again, or see first what it changes: {to_type('update', issued.path, '--plan')}"
    return [Finding("older-than-answers", Severity.MEDIUM, message, location, hint)]


def private_answers(
    record: Record, paper: WorkingPaper | None, text: str, library: Library, location: Location
) -> list[Finding]:
    """Answers that must not be handed round, and stand in the text or in the record."""
    findings: list[Finding] = []
    travelling = {question_of(path) for path, _ in printed_answers(record.document.parts)}
    for id, question in library.questionnaire.questions.items():
        if question.private and id in travelling:
            message = f"The private answer to '{id}' travels in the document's record."
            hint = "Build the document again before you hand it round."
            findings.append(Finding("private-answer", Severity.HIGH, message, location, hint))
        said = private_words(question, paper.answers.get(id) if paper else None)
        if any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) for words in said if len(words) >= TELLING):
            message = f"The private answer to '{id}' stands in the document."
            hint = "Take it out before you hand the document round."
            findings.append(Finding("private-answer", Severity.HIGH, message, location, hint))
    return findings


def private_words(question: Question, answer: Any) -> list[str]:
    """What somebody typed in answer to a private question, or in a private field."""
    if question.private:
        return _texts(answer) if kind_of(question).typed else []
    typed = {field.id for field in question.fields if field.private and kind_of(field).typed}
    rows = answer if isinstance(answer, list) else []
    return [words for row in rows if isinstance(row, dict) for id in typed for words in _texts(row.get(id))]


def _texts(value: Any) -> list[str]:
    """Every text in some data."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [words for item in inner for words in _texts(item)]
