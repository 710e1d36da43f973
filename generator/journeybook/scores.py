"""What scored criteria come to: of a segment, how attractive and how feasible it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from journeybook.model import Segment
from journeybook.model.segment import Scored


class Sum(NamedTuple):
    """One side of a segment's priority: Σ score × weight, Σ weight, and the one by the other."""

    points: float
    weights: float
    mean: float


def score(scored: Iterable[Scored]) -> Sum | None:
    """Σ score × weight ÷ Σ weight, to one decimal place; None without scores."""
    each = [(one.score, one.weight) for one in scored]
    weights = sum(weight for _, weight in each)
    points = sum(points * weight for points, weight in each)
    return Sum(exact(points), exact(weights), round(points / weights, 1)) if weights else None


def scores_of(segment: Segment) -> dict[str, Sum | None]:
    """How attractive and how feasible a segment is; None for a side without scores."""
    priority = segment.priority
    return {side: score(getattr(priority, side) if priority else ()) for side in ("attractiveness", "feasibility")}


def total_of(segment: Segment) -> float | None:
    """Both sides together, without rounding; None where one isn't scored."""
    sides = [each.points / each.weights if each else None for each in scores_of(segment).values()]
    return None if None in sides else exact(sum(side for side in sides if side is not None))


def exact(number: float) -> float:
    """Without the dust that adding fractions leaves."""
    return round(number, 6)
