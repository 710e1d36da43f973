"""What every stage of a journey should say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.book import Book, journey
from journeybook.check import Entry
from journeybook.model import Model
from journeybook.model.journey import LANES, Stage
from journeybook.problems import Problem


def _stages(book: Book) -> Iterator[tuple[Entry, Stage, tuple[int, int]]]:
    for entry in book.of_kind("journey"):
        for position, stage in enumerate(journey(entry).stages):
            if stage.id and entry.thing.status != "retired":
                yield entry, stage, entry.record.place(("stages", position, "id"))


def stage_without_touchpoint(book: Book, today: date) -> Iterator[Problem]:
    """Customers meet us somewhere at every stage."""
    for entry, stage, place in _stages(book):
        if not stage.touchpoints:
            yield Problem("stage-without-touchpoint", entry.record.path, *place, {"stage": _name(stage)})


def stage_without_owner(book: Book, today: date) -> Iterator[Problem]:
    """A department is responsible for every stage."""
    for entry, stage, place in _stages(book):
        if stage.owner is None:
            yield Problem("stage-without-owner", entry.record.path, *place, {"stage": _name(stage)})


def required_lane_empty(book: Book, today: date) -> Iterator[Problem]:
    """Every stage fills the lanes that its model requires; lanes with a rule of their own are left to that."""
    for entry, stage, place in _stages(book):
        model = book.entries.get(journey(entry).model)
        if model is None or not isinstance(model.thing, Model):
            continue
        empty = [
            lane
            for lane, about in model.thing.lanes.items()
            if about.required and lane not in ("touchpoints", "owner") and _is_empty(stage, lane)
        ]
        if empty:  # once for all of them: of two problems of one sort at one place, only the first is told
            args = {"stage": _name(stage), "lane": ", ".join(empty)}
            yield Problem("required-lane-empty", entry.record.path, *place, args)


def _is_empty(stage: Stage, lane: str) -> bool:
    return (getattr(stage, lane) if lane in LANES else stage.lanes.get(lane)) in (None, (), {})


def stage_left_out(book: Book, today: date) -> Iterator[Problem]:
    """A journey goes through all stages of its model, or it shows a gap."""
    for entry in book.of_kind("journey"):
        model = book.entries.get(journey(entry).model)
        if model is None or not isinstance(model.thing, Model) or entry.thing.status == "retired":
            continue
        there = {stage.id.rpartition("/")[2] for stage in journey(entry).stages if stage.id}
        missing = [stage.id for stage in model.thing.stages if stage.id and stage.id not in there]
        if missing:
            args = {"id": entry.id, "stages": ", ".join(missing)}
            yield Problem("stage-left-out", entry.record.path, *entry.record.place(("stages",), key=True), args)


def _name(stage: Stage) -> str:
    return stage.id.rpartition("/")[2]
