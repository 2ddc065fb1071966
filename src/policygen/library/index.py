"""What some clauses say that a selection must know before it reads any of them."""

from collections.abc import Mapping

from policygen.conditions.model import Condition
from policygen.library.model import Alike, Clause, Index


def index_of(clauses: Mapping[str, Clause]) -> Index:
    """The index of some clauses."""
    alike: dict[Condition, list[str]] = {}
    variants: dict[str, list[str]] = {}
    for id, clause in clauses.items():
        if clause.when is not None and not clause.starts and not clause.ends:
            alike.setdefault(clause.when, []).append(id)
        if clause.instead_of:
            variants.setdefault(clause.instead_of, []).append(id)
    by_condition = tuple(Alike(when, tuple(ids)) for when, ids in alike.items())
    return Index(by_condition, {id: tuple(ids) for id, ids in variants.items()})
