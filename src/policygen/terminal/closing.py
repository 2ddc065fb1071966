"""What is said once the documents are written: what there is, what is to confirm, and what to do next. Pure."""

from policygen.app.finish import InterviewOutcome, Step, steps
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.terminal.lines import WIDEST, Line, paragraph, plain, shortened, width_of

NOT_ADVICE = "Drafting help, not legal advice."


def _step_lines(step: Step, first: str, width: int) -> list[Line]:
    """A step, with its command whole: on a line of its own where both do not fit on one."""
    whole = f"{step.text} {step.command}".rstrip()
    if not step.command or width_of(first) + width_of(whole) <= min(width, WIDEST):
        return paragraph(whole, width, first=first)
    indent = " " * width_of(first)
    indent = indent if width_of(indent) + width_of(step.command) <= width else ""
    return [*paragraph(step.text, width, first=first), (("", indent), ("accent", step.command))]


def end_screen(outcome: InterviewOutcome, library: Library, width: int = 80) -> tuple[Line, ...]:
    """The last screen: what was written, and what to do next. The last file tells of the others."""
    lines: list[Line] = [(("question", "Written:" if outcome.written else "Nothing was written."),)]
    first = [file for file in outcome.written if file.is_for_staff]
    for file in first:
        lines += _named(file.path.name, file.purpose, width)
    if others := len(outcome.written) - len(first):
        more = f"{counted(others, 'more file')} beside {'it' if len(first) == 1 else 'them'}"
        lines += paragraph(
            f"and {more}: {outcome.written[-1].path.name} says what each is for, and what comes later.",
            width,
            "quiet",
            "  ",
        )
    lines += [(), (("strong", "Next"),)]
    now = [step for step in steps(outcome, library) if step.is_told_first]
    for number, step in enumerate(now, 1):
        lines += _step_lines(step, f"  {number} ", width)
    return (*lines, (), *paragraph(NOT_ADVICE, width, "quiet"))


def next_steps_text(outcome: InterviewOutcome, library: Library) -> str:
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
    if outcome.written:
        told += ["", "The files:", ""]
        for file in outcome.written:
            told += [line[0][1] for line in paragraph(f"{file.path.name}: {file.purpose}", 78, first="- ")]
    told += ["", *(line[0][1] for line in paragraph(NOT_ADVICE, 78))]
    return "\n".join(told) + "\n"


def _named(name: str, words: str, width: int) -> list[Line]:
    """A file and what it is for, on one line where both fit."""
    if width_of(name) + width_of(words) + 4 <= min(width, 78):
        return [(("accent", f"  {name}"), ("quiet", f"  {words}"))]
    return [(("accent", f"  {shortened(name, width - 2)}"),), *paragraph(words, width, first="    ")]
