"""What is asked next, and what an answer changes."""

from policygen.conditions.model import Value
from policygen.library.model import Library
from policygen.questions.flow import situation
from policygen.questions.session import Session, answered, back, begin, by_group, progress, to_come, turned_to, upcoming
from tests.support.library import tiny

NOTATION = """
    ask name: text fact
        essential: true
    ask size: integer fact
        essential: true
    ask pace: one_of choice (slow fast)
        essential: true
        defaults:
          - {when: {size: {below: 10}}, value: slow}
          - {value: fast}
    ask extras: many_of fact (a b)
        when: {size: {at_least: 10}}
    ask colour: text fact
    clause rules.base: You must ask first.
"""


def ids(book: Library, session: Session) -> list[str]:
    """What would be asked if every question were left open."""
    found = []
    known = situation(book, session.values)
    while (question := upcoming(book, session, known)) is not None:
        found.append(question.id)
        session, known = answered(book, session, known, question.id, session.values.get(question.id))
    return found


BOOK = tiny(NOTATION)


def say(session: Session, **said: Value) -> Session:
    for id, value in said.items():
        session, _ = answered(BOOK, session, situation(BOOK, session.values), id, value)
    return session


def next_id(session: Session) -> str:
    question = upcoming(BOOK, session, situation(BOOK, session.values))
    return question.id if question else ""


def test_a_quick_interview_asks_the_essential_questions_in_order() -> None:
    assert ids(BOOK, begin(BOOK, {}, thorough=False)) == ["name", "size", "pace"]


def test_a_thorough_one_asks_all_that_may_apply() -> None:
    assert ids(BOOK, begin(BOOK, {}, thorough=True)) == ["name", "size", "pace", "extras", "colour"]
    assert ids(BOOK, begin(BOOK, {"size": 5}, thorough=True)) == ["name", "pace", "colour"]


def test_what_is_answered_is_not_asked_again() -> None:
    assert ids(BOOK, begin(BOOK, {"name": "A", "pace": "slow"}, thorough=False)) == ["size"]


def test_named_questions_are_asked_although_they_are_answered() -> None:
    assert ids(BOOK, begin(BOOK, {"name": "A", "size": 3, "pace": "slow"}, thorough=False, only=("size",))) == ["size"]


def test_a_thorough_interview_goes_on_after_the_last_answer_and_comes_back_to_what_was_left_open() -> None:
    session = begin(BOOK, {"name": "A", "size": 20, "extras": ("a",)}, thorough=True)
    assert ids(BOOK, session) == ["colour", "pace"]


def test_after_a_quick_interview_a_thorough_one_starts_from_the_top() -> None:
    session = begin(BOOK, {"name": "A", "size": 20}, thorough=True)
    assert ids(BOOK, session) == ["pace", "extras", "colour"]


def test_going_back_leads_to_the_question_before_and_then_on_to_where_one_was() -> None:
    session = say(begin(BOOK, {}, thorough=False), name="A", size=5)
    earlier = back(session)
    assert earlier is not None
    assert next_id(earlier) == "size"
    assert next_id(back(earlier) or earlier) == "name"
    assert next_id(say(earlier, size=5)) == "pace"


def test_there_is_nothing_before_the_first_question() -> None:
    assert back(begin(BOOK, {}, thorough=False)) is None


def test_an_answer_whose_default_has_changed_is_asked_again() -> None:
    session = say(begin(BOOK, {}, thorough=False), name="A", size=5, pace="slow")
    assert next_id(session) == ""
    changed = say(turned_to(session, "size"), size=50)
    assert changed.reopened == {"pace"}
    assert next_id(changed) == "pace"
    assert next_id(say(changed, pace="slow")) == ""


def test_an_answer_on_which_nothing_hangs_reopens_nothing() -> None:
    session = say(begin(BOOK, {}, thorough=False), name="A", size=5, pace="slow")
    assert not say(turned_to(session, "name"), name="B").reopened
    assert not say(turned_to(session, "size"), size=6).reopened


def test_an_answer_given_in_a_thorough_interview_is_asked_again_in_a_quick_one_when_it_hangs_on_a_change() -> None:
    given: dict[str, Value] = {"name": "A", "size": 20, "pace": "fast", "extras": ("a",)}
    session = say(begin(BOOK, given, thorough=False, only=("size",)), size=5)
    assert session.reopened == {"pace", "extras"}
    assert next_id(session) == "pace"
    assert next_id(say(session, pace="slow")) == ""  # extras no longer apply


def test_an_answer_comes_back_when_its_question_applies_again() -> None:
    session = say(begin(BOOK, {}, thorough=True), size=20, extras=("a",))
    session = say(turned_to(session, "size"), size=5)
    assert situation(BOOK, session.values).unasked == ("extras",)
    session = say(turned_to(session, "size"), size=30)
    assert situation(BOOK, session.values).facts["extras"] == ("a",)


def test_progress_counts_the_questions_of_this_interview() -> None:
    session = say(begin(BOOK, {}, thorough=False), name="A")
    known = situation(BOOK, session.values)
    shown = progress(BOOK, session, known, BOOK.questionnaire.questions["size"])
    assert (shown.group, shown.number, shown.total, shown.left) == ("", 2, 3, 0)


def test_a_question_outside_the_interview_is_not_counted() -> None:
    session = begin(BOOK, {}, thorough=False)
    shown = progress(BOOK, session, situation(BOOK, {}), BOOK.questionnaire.questions["colour"])
    assert shown.number == 0


def test_what_answers_bring_in_is_counted_as_it_comes() -> None:
    session = begin(BOOK, {}, thorough=True)
    name = progress(BOOK, session, situation(BOOK, {}), BOOK.questionnaire.questions["name"])
    sure, more = to_come(BOOK, session, situation(BOOK, {}))
    assert (name.group, name.number, name.total, name.left) == ("All", 1, sure, sure)
    assert more
    for size, brings in ((5, 0), (20, 1)):
        settled = say(session, name="A", size=size)
        shown = progress(BOOK, settled, situation(BOOK, settled.values), BOOK.questionnaire.questions["pace"])
        assert shown.left == to_come(BOOK, settled, situation(BOOK, settled.values))[0]
        assert shown.total - sure == brings


def test_every_group_of_the_real_questionnaire_is_counted_to_the_end(library: Library) -> None:
    book = library
    session = begin(book, {}, thorough=True)
    known = situation(book, {})
    while (question := upcoming(book, session, known)) is not None:
        shown = progress(book, session, known, question)
        assert 1 <= shown.number <= shown.total
        assert shown.left == to_come(book, session, known)[0] >= 1
        assert sum(each.total for each in by_group(book, session, known)) >= shown.left
        session, known = answered(book, session, known, question.id, None)


def test_questions_that_were_named_are_asked_as_they_were_named() -> None:
    assert ids(BOOK, begin(BOOK, {}, thorough=False, only=("colour", "name"))) == ["colour", "name"]
