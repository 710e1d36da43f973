"""A book goes through spreadsheets and comes back as it was, whatever its texts are; nothing becomes a formula."""

from __future__ import annotations

import json
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from journeybook.book import Book
from journeybook.exchange import sheets
from journeybook.exchange.book_json import as_plain
from journeybook.exchange.sheets import cells
from journeybook.exchange.sheets.forms import Cell, ManyTexts
from journeybook.exchange.sheets.layout import Labels, columns, layouts
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel

pytestmark = pytest.mark.slow

SETTINGS = "site_name: x\ndocs_dir: content\ntheme: material\nplugins: [journeybook]\n"
TODAY = date(2026, 10, 1)
ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "sites" / "good"
BOOKS = [ROOT, GOOD / "every-field", GOOD / "hostile-text", GOOD / "own-model-and-lanes", GOOD / "three-languages"]
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t⏎–-•\\=+@'\"")).map(str.strip)


def _said(book: Book) -> str:
    """The book's ``book.json`` without the places of its files."""
    said = as_plain(book, include_drafts=True)
    for thing in said["things"]:
        thing["path"] = thing["line"] = None
    return json.dumps(said, ensure_ascii=False, indent=1)


def _files(source: Path, form: str, folder: Path) -> list[Path]:
    """The book as files of tables."""
    told = read_settings(source)
    book = travel(told, TODAY).book
    made = {"book.xlsx": sheets.xlsx(book, told, "en")} if form == "xlsx" else sheets.csv(book, told, form[-2:])
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def _empty_copy(source: Path, folder: Path) -> Path:
    """A book with the settings and pictures of another one, and no things."""
    for file in source.glob("content/media/**/*"):
        if file.is_file():
            (folder / file.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / file.relative_to(source))
    (folder / "content").mkdir(exist_ok=True)
    shutil.copy(source / "mkdocs.yml", folder)
    if (source / "lang").is_dir():
        shutil.copytree(source / "lang", folder / "lang")
    return folder


@pytest.mark.parametrize("form", ["xlsx", "csv-vi", "csv-en"])
@pytest.mark.parametrize("source", BOOKS, ids=lambda source: source.name)
def test_a_book_comes_back_as_it_was(source: Path, form: str, tmp_path: Path) -> None:
    """Into an empty folder: the same book.json, byte for byte, but for where its things stand."""
    tables, new = tmp_path / "tables", tmp_path / "new"
    tables.mkdir()
    new.mkdir()
    told = read_settings(_empty_copy(source, new))
    plan = sheets.prepare(told, _files(source, form, tables), "en", TODAY)
    assert [] == [finding.told("en") for finding in plan.findings]
    sheets.write(plan)
    assert _said(travel(read_settings(source), TODAY).book) == _said(travel(told, TODAY).book)


@pytest.mark.parametrize("form", ["xlsx", "csv-vi"])
def test_a_book_that_is_brought_in_again_stays_as_it_is(form: str, tmp_path: Path) -> None:
    """What the book says already isn't written again; also not where another program has saved the workbook."""
    files = _files(ROOT, form, tmp_path)
    for file in files if form == "xlsx" else ():
        workbook = load_workbook(file)
        workbook["ids"].sheet_state = "visible"
        workbook.save(file)
    plan = sheets.prepare(read_settings(ROOT), files, "vi", TODAY)
    assert ([], [], False) == (plan.findings, plan.edits, bool(plan.changes))


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """Neither in a workbook nor, once a spreadsheet has opened it, in a CSV file."""
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    evil = ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "'=1", "＝1"]
    terms = "".join(f'a{no}: {{title: "{text}"}}\n' for no, text in enumerate(evil))
    (tmp_path / "content" / "terms.yaml").write_text(terms, encoding="utf-8")
    told = read_settings(tmp_path)
    book = travel(told, TODAY).book
    workbook = load_workbook(BytesIO(sheets.xlsx(book, told, "en")))
    assert set() == {cell.coordinate for sheet in workbook for row in sheet for cell in row if cell.data_type == "f"}
    assert evil == [row[1].value for row in workbook["Terms"].iter_rows(min_row=3)]
    lines = sheets.csv(book, told, "en")["terms.csv"].decode("utf-8-sig").splitlines()[2:]
    assert [f'"\'{text}"' for text in evil] == [line.split(",")[1] for line in lines]


@given(st.lists(TEXTS.filter(bool), min_size=1))
def test_any_texts_of_a_list_come_back(texts: list[str]) -> None:
    """Line ends, signs, bullets and backslashes are told from those that a cell itself uses."""
    form = ManyTexts(("vi", "en"))
    value = [{"vi": text} if no % 2 else {"vi": text, "en": text} for no, text in enumerate(texts)]
    written = {name: Cell(cell, 1) for name, cell in form.write(value).items()}
    assert value == form.read(written, None)[0]


@given(TEXTS)
@settings(max_examples=300)
def test_any_text_comes_back_from_its_guard(text: str) -> None:
    """The apostrophe that guards a cell of a CSV file is taken off again, and no other."""
    assert text == cells.unguarded(cells.guarded(text))
    assert text == cells.from_text(cells.as_text(text))


def test_a_text_that_no_cell_holds_comes_back(tmp_path: Path) -> None:
    """Excel cuts texts off at 32,767 characters; such a field stands as JSON in a sheet of its own."""
    long = "Dài lắm. " * 8000
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    file = tmp_path / "content" / "terms.yaml"
    file.write_text(f"long:\n  title: Long\n  definition: {long}\n", encoding="utf-8")
    before = _said(travel(read_settings(tmp_path), TODAY).book)
    tables = _files(tmp_path, "xlsx", tmp_path)
    file.unlink()
    sheets.write(sheets.prepare(read_settings(tmp_path), tables, "en", TODAY))
    assert before == _said(travel(read_settings(tmp_path), TODAY).book)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_heads_and_sheets_are_told_apart_by_their_names(language: str) -> None:
    """A head is one column of its table, a sheet's name (Excel takes 31 characters) is one table."""
    labels = Labels(language, ("vi", "en"))
    names = [labels.sheet(key) for key in layouts(("vi", "en"))]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 31
    for key in layouts(("vi", "en")):
        heads = [labels.column(column) for column in columns(key, ("vi", "en"))]
        assert sorted(set(heads)) == sorted(heads)
