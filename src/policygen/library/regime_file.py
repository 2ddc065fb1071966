"""Reading regimes.yaml, and the answers files of the examples that it names."""

from pathlib import PurePosixPath
from typing import cast

from policygen.findings import SEVERITIES
from policygen.library.fields import Fields
from policygen.library.layers import LayerFiles
from policygen.library.regimes import (
    REASONS,
    REGIME_KINDS,
    Example,
    Reason,
    Regime,
    RegimeKind,
    RegimePoint,
)

EXAMPLES = "examples/"
"""The folder of a layer that holds answers files of examples."""


def regime(id: str, fields: Fields) -> Regime:
    """One entry of regimes.yaml."""
    kind = cast("RegimeKind", fields.one_of("kind", REGIME_KINDS, "regulator"))
    found = Regime(
        id=id,
        name=fields.text("name", required=True),
        kind=kind,
        example=fields.text("example", required=kind != "topics"),
        sources=fields.texts("sources"),
        points=tuple(_point(point) for point in fields.each("points", "A point")),
        when=fields.condition("when"),
    )
    if not found.sources:
        fields.report("missing-key", f"'{id}' has no 'sources': nobody could tell where its points are from.")
    if not found.points:
        fields.report("missing-key", f"'{id}' has no 'points'.")
    if kind == "regulator" and found.when is None:
        fields.report("missing-key", f"'{id}' has no 'when': nobody could tell whom it binds.")
    twice = [point.id for point in found.points]
    for index, point in enumerate(twice):
        if point in twice[:index]:
            fields.report("duplicate-id", f"'{id}' has a point '{point}' already.", "points", index)
    return found


def _point(fields: Fields) -> RegimePoint:
    found = RegimePoint(
        id=fields.text("id", required=True),
        asks=fields.text("asks", required=True),
        at=fields.text("at"),
        source=fields.text("source"),
        severity=SEVERITIES[fields.one_of("severity", SEVERITIES, "medium")],
        clauses=fields.texts("clauses"),
        reason=cast("Reason", fields.one_of("reason", REASONS)),
        because=fields.text("because"),
    )
    fields.done()
    return found


def example(files: LayerFiles, name: str) -> Example:
    """The answers file of an example: read as answers by whoever counts on it."""
    return Example(PurePosixPath(name).stem, files.path_of(name), files.text(name))
