"""Whatever is done in whatever order: nothing said is lost, nothing unsaid is kept, and every essential question is looked over."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.answers.write import plain
from policygen.interview.conversation import Conversation, begin_conversation
from policygen.interview.steps import AskStep, GroupsStep, PromiseStep, ReviewStep, WarnStep
from policygen.library.model import Library
from policygen.questions.model import Question
from policygen.questions.session import GroupProgress
from tests.interview.test_conversation import Memory
from tests.support.answers import TODAY
from tests.support.library import NAME_SIZE_PACE, grouped, tiny

LIBRARY = grouped(
    tiny(
        NAME_SIZE_PACE
        + """
    ask steps: many_of fact (a b none!)
        essential: true
        when: {pace: [fast]}
    ask extras: many_of fact (c d)
        when: {size: {at_least: 10}}
    ask boss: contact fact
        essential: true
    clause rules.base: You must ask first.
    clause rules.quick: We will answer within the hour.
        when: {pace: [fast]}
"""
    ),
    people=("steps", "extras", "boss"),
)
SAYABLE: dict[str, tuple[Any, ...]] = {
    "name": ("A", "B"),
    "size": ("5", "6", "50"),
    "pace": ("slow", "fast"),
    "steps": (["a"], ["a", "b"], ["none"]),
    "extras": (["c"], ["d"]),
    "boss": ({"name": "Jo"}, {"role": "Owner"}),
}
Moves = list[tuple[str, int]]
moves = st.lists(
    st.tuples(st.sampled_from(("say", "say", "leave", "back", "keep", "pick", "on", "groups")), st.integers(0, 9))
)


class Walker:
    """Somebody who does whatever is drawn, and remembers what they said."""

    def __init__(self, library: Library, *, thorough: bool) -> None:
        self.library = library
        self.talk: Conversation = begin_conversation(library, Memory(), TODAY, thorough=thorough)
        self.said: dict[str, object] = {}
        self.put: set[str] = set()
        self.left_behind: set[str] = set()
        """Questions gone back from, which are to be put again on the way forward."""

    def does(self, move: str, number: int) -> bool:
        """One move where it can be made; whether the conversation goes on."""
        step = self.talk.step()
        match step:
            case AskStep() | ReviewStep() if move == "groups":
                self.talk.show_groups()
            case GroupsStep(groups):
                self.goes_to(groups, move, number)
            case AskStep(question):
                self.put.add(question.id)
                self.answers(question, move, number)
            case ReviewStep(answers) if move == "pick":
                self.talk.change(answers[number % len(answers)].question.id)
            case PromiseStep(promises) if move == "pick":
                self.talk.change(promises[0].questions[0])
            case ReviewStep() | PromiseStep() | WarnStep() if move == "back":
                self.talk.go_back()
            case ReviewStep() | PromiseStep() | WarnStep():
                self.talk.go_on()
            case _:
                return False
        return True

    def goes_to(self, groups: Sequence[GroupProgress], move: str, number: int) -> None:
        """To one of the groups, on in order, to the end, or back."""
        match move:
            case "back":
                self.talk.go_back()
            case "leave":
                self.talk.finish_early()
            case "on":
                self.talk.in_order()
            case _:
                self.talk.go_to(groups[number % len(groups)].group.id)
        self.left_behind -= self.talk.session.settled

    def answers(self, question: Question, move: str, number: int) -> None:
        """Answer, leave open, go back, or go back half-way through an answer."""
        self.left_behind.discard(question.id)
        data = SAYABLE[question.id][number % len(SAYABLE[question.id])]
        if move == "leave":
            self.said.pop(question.id, None)
            self.talk.answer(question, None)
            return
        if move in {"back", "keep"}:
            if move == "keep":
                self.talk.keep(question, data)
                self.said[question.id] = data
            if not self.talk.picked:
                self.left_behind.add(question.id)
            self.talk.go_back()
            return
        self.said[question.id] = data
        self.talk.answer(question, data)

    def walks_to_the_review(self) -> ReviewStep:
        """On by Enter alone: each question as it stands."""
        self.talk.in_order()
        for _ in range(100):
            step = self.talk.step()
            if isinstance(step, ReviewStep):
                return step
            if step is None or isinstance(step, PromiseStep):
                self.talk.looked_over = self.talk.agreed = False
            elif isinstance(step, GroupsStep):
                self.talk.in_order()
            elif isinstance(step, AskStep):
                self.put.add(step.question.id)
                self.left_behind.discard(step.question.id)
                self.talk.answer(step.question, None if step.earlier is None else plain(step.earlier))
            else:
                self.talk.go_on()
        raise AssertionError("no end")


def kept(values: dict[str, object]) -> dict[str, object]:
    """What was said as it is kept."""
    return {id: int(str(value)) if id == "size" else value for id, value in values.items()}


def check(walked: Moves, *, thorough: bool) -> None:
    walker = Walker(LIBRARY, thorough=thorough)
    for move, number in walked:
        if not walker.does(move, number):
            break
        values = {id: plain(value) for id, value in walker.talk.session.values.items()}
        assert values == kept(walker.said)
        assert {id: plain(value) for id, value in walker.talk.draft.answers.values.items()} == values
    review = walker.walks_to_the_review()
    assert {id: plain(value) for id, value in walker.talk.session.values.items()} == kept(walker.said)
    shown = {answer.question.id for answer in review.answers}
    essential = {q.id for q in LIBRARY.questionnaire.questions.values() if q.essential and walker.talk.known.asks(q)}
    assert essential <= shown
    assert essential <= walker.put
    assert not {id for id in walker.left_behind if walker.talk.known.asks(LIBRARY.questionnaire.questions[id])}


@settings(max_examples=15)
@given(moves, st.booleans())
def test_nothing_said_is_lost_and_nothing_unsaid_is_kept(walked: Moves, thorough: bool) -> None:
    check(walked, thorough=thorough)


@pytest.mark.slow
@settings(max_examples=500)
@given(moves, st.booleans())
def test_so_it_is_on_many_walks(walked: Moves, thorough: bool) -> None:
    check(walked, thorough=thorough)
