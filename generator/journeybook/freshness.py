"""When things should be read again: the day on which a review falls due, what is past it, events that came after."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journeybook.book import Book, thing_of
from journeybook.check import Entry
from journeybook.model import Event
from journeybook.settings import Settings

#: Kinds that don't fall due: what they say doesn't age with customers.
EXEMPT = frozenset({"source", "event", "term", "department"})
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class Stale:
    """A thing whose review was due on a day that is past."""

    entry: Entry
    reviewed: date
    due: date


def ages(entry: Entry) -> bool:
    """Whether a thing is read again from time to time at all."""
    return entry.kind not in EXEMPT and not entry.shipped and entry.thing.status == "active"


def due_on(entry: Entry, review_every: int) -> date | None:
    """The day on which a thing should be read again; None if it never was read, or needn't be.

    ``review_every`` counts the months for things that don't name their own.
    """
    thing = entry.thing
    if not ages(entry) or thing.reviewed is None:
        return None
    return _months_after(thing.reviewed, thing.review_every or review_every)


def stale(book: Book, settings: Settings, today: date) -> list[Stale]:
    """What is past its day, the longest due first; what ignores ``stale``, or a book without that rule, isn't asked."""
    found = []
    for entry in book.entries.values():
        due = due_on(entry, settings.review_every)
        off = settings.severity_of("stale", entry.record.path) == "off" or "stale" in entry.thing.ignore
        if due and due < today and entry.thing.reviewed and not off:
            found.append(Stale(entry, entry.thing.reviewed, due))
    return sorted(found, key=lambda each: (each.due, each.entry.key))


def events_after(book: Book, today: date) -> dict[str, list[Entry]]:
    """By key: the events up to today that affect a thing directly (by itself or as one of its kind) and came after its
    last review, the latest first."""
    found: dict[str, list[Entry]] = {}
    for event in book.of_kind("event"):
        assert isinstance(event.thing, Event)
        if event.thing.status != "active" or event.thing.date > today:
            continue
        for target in dict.fromkeys(event.thing.affects):
            kind = target.removeprefix("kind:") if target.startswith("kind:") else None
            for entry in book.of_kind(kind) if kind else filter(None, (book.entries.get(thing_of(target)),)):
                reviewed = entry.thing.reviewed
                after = found.setdefault(entry.key, []) if ages(entry) and reviewed else None
                if after is not None and reviewed and reviewed < event.thing.date and event not in after:
                    after.append(event)
    for events in found.values():
        events.sort(key=lambda event: (event.thing.date, event.key), reverse=True)  # type: ignore[attr-defined]
    return {key: events for key, events in found.items() if events}


def by_department(found: Sequence[Stale]) -> Mapping[str, list[Stale]]:
    """The same by who keeps the thing true (``department:sales``; empty for nobody), nobody last."""
    groups: dict[str, list[Stale]] = {}
    for each in found:
        groups.setdefault(each.entry.thing.maintainer or each.entry.thing.owner or "", []).append(each)
    return dict(sorted(groups.items(), key=lambda group: (not group[0], group[0])))


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last; the last day of all for what lies beyond the calendar."""
    month = day.month - 1 + months
    year, month = day.year + month // _MONTHS_IN_YEAR, month % _MONTHS_IN_YEAR + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
