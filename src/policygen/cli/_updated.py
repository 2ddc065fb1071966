"""What an update wrote, as a person is told it."""

from collections.abc import Collection
from pathlib import Path

from policygen._command import to_type
from policygen.app.carrying_out import CarriedOut
from policygen.app.others_of_set import others_of_set
from policygen.app.papers import twins
from policygen.app.rules_apart import rules_apart
from policygen.cli._console import echo_findings
from policygen.cli._terminal import echo
from policygen.findings import Location
from policygen.language.lists import counted, listed


def tell_written(result: CarriedOut, together: Collection[Path] = ()) -> None:
    """What was written, what stands in comments, and what to do with it. `together` are the files updated with it."""
    revision = result.revision
    apart = rules_apart(revision.issued, revision.plan, Location(str(revision.issued.path)))
    echo_findings((*revision.issued.theirs.findings, *revision.plan.findings, *apart), err=False)
    if not result.writes:
        echo("The document is up to date: nothing was written.")
        return
    if revision.issued.format.rewriting is not None:
        _tell_rewritten(result)
    else:
        _tell_tracked(result)
    others = [each.issued.path for each in others_of_set(revision.issued) if each.issued.path not in together]
    if names := [path.name for path in others if path.suffix == revision.issued.path.suffix]:
        all_of_them = to_type("update", revision.issued.path.parent)
        echo(f"{listed(names)} of the same set {'is' if len(names) == 1 else 'are'} not updated: {all_of_them}")
    for other in twins(revision.issued.path):
        echo(f"{other.name} beside it stays as it is. When you issue the new one in its place, that is made anew, too.")


def _tell_tracked(result: CarriedOut) -> None:
    """The same of a Word file, in which every change waits."""
    document, revision = result.writes[0].path, result.revision
    echo(f"Wrote {document}: {counted(len(result.done), 'change')} as tracked changes by “{result.author}”.")
    if result.refused:
        stand = "it stands in a comment" if len(result.refused) == 1 else "they stand in comments"
        echo(f"{counted(len(result.refused), 'change')} could not be written in place, so {stand}:")
        for why in dict.fromkeys(why for _, why in result.refused):
            echo(f"    {why}")
    if result.not_placed:
        stands = "stands in a comment" if result.not_placed == 1 else "stand in comments"
        echo(f"{counted(result.not_placed, 'new part')} could not be placed and {stands}.")
    if conflicts := revision.plan.to_decide:
        echo(f"{counted(conflicts, 'conflict')} to decide: your words stand, ours are in comments.")
    if result.untracked:
        echo(
            f"Properties, and headers and footers that show them, say “{result.untracked}” at once: no program tracks these,"
        )
        echo("so that rejecting our changes does not change that back.")
    echo("Open it in Word or LibreOffice and accept or reject each change. Your own file is as it was.")


def _tell_rewritten(result: CarriedOut) -> None:
    """The same of a file in which nothing waits: what changed and why, and what is left to a person."""
    document, plan = result.writes[0].path, result.revision.plan
    echo(f"Wrote {document}: {counted(len(result.done), 'change')}. Every other line is as it was.")
    if result.refused:
        echo(f"{counted(len(result.refused), 'change')} could not be made in place, which a comment in the file says.")
    if result.not_placed:
        stands = "stands in a comment" if result.not_placed == 1 else "stand in comments"
        echo(f"{counted(result.not_placed, 'new part')} could not be placed and {stands}.")
    if conflicts := plan.to_decide:
        echo(f"{counted(conflicts, 'conflict')} to decide: your words stand, ours are marked beside them.")
    echo(f"Compare the two line by line: git diff --no-index {result.revision.issued.path} {document}")


def written_data(result: CarriedOut) -> dict[str, object]:
    """The same, for `--json`."""
    return {
        "written": [str(write.path) for write in result.writes],
        "author": result.author,
        "changes": len(result.done),
        "in_comments": [{"reason": why} for _, why in result.refused],
        "not_placed": result.not_placed,
        "untracked": {"status": result.untracked} if result.untracked else {},
    }
