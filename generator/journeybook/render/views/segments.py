"""Segments: their members, and how attractive and feasible they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from journeybook.check import Entry
from journeybook.model import Company, Segment
from journeybook.render import charts
from journeybook.render.views.common import View
from journeybook.scores import exact, scores_of
from journeybook.vietnamese import sort_key

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


def segment(ed: Edition, entry: Entry) -> View:
    assert isinstance(entry.thing, Segment)
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
    return {
        "companies": ed.ordered(companies),
        "persons": ed.ordered(set(members) - set(companies)),
        "journeys": ed.ordered(journeys),
        "children": ed.ordered(children),
        "scores": scores_of(entry.thing),
    }


class Ranked(NamedTuple):
    """A segment in order of priority; ``number`` is its dot's, None where a side isn't scored."""

    number: int | None
    entry: Entry
    attractiveness: float | None
    feasibility: float | None
    total: float | None


class Ranking(NamedTuple):
    """The matrix of segments (empty where none is scored) and its table, the most promising first."""

    svg: Markup
    rows: list[Ranked]


def ranking(ed: Edition, entries: Sequence[Entry], name: str = "chart-priority") -> Ranking | None:
    """Segments by feasibility and attractiveness; None where no side of any is scored."""
    rows = []
    for entry in entries:
        assert isinstance(entry.thing, Segment)
        one, other = scores_of(entry.thing).values()
        total = exact(one.mean + other.mean) if one and other else None
        rows.append(Ranked(None, entry, one.mean if one else None, other.mean if other else None, total))
    if all(row.attractiveness is None and row.feasibility is None for row in rows):
        return None
    rows.sort(key=lambda row: (-(row.total or 0), -(row.attractiveness or 0), sort_key(ed.title(row.entry.key))))
    rows = [row._replace(number=number if row.total else None) for number, row in enumerate(rows, start=1)]
    say, number = ed.words.field, ed.words.number
    spots = [
        charts.Spot(
            row.feasibility or 0,
            row.attractiveness or 0,
            ed.title(row.entry.key),
            str(ed.url(row.entry.key)),
            f"{say('attractiveness')} {number(row.attractiveness or 0)}, "
            f"{say('feasibility')} {number(row.feasibility or 0)}",
        )
        for row in rows
        if row.total
    ]
    if not spots:
        return Ranking(Markup(""), rows)
    corners = [ed.words.ui(f"priority-{each}") for each in ("prepare", "first", "later", "light")]
    desc = ed.words.ui("priority-desc", count=len(spots))
    return Ranking(Markup(charts.plane(name, ed.words.ui("priority-title"), desc, spots, corners)), rows)
