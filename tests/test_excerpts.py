"""The line that a problem is about, with the place in it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from journeybook.excerpts import Excerpts
from journeybook.problems import Problem


@pytest.mark.parametrize(
    ("line", "column", "shown", "marker"),
    [
        ("title: Lan", 8, "title: Lan", "       ^"),
        ("\ttitle: Lan", 2, "\ttitle: Lan", "\t^"),
        (unicodedata.normalize("NFD", "tên: Đặng"), 6, "tên: Đặng", "     ^"),
        ("名前: Lan", 5, "名前: Lan", "      ^"),
        ("a\x1b[31m: b", 2, "a\ufffd[31m: b", " ^"),
        ("x", 9, "x", " ^"),
    ],
)
def test_the_marker_stands_below_the_place(tmp_path: Path, line: str, column: int, shown: str, marker: str) -> None:
    """Whatever stands before it: tabs, letters of two parts, wide letters; nothing commands the terminal."""
    (tmp_path / "a.yaml").write_text(f"# one\n{line}\n", encoding="utf-8")
    found = Excerpts(tmp_path).of(Problem("bad-value", "a.yaml", 2, column))
    assert found is not None
    assert (2, shown, marker) == (found.number, found.text, found.marker)


def test_of_a_long_line_the_part_around_the_place_is_shown(tmp_path: Path) -> None:
    """With dots where something is left out; the marker still stands below."""
    (tmp_path / "a.yaml").write_text("x" * 300 + "HERE" + "y" * 300, encoding="utf-8")
    found = Excerpts(tmp_path).of(Problem("bad-value", "a.yaml", 1, 301))
    assert found is not None
    assert found.text.startswith("…x")
    assert found.text.endswith("y…")
    assert found.text[len(found.marker) - 1 :].startswith("HERE")


def test_where_there_is_no_line_nothing_is_shown(tmp_path: Path) -> None:
    """An empty file, a line beyond the end, a file that is gone."""
    (tmp_path / "a.yaml").write_text("", encoding="utf-8")
    excerpts = Excerpts(tmp_path)
    assert [None] * 3 == [
        excerpts.of(Problem("bad-value", path, line)) for path, line in (("a.yaml", 1), ("a.yaml", 9), ("b.yaml", 1))
    ]
