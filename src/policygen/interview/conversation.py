"""One interview as state: what is to be shown, and what follows from what a person does then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.assembly.promises import Promise, promises
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.findings import Finding, Severity
from policygen.interview.lengths import QUESTION as LENGTH
from policygen.interview.lengths import length_notes, length_question
from policygen.interview.notes import Note, Refused, advisory_note, law_note, trap_note
from policygen.interview.outside_changes import Choice, Clash, compare
from policygen.interview.page import PageEntry, page_of
from policygen.interview.review import reviewed
from policygen.interview.steps import AskStep, ClashStep, GroupsStep, PromiseStep, ReviewStep, Step, WarnStep
from policygen.language.lists import counted, listed
from policygen.library.model import Library
from policygen.lint.own_rules import caught_rules
from policygen.questions.doubts import first_doubt, first_slip
from policygen.questions.flow import Situation, default_of, situation
from policygen.questions.kinds import read_answer
from policygen.questions.model import Question
from policygen.questions.session import (
    Session,
    answered,
    back,
    begin,
    by_group,
    has_groups,
    in_group,
    progress,
    to_come,
    turned_to,
    upcoming,
    walked,
)
from policygen.questions.values import Slip
from policygen.selection.advise import on_answers
from policygen.selection.law import law_gaps, without_law
from policygen.selection.model import Raised, Selection
from policygen.selection.own_rules import QUESTION as OWN_RULES
from policygen.selection.select import select

DECLINED = "We do not promise this."
"""The reason that an answers file gives where somebody declined a promise."""


class Draft(Protocol):
    """The answers as they were last kept, in a file or wherever else."""

    @property
    def answers(self) -> Answers:
        """What was said, the risks that somebody took upon themselves among it."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed when they were read."""
        ...

    def save(self, values: Mapping[str, Value]) -> None:
        """Keep answers instead of those before. Raises: `UnreadableError` when they cannot be kept."""
        ...

    def changed_meanwhile(self) -> bool:
        """Whether somebody else has changed them since; then `answers` are theirs from now on."""
        ...

    def leave_out(self, clause: str, reason: str, date: str) -> None:
        """Keep that a clause is left out. Raises: `UnreadableError` when that cannot be kept."""
        ...

    def move_aside(self) -> str:
        """Leave what stands there to whoever wrote it, and keep answers in another place from now on, which is named."""
        ...


