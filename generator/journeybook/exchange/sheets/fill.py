"""Book → tables: a row for each thing, rows for what stands in lists, and what fits no cell as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeybook.book import Book
from journeybook.exchange.book_json import thing_data
from journeybook.exchange.sheets.gather import Gathered, gather
from journeybook.exchange.sheets.layout import (
    CLAIMS,
    GRID,
    JSON,
    METRICS,
    NO,
    OF,
    OTHER,
    PLACE,
    STEP,
    Field,
    Labels,
    columns,
    fields,
    lane_form,
    layouts,
    shape_of,
)
from journeybook.exchange.sheets.table import Table, as_read
from journeybook.model import KINDS, Model, Thing
from journeybook.model.base import Shape
from journeybook.model.journey import LANES, Stage

#: Excel holds 32,767 characters in a cell.
MOST_IN_CELL = 32_000


def data_of(thing: Thing) -> dict[str, Any]:
    """All that a thing says, as ``book.json`` has it, and its notes."""
    data = thing_data(thing)
    return {**data, "notes": dict(thing.notes)} if thing.notes else data


def things_of(book: Book) -> dict[str, dict[str, Any]]:
    """The data of a book's own things, by key; what is shipped stays where it is."""
    return {key: data_of(entry.thing) for key, entry in book.entries.items() if not entry.shipped}


def lanes_of(book: Book) -> dict[str, tuple[str, ...]]:
    """The own lanes of each model, by its key."""
    return {
        key: tuple(lane for lane in entry.thing.lanes if lane not in LANES)
        for key, entry in book.entries.items()
        if isinstance(entry.thing, Model)
    }


def fill(book: Book, labels: Labels, kinds: Sequence[str] = ()) -> list[Table]:
    """The tables of a book (of some kinds, if any are named), in their order; those without rows are left out.

    What they say is read again at once: a field that wouldn't come back as it is goes to the table of JSON.
    """
    languages = labels.languages
    things = {key: data for key, data in things_of(book).items() if not kinds or key.partition(":")[0] in kinds}
    lanes = lanes_of(book)
    tables = _Filling(languages, labels, lanes, {}).fill(things)
    read: Gathered = gather([as_read(table) for table in tables], {}, labels, lanes)
    lost: dict[str, list[str]] = {}
    for key, data in things.items():
        said, back = bare(data), bare(read.drafts[key].data)
        if different := [name for name in data if said[name] != back.get(name)]:
            lost[key] = different
    return _Filling(languages, labels, lanes, lost).fill(things) if lost else tables


