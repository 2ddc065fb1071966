"""`policygen explain` on a document: as issued, and as it stands."""

from pathlib import Path

from policygen.app.issued import require_packs
from policygen.app.packs import Libraries
from policygen.app.standing import DocumentStanding, PartStanding, standing
from policygen.cli._console import echo_findings, echo_json
from policygen.cli._terminal import echo, styled
from policygen.cli.diff import marked
from policygen.errors import UsageError
from policygen.findings import nearest
from policygen.language.lists import counted


def explain_document(path: Path, clause: str | None, libraries: Libraries, *, as_json: bool) -> None:
    """Tell how each part of a document stands, or one of them in depth.

    Raises: `DocumentError` when a pack that it was made with is not laid.
    """
    found = standing(path)
    layers = found.issued.record.layers
    if layers[1:]:
        require_packs(path, layers, libraries.of(path).library)
    parts = found.parts
    if clause is not None:
        parts = tuple(part for part in parts if part.origin.id == clause)
        if not parts:
            known = [part.origin.id for part in found.parts]
            raise UsageError(f"The document was issued without '{clause}'.", hint=nearest(clause, known))
    if as_json:
        data = {
            "document": str(path),
            "saved_by": found.issued.theirs.editor,
            "parts": [part.as_data() for part in parts],
            "added": list(found.added),
            "findings": [finding.as_data() for finding in found.told],
        }
        echo_json(data)
        return
    if clause is None:
        _whole(found)
    else:
        _part(parts[0], in_depth=True)


def _whole(found: DocumentStanding) -> None:
    properties = found.issued.record.document.properties
    whose = f" of {properties.organisation}" if properties.organisation else ""
    made = f"{properties.title}{whose}, issued {properties.date}"
    saved = f", last saved by {found.issued.theirs.editor}" if found.issued.theirs.editor else ""
    echo(f"{made}{saved}.")
    for wanted, heading in (
        ("taken out", "Taken out"),
        ("not found", "Not found"),
        ("words lost", "Words lost when it was saved"),
        ("edited", "Edited"),
        ("as issued", "As issued"),
    ):
        parts = [part for part in found.parts if part.standing == wanted]
        if parts:
            echo(styled(f"\n{heading} ({len(parts)})", bold=True))
        for part in parts:
            _part(part, in_depth=wanted == "edited")
    if found.added:
        echo(styled(f"\nAdded by you ({counted(len(found.added), 'paragraph')})", bold=True))
        for text in found.added:
            echo(f"  {text}")
    echo_findings((*found.issued.findings, *found.told, *found.issued.theirs.findings), err=False)


def _part(part: PartStanding, *, in_depth: bool) -> None:
    law = " · asked for by law" if part.origin.statutory else ""
    echo(f"  {part.origin.id}  {styled(part.origin.title, bold=True)}{law}")
    if part.why:
        echo(f"      {part.why}")
    if in_depth and part.standing == "edited":
        echo(f"      {marked(part.issued, part.stands)}")
        if part.entry.formatting:
            echo(f"      words of it are {' and '.join(part.entry.formatting)}")
    elif in_depth:
        echo(f"      {part.standing}")