@dataclass(slots=True)
class Conversation:
    """One interview with one person, on whatever it is held."""

    library: Library
    draft: Draft
    today: str
    """ISO date, for somebody who answers `today`."""
    session: Session
    known: Situation
    unasked: frozenset[str] = frozenset()
    """Answers that counted for nothing when it began; they stay in the file."""
    notes: tuple[Note, ...] = ()
    """Told with the next step."""
    warnings: tuple[Note, ...] = ()
    """To be read before anything else."""
    choosing: bool = False
    """A group of questions is to be chosen."""
    picked: bool = False
    """The question being asked was picked out of the review."""
    looked_over: bool = False
    """All answers were found right, and no question is open."""
    agreed: bool = False
    """So were the promises."""
    further: bool = False
    """A policy of these answers is written already: only new promises are agreed to, and nothing else is looked over."""
    agreed_before: frozenset[str] = frozenset()
    """Sentences of promises that were agreed to before."""
    values_before: Mapping[str, Value] | None = None
    """The answers as they were before the last one; None before the first."""
    is_over: bool = False
    """Left before its first question was answered."""
    clashes: tuple[Clash, ...] = ()
    """To be settled before anything else: until then this interview's answers to them are kept nowhere."""

    def step(self) -> Step | None:
        """What is to be shown now; None when all is done."""
        if self.clashes:
            return ClashStep(self.clashes)
        if self.warnings:
            return WarnStep(self.warnings)
        if self.choosing:
            left, _ = to_come(self.library, self.session, self.known)
            return GroupsStep(by_group(self.library, self.session, self.known), left)
        question = None if self.is_over else upcoming(self.library, self.session, self.known) or self._length()
        if question is not None:
            can_go_back = bool(self.session.trail) or self.picked or self.further or has_groups(self.session)
            earlier = self.session.values.get(question.id)
            where = progress(self.library, self.session, self.known, question)
            left_open = earlier is None and self._was_put_before(question)
            notes = (*self.notes, *(self._lengths() if question.id == LENGTH else ()))
            return AskStep(question, where, notes, earlier, can_go_back, left_open)
        if not self.looked_over and not self.further:
            raised = [advisory_note(each) for each in self.raised() if each.advisory.severity > Severity.INFO]
            answers = reviewed(self.library, self.known, walked(self.session))
            gaps = law_gaps(self._selection())
            # Without a place the review shows that none is.
            told = map(law_note, gaps.sentences() if gaps.named else ())
            return ReviewStep(answers, self.notes, (*raised, *told), bool(self.session.trail))
        made = () if self.agreed else self.promises()
        return PromiseStep(made) if made else None

    def _was_put_before(self, question: Question) -> bool:
        """Whether a question was put before; in an earlier sitting, if one behind it has an answer or a policy is written."""
        if question.id in self.session.settled or self.further:
            return True
        after = False
        for id in self.library.questionnaire.questions:
            if after and id in self.session.values:
                return True
            after = after or id == question.id
        return False

    # -- what a person does --

    def refused(self, question: Question, data: Any) -> Refused | None:
        """Why something said is no answer to a question; None when it is one."""
        slip = first_slip(question, data)
        return Refused(slip) if slip else refusal(read_answer(question, data, self.library)[1])

    def doubt(self, question: Question, data: Any) -> str:
        """What is odd about an answer, though it may be right: to be said once before it is kept; mostly nothing."""
        return first_doubt(question, data)

    def answer(self, question: Question, data: Any) -> None:
        """Keep at once what was said, as an answers file would say it; None leaves the question open.

        What is no answer leaves it open too, and a note says why. Warnings that the answer raises come next, and questions
        that it unsettles are asked again.

        Raises: `UnreadableError` when the answers cannot be kept.
        """
        value, slips = read_answer(question, data, self.library)
        earlier = self.session.values.get(question.id)
        before, reopened = {each.advisory.id for each in self.raised()}, self.session.reopened
        self.values_before = self.session.values
        self.session, self.known = answered(self.library, self.session, self.known, question.id, value)
        taken = self._look_again()
        if not self.clashes:
            self.draft.save(self.session.values)
        self.picked = False
        self._leave_group()
        fresh = [each for each in self.raised() if each.advisory.id not in before]
        told = [Note("quiet", "", slip.message, slip.hint) for slip in slips if slip.severity >= Severity.MEDIUM]
        unheld = without_law(self.library, values_of(value)) if question.kind == "places" and value else ()
        told += [law_note(f"We hold no law of {listed(unheld)}.")] if unheld else []
        light = [advisory_note(each) for each in fresh if each.advisory.severity is Severity.INFO]
        self.notes = (*taken, *told, *light, *self._asked_again(reopened))
        self.warnings = (
            *(advisory_note(each) for each in fresh if each.advisory.severity is not Severity.INFO),
            *(self._own_rules(earlier) if question.id == OWN_RULES else ()),
        )

    def keep(self, question: Question, data: Any) -> None:
        """Keep what was said to a question that somebody leaves before they have done with it; what is no answer is not kept.

        Raises: `UnreadableError` when the answers cannot be kept.
        """
        value, _ = read_answer(question, data, self.library)
        if value is None or value == self.session.values.get(question.id):
            return
        values = {**self.session.values, question.id: value}
        values = {id: values[id] for id in self.library.questionnaire.questions if id in values}
        self.session, self.known = replace(self.session, values=values), situation(self.library, values)
        if not self.clashes:
            self.draft.save(self.session.values)

    def go_on(self) -> None:
        """Warnings were read, answers found right, or promises agreed to."""
        if self.warnings:
            self.warnings = ()
        elif (taken := self._look_again()) or self.clashes:
            self.notes, self.looked_over = taken, False
        elif self.looked_over or self.further:
            self.agreed = True
        else:
            self.notes, self.looked_over = (), True

    def settle(self, choice: Choice) -> None:
        """Whose answers stand: those of this interview, those of the file, or both, each in a file of its own.

        Raises: `UnreadableError` when the answers cannot be kept.
        """
        if choice == "both":
            path = self.draft.move_aside()
            self.notes = (*self.notes, Note("quiet", "", f"What you say is kept in {path} from now on."))
        values, in_file = dict(self.session.values), self.draft.answers.values
        for clash in self.clashes if choice == "file" else ():
            values.pop(clash.question.id, None)
            if clash.question.id in in_file:
                values[clash.question.id] = in_file[clash.question.id]
        self.clashes = ()
        self._take(values)
        self.draft.save(values)

    def change(self, question: str) -> None:
        """Turn to a question that was picked out of the review; all is looked over again after it."""
        self.notes, self.picked, self.looked_over = (), True, False
        self.session = turned_to(self.session, question)

    def show_groups(self) -> None:
        """Turn to the groups of questions, where the interview is so long that it has some."""
        self.choosing = has_groups(self.session)
        self.picked = self.picked and not self.choosing

    def go_to(self, group: str) -> None:
        """Ask the questions of a group; the groups come again after it."""
        self.session, self.choosing = in_group(self.library, self.session, self.known, group), False

    def in_order(self) -> None:
        """Ask what is to come, group after group."""
        self.session, self.choosing = replace(self.session, within="", enough=False), False

    def finish_early(self) -> None:
        """Ask nothing more: what was said is looked over, and a policy is made of it."""
        self.session, self.choosing = replace(self.session, within="", enough=True, turned_to=""), False

    def _leave_group(self) -> None:
        """Show the groups again once the one that somebody went to is through, and others are not."""
        if self.session.within and upcoming(self.library, self.session, self.known) is None:
            self.session = replace(self.session, within="")
            self.choosing = upcoming(self.library, self.session, self.known) is not None

    def decline(self, promise: Promise) -> None:
        """Leave the rule that makes a promise out of the policy. Raises: `UnreadableError` when that cannot be kept."""
        self.draft.leave_out(promise.clause, DECLINED, self.today)

    def go_back(self) -> None:
        """Turn to the question before, or to the review that a question was picked out of or promises followed."""
        if self.clashes:
            return
        self.notes, self.warnings = (), ()
        if self.looked_over:
            self.looked_over = False
        elif self.choosing:
            self.in_order()
        elif self.picked:
            self.picked = False
            self.session = replace(self.session, turned_to="")
        elif has_groups(self.session) and (self.session.enough or not self.session.trail):
            self.choosing = True
        else:
            self.is_over = self.further and not self.session.trail
            self.session = back(self.session) or self.session

    def finish(self) -> None:
        """Take out of the file the answers that no longer count since the interview began."""
        dropped = set(self.known.unasked) - self.unasked
        if dropped:
            self.draft.save({id: value for id, value in self.session.values.items() if id not in dropped})

    # -- what follows --

    def raised(self) -> tuple[Raised, ...]:
        """The advisories that hold now and that nobody accepted."""
        date = str(self.known.facts.get("effective_date") or self.today)
        found = on_answers(self.library, self.known, self.draft.answers.accepted, date)
        return tuple(entry for entry in found if not entry.accepted)

    def promises(self) -> tuple[Promise, ...]:
        """What a policy of these answers would promise, beyond what was agreed to before."""
        made = promises(self._selection())
        return tuple(each for each in made if each.kind == "promise" and each.sentence not in self.agreed_before)

    def _selection(self) -> Selection:
        said = replace(self.draft.answers, values=self.session.values, library=self.library.version)
        return select(self.library, said, self.today)

    def _length(self) -> Question | None:
        """The question how long the policy should be, once all else is answered, of those large enough to choose."""
        is_put = self.further or self.looked_over or self.session.only or LENGTH in self.session.settled
        return None if is_put else length_question(self.library, self.known.facts, self.session.values)

    def _lengths(self) -> tuple[Note, ...]:
        return length_notes(self.library, replace(self.draft.answers, values=self.session.values), self.today)

    def page(self) -> tuple[PageEntry, ...]:
        """The policy as it now reads, with what the last answer changed."""
        values = self.session.values
        now = replace(self.draft.answers, values=values, library=self.library.version)
        before = replace(now, values=values if self.values_before is None else self.values_before)
        return page_of(self.library, before, now, self.today)

    def _own_rules(self, earlier: Value | None) -> Iterator[Note]:
        """What is risky in the rules of their own that were not there before, with words to use instead."""
        said, places = self.session.values.get(OWN_RULES), values_of(self.known.facts.get("work_locations", ()))
        accepted = {entry.advisory for entry in self.draft.answers.accepted}
        known = [row.get("rule") for row in earlier if isinstance(row, Mapping)] if isinstance(earlier, tuple) else []
        for caught in caught_rules(self.library, said, places):
            if caught.trap.id not in accepted and caught.rule not in known:
                yield trap_note(caught)

    def _look_again(self) -> tuple[Note, ...]:
        """Take over what somebody else changed meanwhile, and say so; what clashes with this interview is to be settled."""
        kept = self.draft.answers.values
        if not self.draft.changed_meanwhile():
            return ()
        found = compare(self.library, kept, self.draft.answers.values, self.session.values, walked(self.session))
        self.clashes = found.clashes
        self._take(found.values)
        if not found.taken:
            return ()
        return (
            Note(
                "warn", "Take care", f"Somebody else changed the answers meanwhile. Taken over: {listed(found.taken)}."
            ),
        )

    def _take(self, values: Mapping[str, Value]) -> None:
        self.session = replace(self.session, values=values, settled=self.session.settled | frozenset(values))
        self.known = situation(self.library, values)

    def _asked_again(self, before: frozenset[str]) -> tuple[Note, ...]:
        opened = [id for id in self.session.reopened - before if self.known.applies[id].value != "no"]
        if not opened:
            return ()
        return (Note("quiet", "", f"That changes {counted(len(opened), 'earlier question')}, asked again now."),)


def refusal(slips: Sequence[Slip]) -> Refused | None:
    """Why something said is no answer, by the slips in it; None when none of them stops it."""
    blocks = [slip for slip in slips if slip.severity is Severity.BLOCK]
    return Refused(f"{blocks[0].message} {blocks[0].hint}".strip()) if blocks else None


def suggestion(library: Library, known: Situation, question: Question, earlier: Value | None) -> Value | None:
    """What stands in a question at first: what was said before, else our default. For a fact only what was said."""
    if earlier is not None or question.says == "fact":
        return earlier
    return default_of(question, known.facts, library.atlas)


def begin_conversation(
    library: Library, draft: Draft, today: str, *, thorough: bool, only: tuple[str, ...] = (), further: bool = False
) -> Conversation:
    """An interview that is about to begin, or to go on. A further one follows on a policy that is written of its answers."""
    values = draft.answers.values
    known = situation(library, values)
    session = begin(library, values, thorough=thorough, only=only)
    conversation = Conversation(library, draft, today, session, known, frozenset(known.unasked))
    conversation.choosing = has_groups(session) and bool(values) and upcoming(library, session, known) is not None
    if further:
        conversation.agreed_before = frozenset(each.sentence for each in conversation.promises())
        conversation.further = True
    return conversation
