"""Everything that can be told of a library by reading it: form, conditions, sources, reach, wording, coverage."""

from collections.abc import Callable
from dataclasses import replace

from policygen.findings import Finding, Severity
from policygen.library.locations import EntryLocations
from policygen.library.model import Clause, Library
from policygen.lint.clause_rules import check_clauses
from policygen.lint.completeness_rules import check_completeness
from policygen.lint.condition_rules import check_conditions, check_place_keys
from policygen.lint.contradictions import check_contradictions
from policygen.lint.coverage import check_coverage
from policygen.lint.layer_rules import check_layers
from policygen.lint.link_rules import check_links, check_reachability
from policygen.lint.markup_rules import check_markup
from policygen.lint.question_rules import check_questions
from policygen.lint.regime_rules import check_regimes
from policygen.lint.sentence_kinds import check_claims
from policygen.lint.source_locations import SourceLocations
from policygen.lint.source_rules import check_sources
from policygen.lint.style_rules import check_style
from policygen.lint.trade_rules import check_trades
from policygen.lint.traps import check_traps


def check_library(library: Library, date: str, locations: EntryLocations | None = None) -> tuple[Finding, ...]:
    """Everything wrong with what a library says, on an ISO date; what is wrong with its form, its reader has told.

    With what the compiler knows of where things stand, every finding bears its file and line.
    """
    return _checked(library, date, SourceLocations(locations))


def check_packs(library: Library, date: str, locations: EntryLocations) -> tuple[Finding, ...]:
    """What is wrong with a library because of the packs over it; the traps read only the packs' own clauses."""
    found = _checked(
        library, date, SourceLocations(locations), lambda clause: not _is_ours(clause.location.file, library)
    )
    # Of our own library nothing is wrong but what the days bring; which points it covers is no pack's business.
    return tuple(
        one
        for one in found
        if one.code != "uncovered-point" and (one.code != "review-overdue" or not _is_ours(one.location.file, library))
    )


STYLE = frozenset({"hard-to-read", "long-always", "long-rule", "long-sentence", "long-sentences", "long-why", "modal"})
"""What a pack may turn to `info` with `style: info`. Traps, limits, promises and the law are no style."""


def _is_ours(file: str, library: Library) -> bool:
    return not any(file.startswith(f"{layer.path}/") for layer in library.layers[1:])


def _in_its_style(finding: Finding, library: Library) -> Finding:
    layer = next(
        (layer for layer in reversed(library.layers) if finding.location.file.startswith(f"{layer.path}/")), None
    )
    relaxed = layer is not None and layer.style == "info" and finding.code in STYLE
    return replace(finding, severity=Severity.INFO) if relaxed else finding


def _checked(
    library: Library, date: str, where: SourceLocations, own: Callable[[Clause], bool] | None = None
) -> tuple[Finding, ...]:
    found = [
        *check_conditions(library, where),
        *check_place_keys(library, where),
        *check_questions(library, where),
        *check_trades(library, where),
        *check_links(library, where),
        *check_reachability(library, where),
        *check_completeness(library, where),
        *check_clauses(library, where),
        *check_markup(library, where),
        *check_sources(library, where, date),
        *check_contradictions(library, where),
        *check_claims(library, where),
        *check_style(library, where),
        *check_traps(library, where, own),
        *check_coverage(library, where),
        *check_layers(library, where),
        *check_regimes(library, where, date),
    ]
    return tuple(
        sorted(
            dict.fromkeys(_in_its_style(finding, library) for finding in found),
            key=lambda finding: (finding.location.file, finding.location.line, finding.code),
        )
    )
