"""`policygen explain` on a document: as issued, and as it stands."""

from collections.abc import Iterator
from pathlib import Path

from policygen.app.document_status import DocumentStatus, PartStatus, document_status
from policygen.app.explain_document import ClauseStatus, find_in_document
from policygen.app.issued import require_packs
from policygen.app.packs import Libraries
from policygen.app.versions import version_of
from policygen.cli._console import echo_findings, echo_json
from policygen.cli._ledger import about_lines, clause_heading, quoted
from policygen.cli._terminal import echo, page, styled
from policygen.cli.diff import marked
from policygen.language.lists import counted


def explain_document(path: Path, clause: str | None, libraries: Libraries, *, as_json: bool) -> None:
    """Tell how each part of a document stands, or all about one of them.

    Raises: `DocumentError` when a pack that it was made with is not laid.
    """
    found = document_status(path)
    layers = found.issued.record.layers
    if layers[1:]:
        require_packs(path, layers, libraries.of(path).library)
    asked = None if clause is None else find_in_document(found, clause, libraries.of(path).library)
    if as_json:
        parts = found.parts if asked is None else [asked.part] if asked.part else []
        data: dict[str, object] = {
            "document": str(path),
            "saved_by": found.issued.theirs.editor,
            "parts": [part.as_data() for part in parts],
            "added": list(found.added),
            "findings": [finding.as_data() for finding in found.findings],
        }
        if asked is not None:
            data["number"] = asked.found.number
            data["clause"] = asked.about.as_data() if asked.about and asked.answers_known else None
        echo_json(data)
    elif asked is None:
        _whole(found)
    else:
        page("\n".join(_in_depth(asked)))


def _in_depth(asked: ClauseStatus) -> Iterator[str]:
    """One part of a document: its words as they stand, ours where they differ, and what the library says of it."""
    part, about = asked.part, asked.about
    yield clause_heading(asked.found)
    if part is None:
        yield "  The document was issued without it."
        yield from quoted(about.depth.words if about else "")
    else:
        law = " · asked for by law" if part.origin.statutory else ""
        yield f"  In the file: {part.status}{law}"
        yield from quoted(part.text_now)
        if part.text_now != part.text_issued:
            yield "  As it was issued:"
            yield from quoted(part.text_issued)
        if part.entry.formatting:
            yield f"  In the file, words of it are {' and '.join(part.entry.formatting)}."
    if asked.other_library:
        yield f"  It was issued with library {asked.other_library}; what follows is as this library has it."
    if part is not None and part.why and (about is None or part.why != about.entry.why):
        yield f"  Why it was in when it was issued: {part.why}"
    if about is None:
        yield "  No clause of the library: policygen makes this part, or the library has it no more."
    elif asked.answers_known:
        yield from about_lines(about)
    else:
        yield "  Which answer met its test is not known: the working paper of the document is not here."
        yield from list(about_lines(about))[1:]


def _whole(found: DocumentStatus) -> None:
    properties = found.issued.record.document.properties
    whose = f" of {properties.organisation}" if properties.organisation else ""
    made = f"{properties.title}{whose}, {_status(found)}"
    saved = f", last saved by {found.issued.theirs.editor}" if found.issued.theirs.editor else ""
    echo(f"{made}{saved}.")
    for wanted, heading in (
        ("taken out", "Taken out"),
        ("not found", "Not found"),
        ("words lost", "Words lost when it was saved"),
        ("edited", "Edited"),
        ("as issued", "As issued"),
    ):
        parts = [part for part in found.parts if part.status == wanted]
        if parts:
            echo(styled(f"\n{heading} ({len(parts)})", bold=True))
        for part in parts:
            _part(part, in_depth=wanted == "edited")
    if found.added:
        echo(styled(f"\nAdded by you ({counted(len(found.added), 'paragraph')})", bold=True))
        for text in found.added:
            echo(f"  {text}")
    echo_findings((*found.issued.findings, *found.findings, *found.issued.theirs.findings), err=False)


def _status(found: DocumentStatus) -> str:
    """Which text a document is: a version, a draft, or one of a time when nobody said."""
    record = found.issued.record
    if (version := version_of(record)) is not None:
        return f"version {version.number}, in force from {version.in_force}"
    made_on = record.document.properties.date
    return f"a draft of {made_on}" if record.issue.status == "draft" else f"made on {made_on}"


def _part(part: PartStatus, *, in_depth: bool) -> None:
    law = " · asked for by law" if part.origin.statutory else ""
    echo(f"  {part.origin.id}  {styled(part.origin.title, bold=True)}{law}")
    if part.why:
        echo(f"      {part.why}")
    if in_depth:
        echo(f"      {marked(part.text_issued, part.text_now)}")
        if part.entry.formatting:
            echo(f"      words of it are {' and '.join(part.entry.formatting)}")
        if "split" in part.entry.destroyed:
            echo("      it stands in more paragraphs than as issued")
