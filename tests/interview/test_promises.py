"""What a policy promises, and which answers would change it most."""

from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.app.suggest import most_effective_questions, trials
from policygen.assembly.promises import promises, sentences_of
from policygen.document.model import Exact, Reference, Text
from policygen.library.model import Library
from policygen.selection.select import select
from tests.support.answers import TODAY, answers, decide
from tests.support.library import tiny
from tests.support.strategies import checked, sample, sample_names

LIBRARY = tiny("""
    ask boss: contact fact
    ask pace: one_of choice (slow fast)
        default: slow
    ask steps: many_of fact (a b none!)
    ask size: integer fact
    ask extra: yes_no fact
    clause rules.answer: We will answer people. You must not promise what we will do.
        owner: boss
        detail: We will say when. Before that, we will look at three things.
    clause rules.fast: Everything is done at once, and nobody ever waits for anything at all here.
        when: {pace: [fast]}
    clause rules.step: You must take step b.
        when: {steps: [b]}
""")


def test_a_promise_is_a_sentence_with_we_will_and_an_owner() -> None:
    (promise,) = promises(decide(LIBRARY, boss={"name": "Dr. Jo Ng"}))
    assert (promise.sentence, promise.owner, promise.clause) == ("We will answer people.", "Dr. Jo Ng", "rules.answer")


def test_an_owner_nobody_named_is_a_bracket() -> None:
    (promise,) = promises(decide(LIBRARY))
    assert promise.owner == "[Confirm: our boss]"


def test_only_what_is_printed_is_promised(library: Library) -> None:
    short = promises(decide(library, headcount=6, monitoring=["reactive"]))
    full = promises(decide(library, headcount=6, monitoring=["reactive"], depth="full"))
    assert {p.sentence for p in short} < {p.sentence for p in full}


def test_what_somebody_typed_never_ends_a_sentence() -> None:
    run = (Text("We will tell "), Exact("Dr. A. B. Cee Ltd."), Text(" at once. You may go."))
    assert sentences_of(run) == ["We will tell Dr. A. B. Cee Ltd. at once.", "You may go."]


def test_an_abbreviation_ends_no_sentence() -> None:
    run = (Text("We will ask somebody else, e.g. Dr. Lee, before we decide. You may go."),)
    assert sentences_of(run) == ["We will ask somebody else, e.g. Dr. Lee, before we decide.", "You may go."]


def test_a_cross_reference_is_no_part_of_a_promise() -> None:
    run = (Text("We will hear you"), Text(" (see "), Reference("a.b", "A fair hearing"), Text(")"), Text("."))
    assert sentences_of(run) == ["We will hear you."]


def test_every_promise_of_every_sample_has_somebody_to_keep_it(library: Library) -> None:
    for name in sample_names():
        found = promises(select(library, sample(name), TODAY))
        assert found
        assert all(promise.owner and promise.sentence and promise.title for promise in found)


def test_the_answer_that_would_change_most_comes_first() -> None:
    found = most_effective_questions(LIBRARY, answers(LIBRARY, boss={"name": "Jo"}), TODAY)
    assert [suggestion.question for suggestion in found] == ["pace", "steps"]
    assert found[0].parts == ("Fast",)
    assert found[0].words > found[1].words > 0


def test_what_is_answered_is_not_suggested() -> None:
    given = answers(LIBRARY, boss={"name": "Jo"}, pace="slow", steps=["a"])
    assert most_effective_questions(LIBRARY, given, TODAY) == ()


def test_an_answer_that_changes_nothing_is_not_suggested() -> None:
    given = answers(LIBRARY, pace="slow", steps=["a"])
    assert [suggestion.question for suggestion in most_effective_questions(LIBRARY, given, TODAY)] == []


def test_a_question_that_waits_for_another_is_not_suggested(library: Library) -> None:
    said: dict[str, Any] = {"trades": ["dog_grooming"], "headcount": 1, "work_locations": ["US-OH"]}
    selling = {**said, "sector_rules": ["age_restricted_goods"]}
    for known, is_suggested in ((said, False), (selling, True)):
        found = most_effective_questions(library, answers(library, **known), TODAY, 60)
        assert ("restricted_goods" in {each.question for each in found}) == is_suggested


@pytest.mark.slow
def test_a_cafe_is_offered_five(library: Library) -> None:
    found = most_effective_questions(library, sample("harbour-street-cafe"), TODAY)
    assert len(found) == 5
    assert all(suggestion.question not in sample("harbour-street-cafe").values for suggestion in found)
    assert [s.words for s in found] == sorted((s.words for s in found), reverse=True)


def test_every_answer_tried_is_one_a_person_could_give(library: Library) -> None:
    known = decide(library).situation
    for question in library.questionnaire.questions.values():
        for value in trials(question, known, library):
            assert checked(question, value if not isinstance(value, tuple) else list(value), library) is not None, (
                question.id
            )


@pytest.mark.slow
def test_no_answers_at_all_are_fine(library: Library) -> None:
    assert most_effective_questions(library, Answers({}), TODAY)


