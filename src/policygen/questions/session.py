"""How far an interview has come: what is asked next, the way back, and what an answer changes for others.

Nothing here knows how questions are put to a person: every door asks from the same session.
"""

from collections.abc import Mapping
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.conditions.model import Outcome, Value
from policygen.questions.flow import Situation, default_of, depending_on, is_essential, offered, situation, to_ask
from policygen.questions.model import Context, Group, Question
from policygen.questions.signals import SIGNALS


@dataclass(frozen=True, slots=True)
class Session:
    """An interview between two questions."""

    values: Mapping[str, Value]
    """Every answer, given earlier or now."""
    thorough: bool = False
    only: tuple[str, ...] = ()
    """The questions to ask, when they were named; empty: those of the quick or the thorough interview."""
    settled: frozenset[str] = frozenset()
    """Answered, or left open on purpose in this interview."""
    reopened: frozenset[str] = frozenset()
    """Settled before, and to be asked again because an answer they hang on has changed."""
    trail: tuple[str, ...] = ()
    """What was asked in this interview, in order: the way back."""
    ahead: tuple[str, ...] = ()
    """What was asked after the question gone back to, in order: the way forward again."""
    turned_to: str = ""
    """The question somebody went back to or picked out; it comes before all others."""
    begins_at: str = ""
    """Where a resumed interview goes on; what lies before it comes last."""
    within: str = ""
    """The group that somebody went to: until it is through nothing of the others is asked."""
    enough: bool = False
    """Nothing more is asked but what was turned to, and what an answer unsettled."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where in an interview a question stands."""

    group: str
    """The title of its group; empty in a quick interview, which is too short for groups."""
    number: int = 0
    """From 1, in a thorough interview within its group; 0 when the question stands outside the count."""
    total: int = 0
    left: int = 0
    """In a thorough interview, how many questions are to come, this one among them. What answers bring in comes to it then."""


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """How far a group of questions has come."""

    group: Group
    total: int
    """Its questions that are asked, as far as is known."""
    open: int
    """Those of them that have no answer."""


def begin(context: Context, values: Mapping[str, Value], *, thorough: bool, only: tuple[str, ...] = ()) -> Session:
    """An interview that asks what is open, or the questions named.

    A thorough one that was broken off goes on where it was; what had been left open before comes at the end.
    """
    further = [
        id
        for id, q in context.questionnaire.questions.items()
        if id in values and not (q.essential or q.essential_when)
    ]
    begins_at = further[-1] if thorough and further and not only else ""
    return Session(values, thorough, only, frozenset(values) - frozenset(only), begins_at=begins_at)


def scope(context: Context, session: Session, known: Situation) -> tuple[Question, ...]:
    """The questions that belong to an interview, answered or not: in the order of the questionnaire, or as they were named."""
    every = to_ask(context, known, thorough=session.thorough or bool(session.only))
    if not session.only:
        return every
    return tuple(sorted((q for q in every if q.id in session.only), key=lambda q: session.only.index(q.id)))


def upcoming(context: Context, session: Session, known: Situation) -> Question | None:
    """The question to ask now; None when nothing is left."""
    questions = context.questionnaire.questions
    if session.turned_to and known.applies[session.turned_to] is not Outcome.NO:
        return questions[session.turned_to]
    for id, question in questions.items():
        if id in session.reopened and known.applies[id] is not Outcome.NO:
            return question
    waiting = [] if session.enough else _waiting(context, session, known)
    order = list(questions)
    if session.begins_at:
        start = order.index(session.begins_at)
        waiting.sort(key=lambda question: (order.index(question.id) < start, order.index(question.id)))
    return waiting[0] if waiting else None


def answered(
    context: Context, session: Session, known: Situation, id: str, value: Value | None
) -> tuple[Session, Situation]:
    """The session after an answer; None leaves the question open.

    Answers that hang on a changed one are asked again, when their being asked, their choices or their default differ now.
    """
    values = {key: kept for key, kept in session.values.items() if key != id}
    if value is not None:
        values[id] = value
    values = {key: values[key] for key in context.questionnaire.questions if key in values}
    after = situation(context, values)
    changed = session.values.get(id) != value
    stale = changed_by(context, known, after, id) & session.settled if changed else frozenset[str]()
    ahead = tuple(step for step in session.ahead if step != id and after.applies[step] is not Outcome.NO)
    session = replace(
        session,
        values=values,
        settled=(session.settled | {id}) - stale,
        reopened=(session.reopened | stale) - {id},
        trail=(*(step for step in session.trail if step != id), id),
        ahead=ahead[1:],
        turned_to=ahead[0] if ahead else "",
    )
    return session, after


def changed_by(context: Context, before: Situation, after: Situation, id: str) -> frozenset[str]:
    """The questions that hang on another and are not what they were: newly asked, other choices, another default."""
    return frozenset(
        later
        for later in depending_on(context.questionnaire, id)
        if _shape(context, later, before) != _shape(context, later, after)
    )


