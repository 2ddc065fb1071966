"""The traps, measured on sentences as policies word them."""

from pathlib import Path

import pytest
from scripts.measure_traps import Row, read

from policygen.findings import Severity
from tests.support.library import the_library

FILES = sorted(Path(__file__).parent.glob("*.tsv"))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for path in FILES for row in read(path, the_library())]


@pytest.mark.slow
def test_nine_of_ten_risky_sentences_are_caught_where_they_are_risky(rows: list[Row]) -> None:
    risky = [row for row in rows if row.risky]
    assert sum(row.right for row in risky) >= 0.9 * len(risky)


@pytest.mark.slow
def test_ninety_eight_of_a_hundred_harmless_sentences_are_spared(rows: list[Row]) -> None:
    harmless = [row for row in rows if not row.risky]
    assert sum(row.right for row in harmless) >= 0.98 * len(harmless)


@pytest.mark.slow
def test_no_harmless_sentence_stops_a_policy(rows: list[Row]) -> None:
    stopped = [row.id for row in rows if not row.risky and any(hit.severity is Severity.BLOCK for hit in row.hits)]
    assert stopped == []
