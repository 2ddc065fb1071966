"""Somebody is told that the law of their place is not held: when they name it, and before anything is written."""

import pytest

from policygen.answers.model import Answers
from policygen.interview.conversation import begin_conversation
from policygen.interview.steps import ReviewStep
from policygen.library.model import Library
from tests.interview.test_conversation import Memory
from tests.support.answers import TODAY


@pytest.mark.parametrize(("place", "told"), [("UG", ["We hold no law of Uganda."]), ("GB-ENG", [])])
def test_it_is_said_at_the_place_and_again_in_the_review(library: Library, place: str, told: list[str]) -> None:
    talk = begin_conversation(library, Memory(Answers({})), TODAY, thorough=False, only=("work_locations",))
    talk.answer(library.questionnaire.questions["work_locations"], [place])
    assert [note.text for note in talk.notes if "no law" in note.text] == told
    review = talk.step()
    assert isinstance(review, ReviewStep)
    named = [note.text for note in review.warnings if "Uganda" in note.text]
    assert bool(named) == bool(told)
    assert all(note.do for note in review.warnings)
