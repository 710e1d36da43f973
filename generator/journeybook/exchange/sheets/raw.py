"""Sheets as they were read, and what they are: which table, which column is which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeybook.exchange.sheets.cells import REMARK
from journeybook.exchange.sheets.forms import Cell, Wrong
from journeybook.exchange.sheets.layout import GRID, OF, Column, Labels, columns, layouts
from journeybook.exchange.sheets.table import Place, ReadTable
from journeybook.model import CLASSES
from journeybook.sentences import Told, said
from journeybook.vietnamese import fold, nearest

#: Stands in a cell whose formula was saved without what it comes to.
UNCALCULATED = "\0"
_MOST_HEAD = 6
_LANE = re.compile(r"lanes\.([a-z0-9-]+)\.[a-z-]+")


class Unread(Told):
    """A file that can't be read as tables; the sentence says why and what to do."""


@dataclass
class RawSheet:
    """A sheet: its lines, each with the text of its cells."""

    file: str
    name: str
    lines: list[list[str]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    """Formulas that were saved without what they come to: row and column."""


class Places:
    """Numbers for places, so that marks can carry them as lines."""

    def __init__(self) -> None:
        self.all: list[Place] = [Place("", "", 1, 1)]

    def number(self, place: Place) -> int:
        """The number of a place."""
        self.all.append(place)
        return len(self.all) - 1


@dataclass
class Understood:
    """Tables, and what couldn't be understood of the sheets. ``left`` are rows that are remarks or examples."""

    tables: list[ReadTable] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    left: int = 0


class Reader:
    """Finds out what sheets say. ``lanes`` are all own lanes of the book's models, ``journeys`` ids by folded name."""

    def __init__(self, labels: Labels, lanes: Sequence[str], names: Mapping[str, Mapping[str, str]]) -> None:
        self.labels, self.lanes, self.names = labels, tuple(lanes), names
        self.places = Places()
        self.made = Understood()
        self.tables = {
            fold_name(name): key
            for key in layouts(labels.languages)
            for one in labels.each()
            for name in (key, one.table(key), one.sheet(key))
        }
        for cls in CLASSES:
            for one in labels.each():
                self.tables.setdefault(fold_name(one.words.kind(cls.KIND)), cls.FOLDER)
            self.tables.setdefault(fold_name(cls.KIND), cls.FOLDER)
        self.readmes = {fold_name(said("sheet-read-me", name)) for name in ("vi", "en")}

    def read(self, sheet: RawSheet, kind: str = "") -> None:
        """Understands one sheet. ``kind`` says which kind its rows are, if its name doesn't."""
        if fold_name(sheet.name) in self.readmes or not any(any(line) for line in sheet.lines):
            return
        lines = [(number, line) for number, line in enumerate(sheet.lines, 1) if any(line)]
        if self._is_grid(sheet, lines):
            self._grid(sheet)
            return
        key = kind or self._table(sheet)
        if not key:
            near = nearest(
                sheet.name, [one.table(each) for each in layouts(self.labels.languages) for one in [self.labels]]
            )
            place = self.places.number(Place(sheet.file, sheet.name, 1, 1))
            what = "sheet-unknown-near" if near else "sheet-unknown"
            self.made.wrong.append(Wrong(what, place, name=sheet.name, near=near, all=", ".join(self._kinds())))
            return
        self._read_table(key, sheet, [list(line) for line in sheet.lines], across=False)

    def _kinds(self) -> list[str]:
        return [self.labels.words.kind(cls.KIND, "many") for cls in CLASSES]

    def _table(self, sheet: RawSheet) -> str:
        return self.tables.get(fold_name(sheet.name), "")

    def _is_grid(self, sheet: RawSheet, lines: Sequence[tuple[int, Sequence[str]]]) -> bool:
        """Whether fields stand below each other: two heads in the first two columns, or a sheet named as a journey."""
        if self._table(sheet):
            return False
        downwards = {fold_name(cell) for _, line in lines[:2] for cell in line[:2] if cell}
        known = {fold_name(one.column(Column(OF))) for one in self.labels.each()} | {OF}
        return bool(downwards & known) or fold_name(sheet.name) in self._journeys()

    def _journeys(self) -> set[str]:
        known = self.names.get("journey", {})
        return {fold_name(name) for each in known.items() for name in each}

    def _grid(self, sheet: RawSheet) -> None:
        width = max(len(line) for line in sheet.lines)
        turned = [[line[position] if position < len(line) else "" for line in sheet.lines] for position in range(width)]
        self._read_table(GRID, sheet, turned, across=True)

    def _read_table(self, key: str, sheet: RawSheet, lines: list[list[str]], *, across: bool) -> None:
        known = columns(key, self.labels.languages, self._lanes(lines) if key == GRID else ())
        table = ReadTable(key)
        if across:
            journeys = {
                fold_name(name): each
                for pair in self.names.get("journey", {}).items()
                for name in pair
                for each in [pair[1]]
            }
            table.of = journeys.get(fold_name(sheet.name), sheet.name)
        head = self._head(key, lines, known)

        def place(line: int, position: int) -> int:
            row, column = (position, line) if across else (line, position)
            return self.places.number(Place(sheet.file, sheet.name, row + 1, column + 1))

        if head is None:
            self.made.wrong.append(Wrong("sheet-no-head", place(0, 0)))
            return
        found, after = self._columns(head, lines, known, place)
        for number, line in enumerate(lines[after:], after):
            told = [(position, cell) for position, cell in enumerate(line) if cell]
            if not told:
                continue
            if told[0][1].startswith(REMARK):
                self.made.left += 1
                continue
            cells = {}
            for position, cell in told:
                if position in found:
                    cells[found[position]] = Cell(cell, place(number, position))
            row, column = (told[0][0], number) if across else (number, told[0][0])
            at = {position: (position, number) if across else (number, position) for position, _ in told}
            formulas = [position for position in at if tuple(each + 1 for each in at[position]) in sheet.uncalculated]
            for position in formulas:
                self.made.wrong.append(Wrong("sheet-formula", place(number, position)))
            if any(found.get(position) in ("id", OF) for position in formulas):
                continue
            cells = {name: cell for name, cell in cells.items() if cell.text != UNCALCULATED}
            if cells:
                table.rows.append(cells)
                table.starts.append(self.places.number(Place(sheet.file, sheet.name, row + 1, column + 1)))
        self.made.tables.append(table)

    def _lanes(self, lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """The lanes of models' own that a grid may have: those of the book, and those of models that come with it."""
        found = (_LANE.fullmatch(cell) for line in lines[:2] for cell in line)
        return tuple(dict.fromkeys([*self.lanes, *(each[1] for each in found if each)]))

    def _head(self, key: str, lines: Sequence[Sequence[str]], known: Sequence[Column]) -> int | None:
        """The line that names the columns: the one of the first few that names most."""
        names = self._names(known)
        counted = [
            (sum(fold_name(cell) in names for cell in line if cell), -number)
            for number, line in enumerate(lines[:_MOST_HEAD])
        ]
        most = max(counted, default=(0, 0))
        if not most[0]:
            return None
        return -most[1]

    def _names(self, known: Sequence[Column]) -> dict[str, str]:
        """Columns by all that they may be called."""
        names: dict[str, str] = {}
        default = self.labels.languages[0]
        for column in known:
            for name in (column.key, *(one.column(column) for one in self.labels.each())):
                names.setdefault(fold_name(name), column.key)
        for column in known:
            if column.rest.endswith(f".{default}"):
                for name in (
                    column.key.removesuffix(f".{default}"),
                    *(re.sub(r" \([a-z-]+\)$", "", one.column(column)) for one in self.labels.each()),
                ):
                    names.setdefault(fold_name(name), column.key)
        for column in known:
            if column.path:  # a field within another one, by its own name
                own = column.key.split(".", len(column.path))[-1]
                names.setdefault(fold_name(own), column.key)
        return names

    def _columns(
        self, head: int, lines: Sequence[Sequence[str]], known: Sequence[Column], place: Any
    ) -> tuple[dict[int, str], int]:
        """Which column is which field, and where rows begin. A second head of field names decides, if there is one."""
        names, keys = self._names(known), {column.key for column in known}
        after, second = head + 1, lines[head + 1] if head + 1 < len(lines) else []
        if sum(cell in keys for cell in second if cell) * 2 > sum(bool(cell) for cell in second):
            after = head + 2
        else:
            second = []
        if (
            head
            and sum(cell in keys for cell in lines[head] if cell) == sum(bool(cell) for cell in lines[head])
            and not second
        ):
            second, head = lines[head], head - 1
        found: dict[int, str] = {}
        for position, label in enumerate(lines[head]):
            code = second[position] if position < len(second) else ""
            key = code if code in keys else names.get(fold_name(label), "")
            says = any(position < len(line) and line[position] for line in lines[after:])
            if key and key in found.values() and says:
                self.made.wrong.append(Wrong("sheet-column-twice", place(head, position), name=label or code))
            elif key:
                found[position] = key
            elif says:
                name = label or code
                near = self._near(name, known) if name else None
                what = "sheet-column-unnamed" if not name else "sheet-column-near" if near else "sheet-column-unknown"
                self.made.wrong.append(Wrong(what, place(head, position), name=name, near=near))
        return found, after

    def _near(self, name: str, known: Sequence[Column]) -> str | None:
        """The head most like the name; without a language in it, one of the book's first language."""
        default = f" ({self.labels.languages[0]})"
        heads = {}
        for column in known:
            for one in reversed(self.labels.each()):
                label = one.column(column)
                heads[column.key] = heads[label] = self.labels.column(column)
                if label.endswith(default):
                    heads[label.removesuffix(default)] = self.labels.column(column)
        near = nearest(name, heads)
        return heads[near] if near else None


def fold_name(name: str) -> str:
    """A name without marks, capitals, spaces and signs."""
    return "".join(letter for letter in fold(name) if letter.isalnum())
