"""Book ⇄ spreadsheets: a table for each kind, a stage × lane grid for each journey, and nothing lost on the way.

``cells``     how lists and other values stand in one cell, and what keeps a cell from becoming a formula.
``forms``     the type of a field → which columns it has, what stands in them, and back.
``layout``    the model → tables and their columns; labels in every language.
``fill``      Book → tables.
``workbook``  tables ⇄ ``.xlsx``; ``csv_files`` tables ⇄ ``.csv``; ``template`` tables with nothing but an example.
``raw``       sheets as read → tables: which one, which column is which field.
``gather``    tables as read → what each thing says, over what the book says of it already.
``bring_in``  files → a plan: what is new, what changes, what is wrong; nothing is written before all is right.
``house``     what a thing says → YAML as people write it; ``patch`` YAML with a few fields changed, all else as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from journeybook.book import Book
from journeybook.exchange.sheets import bring_in
from journeybook.exchange.sheets.bring_in import BookBroken, Finding, Plan, write
from journeybook.exchange.sheets.csv_files import as_csv
from journeybook.exchange.sheets.fill import fill
from journeybook.exchange.sheets.layout import Labels
from journeybook.exchange.sheets.template import empty_tables
from journeybook.exchange.sheets.workbook import as_xlsx
from journeybook.settings import Settings
from journeybook.vietnamese import sort_key

__all__ = ["BookBroken", "Finding", "Plan", "csv", "prepare", "write", "xlsx"]


def xlsx(book: Book, settings: Settings, language: str, kinds: Sequence[str] = (), *, template: bool = False) -> bytes:
    """The book as a workbook labelled in a language; as a template, only how it is filled in."""
    labels = Labels(language, settings.languages, settings.folder)
    tables = empty_tables(labels, kinds) if template else fill(book, labels, kinds)
    return as_xlsx(tables, labels, _ids(book, language))


def csv(book: Book, settings: Settings, language: str, kinds: Sequence[str] = ()) -> dict[str, bytes]:
    """The book as CSV files, by name."""
    labels = Labels(language, settings.languages, settings.folder)
    return as_csv(fill(book, labels, kinds), labels)


def prepare(settings: Settings, files: Sequence[Path], language: str, today: date, kind: str = "") -> Plan:
    """What files of tables would change in a book. Raises Unread and BookBroken."""
    return bring_in.prepare(settings, files, Labels(language, settings.languages, settings.folder), today, kind)


def _ids(book: Book, language: str) -> dict[str, list[tuple[str, str]]]:
    """Ids and titles by kind, to pick from."""
    ids: dict[str, list[tuple[str, str]]] = {}
    for entry in book.entries.values():
        titles: dict[str, str] = entry.thing.title or {}
        ids.setdefault(entry.kind, []).append((entry.id, titles.get(language) or next(iter(titles.values()), "")))
    return {kind: sorted(each, key=lambda pair: sort_key(pair[0])) for kind, each in ids.items()}
