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

LINES_OF_LAW: Mapping[Depth, int] = {"short": 8, "standard": 12, "full": 16}
"""How many lines on the law of one place a policy prints."""

_NAME, _CHOICE, _LEADS, _LINES = 3, 4, 7, 150
"""Words that are printed, a little more than usual: for a name, for a choice, before examples, over chapters about rights."""


ENOUGH_FOR_MORE = 12
"""People from whom on a short policy tells the lesser rules of their trade as well, apart from the others."""


def is_further(clause: Clause, depth: Depth, facts: Facts) -> bool:
    """Whether a rule of the trade stands behind the others of a short policy, where it takes no room from them."""
    people = facts.get("headcount")
    is_lesser = clause.section == "trade" and clause.yields > 0 and depth == "short"
    return is_lesser and isinstance(people, int) and people >= ENOUGH_FOR_MORE


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


def law_in_excess(clauses: Sequence[Clause], depth: Depth, places: int) -> Iterator[str]:
    """The lines on the law of some places for which there is no room.

    What is for the line of work stays first, then what is of a part of a country, then what stands first in the library.
    """

    def rank(clause: Clause) -> int:
        if clause.when is not None and clause.when.keys() & {"trades", "sectors", "sector_rules"}:
            return 0
        return 1 if any("-" in place for place in clause.binds_at) else 2

    told = sorted((clause for clause in clauses if clause.tells_law), key=rank)
    yield from (clause.id for clause in told[LINES_OF_LAW[depth] * places :])


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
