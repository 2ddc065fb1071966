"""Named values worked out from answers and the registry: what a `when:` mapping cannot say by itself."""

from collections.abc import Callable, Mapping
from datetime import date

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Facts, Record
from policygen.platforms.model import Platform
from policygen.questions.model import Context


@dataclass(frozen=True, slots=True)
class SignalContext:
    """What a signal may look at."""

    facts: Facts
    lists: Context


@dataclass(frozen=True, slots=True)
class Signal:
    """One named value."""

    id: str
    sentence: str
    """What it means when it holds, for the ledger."""
    reads: frozenset[str]
    """The questions it looks at."""
    holds: Callable[[SignalContext], bool | None]
    """True, False, or None while the answers do not tell."""


def records(known: SignalContext, question: str) -> tuple[Record, ...] | None:
    """The rows given to a question, or None when it was not answered."""
    value = known.facts.get(question)
    if not isinstance(value, tuple):
        return None
    return tuple(row for row in value if isinstance(row, Mapping))


def _ticked(known: SignalContext, question: str, value: str) -> bool | None:
    """Whether a tick list has a value; None when it was not answered."""
    answer = known.facts.get(question)
    return None if answer is None else value in values_of(answer)


def _account_gap(known: SignalContext, tick: str, bad: Callable[[Record], bool | None]) -> bool | None:
    """Whether some account falls short, by the register or else by the tick list."""
    rows = records(known, "accounts")
    verdicts = [bad(row) for row in rows or ()]
    if True in verdicts:
        return True
    ticked = _ticked(known, "account_safety", tick)
    if ticked is not None:
        return not ticked
    if not verdicts or None in verdicts:
        return None
    return False


def _few_administrators(row: Record) -> bool | None:
    number = row.get("administrators")
    return number < 2 if isinstance(number, int) else None


def _no_mfa(row: Record) -> bool | None:
    answer = row.get("mfa")
    return {"no": True, "yes": False}.get(str(answer)) if answer is not None else None


def _personal_sign_in(row: Record) -> bool | None:
    sign_in = row.get("sign_in")
    return str(sign_in).startswith("personal") if sign_in is not None else None


def _chosen(known: SignalContext) -> tuple[Platform, ...] | None:
    answer = known.facts.get("platforms")
    if answer is None:
        return None
    found = (known.lists.registry.find(name) for name in values_of(answer))
    return tuple(platform for platform in found if platform is not None)


def _any_platform(test: Callable[[Platform], bool]) -> Callable[[SignalContext], bool | None]:
    def holds(known: SignalContext) -> bool | None:
        chosen = _chosen(known)
        return None if chosen is None else any(test(platform) for platform in chosen)

    return holds


def _several_places(known: SignalContext) -> bool | None:
    answer = known.facts.get("work_locations")
    return None if answer is None else len(values_of(answer)) > 1


def _law_area_unknown(known: SignalContext) -> bool | None:
    answer = known.facts.get("work_locations")
    return None if answer is None else any(known.lists.atlas.is_coarse(place) for place in values_of(answer))


def _monitors_staff(known: SignalContext) -> bool | None:
    answer = known.facts.get("monitoring")
    return None if answer is None else any(stance != "none" for stance in values_of(answer))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _short_notice(known: SignalContext) -> bool | None:
    start, told = _day(known.facts.get("monitoring_start")), _day(known.facts.get("monitoring_notice_date"))
    return None if start is None or told is None else (start - told).days < 14


def _second_contact(known: SignalContext) -> bool | None:
    rows = records(known, "concern_contacts")
    owner = known.facts.get("policy_owner")
    if rows is None or not isinstance(owner, Mapping):
        return None
    return any(not same_person(row, owner) for row in rows)


def same_person(one: Record, other: Record) -> bool:
    """Whether two records speak of one person, by name, address or post."""

    def told(record: Record, field: str) -> str:
        return str(record.get(field, "")).casefold().strip()

    for field in ("name", "email", "role"):
        if told(one, field) and told(other, field):
            return told(one, field) == told(other, field)
    return False


def _body_step(body: str) -> Callable[[SignalContext], bool | None]:
    """Whether a workers' body exists that has neither agreed nor been consulted."""

    def holds(known: SignalContext) -> bool | None:
        exists = _ticked(known, "worker_bodies", body)
        rows = records(known, "worker_body_steps")
        if not exists:
            return exists
        if rows is None:
            return None
        steps = {str(row.get("step")) for row in rows if row.get("body") == body}
        done = {"agreed"} if body == "works_council" else {"agreed", "consulted"}
        return steps.isdisjoint(done) if steps else None

    return holds


