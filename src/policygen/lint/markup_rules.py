"""Rules over what stands among words: slots that make bad sentences, and signs of markup that would be printed as they are."""

from collections.abc import Iterator

from policygen._on_use import regex
from policygen.assembly.terms import Terms
from policygen.document.model import Text
from policygen.findings import Finding, Location, Severity
from policygen.library.model import Clause, Library
from policygen.library.template import Block, Paragraph, Slot, Words, inlines, runs
from policygen.lint.source_locations import SourceLocations
from policygen.lint.texts import wording_as_clauses
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question

_POSSESSIVE = regex(r"[’']s\b")
_MARKUP = regex(r"\{\{|\}\}|\{%|%\}|</?[A-Za-z][^<>]*>|<!|\]\(|\*\*")


def check_markup(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Possessives on slots, lists that say neither and nor or, and markup in keys that hold plain words."""
    for clause in library.clauses.values():
        if not clause.verbatim:
            yield from _slots(library, clause)
        yield from _plain(clause, where)
    for entry in wording_as_clauses(library, where):
        yield from _possessives(entry, entry.location)
    for question in library.questionnaire.questions.values():
        yield from _choices(question, where)
    for section in library.sections:
        if shown := _MARKUP.search(section.title):
            message = f"The title of the section '{section.id}' is printed as it stands, '{shown[0]}' too."
            yield Finding("printed-markup", Severity.HIGH, message, where.section(section.id), _PLAIN)


_PLAIN = "Only plain words stand there: no slot, no HTML, no Markdown."


def _plain(clause: Clause, where: SourceLocations) -> Iterator[Finding]:
    """Keys that are printed letter by letter."""
    said = {"title": clause.title, "why": clause.why, "interest": clause.interest, "binds": ""}
    said["binds"] = " ".join((clause.binds or {}).values())
    for key, words in said.items():
        if shown := _MARKUP.search(words):
            message = f"'{key}' of '{clause.id}' is printed as it stands, '{shown[0]}' too."
            yield Finding("printed-markup", Severity.HIGH, message, where.clause(clause, key), _PLAIN)


def _choices(question: Question, where: SourceLocations) -> Iterator[Finding]:
    """Choices, the words of which stand in documents."""
    asked = [
        (question.id, question.choices),
        *((f"{question.id}.{field.id}", field.choices) for field in question.fields),
    ]
    for name, choices in asked:
        for index, choice in enumerate(choices):
            if shown := _MARKUP.search(f"{choice.label} {choice.reads} {choice.table} {choice.description}"):
                message = f"The choice '{choice.value}' of '{name}' is printed as it stands, '{shown[0]}' too."
                location = where.choice(name, choice.value, index)
                yield Finding("printed-markup", Severity.HIGH, message, location, _PLAIN)


# ---- slots -------------------------------------------------------------------------------------------------------------


def _all_runs(clause: Clause) -> Iterator[Words]:
    blocks: tuple[Block, ...] = (*clause.rule, *clause.always, *clause.detail)
    for block in blocks:
        yield from runs(block)
    yield from (*clause.inside, *clause.outside)


def _leaves(run: Words) -> Iterator[Text | Slot]:
    """The texts and slots of a run as they are read, whatever holds them."""
    yield from (inline for inline in inlines(run) if isinstance(inline, Text | Slot))


def _slots(library: Library, clause: Clause) -> Iterator[Finding]:
    yield from _possessives(clause, None)
    yield from _openings(library, clause)
    for run in _all_runs(clause):
        for leaf in _leaves(run):
            if isinstance(leaf, Slot) and not leaf.filters and _is_list(leaf.path, library):
                message = f"'{clause.id}' prints the list '{leaf.path}' without saying how it is joined."
                hint = (
                    f"Write {{{{ {leaf.path} | all_of }}}} (A, B and C) or {{{{ {leaf.path} | any_of }}}} (A, B or C)."
                )
                yield Finding(
                    "unfiltered-list", Severity.HIGH, message, Location(clause.location.file, leaf.line), hint
                )


def _openings(library: Library, clause: Clause) -> Iterator[Finding]:
    """Slots that begin a sentence with a small letter: *the Head of Sales must agree*."""
    beginnings = [
        block.content for block in (*clause.rule, *clause.always, *clause.detail) if isinstance(block, Paragraph)
    ]
    for run in _all_runs(clause):
        before = "." if run in beginnings else ""
        for leaf in _leaves(run):
            if isinstance(leaf, Text):
                before = leaf.value.rstrip() if leaf.value[-1:].isspace() else ""
                continue
            if before[-1:] in {".", "!", "?"} and _is_lower_case(leaf.path, library):
                message = f"'{clause.id}' begins a sentence with '{leaf.path}', which can print a small letter."
                hint = f"Turn the sentence round, such as: Ask {{{{ {leaf.path} }}}} to agree."
                yield Finding(
                    "slot-begins-sentence", Severity.HIGH, message, Location(clause.location.file, leaf.line), hint
                )
            before = ""


def _is_lower_case(path: str, library: Library) -> bool:
    """Whether a slot prints words that are made for the middle of a sentence: a post, or a choice."""
    if path in Terms.SLOTS:
        return Terms.SLOTS[path].example[:1].islower() or path in {"concern_contact", "protected_grounds"}
    question = library.questionnaire.questions.get(path)
    return path.startswith("role.") or (
        question is not None and (kind_of(question).names_people or bool(question.choices))
    )


def _possessives(clause: Clause, location: Location | None) -> Iterator[Finding]:
    """Slots with an 's behind them. A bracket, a post or a list of names stands in the slot as well as one name."""
    for run in _all_runs(clause):
        before: Text | Slot | None = None
        for leaf in _leaves(run):
            if isinstance(before, Slot) and isinstance(leaf, Text) and _POSSESSIVE.match(leaf.value):
                message = f"'{clause.id}' puts an 's on what '{before.path}' prints."
                hint = f"Write it with 'of', such as: the team of {{{{ {before.path} }}}}. Or write: our."
                at = location or Location(clause.location.file, before.line)
                yield Finding("possessive-slot", Severity.HIGH, message, at, hint)
            before = leaf


def _is_list(path: str, library: Library) -> bool:
    if path in Terms.SLOTS:
        return Terms.SLOTS[path].many
    question = library.questionnaire.questions.get(path)
    return question is not None and kind_of(question).many
