"""What is marked for readers outside, and can't be said to them as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.audience import gives_away, is_shareable, texts_in
from journeybook.book import Book, thing_of
from journeybook.check import Entry
from journeybook.link import place_in_text
from journeybook.model import Journey
from journeybook.problems import Problem
from journeybook.references import mentions


def internal_reference(book: Book, today: date) -> Iterator[Problem]:
    """Texts for others name what is internal in words of their own; journeys for others follow models for others."""
    for entry in book.entries.values():
        if is_shareable(entry) and not entry.shipped and entry.thing.status != "draft":
            yield from _internal_model(book, entry)
            yield from _named(book, entry)


def _internal_model(book: Book, entry: Entry) -> Iterator[Problem]:
    model = book.entries.get(entry.thing.model) if isinstance(entry.thing, Journey) else None
    if model and not is_shareable(model):
        place = entry.record.place(("model",))
        yield Problem("internal-reference.model", entry.record.path, *place, {"id": entry.id, "name": model.id})


def _named(book: Book, entry: Entry) -> Iterator[Problem]:
    for loc, text in texts_in(entry.thing):
        for language, words in text.items():
            for mention in mentions(words):
                named = book.entries.get(thing_of(book.mentioned.get(mention.target, "")))
                if not named or is_shareable(named) or (mention.label and not gives_away(mention.label, named)):
                    continue
                raw = words[mention.start : words.index(mention.target, mention.start) + len(mention.target)]
                place = place_in_text(entry.record, (*loc, language), raw, words[: mention.start].count(raw))
                yield Problem("internal-reference", entry.record.path, *place, {"name": mention.target})