def _nobody_in(role: str) -> Callable[[SignalContext], bool | None]:
    """Whether the roles were given and nobody holds this one."""

    def holds(known: SignalContext) -> bool | None:
        rows = records(known, "roles")
        return None if rows is None else all(row.get("role") != role for row in rows)

    return holds


def _union_not_consulted(known: SignalContext) -> bool | None:
    exists = _ticked(known, "worker_bodies", "recognised_union")
    rows = records(known, "worker_body_steps")
    if not exists:
        return exists
    if rows is None:
        return None
    steps = {str(row.get("step")) for row in rows if row.get("body") == "recognised_union"}
    return steps.isdisjoint({"agreed", "consulted"}) if steps else None


def _rows_lack(*fields: str) -> Callable[[SignalContext], bool | None]:
    """Whether the monitoring table was given and some row leaves one of these fields open."""

    def holds(known: SignalContext) -> bool | None:
        rows = records(known, "monitoring_tools")
        return None if rows is None else any(field not in row for row in rows for field in fields) or not rows

    return holds


_REGISTER = frozenset({"accounts", "account_safety"})

SIGNALS: Mapping[str, Signal] = {
    signal.id: signal
    for signal in (
        Signal(
            "any_account_single_administrator",
            "an account has only one administrator",
            _REGISTER,
            lambda known: _account_gap(known, "two_administrators", _few_administrators),
        ),
        Signal(
            "any_account_without_mfa",
            "an account has no two-step sign-in",
            _REGISTER,
            lambda known: _account_gap(known, "mfa", _no_mfa),
        ),
        Signal(
            "any_account_in_personal_name",
            "an account signs in with somebody's personal address or profile",
            _REGISTER,
            lambda known: _account_gap(known, "company_sign_in", _personal_sign_in),
        ),
        Signal(
            "byte_dance_platform",
            "a chosen platform belongs to ByteDance",
            frozenset({"platforms"}),
            _any_platform(lambda platform: platform.byte_dance),
        ),
        Signal(
            "age_restricted_platform",
            "a chosen platform is closed to under-16s in Australia",
            frozenset({"platforms"}),
            _any_platform(lambda platform: platform.au16 in {"listed", "self_assessed"}),
        ),
        Signal(
            "minded_platform",
            "a chosen platform has something to mind of its own",
            frozenset({"platforms"}),
            _any_platform(lambda platform: bool(platform.rule)),
        ),
        Signal(
            "closed_platform",
            "a chosen platform has closed",
            frozenset({"platforms"}),
            _any_platform(lambda platform: platform.status == "closed"),
        ),
        Signal("several_places", "people work in two or more places", frozenset({"work_locations"}), _several_places),
        Signal(
            "works_alone",
            "one person works alone",
            frozenset({"headcount"}),
            lambda known: known.facts.get("headcount") == 1,
        ),
        Signal(
            "law_area_unknown",
            "a place was given without the state, province or nation its law needs",
            frozenset({"work_locations"}),
            _law_area_unknown,
        ),
        Signal("monitors_staff", "something is monitored", frozenset({"monitoring"}), _monitors_staff),
        Signal(
            "notice_under_14_days",
            "surveillance starts less than 14 days after staff were told",
            frozenset({"monitoring_start", "monitoring_notice_date"}),
            _short_notice,
        ),
        Signal(
            "second_contact_known",
            "somebody other than the policy owner takes concerns",
            frozenset({"concern_contacts", "policy_owner"}),
            _second_contact,
        ),
        Signal(
            "works_council_not_agreed",
            "there is a works council that has not agreed",
            frozenset({"worker_bodies", "worker_body_steps"}),
            _body_step("works_council"),
        ),
        Signal(
            "cse_not_consulted",
            "there is a social and economic committee (CSE) that has not been consulted",
            frozenset({"worker_bodies", "worker_body_steps"}),
            _body_step("cse"),
        ),
        Signal(
            "crisis_role_unnamed", "nobody is named to lead in a crisis", frozenset({"roles"}), _nobody_in("crisis")
        ),
        Signal(
            "union_not_consulted",
            "there is a recognised union that has not been consulted",
            frozenset({"worker_bodies", "worker_body_steps"}),
            _union_not_consulted,
        ),
        Signal(
            "monitoring_table_incomplete",
            "the monitoring table does not say how, in what circumstances or why",
            frozenset({"monitoring_tools"}),
            _rows_lack("how", "circumstances", "purpose"),
        ),
        Signal(
            "surveillance_notice_incomplete",
            "the monitoring table does not say how, in which pattern or for how long",
            frozenset({"monitoring_tools"}),
            _rows_lack("how", "pattern", "duration"),
        ),
    )
}
