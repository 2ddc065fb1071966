"""A clause found as people name one: by id, by its printed number, by its title, or by a word of it."""

import re
from collections.abc import Mapping

from policygen._dataclass import dataclass
from policygen.errors import UsageError
from policygen.findings import nearest

MOST_LISTED = 12
"""Clauses named at most when several fit."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a clause can be found by."""

    id: str
    title: str
    number: str = ""
    """As printed; empty when it has none."""
    words: str = ""
    """Its printed words."""
    printed: bool = True
    """Whether it stands in the document."""


def _fold(text: str) -> str:
    return re.sub(r"[^\w.]+", " ", text.casefold()).strip()


def find_clause(query: str, named: Mapping[str, Named]) -> Named:
    """The one clause that somebody means; what is printed is meant before what is not.

    Raises: `UsageError` when nothing fits, or several do: then they are listed.
    """
    if query in named:
        return named[query]
    wanted = _fold(query).removesuffix(".")
    by_number = [each for each in named.values() if each.number and each.number == wanted]
    by_title = [each for each in named.values() if _fold(each.title).removesuffix(".") == wanted]
    for found in (by_number, by_title):
        if found:
            return _the_one(query, found)
    word = re.compile(rf"\b{re.escape(wanted)}")
    by_word = [each for each in named.values() if wanted and word.search(_fold(f"{each.id} {each.title}"))]
    by_word = by_word or [each for each in named.values() if wanted and word.search(_fold(each.words))]
    if not by_word:
        titles = [each.title for each in named.values()]
        hint = nearest(query, named) or nearest(query, titles)
        hint = hint or "Name it by its number, its title, a word of it, or its id."
        raise UsageError(f"There is no clause '{query}'.", hint=hint)
    return _the_one(query, by_word)


def _the_one(query: str, found: list[Named]) -> Named:
    meant = [each for each in found if each.printed] or found
    if len(meant) == 1:
        return meant[0]
    lines = [f"  {each.number:6} {each.title} ({each.id})" for each in meant[:MOST_LISTED]]
    if len(meant) > MOST_LISTED:
        lines.append(f"  and {len(meant) - MOST_LISTED} more")
    raise UsageError(
        f"{len(meant)} clauses fit '{query}':\n" + "\n".join(lines), hint="Name one by its number or by its id."
    )
