"""``journeybook explain``, and how ``check`` leads to it and to the pages of the site."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from journeybook.problems import CODES
from tests.cli.test_cli import SETTINGS, book, run


def at_a_terminal(*arguments: str | Path) -> str:
    """What the command says where a person sits before it."""
    here, there = pty.openpty()
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", "TERM": "xterm", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "journeybook", *map(str, arguments)]
    with subprocess.Popen(command, stdout=there, stderr=there, env=environment) as process:
        os.close(there)
        said = b""
        try:
            while part := os.read(here, 4096):
                said += part
        except OSError:  # so Linux tells that nobody writes any more
            pass
        process.wait(timeout=60)
    os.close(here)
    return said.decode().replace("\r\n", "\n")


def test_a_code_is_explained_with_its_examples() -> None:
    """What it is, why, wrong and right with the lines that matter, what to do; plain where no terminal is."""
    answer = run("explain", "bad-value")
    assert 0 == answer.exit_code
    assert answer.stdout.startswith("A value that isn't allowed here  error [bad-value]\n")
    parts = [
        "Why it matters",
        "Wrong",
        "  ✗ │ reviewed: 01/10/2026",
        "Right",
        "  ✓ │ reviewed: 2026-10-01",
        "What to do",
    ]
    assert parts == [line for line in answer.stdout.splitlines() if line in parts]
    assert "\x1b" not in answer.stdout
    assert "`" not in answer.stdout
    assert "Giá trị không dùng được ở đây" in run("explain", "bad-value", LANG="vi_VN.UTF-8").stdout
    assert "ignore:" not in answer.stdout


def test_how_a_warning_is_silenced_stands_below_it() -> None:
    """For one thing and for the book."""
    answer = run("explain", "[unused]", "--lang", "vi").stdout
    assert "ignore:\n    │   unused: vì sao để như vậy" in answer
    assert "unused: off" in answer


def test_lines_fit_a_narrow_and_a_wide_terminal() -> None:
    """No longer than the terminal, and no longer than is good to read; examples stay as they are."""
    for columns, most in ((60, 60), (200, 88)):
        lines = run("explain", "unknown-field", COLUMNS=str(columns)).stdout.splitlines()
        assert most - 20 < max(map(len, lines)) <= most


def test_without_a_code_all_are_listed() -> None:
    """Each on a line of its own, the errors first."""
    lines = run("explain").stdout.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0] in CODES]
    assert sorted(CODES) == sorted(listed)
    assert ["Errors", "Warnings", "Notes"] == [line for line in lines if line in ("Errors", "Warnings", "Notes")]


@pytest.mark.parametrize(("written", "said"), [("unsued", "“unused”"), ("zzz", "All codes")])
def test_an_unknown_code_is_wrong_use(written: str, said: str) -> None:
    """The nearest is named, if one is near."""
    answer = run("explain", written)
    assert (2, "") == (answer.exit_code, answer.stdout)
    assert said in answer.stderr


def test_check_ends_with_the_way_to_an_explanation_where_a_person_reads(tmp_path: Path) -> None:
    """One line for all problems; none where there are none, and none in a pipe."""
    folder = book(tmp_path, terms__crm="titel: CRM\n", tracks__new="title: New\n")
    assert "journeybook explain missing-field\n" == at_a_terminal("check", folder)[-34:]
    assert "explain" not in run("check", folder).stdout
    assert "explain" not in at_a_terminal("check", book(tmp_path / "good"))


def test_reports_lead_to_the_site_that_explains(tmp_path: Path) -> None:
    """If the book says where its site is and has those pages; in the reader's language."""
    options = "[search, journeybook: {languages: [vi, en]}]"
    settings = SETTINGS.replace("[search, journeybook]", options)
    crm = {"terms__crm": "titel: CRM\n"}
    told = {
        "https://a.vn/b/en/write/problems/unknown-field/": f"{settings}site_url: https://a.vn/b/\n",
        "": settings,
    }
    for number, (address, text) in enumerate(told.items()):
        folder = book(tmp_path / str(number), text, **crm)
        problems = json.loads(run("check", folder, "--format", "json").stdout)["problems"]
        assert address in [each.get("help", "") for each in problems]
    left_out = book(tmp_path / "none", f"{settings.replace('en]', 'en], guide: false')}site_url: https://a.vn\n", **crm)
    assert "a.vn" not in run("check", left_out, "--format", "sarif").stdout
