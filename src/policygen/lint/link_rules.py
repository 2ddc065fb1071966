"""Rules over what clauses lead to: other clauses, slots, tables, claims, and where they can be reached at all."""

from collections.abc import Iterator

from policygen.assembly.tables import Tables, record_table
from policygen.assembly.terms import Terms
from policygen.conditions.model import AnyOf, Condition
from policygen.findings import Finding, Location, Severity, nearest
from policygen.library.model import Clause, Library
from policygen.library.template import Claim, Inline, Records, Refer, Slot
from policygen.lint.clause_rules import known_roles
from policygen.lint.satisfiable import Logic
from policygen.lint.source_locations import SourceLocations
from policygen.questions.kinds import kind_of
from policygen.questions.kinds.scalars import CONTACT_FIELDS

_Fault = tuple[str, str, str]
"""A code, what is wrong, and a hint."""


class _Links:
    """The names that clauses of one library may lead to."""

    def __init__(self, library: Library, where: SourceLocations) -> None:
        self.library = library
        self.where = where
        self.questions = library.questionnaire.questions
        self.roles = known_roles(library)

    def fault(self, clause: Clause, location: Location, code: str, message: str, hint: str = "") -> Finding:
        return Finding(code, Severity.BLOCK, f"'{clause.id}' {message}", location, hint)

    def node(self, clause: Clause, node: Inline | Records) -> Iterator[Finding]:
        """Everything wrong with what a slot, table, claim or reference leads to."""
        match node:
            case Slot(path):
                faults = self.slot(path)
            case Records(table):
                faults = self.table(table)
            case Claim(question, value):
                faults = self.claim(question, value)
            case Refer(target):
                faults = self.reference(target)
            case _:
                return
        location = Location(clause.location.file, node.line)
        for code, message, hint in faults:
            yield self.fault(clause, location, code, message, hint)

    def slot(self, path: str) -> Iterator[_Fault]:
        name, _, field = path.partition(".")
        if path in Terms.SLOTS:
            return
        if name == "role":
            role, _, of_holder = field.partition(".")
            if role not in self.roles or (of_holder and of_holder not in (*CONTACT_FIELDS, "post")):
                hint = nearest(role, self.roles) or f"Roles: {', '.join(self.roles)}."
                yield "unknown-slot", f"prints '{path}', but there is no such role.", hint
            return
        if name == "table":
            yield "unknown-slot", f"prints '{path}' inside a sentence.", "A table stands alone in its paragraph."
            return
        question = self.questions.get(name)
        if question is None:
            known = [*Terms.SLOTS, *self.questions, *(f"role.{role}" for role in self.roles)]
            yield "unknown-slot", f"prints '{path}', which is no slot.", nearest(path, known)
        elif field and field not in (parts := kind_of(question).parts):
            yield "unknown-slot", f"prints '{path}', but '{name}' has no such field.", nearest(field, parts)
        elif question.private:
            hint = "What is private never stands in an issued file."
            yield "private-printed", f"prints the private answer '{name}'.", hint

    def table(self, name: str) -> Iterator[_Fault]:
        table = record_table(name, self.library.questionnaire)
        if table is None:
            known = [*Tables.TABLES, *(id for id, asked in self.questions.items() if asked.fields)]
            hint = nearest(name, known)
            hint = (
                hint or f"There are {', '.join(Tables.TABLES)}, and one for each question of yours that asks for rows."
            )
            yield "unknown-table", f"prints the table '{name}', which does not exist.", hint
        for read in (table.question, *table.reads) if table else ():
            question = self.questions.get(read)
            if question is not None and question.private:
                hint = "What is private never stands in an issued file."
                yield "private-printed", f"prints a table of the private answer '{question.id}'.", hint

    def claim(self, id: str, value: str) -> Iterator[_Fault]:
        question = self.questions.get(id)
        if question is None:
            hint = nearest(id, self.questions)
            yield "unknown-question", f"has a fact to confirm by '{id}', which is no question.", hint
            return
        known = kind_of(question).values(question, self.library)
        if known is not None and value not in known:
            hint = nearest(value, known) or f"Use one of: {', '.join(known)}."
            yield "unknown-choice", f"has a fact to confirm by '{id}={value}', which is none of its choices.", hint
        if question.private:
            hint = "A private answer decides what stands in an issued file, but is never told there."
            yield "private-claimed", f"states as a fact the private answer '{id}'.", hint

    def reference(self, target: str) -> Iterator[_Fault]:
        now = self.library.former_clauses.get(target, target)
        found = self.library.clauses.get(now)
        if found is None:
            hint = nearest(target, self.library.clauses)
            yield "unknown-reference", f"refers to '{target}', which does not exist.", hint
        elif found.under:
            hint = f"Refer to '{found.under[0]}' instead."
            yield "reference-to-addendum", f"refers to '{target}', which has no heading and number.", hint


