"""Tables ⇄ ``.csv``: one file for each, as Excel opens it at once; and CSV files as Excel and others save them."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from journeybook.exchange.sheets.cells import guarded, unguarded
from journeybook.exchange.sheets.layout import GRID, Labels
from journeybook.exchange.sheets.raw import RawSheet, Unread
from journeybook.exchange.sheets.table import Table
from journeybook.garbled import encodings

_MAP = "map."
"""Begins the name of a journey's map; its id follows."""
_SEPARATORS = ",;\t"
_MOST_FIELD = 2**24


def as_csv(tables: Sequence[Table], labels: Labels) -> dict[str, bytes]:
    """The files by name. Vietnamese Excel parts cells by semicolons, English Excel by commas."""
    separator = ";" if labels.language == "vi" else ","
    files = {}
    for table in tables:
        lines = [
            [labels.column(column) for column in table.columns],
            [column.key for column in table.columns],
            *([row.get(column.key, "") for column in table.columns] for row in table.rows),
        ]
        if table.key == GRID:
            lines = [list(line) for line in zip(*lines, strict=True)]
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerows([guarded(cell) for cell in line] for line in lines)
        name = f"{_MAP}{table.of}" if table.of else table.key
        files[f"{name}.csv"] = b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")
    return files


def read_csv(file: Path) -> list[RawSheet]:
    """The one sheet of a file. Raises Unread where its letters or quotes can't be read."""
    text = _decoded(file.read_bytes(), file.name)
    csv.field_size_limit(_MOST_FIELD)
    text, separator = _separated(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise Unread("sheet-csv-broken", file=file.name) from None
    cells = [[unguarded(_tidy(cell)) for cell in line] for line in lines]
    stem = file.stem.removeprefix(_MAP)
    return [RawSheet(file.name, stem, cells)]


def _tidy(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip(" \n")


def _decoded(data: bytes, name: str) -> str:
    """The text: UTF-8 or UTF-16, as Excel saves it; other encodings are named, since a guess may be wrong."""
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        if data.startswith(mark):
            return unicodedata.normalize("NFC", data.decode("utf-16", "replace"))
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    guessed = encodings.guess(data)
    if guessed is None:
        raise Unread("sheet-csv-encoding", file=name)
    encoding, written, right = guessed
    raise Unread("sheet-csv-other-encoding", file=name, encoding=encoding.name, written=written, right=right)


def _separated(text: str) -> tuple[str, str]:
    """The text and what parts its cells: as its first line says, or the sign that stands most often in its head."""
    if text[:4].lower() == "sep=" and text[4:5]:
        return text.partition("\n")[2], text[4]
    head = text.partition("\n")[0]
    outside = "".join(head.split('"')[::2]) if head.count('"') % 2 == 0 else head
    return text, max(_SEPARATORS, key=lambda sign: (outside.count(sign), -_SEPARATORS.index(sign)))
