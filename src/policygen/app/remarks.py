"""What is worth telling about answers beyond their form: dates that are hardly meant, places whose law we do not hold."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from policygen._command import to_type
from policygen.answers.model import Answers
from policygen.conditions.evaluate import values_of
from policygen.findings import Finding, Location, Severity
from policygen.language.dates import months_later
from policygen.language.lists import counted
from policygen.questions.flow import offered
from policygen.selection.departures import departures
from policygen.selection.law import CHECK_THERE, law_gaps
from policygen.selection.model import Selection
from policygen.selection.own_rules import QUESTION
from policygen.selection.select import STANDARD_FROM
from policygen.selection.waiting import WaitingDuty, waiting_duties

OPEN_DUTY = "open-duty"
"""The code of the finding that a question on which a duty hangs has no answer."""

YEARS_PAST = 2
YEARS_AHEAD = 5
"""A policy in force since longer, or only after more years, has mostly a year mistyped."""


def location_of(answers: Answers, path: Path, question: str) -> Location:
    """Where an answer stands; the file alone where it was not given."""
    if answers.file is None or question not in answers.values:
        return Location(str(path))
    bare = "answers" not in answers.file.data
    return answers.file.location(question) if bare else answers.file.location("answers", question)


def remarks(selection: Selection, answers: Answers, path: Path) -> tuple[Finding, ...]:
    """Everything of the kind about some answers."""
    location = location_of(answers, path, "work_locations")
    return (
        *_dates(selection, answers, path),
        *_not_offered(selection, answers, path),
        *_trades(selection, answers, path),
        *_own_rules(selection, answers, path),
        *law_remarks(selection, location),
        *duty_remarks(selection, location),
        *pack_remarks(selection, answers, location),
        *_larger_words(selection, answers, path),
    )


def _larger_words(selection: Selection, answers: Answers, path: Path) -> Iterator[Finding]:
    """That a public body can have its documents in 12 points, where it said nothing of how they look."""
    is_public = selection.situation.facts.get("organisation_type") == "public_body"
    if is_public and not (answers.body_size or answers.brand or answers.reference):
        message = "Public bodies mostly print in 12 points, which more people can read. Yours is set in 11."
        hint = "Write body_size: 12 at the top of your answers, or body_size: 11 if it is to stay."
        yield Finding("larger-words", Severity.INFO, message, Location(str(path)), hint)


def pack_remarks(selection: Selection, answers: Answers, location: Location) -> tuple[Finding, ...]:
    """What packs take from the texts that a law asks of this organisation."""
    hint = "Take it out of the pack, or have a lawyer agree to it."
    told = departures(selection, answers)
    return tuple(Finding("statutory-departure", Severity.HIGH, message, location, hint) for message in told)


def law_remarks(selection: Selection, location: Location) -> tuple[Finding, ...]:
    """The places whose own law was not considered: for the owner, who must know it before anybody signs."""
    return tuple(
        Finding("law-not-held", Severity.MEDIUM, told, location, CHECK_THERE)
        for told in law_gaps(selection).sentences()
    )


def _own_rules(selection: Selection, answers: Answers, path: Path) -> Iterator[Finding]:
    """Rules of their own that are worded unlawfully or riskily where people work; not those that somebody accepted."""
    facts, accepted = selection.situation.facts, {entry.advisory for entry in answers.accepted}
    if not facts.get(QUESTION):
        return
    from policygen.lint.own_rules import caught_rules  # traps, which few builds need

    for caught in caught_rules(selection.library, facts.get(QUESTION), values_of(facts.get("work_locations", ()))):
        if caught.trap.id in accepted:
            continue
        message = f"A rule of your own, “{caught.sentence}”: {caught.trap.why}"
        way = f" Or accept {caught.trap.id} under 'accepted:', with a reason."
        hint = f"{caught.trap.instead}{way}"
        yield Finding(caught.trap.id, caught.severity, message, location_of(answers, path, QUESTION), hint)


def duty_remarks(selection: Selection, location: Location) -> tuple[Finding, ...]:
    """The unanswered questions on which a duty hangs: one finding for all in a small firm, one each from 50 people."""
    waiting = waiting_duties(selection)
    headcount = selection.situation.facts.get("headcount")
    if not waiting:
        return ()
    if not isinstance(headcount, int) or headcount < STANDARD_FROM:
        labels = "; ".join(each.question.label for each in waiting)
        number = counted(len(waiting), "unanswered question")
        message = f"{number.capitalize()} may decide a duty of yours: {labels}."
        hint = f"Begin with: {waiting[0].question.duty}"
        return (Finding(OPEN_DUTY, Severity.MEDIUM, message, location, hint),)
    return tuple(
        Finding(OPEN_DUTY, Severity.MEDIUM, _what_waits(each), location, f"{each.question.duty} ({each.question.id})")
        for each in waiting
    )


def _what_waits(duty: WaitingDuty) -> str:
    many = counted(len(duty.clauses), "rule") if duty.clauses else counted(len(duty.advisories), "warning")
    waits = "waits" if len(duty.clauses or duty.advisories) == 1 else "wait"
    return f"Nobody has answered: {duty.question.ask} {many.capitalize()} {waits} for it."


def _not_offered(selection: Selection, answers: Answers, path: Path) -> Iterator[Finding]:
    """Choices that are not offered to an organisation with these answers, such as a regulator of another country."""
    library, facts = selection.library, selection.situation.facts
    for id, value in selection.situation.given.items():
        question = library.questionnaire.questions[id]
        open_ones = {choice.value for choice in offered(question, facts, library.atlas)}
        for choice in question.choices:
            if choice.value in values_of(value) and choice.value not in open_ones:
                message = f"{id}: '{choice.value}' is for other places or lines of work than the other answers tell of."
                hint = "Take it out, or look at the answers before it."
                yield Finding("not-offered", Severity.MEDIUM, message, location_of(answers, path, id), hint)


def _trades(selection: Selection, answers: Answers, path: Path) -> Iterator[Finding]:
    """Words for a trade that nobody brought to one of ours, and lines of work that the trades named are not of."""
    library, given = selection.library, selection.situation.given
    said, trades, sectors = (values_of(given.get(question, ())) for question in ("trade", "trades", "sectors"))
    if said and not trades:
        from policygen.trades.matching import Matcher  # difflib, which few builds need

        near = [match.trade.id for match in Matcher(library.trades).find(said[0])][:3]
        hint = f"Write trades: [{near[0]}]" + (f", or {', '.join(near[1:])}." if near[1:] else ".") if near else ""
        message = f"trade: '{said[0][:60]}' selects no rules; the words are those of your line of work."
        hint = hint or f"For our trades: {to_type('trades list')}"
        yield Finding("trade-without-id", Severity.MEDIUM, message, location_of(answers, path, "trade"), hint)
    yield from _borrowed(selection, answers, path)
    asked = library.questionnaire.questions.get("sectors")
    for trade in (library.trades.trades[id] for id in trades if sectors):
        choice = asked.choice(trade.sector) if asked else None
        brings_rules = choice is None or not choice.neutral
        if trade.sector not in sectors and brings_rules:
            label = choice.label if choice else trade.sector
            message = f"sectors: {trade.title} belongs to '{label}', which is not among them."
            hint = f"Add {trade.sector}, or take 'sectors' out: it follows from 'trades'."
            yield Finding(
                "trade-of-other-sector", Severity.MEDIUM, message, location_of(answers, path, "sectors"), hint
            )


def _borrowed(selection: Selection, answers: Answers, path: Path) -> Iterator[Finding]:
    """Trades for which nobody has written rules of their own, and whose print for them."""
    listed = selection.library.trades
    for trade in filter(None, map(listed.trades.get, values_of(selection.situation.given.get("trades", ())))):
        if trade.nearest:
            own, near = trade.title.lower(), listed.name(trade.nearest)
            message = f"trades: no rules were written for {own} itself; those of {near} print."
            hint = "Strike what does not fit your work, and add a rule that only you would think of (own_rules)."
            yield Finding("nearest-trade", Severity.INFO, message, location_of(answers, path, "trades"), hint)


def _dates(selection: Selection, answers: Answers, path: Path) -> Iterator[Finding]:
    today = date.fromisoformat(selection.made_on)
    written = str(answers.values.get("effective_date", ""))
    if not written:
        return
    starts = date.fromisoformat(written)
    location = location_of(answers, path, "effective_date")
    days = (starts - today).days
    if not -YEARS_PAST * 365 <= days <= YEARS_AHEAD * 366:
        away = f"{max(abs(days) // 365, 1):,} years {'ago' if days < 0 else 'ahead'}"
        message = f"effective_date: {written} is {away}."
        yield Finding("unlikely-date", Severity.HIGH, message, location, "Look at the year again.")
    months = selection.situation.facts.get("review_months")
    due = months_later(written, months) if isinstance(months, int) else ""
    if due and due < selection.made_on:
        message = f"effective_date: with this date the policy says that its next review is on {due}, which has passed."
        yield Finding("review-passed", Severity.HIGH, message, location, "Name the day this version comes into force.")
