"""`policygen combine`."""

from pathlib import Path

import click

from policygen.app.combine import Combined, combine_copies, combined_path, writes
from policygen.cli._console import date_option, echo_findings, echo_json, json_option
from policygen.cli._terminal import echo, styled
from policygen.language.lists import counted, listed
from policygen.revision.combining import Clash
from policygen.workspace.writing import Write, carry_out


@click.command(name="combine")
@click.argument("copies", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="COPY COPY…")
@click.option(
    "--names",
    default="",
    metavar="LIST",
    help='Whose copies they are, in their order: "Ann Field,Ben Shaw". Default: who saved each last.',
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write. Default: beside the first copy, with “.combined” in its name. Never over a file of yours.",
)
@click.option("--plan", "only_plan", is_flag=True, help="Show who changed what, and what clashes. Writes nothing.")
@json_option
@date_option
@click.pass_context
def command(
    ctx: click.Context,
    copies: tuple[Path, ...],
    names: str,
    out: Path | None,
    only_plan: bool,
    as_json: bool,
    made_on: str,
) -> None:
    """Make one file of the copies of a document that several people edited.

    Whatever each of them changed waits in it as a tracked change under that person's name. What several changed alike is one
    change. Where two changed the same words in different ways, the copy named first stands, and a comment has the other's
    words. Comments come with it. Reject everything, and the document reads as it was issued.

    \b
    Examples:
      policygen combine ann.docx ben.docx --plan
      policygen combine ann.docx ben.docx --names "Ann Field,Ben Shaw"
    """
    target = None if only_plan or not copies else combined_path(copies[0], out)
    combined = combine_copies(copies, names.split(",") if names else (), made_on)
    planned = writes(combined, target) if target is not None else ()
    if planned:
        carry_out(planned, replace=True)
    if as_json:
        echo_json(_data(combined, planned))
    else:
        _tell(combined, planned)
    ctx.exit(4 if combined.combination.clashes else 0)


def _tell(combined: Combined, planned: tuple[Write, ...]) -> None:
    echo_findings(combined.findings)
    for reviewer in combined.reviewers:
        also = f", with those of {listed(reviewer.also)} that wait in it" if reviewer.also else ""
        echo(f"{reviewer.name}: {counted(reviewer.changes, 'change')}{also} ({reviewer.path})")
    if combined.alike:
        echo(f"{counted(combined.alike, 'change')} made alike by more than one: each stands once.")
    if not planned:
        _tell_changes(combined)
    for clash in combined.combination.clashes:
        echo(f"{styled('Clash', fg='yellow')} in {clash.part}: {_clash_words(clash)}")
    if combined.made.refused:
        echo(
            f"{counted(len(combined.made.refused), 'change')} could not be tracked in place, which a comment there says:"
        )
        for why in dict.fromkeys(why for _, why in combined.made.refused):
            echo(f"    {why}")
    if planned:
        echo(f"Wrote {planned[0].path}. Open it in Word or LibreOffice and accept or reject each change.")
        echo("Every copy is as it was.")
    else:
        echo("Nothing was written: this is the plan.")


def _tell_changes(combined: Combined) -> None:
    for told in combined.combination.told:
        if told.before and told.after:
            what = f"“{_short(told.before)}” → “{_short(told.after)}”"
        else:
            what = f"put in “{_short(told.after)}”" if told.after else f"took out “{_short(told.before)}”"
        others = listed([combined.reviewers[number].name for number in told.also])
        echo(f"    {told.by}{f' and {others}' if others else ''}, {told.part}: {what}")


def _clash_words(clash: Clash) -> str:
    """What stands and what the other has, without the words at either end that both have."""
    stands, other = clash.stands.split(), clash.other.split()
    if not clash.other:
        return f"{clash.by} took out what stands: “{_short(clash.stands)}”"
    if not clash.stands:
        return f"it is taken out; {clash.by} has “{_short(clash.other)}”"
    first = last = 0
    while first < min(len(stands), len(other)) and stands[first] == other[first]:
        first += 1
    while last < min(len(stands), len(other)) - first and stands[-1 - last] == other[-1 - last]:
        last += 1
    first, last = max(first - 2, 0), max(last - 2, 0)  # two words beside, to know it by
    shown = [" ".join(words[first : len(words) - last]) for words in (stands, other)]
    return f"“{_short(shown[0])}” stands; {clash.by} has “{_short(shown[1])}”"


def _short(words: str, longest: int = 90) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _data(combined: Combined, planned: tuple[Write, ...]) -> dict[str, object]:
    found = combined.combination
    return {
        "written": [str(write.path) for write in planned],
        "copies": [
            {"file": str(each.path), "name": each.name, "also": list(each.also), "changes": each.changes}
            for each in combined.reviewers
        ],
        "changes": [
            {
                "by": told.by,
                "also": [combined.reviewers[number].name for number in told.also],
                "part": told.part,
                "before": told.before,
                "after": told.after,
            }
            for told in found.told
        ],
        "conflicts": [
            {"part": each.part, "issued": each.before, "stands": each.stands, "by": each.by, "other": each.other}
            for each in found.clashes
        ],
        "in_comments": [{"reason": why} for _, why in combined.made.refused],
        "findings": [finding.as_data() for finding in combined.findings],
    }
