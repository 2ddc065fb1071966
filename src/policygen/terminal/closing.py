"""What is said once the documents are written: what there is, what is to confirm, and what to do next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policygen._command import to_type, with_packs
from policygen.app.suggest import Suggestion
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.record.working_paper import ENDING
from policygen.terminal.lines import WIDEST, Line, paragraph, plain, shortened, width_of
from policygen.workspace.naming import naming

NOT_ADVICE = "Drafting help, not legal advice."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an interview led to."""

    organisation: str
    answers: Path
    written: tuple[Path, ...]
    """Every file written, documents and working papers."""
    confirm: tuple[str, ...] = ()
    """The questions behind the brackets in the documents, each once."""
    suggestions: tuple[Suggestion, ...] = ()
    has_date: bool = False
    """The policy says from what day it is in force."""
    warnings: int = 0
    """Warnings that still stand."""
    packs: tuple[Path, ...] = ()
    """Those that were named on the command line."""

    def to_type(self, *words: Path | str) -> str:
        """A command that follows, with the same packs."""
        return to_type(*words, *with_packs(self.packs))

    def to_ask(self, question: str) -> str:
        """The command that asks a question again."""
        return self.to_type("new", *naming(self.answers), "--ask", question)


def kind_of(path: Path) -> str:
    """What a written file is for, in a few words."""
    name = path.name
    if name.endswith(ENDING):
        return "keep; not for staff"
    if "next-steps" in name:
        return "what to do next"
    if path.suffix in {".docx", ".md"}:
        for part, words in _DOCUMENTS.items():
            if part in path.stem:
                return words
        return "document"
    return "your answers" if path.suffix in {".yaml", ".yml"} else "file"


_DOCUMENTS: Mapping[str, str] = {
    "social-media-policy": "the policy, for your staff",
    "staff-card": "the rules on a card",
    "acknowledgement": "the form that people sign",
    "handbook": "for those who run your accounts",
    "cover-note": "for whoever approves the policy",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next."""

    text: str
    command: str = ""
    """What to type for it, or empty."""


def steps(outcome: Outcome, library: Library) -> tuple[Step, ...]:
    """What to do next, in order."""
    found: list[Step] = []
    if outcome.written:
        found.append(Step("Read it from beginning to end: every sentence should be true for you."))
    if outcome.confirm:
        labels = "; ".join(_label(library, question) for question in outcome.confirm)
        found.append(Step(f"Fill what is marked [Confirm: …]: {labels}.", outcome.to_ask(outcome.confirm[0])))
    if outcome.warnings:
        many = counted(outcome.warnings, "warning")
        found.append(Step(f"Look into {many}:", outcome.to_type("check", outcome.answers)))
    if outcome.has_date:
        found.append(Step("Have it approved."))
    else:
        found.append(Step("Have it approved, and set the day it starts:", outcome.to_ask("effective_date")))
    found.append(Step("Give it to everyone it covers."))
    document = next((path for path in outcome.written if path.suffix == ".docx"), None)
    edit = "Edit the document as you like: it is never overwritten"
    if document is None:
        found.append(Step(f"{edit}."))
    else:
        found.append(Step(f"{edit}. What has changed:", outcome.to_type("update", document, "--plan")))
    return tuple(found)


def _step_lines(step: Step, first: str, width: int) -> list[Line]:
    """A step, with its command whole: on a line of its own where both do not fit on one."""
    whole = f"{step.text} {step.command}".rstrip()
    if not step.command or width_of(first) + width_of(whole) <= min(width, WIDEST):
        return paragraph(whole, width, first=first)
    indent = " " * width_of(first)
    indent = indent if width_of(indent) + width_of(step.command) <= width else ""
    return [*paragraph(step.text, width, first=first), (("", indent), ("accent", step.command))]


def end_screen(outcome: Outcome, library: Library, width: int = 80) -> tuple[Line, ...]:
    """The last screen: files, what is to confirm, the answers that would change most, and what to do next."""
    lines: list[Line] = [(("question", "Written:" if outcome.written else "Nothing was written."),)]
    for path in outcome.written:
        lines += _named(path.name, kind_of(path), width)
    if outcome.suggestions:
        count = counted(len(outcome.suggestions), "answer").capitalize()
        lines += [(), (("strong", f"{count} that would change it most"),)]
        asks = [shortened(suggestion.ask, min(width, 78) - 6) for suggestion in outcome.suggestions]
        for number, ask in enumerate(asks, 1):
            lines.append((("", f"  {number} {ask}"),))
        first = outcome.suggestions[0].question
        lines.append((("accent", f"    {outcome.to_ask(first)}"),))
    lines += [(), (("strong", "Next"),)]
    for number, step in enumerate(steps(outcome, library), 1):
        lines += _step_lines(step, f"  {number} ", width)
    return (*lines, (), *paragraph(NOT_ADVICE, width, "quiet"))


def next_steps_text(outcome: Outcome, library: Library) -> str:
    """The same for a small file beside the policy, as plain text."""
    title = (
        f"Next steps for the social media policy of {outcome.organisation}" if outcome.organisation else "Next steps"
    )
    told = [title, "=" * min(width_of(title), 78), ""]
    for number, step in enumerate(steps(outcome, library), 1):
        told += [plain(line) for line in _step_lines(step, f"{number}. ", 78)]
    if outcome.suggestions:
        told += ["", "Answers that would change the policy most:", ""]
        for suggestion in outcome.suggestions:
            told += [
                line[0][1] for line in paragraph(f"{suggestion.ask} (--ask {suggestion.question})", 78, first="- ")
            ]
    told += ["", *(line[0][1] for line in paragraph(NOT_ADVICE, 78))]
    return "\n".join(told) + "\n"


def _named(name: str, words: str, width: int) -> list[Line]:
    """A file and what it is for, on one line where both fit."""
    if width_of(name) + width_of(words) + 4 <= min(width, 78):
        return [(("accent", f"  {name}"), ("quiet", f"  {words}"))]
    return [(("accent", f"  {shortened(name, width - 2)}"),), *paragraph(words, width, first="    ")]


def _label(library: Library, question: str) -> str:
    found = library.questionnaire.questions.get(question)
    return found.label if found else question.replace("_", " ")
