"""Tables as read → what each thing says, over what the book says of it already.

A cell that is empty leaves what there is. Lists that stand in rows are replaced by the rows, if there are any.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeybook.exchange.sheets.cells import is_nothing
from journeybook.exchange.sheets.forms import CLEAR, Cell, Wrong, mark_at, matched
from journeybook.exchange.sheets.layout import (
    GRID,
    JSON,
    NO,
    OF,
    OTHER,
    PLACE,
    Field,
    Labels,
    Layout,
    fields,
    lane_form,
    layouts,
    shape_of,
)
from journeybook.exchange.sheets.table import ReadTable
from journeybook.load import Mark
from journeybook.model.base import Shape
from journeybook.model.journey import Stage
from journeybook.vietnamese import fold

Row = dict[str, Cell]
_STEPS = re.compile(r"\s*[›>/]\s*")


@dataclass
class Draft:
    """A thing as the tables say it: plain data, and marks whose lines are numbers of places."""

    kind: str
    id: str
    data: dict[str, Any]
    mark: Mark
    first: int

    @property
    def key(self) -> str:
        """``persona:lisa-barone``."""
        return f"{self.kind}:{self.id}"


@dataclass
class Gathered:
    """What tables say: things by key, and cells that nothing could be made of."""

    drafts: dict[str, Draft] = dataclasses.field(default_factory=dict)
    wrong: list[Wrong] = dataclasses.field(default_factory=list)


def gather(
    tables: Sequence[ReadTable],
    book: Mapping[str, Mapping[str, Any]],
    labels: Labels,
    lanes: Mapping[str, tuple[str, ...]],
    names: Mapping[str, Mapping[str, str]] | None = None,
) -> Gathered:
    """All that tables say, over ``book``: the data of its things, by key.

    ``names`` are ids by kind and folded title: people write names where ids belong.
    """
    return _Gathering(book, labels, lanes, names or {}).gather(tables)


@dataclass
class _Gathering:
    book: Mapping[str, Mapping[str, Any]]
    labels: Labels
    lanes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, Mapping[str, str]]
    made: Gathered = dataclasses.field(default_factory=Gathered)
    titles: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    """Ids of things that have a row, by kind and folded title."""

    @property
    def languages(self) -> tuple[str, ...]:
        return self.labels.languages

    def gather(self, tables: Sequence[ReadTable]) -> Gathered:
        order = list(layouts(self.languages))
        for table in tables:
            if layouts(self.languages)[table.key].is_kind:
                self._begin(table)
        self._json([table for table in tables if table.key == OTHER])
        for table in tables:
            layout = layouts(self.languages)[table.key]
            if layout.is_kind:
                self._things(layout, table)
        for table in tables:
            if table.key == GRID:
                self._grid(table)
        rest = [table for table in tables if "." in table.key and table.key != GRID]
        rest += [table for table in tables if table.key not in (OTHER, GRID)]
        done: set[int] = set()
        for table in sorted(rest, key=lambda table: order.index(table.key)):
            if not layouts(self.languages)[table.key].is_kind and id(table) not in done:
                done.add(id(table))
                self._rows(layouts(self.languages)[table.key], table)
        return self.made

    # Things.

    def _begin(self, table: ReadTable) -> None:
        """Every thing that has a row, so that other tables can speak of it."""
        kind = layouts(self.languages)[table.key].kind
        for row, start in zip(table.rows, table.starts, strict=True):
            cell = row.get("id")
            if cell is None:
                self.made.wrong.append(Wrong("sheet-no-id", start))
                continue
            key = f"{kind}:{self._known_id(kind, cell.text)}"
            if key in self.made.drafts:
                self.made.wrong.append(Wrong("sheet-id-twice", cell.place, id=cell.text))
            else:
                self._draft(key, cell.place)
                self._name(kind, row, key)

    def _name(self, kind: str, row: Row, key: str) -> None:
        """Other rows may call a new thing by its title."""
        for name in self.languages:
            if title := row.get(f"title.{name}"):
                self.titles.setdefault(kind, {}).setdefault(fold(title.text), key.partition(":")[2])

    def _draft(self, key: str, place: int) -> Draft:
        kind, _, name = key.partition(":")
        data = copy.deepcopy(dict(self.book.get(key, {})))
        draft = self.made.drafts[key] = Draft(kind, name, data, mark_at(place, {}), place)
        return draft

    def _known_id(self, kind: str, written: str) -> str:
        """An id; or of the thing whose title was written."""
        known = self.names.get(kind, {})
        return written if f"{kind}:{written}" in self.book else known.get(fold(written), written)

    def _things(self, layout: Layout, table: ReadTable) -> None:
        for row in table.rows:
            if "id" not in row:
                continue
            draft = self.made.drafts[f"{layout.kind}:{self._known_id(layout.kind, row['id'].text)}"]
            if draft.mark.line == row["id"].place:
                self._read(shape_of(layout.kind), row, "", draft.data, draft.mark)

    def _json(self, tables: Iterable[ReadTable]) -> None:
        parts: dict[tuple[str, str], list[tuple[int, Cell]]] = {}
        for row in (row for table in tables for row in table.rows):
            if row.keys() >= {OF, PLACE, JSON}:
                no = row[NO].text if NO in row else "1"
                part = (int(no) if no.isdigit() else 1, row[JSON])
                parts.setdefault((row[OF].text, row[PLACE].text), []).append(part)
        for (of, name), said in parts.items():
            place = said[0][1].place
            try:
                value = json.loads("".join(cell.text for _, cell in sorted(said, key=lambda part: part[0])))
            except ValueError:
                self.made.wrong.append(Wrong("sheet-json", place))
                continue
            if draft := self._of(Cell(of, place), ""):
                draft.data[name] = value
                _inside(draft.mark)[name] = mark_at(place)

    # A row.

    def _read(self, cls: type[Shape], row: Row, prefix: str, data: dict[str, Any], mark: Mark) -> None:
        """Puts what a row says into a shape's data."""
        for name, field in fields(cls, self.languages).items():
            if field.nested and field.inner:
                self._nested(field, row, f"{prefix}{name}.", data, mark)
            elif field.form:
                self._cells(field, row, f"{prefix}{name}", data, mark)
            elif field.map and cls is Stage:
                self._lanes(name, row, f"{prefix}{name}.", data, mark)

    def _nested(self, field: Field, row: Row, prefix: str, data: dict[str, Any], mark: Mark) -> None:
        assert field.inner
        given = [cell for column, cell in row.items() if column.startswith(prefix)]
        if not given:
            return
        inner: dict[str, Any] = data.get(field.name) or {}
        below = mark_at(given[0].place, {})
        self._read(field.inner, row, prefix, inner, below)
        if inner:
            data[field.name] = inner
        else:
            data.pop(field.name, None)
        _inside(mark)[field.name] = below

    def _cells(self, field: Field, row: Row, column: str, data: dict[str, Any], mark: Mark) -> None:
        assert field.form
        cells = {rest: row[f"{column}{rest}"] for rest in field.form.columns if f"{column}{rest}" in row}
        if cells:
            self._put(field, field.name, cells, data, mark)

    def _put(self, field: Field, name: str, cells: Mapping[str, Cell], data: dict[str, Any], mark: Mark) -> None:
        form = field.form or lane_form(self.languages)
        try:
            value, below = form.read(self._meant(field, cells), data.get(name))
        except Wrong as wrong:
            self.made.wrong.append(wrong)
            return
        if value is CLEAR:
            data.pop(name, None)
        else:
            data[name] = value
        _inside(mark)[name] = below

    def _lanes(self, name: str, row: Row, prefix: str, data: dict[str, Any], mark: Mark) -> None:
        lanes: dict[str, dict[str, Cell]] = {}
        for column, cell in row.items():
            if column.startswith(prefix):
                lane, _, language = column.removeprefix(prefix).rpartition(".")
                lanes.setdefault(lane, {})[f".{language}"] = cell
        if not lanes:
            return
        inner = data.setdefault(name, {})
        below = _inside(mark).setdefault(name, mark_at(next(iter(next(iter(lanes.values())).values())).place, {}))
        for lane, cells in lanes.items():
            self._put(Field(lane, Stage), lane, cells, inner, below)
        if not inner:
            del data[name]

    def _meant(self, field: Field, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """Cells as the format has them: without a language's words for choices, and with ids instead of titles."""
        cell = cells.get("")
        if cell is None or not (field.choices or field.truth or field.refs):
            return dict(cells)
        if field.refs:
            text = "\n".join(self._meant_id(line, field.refs) for line in cell.text.split("\n"))
        else:
            text = cell.text if cell.text in field.choices else self._meant_words(field).get(fold(cell.text), cell.text)
        return {**cells, "": Cell(text, cell.place)}

    def _meant_words(self, field: Field) -> dict[str, str]:
        if field.truth:
            yes, no = ("có", "yes", "true", "x", "✓", "1", "đúng"), ("không", "no", "false", "0", "sai")
            return {fold(word): said for said, words in (("true", yes), ("false", no)) for word in words}
        return {fold(label): value for value, label in self.labels.values(field)}

    def _meant_id(self, line: str, kinds: Sequence[str]) -> str:
        bare = line.strip()
        for kind in kinds:
            if f"{kind}:{bare}" in self.book or f"{kind}:{bare}" in self.made.drafts:
                return line
        titled = (each.get(kind, {}).get(fold(bare)) for kind in kinds for each in (self.names, self.titles))
        found = {name for name in titled if name}
        return found.pop() if len(found) == 1 else line

    # Rows of lists.

    def _grid(self, table: ReadTable) -> None:
        of: Cell | None = None
        stages: list[tuple[Row, int]] = []
        for row, start in zip(table.rows, table.starts, strict=True):
            of = of or row.get(OF)
            if "id" in row:
                stages.append((row, start))
            elif row.keys() - {OF}:
                self.made.wrong.append(Wrong("sheet-no-stage", start))
        if not stages:
            return
        draft = self._of(of or Cell(table.of, stages[0][1]), "journey")
        if draft is None:
            return
        former = {str(stage.get("id", "")).rpartition("/")[2]: stage for stage in draft.data.get("stages", ())}
        value, marks = [], []
        for row, start in stages:
            stage = copy.deepcopy(former.get(row["id"].text.rpartition("/")[2], {}))
            mark = mark_at(start, {})
            self._read(Stage, row, "", stage, mark)
            value.append(stage)
            marks.append(mark)
        draft.data["stages"] = value
        _inside(draft.mark)["stages"] = mark_at(stages[0][1], marks)

    def _rows(self, layout: Layout, table: ReadTable) -> None:
        """Rows of lists, list by list."""
        lists: dict[tuple[str, str], list[tuple[Row, int]]] = {}
        for row, start in zip(table.rows, table.starts, strict=True):
            of, place = row.get(OF), row.get(PLACE)
            if of is None:
                self.made.wrong.append(Wrong("sheet-no-of", start))
            elif layout.placed and place is None:
                self.made.wrong.append(Wrong("sheet-no-place", start))
            else:
                lists.setdefault((of.text, place.text if place else ""), []).append((row, start))
        for rows in lists.values():
            self._list(layout, _by_number(rows))

    def _list(self, layout: Layout, rows: list[tuple[Row, int]]) -> None:
        row, start = rows[0]
        draft = self._of(row[OF], layout.kind)
        if draft is None:
            return
        try:
            holder, mark, at = self._holder(layout, draft, row.get(PLACE))
        except Wrong as wrong:
            self.made.wrong.append(wrong)
            return
        cls, name = layout.cls, at.name
        if at.is_claim and not at.many and not at.map:
            self._say_more(layout, at, holder, mark, rows)
            return
        old: list[dict[str, Any]] = holder.get(name, []) if isinstance(holder.get(name), list) else []
        own = [(each, begin) for each, begin in rows if set(each) - {OF, PLACE, NO}]
        if not own:
            return
        if all(
            is_nothing(cell.text) for each, _ in own for column, cell in each.items() if column not in (OF, PLACE, NO)
        ):
            holder.pop(name, None)
            return
        fresh = [self._item(cls, each, begin, {}) for each, begin in own]
        if layout.more and old:
            self._details(layout, old, own, fresh, holder, mark, name)
            return
        key = cls.short or next((each.name for each in fields(cls, self.languages).values() if each.required), "")
        matches = matched([item for item, _ in fresh], old, lambda one, other: _alike(one.get(key), other.get(key)))
        value, marks = [], []
        for (each, begin), match in zip(own, matches, strict=True):
            item, below = self._item(cls, each, begin, {} if match is None else copy.deepcopy(old[match]))
            value.append(item)
            marks.append(below)
        holder[name] = value
        _inside(mark)[name] = mark_at(start, marks)

    def _item(self, cls: type[Shape], row: Row, start: int, data: dict[str, Any]) -> tuple[dict[str, Any], Mark]:
        mark = mark_at(start, {})
        before, self.made.wrong = self.made.wrong, []
        self._read(cls, row, "", data, mark)
        self.made.wrong = before + [wrong for wrong in self.made.wrong if _new(wrong, before)]
        return data, mark

    def _details(
        self,
        layout: Layout,
        old: list[dict[str, Any]],
        rows: list[tuple[Row, int]],
        fresh: list[tuple[dict[str, Any], Mark]],
        holder: dict[str, Any],
        mark: Mark,
        name: str,
    ) -> None:
        """Rows that say more of the items which a cell lists: found by what they are, else by their number."""
        short = layout.cls.short or ""
        matches = matched(
            [item for item, _ in fresh],
            old,
            lambda one, other: _alike(one.get(short), other.get(short)),
            by_place=False,
        )
        free = set(range(len(old))) - set(matches)
        inside = _inside(mark).get(name)
        marks = [Mark(inside.line, 0) if inside else mark_at(rows[0][1], {}) for _ in old]
        for each, below in zip(
            marks, inside.inside if inside and isinstance(inside.inside, list) else (), strict=False
        ):
            each.inside = below.inside
        for (row, start), (item, _), match in zip(rows, fresh, matches, strict=True):
            no = int(row[NO].text) - 1 if NO in row and row[NO].text.isdigit() else -1
            unnamed = short not in item and no in range(len(old))
            at = no if unnamed or (match is None and no in free and self._said_before(layout, row, no, item)) else match
            if at is None:
                self.made.wrong.append(
                    Wrong("sheet-other-words" if no in free else "sheet-not-listed", start, no=no + 1)
                )
                continue
            kept = old[at].get(short)
            told = {column: cell for column, cell in row.items() if column.partition(".")[0] != short}
            _, below = self._item(layout.cls, told, start, old[at])
            if kept is not None:
                old[at][short] = kept
            marks[at].inside = {**_inside(marks[at]), **_inside(below)}
            marks[at].line = start
        _inside(mark)[name] = mark_at(marks[0].line, marks)
        holder[name] = old

    def _said_before(self, layout: Layout, row: Row, no: int, item: Mapping[str, Any]) -> bool:
        """Whether a row's words are those that the book has in its place: then the cell's words are newer."""
        draft = self._of(row[OF], layout.kind)
        if draft is None or draft.key not in self.book:
            return False
        data = copy.deepcopy(dict(self.book[draft.key]))
        before = Draft(draft.kind, draft.id, data, mark_at(0, {}), 0)
        try:
            holder, _, at = self._holder(layout, before, row.get(PLACE))
        except Wrong:
            return False
        items = holder.get(at.name) or []
        short = layout.cls.short or ""
        return no < len(items) and _alike(item.get(short), items[no].get(short))

    def _say_more(
        self, layout: Layout, at: Field, holder: dict[str, Any], mark: Mark, rows: list[tuple[Row, int]]
    ) -> None:
        """The same for a claim that stands alone."""
        row, start = rows[0]
        known = holder.get(at.name)
        item = copy.deepcopy(known) if isinstance(known, dict) else {}
        told = {column: cell for column, cell in row.items() if not (item and column.partition(".")[0] == "text")}
        holder[at.name], below = self._item(layout.cls, told, start, item)
        former = _inside(mark).get(at.name)
        if former and isinstance(former.inside, dict):
            below.inside = {**former.inside, **_inside(below)}
        _inside(mark)[at.name] = below
        for _, more in rows[1:]:
            self.made.wrong.append(Wrong("sheet-claim-twice", more))

    # Where a row belongs.

    def _of(self, cell: Cell, kind: str) -> Draft | None:
        """The thing that a row is about."""
        written, kinds = cell.text.strip(), [kind] if kind else [each.kind for each in layouts(self.languages).values()]
        if ":" in written and written.partition(":")[0] in kinds:
            kinds, written = [written.partition(":")[0]], written.partition(":")[2].strip()
        keys = {f"{each}:{self._known_id(each, written)}" for each in kinds if each}
        for found in (self.made.drafts, self.book):
            known = sorted(keys & found.keys())
            if len(known) == 1:
                key = known[0]
                return self.made.drafts[key] if key in self.made.drafts else self._draft(key, cell.place)
            if known:
                self.made.wrong.append(Wrong("sheet-of-which", cell.place, found=written, all=", ".join(known)))
                return None
        self.made.wrong.append(Wrong("sheet-of-unknown", cell.place, found=written))
        return None

    def _holder(self, layout: Layout, draft: Draft, place: Cell | None) -> tuple[dict[str, Any], Mark, Field]:
        """The map that has the list, its mark, and the list's field. Raises Wrong."""
        steps = [each for each in _STEPS.split(place.text.strip()) if each] if place else []
        if layout.kind:
            steps = self._static(layout, steps, place)
        cls, data, mark = shape_of(draft.kind), draft.data, draft.mark
        while True:
            field = self._field(cls, steps.pop(0), place, draft)
            if field.map and steps:  # a lane
                data, mark = data.setdefault(field.name, {}), _below(mark, field.name)
                return data, mark, Field(steps[0], Stage, lane_form(self.languages), inner=field.inner, many=True)
            if not steps:
                return data, mark, field
            if not field.inner:
                raise Wrong("sheet-place", place.place if place else draft.first, found=place.text if place else "")
            cls = field.inner
            mark = _below(mark, field.name)
            if field.many:
                items = data.get(field.name) or []
                position = self._position(field, items, steps.pop(0), place, draft)
                data = items[position]
                mark = _below_item(mark, position, len(items))
                if not steps:
                    raise Wrong("sheet-place", place.place if place else draft.first, found=place.text if place else "")
            else:
                data = data.setdefault(field.name, {})

    def _static(self, layout: Layout, steps: list[str], place: Cell | None) -> list[str]:
        """The steps that a table's own place stands for: its fields, with the item that was named between them."""
        whole: list[str] = []
        for field in layout.path:
            whole.append(field.name)
            if field.many and field is not layout.path[-1]:
                if not steps:
                    raise Wrong("sheet-place", place.place if place else 0, found=place.text if place else "")
                whole.append(steps.pop(0))
        return whole

    def _field(self, cls: type[Shape], written: str, place: Cell | None, draft: Draft) -> Field:
        known = fields(cls, self.languages)
        if written in known:
            return known[written]
        for field in known.values():
            if fold(written) in self.labels.all_of(field):
                return field
        raise Wrong("sheet-place", place.place if place else draft.first, found=place.text if place else written)

    def _position(
        self, field: Field, items: Sequence[Mapping[str, Any]], written: str, place: Cell | None, draft: Draft
    ) -> int:
        assert field.inner
        name = "id" if "id" in field.inner.names() else field.inner.short
        for position, item in enumerate(items):
            said = item.get(name) if name else None
            if isinstance(said, str) and written in (said, said.rpartition(":")[2], said.rpartition("/")[2]):
                return position
        if written.isdigit() and 1 <= int(written) <= len(items):
            return int(written) - 1
        raise Wrong("sheet-place", place.place if place else draft.first, found=place.text if place else written)


def _by_number(rows: list[tuple[Row, int]]) -> list[tuple[Row, int]]:
    """Rows in the order of their numbers; one without a number stays behind the one above."""
    order, last = [], 0.0
    for row, start in rows:
        text = row[NO].text if NO in row else ""
        last = float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else last
        order.append((last, row, start))
    return [(row, start) for _, row, start in sorted(order, key=lambda each: each[0])]


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return bool(one) and all(other.get(name) == text for name, text in one.items())
    if isinstance(one, str) and isinstance(other, str):
        return one.rpartition(":")[2] == other.rpartition(":")[2]
    return False


def _new(wrong: Wrong, before: Sequence[Wrong]) -> bool:
    return all((wrong.what, wrong.place) != (each.what, each.place) for each in before)


def _inside(mark: Mark) -> dict[str, Mark]:
    if not isinstance(mark.inside, dict):
        mark.inside = {}
    return mark.inside


def _below(mark: Mark, name: str) -> Mark:
    return _inside(mark).setdefault(name, mark_at(mark.line, {}))


def _below_item(mark: Mark, position: int, count: int) -> Mark:
    if not isinstance(mark.inside, list):
        mark.inside = [mark_at(mark.line, {}) for _ in range(count)]
    while len(mark.inside) <= position:
        mark.inside.append(mark_at(mark.line, {}))
    return mark.inside[position]
