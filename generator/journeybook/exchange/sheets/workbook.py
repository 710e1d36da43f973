"""Tables ⇄ ``.xlsx``, made for people first: wide columns, fixed heads, choices to pick, notes on what belongs where.

A cell holds text or a number and is never calculated. Dates, numbers and yes or no are read as they look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from journeybook.exchange.sheets.layout import GRID, MOST_NAME, Column, Labels, layouts
from journeybook.exchange.sheets.raw import UNCALCULATED, RawSheet, Unread
from journeybook.exchange.sheets.table import Table
from journeybook.sentences import said

IDS = "ids"
_NARROW, _WIDE, _WIDEST = 16, 34, 48
_MOST_HEIGHT = 300
_LINE = 15
_FIRST_ROWS_OF_CHOICES = 500
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_HEAD = PatternFill("solid", fgColor="E8EEF4")
_REMARKED = PatternFill("solid", fgColor="F4F4F4")
_RULE = Border(bottom=Side("thin", color="B8C4D0"))
_BOLD, _SMALL, _GREY = Font(bold=True, color="1F3A54"), Font(size=8, color="8A8A8A"), Font(italic=True, color="7A7A7A")
_TOP = Alignment(vertical="top", wrap_text=True)


def as_xlsx(
    tables: Sequence[Table],
    labels: Labels,
    ids: Mapping[str, Sequence[tuple[str, str]]],
    made: datetime | None = None,
) -> bytes:
    """A workbook. ``ids`` are ids and titles by kind, to pick from."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names = _names(tables, labels)
    _read_me(book.create_sheet(said("sheet-read-me", labels.language)), tables, names, labels)
    pick = _ids(book, ids)
    for table, name in zip(tables, names, strict=True):
        sheet = book.create_sheet(name)
        lines = _lines(table, labels)
        _write(sheet, lines if table.key != GRID else list(zip(*lines, strict=True)))
        _dress(sheet, table, labels, pick)
    book.move_sheet(book[IDS], len(tables) + 1) if IDS in book.sheetnames else None
    if made:
        book.properties.created = book.properties.modified = made
    book.properties.creator = "Journeybook"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _names(tables: Sequence[Table], labels: Labels) -> list[str]:
    """The name of each sheet: short enough for Excel, each once."""
    taken = {said("sheet-read-me", labels.language).lower(), IDS}
    names = []
    for table in tables:
        whole = _FORBIDDEN_IN_NAME.sub(" ", table.of or labels.sheet(table.key)).strip()
        name, no = whole[:MOST_NAME].strip(), 2
        while name.lower() in taken:
            name, no = f"{whole[: MOST_NAME - len(str(no)) - 1].strip()} {no}", no + 1
        taken.add(name.lower())
        names.append(name)
    return names


def _lines(table: Table, labels: Labels) -> list[list[tuple[str, Column | None]]]:
    """The lines of a table: labels, names of fields, rows; the example stands first among these."""
    head: list[list[tuple[str, Column | None]]] = [
        [(labels.column(column), None) for column in table.columns],
        [(column.key, None) for column in table.columns],
    ]
    rows = [table.example, *table.rows] if table.example else table.rows
    return head + [
        [(_shown(column, row.get(column.key, ""), labels), column) for column in table.columns] for row in rows
    ]


def _shown(column: Column, text: str, labels: Labels) -> str:
    """A value as people pick it: with the word that the language has for it."""
    field = column.field
    if field and not column.rest and text in (("true", "false") if field.truth else field.choices):
        return labels.words.value(field.name, text == "true" if field.truth else text, field.shape)
    return text


def _write(sheet: Worksheet, lines: Sequence[Sequence[tuple[str, Column | None]]]) -> None:
    for row, line in enumerate(lines, 1):
        for position, (text, column) in enumerate(line, 1):
            if text:
                _put(sheet.cell(row, position), text, column)


def _put(cell: XlsxCell | MergedCell, text: str, column: Column | None) -> None:
    """A number where a number is meant; else a text, whatever it looks like."""
    if column and column.field and column.field.number and re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", text):
        cell.value = float(text) if "." in text else int(text)
        return
    cell.value = _ESCAPED.sub("_x005F_", text)
    cell.data_type = "s"
    if text[0] in "=+-@":
        cell.quotePrefix = True  # so that it stays a text when somebody edits it


def _dress(sheet: Worksheet, table: Table, labels: Labels, pick: Mapping[str, str]) -> None:
    """What makes it good to look at and to fill in."""
    grid = table.key == GRID
    sheet.freeze_panes = "C3" if grid else "B3"
    first = {cell.row if grid else cell.column: cell for cell in (sheet["A"] if grid else sheet[1])}
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = _TOP
    for position, column in enumerate(table.columns, 1):
        head = first[position]
        code = sheet.cell(position, 2) if grid else sheet.cell(2, position)
        head.font, head.fill, code.font, head.border = _BOLD, _HEAD, _SMALL, _RULE
        if note := _note(column, labels):
            head.comment = Comment(note, "Journeybook", width=320, height=90)
        if not grid:
            sheet.column_dimensions[get_column_letter(position)].width = _width(column, labels)
        _choices(sheet, column, position, labels, pick, grid=grid)
    if grid:
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDE, _NARROW
        for position in range(3, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(position)].width = _WIDEST
    if table.example:
        for cell in sheet["C"] if grid else sheet[3]:
            cell.font, cell.fill = _GREY, _REMARKED
    for number in range(3 if not grid else 1, sheet.max_row + 1):
        sheet.row_dimensions[number].height = _height(sheet, number)
    sheet.sheet_properties.tabColor = "3E7CB1" if layouts(labels.languages)[table.key].is_kind else "B8C4D0"


