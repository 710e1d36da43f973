"""What people do to a workbook: fill it in, change cells, make mistakes. Nothing is overwritten silently."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from journeybook.cli import journeybook
from journeybook.edit.write import ChangedMeanwhile
from journeybook.exchange import sheets
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel

TODAY = date(2026, 10, 1)
SETTINGS = """
site_name: x
docs_dir: content
theme: {name: material, language: vi}
plugins: [{journeybook: {languages: [vi, en]}}]
"""
SALES = "title: {vi: Kinh doanh, en: Sales}\n"
LAN = """# Written by hand.
title: {vi: Lan, en: Lan}
job: Trưởng phòng   # since May
goals:
  - text:
      vi: Giao đúng hẹn
      en: Deliver on time
    confidence: high
  - Bớt phế phẩm
owner: sales
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small book in two languages."""
    for path, text in {
        "mkdocs.yml": SETTINGS,
        "content/departments/sales.yaml": SALES,
        "content/touchpoints/website.yaml": "title: {vi: Trang web, en: Website}\n",
        "content/personas/lan.yaml": LAN,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def _workbook(folder: Path, language: str, *, template: bool) -> Workbook:
    told = read_settings(folder)
    return load_workbook(BytesIO(sheets.xlsx(travel(told, TODAY).book, told, language, template=template)))


def _put(workbook: Workbook, sheet: str, row: int, **values: Any) -> None:
    """Fills a row in; ``goals__vi`` is the column of ``goals.vi``."""
    heads = {cell.value: cell.column for cell in workbook[sheet][2]}
    for name, value in values.items():
        column = heads[name.replace("__", ".")]
        assert column
        workbook[sheet].cell(row, column).value = value


def _run(folder: Path, workbook: Workbook, *options: str, language: str = "en") -> tuple[int, str]:
    workbook.save(folder / "in.xlsx")
    arguments = ["import", str(folder / "in.xlsx"), "--folder", str(folder), "--lang", language, *options]
    result = CliRunner().invoke(journeybook, arguments)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("language", "sheet", "lists"), [("vi", "Chân dung", "Lời phản đối"), ("en", "Personas", "Objections")]
)
def test_a_filled_template_becomes_files(folder: Path, language: str, sheet: str, lists: str) -> None:
    """A person with an objection, and a journey as a grid; titles stand for ids, examples aren't read."""
    book = _workbook(folder, language, template=True)
    yes, high = ("Có", "Cao") if language == "vi" else ("Yes", "High")
    _put(book, sheet, 4, id="an", title__vi="Anh An", job__vi="Giám đốc", goals__vi="Một\nHai", veto=yes)
    _put(book, sheet, 4, owner="kinh doanh", influence=high, reviewed=date(2026, 9, 30))
    _put(book, f"{sheet} – {lists}", 4, of="an", says__vi="-2% là đắt", answer__vi="=Rẻ")
    journeys = "Hành trình" if language == "vi" else "Journeys"
    _put(book, journeys, 4, id="mua", title__vi="Mua", model="buying-process", personas="Anh An")
    grid = book["Một hành trình" if language == "vi" else "A journey"]
    rows = {cell.value: cell.row for cell in grid["B"]}
    said: dict[str, str | int] = {
        "of": "mua",
        "id": "awareness",
        "goals.vi": "Hiểu",
        "touchpoints": "Website",
        "experience": -1,
    }
    for name, value in said.items():
        grid.cell(rows[name], 4).value = value
        grid.cell(rows[name], 4).data_type = "n" if isinstance(value, int) else "s"
    for row in book[f"{sheet} – {lists}"].iter_rows(min_row=4):
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    code, told = _run(folder, book, "--write", language=language)
    assert (0, "") == (code, "" if code == 0 else told)
    travelled = travel(read_settings(folder), TODAY)
    assert travelled.ok
    assert """title: Anh An
owner: sales
reviewed: 2026-09-30
job: Giám đốc
veto: true
""" in (folder / "content/personas/an.yaml").read_text(encoding="utf-8").replace("influence: high\n", "").replace(
        "goals:\n  - Một\n  - Hai\n", ""
    )
    assert ["-2% là đắt"] == [each.says["vi"] for each in travelled.book.entries["persona:an"].thing.objections]  # type: ignore[attr-defined]
    assert [-1] == [each.experience for each in travelled.book.entries["journey:mua"].thing.stages]  # type: ignore[attr-defined]


