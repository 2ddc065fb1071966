"""What `policygen check` says of anybody's policy: by trap, each sentence with its place and what to write instead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from policygen.app.anybody import PolicyRead, binding, quoted, standing_at
from policygen.app.folder_contents import ANSWERS_ENDINGS
from policygen.cli._console import COLOURS
from policygen.cli._terminal import echo, styled, terminal_size
from policygen.findings import Finding, Severity
from policygen.language.lists import counted, listed
from policygen.library.model import Library
from policygen.lint.passages import Caught, Verdict

WIDEST = 96
HEADINGS: Mapping[Verdict, tuple[str, str]] = {
    "unlawful here": ("Unlawful there", "Unlawful somewhere"),
    "risky here": ("Risky there", "Risky"),
    "elsewhere only": ("Unlawful or risky elsewhere only", ""),
}
"""For places that were named, and for none."""


def policy_lines(path: Path, read: PolicyRead, library: Library) -> Iterator[str]:
    """The lines of a report, as wide as the terminal."""
    width = min(terminal_size().columns, WIDEST) - 1
    yield from _wrapped(f"{path}: {read.about}", width, "")
    for verdict in HEADINGS:
        found = [hit for hit in read.hits if hit.verdict == verdict]
        if not found:
            continue
        heading = HEADINGS[verdict][0 if read.places else 1]
        yield ""
        yield styled(f"{heading} ({counted(_sentences(found), 'sentence')})", bold=True)
        by_trap: dict[str, list[Caught]] = {}
        for hit in found:
            by_trap.setdefault(hit.trap.id, []).append(hit)
        for together in by_trap.values():
            if verdict == "elsewhere only":
                yield from _elsewhere(together, library, width)
            else:
                yield from _trap(together, library, read.places, width)
    yield from _others(read.others, width)
    yield ""
    yield from _wrapped(f"{path}: {totals(read)}.", width, "")


def _elsewhere(hits: Sequence[Caught], library: Library, width: int) -> Iterator[str]:
    trap = hits[0].trap
    where = listed([library.atlas.name(place) for place in trap.places])
    at = listed([str(number) for number in dict.fromkeys(hit.passage.number for hit in hits)])
    yield from _wrapped(f"{trap.id} ({where}), paragraph {at}: {trap.why}", width, "  ")


def _trap(hits: Sequence[Caught], library: Library, places: Sequence[str], width: int) -> Iterator[str]:
    trap, severity = hits[0].trap, hits[0].severity
    counts = binding(hits[0], library, places)
    where = f" in {listed([library.atlas.in_sentence(place) for place in counts])}" if len(counts) < len(places) else ""
    yield ""
    word = styled(severity.word, fg=COLOURS[severity], bold=severity >= Severity.HIGH)
    first, *more = _wrapped(f"{trap.id} {severity.word}{where}: {trap.why}", width, "  ")
    yield first.replace(severity.word, word, 1)
    yield from more
    yield from _wrapped(f"Write instead: {trap.instead}", width, "  ")
    for hit in hits:
        yield from _wrapped(f"{standing_at(hit.passage)}: “{quoted(hit.sentence)}”", width, "    - ")


def _others(findings: Sequence[Finding], width: int) -> Iterator[str]:
    for is_topic, heading in ((False, "Networks, and what is missing"), (True, "Not found, by words")):
        found = [finding for finding in findings if (finding.code == "topic-not-found") is is_topic]
        if not found:
            continue
        yield ""
        yield styled(f"{heading} ({len(found)})", bold=True)
        if is_topic:
            names = "; ".join(f.message.removeprefix("We did not find anything about ").rstrip(".") for f in found)
            yield from _wrapped(f"We did not find anything about: {names}.", width, "  ")
        else:
            for finding in found:
                yield from _wrapped(f"{finding.message} {finding.hint}", width, "  - ")


def _wrapped(text: str, width: int, first: str) -> list[str]:
    lines = wrap(" ".join(text.split()), width, initial_indent=first, subsequent_indent=" " * len(first))
    return lines or [first]


def _sentences(hits: Iterable[Caught]) -> int:
    """How many sentences are caught, by however many traps."""
    return len({(hit.passage.number, hit.sentence) for hit in hits})


def totals(read: PolicyRead) -> str:
    """How much of each was found."""
    count = {verdict: _sentences(hit for hit in read.hits if hit.verdict == verdict) for verdict in HEADINGS}
    topics = sum(finding.code == "topic-not-found" for finding in read.others)
    said = [
        counted(count["unlawful here"], "unlawful sentence"),
        f"{count['risky here']} risky",
        f"{count['elsewhere only']} elsewhere only" if read.places else "",
        counted(len(read.others) - topics, "other remark"),
        f"{counted(topics, 'topic')} not found",
    ]
    return ", ".join(filter(None, said))


def as_data(read: PolicyRead, library: Library) -> dict[str, object]:
    """The report for `--json`."""
    return {
        "about": read.about,
        "places": list(read.places),
        "hits": [
            {
                "heading": hit.passage.heading,
                "paragraph": hit.passage.number,
                "words": hit.sentence,
                "trap": hit.trap.id,
                "verdict": hit.verdict,
                "severity": hit.severity.word,
                "places": list(binding(hit, library, read.places) if hit.is_here else hit.trap.places),
                "why": hit.trap.why,
                "instead": hit.trap.instead,
            }
            for hit in read.hits
        ],
    }


def tell_answers_know(files: Sequence[Path]) -> None:
    """That places named on the command line count for nothing with answers files, where there are any."""
    answers = [path for path in files if path.suffix.lower() in ANSWERS_ENDINGS]
    if answers:
        which = str(answers[0]) if len(answers) == 1 else counted(len(answers), "answers file")
        says = "says" if len(answers) == 1 else "say"
        echo(f"--in is for documents: {which} {says} where people work.", err=True)
