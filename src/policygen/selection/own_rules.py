"""The rules that an organisation adds itself, as clauses of a layer over all others: the organisation's own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policygen._on_use import OnUse
from policygen.conditions.model import Value
from policygen.document.model import Text
from policygen.library.headings import Headings
from policygen.library.model import SPEAKERS, Clause, Library
from policygen.library.template import Paragraph, Slot

QUESTION = "own_rules"
"""The question whose rows they are: `id`, `rule`, and `where` it stands."""
LAYER = "theirs"
"""What they come from, where a clause says which library or pack gave it."""
PREFIX = "own:"
"""How the id of such a clause, and so of its part in a document, begins; the row's id stands behind it."""
FOR_EVERYONE = "sector"
"""The section of a rule that names none: that of the trade's own rules, which everyone reads."""

_TITLE_WORDS = 5
_ENDS = ".!?…。！？۔।"


def is_own(clause: Clause) -> bool:
    """Whether a clause is the organisation's own."""
    return clause.layer == LAYER


def with_own_rules(library: Library, rules: Value | None) -> Library:
    """A library with an organisation's own rules at the end of their sections, instead of any it held before."""
    rows = [row for row in rules if isinstance(row, Mapping)] if isinstance(rules, tuple) else []
    if not rows and not any(id.startswith(PREFIX) for id in library.clauses):
        return library
    sections = [replace(each, clauses=tuple(_ours(each.clauses))) for each in library.sections]
    known = [section.id for section in sections]
    usual = FOR_EVERYONE if FOR_EVERYONE in known else known[0]
    own: dict[str, Clause] = {}
    for number, row in enumerate(rows):
        where, id = str(row.get("where") or usual), str(row.get("id") or number + 1)
        while f"{PREFIX}{id}" in own:  # an id that was copied with its row
            id = f"{id}-{number + 1}"
        clause = _clause(number, id, str(row["rule"]), where if where in known else usual)
        at = known.index(clause.section)
        if row.get("where") and (ours := list(_ours(sections[at].clauses))):
            clause = replace(clause, group=Headings(library).group_of(library.clauses[ours[-1]]))
        own[clause.id] = clause
        sections[at] = replace(sections[at], clauses=(*sections[at].clauses, clause.id))
    ids = (*_ours(library.clauses), *own)
    clauses = OnUse({id: id for id in ids}, lambda id: own[id] if id in own else library.clauses[id])
    return replace(library, clauses=clauses, sections=tuple(sections))


def _ours(ids: Mapping[str, Clause] | tuple[str, ...]) -> Iterator[str]:
    return (id for id in ids if not id.startswith(PREFIX))


def _clause(number: int, id: str, rule: str, section: str) -> Clause:
    stop = () if rule[-1:] in _ENDS else (Text("."),)
    return Clause(
        id=f"{PREFIX}{id}",
        section=section,
        title=title_of(rule),
        why="",
        applies_to=SPEAKERS,
        topics=(),
        sources=(),
        rule=(Paragraph((Slot(f"{QUESTION}.{number}.rule"), *stop)),),
        always=(),
        detail=(),
        appears="card",
        layer=LAYER,
    )


def title_of(rule: str) -> str:
    """What a rule without a title is called where one is needed: its first words."""
    words = rule.rstrip(_ENDS).split()
    return " ".join(words) if len(words) <= _TITLE_WORDS + 2 else f"{' '.join(words[:_TITLE_WORDS])}…"
