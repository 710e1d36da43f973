"""``journeybook check --fix`` as people and pipelines call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import book, run

WRONG = "title： CRM\nowner: salse\nreviewed: 3/10/2026\n"
SALES = "title: Sales\n"


def test_what_is_mended_is_told_with_its_place_and_then_the_rest(tmp_path: Path) -> None:
    """One line for each fix, one that counts them, then the problems that are left; these decide how it ends."""
    folder = book(tmp_path, terms__crm=WRONG, departments__sales=SALES)
    answer = run("check", folder, "--fix")
    told = answer.stdout.splitlines()
    assert told[0] == "content/terms/crm.yaml:1:6: fixed: an ordinary colon instead of a full-width one"
    assert told[1] == "Fixed: 1, in one file."
    assert told[2] == "May be mistyped names: 1. To fix those, too: journeybook check --fix --ids"
    assert told[3].startswith("content/terms/crm.yaml:2:8: error [unknown-reference]")
    assert (answer.exit_code, answer.stderr) == (1, "")
    assert (folder / "content/terms/crm.yaml").read_text(encoding="utf-8") == WRONG.replace("： ", ": ")


def test_names_are_mended_with_ids(tmp_path: Path) -> None:
    """Nothing is left, so it ends with 0; a second run has nothing to tell."""
    folder = book(tmp_path, terms__crm="title: CRM\nowner: salse\n", departments__sales=SALES)
    answer = run("check", folder, "--fix", "--ids", "--lang", "vi")
    assert answer.stdout.splitlines() == [
        "content/terms/crm.yaml:2:8: đã sửa: “sales” thay cho “salse”",
        "Đã sửa 1 chỗ trong một tệp.",
        "3 mục, không có vấn đề nào.",
    ]
    assert answer.exit_code == 0
    assert run("check", folder, "--fix", "--ids").stdout == "No problems in 3 entries.\n"


def test_a_dry_run_writes_nothing_and_ends_as_before(tmp_path: Path) -> None:
    """It tells what would be done, with the lines as they would be, and that nothing was."""
    folder = book(tmp_path, terms__crm="title： CRM\n")
    answer = run("check", folder, "--fix", "--dry-run")
    assert answer.stdout.splitlines() == [
        "content/terms/crm.yaml:1:6: would fix: an ordinary colon instead of a full-width one",
        "No problems in 2 entries.",
        "Nothing was written. To fix what is listed, run it again without --dry-run.",
    ]
    assert answer.exit_code == 1
    assert (folder / "content/terms/crm.yaml").read_text(encoding="utf-8") == "title： CRM\n"


def test_programs_get_the_problems_that_are_left_and_nothing_else(tmp_path: Path) -> None:
    """Fixes are told on standard error."""
    answer = run("check", book(tmp_path, terms__crm=WRONG, departments__sales=SALES), "--fix", "--format", "json")
    assert ["unknown-reference", "bad-value"] == [each["code"] for each in json.loads(answer.stdout)["problems"]]
    assert "fixed: an ordinary colon" in answer.stderr


@pytest.mark.parametrize("option", ["--ids", "--dry-run"])
def test_what_belongs_to_fix_needs_it(tmp_path: Path, option: str) -> None:
    """An option that would do nothing is wrong use, with the right call."""
    answer = run("check", book(tmp_path), option)
    assert answer.exit_code == 2
    assert f"journeybook check --fix {option}" in answer.stderr
