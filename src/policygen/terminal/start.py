"""The ways into the interview. Light: what draws on the terminal is loaded once there is a terminal."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TextIO, cast

from policygen._command import to_type, with_packs
from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.app.draft import Draft, open_draft
from policygen.app.finish import FurtherQuestion
from policygen.app.review_matters import Agenda
from policygen.conditions.model import Value
from policygen.errors import InterruptedByUserError, UsageError
from policygen.findings import nearest
from policygen.interview.conversation import begin_conversation
from policygen.interview.introduction import introduction, require_asked
from policygen.interview.notes import Note
from policygen.library.model import Library
from policygen.questions.flow import Situation, situation
from policygen.workspace.naming import naming

_CANNOT_MOVE = frozenset({"dumb", "unknown"})
"""Kinds of terminals, as `TERM` names them, on which no question can be drawn."""

OnScreen = Callable[[tuple[str, ...]], None]


@dataclass(frozen=True, slots=True)
class InterviewResult:
    """An interview that came to its end."""

    path: Path
    """The answers file."""
    answers: Answers
    situation: Situation
    changed: tuple[str, ...]
    """The questions whose answers are not what they were when it began, in the order of the questionnaire."""


def is_terminal(stdin: TextIO | None, stdout: TextIO | None) -> bool:
    """Whether a person can read and type there. A closed stream is none, nor is a terminal that cannot move its cursor."""
    try:
        typed = stdin is not None and stdin.isatty() and stdout is not None and stdout.isatty()
    except ValueError:  # closed
        return False
    return typed and os.environ.get("TERM", "") not in _CANNOT_MOVE


def require_terminal(stdin: TextIO | None = None, stdout: TextIO | None = None) -> None:
    """Go on only where a person can answer; what a pipe holds must never be taken for answers.

    Raises: `UsageError` without a terminal.
    """
    if not is_terminal(stdin or sys.stdin, stdout or sys.stdout):
        hint = (
            f"Write the answers into a file, as those in samples/, and run: {to_type('build answers.yaml')}\n"
            f"All questions: {to_type('schema')}"
        )
        kind = os.environ.get("TERM", "")
        lacks = f"this one (TERM={kind}) cannot move its cursor" if kind in _CANNOT_MOVE else "there is none here"
        raise UsageError(f"Questions can be asked only in a terminal, and {lacks}.", hint=hint)


def _known_only(library: Library, ask: Sequence[str]) -> tuple[str, ...]:
    questionnaire = library.questionnaire
    found: list[str] = []
    for name in ask:
        id = questionnaire.former.get(name, name)
        if id not in questionnaire.questions:
            hint = nearest(name, questionnaire.questions) or f"For all questions: {to_type('schema')}"
            raise UsageError(f"There is no question '{name}'.", hint=hint)
        found.append(id)
    return tuple(dict.fromkeys(found))


def run_interview(
    library: Library,
    draft_path: Path,
    *,
    thorough: bool,
    today: str,
    ask: Sequence[str] = (),
    further: bool = False,
    told: Sequence[str] = (),
    input: Any = None,  # noqa: A002 -- the word for it
    output: Any = None,
    on_screen: OnScreen | None = None,
) -> InterviewResult:
    """Ask what is open, or the questions named, and save after every answer. `today` is an ISO date.

    A `further` one follows on a written policy: only new promises are looked over. What is `told` stands above the first
    question. With an `input` and `output` of its own no terminal is demanded. `on_screen` is told every screen.

    Raises: `UsageError` without a terminal, or for a question that does not exist or is not asked of this organisation;
    `InterruptedByUserError` when the person stops; `UnreadableError` and `InvalidContentError` for the answers file.
    """
    only = _known_only(library, ask)
    if input is None:
        require_terminal()
    from policygen.terminal.console import open_console  # loads questionary
    from policygen.terminal.run import run_conversation

    draft, console = open_draft(draft_path, library), open_console(input, output, on_screen)
    before = dict(draft.answers.values)
    conversation = begin_conversation(library, draft, today, thorough=thorough, only=only, further=further)
    require_asked(library, conversation.known, only)
    conversation.notes = (*(Note("warn", "Take care", text) for text in told), *introduction(conversation))
    try:
        with console.input.raw_mode():  # between two screens too: a key typed ahead must not be echoed, or lost
            run_conversation(conversation, console)
    except (KeyboardInterrupt, EOFError) as stop:
        if conversation.clashes:
            conversation.settle("both")
        raise _stopped(draft, thorough=thorough, is_written=further) from stop
    return _result(draft, before)


def _result(draft: Draft, before: Mapping[str, Value]) -> InterviewResult:
    """What an interview came to, by the answers before it and those that its file has now."""
    library, after = draft.library, draft.answers
    changed = tuple(id for id in library.questionnaire.questions if before.get(id) != after.values.get(id))
    return InterviewResult(draft.path, after, situation(library, after.values), changed)


def _stopped(draft: Draft, *, thorough: bool, is_written: bool) -> InterruptedByUserError:
    path, kept = draft.path, len(draft.answers.values)
    if not kept:
        return InterruptedByUserError("Stopped before the first answer; nothing was written.")
    packs = with_packs(Path(layer.path) for layer in draft.library.layers if layer.kind == "pack")
    again = to_type("new", *naming(path), "--thorough" if thorough else "", *packs)
    answers = "1 answer is" if kept == 1 else f"{kept} answers are"
    written = "Your policy is written, without what you said since. " if is_written else ""
    message = f"Stopped. {written}{answers} kept in {path}."
    return InterruptedByUserError(message, hint=f"To go on where you stopped: {again}")


def choose_further(
    questions: Sequence[FurtherQuestion],
    *,
    offers_own_rules: bool,
    input: Any = None,  # noqa: A002 -- the word for it
    output: Any = None,
    on_screen: OnScreen | None = None,
) -> tuple[str, ...]:
    """The questions that somebody wants to answer now that the policy is written, by id; empty when it is enough.

    Raises: `InterruptedByUserError` when the person stops.
    """
    from policygen.terminal.console import BackError, open_console  # loads questionary
    from policygen.terminal.further import ask_further

    try:
        return ask_further(open_console(input, output, on_screen), questions, offers_own_rules=offers_own_rules)
    except BackError:
        return ()
    except (KeyboardInterrupt, EOFError) as stop:
        raise InterruptedByUserError("Stopped. Your policy is written, and all you said is kept.") from stop


Door = Literal["quick", "thorough", "resume", "help", "leave"]


def main_menu(
    *,
    begun: Path | None = None,
    input: Any = None,  # noqa: A002 -- the word for it
    output: Any = None,
    on_screen: OnScreen | None = None,
) -> Door:
    """What somebody who typed nothing but `policygen` wants to do. `begun`: answers that lie here already.

    Raises: `UsageError` without a terminal; `InterruptedByUserError` when the person stops.
    """
    if input is None:
        require_terminal()
    from policygen.terminal.console import BackError, open_console  # loads questionary
    from policygen.terminal.menu import ask_way_in

    try:
        return cast("Door", ask_way_in(open_console(input, output, on_screen), begun))
    except BackError:
        return "leave"
    except (KeyboardInterrupt, EOFError) as stop:
        raise InterruptedByUserError("Stopped; nothing was written.") from stop


def run_revisit(
    library: Library,
    agenda: Agenda,
    decisions: dict[str, object],
    keep: Callable[[Mapping[str, object]], None],
    *,
    input: Any = None,  # noqa: A002 -- the word for it
    output: Any = None,
    on_screen: OnScreen | None = None,
) -> bool:
    """Hold a review; whether it came to its end. `keep` is told all decisions after each of them.

    Raises: `UsageError` without a terminal.
    """
    if input is None:
        require_terminal()
    from policygen.interview.revisiting import Revisit
    from policygen.terminal.console import open_console  # loads questionary
    from policygen.terminal.revisiting import run_review

    console = open_console(input, output, on_screen)
    try:
        with console.input.raw_mode():
            run_review(Revisit(library, agenda, decisions, keep), console)
    except (KeyboardInterrupt, EOFError):
        return False
    return True
