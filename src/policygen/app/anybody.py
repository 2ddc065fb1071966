"""A policy that anybody wrote, read against the traps, the networks and the topics of the library."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from policygen._dataclass import dataclass
from policygen.app.issued import read_bytes
from policygen.document.model import Paragraph, Text
from policygen.document.pieces import Piece, text
from policygen.errors import UnreadableError
from policygen.findings import Finding, Location, Severity
from policygen.formats.registry import NOT_READ, READERS
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.lint.anybody import as_policy, missing, networks_named, out_of_date
from policygen.lint.passages import Caught, Passage, caught_in, passages_of
from policygen.lint.traps import Traps, is_set_in, is_unlawful_in

LONGEST = 5_000
"""Characters of one paragraph that are judged together: a sentence is never longer."""
QUOTED = 240
"""Characters of a sentence that a message quotes."""


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """What was found in a policy."""

    about: str
    """What it is, and for which places it was read."""
    places: tuple[str, ...]
    """Codes; none: for everywhere."""
    hits: tuple[Caught, ...]
    """Sentences that a trap catches: unlawful first, then risky, then elsewhere only; in the order of the text."""
    others: tuple[Finding, ...]
    """Networks, and what is missing."""

    def findings(self, location: Location) -> tuple[Finding, ...]:
        """Everything as findings. What is wrong elsewhere only is for information."""
        return (*(hit_finding(hit, location) for hit in self.hits), *self.others)


def hit_finding(hit: Caught, location: Location) -> Finding:
    """A sentence caught, as a finding."""
    severity = hit.severity if hit.is_here else Severity.INFO
    message = f"{standing_at(hit.passage)}: “{quoted(hit.sentence)}” ({hit.verdict}) {hit.trap.why}"
    return Finding(hit.trap.id, severity, message, location, hit.trap.instead)


def binding(hit: Caught, library: Library, places: Sequence[str]) -> tuple[str, ...]:
    """Those of some places that a hit counts in."""
    counts = is_unlawful_in if hit.verdict == "unlawful here" else is_set_in
    return tuple(place for place in places if counts(library, hit.trap, [place]))


def standing_at(passage: Passage) -> str:
    """Where a passage stands: its heading, and the number of its paragraph."""
    under = f"{quoted(passage.heading, 60)}, " if passage.heading else ""
    return f"{under}paragraph {passage.number}"


def quoted(words: str, most: int = QUOTED) -> str:
    """Words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def check_policy(path: Path, library: Library, places: Sequence[str], today: str) -> PolicyRead:
    """Anybody's policy, read for some places, or for everywhere.

    Raises: `UnreadableError` for a kind of file that is not read; `DocumentError` when it cannot be.
    """
    pieces = tuple(as_policy(tuple(_bounded(_pieces(path)))))
    passages = tuple(passages_of(pieces))
    whole = "\n".join(text(piece) for piece in pieces)
    location = Location(str(path))
    others = (
        *networks_named(passages, library.registry, location),
        *out_of_date(whole, today, location),
        *missing(whole, library, location),
    )
    about = f"policygen did not make this policy. It was read as anybody's, {_for(library, places)}."
    if path.suffix.lower() == ".dotx":
        about = f"This is a Word template. {about}"
    if not any(passage.text for passage in passages):
        raise UnreadableError(f"{path} holds no text.", hint="Is it a scan? policygen reads no pictures.")
    return PolicyRead(about, tuple(places), _hits(library, passages, places), others)


def check_ours_elsewhere(pieces: Sequence[Piece], library: Library, places: Sequence[str]) -> PolicyRead:
    """The whole text of a document of ours, read for places besides those it was made for."""
    about = f"policygen made this document. Besides the usual check its whole text was read {_for(library, places)}."
    hits = [hit for hit in _hits(library, tuple(passages_of(pieces)), places) if hit.is_here]
    return PolicyRead(about, tuple(places), tuple(hits), ())


def _hits(library: Library, passages: Sequence[Passage], places: Sequence[str]) -> tuple[Caught, ...]:
    order = {"unlawful here": 0, "risky here": 1, "elsewhere only": 2}
    found = caught_in(Traps(library), passages, places)
    return tuple(sorted(found, key=lambda hit: (order[hit.verdict], -hit.severity, hit.passage.number)))


def _for(library: Library, places: Sequence[str]) -> str:
    if not places:
        return "for everywhere: name places with --in to be told what counts there"
    return f"for {listed([library.atlas.in_sentence(place) for place in places])}"


def _pieces(path: Path) -> tuple[Piece, ...]:
    ending = path.suffix.lower()
    if ending in NOT_READ:
        hint = "Open it in Word or LibreOffice and save it as a Word document (.docx)."
        raise UnreadableError(f"{path} is {NOT_READ[ending]}, which policygen does not read.", hint=hint)
    return tuple(read.piece for read in READERS[ending](read_bytes(path)).pieces)


def _bounded(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with paragraphs beyond all measure cut into shorter ones."""
    for piece in pieces:
        words = text(piece) if isinstance(piece, Paragraph) else ""
        if len(words) <= LONGEST:
            yield piece
            continue
        while words:
            cut = words.rfind(" ", 0, LONGEST) if len(words) > LONGEST else len(words)
            cut = cut if cut > 0 else LONGEST
            yield Paragraph((Text(words[:cut]),))
            words = words[cut:]