def _width(column: Column, labels: Labels) -> int:
    if column.field is None:
        return _WIDEST if column.key in ("place", "json") else _NARROW + 6
    is_text = any(column.rest.endswith(f".{name}") for name in labels.languages)
    return _WIDEST if is_text and column.field.many else _WIDE if is_text else _NARROW + 4


def _height(sheet: Worksheet, row: int) -> float:
    """The height of a row; programs that open the file don't all count its lines."""
    most = 1
    for cell in sheet[row]:
        if isinstance(cell.value, str):
            width = sheet.column_dimensions[get_column_letter(cell.column)].width
            most = max(most, sum(1 + len(line) // max(int(width), 8) for line in cell.value.split("\n")))
    return float(min(most * _LINE + 3, _MOST_HEIGHT))


def _note(column: Column, labels: Labels) -> str:
    """What a field is for, and how its cell is filled in."""
    if column.field is None:
        return said(f"sheet-note-{column.key}", labels.language)
    notes = [labels.about(column.field)]
    if column.field.many and column.field.form:
        notes.append(said("sheet-note-lines", labels.language))
    return "\n".join(note for note in notes if note)


def _choices(
    sheet: Worksheet, column: Column, position: int, labels: Labels, pick: Mapping[str, str], *, grid: bool
) -> None:
    """A list to pick from, where a cell holds one word or one reference."""
    field = column.field
    if field is None or column.rest or field.many:
        return
    if field.truth or field.choices:
        words = [labels.words.value(field.name, each, field.shape) for each in (field.choices or (True, False))]
        formula = '"' + ",".join(word.replace(",", " ") for word in words) + '"'
        if any("," in word for word in words) or len(formula) > 255:  # noqa: PLR2004 - Excel's limit
            formula = '"' + ",".join(map(str, field.choices)) + '"'
    elif len(field.refs) == 1 and field.refs[0] in pick:
        formula = pick[field.refs[0]]
    else:
        return
    letter = get_column_letter(position)
    where = f"C{position}:Z{position}" if grid else f"{letter}3:{letter}{_FIRST_ROWS_OF_CHOICES}"
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(where)


def _ids(book: Workbook, ids: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, str]:
    """A hidden sheet with the ids of each kind and their titles; where the ids stand in it."""
    sheet = book.create_sheet(IDS)
    sheet.sheet_state = "hidden"
    places = {}
    for column, (kind, things) in enumerate(sorted(ids.items()), 1):
        at = 2 * column - 1
        _put(sheet.cell(1, at), kind, None)
        for row, (name, title) in enumerate(things, 2):
            _put(sheet.cell(row, at), name, None)
            _put(sheet.cell(row, at + 1), title or name, None)
        if things:
            letter = get_column_letter(at)
            places[kind] = f"{IDS}!${letter}$2:${letter}${len(things) + 1}"
    return places


def _read_me(sheet: Worksheet, tables: Sequence[Table], names: Sequence[str], labels: Labels) -> None:
    """The first sheet: how this is used, in both languages, and where everything is."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 60, 60
    row = 1
    order = dict.fromkeys((labels.language, "vi", "en"))
    paragraphs = [said("sheet-how", language).strip().split("\n") for language in order if language in ("vi", "en")]
    for line in range(max(map(len, paragraphs))):
        for position, told in enumerate(paragraphs, 1):
            if line < len(told) and told[line]:
                cell = sheet.cell(row, position, told[line])
                cell.data_type, cell.alignment = "s", _TOP
                cell.font = Font(bold=True, size=14, color="1F3A54") if line == 0 else Font(size=11)
        longest = max(len(told[line]) if line < len(told) else 0 for told in paragraphs)
        sheet.row_dimensions[row].height = 24 if line == 0 else _LINE * (1 + longest // 58) + 4
        row += 1
    row += 1
    for table, name in zip(tables, names, strict=True):
        cell = sheet.cell(row, 1, name)
        cell.data_type = "s"
        cell.hyperlink = f"#'{name}'!A1"
        cell.font = Font(color="3E7CB1", underline="single")
        whole = f"{labels.table(table.key)}: {table.of}" if table.of else labels.table(table.key)
        if whole != name:
            _put(sheet.cell(row, 2), whole, None)
        row += 1
    sheet.sheet_view.showGridLines = False


def read_xlsx(file: Path) -> list[RawSheet]:
    """The sheets of a workbook as text. Raises Unread."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # other programs leave out styles and add extensions; the cells are all we read
            values, formulas = (load_workbook(file, data_only=only) for only in (True, False))
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Unread("sheet-not-xlsx", file=file.name) from None
    sheets = []
    for sheet in values.worksheets:
        if sheet.title == IDS:  # our own list to pick from; not every program keeps it hidden
            continue
        raw = RawSheet(file.name, sheet.title)
        raw.lines = [
            [_read(cell, formula, raw) for cell, formula in zip(row, formula_row, strict=True)]
            for row, formula_row in zip(sheet.iter_rows(), formulas[sheet.title].iter_rows(), strict=True)
        ]
        sheets.append(raw)
    return sheets


def _read(cell: Any, formula: Any, raw: RawSheet) -> str:
    """A cell's text as it looks. A formula counts as what it came to when the file was saved."""
    value = cell.value
    if formula.data_type == "f" and (value is None or value == ""):
        raw.uncalculated.append((cell.row, cell.column))
        return UNCALCULATED
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ") if text.isspace() else text).strip()


def _number(value: float, form: str) -> str:
    """A number as people see it: 0.8 that is shown as 80 % is “80%”, and judged as such."""
    shown = value * 100 if "%" in form else value
    text = str(int(shown)) if shown == int(shown) else repr(round(shown, 10))
    return f"{text}%" if "%" in form else text
