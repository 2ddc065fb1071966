"""The library as shipped is checked whole: nothing is wrong, and what the checks name exists."""

import pytest

from policygen.findings import Finding
from policygen.library.compile import compile_library
from policygen.library.layers import LayerFiles, digest, read_layers
from policygen.library.model import Library
from policygen.lint.coverage import BY_THE_TOOL, POINTS, coverage
from policygen.lint.library_rules import check_library
from policygen.lint.sentence_kinds import SentenceClassifier
from policygen.lint.texts import ClauseTexts
from tests.lint.checking import DATE, checked


@pytest.mark.wide  # .ci/run checks the library by the command, and fails for the same
def test_the_library_as_shipped_has_no_findings() -> None:
    layers = read_layers(())
    made = compile_library(layers, digest(layers))
    found: tuple[Finding, ...] = (*made.findings, *check_library(made.library, DATE, made.locations))
    assert [str(finding) for finding in found] == []


def test_every_sentence_of_the_library_is_a_rule_a_promise_a_right_a_meaning_or_a_fact_somebody_vouches_for(
    library: Library,
) -> None:
    texts, classifier = ClauseTexts(library), SentenceClassifier(library)
    kinds = {
        classifier.classify(clause, sentence)
        for clause in library.clauses.values()
        for sentence in texts.sentences(clause)
    }
    assert kinds == {"rule", "promise", "right", "meaning", "stated", "to confirm"}


def test_every_point_of_the_article_is_found_in_a_clause_or_in_the_tool(library: Library) -> None:
    covered = coverage(library)
    assert tuple(covered) == POINTS
    assert [point for point, clauses in covered.items() if not clauses and point not in BY_THE_TOOL] == []


def test_a_point_that_no_clause_covers_is_told() -> None:
    from tests.lint.checking import QUESTIONS, SOURCES
    from tests.support.library import compiled_with_findings, layer

    ours = layer(
        f"{QUESTIONS.strip()}\nclause rules.base: You must ask.\n    points: [P01]", extra={"sources.yaml": SOURCES}
    )
    library, _ = compiled_with_findings(ours)
    uncovered = [finding.message for finding in check_library(library, DATE) if finding.code == "uncovered-point"]
    assert len(uncovered) == len(POINTS) - len(BY_THE_TOOL) - 1


def test_all_that_is_wrong_is_told_at_once_and_in_order_of_file_and_line() -> None:
    found = checked(
        """
        clause rules.one: You shall ask {{ nobody }}.
            sources: [practise]
            when: {headcuont: {at_least: 2}}
        clause rules.two: Our accounts have two-step sign-in.
        """
    )
    assert {"modal", "unknown-slot", "unknown-source", "unknown-question", "unguarded-claim"} <= {f.code for f in found}
    assert [(f.location.file, f.location.line) for f in found] == sorted(
        (f.location.file, f.location.line) for f in found
    )


def test_without_its_files_a_library_is_checked_all_the_same() -> None:
    ours = LayerFiles("library", "clauses", {})
    library = compile_library((ours,), "").library
    assert {finding.code for finding in check_library(library, DATE)} == {"uncovered-point"}
