"""After an interview: the documents written, and the next steps as a small file beside them."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

from policygen._command import to_type, with_packs
from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen._resources import OWNER_MODE, unix_breaks
from policygen.answers.model import Answers
from policygen.app.build import BuildOptions, BuildResult, build_answers
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.suggest import Suggestion, most_effective_questions
from policygen.findings import Severity
from policygen.formats.registry import format_of
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.selection.own_rules import QUESTION as OWN_RULES
from policygen.selection.waiting import waiting_duties
from policygen.workspace.naming import naming, slug
from policygen.workspace.writing import Write, carry_out

_MARK = regex(r"\n\[policygen ([0-9a-f]{16})\]\n\Z")


@dataclass(frozen=True, slots=True)
class FileMade:
    """One file that was written, or is already as it should be."""

    path: Path
    purpose: str
    """What it is for, in a few words."""

    @property
    def is_for_staff(self) -> bool:
        """Whether it is one of those that people are given: a document in Word, not the owner's papers."""
        return self.path.suffix == ".docx" and self.path.parent.name != OWNERS_FOLDER


@dataclass(frozen=True, slots=True)
class InterviewOutcome:
    """What an interview led to."""

    organisation: str
    answers: Path
    written: tuple[FileMade, ...]
    """Every file written, documents and working papers."""
    confirm: tuple[str, ...] = ()
    """The questions behind the brackets in the documents, each once."""
    suggestions: tuple[Suggestion, ...] = ()
    has_own_rules: bool = False
    """They were asked for rules of their own, and said what those are, or that there are none."""
    warnings: int = 0
    """Warnings that still stand."""
    duties: tuple[str, ...] = ()
    """The open questions that may decide a duty, by id."""
    offers_card: bool = False
    """So many people are to read it that most may want a page."""
    packs: tuple[Path, ...] = ()
    """Those that were named on the command line."""

    @property
    def policy(self) -> Path | None:
        """The document that was written first; None when none was."""
        return next((file.path for file in self.written if format_of(file.path) is not None), None)

    def to_type(self, *words: Path | str) -> str:
        """A command that follows, with the same packs."""
        return to_type(*words, *with_packs(self.packs))

    def to_ask(self, question: str) -> str:
        """The command that asks a question again."""
        return self.to_type("new", *naming(self.answers), "--ask", question)


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the documents, and what there is to tell of it."""

    answers: Answers
    """Those they were made of."""
    result: BuildResult
    outcome: InterviewOutcome


FurtherUse = Literal[
    "bracket",  # the policy has a `[Confirm: …]` where it belongs
    "duty",  # a duty may hang on it
    "words",  # much of the policy would change with it
]
FURTHER_USES: tuple[FurtherUse, ...] = get_args(FurtherUse)


@dataclass(frozen=True, slots=True)
class FurtherQuestion:
    """A question that nobody answered yet, to be offered once the policy is written."""

    id: str
    ask: str
    use: FurtherUse = "words"


def further_questions(outcome: InterviewOutcome, library: Library, put: Collection[str]) -> tuple[FurtherQuestion, ...]:
    """What is to confirm, what may decide a duty, and the answers that would change most, without those put already."""
    questions = library.questionnaire.questions
    found: dict[str, FurtherQuestion] = {}
    ids = {"bracket": outcome.confirm, "duty": outcome.duties, "words": [each.question for each in outcome.suggestions]}
    for use in FURTHER_USES:
        for id in ids[use]:
            if id in questions and id not in put:
                found.setdefault(id, FurtherQuestion(id, questions[id].ask, use))
    return tuple(found.values())


def finish(
    answers: Answers,
    source: Path,
    library: Library,
    options: BuildOptions,
    packs: tuple[Path, ...] = (),
    suggestions: tuple[Suggestion, ...] | None = None,
) -> Finished:
    """Write the documents, and find the answers that would change them most, unless those are given.

    Raises: `UnreadableError` when a file cannot be written.
    """
    result = build_answers(answers, source, library, options)
    if suggestions is None:
        suggestions = most_effective_questions(library, answers, options.date)
    warnings = sum(1 for each in result.raised if each.advisory.severity >= Severity.MEDIUM and not each.accepted)
    outcome = InterviewOutcome(
        result.organisation,
        source,
        tuple(FileMade(path, result.purposes.get(path, "")) for path in (*result.written, *result.same)),
        result.brackets,
        tuple(suggestion for suggestion in suggestions if suggestion.question not in answers.values),
        OWN_RULES in answers.values,
        warnings,
        tuple(each.question.id for each in waiting_duties(result.selection)) if result.selection else (),
        result.depth in {"standard", "full"},
        packs,
    )
    return Finished(answers, result, outcome)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next."""

    text: str
    command: str = ""
    """What to type for it, or empty."""
    is_told_first: bool = True
    """It stands on the last screen too; the others only in the file, since they come later or were just offered."""


