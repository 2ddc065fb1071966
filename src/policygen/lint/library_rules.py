"""Everything that can be told of a library by reading it: form, conditions, sources, reach, wording, coverage."""

from policygen.findings import Finding
from policygen.library.locations import Locations
from policygen.library.model import Library
from policygen.lint.clause_rules import check_clauses
from policygen.lint.condition_rules import check_conditions, check_place_keys
from policygen.lint.contradictions import check_contradictions
from policygen.lint.coverage import check_coverage
from policygen.lint.layer_rules import check_layers
from policygen.lint.link_rules import check_links, check_reach
from policygen.lint.proof_rules import check_proofs
from policygen.lint.question_rules import check_questions
from policygen.lint.source_rules import check_sources
from policygen.lint.style_rules import check_style
from policygen.lint.traps import check_traps
from policygen.lint.where import Where
from policygen.lint.wording import check_claims


def check_library(library: Library, date: str, locations: Locations | None = None) -> tuple[Finding, ...]:
    """Everything wrong with what a library says, on an ISO date; what is wrong with its form, its reader has told.

    With what the compiler knows of where things stand, every finding bears its file and line.
    """
    where = Where(locations)
    found = [
        *check_conditions(library, where),
        *check_place_keys(library, where),
        *check_questions(library, where),
        *check_links(library, where),
        *check_reach(library, where),
        *check_proofs(library, where),
        *check_clauses(library, where),
        *check_sources(library, where, date),
        *check_contradictions(library, where),
        *check_claims(library, where),
        *check_style(library, where),
        *check_traps(library, where),
        *check_coverage(library, where),
        *check_layers(library, where),
    ]
    return tuple(
        sorted(dict.fromkeys(found), key=lambda finding: (finding.place.file, finding.place.line, finding.code))
    )
