"""How long a policy would be at each length: asked of those large enough to choose. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import HANDBOOK, POLICY
from policygen.conditions.model import Value
from policygen.document.model import DEPTHS, Depth, Document
from policygen.document.walk import block_text
from policygen.interview.notes import Note
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.questions.model import Question
from policygen.selection.select import STANDARD_FROM, select

QUESTION = "depth"

WORDS_A_PAGE: Mapping[Depth, int] = {"short": 475, "standard": 395, "full": 335}
"""Of our Word files, tables and headings among them, measured over six trades: a café's short 3,260 words take seven pages."""
WORDS_A_HANDBOOK_PAGE = 425
WORDS_A_MINUTE = 220
"""That a grown-up reads of such text."""


def length_question(library: Library, facts: Mapping[str, Value], values: Mapping[str, Value]) -> Question | None:
    """The question how long the policy should be; None where nobody need choose, or somebody did."""
    headcount = facts.get("headcount")
    is_large = isinstance(headcount, int) and headcount >= STANDARD_FROM
    return library.questionnaire.questions.get(QUESTION) if is_large and QUESTION not in values else None


def length_notes(library: Library, answers: Answers, date: str) -> tuple[Note, ...]:
    """How many pages each length takes, and how many minutes to read it, by the words of the policy itself."""
    question = library.questionnaire.questions[QUESTION]
    labels: dict[Depth, str] = {depth: choice.label for depth in DEPTHS if (choice := question.choice(depth))}
    told: list[str] = []
    for depth, label in labels.items():
        selection = select(library, replace(answers, values={**answers.values, QUESTION: depth}), date)
        words = _words(assemble(selection))
        said = f"{label}: about {counted(max(1, round(words / WORDS_A_PAGE[depth])), 'page')}"
        if POLICY.has_handbook(depth):
            beside = _words(assemble(selection, HANDBOOK))
            said += f" and a handbook of {max(1, round(beside / WORDS_A_HANDBOOK_PAGE))}"
            words += beside
        told.append(f"{said}, {counted(max(1, round(words / WORDS_A_MINUTE)), 'minute')} to read.")
    return (Note("quiet", "", " ".join(told)),) if told else ()


def _words(document: Document) -> int:
    return sum(len(block_text(block).split()) for part in document.parts for block in part.blocks)
