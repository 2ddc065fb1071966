"""Rules over the questionnaire: every question and every choice can change something, and none hangs on a later one."""

from collections.abc import Iterator, Mapping

from policygen.assembly import frame
from policygen.assembly.tables import record_table
from policygen.assembly.terms import Terms
from policygen.conditions import evaluate
from policygen.conditions.model import AnyOf, Condition, Lacks, Value
from policygen.findings import Finding, Severity, nearest
from policygen.library.model import Library
from policygen.library.template import Claim, Inline, Records, Slot
from policygen.lint.condition_rules import stated_conditions, tests_of
from policygen.lint.source_locations import SourceLocations
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.questions.signals import SIGNALS, Signal, SignalContext
from policygen.selection import own_rules, select

READ_BY_CODE = frame.READS | select.READS | evaluate.READS | {own_rules.QUESTION}
"""Questions whose answers the engine looks at whatever the clauses say."""


def printed_questions(library: Library) -> Mapping[str, str]:
    """Questions whose answers some clause prints, and one such clause."""
    found: dict[str, str] = {}
    for clause in library.clauses.values():
        for node in clause.nodes():
            for question in _printed_by(node, library):
                found.setdefault(question, clause.id)
    return found


def _printed_by(node: Inline | Records, library: Library) -> tuple[str, ...]:
    """The questions whose answers a slot or a table of records prints."""
    match node:
        case Slot(path) if path in Terms.SLOTS:
            return Terms.SLOTS[path].reads
        case Slot(path):
            name = path.partition(".")[0]
            return ("roles",) if name == "role" else (name,)
        case Records(name) if table := record_table(name, library.questionnaire):
            return (table.question, *table.reads)
        case _:
            return ()


def read_questions(library: Library, where: SourceLocations) -> frozenset[str]:
    """Every question that something looks at: clause, advisory, signal, slot, table, claim, question or code."""
    found = set(READ_BY_CODE) | set(printed_questions(library))
    for stated in stated_conditions(library, where):
        found |= stated.condition.keys()
    for signal in found & set(SIGNALS):
        found |= SIGNALS[signal].reads
    for clause in library.clauses.values():
        found |= {node.question for node in clause.nodes() if isinstance(node, Claim)}
    return frozenset(found)


def check_questions(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Dead questions, choices that change nothing, defaults and preselections that are no choices, questions out of order."""
    read = read_questions(library, where)
    printed = printed_questions(library)
    tested = _tested_values(library, where)
    for question in library.questionnaire.questions.values():
        if question.id not in read and not question.neutral:
            message = f"Nothing looks at the answer to '{question.id}'."
            hint = "Let a clause depend on it or print it, or say under 'neutral' why it changes nothing."
            yield Finding("dead-question", Severity.HIGH, message, where.question(question.id), hint)
        else:
            yield from _dead_choices(library, where, question, printed, tested)
        yield from _bad_defaults(where, question)
    yield from _out_of_order(library, where)


# ---- choices -----------------------------------------------------------------------------------------------------------


def _tested_values(library: Library, where: SourceLocations) -> frozenset[tuple[str, str]]:
    """Every value that some condition or claim names, by question."""
    found: set[tuple[str, str]] = set()
    for stated in stated_conditions(library, where):
        for test in tests_of(stated.condition):
            if isinstance(test, (AnyOf, Lacks)):
                found |= {(test.key, value) for value in test.values}
    for clause in library.clauses.values():
        found |= {(node.question, node.value) for node in clause.nodes() if isinstance(node, Claim)}
    return frozenset(found)


def _dead_choices(
    library: Library,
    where: SourceLocations,
    question: Question,
    printed: Mapping[str, str],
    tested: frozenset[tuple[str, str]],
) -> Iterator[Finding]:
    for index, choice in enumerate(question.choices):
        alive = (
            choice.unknown
            or choice.neutral
            or question.neutral
            or question.id in READ_BY_CODE
            or (question.id in printed and kind_of(question).needs == "choices")
            or (question.id, choice.value) in tested
            or any(signal_depends_on(signal, question, choice.value, library) for signal in SIGNALS.values())
        )
        if not alive:
            message = f"The choice '{choice.value}' of '{question.id}' changes nothing."
            location = where.choice(question.id, choice.value, index)
            hint = "Let a clause depend on it, or say under 'neutral' why that is right."
            yield Finding("dead-choice", Severity.HIGH, message, location, hint)


def signal_depends_on(signal: Signal, question: Question, value: str, library: Library) -> bool:
    """Whether a signal comes out differently with a choice than with none of its choices."""
    if question.id not in signal.reads:
        return False

    def verdict(answer: Value) -> bool | None:
        return signal.holds(SignalContext({question.id: answer}, library))

    if not kind_of(question).many:
        return len({verdict(choice.value) for choice in question.choices}) > 1
    alone = any(choice.value == value and choice.exclusive for choice in question.choices)
    return verdict((value,)) != verdict(("nothing of the list",)) or (alone and verdict((value,)) is not None)


def _bad_defaults(where: SourceLocations, question: Question) -> Iterator[Finding]:
    known = [choice.value for choice in question.choices]
    if kind_of(question).needs != "choices":
        return
    given = [("defaults", index, default.value) for index, default in enumerate(question.defaults)]
    if question.preselect is not None:
        given.append(("preselect", 0, question.preselect))
    for key, index, value in given:
        for single in value if isinstance(value, tuple) else (value,):
            if single not in known:
                message = f"'{single}' in the {key} of '{question.id}' is none of its choices."
                location = where.question(question.id, key, index)
                yield Finding("unknown-choice", Severity.BLOCK, message, location, nearest(str(single), known))


# ---- order -------------------------------------------------------------------------------------------------------------


def _read_by(condition: Condition) -> frozenset[str]:
    keys = condition.keys()
    return frozenset(key for name in keys for key in (SIGNALS[name].reads if name in SIGNALS else (name,)))


def _out_of_order(library: Library, where: SourceLocations) -> Iterator[Finding]:
    order = {id: number for number, id in enumerate(library.questionnaire.questions)}
    for question in library.questionnaire.questions.values():
        conditions = [("when", question.when), *(("defaults", default.when) for default in question.defaults)]
        for key, condition in conditions:
            for other in sorted(_read_by(condition)) if condition is not None else ():
                if order.get(other, -1) >= order[question.id] and other != "people_by_place":
                    message = f"'{question.id}' depends on '{other}', which is asked later."
                    location = where.question(question.id, key)
                    hint = "Move it behind that question, or test something asked earlier."
                    yield Finding("asked-too-early", Severity.BLOCK, message, location, hint)
