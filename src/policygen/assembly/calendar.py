"""The days that a policy brings with it, for its owner's calendar: its start, its review, notices, facts to find out."""

from collections.abc import Iterator, Sequence

from policygen.assembly.terms import Terms
from policygen.document.calendar import CalendarDay
from policygen.language.dates import days_later
from policygen.library.model import Clause
from policygen.selection.model import Selection

READS = frozenset({"monitoring_start", "monitoring_notice_date"})
"""Questions whose answers it looks at."""

SOON = 14
"""Days after which facts to find out are called to mind where no day was named for the start."""


def calendar_days(selection: Selection, open_questions: Sequence[str]) -> tuple[CalendarDay, ...]:
    """The days of a policy, the earliest first. `open_questions` are those whose facts it still asks to confirm."""
    return tuple(sorted(_days(selection, open_questions), key=lambda each: (each.day, each.id)))


def _days(selection: Selection, open_questions: Sequence[str]) -> Iterator[CalendarDay]:
    terms = Terms(selection)
    wording, facts = terms.wording, selection.situation.facts
    title = wording.text("title.policy")
    start = str(facts.get("effective_date") or "")
    if start:
        yield CalendarDay("start", start, wording.text("calendar.start", title=title))
    if review := terms.review_day():
        yield CalendarDay(
            "review", review, wording.text("calendar.review", title=title), wording.text("calendar.review-how")
        )
    if open_questions:
        questions = selection.library.questionnaire.questions
        labels = [questions[id].label if id in questions else id.replace("_", " ") for id in open_questions]
        day = days_later(start, -1) if start > selection.made_on else days_later(selection.made_on, SOON)
        yield CalendarDay("facts", day, wording.text("calendar.facts", title=title), "\n".join(labels))
    for clause in selection.standing():
        if clause.statutory:
            yield from _of_notice(terms, clause, start)


def _of_notice(terms: Terms, clause: Clause, start: str) -> Iterator[CalendarDay]:
    """When people have to be told of what a notice is about, and have to have a copy."""
    wording, facts = terms.wording, terms.facts
    begins = str(facts.get("monitoring_start") or start)
    told = str(facts.get("monitoring_notice_date") or "")
    if clause.days_before and begins and not told:
        day = days_later(begins, -clause.days_before)
        yield CalendarDay(
            f"before.{clause.id}", day, wording.text("calendar.tell", notice=clause.title, days=str(clause.days_before))
        )
    if clause.days_after and start:
        day = days_later(start, clause.days_after)
        yield CalendarDay(f"after.{clause.id}", day, wording.text("calendar.copy", notice=clause.title))
