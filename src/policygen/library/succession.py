"""Clauses that take each other's place: one renamed, and alternatives of which an answer picks one."""

from collections.abc import Collection, Mapping

from policygen.library.model import Clause, Library


def predecessors(library: Library, gone: Collection[str], come: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """For each clause that came, those of the ones that went whose place it may have taken: the ids it once had first.

    Law of another place is another law: it takes nobody's place. Clauses are given by their ids; unknown ones are passed over.
    """
    found: dict[str, tuple[str, ...]] = {}
    left = [library.clauses[id] for id in gone if id in library.clauses]
    for id in come:
        clause = library.clauses.get(id)
        if clause is None:
            continue
        earlier = [old for old in clause.formerly if old in gone]
        alternatives = [other.id for other in left if are_alternatives(clause, other)]
        if earlier or alternatives:
            found[id] = (*earlier, *alternatives)
    return found


def are_alternatives(clause: Clause, other: Clause) -> bool:
    """Whether two clauses say the same thing for different answers: under one title, or one declared in place of the other."""
    if any(each.is_law_text or each.tells_law for each in (clause, other)):
        return False
    if (clause.instead_of or clause.id) == (other.instead_of or other.id):
        return True
    return clause.section == other.section and clause.title.casefold() == other.title.casefold()
