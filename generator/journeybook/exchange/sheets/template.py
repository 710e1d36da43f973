"""A workbook to fill in: all tables of the kinds wanted, each with one example that isn't read."""

from __future__ import annotations

from collections.abc import Sequence

from journeybook.exchange.sheets.cells import REMARK
from journeybook.exchange.sheets.layout import (
    CLAIMS,
    GRID,
    METRICS,
    NO,
    OF,
    OTHER,
    PLACE,
    Column,
    Labels,
    columns,
    layouts,
)
from journeybook.exchange.sheets.table import Table
from journeybook.sentences import said

_EXAMPLE_ID = "vi-du"


def empty_tables(labels: Labels, kinds: Sequence[str] = ()) -> list[Table]:
    """The tables of some kinds (of all, if none are named), without rows."""
    tables = []
    for key, layout in layouts(labels.languages).items():
        if key == OTHER or (layout.kind and kinds and layout.kind not in kinds):
            continue
        known = columns(key, labels.languages)
        example = {column.key: cell for column in known if (cell := _example(column, key, labels))}
        of = said("sheet-grid-name", labels.language) if key == GRID else ""
        tables.append(Table(key, known, [], of, example))
    return tables


def _example(column: Column, key: str, labels: Labels) -> str:
    """What stands in the example's cell: what is needed, and of the rest what shows how it is written."""
    language, field = labels.language, column.field
    if column.key in ("id", OF) and field is None:
        return f"{REMARK} {said('sheet-example', language)}"
    if field is None:
        places = {METRICS: "sheet-example-metrics-place", CLAIMS: "sheet-example-claims-place"}
        if column.key == PLACE:
            return said(places[key], language) if key in places else "think"
        return "1" if column.key == NO else ""
    first = column.rest in ("", f".{labels.languages[0]}")
    if column.path or not first:
        return ""
    if field.choices:
        return str(labels.words.value(field.name, field.choices[0], field.shape))
    if field.truth or field.number or field.refs or field.day or not column.rest:
        return {"day": "2026-10-01"}.get("day", "") if field.day else ""
    if field.many:
        return said("sheet-example-lines", language)
    return said("sheet-example-text", language) if field.required else ""
