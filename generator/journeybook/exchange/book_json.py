"""Book → ``book.json``: everything that a book says, for other tools; the same bytes for the same content.

There is one form for everything: a claim is always a map with its ``text``, a text a map by language, a reference
``kind:id``. What an editor may shorten, leave out or write in another order makes no difference here.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from journeybook.book import Book
from journeybook.check import Entry
from journeybook.model.base import Citation, Shape, Thing
from journeybook.model.journey import Stage
from journeybook.model.library import Model
from journeybook.model.texts import Text

FORMAT = 1
#: Stands near the top of what may leave the house, so that nobody takes it for all of the book.
_FOR_OTHERS = '"audience": "shareable",\n'


def as_book_json(book: Book, version: str = "", *, include_drafts: bool = False) -> str:
    """The book as JSON, one thing and one link per line, so that two versions of it compare well."""
    said = as_plain(book, version, include_drafts=include_drafts)
    return (
        f'{{"format": {said["format"]},\n'
        f'"version": {_json(said["version"])},\n'
        f'"languages": {_json(said["languages"])},\n'
        f"{_FOR_OTHERS if book.audience == 'shareable' else ''}"
        f'"things": {_lines(said["things"])},\n'
        f'"links": {_lines(said["links"])}}}\n'
    )


def as_plain(book: Book, version: str = "", *, include_drafts: bool = False) -> dict[str, Any]:
    """What ``book.json`` says, as plain values."""
    if not include_drafts:
        book = book.published()
    things = [_entry(book.entries[key]) for key in sorted(book.entries, key=lambda key: tuple(key.split(":", 1)))]
    links = [{"from": link.source, "to": link.target, "via": link.via} for link in sorted(book.links)]
    return {"format": FORMAT, "version": version, "languages": book.languages, "things": things, "links": links}


def is_for_others(file: Path) -> bool:
    """Whether a ``book.json`` holds only what may leave the house."""
    if not file.is_file():
        return False
    with file.open(encoding="utf-8") as lines:
        return _FOR_OTHERS in islice(lines, 5)


def thing_data(thing: Thing) -> dict[str, Any]:
    """A thing's fields as plain data, in the order of its class, without defaults and without ``notes``."""
    data = _shape(thing)
    data.pop("notes", None)
    return data


def _entry(entry: Entry) -> dict[str, Any]:
    # What is shipped has no file, and others needn't know of ours.
    path, line = (None, None) if entry.shipped or not entry.record.path else (entry.record.path, entry.record.at[0])
    return {"kind": entry.kind, "id": entry.id, "path": path, "line": line, "data": thing_data(entry.thing)}


def _shape(shape: Shape) -> dict[str, Any]:
    data: dict[str, Any] = {}
    fields = type(shape).model_fields
    for written, name in shape.names().items():
        value = getattr(shape, name)
        if fields[name].is_required() or value != fields[name].default:
            # The lanes of a model are rows in the order given; any other map by id is sorted.
            data[written] = _plain(value, in_order=isinstance(shape, Model) and name == "lanes")
    if not data.get("evidence", True):  # of sources that aren't named
        del data["evidence"]
    if isinstance(shape, Stage):
        data["id"] = shape.id.rpartition("/")[2]
    return data


def _plain(value: Any, *, in_order: bool = False) -> Any:
    if isinstance(value, Shape):
        return _shape(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value if not (isinstance(each, Citation) and not each.source)]
    if isinstance(value, dict):
        names = value if in_order or isinstance(value, Text) else sorted(value)
        return {str(name): _plain(value[name]) for name in names}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join(_json(value) for value in values) + "\n]" if values else "[]"
