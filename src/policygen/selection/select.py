"""Library × answers → what becomes of every clause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policygen.answers.model import Answers, LeftOut
from policygen.conditions.evaluate import evaluate, values_of
from policygen.conditions.model import Outcome, PeopleIn, Test, Verdict
from policygen.document.model import DEPTHS, Depth
from policygen.library.model import APPEARS, Clause, Library
from policygen.questions.flow import Situation, situation
from policygen.questions.signals import SIGNALS
from policygen.selection import own_rules
from policygen.selection.advise import in_force, on_answers, on_selection, sort_by_severity
from policygen.selection.model import STANDING, Cause, Decision, Raised, Selection, Status
from policygen.selection.room import OPENING, law_in_excess, yielding

STANDARD_FROM, FULL_FROM = 50, 250
"""People: from how many `depth: auto` means more than short, which it means where the number is not known."""


def _questions(key: str) -> frozenset[str]:
    """The questions behind the key of a test."""
    return SIGNALS[key].reads if key in SIGNALS else frozenset({key})


READS = frozenset({"depth", "headcount", "work_locations", "effective_date", "trades", "sectors"})
"""Questions whose answers decide over all clauses."""

SECTORS_OWN = "sector"
"""The section of what only some lines of work have to say."""

MAIN_TRADES_OWN = frozenset({OPENING, "unasked"})
"""The sections that say a thing once, in the words of the main trade."""

_NO_REASONS = Verdict(Outcome.NO, ())
_HOLDS = Verdict(Outcome.YES, ())


def depth_of(facts: Mapping[str, object]) -> Depth:
    """How long the policy is, with `auto` resolved by the number of people."""
    chosen = facts.get("depth")
    if chosen in DEPTHS:
        return next(depth for depth in DEPTHS if depth == chosen)
    headcount = facts.get("headcount")
    if not isinstance(headcount, int) or headcount < STANDARD_FROM:
        return "short"
    return "full" if headcount >= FULL_FROM else "standard"


def _because(entry: LeftOut) -> str:
    """Why a clause is left out, who decided so and when, as far as that was said."""
    who = ", ".join(filter(None, (entry.by, entry.date)))
    return f"{entry.reason.rstrip('.')} ({who})" if who else entry.reason.rstrip(".")


class _Selector:
    def __init__(
        self,
        library: Library,
        known: Situation,
        depth: Depth,
        date: str,
        raised: Sequence[Raised],
        left_out: Sequence[LeftOut] = (),
    ) -> None:
        self.left_out = {entry.clause: entry for entry in left_out}
        self.library = library
        # A rule that a trade of its own takes the place of stands for all who named no trade.
        self.trades = values_of(known.facts.get("trades", ()))
        self.sectors = values_of(known.facts.get("sectors", ()))
        self.facts = {**known.facts, "trades": library.trades.with_nearest(self.trades)}
        self.not_asked = {id for id, outcome in known.applies.items() if outcome is Outcome.NO}
        self.depth: Depth = depth
        self.date = date
        self.places = values_of(known.facts.get("work_locations", ()))
        self.stopped = {
            clause: entry.advisory.id
            for entry in raised
            if not entry.accepted
            for clause in entry.advisory.stops
            if clause != "build"
        }
        self.decisions: dict[str, Decision] = {}
        self.verdicts: dict[str, Verdict] = {}
        """On the clauses whose condition was weighed before they are read."""
        for alike in library.index.alike:
            self.verdicts |= dict.fromkeys(alike.clauses, evaluate(alike.when, self.facts, library.atlas))

    def decide(self, id: str) -> Decision:
        if id not in self.decisions:
            self.decisions[id] = self._decide(id)
        return self.decisions[id]

    def _decide(self, id: str) -> Decision:
        def out(cause: Cause, other: str = "", verdict: Verdict = _NO_REASONS) -> Decision:
            return Decision(id, Status.OUT, cause, verdict, other)

        if id in self.library.forbidden:
            return out("forbidden", self.library.forbidden[id])
        if id in self.left_out:
            return out("left-out", _because(self.left_out[id]))
        if id in self.stopped:
            return out("stopped", self.stopped[id])
        known = self.verdicts.get(id)
        if known is not None and known.outcome is Outcome.NO:
            return out("condition", verdict=known)  # most clauses end here, unread
        return self._read(self.library.clauses[id], known)

    def _read(self, clause: Clause, verdict: Verdict | None) -> Decision:
        """What becomes of a clause whose condition may hold; None: that has to be weighed still."""

        def out(cause: Cause, other: str = "", verdict: Verdict = _NO_REASONS) -> Decision:
            return Decision(clause.id, Status.OUT, cause, verdict, other)

        if not in_force(clause.starts, clause.ends, self.date):
            return out("not-in-force", clause.starts if self.date < clause.starts else clause.ends)
        if verdict is None:
            verdict = _HOLDS if clause.when is None else evaluate(clause.when, self.facts, self.library.atlas)
        if verdict.outcome is Outcome.NO:
            return out("condition", verdict=verdict)
        if verdict.outcome is Outcome.UNKNOWN and self._is_never_asked(verdict):
            return out("not-asked", verdict=verdict)
        if verdict.outcome is Outcome.UNKNOWN and not self._stands_unconfirmed(clause, verdict):
            return Decision(clause.id, Status.UNKNOWN, "condition", verdict)
        if clause.tells_law and clause.when is not None and self.facts["trades"] != self.trades:
            # What is good advice to the nearest trade need not be the law of this one.
            verdict = evaluate(clause.when, {**self.facts, "trades": self.trades}, self.library.atlas)
            if verdict.outcome is not Outcome.YES:
                return out("condition", verdict=verdict)
        if self._trades_do_without(clause):
            return out("trades", verdict=verdict)
        return self._placed(clause, verdict)

    def _trades_do_without(self, clause: Clause) -> bool:
        """Whether only other trades have it: those of a sector without rules of their own, or any but the main one."""
        if not self.trades or clause.layer != self.library.name or clause.when is None:
            return False
        if clause.section in MAIN_TRADES_OWN:
            main_alone = {**self.facts, "trades": self.trades[:1]}
            return evaluate(clause.when, main_alone, self.library.atlas).outcome is Outcome.NO
        if clause.section != SECTORS_OWN:
            return False
        sharing = self.library.trades.sectors_sharing(clause.id, self.trades, self.sectors)
        if len(sharing) == len(self.sectors):
            return False
        return evaluate(clause.when, {**self.facts, "sectors": sharing}, self.library.atlas).outcome is Outcome.NO

    def _is_never_asked(self, verdict: Verdict) -> bool:
        """Whether everything unknown is beside the point for this organisation, by the questionnaire's own conditions."""
        return all(
            not isinstance(reason.test, PeopleIn) and _questions(reason.test.key) <= self.not_asked
            for reason in verdict.reasons
        )

    def _stands_unconfirmed(self, clause: Clause, verdict: Verdict) -> bool:
        """A statutory text stays in while a fact is missing, unless that is the place itself or what the text states."""
        return clause.statutory and not any(
            self._is_about_place(reason.test) or reason.test.key in clause.states for reason in verdict.reasons
        )

    def _is_about_place(self, test: Test) -> bool:
        """Whether a test is open because it is not known that anybody works in its place."""
        if isinstance(test, PeopleIn):
            return not any(self.library.atlas.holds(test.place, place) for place in self.places)
        return test.key == "work_locations"

    def _placed(self, clause: Clause, verdict: Verdict) -> Decision:
        """What becomes of a clause whose condition holds: whether it is for these places, and under which host."""
        bound = self._bound(clause)
        if bound is not None and not bound:
            cause: Cause = "replaced" if self._replaced_by(clause) else "unlawful"
            return Decision(clause.id, Status.OUT, cause, verdict, self._replaced_by(clause))
        host = ""
        if clause.under:
            hosts = [self.decide(id) for id in clause.under if id in self.library.clauses]
            found = next((decision for decision in hosts if decision.status in STANDING), None)
            if found is None and not clause.statutory:
                unknown = any(decision.status is Status.UNKNOWN for decision in hosts)
                status = Status.UNKNOWN if unknown else Status.OUT
                return Decision(clause.id, status, "host", verdict, clause.under[0])
            host = found.clause if found else ""
        cause = "own" if own_rules.is_own(clause) else "always" if clause.when is None else "condition"
        if verdict.outcome is Outcome.UNKNOWN:
            cause = "unconfirmed"
        prefix = self._prefix(clause, bound)
        if self._printed(clause, host):
            return Decision(clause.id, Status.IN, cause, verdict, host=host, prefix=prefix)
        return Decision(clause.id, Status.NOT_PRINTED, "depth", verdict, host=host, prefix=prefix)

    def make_room(self) -> None:
        """Takes out of print what makes room for other clauses, where there are too many for the paper."""
        printed = [id for id, decision in self.decisions.items() if decision.status is Status.IN]
        ours = [clause for id in printed if (clause := self.library.clauses[id]).layer == self.library.name]
        hosts = {id: host for id in printed if (host := self.decisions[id].host)}
        counted = [each for each in ours if not self._is_uncounted(each, printed)]
        for id, what in yielding(counted, hosts, self.depth, self.facts):
            if what == "detail":
                self.decisions[id] = replace(self.decisions[id], is_brief=True)
            else:
                self._leave_out(id)
        for id in law_in_excess(ours, self.depth, self.facts, self.library.atlas.holds):
            self._leave_out(id)

    @staticmethod
    def _is_uncounted(clause: Clause, printed: Sequence[str]) -> bool:
        """Whether no budget counts a clause: it stands apart from the rules, or another says in its table what it says."""
        said_in_another = not set(clause.part_of).isdisjoint(printed)
        return clause.stands_apart or clause.tells_law or clause.section == OPENING or said_in_another

    def _leave_out(self, id: str) -> None:
        self.decisions[id] = replace(self.decisions[id], status=Status.NOT_PRINTED, cause="room")

    def _printed(self, clause: Clause, host: str) -> bool:
        if clause.statutory:
            return True
        is_deep_enough = APPEARS.index(clause.appears) <= APPEARS.index(self.depth)
        return is_deep_enough and (not host or self.decisions[host].status is Status.IN)

    def _bound(self, clause: Clause) -> tuple[str, ...] | None:
        """The places of this organisation that a clause still binds; None where no variant or law takes any from it."""
        variants = self._variants(clause)
        if not variants and not clause.not_in:
            return None
        holds = self.library.atlas.holds
        replaced = [
            place
            for variant in variants
            for place in self.places
            if any(holds(region, place) for region in self.library.clauses[variant].binds_at)
        ]
        unlawful = [place for place in self.places if any(holds(region, place) for region in clause.not_in)]
        if not replaced and not unlawful:
            return None
        return tuple(place for place in self._reached(clause) if place not in replaced and place not in unlawful)

    def _reached(self, clause: Clause) -> tuple[str, ...]:
        """The places of this organisation that lie where a clause binds; all of them when it names none."""
        if not clause.binds_at:
            return tuple(self.places)
        holds = self.library.atlas.holds
        return tuple(place for place in self.places if any(holds(region, place) for region in clause.binds_at))

    def _replaced_by(self, clause: Clause) -> str:
        return next(iter(self._variants(clause)), "")

    def _variants(self, clause: Clause) -> list[str]:
        """The clauses that stand instead of one for some of these places."""
        ids = self.library.index.variants.get(clause.id, ())
        return [id for id in ids if id in self.library.clauses and self.decide(id).status in STANDING]

    def _prefix(self, clause: Clause, bound: tuple[str, ...] | None) -> str:
        if not clause.binds_at:
            return "" if bound is None else "elsewhere"
        is_everywhere = bound is None and self._reached(clause) == tuple(self.places)
        return "" if is_everywhere else "places"


def select(library: Library, answers: Answers, date: str) -> Selection:
    """What becomes of every clause for some answers. Law is read against the effective date, else against `date` (ISO)."""
    known = situation(library, answers.values)
    library = own_rules.with_own_rules(library, known.given.get(own_rules.QUESTION))
    effective = known.facts.get("effective_date")
    read_on = str(effective) if effective else date
    raised = on_answers(library, known, answers.accepted, read_on)
    depth = depth_of(known.facts)
    selector = _Selector(library, known, depth, read_on, raised, answers.leaves_out)
    selector.decisions = {id: selector.decide(id) for id in library.order()}
    selector.make_room()
    decisions = selector.decisions
    raised = sort_by_severity((*raised, *on_selection(library, known, answers.accepted, read_on, decisions)))
    return Selection(library, known, depth, read_on, date, decisions, raised, answers.said)
