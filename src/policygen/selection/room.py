"""How much a paper holds, and which clauses make room for the others when there is more to say.

A short policy is two pages, and what everybody reads ten minutes, whatever the answers bring in. So a clause may say with
`yields` that it is one of the first to go. It stays in, and is told as not printed. What a law asks for never yields, nor
does a clause that does not say so; words of packs, of the organisation's own rules, and in tables are not counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Facts
from policygen.document.model import Depth, Exact, Text
from policygen.language.sentences import words
from policygen.library.model import Clause
from policygen.library.template import Block, Claim, Emphasis, Inline, Link, Refer, Slot, Strong, Table, runs


@dataclass(frozen=True, slots=True)
class Budget:
    """What a paper, or what one reader reads of it, holds at most: annex, notices and forms apart."""

    words: int
    rules: int | None = None
    """None: as many as its words allow."""


EVERYONE = Budget(2300)
"""What everybody reads of a longer policy at most: ten minutes."""

ROOM: Mapping[Depth, Budget] = {"short": Budget(1000, rules=24), "standard": Budget(1800), "full": EVERYONE}
"""From when on clauses make room, at each depth: of what is for everybody, in a short policy all of it."""

LAW_OF_PLACE: Mapping[Depth, int] = {"short": 4, "standard": 8, "full": 12}
"""How many lines on the law of one place, whatever people do there, a policy prints; of several places, some fewer each."""

LAW_OF_TRADE: Mapping[Depth, int] = {"short": 5, "standard": 8, "full": 10}
"""How many rules that the law of one place asks of a line of work a policy prints."""

A_HANDFUL = 10
"""People below whom a short policy prints but two lines of law in three."""

_NAME, _CHOICE, _LEADS, _LINES = 3, 4, 7, 150
"""Words that are printed, a little more than usual: for a name, for a choice, before examples, over chapters about rights."""


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
                listed = any(name in {"all_of", "any_of"} for name, *_ in filters)
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
    is_untitled = clause.under or (clause.kind == "meaning" and depth == "short")
    title = 0 if is_untitled else len(words(clause.title))
    examples = () if depth == "short" else (*clause.inside, *clause.outside)
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


def law_in_excess(clauses: Sequence[Clause], depth: Depth, facts: Facts) -> Iterator[str]:
    """The lines on the law of the places for which there is no room, of a line of work and of everybody.

    What is of a part of a country stays first, then what stands first in the library. Each place keeps two lines.
    """
    places = max(1, len(values_of(facts.get("work_locations", ()))))
    people = facts.get("headcount")
    is_handful = depth == "short" and isinstance(people, int) and people < A_HANDFUL
    told = [clause for clause in clauses if clause.tells_law]
    for most, of_trade in ((LAW_OF_TRADE[depth], True), (LAW_OF_PLACE[depth], False)):
        lines = (clause for clause in told if clause.tells_law_of_trade is of_trade)
        first = sorted(lines, key=lambda clause: not any("-" in place for place in clause.binds_at))
        at_most = most * 2 // 3 if is_handful else most
        yield from (clause.id for clause in first[max(at_most * min(places, 2), 2 * places) :])


def yielding(
    clauses: Sequence[Clause], hosts: Mapping[str, str], depth: Depth, facts: Facts
) -> Iterator[tuple[str, Literal["detail", "clause"]]]:
    """What makes room, of clauses of ours that a policy would print, and how much of each: the clause, or its detail alone.

    `hosts` names the clause that each addendum stands under, which goes with it. Details go before clauses, then the lowest
    `yields`, and of the same the last in the document.
    """
    counted = {clause.id: clause for clause in clauses if depth == "short" or clause.audience == "everyone"}
    details = {id: _words(clause.detail, facts) for id, clause in counted.items()} if depth == "full" else {}
    lengths = {id: words_printed(clause, depth, facts) + details.get(id, 0) for id, clause in counted.items()}
    length = sum(lengths.values()) + (0 if depth == "short" else _LINES)
    rules = sum(map(_is_numbered, counted.values()))
    most = ROOM[depth]
    for id, detail in reversed(details.items()):
        if length > most.words and detail:
            length -= detail
            lengths[id] -= detail
            yield id, "detail"
    for yields in sorted({clause.yields for clause in counted.values()} - {0}):
        for candidate in [id for id, clause in reversed(counted.items()) if clause.yields == yields]:
            if length <= most.words and (most.rules is None or rules <= most.rules):
                return
            for id in _with_addenda(candidate, hosts):
                if id in lengths:
                    length -= lengths.pop(id)
                    rules -= _is_numbered(counted[id])
                yield id, "clause"
