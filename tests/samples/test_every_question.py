"""Every question can change something: tried, since a list of what code reads may say what is no longer so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.app.suggest import trials
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DOCUMENTS
from policygen.conditions.model import Outcome, Value
from policygen.questions.model import Question
from policygen.selection.select import select
from tests.support.answers import TODAY
from tests.support.library import the_library
from tests.support.strategies import sample, sample_names

ALSO: tuple[Mapping[str, Value], ...] = (
    {
        "work_locations": ("DE",),
        "headcount": 300,
        "worker_bodies": ("works_council",),
        "worker_body_steps": ({"body": "works_council", "place": "DE", "step": "not_started"},),
    },
    {"work_locations": ("US-CA",), "headcount": 300, "monitoring": ("systems",), "ca_covered_business": "yes"},
    {"sectors": ("retail",), "sector_rules": ("age_restricted_goods",)},
)
"""What no sample says, and a question hangs on."""


@cache
def bases() -> tuple[Answers, ...]:
    samples = [sample(name) for name in sample_names()]
    return (*samples, *(Answers({**samples[0].values, **said}) for said in ALSO))


def outcome(answers: Answers) -> Any:
    """What answers come to: every document, the warnings, the length."""
    selection = select(the_library(), answers, TODAY)
    documents = tuple(tuple(part.blocks for part in assemble(selection, kind).parts) for kind in DOCUMENTS.values())
    return documents, tuple(raised.advisory.id for raised in selection.raised), selection.depth


def tried(question: Question, base: Answers) -> Iterator[Mapping[str, Value]]:
    """The base with other answers to a question, and with none."""
    known = select(the_library(), base, TODAY).situation
    if known.applies[question.id] is Outcome.NO:
        return
    without = {id: value for id, value in base.values.items() if id != question.id}
    if len(without) < len(base.values):
        yield without
    choices = [choice.value for choice in question.choices if not choice.unknown]
    every = (
        choices
        if question.kind == "one_of"
        else [(choice,) for choice in choices]
        if question.kind == "many_of"
        else []
    )
    for value in (*trials(question, known, the_library()), *every):
        if value != base.values.get(question.id):
            yield {**without, question.id: value}


def changes_something(question: Question) -> bool:
    for base in bases():
        stands = outcome(base)
        if any(outcome(replace(base, values=values)) != stands for values in tried(question, base)):
            return True
    return False


@pytest.mark.some_in_ci(30)
@pytest.mark.parametrize("id", the_library().questionnaire.questions)
def test_every_question_changes_something(id: str) -> None:
    question = the_library().questionnaire.questions[id]
    assert changes_something(question) or question.neutral
