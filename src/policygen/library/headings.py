"""Under which heading a clause stands: the groups of a short policy, the chapters of a longer one."""

from collections.abc import Collection, Iterable, Mapping

from policygen._dataclass import dataclass
from policygen.library.model import Chapter, Clause, Library

OWN_WORK = "trade"
"""The group of the short policy whose rules stand under the headings of their topics."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a library, as documents of some shape have them."""

    library: Library
    by_topic: bool = True
    """Whether a rule of our own work stands with what is about the same."""
    leading: bool = True
    """Whether there is a heading for the rules that lead."""

    def group_of(self, clause: Clause) -> str:
        """The heading of a short policy that a clause stands under: what it says, its topics tell, or its section has."""
        known = next((section.group for section in self.library.sections if section.id == clause.section), "")
        groups = [group for group in self.library.groups if self.leading or not group.leads]
        said = clause.group if any(group.id == clause.group for group in groups) else ""
        if not self.by_topic or said or known != OWN_WORK:
            return said if self.by_topic and said else known
        found = (group.id for topic in clause.topics for group in groups if topic in group.topics)
        rest = (group.id for group in groups if group.takes_rest)
        return next(found, next(rest, known))

    def of_chapter(self, chapter: Chapter, among: Mapping[str, Clause]) -> tuple[Clause, ...]:
        """Those of some clauses that stand in a chapter, in order; by topic, those that another chapter gives it too."""
        alike = [each for each in self.library.chapters if each.audience == chapter.audience]
        taken = {group for each in alike for group in each.takes} if self.by_topic else set[str]()
        given = {section for each in alike if each.gives for section in each.sections}
        takes = chapter.takes if self.by_topic else ()
        listed = {section.id: section.clauses for section in self.library.sections}
        stand: list[Clause] = []
        for id in (id for section in (listed if takes else chapter.sections) for id in listed.get(section, ())):
            if id not in among or among[id].audience != chapter.audience:
                continue
            clause = among[id]
            group = self.group_of(clause) if clause.section in given or clause.group in taken else ""
            if group in takes if group in taken else clause.section in chapter.sections:
                stand.append(clause)
        return self.in_order(takes, stand)

    def in_order(self, groups: Collection[str], clauses: Iterable[Clause]) -> tuple[Clause, ...]:
        """The clauses under a heading that takes some groups: those about what such a group puts first, then the others."""
        known = self.library.groups if self.by_topic else ()
        first = {topic for group in known if group.id in groups for topic in group.first}
        return tuple(sorted(clauses, key=lambda clause: first.isdisjoint(clause.topics)))
