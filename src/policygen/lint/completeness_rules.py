"""Rules over what a clause prints: a table has rows whenever the clause is in, and short papers meet no needless bracket."""

from collections.abc import Iterator

from policygen.assembly.tables import record_table
from policygen.conditions.model import Condition, Known
from policygen.findings import Finding, Severity
from policygen.library.model import Clause, Library
from policygen.library.template import Records, Slot, nodes
from policygen.lint.satisfiable import Logic
from policygen.lint.source_locations import SourceLocations
from policygen.questions.kinds import kind_of


def check_completeness(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Slots and tables whose answer can be missing while the clause stands in."""
    logic = Logic(library)
    for clause in library.clauses.values():
        for node in clause.nodes():
            if isinstance(node, Records):
                yield from _table(library, where, logic, clause, node.table)
        if clause.appears in {"card", "short"} and not clause.statutory:
            for node in nodes((*clause.rule, *clause.always)):
                if isinstance(node, Slot):
                    yield from _slot(library, where, logic, clause, node.path)


def _missing(library: Library, logic: Logic, clause: Clause, question: str) -> bool:
    """Whether a clause can be in while a question has no answer, given or taken by default."""
    known = library.questionnaire.questions.get(question)
    if known is None or known.defaults:
        return False
    unanswered = Condition((Known(question, known=False),))
    hosts = [library.clauses[host].when for host in clause.under if host in library.clauses] or [None]
    return any(logic.possible(clause.when, host, unanswered) for host in hosts)


def _table(library: Library, where: SourceLocations, logic: Logic, clause: Clause, table: str) -> Iterator[Finding]:
    found = record_table(table, library.questionnaire)
    question = found.question if found else ""
    if _missing(library, logic, clause, question):
        message = f"'{clause.id}' prints the table '{table}', and can be in when there is nothing to put in it."
        hint = f"Add {question}: {{known: true}} to 'when'."
        yield Finding("unproven-table", Severity.HIGH, message, where.clause(clause, "when"), hint)


def _slot(library: Library, where: SourceLocations, logic: Logic, clause: Clause, path: str) -> Iterator[Finding]:
    question = library.questionnaire.questions.get(path)
    if question is None or not kind_of(question).often_missing or question.essential:
        return
    if _missing(library, logic, clause, path):
        message = f"'{clause.id}' prints '{path}', and can be in when nobody answered it."
        hint = f"Add {path}: {{known: true}} to 'when', or a reader meets a bracket."
        yield Finding("unproven-slot", Severity.MEDIUM, message, where.clause(clause, "when"), hint)
