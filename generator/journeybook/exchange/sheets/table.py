"""A table: columns, and rows with what stands in them; and a table as it was read, with the place of every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from journeybook.exchange.sheets.forms import Cell
from journeybook.exchange.sheets.layout import Column


@dataclass(frozen=True)
class Table:
    """What is written. ``of`` is the journey whose grid it is: rows are its columns then."""

    key: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, str]]
    of: str = ""
    example: Mapping[str, str] = field(default_factory=dict)
    """A row that shows how one is filled in; it isn't read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands, as people find it."""

    file: str
    sheet: str
    row: int
    column: int


@dataclass
class ReadTable:
    """What was read: rows by the names of their columns. Each row has the number of its place."""

    key: str
    rows: list[dict[str, Cell]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The place of each row."""
    of: str = ""


def as_read(table: Table) -> ReadTable:
    """A table as it will be read; its cells have no places."""
    rows = [{name: Cell(cell, 0) for name, cell in row.items() if cell} for row in table.rows]
    return ReadTable(table.key, rows, [0] * len(rows), table.of)
