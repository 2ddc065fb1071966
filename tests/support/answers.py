"""Answers from keyword arguments, and what becomes of them."""

from typing import Any

from policygen.answers.model import Accepted, Answers
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DOCUMENTS
from policygen.document.model import Block, Document, Paragraph, Strong
from policygen.document.walk import block_text
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.questions.flow import Situation, situation
from policygen.questions.kinds import read_answer
from policygen.selection.model import Selection
from policygen.selection.select import select

TODAY = "2026-11-22"


def answers(library: Library, *, accepted: tuple[Accepted, ...] = (), **said: Any) -> Answers:
    """Answers as a file would give them, checked; none of them may be wrong. None is left out."""
    values: dict[str, Any] = {}
    for name, data in said.items():
        value, slips = read_answer(library.questionnaire.questions[name], data, library)
        faults = [slip for slip in slips if slip.severity >= Severity.HIGH and slip.code != "platform-closed"]
        assert not faults, (name, faults)
        if value is not None:
            values[name] = value
    return Answers(values, accepted)


def known(library: Library, **said: Any) -> Situation:
    """What some answers come to."""
    return situation(library, answers(library, **said).values)


def decide(library: Library, *, date: str = TODAY, accepted: tuple[Accepted, ...] = (), **said: Any) -> Selection:
    """The selection for some answers."""
    return select(library, answers(library, accepted=accepted, **said), date)


def written(library: Library, *, kind: str = "policy", date: str = TODAY, **said: Any) -> Document:
    """The document for some answers."""
    return assemble(decide(library, date=date, **said), DOCUMENTS[kind])


def words(document: Document, part: str = "", *, titles: bool = True) -> str:
    """Everything a document says, or one part of it; without titles, of a short paper's rules only what stands behind them."""
    parts = [found for found in document.parts if not part or found.origin.id == part]
    blocks = [block for found in parts for block in found.blocks]
    return "\n".join(block_text(block if titles else _untitled(block)) for block in blocks)


def _untitled(block: Block) -> Block:
    match block:
        case Paragraph((Strong(), _, *rest), "numbered-rule"):
            return Paragraph(tuple(rest), "numbered-rule")
        case _:
            return block


def part_ids(document: Document) -> list[str]:
    """The ids of a document's parts in order."""
    return [part.origin.id for part in document.parts]
