"""How much a paper holds, and which clauses make room for the others when there is more to say.

A short policy is a few pages, and what everybody reads ten minutes, whatever the answers bring in. So a clause may say with
`yields` that it is one of the first to go. It stays in, and is told as not printed. What a law asks for never yields, nor
does a clause that does not say so; words of packs, of the organisation's own rules, and in tables are not counted.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import AnyOf, Facts
from policygen.document.model import Depth, Exact, Text
from policygen.language.sentences import words
from policygen.library.model import AUDIENCES, Audience, Clause
from policygen.library.template import Block, Claim, Emphasis, Inline, Link, Refer, Slot, Strong, Table, runs


@dataclass(frozen=True, slots=True)
class Budget:
    """What a paper, or what one reader reads of it, holds at most: annex, notices and forms apart."""

    words: int
    rules: int | None = None
    """None: as many as its words allow."""


EVERYONE = Budget(2300)
"""What everybody reads of a longer policy at most: ten minutes."""

SHORT = Budget(1750, rules=24)
"""What a short policy holds at most."""

TEN_MINUTES = Budget(2280)
"""What everybody reads of a longer policy, before what would not be read in ten minutes makes room."""

A_HANDFUL = 10
"""People below whom a short policy is shorter still: everybody is told in person what else there is."""

ROOM: Mapping[tuple[Depth, Audience], Budget] = {
    ("short", "everyone"): Budget(1700, rules=24),
    ("standard", "everyone"): Budget(1400),
    ("standard", "account_holders"): Budget(660),
    ("standard", "managers"): Budget(220),
    ("full", "everyone"): Budget(2000),
    ("full", "account_holders"): Budget(2600),
    ("full", "managers"): Budget(500),
}
"""From when on clauses make room, for each reader of a policy; a short one is all for everybody."""

ROOM_FOR_A_HANDFUL = Budget(1650, rules=24)
"""From when on clauses make room in the short policy of a handful of people."""

LAW_OF_PLACE: Mapping[Depth, int] = {"short": 4, "standard": 10, "full": 12}
"""How many lines on the law of one place, whatever people do there, a policy prints; of several places, some fewer each."""

LAW_OF_TRADE: Mapping[Depth, int] = {"short": 7, "standard": 8, "full": 10}
"""How many rules that the law of one place asks of a line of work a policy prints."""

ROWS: Mapping[Depth, int] = {"short": 5, "standard": 4, "full": 6}
"""How many rows of a table of a trade a policy prints: the first ones."""

EXAMPLES: Mapping[Depth, int] = {"short": 0, "standard": 1, "full": 1}
"""How many examples a policy prints of what breaks a rule, and as many of what does not."""

TRADES_OWN = "trade"
"""The section of the rules that trades have of their own."""

OPENING = "opening"
"""The section of what is at stake in a trade, which no policy numbers or gives a title."""

OF_THEIR_WORK = {TRADES_OWN, "sector"}
"""The sections whose details go last: what only people of that work need to be told."""

LAST_TO_GO = 20
"""From which `yields` on a clause makes room in a longer policy only where ten minutes would not do to read it."""

OF_A_PART = 2
"""Nations, states or provinces at most that a line on the law is for, to be one of a part of a country."""

OF_A_FEW = 3
"""Lines of work at most that a line on the law is for, to be one of their own."""

FEWEST_LINES = 1
"""How many lines on its law each of several places keeps."""

_NAME, _CHOICE, _LEADS, _LINES = 3, 4, 7, 150
"""Words that are printed, a little more than usual: for a name, for a choice, before examples, over chapters about rights.