KINDS = tiny("""
    ask boss: contact fact
    ask policy_owner: contact fact
    ask depth: one_of choice (short full)
    ask pace: one_of choice (slow fast)
        default: slow
    clause rules.promise: Post well.
        owner: boss
        detail: |
          We will pay you: in March.

          We will:

          - pay;
          - thank.

          We will see to it.
    clause rules.look: We do not look at your posts. At work, we read what is public. What we will do is below.
        applies_to: [personal]
    clause rules.may: You may talk. You may not lie. In your own time, you need not ask.
        applies_to: [personal]
    clause rules.ours: You may post here. We keep the log. May we help, or we will?
        applies_to: [official]
        when: {pace: [slow]}
    clause rules.means: We never tell. You may read. We will say.
        kind: meaning
    clause rules.we-will-help: We will help.
        title: We will help
    """)


def test_a_promise_is_what_we_do_and_a_right_is_what_people_may() -> None:
    found = promises(decide(KINDS, depth="full", boss={"name": "Jo"}, policy_owner={"name": "Sam"}))
    assert [(each.clause, each.kind, each.sentence, each.owner, each.by_default) for each in found] == [
        ("rules.promise", "promise", "We will pay you: in March.", "Jo", ()),
        ("rules.promise", "promise", "We will: pay; thank.", "Jo", ()),
        ("rules.promise", "promise", "We will see to it.", "Jo", ()),
        ("rules.look", "promise", "We do not look at your posts.", "Sam", ()),
        ("rules.look", "promise", "At work, we read what is public.", "Sam", ()),
        ("rules.may", "right", "You may talk.", "Sam", ()),
        ("rules.may", "right", "In your own time, you need not ask.", "Sam", ()),
        ("rules.means", "promise", "We will say.", "Sam", ()),
        ("rules.ours", "promise", "We keep the log.", "Sam", ("pace",)),
        ("rules.ours", "promise", "May we help, or we will?", "Sam", ("pace",)),
    ]
    assert found[0].as_data() == {
        "promise": "We will pay you: in March.",
        "kind": "promise",
        "owner": "Jo",
        "clause": "rules.promise",
        "basis": "unasked",
        "by_default": [],
        "clock": "",
    }


BASES = tiny(
    """
    ask boss: contact fact
    ask pace: one_of choice (slow fast)
        default: slow
    ask cameras: yes_no fact
    ask size: integer fact
    clause rules.fair: We will hear you.
    clause rules.pace: We will answer within two working days.
        when: {pace: [slow]}
    clause rules.cameras: We will show you the pictures every month.
        when: {cameras: [yes]}
        states: [cameras]
    clause rules.size: We will pay for it.
        when: {size: {at_least: 5}}
    clause rules.law: We will tell you.
        statutory: true
    ask own_rules: records choice
        key: id
        fields:
          - {id: id, kind: text, label: Name, made: true}
          - {id: rule, kind: text, label: Rule, required: true}
    """,
    manifest="fair: [rules.fair]\n",
)


def test_each_promise_says_whether_somebody_said_it_chose_it_or_it_is_ours() -> None:
    said = {"cameras": "yes", "size": 12, "own_rules": [{"rule": "We will feed the cat"}]}
    found = {each.clause.removeprefix("rules."): each for each in promises(decide(BASES, **said))}
    assert {name: each.basis for name, each in found.items()} == {
        "fair": "ours",
        "pace": "chosen",
        "cameras": "said",
        "size": "unasked",
        "law": "law",
        "own:we-will-feed-the": "said",
    }
    assert found["pace"].by_default == ("pace",)
    assert promises(decide(BASES, pace="slow"))[1].by_default == ()


def test_what_a_promise_says_of_time_is_its_clock() -> None:
    found = {each.clause: each.clock for each in promises(decide(BASES, cameras="yes"))}
    assert (found["rules.pace"], found["rules.cameras"]) == ("within two working days", "every month")
    assert found["rules.fair"] == ""


DEAR = {
    "no_secret_checks": "monitoring.never-secret",
    "politics": "personal.politics",
    "off_duty": "personal.off-duty",
    "out_of_hours": "wellbeing.out-of-hours",
}


def test_the_dearest_promises_are_made_only_by_somebody_who_ticked_them(library: Library) -> None:
    said = {"depth": "full", "headcount": 60, "work_locations": ["GB-ENG"], "monitoring": ["reactive"]}
    for ticked in (None, ["none"], *([promise] for promise in DEAR)):
        selection = decide(library, promises=ticked, **said)
        made = {promise for promise, clause in DEAR.items() if selection.printed(clause)}
        assert made == {promise for promise in DEAR if promise in (ticked or ())}


def test_may_and_need_not_and_do_not_look_are_told_as_well(library: Library) -> None:
    told = [each.sentence for each in promises(decide(library, headcount=12, monitoring=["none"]))]
    for words in (
        "We do not go looking",
        "You may talk with anybody about your own case",
        "You need not put up with abuse",
    ):
        assert [sentence for sentence in told if words in sentence], words
