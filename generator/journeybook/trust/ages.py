"""How fresh things are: read lately, due soon, past their day, or overtaken by an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.freshness import ages, due_on, events_after
from journeybook.model import Event

#: So long before its day a thing is due soon.
SOON = timedelta(days=30)

State = Literal["fresh", "soon", "stale", "event", "never"]
#: From the best to the worst.
STATES: tuple[State, ...] = ("fresh", "soon", "event", "stale", "never")


class Age(NamedTuple):
    """How fresh a thing is, when it is due, and the events (latest first) that came after its last review.

    Among the events are those that are still to come, so that whoever looks later can tell anew.
    """

    entry: Entry
    state: State
    due: date | None
    events: tuple[Entry, ...] = ()

    @property
    def needs_review(self) -> bool:
        """Whether somebody should read the thing now."""
        return self.state in ("stale", "event", "never")

    @property
    def since(self) -> date | None:
        """From which day on it should be read: its own, or that of the first event, whichever comes first."""
        days = [day_of(event) for event in self.events]
        return min([*days, *([self.due] if self.due else [])], default=None)

    def happened(self, today: date) -> tuple[Entry, ...]:
        """The events of up to a day."""
        return tuple(event for event in self.events if day_of(event) <= today)


def day_of(event: Entry) -> date:
    """The day of an event."""
    assert isinstance(event.thing, Event)
    return event.thing.date


def ages_of(book: Book, today: date) -> Mapping[str, Age]:
    """How fresh everything is that ages, by key."""
    after = events_after(book, date.max)
    return {
        key: _age(entry, book.review_every, tuple(after.get(key, ())), today)
        for key, entry in book.entries.items()
        if ages(entry)
    }


def _age(entry: Entry, review_every: int, events: tuple[Entry, ...], today: date) -> Age:
    due = due_on(entry, review_every)
    if due is None:
        return Age(entry, "never", None)
    state: State = "fresh"
    if due < today:
        state = "stale"
    elif any(day_of(event) <= today for event in events):
        state = "event"
    elif due - today <= SOON:
        state = "soon"
    return Age(entry, state, due, events)


def counted(found: Iterable[Age]) -> dict[State, int]:
    """How many things are in each state."""
    many = Counter(each.state for each in found)
    return {state: many[state] for state in STATES}
