"""A document made anew by `policygen update --reissue`, and told."""

from pathlib import Path

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen.app.carrying_out import free_path
from policygen.app.reissue import REISSUED, Reissue, changes, reissue, writes
from policygen.assembly.reissue_paper import ORDER
from policygen.cli._console import echo_findings, echo_json
from policygen.cli._packs import laid_for
from policygen.cli._terminal import echo, styled
from policygen.document.carried import How
from policygen.errors import InvalidContentError
from policygen.findings import Severity
from policygen.language.lists import counted, listed
from policygen.workspace.writing import Write, carry_out

SAID: dict[How, tuple[str, str]] = {
    "not-carried": ("Not in the new document", "red"),
    "still-there": ("You took it out, and it is still there", "red"),
    "together": ("Worded together with ours: read it once", "yellow"),
    "left-out-statutory": ("Left out as you did, though a law asks for it", "yellow"),
    "yours": ("In your words", "green"),
    "placed": ("Written by you alone", "green"),
    "left-out": ("Left out, because you took it out", "green"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    document: Path
    answers: Path | None
    out: Path | None
    packs: tuple[Path, ...]
    made_on: str
    depth: str
    renamed: bool
    only_plan: bool
    as_json: bool


def reissue_and_tell(asked: Asked) -> int:
    """Make a document anew and tell what became of its owner's words; the code to end with.

    Raises: `InvalidContentError` when the answers cannot be used.
    """
    document, day = asked.document, asked.made_on
    default = document.with_name(f"{document.stem}{REISSUED}{document.suffix}")
    target = None if asked.only_plan else free_path(document, asked.out or default)
    library = laid_for(asked.answers or document, asked.packs, day)
    made = reissue(document, library, day, asked.answers, depth=asked.depth, renamed=asked.renamed)
    echo_findings(made.findings)
    if any(finding.severity is Severity.BLOCK for finding in made.findings):
        raise InvalidContentError("The answers cannot be used as they stand.", hint="Mend what is named above.")
    planned = writes(made, target) if target is not None else ()
    if planned:
        carry_out(planned, replace=True)
    if asked.as_json:
        echo_json(_data(made, planned))
    else:
        _tell(made, planned)
    return 4 if any(each.how in {"not-carried", "still-there"} for each in made.told) else 0


def _tell(made: Reissue, planned: tuple[Write, ...]) -> None:
    for how in ORDER:
        found = [words for words in made.told if words.how == how]
        if not found:
            continue
        said, colour = SAID[how]
        echo(f"{styled(said, fg=colour)} ({len(found)}):")
        for words in found:
            why = f" {words.why}" if words.why else ""
            echo(f"    {words.part or 'No part'}: “{_short(words.theirs)}”{why}")
    for offer in made.offers:
        asked = listed(offer.questions)
        echo(f"You changed an answer in the document: “{offer.before}” is “{offer.after}” there ({asked}).")
    if made.offers:
        echo("The new document follows the answers file: change it there, and make it anew.")
    what = listed(changes(made)) or "made anew"
    if not planned:
        echo(f"It would be {what}. Nothing was written: this is the plan.")
        return
    new = planned[0]
    echo(f"Wrote {new.path}: {what}, a draft until it is issued.")
    if made.told:
        echo(f"What became of {counted(len(made.told), 'change')} of yours: {planned[-1].path}")
    else:
        echo("Nothing in it was changed by hand.")
    echo(f"Your old document is as it was. When the new one is right: {to_type('issue', new.path)}")


def _short(words: str, longest: int = 160) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _data(made: Reissue, planned: tuple[Write, ...]) -> dict[str, object]:
    return {
        "written": [str(write.path) for write in planned],
        "depth": made.document.properties.depth,
        "changes": list(changes(made)),
        "carried": [
            {"how": each.how, "part": each.part, "theirs": each.theirs, "ours": each.ours, "why": each.why}
            for each in made.told
        ],
        "edited_answers": [
            {"questions": list(each.questions), "before": each.before, "after": each.after} for each in made.offers
        ],
    }