MISTAKES = {
    "en": [
        "Sheet “Personas”, row 3, column A: “Nguyễn An” can't be an id",
        "Sheet “Personas”, row 3, column {owner}: There is nothing called “kinh-doan”",
        "Sheet “Personas”, row 3, column {goals.en}: There are 1 items in “en” and 2 in “vi”.",
        "Sheet “Personas”, row 3, column {influence}: “rất cao” isn't among the choices of “Influence”. Pick one of:",
        "Sheet “Personas”, row 4, column {title.vi}: This row has no id.",
        "Sheet “Personas”, row 5, column A: “Job title” is missing in this row.",
    ],
    "vi": [
        "Trang “Chân dung”, hàng 3, cột A: “Nguyễn An” không dùng làm id được",
        "Trang “Chân dung”, hàng 3, cột {owner}: Không có mục nào tên là “kinh-doan”",
        "Trang “Chân dung”, hàng 3, cột {goals.en}: Có 1 ý ở “en” và 2 ý ở “vi”.",
        "Trang “Chân dung”, hàng 3, cột {influence}: “rất cao” không có trong các lựa chọn của “Mức độ ảnh hưởng”.",
        "Trang “Chân dung”, hàng 4, cột {title.vi}: Hàng này chưa có mã.",
        "Trang “Chân dung”, hàng 5, cột A: Hàng này còn thiếu “Chức danh”.",
    ],
}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_problem_is_told_with_its_cell(folder: Path, language: str) -> None:
    """All at once, in the order of the rows, and nothing is written."""
    book = _workbook(folder, language, template=True)
    sheet = {"en": "Personas", "vi": "Chân dung"}[language]
    book[sheet].delete_rows(3)
    _put(book, sheet, 3, id="Nguyễn An", title__vi="An", job__vi="Giám đốc", owner="kinh-doan", influence="rất cao")
    _put(book, sheet, 3, goals__vi="Một\nHai", goals__en="One")
    _put(book, sheet, 4, title__vi="Ai đó")
    _put(book, sheet, 5, id="binh", title__vi="Bình")
    letters = {cell.value: get_column_letter(cell.column or 0) for cell in book[sheet][2]}
    code, told = _run(folder, book, "--write", language=language)
    expected = [line.replace("{", "").replace("}", "") for line in MISTAKES[language]]
    for name in ("owner", "goals.en", "influence", "title.vi"):
        expected = [line.replace(f" {name}:", f" {letters[name]}:") for line in expected]
    lines = [line for line in told.splitlines() if line.startswith(("Sheet", "Trang"))]
    assert 1 == code
    assert expected == [line[: len(one)] for line, one in zip(lines, expected, strict=True)]
    assert ["lan.yaml"] == [file.name for file in (folder / "content/personas").iterdir()]


def test_a_change_is_shown_first_and_then_written_where_it_belongs(folder: Path) -> None:
    """An empty cell leaves what there is; what a statement rests on stays with it; other lines stay as they are."""
    book = _workbook(folder, "en", template=False)
    _put(book, "Personas", 3, goals__vi="Giao sớm hơn hẹn\nBớt phế phẩm", summary__vi="Người lo tiến độ", title__en="")
    before = (folder / "content/personas/lan.yaml").read_text(encoding="utf-8")
    assert "Nothing was written yet." in _run(folder, book)[1]
    assert before == (folder / "content/personas/lan.yaml").read_text(encoding="utf-8")
    assert 0 == _run(folder, book, "--write")[0]
    expected = LAN.replace("Giao đúng hẹn", "Giao sớm hơn hẹn").replace(
        "job:", "summary:\n  vi: Người lo tiến độ\njob:"
    )
    now = (folder / "content/personas/lan.yaml").read_text(encoding="utf-8")
    assert expected.replace("summary:\n  vi: Người lo tiến độ\n", "summary: Người lo tiến độ\n") == now


