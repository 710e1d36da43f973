"""Who answers for what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.book import Book
from journeybook.model import MAIN_KINDS
from journeybook.problems import Problem

_OWNED = (*MAIN_KINDS, "touchpoint", "competitor", "track")


def no_owner(book: Book, today: date) -> Iterator[Problem]:
    """Main kinds, touchpoints, competitors and tracks have a department that answers for them."""
    for kind in _OWNED:
        for entry in book.of_kind(kind):
            if entry.thing.owner is None and entry.thing.status != "retired":
                yield Problem("no-owner", entry.record.path, *entry.record.at, {"id": entry.id})
