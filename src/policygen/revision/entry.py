"""What becomes of one part of an issued document in an update."""

from typing import Literal

from policygen._dataclass import dataclass
from policygen.document.model import Origin
from policygen.document.pieces import Piece
from policygen.revision.align import Carrier
from policygen.revision.merge import Conflict
from policygen.revision.restoring import Lost

Decision = Literal[
    "unchanged",  # nobody changed it
    "restore",  # nobody changed it, but an editor lost words of it: they are put back
    "take-ours",  # only we changed it
    "keep-theirs",  # only they changed it
    "same",  # both made the same change
    "merged",  # both changed it, in different places
    "conflict",  # both changed the same words: theirs stand, ours are offered
    "deleted-by-user",  # they took it out: it stays out
    "statutory-missing",  # they took out what a law asks for: it stays out, and is said
    "new",  # we add it
    "removed-by-us",  # we take it out
    "not-found",  # the document is another one: nothing is decided
]


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What becomes of one part."""

    origin: Origin
    decision: Decision
    before: str
    """As issued; empty for a new part."""
    theirs: str
    """As it stands in their file; empty when it is not there."""
    after: str
    """As it will stand."""
    pieces: tuple[Piece, ...] = ()
    """As it will stand, lists opened."""
    sources: tuple[int | None, ...] = ()
    """For each piece the index in their document that it continues; None for what we add."""
    extent: tuple[int, ...] = ()
    """Indices of its pieces in their document."""
    standing: tuple[Piece, ...] = ()
    """Its pieces as they stand and are understood: for each of `extent` one."""
    rows: tuple[tuple[int | None, ...], ...] = ()
    """For each of `pieces` that is a table the rows of theirs that its rows continue; None for a row that we add."""
    conflicts: tuple[Conflict, ...] = ()
    """Each with the index of the piece in their document, -1 where nothing of theirs is left."""
    review: bool = False
    """Both sides' words stand together: to be read once."""
    cause: str = ""
    """Why ours changed: an answer, the law, a platform review. Filled in by whoever knows."""
    shown_cause: str = ""
    """The same as it may stand in the document itself, which staff receive."""
    carriers: tuple[Carrier, ...] = ()
    certainty: float = 0.0
    destroyed: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()
    """References whose words an editor lost. Told, and not written back yet."""
    restyled: bool = False
    """They gave some of it another style."""
    pending: tuple[str, ...] = ()
    """Authors of tracked changes that wait inside it."""
    formatting: tuple[str, ...] = ()
    """What their formatting says against its words: `struck-through`, `hidden`, `white`."""
    numbers_lost: tuple[str, ...] = ()
    """The numbers that its rules and headings had, and that somebody took away."""
    highlighted: tuple[str, ...] = ()
    """Words that fill a bracket and are highlighted as it was. An update takes the highlight off."""
    issued_as: str = ""
    """The id that it was issued under, where that is another: its anchors in the file bear that one."""
    joined: tuple[str, ...] = ()
    """The parts, as issued, whose words stand in its paragraph and were decided with it."""
    after_piece: int = -1
    """New parts: the index in their document after which they go; -1 for the top."""
    place_is_sure: bool = True
    """Whether what stands around a new part agrees on its place; else it is told in a comment and not put in."""
