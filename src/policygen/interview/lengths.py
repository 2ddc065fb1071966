"""How long a policy would be at each length: asked of those large enough to choose. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.conditions.model import Value
from policygen.document.model import DEPTHS, Depth
from policygen.document.walk import block_text
from policygen.interview.notes import Note
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.questions.model import Question
from policygen.selection.select import STANDARD_FROM, select

QUESTION = "depth"

WORDS_A_PAGE = 330
"""Of our Word files, tables and headings among them: a café's 1,750 words take five pages, a council's 5,950 eighteen."""
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
        document = assemble(select(library, replace(answers, values={**answers.values, QUESTION: depth}), date))
        words = sum(len(block_text(block).split()) for part in document.parts for block in part.blocks)
        pages, minutes = (max(1, round(words / each)) for each in (WORDS_A_PAGE, WORDS_A_MINUTE))
        told.append(f"{label}: about {counted(pages, 'page')}, {counted(minutes, 'minute')} to read.")
    return (Note("quiet", "", " ".join(told)),) if told else ()
