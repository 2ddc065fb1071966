"""What is wrong with packs: from high up, and read once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from policygen.app.packs import pack_findings
from policygen.findings import Finding, Location, Severity
from policygen.library import layers
from policygen.library.layers import LayerFiles
from policygen.lint import library_rules
from tests.support.library import layer, tiny

CLAUSE = "clause rules.a: Ask first.\n"


def test_only_what_is_high_in_packs_is_told_and_it_is_looked_for_once(
    monkeypatch: pytest.MonkeyPatch, own_cache: Path
) -> None:
    high = Finding("odd", Severity.HIGH, "It is odd.", Location("client/pack.yaml", 3), "Mend it.")
    looked: list[str] = []

    def check(_library: object, date: str, _locations: object) -> Sequence[Finding]:
        looked.append(date)
        return (high, Finding("dull", Severity.MEDIUM, "It is dull."))

    def read(_packs: Sequence[Path]) -> tuple[LayerFiles, ...]:
        return (layer(CLAUSE),)

    monkeypatch.setattr(library_rules, "check_packs", check)
    monkeypatch.setattr(layers, "read_layers", read)
    library, packs = tiny(CLAUSE), (Path("client"),)
    assert pack_findings(library, (), "2026-11-22") == ()
    assert looked == []
    assert [pack_findings(library, packs, "2026-11-22") for _ in range(2)] == [(high,), (high,)]
    assert pack_findings(library, packs, "2026-11-23") == (high,)
    assert looked == ["2026-11-22", "2026-11-23"]