def steps(outcome: InterviewOutcome, library: Library) -> tuple[Step, ...]:
    """What to do next, in order."""
    found: list[Step] = []
    if outcome.written:
        found.append(Step("Read it from beginning to end: every sentence should be true for you."))
        if not outcome.has_own_rules:
            found.append(Step("Add what only you would think of:", outcome.to_ask(OWN_RULES), is_told_first=False))
    if outcome.confirm:
        labels = "; ".join(_label(library, question) for question in outcome.confirm)
        found.append(Step(f"Fill what is marked [Confirm: …]: {labels}.", outcome.to_ask(outcome.confirm[0])))
    if outcome.warnings:
        many = counted(outcome.warnings, "warning")
        found.append(Step(f"Look into {many}:", outcome.to_type("check", outcome.answers)))
    document = outcome.policy
    if document is None:
        found.append(Step("Have it approved."))
    else:
        approved = "Have it approved, and make it your policy: you are asked from which day."
        found.append(Step(approved, outcome.to_type("issue", document), is_told_first=bool(outcome.confirm)))
    found.append(Step("Give it to everyone it covers."))
    if outcome.written and outcome.offers_card:
        card = outcome.to_type("build", outcome.answers, "--documents", "card")
        found.append(Step("For most of them a card of one page may do:", card))
    if outcome.written:
        again = outcome.to_type("new", *naming(outcome.answers))
        found.append(Step("When something changes, type this and choose the answer to change:", again))
    edit = "Edit the document as you like: it is never overwritten"
    if document is None:
        found.append(Step(f"{edit}."))
    else:
        plan = outcome.to_type("update", document, "--plan")
        found.append(Step(f"{edit}. What has changed:", plan, is_told_first=False))
    return tuple(found)


def _label(library: Library, question: str) -> str:
    found = library.questionnaire.questions.get(question)
    return found.label if found else question.replace("_", " ")


# ---- the next steps as a file ------------------------------------------------------------------------------------------


def marked(text: str) -> str:
    """A text with a mark at its end that tells later whether anybody edited it."""
    return f"{text}\n[policygen {hashlib.sha256(text.encode()).hexdigest()[:16]}]\n"


def is_untouched(content: bytes) -> bool:
    """Whether a marked text is as we left it."""
    text = unix_breaks(content.decode("utf-8", errors="replace"))
    match = _MARK.search(text)
    return match is not None and marked(text[: match.start()]) == text


def write_next_steps(outcome: InterviewOutcome, text: str) -> InterviewOutcome:
    """The next steps written beside the answers, and told; not so when somebody has edited the file that lies there."""
    path = outcome.answers.parent / f"{slug(outcome.organisation)}-next-steps.txt"
    said = text.encode(errors="backslashreplace").decode()  # a folder's name need not be UTF-8
    done = carry_out([Write(path, marked(said).encode(), is_untouched, OWNER_MODE)], replace=False)
    if done.edited:
        return outcome
    return replace(outcome, written=(*outcome.written, FileMade(path, "what to do next")))
