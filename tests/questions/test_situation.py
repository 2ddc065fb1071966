"""What answers come to: defaults, answers that are set aside, what is asked."""

import re

import pytest
from hypothesis import given

from policygen.conditions.model import Outcome, Value
from policygen.library.model import Library
from policygen.questions.flow import FOLLOWS, default_of, depending_on, offered, situation, to_ask
from policygen.questions.kinds import read_answer
from policygen.questions.signals import SIGNALS
from tests.support.answers import known
from tests.support.library import the_library, tiny
from tests.support.strategies import values

LIBRARY = tiny("""
    ask headcount: integer fact
        essential: true
    ask kind: one_of fact (shop farm)
        preselect: shop
    ask pace: one_of choice (slow fast)
        defaults: [{when: {headcount: {below: 10}}, value: slow}, {when: {kind: farm}, value: fast}]
    ask helpers: many_of promise (a b)
        default: [a]
    ask size: one_of choice (small large)
        when: {pace: fast}
        default: small
    ask colour: one_of choice (red blue)
        when: {size: [small, large]}
        default: red
    ask work_locations: places fact
    ask language: one_of choice
        when: {several_places: yes}
        choices: [{value: english, label: English}, {value: french, label: French, when: {work_locations: [FR]}}]
    ask spelling: one_of choice (en-GB en-US en-CA)
        defaults: [{english_of: work_locations, value: en-GB}, {value: en-GB}]
    """)


def test_nothing_said_leaves_facts_unknown_and_choices_to_the_library() -> None:
    found = known(LIBRARY)
    assert found.given == {}
    assert found.defaulted == {"helpers": ("a",), "spelling": "en-GB"}


def test_a_fact_is_never_taken_by_default_though_one_stands_ready_in_the_interview() -> None:
    assert "kind" not in known(LIBRARY).facts


def test_the_first_default_whose_condition_holds_is_taken() -> None:
    assert known(LIBRARY, headcount=5, kind="farm").facts["pace"] == "slow"
    assert known(LIBRARY, headcount=50, kind="farm").facts["pace"] == "fast"
    assert "pace" not in known(LIBRARY, headcount=50, kind="shop").facts


def test_a_default_whose_condition_is_unknown_is_not_taken() -> None:
    assert "pace" not in known(LIBRARY).facts


def test_what_was_said_wins_over_the_default() -> None:
    found = known(LIBRARY, headcount=5, pace="fast")
    assert found.facts["pace"] == "fast"
    assert "pace" not in found.defaulted


def test_defaults_build_on_defaults() -> None:
    assert known(LIBRARY, kind="farm", headcount=50).facts["colour"] == "red"


def test_an_answer_to_a_question_that_is_not_asked_is_set_aside() -> None:
    found = known(LIBRARY, pace="slow", size="large", colour="blue")
    assert found.unasked == ("size", "colour")
    assert not {"size", "colour"} & found.facts.keys()


def test_an_answer_is_kept_while_it_is_unknown_whether_it_is_asked() -> None:
    assert known(LIBRARY, size="large").facts["size"] == "large"


def test_that_a_question_is_not_asked_does_not_keep_another_from_being_asked_that_waits_for_its_silence() -> None:
    library = tiny("""
        ask kind: one_of fact (shop farm)
        ask size: one_of fact (small large)
            when: {kind: farm}
        ask people: integer fact
        ask pace: one_of fact (slow fast)
            when: {size: {known: false}, people: {at_least: 5}}
        """)
    assert known(library, kind="shop").applies["pace"] is Outcome.UNKNOWN
    assert known(library, kind="shop", people=9).applies["pace"] is Outcome.YES


def test_a_default_may_be_the_english_of_the_first_place() -> None:
    assert known(LIBRARY, work_locations=["US-NY", "GB"]).facts["spelling"] == "en-US"
    assert known(LIBRARY, work_locations=["Atlantis"]).facts["spelling"] == "en-GB"
    assert known(LIBRARY, work_locations=["US-NY"], spelling="en-GB").facts["spelling"] == "en-GB"


def test_a_signal_may_decide_whether_a_question_is_asked() -> None:
    assert known(LIBRARY).applies["language"] is Outcome.UNKNOWN
    assert known(LIBRARY, work_locations=["DE"]).applies["language"] is Outcome.NO
    assert known(LIBRARY, work_locations=["DE", "FR"]).applies["language"] is Outcome.YES


def test_choices_are_offered_unless_they_are_known_not_to_fit() -> None:
    language = LIBRARY.questionnaire.questions["language"]

    def values_offered(**facts: Value) -> list[str]:
        return [choice.value for choice in offered(language, facts, LIBRARY.atlas)]

    assert values_offered() == ["english", "french"]
    assert values_offered(work_locations=("DE", "US-NY")) == ["english"]


def test_the_quick_interview_asks_the_essential_ones_and_the_thorough_one_all_that_may_apply() -> None:
    found = known(LIBRARY, pace="slow")
    assert [question.id for question in to_ask(LIBRARY.questionnaire, found, thorough=False)] == ["headcount"]
    thorough = [question.id for question in to_ask(LIBRARY.questionnaire, found, thorough=True)]
    assert "language" in thorough
    assert "size" not in thorough


