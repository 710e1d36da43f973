"""Whether questions still ask what is true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.book import Book
from journeybook.model import Question
from journeybook.problems import Problem


def overtaken(book: Book, today: date) -> Iterator[Problem]:
    """A question is read again when what it is about has changed since."""
    for key in sorted(book.overtaken):
        entry = book.entries[key]
        assert isinstance(entry.thing, Question)
        assert entry.thing.reviewed is not None
        args = {"id": entry.id, "about": str(entry.thing.about), "reviewed": entry.thing.reviewed.isoformat()}
        place = max(entry.record.place(("reviewed",)), entry.record.at)  # not where a collection gives one day to all
        yield Problem("stale.question", entry.record.path, *place, args)
