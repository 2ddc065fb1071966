"""After an interview: the documents written, and the next steps as a small file beside them."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from policygen._resources import OWNER_MODE, unix_breaks
from policygen.answers.model import Answers
from policygen.app.build import BuildOptions, BuildResult, build_answers
from policygen.app.suggest import Suggestion, most_effective_questions
from policygen.library.model import Library
from policygen.workspace.naming import slug
from policygen.workspace.writing import Write, carry_out

_MARK = re.compile(r"\n\[policygen ([0-9a-f]{16})\]\n\Z")


@dataclass(frozen=True, slots=True)
class Finished:
    """What an interview led to."""

    result: BuildResult
    suggestions: tuple[Suggestion, ...]
    """The open answers that would change the document most."""


def finish(answers: Answers, source: Path, library: Library, options: BuildOptions) -> Finished:
    """Write the documents, and find the answers that would change them most.

    Raises: `UnreadableError` when a file cannot be written.
    """
    result = build_answers(answers, source, library, options)
    return Finished(result, most_effective_questions(library, answers, options.date))


def marked(text: str) -> str:
    """A text with a mark at its end that tells later whether anybody edited it."""
    return f"{text}\n[policygen {hashlib.sha256(text.encode()).hexdigest()[:16]}]\n"


def is_untouched(content: bytes) -> bool:
    """Whether a marked text is as we left it."""
    text = unix_breaks(content.decode("utf-8", errors="replace"))
    match = _MARK.search(text)
    return match is not None and marked(text[: match.start()]) == text


def write_next_steps(folder: Path, organisation: str, text: Callable[[], str]) -> Path | None:
    """The next steps beside the policy; None when somebody has edited the file that lies there."""
    path = folder / f"{slug(organisation)}-next-steps.txt"
    said = text().encode(errors="backslashreplace").decode()  # a folder's name need not be UTF-8
    done = carry_out([Write(path, marked(said).encode(), is_untouched, OWNER_MODE)], replace=False)
    return None if done.edited else path