def _shape(context: Context, id: str, known: Situation) -> object:
    question = context.questionnaire.questions[id]
    if known.applies[id] is Outcome.NO:
        return None
    choices = tuple(choice.value for choice in offered(question, known.facts, context.atlas))
    return (
        choices,
        is_essential(question, known.facts, context.atlas),
        default_of(question, known.facts, context.atlas) if question.says != "fact" else None,
    )


def back(session: Session) -> Session | None:
    """The session turned to the question asked before; None at the first. What came after it is asked again after it."""
    if not session.trail:
        return None
    ahead = (session.turned_to, *session.ahead) if session.turned_to else session.ahead
    return replace(session, turned_to=session.trail[-1], trail=session.trail[:-1], ahead=ahead)


def walked(session: Session) -> tuple[str, ...]:
    """Every question that was put in an interview, and answered or left open."""
    return (*session.trail, *filter(None, [session.turned_to]), *session.ahead)


def turned_to(session: Session, id: str) -> Session:
    """The session turned to a question that somebody picked out."""
    return replace(session, turned_to=id)


def progress(context: Context, session: Session, known: Situation, question: Question) -> Progress:
    """Where a question stands: in a long interview within its group, with how many are to come as far as is known."""
    belonging = scope(context, session, known)
    if not has_groups(session):
        here = question in belonging
        return (
            Progress("", belonging.index(question) + 1, asked_in_all(context, session, known)) if here else Progress("")
        )
    title = next((group.title for group in context.questionnaire.groups if group.id == question.group), "")
    if question not in belonging:
        return Progress(title)
    hanging = hanging_on(context, session, known) - {question.id}
    sure = [each for each in belonging if each.id not in hanging]
    ours = [each for each in sure if each.group == question.group]
    left = sum(each.id not in session.settled or each is question for each in sure)
    return Progress(title, ours.index(question) + 1, len(ours), left)


def has_groups(session: Session) -> bool:
    """Whether an interview is so long that its groups are told, and can be gone to."""
    return session.thorough and not session.only


def by_group(context: Context, session: Session, known: Situation) -> tuple[GroupProgress, ...]:
    """Each group that has questions to ask, with how many of them are open."""
    sure = _sure(context, session, known)
    counted = (
        (group, [question.id for question in sure if question.group == group.id])
        for group in context.questionnaire.groups
    )
    return tuple(
        GroupProgress(group, len(ids), sum(id not in session.values for id in ids)) for group, ids in counted if ids
    )


def to_come(context: Context, session: Session, known: Situation) -> tuple[int, int]:
    """How many questions are to come as far as is known, and how many more answers may bring in."""
    sure = _sure(context, session, known)
    return sum(question.id not in session.settled for question in sure), len(hanging_on(context, session, known))


def in_group(context: Context, session: Session, known: Situation, group: str) -> Session:
    """The session gone to a group: to what was not put yet of it, else to what was left open, else through all of it again.

    Empty: the session in the order of the questionnaire again.
    """
    ids = [question.id for question in _sure(context, session, known) if question.group == group]
    is_new = any(id not in session.settled for id in ids)
    again = () if is_new else [id for id in ids if id not in session.values] or ids
    walked_so_far = tuple(dict.fromkeys(walked(session)))
    return replace(
        session, within=group, enough=False, reopened=frozenset(again), trail=walked_so_far, ahead=(), turned_to=""
    )


def _sure(context: Context, session: Session, known: Situation) -> list[Question]:
    """The questions of an interview that are asked, as far as is known."""
    hanging = hanging_on(context, session, known)
    return [question for question in scope(context, session, known) if question.id not in hanging]


def _waiting(context: Context, session: Session, known: Situation) -> list[Question]:
    """What was not put yet, within the group that somebody went to."""
    waiting = [question for question in scope(context, session, known) if question.id not in session.settled]
    return [question for question in waiting if not session.within or question.group == session.within]


def asked_in_all(context: Context, session: Session, known: Situation) -> int:
    """How many questions a quick interview has, those among them that may turn out not to be asked."""
    hanging = hanging_on(context, session, known)
    return len(hanging) + sum(question.id not in hanging for question in scope(context, session, known))


def hanging_on(context: Context, session: Session, known: Situation) -> frozenset[str]:
    """The questions of an interview of which it is not known whether they apply, because another one is still to come."""
    questions = context.questionnaire.questions.values()
    return frozenset(
        question.id
        for question in questions
        if not session.only and (session.thorough or is_essential(question, known.facts, context.atlas))
        if known.applies[question.id] is not Outcome.YES and _hangs(context, session, question)
    )


def _hangs(context: Context, session: Session, question: Question) -> bool:
    """Whether it is not known that a question applies because another one is still to come."""
    keys = question.when.keys() if question.when else frozenset[str]()
    read = {inner for key in keys for inner in (SIGNALS[key].reads if key in SIGNALS else {key})}
    return any(key in context.questionnaire.questions and key not in session.settled for key in read)
