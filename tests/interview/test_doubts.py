"""What is odd about an answer is said in the conversation, whatever it is held on: of every line, also inside rows."""

from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.interview.conversation import begin_conversation
from policygen.library.model import Library
from policygen.questions.doubts import held_by
from policygen.questions.slipped import HOLDS
from tests.interview.test_conversation import Memory
from tests.support.answers import TODAY


@pytest.mark.parametrize(
    ("question", "data", "told"),
    [
        ("headcount", "1200", "That is 1,200."),
        ("headcount", 12, ""),
        ("policy_owner", {"name": "sam@x.example", "role": "Owner"}, "is an e-mail address"),
        ("policy_owner", {"name": "Sam", "phone": "Sam"}, "has letters"),
        ("policy_owner", {"name": "Sam", "role": "Owner", "email": "sam@x.example"}, ""),
        ("concern_contacts", [{"name": "Jo"}, {"name": "Jo", "role": "www.x.example"}], "is a web address"),
        ("concern_contacts", ["0117 496 0123"], "is a number"),
        ("roles", [{"role": "press", "name": "Jo", "phone": "Jo Bell"}], "has letters"),
        ("accounts", [{"platform": "x", "handle": "Quay Lane", "owner": {"name": "Jo"}}], "has a space"),
        ("accounts", [{"platform": "x", "owner": {"name": "jo@x.example"}}], "is an e-mail address"),
        ("extra_care_roles", ["Doctors", "jo@x.example"], "is an e-mail address"),
        ("people_served", ["patients"], ""),
        ("organisation_name", None, ""),
    ],
)
def test_each_line_of_an_answer_is_looked_at(library: Library, question: str, data: Any, told: str) -> None:
    conversation = begin_conversation(library, Memory(Answers({})), TODAY, thorough=True)
    doubt = conversation.doubt(library.questionnaire.questions[question], data)
    assert told in doubt
    assert bool(told) == bool(doubt)


def test_an_address_in_a_row_that_can_be_none_is_no_answer(library: Library) -> None:
    conversation = begin_conversation(library, Memory(Answers({})), TODAY, thorough=True)
    roles = library.questionnaire.questions["roles"]
    row = {"role": "press", "name": "Jo", "email": "jo.x.example"}
    refused = conversation.refused(roles, [row])
    assert refused is not None
    assert "has no @" in refused.message
    assert conversation.refused(roles, [{**row, "email": "jo@x.example"}]) is None


def test_every_line_that_asks_for_a_name_or_an_address_says_so(library: Library) -> None:
    said = {
        held_by(asked)
        for question in library.questionnaire.questions.values()
        for asked in (question, *question.fields)
        if asked.kind in {"text", "texts"}
    }
    assert said - {""} == set(HOLDS)