def test_what_hangs_on_an_answer_is_found_through_others() -> None:
    assert depending_on(LIBRARY.questionnaire, "headcount") == {"pace", "size", "colour"}
    assert "language" in depending_on(LIBRARY.questionnaire, "work_locations")


def test_somebody_without_platforms_is_not_asked_about_them(library: Library) -> None:
    found = known(library, headcount=31, platforms=["none"])
    for question in ("accounts", "account_safety", "posting_frequency", "reply_promise", "comments", "images"):
        assert found.applies[question] is Outcome.NO, question


# ---- as laws over the whole questionnaire ------------------------------------------------------------------------------


@given(values)
def test_no_fact_is_ever_taken_by_default(said: dict[str, Value]) -> None:
    library = the_library()
    found = situation(library, said)
    questions = library.questionnaire.questions
    assert all(questions[id].says != "fact" for id in found.defaulted)
    facts = [id for id in found.facts if id in questions and questions[id].says == "fact"]
    assert all(id in said or FOLLOWS.get(id) in said for id in facts)


@given(values)
def test_every_answer_is_kept_or_set_aside_and_nothing_else_is_known(said: dict[str, Value]) -> None:
    library = the_library()
    found = situation(library, said)
    assert found.given.keys() | set(found.unasked) == said.keys()
    assert not found.given.keys() & set(found.unasked)
    assert not found.given.keys() & found.defaulted.keys()
    follows = {id for id, other in FOLLOWS.items() if other in found.given}
    assert found.facts.keys() - follows == (
        (found.given.keys() | found.defaulted.keys() | (found.facts.keys() & SIGNALS.keys())) - follows
    )
    assert all(found.applies[id] is Outcome.NO for id in found.unasked)


@given(values)
def test_answers_that_were_set_aside_make_no_difference(said: dict[str, Value]) -> None:
    library = the_library()
    whole = situation(library, said)
    kept = situation(library, whole.given)
    assert kept.facts == whole.facts
    assert kept.unasked == ()


@given(values)
def test_a_default_said_aloud_comes_to_the_same(said: dict[str, Value]) -> None:
    library = the_library()
    quiet = situation(library, said)
    aloud = situation(library, {**quiet.given, **quiet.defaulted})
    assert aloud.facts == quiet.facts


@pytest.mark.parametrize("question", ["organisation_type", "headcount", "work_locations", "platforms", "monitoring"])
def test_every_default_of_the_library_is_an_answer_to_its_question(library: Library, question: str) -> None:
    for asked in library.questionnaire.questions.values():
        for default in asked.defaults:
            data = list(default.value) if isinstance(default.value, tuple) else default.value
            assert read_answer(asked, data, library) == (default.value, ()), asked.id
    assert default_of(library.questionnaire.questions[question], {}, library.atlas) is None


@pytest.mark.parametrize("headcount", [1, 2, None])
def test_one_person_alone_is_not_asked_about_staff_and_our_usual_choice_stands(headcount: int | None) -> None:
    book = tiny("""
        ask headcount: integer fact
        ask use: one_of choice (breaks ever)
            essential: true
            of_staff: true
            default: ever
        clause rules.base: Ask.
    """)
    known = situation(book, {} if headcount is None else {"headcount": headcount})
    assert known.facts["use"] == "ever"
    asked = [question.id for question in to_ask(book.questionnaire, known, thorough=False)]
    assert asked == ([] if headcount == 1 else ["use"])


def test_one_person_alone_is_not_asked_about_staff_or_who_may_post() -> None:
    """Over answers that open as many questions as they can, place by place."""
    library = the_library()
    staff = re.compile(r"\b(staff|your people|people in|everybody|employees?|may post|job titles)\b", re.IGNORECASE)
    every = {
        question.id: tuple(choice.value for choice in question.choices if not (choice.exclusive or choice.unknown))
        for question in library.questionnaire.questions.values()
        if question.kind in {"many_of", "platforms"} and question.says == "fact"
    }
    for place in ("GB-ENG", "US-CA", "US-CT", "CA-ON", "AU-NSW", "FR", "DE", "ZA", "IN", "NG"):
        for kind in ("sole_trader", "charity", "public_body", "school", "sports_body"):
            said = {
                **every,
                "headcount": 1,
                "work_locations": (place,),
                "organisation_type": kind,
                "platforms": ("facebook",),
            }
            asked = to_ask(library.questionnaire, situation(library, said), thorough=True)
            assert [q.ask for q in asked if staff.search(q.ask)] == []
            assert "posting_rule" not in {question.id for question in asked}


def test_a_choice_is_called_as_it_is_where_people_work() -> None:
    library = the_library()
    role = next(field for field in library.questionnaire.questions["roles"].fields if field.id == "role")

    def lead(*places: str) -> str:
        facts = situation(library, {"work_locations": places, "trades": ("primary_school",)}).facts
        return next(choice.reads for choice in offered(role, facts, library.atlas) if choice.value == "safeguarding")

    assert lead("GB-ENG") == lead("IE", "GB-ENG") == "safeguarding lead"
    assert (lead("IE"), lead("GB-NIR")) == ("designated liaison person", "designated teacher")
