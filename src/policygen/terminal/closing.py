"""What is said once the documents are written: what there is, what is to confirm, and what to do next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policygen.app.suggest import Suggestion
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.record.working_paper import ENDING
from policygen.terminal.lines import Line, paragraph, shortened, width_of
from policygen.workspace.naming import as_typed, naming

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


def steps(outcome: Outcome, library: Library) -> tuple[str, ...]:
    """What to do next, in order."""
    folder = naming(outcome.answers)
    found: list[str] = []
    if outcome.written:
        found.append("Read it from beginning to end: every sentence should be true for you.")
    if outcome.confirm:
        labels = "; ".join(_label(library, question) for question in outcome.confirm)
        ask = f"policygen new{folder} --ask {outcome.confirm[0]}"
        found.append(f"Fill what is marked [Confirm: …]: {labels}. ({ask})")
    if outcome.warnings:
        found.append(f"Look into {counted(outcome.warnings, 'warning')}: policygen check {as_typed(outcome.answers)}")
    date = "" if outcome.has_date else f", and set the day it starts (policygen new{folder} --ask effective_date)"
    found.append(f"Have it approved{date}.")
    found.append("Give it to everyone it covers.")
    found.append(
        "Edit the document as you like: it is never overwritten, and 'policygen update --plan' shows what has changed."
    )
    return tuple(found)


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
        lines += paragraph(f"policygen new{naming(outcome.answers)} --ask {first}", width, "accent", "    ")
    lines += [(), (("strong", "Next"),)]
    for number, step in enumerate(steps(outcome, library), 1):
        lines += paragraph(step, width, first=f"  {number} ")
    return (*lines, (), *paragraph(NOT_ADVICE, width, "quiet"))


def next_steps_text(outcome: Outcome, library: Library) -> str:
    """The same for a small file beside the policy, as plain text."""
    title = (
        f"Next steps for the social media policy of {outcome.organisation}" if outcome.organisation else "Next steps"
    )
    told = [title, "=" * min(width_of(title), 78), ""]
    for number, step in enumerate(steps(outcome, library), 1):
        told += [line[0][1] for line in paragraph(step, 78, first=f"{number}. ")]
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
