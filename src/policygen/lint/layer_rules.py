"""What a pack does to the clauses it lies over: one comparison of each with what it was, and the law first."""

from collections.abc import Iterator

from policygen.conditions.model import Condition
from policygen.conditions.written import written
from policygen.findings import Finding, Location, Severity
from policygen.library.model import Clause, Library, Section
from policygen.lint.source_locations import SourceLocations
from policygen.lint.source_rules import bound_places
from policygen.lint.texts import ClauseTexts, Part

BINDING = {
    "when": "when",
    "binds_at": "binds_at",
    "not_in": "not_in",
    "under": "under",
    "instead_of": "instead_of",
    "statutory": "statutory",
    "verbatim": "verbatim",
    "states": "states",
    "from": "starts",
    "until": "ends",
}
"""The keys that say whom a clause binds, where and when, and what they are called in the model."""
PARTS: tuple[Part, ...] = ("rule", "always", "detail")
LAW = ("statutory", "verbatim")
_HINT = "Keep what the library says in the pack's clause, or have a lawyer agree to it."


def check_layers(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Everything that a pack takes from clauses of the library, key by key, and from texts that a law asks for."""
    texts = ClauseTexts(library)
    for id, pack in library.forbidden.items():
        clause = library.replaced.get(id) or library.clauses.get(id)
        if clause is not None and clause.is_law_text:
            message = f"The pack “{pack}” leaves out '{id}' (“{clause.title}”), which a law asks for."
            hint = "Take it out of 'forbids', or have a lawyer agree to it."
            yield Finding("statutory-forbidden", Severity.HIGH, message, where.forbidden(id), hint)
    for section in library.sections:
        yield from _ungrouped(section, library, where)
    for id, below in library.replaced.items():
        if not library.clauses[id].amended_by:
            yield from _edition(library.clauses[id], below, texts, where)
        yield from _unbound(library.clauses[id], below, where)
        if below.is_law_text:
            yield from _reworded(library.clauses[id], below, texts, where)
    for clause in library.clauses.values():
        host = library.clauses.get(clause.instead_of)
        if host is not None and host.is_law_text and clause.layer != host.layer:
            message = f"'{clause.id}' stands instead of '{host.id}' (“{host.title}”), which a law asks for."
            location = where.clause(clause, "instead_of")
            yield Finding("statutory-replaced", Severity.HIGH, message, location, _HINT)
    yield from _stopped(library, where)


def _ungrouped(section: Section, library: Library, where: SourceLocations) -> Iterator[Finding]:
    """A section whose rules no short policy can print."""
    if section.group in {group.id for group in library.groups}:
        return
    clauses = (library.clauses[id] for id in section.clauses if id in library.clauses)
    short = [each.id for each in clauses if each.appears in {"card", "short"} and not each.stands_apart]
    if short:
        message = (
            f"The section '{section.id}' has no group, so no short policy prints its rules ({', '.join(short[:3])})."
        )
        hint = f"Give it a group: {', '.join(group.id for group in library.groups)}."
        yield Finding("no-group", Severity.HIGH, message, where.section(section.id), hint)


def _edition(clause: Clause, below: Clause, texts: ClauseTexts, where: SourceLocations) -> Iterator[Finding]:
    """Whether a replacement was written over the clause as the library has it today."""
    if not clause.replaces:
        message = f"'{clause.id}' replaces a clause of the library, and does not say which edition."
        hint = f"Write replaces: {below.edited or 'the date it was edited'}; then a later edition is told."
        yield Finding("replaces-unsaid", Severity.INFO, message, where.clause(clause), hint)
    elif below.edited > clause.replaces:
        change = below.weightiest_change(clause.replaces)
        severity = Severity.HIGH if change == "law" else Severity.MEDIUM
        was, now = (" ".join(_words(c, texts, titled=False)) for c in (below, clause))
        message = f"The library changed '{clause.id}' on {below.edited} ({change or 'wording'}),"
        message += " after the edition that the pack"
        message += f" replaces ({clause.replaces}). The library: “{was.strip()}” The pack: “{now.strip()}”"
        hint = f"Compare the two, mend the pack's, and write replaces: {below.edited}."
        yield Finding("replaces-older", severity, message, where.clause(clause, "replaces"), hint)


def _stopped(library: Library, where: SourceLocations) -> Iterator[Finding]:
    own = library.layers[0].path
    for advisory in library.advisories.values():
        location = where.advisory(advisory.id, "stops")
        for id in advisory.stops if location.file and not location.file.startswith(f"{own}/") else ():
            clause = library.clauses.get(id)
            if clause is not None and clause.is_law_text:
                message = f"The advisory '{advisory.id}' stops '{id}' (“{clause.title}”), which a law asks for."
                yield Finding("statutory-forbidden", Severity.HIGH, message, location, "Take it out of 'stops'.")


def _said(value: object) -> str:
    """The value of a key as a file writes it."""
    if isinstance(value, Condition):
        return written(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]" if value else ""
    return str(value).lower() if isinstance(value, bool) else str(value or "")


def _unbound(clause: Clause, below: Clause, where: SourceLocations) -> Iterator[Finding]:
    """A replacement that binds others than what it replaces, key by key."""
    for key, name in BINDING.items():
        was, now = getattr(below, name), getattr(clause, name)
        if was == now or (key in LAW and now):
            continue
        law = below.is_law_text or (key in {"when", "binds_at", "not_in"} and bool(bound_places(below)))
        code, severity = ("statutory-unbound", Severity.HIGH) if law else ("replaced-key", Severity.MEDIUM)
        does = "amends" if clause.amended_by else "replaces"
        message = f"'{clause.id}' {does} a clause of the library and changes '{key}': {_said(was) or 'nothing'}"
        message += f" → {_said(now) or 'nothing'}."
        location = where.clause(clause, key) if now else where.clause(clause)
        yield Finding(code, severity, message, location, _HINT)


def _words(clause: Clause, texts: ClauseTexts, *, titled: bool) -> tuple[str, ...]:
    title = (f"{clause.title}.",) if titled else ()
    return (*title, *(texts.plain(clause, part) for part in PARTS))


def _reworded(clause: Clause, below: Clause, texts: ClauseTexts, where: SourceLocations) -> Iterator[Finding]:
    """A text that a law asks for, and that a pack words otherwise."""
    was, now = (" ".join(_words(c, texts, titled=clause.title != below.title)).strip() for c in (below, clause))
    if was != now:
        message = f"'{clause.id}' (“{below.title}”) is asked for by law, and the pack words it otherwise."
        message += f" The library: “{was}” The pack: “{now}”"
        location = Location(clause.location.file, where.clause(clause).line)
        yield Finding("statutory-reworded", Severity.HIGH, message, location, _HINT)
