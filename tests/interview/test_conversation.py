"""A whole interview held by a script: what is to be shown, and what follows from an answer, without a terminal."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from policygen.answers.model import Answers, LeftOut
from policygen.answers.write import plain
from policygen.conditions.model import Value
from policygen.errors import UsageError
from policygen.findings import Finding
from policygen.interview.conversation import Conversation, begin_conversation
from policygen.interview.introduction import introduction, require_asked
from policygen.interview.outside_changes import Choice
from policygen.interview.steps import AskStep, ClashStep, PromiseStep, ReviewStep, Step, WarnStep
from policygen.library.model import Library
from tests.support.answers import TODAY
from tests.support.library import NAME_SIZE_PACE, tiny

LIBRARY = tiny(
    NAME_SIZE_PACE
    + """
    ask steps: many_of fact (a b none!)
        essential: true
        when: {pace: [fast]}
    clause rules.base: You must ask first.
    clause rules.quick: We will answer within the hour.
        when: {pace: [fast]}
"""
)
SAID = {"name": "A", "size": "6", "pace": "fast", "steps": ["a"]}


@dataclass(slots=True)
class Memory:
    """Answers that are kept nowhere else."""

    answers: Answers = field(default_factory=lambda: Answers({}))
    findings: tuple[Finding, ...] = ()

    others: Mapping[str, Value] | None = None
    """What somebody else has made of them meanwhile, all told."""
    aside: bool = False

    def save(self, values: Mapping[str, Value]) -> None:
        self.answers = replace(self.answers, values=dict(values))

    def changed_meanwhile(self) -> bool:
        if self.others is None:
            return False
        self.answers, self.others = replace(self.answers, values=self.others), None
        return True

    def leave_out(self, clause: str, reason: str, date: str) -> None:
        self.answers = replace(self.answers, leaves_out=(LeftOut(clause, reason, "", date),))

    def move_aside(self) -> str:
        self.aside = True
        self.answers = replace(self.answers, values={})
        return "another place"


def resumed(*only: str, edition: str = "", **said: Value) -> Conversation:
    """A conversation that goes on with answers from before."""
    return begin_conversation(LIBRARY, Memory(Answers(said, library=edition)), TODAY, thorough=False, only=only)


@pytest.fixture
def talk() -> Conversation:
    return resumed()


def asked(talk: Conversation) -> AskStep:
    step = talk.step()
    assert isinstance(step, AskStep), step
    return step


def say(talk: Conversation, **said: Any) -> None:
    """Answer the questions in the order in which they are asked."""
    for id, data in said.items():
        assert asked(talk).question.id == id
        talk.answer(asked(talk).question, data)


def kinds_of_steps(talk: Conversation) -> list[type[Step]]:
    """The steps to the end, when every question is answered as `SAID` and all else is agreed to."""
    found: list[type[Step]] = []
    while step := talk.step():
        found.append(type(step))
        if isinstance(step, AskStep):
            talk.answer(step.question, SAID[step.question.id])
        else:
            talk.go_on()
    talk.finish()
    return found


def kept(talk: Conversation) -> dict[str, Value]:
    return dict(talk.draft.answers.values)


def test_it_goes_from_questions_over_warnings_review_and_promises_to_the_end(talk: Conversation) -> None:
    assert kinds_of_steps(talk) == [AskStep, AskStep, AskStep, WarnStep, AskStep, ReviewStep, PromiseStep]
    assert kept(talk) == {"name": "A", "size": 6, "pace": "fast", "steps": ("a",)}


def test_an_answer_is_kept_at_once_and_one_left_open_is_not(talk: Conversation) -> None:
    say(talk, name="A", size=None)
    assert kept(talk) == {"name": "A"}
    assert asked(talk).question.id == "pace"


def test_what_is_no_answer_is_refused_and_kept_would_leave_the_question_open(talk: Conversation) -> None:
    say(talk, name="A")
    question = asked(talk).question
    refused = talk.refused(question, "many")
    assert refused is not None
    assert "whole number" in refused.message
    assert talk.refused(question, "12") is None
    talk.answer(question, "many")
    assert "whole number" in asked(talk).notes[0].text
    assert "size" not in kept(talk)


def test_what_is_no_answer_leaves_the_one_before_when_somebody_goes_away_from_the_question() -> None:
    talk = resumed(name="A", size=6)
    size = LIBRARY.questionnaire.questions["size"]
    talk.keep(size, "many")
    assert talk.session.values == {"name": "A", "size": 6}
    talk.keep(size, "7")
    assert kept(talk) == {"name": "A", "size": 7}


def test_a_note_stands_with_the_next_question_only(talk: Conversation) -> None:
    say(talk, name="A", size="5")
    assert [note.text for note in asked(talk).notes] == ["Five is a good number."]
    say(talk, pace="slow")
    step = talk.step()
    assert isinstance(step, ReviewStep)
    assert step.notes == ()


def test_a_note_is_not_told_again_on_the_way_back(talk: Conversation) -> None:
    say(talk, name="A", size="5")
    talk.go_back()
    assert (asked(talk).question.id, asked(talk).notes) == ("size", ())


def test_back_from_a_warning_is_the_answer_that_raised_it(talk: Conversation) -> None:
    say(talk, name="A", size="6", pace="fast")
    step = talk.step()
    assert isinstance(step, WarnStep)
    assert [note.do for note in step.warnings] == ["Take it slower."]
    talk.go_back()
    assert (asked(talk).question.id, asked(talk).earlier, asked(talk).notes) == ("pace", "fast", ())


def test_back_leads_through_the_questions_asked_to_the_first(talk: Conversation) -> None:
    say(talk, name="A", size="20")
    for expected in ("size", "name"):
        assert asked(talk).can_go_back
        talk.go_back()
        assert asked(talk).question.id == expected
    assert not asked(talk).can_go_back
    talk.go_back()
    assert asked(talk).question.id == "name"


def test_the_review_holds_every_answer_in_words_with_warnings_that_stand(talk: Conversation) -> None:
    say(talk, name="A", size="6", pace="fast")
    talk.go_on()
    say(talk, steps=["a", "b"])
    step = talk.step()
    assert isinstance(step, ReviewStep)
    assert [(each.question.id, each.entries, each.ours) for each in step.answers] == [
        ("name", ("A",), False),
        ("size", ("6",), False),
        ("pace", ("Fast",), False),
        ("steps", ("A", "B"), False),
    ]
    assert [note.text for note in step.warnings] == ["A small team cannot keep that pace."]


def test_an_answer_picked_out_of_the_review_leads_back_to_it(talk: Conversation) -> None:
    say(talk, name="A", size="20", pace="slow")
    talk.change("size")
    assert (asked(talk).question.id, asked(talk).can_go_back) == ("size", True)
    talk.go_back()
    assert isinstance(talk.step(), ReviewStep)
    talk.change("name")
    say(talk, name="B")
    assert isinstance(talk.step(), ReviewStep)
    assert kept(talk)["name"] == "B"


def test_an_answer_that_unsettles_another_is_told_and_that_one_asked_again(talk: Conversation) -> None:
    say(talk, name="A", size="20", pace="fast", steps=["a"])
    talk.change("size")
    say(talk, size="8")
    talk.go_on()
    assert asked(talk).question.id == "pace"
    assert "asked again now" in asked(talk).notes[-1].text


def test_promises_follow_the_review_and_lead_back_to_it(talk: Conversation) -> None:
    say(talk, name="A", size="20", pace="fast", steps=["a"])
    talk.go_on()
    step = talk.step()
    assert isinstance(step, PromiseStep)
    assert [promise.sentence for promise in step.promises] == ["We will answer within the hour."]
    talk.go_back()
    assert isinstance(talk.step(), ReviewStep)


def test_a_promise_that_is_declined_is_left_out_and_names_the_answers_it_comes_from(talk: Conversation) -> None:
    kinds_of_steps(talk)
    talk.agreed = False
    step = talk.step()
    assert isinstance(step, PromiseStep)
    assert step.promises[0].questions == ("pace",)
    talk.decline(step.promises[0])
    assert talk.draft.answers.leaves_out[0].clause == "rules.quick"
    assert talk.step() is None


def test_the_draft_is_shown_with_what_the_last_answer_changed(talk: Conversation) -> None:
    def marked() -> list[tuple[bool, bool]]:
        return [(entry.is_new, entry.is_gone) for entry in talk.page() if "within the hour" in entry.words]

    assert marked() == [(False, False)]
    for pace, marks in (("slow", (False, True)), ("fast", (True, False)), ("fast", (False, False))):
        talk.answer(LIBRARY.questionnaire.questions["pace"], pace)
        assert marked() == [marks]


def test_an_answer_changed_after_the_promises_is_looked_over_too(talk: Conversation) -> None:
    say(talk, name="A", size="20", pace="fast", steps=["a"])
    talk.go_on()
    talk.change("name")
    say(talk, name="B")
    assert isinstance(talk.step(), ReviewStep)


def test_an_answer_that_no_longer_counts_is_let_go_at_the_end(talk: Conversation) -> None:
    say(talk, name="A", size="20", pace="fast", steps=["a"])
    talk.change("pace")
    say(talk, pace="slow")
    assert kept(talk)["steps"] == ("a",)
    assert kinds_of_steps(talk) == [ReviewStep]
    assert "steps" not in kept(talk)


# ---- how it begins -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        (resumed(), "4 questions, five minutes. Drafting help, not legal advice."),
        (resumed(name="A", pace="slow"), "2 answers kept from before. Only what is open is asked."),
        (resumed(name="A", size=5, pace="slow"), "3 answers kept from before. Every essential question is answered."),
        (resumed(edition="0", name="A"), "What is new since then is asked as well."),
    ],
)
def test_it_begins_with_how_long_it_takes_or_what_is_kept(begun: Conversation, told: str) -> None:
    assert told in " ".join(note.text for note in introduction(begun))


def test_resuming_asks_only_what_is_open() -> None:
    talk = resumed(name="A", pace="slow")
    assert (asked(talk).question.id, asked(talk).progress.number) == ("size", 2)
    say(talk, size="50")
    assert isinstance(talk.step(), ReviewStep)


def test_a_question_not_asked_of_this_organisation_is_refused_with_the_reason() -> None:
    talk = resumed("steps", pace="slow")
    with pytest.raises(UsageError, match="Slow"):
        require_asked(LIBRARY, talk.known, ("steps",))
    require_asked(LIBRARY, talk.known, ("steps", "pace"))


@pytest.mark.slow
def test_no_terminal_is_loaded_for_it(tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from policygen.app.draft import open_draft
from policygen.interview import introduction, names, search
from policygen.interview.conversation import AskStep, begin_conversation
from policygen.library.load import load_library
library = load_library()
talk = begin_conversation(library, open_draft(Path({str(tmp_path / "a.yaml")!r}), library), "2026-11-22", thorough=False)
talk.notes = introduction.introduction(talk)
steps = 0
while step := talk.step():
    steps += 1
    talk.answer(step.question, None) if isinstance(step, AskStep) else talk.go_on()
print(steps > 10, [name for name in ("prompt_toolkit", "questionary", "policygen.terminal") if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert run.stdout.strip() == "True []", run.stderr


# ---- somebody else at the same answers ---------------------------------------------------------------------------------


def with_others(**others: Value) -> tuple[Conversation, Memory]:
    """A conversation in which a name was said, and then somebody else made something of the answers."""
    memory = Memory()
    talk = begin_conversation(LIBRARY, memory, TODAY, thorough=False)
    say(talk, name="Mine")
    memory.others = others
    return talk, memory


def test_what_somebody_else_answered_is_taken_over_and_told_where_nobody_here_did() -> None:
    talk, memory = with_others(name="Mine", pace="fast")
    say(talk, size="12")
    assert memory.answers.values == {"name": "Mine", "size": 12, "pace": "fast"}
    step = asked(talk)
    assert step.question.id == "steps"
    assert "Somebody else changed the answers meanwhile. Taken over: our pace." in step.notes[0].text


def test_where_both_answered_nothing_is_written_until_somebody_says_which_stands() -> None:
    talk, memory = with_others(name="Theirs")
    say(talk, size="12")
    assert memory.answers.values == {"name": "Theirs"}
    step = talk.step()
    assert isinstance(step, ClashStep)
    (clash,) = step.clashes
    assert (clash.question.id, clash.mine, clash.in_file) == ("name", "Mine", "Theirs")
    talk.go_back()
    assert isinstance(talk.step(), ClashStep)


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", {"name": "Mine", "size": 12}), ("file", {"name": "Theirs", "size": 12})]
)
def test_whoever_is_said_to_be_right_stands_and_the_rest_goes_on(choice: Choice, kept: Mapping[str, Value]) -> None:
    talk, memory = with_others(name="Theirs")
    say(talk, size="12")
    talk.settle(choice)
    assert memory.answers.values == kept
    assert not memory.aside
    assert asked(talk).question.id == "pace"


def test_both_are_kept_each_in_a_place_of_its_own() -> None:
    talk, memory = with_others(name="Theirs", pace="slow")
    say(talk, size="12")
    talk.settle("both")
    assert memory.aside
    assert "another place" in talk.notes[-1].text
    assert memory.answers.values == {"name": "Mine", "size": 12, "pace": "slow"}


def test_the_answer_just_given_clashes_too_and_so_does_one_that_was_taken_back() -> None:
    talk, _ = with_others(name="Mine", size=7)
    say(talk, size="12")
    step = talk.step()
    assert isinstance(step, ClashStep)
    assert [clash.question.id for clash in step.clashes] == ["size"]
    talk, _ = with_others()
    say(talk, size="12")
    step = talk.step()
    assert isinstance(step, ClashStep)
    assert [(clash.mine, clash.in_file) for clash in step.clashes] == [("Mine", "not known")]


def test_what_changes_while_somebody_looks_over_the_answers_is_shown_before_anything_is_made_of_them() -> None:
    memory = Memory()
    talk = begin_conversation(LIBRARY, memory, TODAY, thorough=False)
    say(talk, name="Mine", size="50", pace="slow")
    assert isinstance(talk.step(), ReviewStep)
    memory.others = {"name": "Theirs", "size": 50, "pace": "slow"}
    talk.go_on()
    assert isinstance(talk.step(), ClashStep)
    talk.settle("file")
    step = talk.step()
    assert isinstance(step, ReviewStep)
    assert "Theirs" in step.answers[0].entries
    memory.others = {**memory.answers.values, "pace": "fast"}
    talk.go_on()
    assert isinstance(talk.step(), ClashStep)


def test_a_risky_rule_of_their_own_is_told_at_once_with_words_to_use_instead(library: Library) -> None:
    draft = Memory(Answers({"work_locations": ("GB-ENG",)}))
    talk = begin_conversation(library, draft, TODAY, thorough=True, only=("own_rules",))
    say(talk, own_rules=[{"rule": "Do not criticise us online"}, {"rule": "Feed the fish"}])
    step = talk.step()
    assert isinstance(step, WarnStep)
    assert [note.do for note in step.warnings] == [library.traps["T-01"].instead]
    talk.go_back()
    talk.answer(asked(talk).question, [*(plain(row) for row in kept(talk)["own_rules"]), {"rule": "Wear a hat"}])
    assert isinstance(talk.step(), ReviewStep)
