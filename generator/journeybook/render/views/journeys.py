"""Journeys and their stages: the rows of the map, the way up, down and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeybook.book import Book, journey, stage_key, thing_of
from journeybook.check import Entry
from journeybook.model import Model
from journeybook.model.journey import LANES, Stage
from journeybook.model.texts import Text
from journeybook.render.views.common import View
from journeybook.render.views.stages import model_stage, stage_keys, stage_text

if TYPE_CHECKING:
    from journeybook.render.pages import Edition


def journey_view(ed: Edition, entry: Entry) -> View:
    thing, book = journey(entry), ed.book
    model = book.model_of(entry.key)
    stages = [(stage_key(entry.key, stage), stage) for stage in thing.stages if stage.id]
    given = {stage.id.rpartition("/")[2] for _, stage in stages}
    left_out = [stage for stage in model.stages if stage.id not in given] if model else []
    return {
        "model": model,
        "stages": stages,
        "left_out": left_out,
        "lanes": _lanes(model, [s for _, s in stages]),
        "personas": book.personas_in(entry.key),
        "parents": book.parents_of(entry.key),
        "counterpart": book.counterpart_of(entry.key),
        "children": _children(book, entry.key),
    }


def _children(book: Book, key: str) -> list[str]:
    own = (link.target for stage in stage_keys(book, key) for link in book.links_from(stage) if link.via == "drilldown")
    named = (link.source for link in book.links_to(key) if link.via == "parent" and link.source.startswith("journey:"))
    return list(dict.fromkeys((*own, *named)))


class LaneRow(NamedTuple):
    """A row of the map: its name, whether it is the model's own, and on whose side of the line it is."""

    name: str
    title: Text | None
    own: bool
    ours: bool


_OURS = LANES[LANES.index("our_goals") :]


def _lanes(model: Model | None, stages: list[Stage]) -> list[LaneRow]:
    """The lanes that some stage fills: the model's required ones first on each side of the line of interaction."""
    wanted = list(model.lanes) if model else []

    def filled(lane: str) -> bool:
        return any(
            (getattr(stage, lane) if lane in LANES else stage.lanes.get(lane)) not in (None, (), {}) for stage in stages
        )

    def row(lane: str) -> LaneRow:
        about = model.lanes.get(lane) if model else None
        return LaneRow(lane, about.title if about else None, lane not in LANES, lane in _OURS)

    required = [lane for lane in wanted if model and model.lanes[lane].required and lane in LANES]
    own = [
        lane
        for lane in dict.fromkeys((*wanted, *(each for stage in stages for each in stage.lanes)))
        if lane not in LANES
    ]
    rest = [lane for lane in LANES if lane not in required]
    rows = [row(lane) for lane in (*required, *own, *rest) if filled(lane)]
    return sorted(rows, key=lambda each: each.ours)


def stage_view(ed: Edition, key: str) -> View:
    book = ed.book
    keys = stage_keys(book, thing_of(key))
    position = keys.index(key)
    meetings = [(each, book.who_meets(key, each)) for each in book.stages[key].touchpoints]
    return {
        "stage": book.stages[key],
        "summary": stage_text(book, key, "summary"),
        "asks": model_stage(book, key),
        "number": position + 1,
        "count": len(keys),
        "meetings": meetings,
        "before": keys[position - 1] if position else None,
        "after": keys[position + 1] if position + 1 < len(keys) else None,
    }
