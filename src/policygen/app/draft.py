"""The answers file while an interview goes on: read at the start, saved after every answer."""

import os
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from policygen import _yaml
from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE, line_break, read_text, replace_file
from policygen.answers.model import Answerer, Answers, LeftOut
from policygen.answers.read import read_answers
from policygen.answers.write import changed_text, new_text, with_answerers
from policygen.conditions.model import Value
from policygen.errors import InvalidContentError, UnreadableError
from policygen.findings import Finding, Severity
from policygen.library.model import Library
from policygen.workspace.naming import naming


@dataclass(slots=True)
class Draft:
    """An answers file and what it says."""

    path: Path
    library: Library
    text: str
    """As it stood when it was last read or written; empty: there is no file yet."""
    answers: Answers
    findings: tuple[Finding, ...] = ()

    def changed_meanwhile(self) -> bool:
        """Whether somebody else has changed the file since it was last read or written; its answers are then read again.

        Raises: `InvalidContentError` when nobody can go on with it as it stands; all that was said is kept in another file.
        """
        if not self.path.exists():
            return False
        try:
            on_disk = read_text(self.path)
            if on_disk == self.text:
                return False
            now = open_draft(self.path, self.library)
        except (UnreadableError, InvalidContentError) as error:
            kept = self.answers
            self.move_aside()
            self.save(kept.values)
            again = to_type("new", *naming(self.path))
            hint = f"All you said before the last answer is kept in {self.path}. To go on with it: {again}"
            raise InvalidContentError(
                f"Somebody else changed the answers meanwhile. {error.message}", hint=hint
            ) from error
        self.text, self.answers, self.findings = now.text, now.answers, now.findings
        return True

    def move_aside(self) -> str:
        """Leave the file to whoever changed it, and keep the answers in a new one beside it from now on: its path."""
        names = (self.path.with_stem(f"{self.path.stem}-{number}") for number in count(2))
        self.path = next(path for path in names if not path.exists())
        self.text, self.answers = "", replace(self.answers, values={}, file=None)
        return str(self.path)

    def copy_to(self, path: Path) -> None:
        """Keep the answers in another, new file from now on, which begins as this one stands.

        Raises: `UnreadableError` when it cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if self.text:
                replace_file(path, self.text.encode(), OWNER_MODE)
        except OSError as error:
            raise UnreadableError(
                f"{path} cannot be written: {error.strerror}.", hint="Choose another folder."
            ) from error
        self.path = path

    def save(self, values: Mapping[str, Value], who: Answerer | None = None) -> None:
        """Put answers into the file, which is wholly the old one or wholly the new one at every moment.

        Only what has changed is changed: a person's comments, and what they wrote meanwhile, stay. `who` gave the answers
        that are new now, where that was told.

        Raises: `UnreadableError` when the file cannot be written, or can no longer be read.
        """
        if dict(self.answers.values) == dict(values) and (self.path.exists() or not values):
            return
        on_disk = read_text(self.path) if self.path.exists() else ""
        said = self._answerers(values, who)
        self._put(with_answerers(self._with(on_disk, values), self.answers.said, said))
        version = self.library.version
        self.answers = replace(self.answers, values=dict(values), library=version, file=None, said=said)

    def _answerers(self, values: Mapping[str, Value], who: Answerer | None) -> dict[str, Answerer]:
        """Who gave each answer: of those that changed, whoever is named now, or nobody."""
        before = self.answers
        kept = {id: one for id, one in before.said.items() if id in values and before.values.get(id) == values[id]}
        changed = [id for id in values if before.values.get(id) != values[id]]
        return {**kept, **(dict.fromkeys(changed, who) if who else {})}

    def _put(self, text: str) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            breaks = line_break(self.path) if self.path.exists() else "\n"
            replace_file(self.path, text.replace("\n", breaks).encode(), OWNER_MODE)
        except OSError as error:
            hint = f"Make room, or choose another folder. {_kept_elsewhere(self.path, text)}"
            raise UnreadableError(f"{self.path} cannot be written: {error.strerror}.", hint=hint) from error
        self.text = read_text(self.path)

    def leave_out(self, clause: str, reason: str, date: str) -> None:
        """Say in the file that a clause is left out, with a reason and an ISO date; every other line stays.

        Raises: `UnreadableError` when the file cannot be written.
        """
        left = (*self.answers.leaves_out, LeftOut(clause, reason, date=date))
        rows = [
            {key: said for key in ("clause", "reason", "by", "date") if (said := getattr(each, key))} for each in left
        ]
        self._put(_yaml.rewrite(_in_present_form(read_text(self.path)), "", {"leaves_out": rows}))
        self.answers = replace(self.answers, leaves_out=left)

    def _with(self, on_disk: str, values: Mapping[str, Value]) -> str:
        """The file's text with the answers in it; a text of our own making is made anew, in the order of the questions."""
        if not on_disk.strip() or on_disk == new_text(self.answers.values, self.library):
            return new_text(values, self.library)
        former = self.library.questionnaire.former
        changed = {id for id in {*values, *self.answers.values} if self.answers.values.get(id) != values.get(id)}
        renamed = [old for old, new in former.items() if new in changed]
        return changed_text(_in_present_form(on_disk), self.answers.values, values, renamed)


def _in_present_form(text: str) -> str:
    """A file of bare answers with its lines under `answers:`; any other as it is."""
    if any(line.startswith("answers:") for line in text.splitlines()):
        return text
    lines = (f"  {line}" if line.strip() else line for line in text.splitlines())
    return "\n".join(["policygen: 1", "answers:", *lines, ""])


def _kept_elsewhere(path: Path, text: str) -> str:
    """Where answers are kept that could not be saved in their own file."""
    from tempfile import mkstemp  # seldom needed

    try:
        handle, name = mkstemp(suffix=path.suffix, prefix=f"{path.stem}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return "What you said before the last answer is not lost."
    return f"All you said is kept in {name}."


def open_draft(path: Path, library: Library) -> Draft:
    """The answers file of an interview, begun or not.

    Raises: `UnreadableError` when it cannot be read; `InvalidContentError` when it says something wrong.
    """
    if not path.exists():
        return Draft(path, library, "", Answers({}))
    text = read_text(path)
    if not text.strip():
        return Draft(path, library, "", Answers({}))
    answers, findings = read_answers(text, str(path), library)
    faults = [finding for finding in findings if finding.severity is Severity.BLOCK]
    if faults:
        hints = ("" if fault.code == "no-answers" else fault.hint for fault in faults)
        told = "\n".join(
            f"{fault.location}: {fault.message} {hint}".rstrip() for fault, hint in zip(faults[:5], hints, strict=False)
        )
        hint = "Put that right in an editor, or move the file away to begin again."
        raise InvalidContentError(f"{path} cannot be gone on with:\n{told}", hint=hint)
    return Draft(path, library, text, answers, findings)
