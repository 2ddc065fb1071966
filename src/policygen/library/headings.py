"""Under which heading a clause stands: the groups of a short policy, the chapters of a longer one."""

from collections.abc import Mapping

from policygen.library.model import Chapter, Clause, Library

OWN_WORK = "trade"
"""The group of the short policy whose rules stand under the headings of their topics."""


def group_of(library: Library, clause: Clause, *, by_topic: bool = True) -> str:
    """The heading of a short policy that a clause stands under: what it says, its topics tell, or its section has."""
    known = next((section.group for section in library.sections if section.id == clause.section), "")
    said = clause.group if any(group.id == clause.group for group in library.groups) else ""
    if not by_topic or said or known != OWN_WORK:
        return said if by_topic and said else known
    found = (group.id for topic in clause.topics for group in library.groups if topic in group.topics)
    rest = (group.id for group in library.groups if group.takes_rest)
    return next(found, next(rest, known))


def of_chapter(
    library: Library, chapter: Chapter, among: Mapping[str, Clause], *, by_topic: bool = True
) -> tuple[Clause, ...]:
    """Those of some clauses that stand in a chapter, in order; by topic, those that another chapter gives it too."""
    alike = [each for each in library.chapters if each.audience == chapter.audience]
    taken = {group for each in alike for group in each.takes} if by_topic else set[str]()
    given = {section for each in alike if each.gives for section in each.sections}
    named = chapter.sections
    if chapter.takes and by_topic:
        named = tuple(section.id for section in library.sections if section.id in given or section.id in named)
    listed = {section.id: section.clauses for section in library.sections}
    stand: list[Clause] = []
    for id in (id for section in named for id in listed.get(section, ()) if id in among):
        clause = among[id]
        group = group_of(library, clause) if clause.section in given else ""
        is_here = group in chapter.takes if group in taken else clause.section in chapter.sections
        if is_here and clause.audience == chapter.audience:
            stand.append(clause)
    return tuple(stand)
