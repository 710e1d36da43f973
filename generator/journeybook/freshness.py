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
    """A thing that should be read again, and why: its day is past, events came after, or its subject has changed."""

    entry: Entry
    reviewed: date
    due: date | None
    """Since when it is past its day; None where it isn't."""
    events: tuple[Entry, ...] = ()
    """What happened after its review, the latest first."""
    overtaken: bool = False
    """Whether what a question is about has changed since."""

    @property
    def since(self) -> date:
        """Since when it should be read again, as far as that is known."""
        return min([*([self.due] if self.due else []), *map(day_of, self.events)], default=date.max)


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
    return months_after(thing.reviewed, thing.review_every or review_every)


def stale(book: Book, settings: Settings, today: date) -> list[Stale]:
    """What should be read again, the longest due first; not for reasons that are ignored or switched off."""

    def asked(code: str, entry: Entry) -> bool:
        return code not in entry.thing.ignore and settings.severity_of(code, entry.record.path) != "off"

    found, events = [], events_after(book, today)
    for entry in book.entries.values():
        if entry.thing.reviewed is None:
            continue
        due, came = due_on(entry, settings.review_every), tuple(events.get(entry.key, ()))
        due = due if due and due < today and asked("stale", entry) else None
        came = came if came and asked("event-review", entry) else ()
        changed = entry.key in book.overtaken and asked("stale", entry)
        if due or came or changed:
            found.append(Stale(entry, entry.thing.reviewed, due, came, changed))
    return sorted(found, key=lambda each: (each.since, each.entry.key))


def still_stale(each: Stale, settings: Settings, reviewed: date, today: date) -> Stale | None:
    """What is left of the reasons once a thing was read on another day; None where none is."""
    months = each.entry.thing.review_every or settings.review_every
    past = each.due is not None and months_after(reviewed, months) < today
    events = tuple(event for event in each.events if day_of(event) > reviewed)
    due = months_after(reviewed, months) if past else None
    return Stale(each.entry, reviewed, due, events) if due or events else None


def day_of(event: Entry) -> date:
    """The day of an event."""
    assert isinstance(event.thing, Event)
    return event.thing.date


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
        events.sort(key=lambda event: (day_of(event), event.key), reverse=True)
    return {key: events for key, events in found.items() if events}


def by_department(found: Sequence[Stale]) -> Mapping[str, list[Stale]]:
    """The same by who keeps the thing true (``department:sales``; empty for nobody), nobody last."""
    groups: dict[str, list[Stale]] = {}
    for each in found:
        groups.setdefault(each.entry.thing.maintainer or each.entry.thing.owner or "", []).append(each)
    return dict(sorted(groups.items(), key=lambda group: (not group[0], group[0])))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last; the last day of all for what lies beyond the calendar."""
    month = day.month - 1 + months
    year, month = day.year + month // _MONTHS_IN_YEAR, month % _MONTHS_IN_YEAR + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
