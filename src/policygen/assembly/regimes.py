"""A regime held against what a set of documents prints, point by point."""

from collections.abc import Collection
from typing import Literal

from policygen._dataclass import dataclass
from policygen.library.regimes import Reason, Regime, RegimePoint

OR = " or "
"""Between clauses of which one is enough."""

Status = Literal["printed", "not-printed"] | Reason


@dataclass(frozen=True, slots=True)
class HeldPoint:
    """A point of a regime, and the clauses that would meet it and are not printed."""

    point: RegimePoint
    missing: tuple[str, ...]

    @property
    def status(self) -> Status:
        """Whether some clauses meet it together, or why none does."""
        if self.point.reason:
            return self.point.reason
        return "not-printed" if self.missing or not self.point.clauses else "printed"

    @property
    def is_met(self) -> bool:
        """Whether the documents print every clause that it asks for."""
        return self.status == "printed"


def either(ids: str) -> tuple[str, ...]:
    """The clauses of which one is enough, in what a point names: trades each have their own for it."""
    return tuple(ids.split(OR))


def held(regime: Regime, printed: Collection[str]) -> tuple[HeldPoint, ...]:
    """Each point of a regime, held against the clauses that are printed, by id."""
    return tuple(
        HeldPoint(point, tuple(ids for ids in point.clauses if not any(id in printed for id in either(ids))))
        for point in regime.points
    )
