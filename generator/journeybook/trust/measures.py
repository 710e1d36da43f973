"""Targets and what came of them: which metric stands where, and which falls short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from journeybook.book import Book, journey, stage_key
from journeybook.model import Segment, Touchpoint
from journeybook.model.base import Metric


class Measured(NamedTuple):
    """A metric of a thing or stage; ``touchpoint`` where it is that of a touchpoint, ``owner`` who answers for it."""

    place: str
    metric: Metric
    owner: str | None
    touchpoint: str | None = None

    @property
    def falls_short(self) -> bool:
        """Whether the target is missed."""
        return falls_short(self.metric)

    def is_overdue(self, today: date) -> bool:
        """Whether it is missed and should have been met by now."""
        return self.falls_short and self.metric.by is not None and self.metric.by < today


def falls_short(metric: Metric) -> bool:
    """Whether what came of it is worse than the target; not known, it isn't."""
    if metric.target is None or metric.actual is None:
        return False
    return metric.actual < metric.target if metric.better == "higher" else metric.actual > metric.target


def measures(book: Book) -> tuple[Measured, ...]:
    """Every metric of what is in use, in the order of things and stages."""
    return tuple(_measures(book))


def _measures(book: Book) -> Iterator[Measured]:
    for entry in book.of_kind("segment"):
        segment = entry.thing
        assert isinstance(segment, Segment)
        if segment.status == "active" and segment.plan:
            yield from (Measured(entry.key, each, segment.owner) for each in segment.plan.metrics)
            for activity in segment.plan.activities:
                if activity.metric:
                    yield Measured(entry.key, activity.metric, activity.owner or segment.owner, activity.touchpoint)
    for entry in book.of_kind("journey"):
        if entry.thing.status != "active":
            continue
        yield from (Measured(entry.key, each, entry.thing.owner) for each in journey(entry).metrics)
        for stage in journey(entry).stages:
            if not stage.id:
                continue
            key, owner = stage_key(entry.key, stage), stage.owner or entry.thing.owner
            yield from (Measured(key, each, owner) for each in stage.metrics)
            for meeting in stage.touchpoints:
                runs = meeting.owner or _owner(book, meeting.touchpoint) or owner
                yield from (Measured(key, each, runs, meeting.touchpoint) for each in meeting.metrics)
    for entry in book.of_kind("touchpoint"):
        touchpoint = entry.thing
        assert isinstance(touchpoint, Touchpoint)
        if touchpoint.status == "active":
            yield from (Measured(entry.key, each, touchpoint.owner, entry.key) for each in touchpoint.metrics)


def _owner(book: Book, touchpoint: str) -> str | None:
    entry = book.entries.get(touchpoint)
    return entry.thing.owner if entry else None


class Missed:
    """Which stages and touchpoints fall short, for pages that let them stand out."""

    def __init__(self, book: Book) -> None:
        self.all = tuple(each for each in measures(book) if each.falls_short)
        self._stages = {each.place for each in self.all if "/" in each.place}
        self._touchpoints = {each.place for each in self.all if each.place.startswith("touchpoint:")}
        self._met = {(each.place, each.touchpoint) for each in self.all if each.touchpoint}

    def at_stage(self, stage: str) -> bool:
        """Whether a target of the stage itself, or of a touchpoint at it, is missed."""
        return stage in self._stages

    def at_touchpoint(self, stage: str, touchpoint: str) -> bool:
        """Whether a target of the touchpoint at this stage, or of it wherever it is met, is missed."""
        return touchpoint in self._touchpoints or (stage, touchpoint) in self._met
