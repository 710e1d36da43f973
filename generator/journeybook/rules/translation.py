"""What readers of one language can read and those of another can't."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import shorten

from journeybook.book import Book
from journeybook.problems import Problem
from journeybook.translation import CODE

_MOST = 60  # letters of the text that is named


def untranslated(book: Book, today: date) -> Iterator[Problem]:
    """Every text stands in every language; told once for each thing, at the first text that lacks one."""
    for key, found in (*book.translations.items(), *book.excused.items()):
        if not found.missing:
            continue
        first = min(found.first.values(), key=lambda each: each.place)
        record = book.entries[key].record
        yield Problem(
            CODE,
            record.path,
            *first.place,
            {
                "id": record.id,
                "missing": {each: found.missing[each] for each in book.languages if each in found.missing},
                "first": shorten(next(iter(first.text.values())), _MOST, placeholder=" …"),
                "form": ", ".join(f"“{language}: …”" for language in book.languages),
            },
        )
