"""What stands round every question on the screen: notes, progress, the question, help, keys. Pure; knows no terminal."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.interview.notes import Note
from policygen.interview.page import PageEntry
from policygen.questions.session import Progress
from policygen.terminal.lines import Line, paragraph

BACK_KEY = "Esc back"


@dataclass(frozen=True, slots=True)
class Screen:
    """One question as it is put."""

    question: str
    why: str = ""
    """Shown when somebody asks why."""
    progress: str = ""
    notes: tuple[Note, ...] = ()
    can_go_back: bool = False
    above: tuple[Line, ...] = ()
    """Lines between the question and what is asked, such as fields already given."""
    has_groups: bool = False
    """One can go to another group of questions from here."""
    page: Callable[[], Sequence[PageEntry]] | None = None
    """The policy as it now reads, for somebody who wants to see it."""

    def asking(self, question: str, why: str = "") -> "Screen":
        """A question that follows on the same screen, without the notes."""
        return replace(self, question=question, why=why or self.why, notes=(), above=())


def progress_line(progress: Progress, dot: str) -> str:
    """Where the interview stands: `7 of 12`, and in a long one `Your accounts · 2 of 6 · 41 to come`."""
    counted = f"{progress.number} of {progress.total}" if progress.number else ""
    left = f"{progress.left} to come" if progress.left else ""
    return f" {dot} ".join(filter(None, [progress.group, counted, left]))


def note_lines(notes: Sequence[Note], width: int) -> list[Line]:
    """Notes one under the other, each with what to do."""
    lines: list[Line] = []
    for note in notes:
        lead = f"{note.lead}: " if note.lead else ""
        wrapped = paragraph(f"{lead}{note.text}", width)
        for index, line in enumerate(wrapped):
            text = line[0][1]
            if not index and lead:
                lines.append(((note.style, text[: len(lead)]), ("", text[len(lead) :])))
            else:
                lines.append((("" if lead else note.style, text),))
        if note.do:
            lines += paragraph(note.do, width, first="  ")
        lines.append(())
    return lines


def head(screen: Screen, width: int, *, helping: bool) -> list[Line]:
    """Everything above the place where a person answers."""
    lines = note_lines(screen.notes, width)
    if screen.progress:
        lines += [*paragraph(screen.progress, width, "progress"), ()]
    if screen.question:
        lines += paragraph(screen.question, width, "question")
        lines += paragraph(screen.why, width, "accent", "  ") if helping and screen.why else []
        lines.append(())
    return [*lines, *screen.above]


def key_lines(
    screen: Screen, hint: str, width: int, dot: str, *, types: bool = False, helping: bool = False
) -> list[Line]:
    """Which keys do what on a screen, all of them where somebody asks; `types`: on this one one types.

    What Enter does now stands first; what is the same on most screens has a line of its own, which is read once.
    """
    page = "" if screen.page is None or (types and not helping) else "Ctrl-P draft"
    groups = "Ctrl-G groups" if screen.has_groups else ""
    parts = ["? why" if screen.why else "", page, groups, BACK_KEY if screen.can_go_back else ""]
    ways = f" {dot} ".join(part for part in parts if part)
    return [line for words in (hint, ways) if words for line in paragraph(words, width, "hint")]