def bare(value: Any) -> Any:
    """A value as it compares: all single values as text, references without what their fields say anyway."""
    if isinstance(value, dict):
        return {bare(name): bare(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [bare(each) for each in value]
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return said if " " in said else said.rpartition(":")[2].rpartition("/")[2]


@dataclass
class _Filling:
    languages: tuple[str, ...]
    labels: Labels
    lanes: Mapping[str, tuple[str, ...]]
    """Own lanes of the models, by key."""
    lost: Mapping[str, Sequence[str]]
    """Fields of things that only JSON holds."""
    rows: dict[str, list[dict[str, str]]] = dataclasses.field(default_factory=dict)
    grids: dict[str, Table] = dataclasses.field(default_factory=dict)

    def fill(self, things: Mapping[str, Mapping[str, Any]]) -> list[Table]:
        for key, data in sorted(things.items(), key=lambda pair: pair[0].split(":", 1)):
            kind, _, name = key.partition(":")
            lost = set(self.lost.get(key, ()))
            for each in sorted(lost):
                self._as_json(key, each, data[each])
            kept = {each: value for each, value in data.items() if each not in lost}
            cls = shape_of(kind)
            if kind == "journey":
                self._grid(name, data, kept.get("stages", []))
            row = {"id": name, **self._row(cls, kept, "")}
            self.rows.setdefault(KINDS[kind].FOLDER, []).append(row)
            self._inside(cls, kept, key, KINDS[kind].FOLDER, ())
        return self._tables()

    def _tables(self) -> list[Table]:
        tables: list[Table] = []
        for key in layouts(self.languages):
            if key == GRID:
                tables += self.grids.values()
            elif key in self.rows:
                tables.append(Table(key, columns(key, self.languages), self.rows[key]))
        return tables

    def _grid(self, name: str, data: Mapping[str, Any], stages: Iterable[Mapping[str, Any]]) -> None:
        lanes = self.lanes.get(str(data["model"]), ())
        rows = [self._row(Stage, stage, "") for stage in stages]
        if rows:
            rows[0] = {OF: name, **rows[0]}
            self.grids[name] = Table(GRID, columns(GRID, self.languages, lanes), rows, of=name)

    def _as_json(self, key: str, name: str, value: Any) -> None:
        for no, part in enumerate(_parts(json.dumps(value, ensure_ascii=False)), 1):
            self.rows.setdefault(OTHER, []).append({OF: key, PLACE: name, NO: str(no), JSON: part})

    def _row(self, cls: type[Shape], data: Mapping[str, Any], prefix: str) -> dict[str, str]:
        """The cells of a shape's row; one that is too long stays empty, and JSON says it."""
        row: dict[str, str] = {}
        for name, field in fields(cls, self.languages).items():
            value = data.get(name)
            if value is None:
                continue
            if field.nested and field.inner:
                row |= self._row(field.inner, value, f"{prefix}{name}.")
            elif field.form:
                cells = field.form.write(value)
                row |= {f"{prefix}{name}{rest}": cell for rest, cell in cells.items()}
            elif field.map:
                for lane, claims in value.items():
                    cells = lane_form(self.languages).write(claims)
                    row |= {f"{prefix}{name}.{lane}{rest}": cell for rest, cell in cells.items()}
        return {column: cell for column, cell in row.items() if len(cell) <= MOST_IN_CELL}

    def _inside(self, cls: type[Shape], data: Mapping[str, Any], of: str, key: str, steps: tuple[str, ...]) -> None:
        """The rows of all tables below a shape. ``steps`` lead to it: labels of fields, names or numbers of items."""
        for name, field in fields(cls, self.languages).items():
            value = data.get(name)
            if value is None or field.inner is None:
                continue
            here = (*steps, self.labels.field(field))
            if field.nested:
                self._inside(field.inner, value, of, f"{key}.{name}", here)
            elif field.map and field.form is None:
                for lane, claims in value.items():
                    self._items(field, claims, of, CLAIMS, (*here, lane))
            elif field.is_claim and not field.many:
                self._more(field, value, of, CLAIMS, here, "")
            elif field.table:
                self._items(field, value, of, _table_of(field, f"{key}.{name}"), here)

    def _items(
        self, field: Field, items: Sequence[Mapping[str, Any]], of: str, key: str, here: tuple[str, ...]
    ) -> None:
        assert field.inner
        for no, item in enumerate(items, 1):
            if key == GRID:
                pass  # a grid of its own
            elif layouts(self.languages)[key].more:
                self._more(field, item, of, key, here, str(no))
            else:
                self._put(key, of, here, str(no), self._row(field.inner, item, ""))
            self._inside(field.inner, item, of, key, (*here, step_of(item, items, field, self.languages)))

    def _more(self, field: Field, item: Mapping[str, Any], of: str, key: str, here: tuple[str, ...], no: str) -> None:
        """What an item says besides what its cell shows."""
        assert field.inner
        if set(item) - {field.inner.short}:
            self._put(key, of, here, no, self._row(field.inner, item, ""))

    def _put(self, key: str, of: str, here: tuple[str, ...], no: str, row: dict[str, str]) -> None:
        layout = layouts(self.languages)[key]
        own = {OF: of if not layout.kind else of.partition(":")[2], NO: no}
        if not layout.kind:
            own[PLACE] = STEP.join(here)
        elif layout.placed:
            own[PLACE] = here[-2]  # the item of the list above: fields say the rest
        self.rows.setdefault(key, []).append({**own, **row})


def _parts(said: str) -> Iterator[str]:
    """A long text in parts that fit into cells. None begins or ends with a space: cells are read without these."""
    while said:
        end = min(len(said), MOST_IN_CELL)
        while 1 < end < len(said) and (said[end - 1].isspace() or said[end].isspace()):
            end -= 1
        yield said[:end]
        said = said[end:]


def _table_of(field: Field, key: str) -> str:
    return METRICS if field.inner and field.inner.__name__ == "Metric" else CLAIMS if field.is_claim else key


def step_of(
    item: Mapping[str, Any], items: Sequence[Mapping[str, Any]], field: Field, languages: tuple[str, ...]
) -> str:
    """How a place names an item of a list: by the id or the reference that only it has, else by its number from 1."""
    assert field.inner
    name = "id" if "id" in field.inner.names() else field.inner.short
    form = fields(field.inner, languages)[name].form if name and not field.is_claim else None
    shown = getattr(form, "to_cell", None)
    if name and shown:
        same = [each for each in items if each.get(name) == item.get(name)]
        if len(same) == 1:
            return str(shown(item[name]))
    return str(next(no for no, each in enumerate(items, 1) if each is item))
