"""From the texts of all layers to one library, with every slip told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.findings import Finding, Location, Severity, nearest
from policygen.library.chapters import placed_chapters
from policygen.library.draft import LibraryDraft
from policygen.library.expectations import Contradiction
from policygen.library.index import index_of
from policygen.library.layering import lay
from policygen.library.layers import LayerFiles
from policygen.library.locations import EntryLocations
from policygen.library.model import Clause, Library
from policygen.library.regimes import Regimes
from policygen.platforms.model import Registry
from policygen.questions.kinds.lists import Places
from policygen.questions.model import Question, Questionnaire
from policygen.trades.model import TradeList


@dataclass(frozen=True, slots=True)
class Compiled:
    """What the compiler makes of some layers."""

    library: Library
    findings: tuple[Finding, ...]
    """Everything wrong with the form of the files."""
    locations: EntryLocations
    """Where every entry stands."""


def compile_library(layers: Sequence[LayerFiles], digest: str) -> Compiled:
    """The library that some layers make, ours first."""
    draft = _lowest(layers[0]) if layers else LibraryDraft()
    for files in layers[1:]:
        lay(draft, files)
    _check_listed(draft)
    _check_circles(draft)
    library = _library(draft, digest)
    return Compiled(library, tuple(draft.findings), draft.locations())


_laid: dict[tuple[str, str], LibraryDraft] = {}
"""The lowest layer as last laid, by its place and digest: packs are laid and checked over the same one again and again."""


def _lowest(files: LayerFiles) -> LibraryDraft:
    """A draft of the lowest layer alone, for other layers to be laid over."""
    key = files.path, files.digest
    if key not in _laid:
        draft = LibraryDraft()
        lay(draft, files)
        _laid.clear()
        _laid[key] = draft
    return _laid[key].copy()


def _library(draft: LibraryDraft, digest: str) -> Library:
    questions = draft.questions.values
    former = _former(draft, "clause", draft.clauses.values)
    return Library(
        name=draft.layers[0].name,
        version=draft.layers[0].version,
        digest=digest,
        groups=tuple(draft.short_groups),
        audience_titles=draft.audience_titles,
        chapters=placed_chapters(draft),
        sections=tuple(draft.sections.values.values()),
        clauses=draft.clauses.values,
        index=index_of(draft.clauses.values),
        questionnaire=Questionnaire(tuple(draft.groups.values()), questions, _former(draft, "question", questions)),
        registry=Registry(draft.platforms.values),
        atlas=replace(
            draft.atlas,
            places=draft.places.values,
            asked_for=frozenset(id for id, question in questions.items() if question.kind == Places.name),
        ),
        trades=TradeList(draft.trades.values, draft.sector_words, draft.general_words),
        emergency_when=draft.emergency_when,
        sources=draft.sources.values,
        advisories=draft.advisories.values,
        traps=draft.traps.values,
        spelling=draft.spelling,
        trap_words=draft.trap_words,
        former_clauses=former,
        forbidden={former.get(id, id): pack.name for id, (pack, _) in draft.forbidden.items()},
        replaced=draft.replaced,
        grounds=draft.grounds,
        topics=draft.topics,
        fair=tuple(former.get(id, id) for id in draft.fair),
        wording=draft.wording.values,
        contradictions=_contradictions(draft, former),
        expected=draft.expected.values,
        layers=tuple(draft.layers),
        regimes=Regimes(draft.regimes.values, draft.examples),
    )


def _former(draft: LibraryDraft, what: str, known: Mapping[str, Clause] | Mapping[str, Question]) -> dict[str, str]:
    """Earlier ids to present ones; an earlier id that is used again is a fault."""
    former: dict[str, str] = {}
    for id, item in known.items():
        for old in item.formerly:
            if old in known or old in former:
                message = f"The {what} '{id}' was formerly '{old}', but that id is in use."
                draft.report("renamed-id", message, draft.locations()[what][id].location("formerly"))
            former[old] = id
    return former


def _contradictions(draft: LibraryDraft, former: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """The contradictions of all layers by present ids; a former id, or one of no clause, is a fault."""

    def present(id: str, location: Location) -> str:
        if id in former:
            message = f"A contradiction names '{id}', which is called '{former[id]}' now."
            draft.report("former-id", message, location, f"Write '{former[id]}'.", Severity.MEDIUM)
        elif id not in draft.clauses.values:
            message = f"A contradiction names '{id}', but there is no such clause."
            draft.report("unknown-clause", message, location, nearest(id, draft.clauses.values))
        return former.get(id, id)

    return tuple(
        Contradiction(
            told.because,
            tuple(present(id, entry.location("clauses", number)) for number, id in enumerate(told.clauses)),
            tuple(present(id, entry.location("against", number)) for number, id in enumerate(told.against)),
        )
        for told, entry in draft.contradictions
    )


def _check_listed(draft: LibraryDraft) -> None:
    """Every clause is listed once, in its own section; every clause that is listed or forbidden exists."""
    clauses = draft.clauses.values
    ids = [id for section in draft.sections.values.values() for id in section.clauses]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        draft.report("listed-twice", f"'{id}' is listed twice.", draft.listed[id])
    for id in ids:
        if id not in clauses:
            message = f"'{id}' is listed, but there is no such clause."
            draft.report("unknown-clause", message, draft.listed[id], nearest(id, clauses))
    former = {old for clause in clauses.values() for old in clause.formerly}
    for id, (_, entry) in draft.forbidden.items():
        if id not in clauses and id not in former:
            message = f"'{id}' is forbidden, but there is no such clause."
            draft.report("unknown-clause", message, entry.location(), nearest(id, clauses))
    for clause in clauses.values():
        if clause.id not in ids:
            message = f"The clause '{clause.id}' is not listed."
            hint = "List it under its section in library.yaml, in a pack in pack.yaml."
            draft.report("unlisted-clause", message, clause.location, hint)


def _check_circles(draft: LibraryDraft) -> None:
    """No clause waits, through hosts and variants, for the decision about itself."""
    clauses = draft.clauses.values
    waits_for = {id: set(clause.under) & clauses.keys() for id, clause in clauses.items()}
    for clause in clauses.values():
        if clause.instead_of in waits_for:
            waits_for[clause.instead_of].add(clause.id)
    for id, clause in clauses.items():
        if _leads_back(id, waits_for):
            message = f"The clause '{id}' stands under itself, through its hosts or variants."
            location = draft.clauses.entries[clause.id].location("under")
            draft.report("circular-under", message, location, "Take one 'under' out.")


def _leads_back(start: str, waits_for: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(waits_for[start])
    while waiting:
        if (id := waiting.pop()) == start:
            return True
        if id not in seen:
            seen.add(id)
            waiting += waits_for[id]
    return False
