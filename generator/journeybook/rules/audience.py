"""What is marked for readers outside, and can't be said to them as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.audience import gives_away, is_shareable, texts_in
from journeybook.audience.texts import without_references
from journeybook.book import Book, thing_of
from journeybook.check import Entry
from journeybook.model import Journey
from journeybook.problems import Problem
from journeybook.references import mentions

#: Kinds whose titles are names: where these stand, nothing else is meant.
_WITH_NAMES = ("persona", "competitor", "partner")


def internal_reference(book: Book, today: date) -> Iterator[Problem]:
    """Texts for others name what is internal in words of their own; journeys for others follow models for others."""
    for entry in book.entries.values():
        if is_shareable(entry) and not entry.shipped and entry.thing.status != "draft":
            yield from _internal_model(book, entry)
            yield from _named(book, entry)


def names_written_out(book: Book) -> Iterator[Problem]:
    """Names of internal people, companies and rivals that stand in texts for others without brackets.

    It takes a while in a large book, so it is asked only when something is about to leave the house.
    """
    named = {
        title: entry
        for entry in book.entries.values()
        if entry.kind in _WITH_NAMES and not is_shareable(entry)
        for title in (entry.thing.title or {}).values()
        if " " in title or entry.kind == "competitor"
    }
    for entry in book.entries.values():
        if not is_shareable(entry) or entry.shipped or entry.thing.status == "draft":
            continue
        for loc, text in texts_in(entry.thing):
            for language, words in text.items():
                bare = without_references(words, lambda target, label: "")
                for title in (each for each in named if each in bare):
                    place = entry.record.place_in_text((*loc, language), title, 0)
                    yield Problem("internal-reference.name", entry.record.path, *place, {"name": title})


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
                place = entry.record.place_in_text((*loc, language), raw, words[: mention.start].count(raw))
                yield Problem("internal-reference", entry.record.path, *place, {"name": mention.target})
