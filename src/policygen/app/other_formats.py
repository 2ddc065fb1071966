"""What lies beside a document that is issued and is not issued with it: texts in other formats, and under its own name."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from policygen.app.document_status import DocumentStatus, differences
from policygen.app.issued import open_issued, read_bytes
from policygen.app.papers import twins
from policygen.errors import DocumentError, UnreadableError
from policygen.findings import Finding, Location, Severity
from policygen.formats.registry import FORMATS, format_of
from policygen.language.lists import listed
from policygen.workspace.naming import own_name


def left_behind(together: Sequence[DocumentStatus]) -> list[Path]:
    """The files of a document in other formats that do not say what it says: it went on without them."""
    members = [member.issued.path for member in together]
    return [path for path in twins(members[0]) if path not in members and names_a_record(path)]


def is_made_anew(path: Path, leading: DocumentStatus) -> bool:
    """Whether such a file can be made anew: nobody wrote in it, nor in the document itself."""
    form = format_of(path)
    return form is not None and form.is_untouched(read_bytes(path)) and not differences(leading)


def names_a_record(path: Path) -> bool:
    """Whether a file says of what record it was made, whatever became of that."""
    form = format_of(path)
    try:
        return form is not None and form.digest_of(read_bytes(path)) is not None
    except (DocumentError, UnreadableError):
        return False


def other_words(path: Path, leading: DocumentStatus) -> tuple[Finding, ...]:
    """That a file does not say what the document says, and what becomes of it."""
    than, location = leading.issued.path.name, Location(str(path))
    if is_made_anew(path, leading):
        return (
            Finding("made-anew", Severity.INFO, f"It does not say what {than} says, and is made anew of it.", location),
        )
    message = f"It does not say what {than} says, and stays as it is."
    hint = "Take it away, or carry the changes over: two texts cannot be one version."
    return (Finding("other-words", Severity.MEDIUM, message, location, hint),)


def unknown_left(together: Sequence[DocumentStatus]) -> Iterator[Finding]:
    """The same of files of which not even the record is known any more, so that they were not read."""
    for path in left_behind(together):
        try:
            open_issued(path)
        except DocumentError:
            yield from other_words(path, together[0])


def lying_before(path: Path) -> Iterator[Finding]:
    """That other texts lie under the name of the document, where what was issued bears the name that we gave a copy."""
    own = path.with_stem(own_name(path.stem))
    lying = [text for form in FORMATS.values() if (text := own.with_suffix(form.ending)).is_file()]
    if own == path or not lying:
        return
    names = listed([each.name for each in lying])
    message = f"Beside it lies what is not this version, and was left as it is: {names}."
    hint = f"To keep one policy under one name, move that away and call {path.name} {own.name}."
    yield Finding("earlier-beside", Severity.INFO, message, Location(str(path)), hint)