Networks count as one name, however many: one more of them must not put another rule out of print.
"""


def _length(content: Iterable[Inline], facts: Facts) -> int:
    """How many words some text will have, answers filled in."""
    total = 0
    for node in content:
        match node:
            case Text(value) | Exact(value):
                total += len(words(value))
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Claim(_, _, inner):
                total += _length(inner, facts)
            case Slot(path, filters):
                listed = any(name in {"all_of", "any_of"} for name, *_ in filters) and path != "platforms"
                total += _CHOICE * len(values_of(facts.get(path, ()))) if listed else _NAME
            case Refer():
                total += _NAME
            case _:
                pass
    return total


def _words(blocks: Iterable[Block], facts: Facts) -> int:
    return sum(_length(run, facts) for block in blocks if not isinstance(block, Table) for run in runs(block))


def words_printed(clause: Clause, depth: Depth, facts: Facts) -> int:
    """About how many words a clause prints in a policy without its detail, its title run into it, tables apart."""
    is_untitled = clause.under or clause.section == OPENING or (clause.kind == "meaning" and depth == "short")
    title = 0 if is_untitled else len(words(clause.title))
    most = EXAMPLES[depth]
    examples = (*clause.inside[:most], *clause.outside[:most])
    leads = _LEADS if examples else 0
    said = _words((*clause.rule, *clause.always), facts)
    return title + said + leads + sum(_length(example, facts) for example in examples)


def _is_numbered(clause: Clause) -> bool:
    """Whether it takes a number of its own in a short policy."""
    return not clause.under and clause.kind not in {"meaning", "right"}


def _with_addenda(clause: str, hosts: Mapping[str, str]) -> Iterator[str]:
    yield clause
    for addendum in (id for id, host in hosts.items() if host == clause):
        yield from _with_addenda(addendum, hosts)


def _is_of_a_part(clause: Clause) -> bool:
    """Whether a line on the law is for one or two nations, states or provinces of a country alone."""
    return 0 < len(clause.binds_at) <= OF_A_PART and all("-" in place for place in clause.binds_at)


def _is_for_few_trades(clause: Clause) -> bool:
    """Whether a line on the law is for one, two or three lines of work alone."""
    tests = clause.when.tests if clause.when else ()
    return any(isinstance(test, AnyOf) and test.key == "trades" and len(test.values) <= OF_A_FEW for test in tests)


def law_in_excess(
    clauses: Sequence[Clause], depth: Depth, facts: Facts, holds: Callable[[str, str], bool | None]
) -> Iterator[str]:
    """The lines on the law of the places for which there is no room, of a line of work and of everybody.

    What is asked of a few lines of work alone stays first, then what is of a part of a country, then what stands first in the
    library. Each place keeps a line. `holds` says whether a place lies in a region.
    """
    named = values_of(facts.get("work_locations", ()))
    places = max(1, len(named))
    told = [clause for clause in clauses if clause.tells_law]
    for most, of_trade in ((LAW_OF_TRADE[depth], True), (LAW_OF_PLACE[depth], False)):
        lines = (clause for clause in told if clause.tells_law_of_trade is of_trade)
        first = sorted(lines, key=lambda clause: (not _is_for_few_trades(clause), not _is_of_a_part(clause)))
        kept = {_first_of(place, first, holds) for place in named}
        first.sort(key=lambda clause: clause.id not in kept)
        at_most = most - is_for_a_handful(depth, facts)
        yield from (clause.id for clause in first[max(at_most * min(places, 2), FEWEST_LINES * places) :])


def _first_of(place: str, clauses: Sequence[Clause], holds: Callable[[str, str], bool | None]) -> str:
    """The first of some lines that is on the law of a place, by its id; empty where none is."""
    own = (clause.id for clause in clauses if any(holds(region, place) for region in clause.binds_at))
    return next(own, "")


def yielding(
    clauses: Sequence[Clause], hosts: Mapping[str, str], depth: Depth, facts: Facts
) -> Iterator[tuple[str, Literal["detail", "clause"]]]:
    """What makes room, of clauses of ours that a policy would print, and how much of each: the clause, or its detail alone.

    `hosts` names the clause that each addendum stands under, which goes with it. Details go before clauses, then the lowest
    `yields`, and of the same the last in the document.
    """
    if depth == "short":
        most = ROOM_FOR_A_HANDFUL if is_for_a_handful(depth, facts) else ROOM[depth, "everyone"]
        yield from _Paper(clauses, hosts, depth, facts).yielding(most)
        return
    for audience in AUDIENCES:
        paper = _Paper([clause for clause in clauses if clause.audience == audience], hosts, depth, facts)
        yield from paper.yielding(ROOM[depth, audience], before=LAST_TO_GO)
        if audience == "everyone":
            yield from paper.yielding(TEN_MINUTES)


class _Paper:
    """What one reader has to read of a policy, and how long it is."""

    def __init__(self, clauses: Sequence[Clause], hosts: Mapping[str, str], depth: Depth, facts: Facts) -> None:
        self._clauses = {clause.id: clause for clause in clauses}
        self._hosts = hosts
        self._depth = depth
        has_details = depth == "full"
        self._details = {clause.id: _words(clause.detail, facts) for clause in clauses} if has_details else {}
        self._rules = {clause.id: words_printed(clause, depth, facts) for clause in clauses}
        is_read_by_all = depth != "short" and any(clause.audience == "everyone" for clause in clauses)
        self._length = sum(self._rules.values()) + sum(self._details.values()) + _LINES * is_read_by_all
        self._numbered = sum(map(_is_numbered, clauses))

    def yielding(self, most: Budget, *, before: int | None = None) -> Iterator[tuple[str, Literal["detail", "clause"]]]:
        """What goes until the rest fits; only clauses that yield less than `before`, where it is given."""
        last_first = list(self._details)[::-1]
        for id in sorted(last_first, key=lambda id: self._clauses[id].section in OF_THEIR_WORK):
            if self._length > most.words and self._details[id]:
                self._length -= self._details[id]
                self._details[id] = 0
                yield id, "detail"
        steps = {clause.yields for clause in self._clauses.values()} - {0}
        for yields in sorted(step for step in steps if before is None or step < before):
            for candidate in [id for id, clause in reversed(self._clauses.items()) if clause.yields == yields]:
                if candidate not in self._rules:
                    continue
                if self._length <= most.words:
                    if most.rules is None or self._numbered <= most.rules:
                        return
                    if not _is_numbered(self._clauses[candidate]):
                        continue
                for id in _with_addenda(candidate, self._hosts):
                    if id in self._rules:
                        self._length -= self._rules.pop(id) + self._details.pop(id, 0)
                        self._numbered -= _is_numbered(self._clauses[id])
                    yield id, "clause"


def rows_printed(clause: Clause, depth: Depth) -> Clause:
    """A clause of a trade with as many rows of its tables as the paper holds; every other one as it is."""
    if clause.section != TRADES_OWN or not any(isinstance(block, Table) for block in clause.rule):
        return clause
    tables = (
        replace(block, rows=block.rows[: ROWS[depth]]) if isinstance(block, Table) else block for block in clause.rule
    )
    return replace(clause, rule=tuple(tables))


def beside_trades_own(clauses: Sequence[Clause]) -> list[Clause]:
    """Clauses of a document, with fewer rows of a table where a trade has one of its own for the same.

    Tables are for the same where their first columns are called alike.
    """
    own = {block.columns[0] for clause in clauses if clause.section == TRADES_OWN for block in _tables(clause)}
    return [_with_fewer_rows(clause, own) if clause.rows_beside_trade else clause for clause in clauses]


def _tables(clause: Clause) -> Iterator[Table]:
    return (block for block in clause.rule if isinstance(block, Table))


def _with_fewer_rows(clause: Clause, beside: Collection[str]) -> Clause:
    rule = (
        replace(block, rows=block.rows[: clause.rows_beside_trade])
        if isinstance(block, Table) and block.columns[0] in beside
        else block
        for block in clause.rule
    )
    return replace(clause, rule=tuple(rule))


def is_for_a_handful(depth: Depth, facts: Facts) -> bool:
    """Whether a short policy is for fewer than `A_HANDFUL` people."""
    people = facts.get("headcount")
    return depth == "short" and isinstance(people, int) and people < A_HANDFUL