def check_links(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Slots, tables, claims, references and the clauses that others name."""
    links = _Links(library, where)
    for clause in library.clauses.values():
        for node in clause.nodes():
            yield from links.node(clause, node)
        for state in clause.states:
            if state not in links.questions:
                message = f"states '{state}', which is no question."
                location = where.clause(clause, "states")
                yield links.fault(clause, location, "unknown-question", message, nearest(state, links.questions))
        yield from _named_clauses(library, clause, links)
    yield from _advised(library, where)


def _named_clauses(library: Library, clause: Clause, links: _Links) -> Iterator[Finding]:
    named = [("under", host) for host in clause.under]
    named += [("instead_of", clause.instead_of)] if clause.instead_of else []
    named += [("part_of", other) for other in clause.part_of]
    named += [("rights", clause.rights)] if clause.rights else []
    for key, id in named:
        if id not in library.clauses:
            hint = nearest(id, library.clauses)
            message = f"names '{id}' under '{key}', which does not exist."
            yield links.fault(clause, links.where.clause(clause, key), "unknown-clause", message, hint)
    rights = library.clauses.get(clause.rights)
    if rights is not None and rights.kind != "right":
        message = f"names '{clause.rights}' as its rights, which is no clause of kind right."
        yield links.fault(clause, links.where.clause(clause, "rights"), "not-a-right", message)


def _advised(library: Library, where: SourceLocations) -> Iterator[Finding]:
    known = library.clauses.keys() | library.former_clauses.keys()
    for advisory in library.advisories.values():
        stops = [id for id in advisory.stops if id != "build"]
        for key, ids in (("missing", advisory.missing), ("present", advisory.present), ("stops", stops)):
            for id in ids:
                if id not in known:
                    message = f"The advisory '{advisory.id}' names '{id}' under '{key}', which does not exist."
                    yield Finding(
                        "unknown-clause",
                        Severity.BLOCK,
                        message,
                        where.advisory(advisory.id, key),
                        nearest(id, library.clauses),
                    )


# ---- what can be reached -----------------------------------------------------------------------------------------------


def place_condition(places: tuple[str, ...]) -> Condition:
    """That people work in one of some places."""
    return Condition((AnyOf("work_locations", places),))


def check_reachability(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Clauses that no answers bring in, that print where they bind nobody, or whose variant is missing."""
    logic = Logic(library)
    for clause in library.clauses.values():
        own = clause.when or Condition()
        if not logic.possible(own):
            message = (
                f"'{clause.id}' can never be in: its condition contradicts itself, or the condition of its question."
            )
            yield Finding("unreachable", Severity.BLOCK, message, where.clause(clause, "when"))
            continue
        hosts = [library.clauses[host] for host in clause.under if host in library.clauses]
        if hosts and not any(logic.possible(own, host.when) for host in hosts):
            message = f"'{clause.id}' can never be in: whenever its condition holds, {hosts[0].id} is out."
            yield Finding("unreachable", Severity.BLOCK, message, where.clause(clause, "when"))
        if clause.binds_at and logic.possible(own, Condition(unless=place_condition(clause.binds_at))):
            message = (
                f"'{clause.id}' binds people at {', '.join(clause.binds_at)}, but prints where nobody works there."
            )
            hint = f"Add work_locations: [{', '.join(clause.binds_at)}] to 'when'."
            yield Finding("binds-nobody", Severity.HIGH, message, where.clause(clause, "binds_at"), hint)
        if clause.not_in:
            yield from _variants(library, where, logic, clause)


def _variants(library: Library, where: SourceLocations, logic: Logic, clause: Clause) -> Iterator[Finding]:
    """Wherever a wording is unlawful, some variant stands in whenever the clause would."""
    variants = [other for other in library.clauses.values() if other.instead_of == clause.id]
    for place in clause.not_in:
        here = [other for other in variants if any(library.atlas.holds(region, place) for region in other.binds_at)]
        left_out = [Condition(unless=other.when or Condition()) for other in here]
        if not here or logic.possible(clause.when, place_condition((place,)), *left_out):
            message = f"'{clause.id}' is not for {place}, and no variant stands in for it there in every case."
            hint = f"Write a clause with instead_of: {clause.id} and binds_at: [{place}], and a condition at least as wide."
            yield Finding("missing-variant", Severity.BLOCK, message, where.clause(clause, "not_in"), hint)
