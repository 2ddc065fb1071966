"""What a policy promises, and who keeps each promise."""

import re
from dataclasses import dataclass

from policygen.assembly.fill import Filler
from policygen.assembly.terms import Terms, printed
from policygen.document.walk import block_text, plain
from policygen.library.model import Clause
from policygen.selection.model import Selection, Status

_SENTENCE = re.compile(r"(?<=[.!?])[”’]?\s+(?=[A-Z“‘\[])|\n")
_PROMISE = re.compile(r"\bwe will\b|\bwe[’']ll\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Promise:
    """One sentence by which the organisation binds itself."""

    sentence: str
    owner: str
    """Who keeps it, as the policy names people."""
    clause: str


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(sentence.strip() for sentence in _SENTENCE.split(text) if sentence.strip())


def owner_of(clause: Clause, terms: Terms) -> str:
    """Who keeps a clause's promises: its owner, else the owner of the policy."""
    return plain(printed(terms.term(clause.owner or "policy_owner"), ()))


def promises(selection: Selection) -> tuple[Promise, ...]:
    """Every promise that the policy prints, in its order."""
    titles = {clause.id: clause.title for clause in selection.library.clauses.values()}
    filler = Filler(selection, titles)
    found: list[Promise] = []
    for decision in selection.decisions.values():
        if decision.status is not Status.IN:
            continue
        clause = selection.library.clauses[decision.clause]
        parts = [clause.rule, clause.always, *([clause.detail] if selection.depth == "full" else [])]
        for blocks in parts:
            for block in filler.blocks(blocks):
                said = [sentence for sentence in sentences(block_text(block)) if _PROMISE.search(sentence)]
                found.extend(Promise(sentence, owner_of(clause, filler.terms), clause.id) for sentence in said)
    return tuple(found)
