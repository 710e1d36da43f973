"""Every broken book gives exactly the problems that its expected.txt names; good books give none."""

from __future__ import annotations

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pytest

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.problems import Problem
from journeybook.road import travel

SITES = Path(__file__).parent / "sites"
TODAY = date(2026, 11, 25)
BROKEN = sorted(folder.name for folder in (SITES / "broken").iterdir() if folder.is_dir())
#: Told only of books that are about it: most broken books are written in one of their two languages.
BESIDE = ("untranslated",)
GOOD = sorted(folder.name for folder in (SITES / "good").iterdir() if folder.is_dir())


def book_in(folder: Path, tmp_path: Path) -> Path:
    """The book's folder; a copy, completed by its make.py, where files are too large or odd to be stored."""
    script = folder / "make.py"
    if not script.exists():
        return folder
    copy = shutil.copytree(folder, tmp_path / folder.name)
    spec = importlib.util.spec_from_file_location("make", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make(copy)
    return copy


def found_in(folder: Path) -> list[Problem]:
    return [problem for problem in travel(read_settings(folder), TODAY).problems if problem.severity != "info"]


def line_of(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column} {problem.severity} {problem.code}"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_book_tells_exactly_its_mistakes(name: str, tmp_path: Path) -> None:
    """Code, severity, line and column of every mistake, in order, and nothing else; ``*`` stands for any column."""
    folder = book_in(SITES / "broken" / name, tmp_path)
    expected = (SITES / "broken" / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    named = {line.split(" ")[2] for line in expected}
    problems = [each for each in found_in(folder) if each.code not in BESIDE or each.code in named]
    found = [line_of(problem) for problem in problems]
    for position, line in enumerate(expected[: len(found)]):
        if ":* " in line and line.partition(":* ")[0] == found[position].rpartition(":")[0]:
            found[position] = line
    assert expected == found


@pytest.mark.parametrize("name", GOOD)
def test_a_good_book_has_no_problems(name: str, tmp_path: Path) -> None:
    """Whatever the format allows is accepted without a word."""
    assert [] == [line_of(problem) for problem in found_in(book_in(SITES / "good" / name, tmp_path))]
