"""`policygen explain --history` and `--on`: the versions of a document, and its words on a day."""

from collections.abc import Iterator
from pathlib import Path

from policygen.app.document_status import document_status
from policygen.app.explain_document import find_in_document
from policygen.app.history import History, InForce, history_of, in_force_on
from policygen.app.packs import Libraries
from policygen.cli._console import echo_json
from policygen.cli._ledger import clause_heading, quoted
from policygen.cli._terminal import echo, page
from policygen.errors import UsageError
from policygen.language.dates import spelled_date


def tell_history(path: Path, *, as_json: bool) -> None:
    """Tell the versions of a document, the earliest first."""
    history = history_of(path)
    if as_json:
        versions = [each.as_data() for each in history.versions]
        echo_json({"document": str(path), "draft": history.is_draft, "edited": history.is_edited, "versions": versions})
        return
    for line in _lines(history):
        echo(line)


def _lines(history: History) -> Iterator[str]:
    english = history.found.issued.record.document.properties.language
    for each in history.versions:
        yield f"Version {each.version.number}: {_days(each, english)}."
        yield f"    Approved by {each.version.approved_by or 'nobody who was named'}."
        if each.version.changed:
            yield f"    What changed: {each.version.changed}"
        yield f"    {each.path}" if each.path else "    No copy of it is there."
    yield _standing(history)


def _days(told: InForce, english: str) -> str:
    """From when to when a version was in force."""
    first, until = spelled_date(told.version.in_force, english), spelled_date(told.until, english)
    if told.until == told.version.in_force:
        return f"never in force, since the next one took its place before its first day, {first}"
    return f"in force from {first} until {until}" if told.until else f"in force from {first}"


def _standing(history: History) -> str:
    """How the document itself stands to its versions."""
    if history.is_draft:
        return "The document itself is a draft." if history.versions else "It is a draft: no version of it was issued."
    number = history.versions[-1].version.number
    if history.is_edited:
        return f"The document itself is not version {number} any more: it has been edited since that was issued."
    return f"The document itself is version {number}, as it was issued."


def tell_words_on(path: Path, clause: str | None, day: str, libraries: Libraries, *, as_json: bool) -> None:
    """Tell the words of one rule that were in force on a day, and who approved them.

    Raises: `DocumentError` when no version was in force, or none is kept; `UsageError` when nothing is asked about.
    """
    if clause is None:
        raise UsageError(
            "--on tells the words of one rule.", hint="Name its number or a word of it behind the document."
        )
    history, then = in_force_on(path, day)
    held = then.path or path
    asked = find_in_document(document_status(held), clause, libraries.of(held).library)
    words = asked.part.text_now if asked.part is not None else ""
    if as_json:
        echo_json({"document": str(path), "on": day, **then.as_data(), "part": asked.found.id, "words": words})
        return
    page("\n".join((clause_heading(asked.found), *quoted(words), *_around(path, day, history, then, words))))


def _around(path: Path, day: str, history: History, then: InForce, words: str) -> Iterator[str]:
    if not words:
        yield "  That version did not have it."
    version = then.version
    yield f"  In force on {day}: version {version.number}, from {version.in_force}, approved by {version.approved_by}."
    if then.path != path:
        yield f"  The words are those of {then.path}."
    if history.is_edited and version.number == history.versions[-1].version.number:
        yield f"  {path} has been edited since, and is not that version any more."