def test_nothing_is_written_over_what_somebody_changed_meanwhile(folder: Path) -> None:
    """Nor is anything new begun then."""
    book = _workbook(folder, "en", template=False)
    _put(book, "Personas", 3, owner="-")
    _put(book, "Departments", 4, id="it", title__en="IT")
    book.save(folder / "in.xlsx")
    told, lan = read_settings(folder), folder / "content/personas/lan.yaml"
    plan = sheets.prepare(told, [folder / "in.xlsx"], "en", TODAY)
    assert {"it.yaml", "lan.yaml"} == {edit.file.name for edit in plan.edits}
    lan.write_text(f"{LAN}notes: meanwhile\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhile):
        sheets.write(plan)
    assert f"{LAN}notes: meanwhile\n" == lan.read_text(encoding="utf-8")
    assert ["sales.yaml"] == [each.name for each in (folder / "content/departments").iterdir()]


def test_a_hyphen_takes_away(folder: Path) -> None:
    """An empty cell can't mean that, since people leave out what they don't know."""
    book = _workbook(folder, "en", template=False)
    _put(book, "Personas", 3, owner="-")
    assert 0 == _run(folder, book, "--write")[0]
    assert LAN.replace("owner: sales\n", "") == (folder / "content/personas/lan.yaml").read_text(encoding="utf-8")


def test_a_comment_is_lost_only_if_somebody_says_so(folder: Path) -> None:
    """The comment stands in the line that changes."""
    book = _workbook(folder, "en", template=False)
    _put(book, "Personas", 3, job__vi="Giám đốc")
    code, told = _run(folder, book, "--write")
    assert (2, True) == (code, "Comments would be lost" in told)
    assert LAN == (folder / "content/personas/lan.yaml").read_text(encoding="utf-8")
    assert 0 == _run(folder, book, "--write", "--overwrite")[0]
    now = (folder / "content/personas/lan.yaml").read_text(encoding="utf-8")
    assert LAN.replace("job: Trưởng phòng   # since May", "job: Giám đốc") == now


def test_a_formula_is_read_as_what_it_came_to_or_told(folder: Path) -> None:
    """A file that no spreadsheet has calculated has no value for it."""
    book = _workbook(folder, "en", template=False)
    _put(book, "Personas", 3, summary__vi="=1+1")
    assert "This formula was saved without its result." in _run(folder, book)[1]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Mã;Tên;Chức danh\nan;Anh An;Giám đốc\n".encode("utf-8-sig"), "persona:an"),
        ("id\tTITLE\tjob\nan\tAnh An\tGiám đốc\n".encode("utf-16"), "persona:an"),
        ("id,Tên,Chức danh\nan,Anh An,Giám đốc\n".encode("cp1258", "ignore"), "CSV UTF-8"),
        (b'id,title\nan,"An\n', "quotation mark that isn't closed"),
        ("id,Tên,Chuc danhh\nan,Anh An,Giám đốc\n".encode(), "Did you mean “Job title (vi)”"),
    ],
    ids=["semicolons", "utf-16", "another encoding", "open quote", "a slip in a head"],
)
def test_csv_is_read_as_programs_save_it(folder: Path, data: bytes, told: str) -> None:
    """With heads in either language, without marks and capitals if need be."""
    (folder / "personas.csv").write_bytes(data)
    arguments = ["import", str(folder / "personas.csv"), "--folder", str(folder), "--lang", "en"]
    assert told in CliRunner().invoke(journeybook, arguments).output


def test_what_a_table_does_not_show_stays(folder: Path) -> None:
    """Goals alone, in one language: how sure we are of each, and the other language, stay with the same words."""
    (folder / "personas.csv").write_text('id,Mục tiêu (vi)\nlan,"Bớt phế phẩm\nGiao đúng hẹn"\n', encoding="utf-8")
    arguments = ["import", str(folder / "personas.csv"), "--folder", str(folder), "--lang", "en", "--write"]
    result = CliRunner().invoke(journeybook, arguments)
    now = (folder / "content/personas/lan.yaml").read_text(encoding="utf-8")
    goals = """goals:
  - Bớt phế phẩm
  - text:
      vi: Giao đúng hẹn
      en: Deliver on time
    confidence: high
"""
    assert (0, True) == (result.exit_code, goals in now)
