"""What should be read again, and why: its day is past, or something happened since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.book import Book
from journeybook.freshness import ages, due_on, events_after
from journeybook.model import Event
from journeybook.problems import Problem


def stale(book: Book, today: date) -> Iterator[Problem]:
    """Everything is read again before its day is past."""
    for entry in book.entries.values():
        due, reviewed = due_on(entry, book.review_every), entry.thing.reviewed
        if due and reviewed and due < today:
            args = {"id": entry.id, "reviewed": reviewed.isoformat(), "due": due.isoformat()}
            yield Problem("stale", entry.record.path, *entry.record.place(("reviewed",)), args)


def event_review(book: Book, today: date) -> Iterator[Problem]:
    """What an event affects is read again after it."""
    for key, events in events_after(book, today).items():
        entry, latest = book.entries[key], events[0].thing
        assert isinstance(latest, Event)
        assert entry.thing.reviewed
        args = {
            "id": entry.id,
            "reviewed": entry.thing.reviewed.isoformat(),
            "event": events[0].id,
            "date": latest.date.isoformat(),
        }
        yield Problem("event-review", entry.record.path, *entry.record.place(("reviewed",)), args)


def never_reviewed(book: Book, today: date) -> Iterator[Problem]:
    """Everything that ages says when it was last read."""
    for entry in book.entries.values():
        if ages(entry) and entry.thing.reviewed is None:
            yield Problem("never-reviewed", entry.record.path, *entry.record.at, {"id": entry.id})
