"""Segments: their members, and how attractive and feasible they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from journeybook.check import Entry
from journeybook.model import Company, Segment
from journeybook.render.views.common import View

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


def segment(ed: Edition, entry: Entry) -> View:
    members = [
        link.source
        for link in ed.book.links_to(entry.key)
        if link.via == "segments" and link.source.startswith("persona:")
    ]
    journeys = [
        link.source
        for link in ed.book.links_to(entry.key)
        if link.via == "segments" and link.source.startswith("journey:")
    ]
    children = [link.source for link in ed.book.links_to(entry.key) if link.via == "parent"]
    companies = [key for key in members if isinstance(ed.book.thing(key), Company)]
    assert isinstance(entry.thing, Segment)
    priority = entry.thing.priority
    scores = {side: score(getattr(priority, side)) for side in ("attractiveness", "feasibility")} if priority else {}
    return {
        "companies": ed.ordered(companies),
        "persons": ed.ordered(set(members) - set(companies)),
        "journeys": ed.ordered(journeys),
        "children": ed.ordered(children),
        "scores": scores,
    }


def score(scored: Iterable[Any]) -> float | None:
    """Σ score × weight ÷ Σ weight, to one decimal place; None without scores."""
    each = [(one.score, one.weight) for one in scored]
    weights = sum(weight for _, weight in each)
    return round(sum(points * weight for points, weight in each) / weights, 1) if weights else None
