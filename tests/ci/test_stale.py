"""When things should be read again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.freshness import due_on
from journeybook.road import travel
from journeybook.settings import Settings

CONFIG = "site_name: Book\ndocs_dir: content\nplugins: [search, {journeybook: {languages: [en], review_every: 6}}]\n"


def book(folder: Path, **personas: str) -> Path:
    files = {f"personas/{name}.yaml": f"title: {name.title()}\n{text}\n" for name, text in personas.items()}
    files["departments.yaml"] = "sales: {title: Sales, reviewed: 2001-01-01}\ncare: {title: Care}\n"
    files["sources/talk.yaml"] = "title: Talk\nreviewed: 2001-01-01\n"
    for name, text in files.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return folder


def stale(folder: Path, *arguments: str) -> str:
    answer = CliRunner().invoke(journeybook, ["stale", str(folder), *arguments])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("reviewed: 2026-01-15", date(2026, 7, 15)),
        ("reviewed: 2025-08-31", date(2026, 2, 28)),
        ("reviewed: 2023-08-31", date(2024, 2, 29)),
        ("reviewed: 2026-12-01\nreview_every: 1", date(2027, 1, 1)),
        ("reviewed: 2026-06-30\nreview_every: 18", date(2027, 12, 30)),
        ("reviewed: 2026-01-15\nreview_every: 999999", date.max),
        ("reviewed: 2026-01-15\nstatus: retired", None),
        ("reviewed: 2026-01-15\nstatus: draft", None),
        ("summary: Never read again.", None),
    ],
)
def test_a_thing_is_due_some_months_after_its_review(tmp_path: Path, said: str, day: date | None) -> None:
    """Its own months, else the book's; the last day of a month that is too short."""
    folder = book(tmp_path, lan=said)
    settings = Settings(folder, folder / "content", review_every=6)
    entry = travel(settings, date(2026, 1, 1)).book.entries["persona:lan"]
    assert day == due_on(entry, settings.review_every)


def test_what_is_due_is_told_by_who_keeps_it_true(tmp_path: Path) -> None:
    """The maintainer before the owner, nobody last; not on the day itself, nor what ignores it, nor exempt kinds."""
    folder = book(
        tmp_path,
        lan="owner: sales\nmaintainer: care\nreviewed: 2026-01-01",
        minh="owner: sales\nreviewed: 2025-12-01",
        nga="reviewed: 2025-11-01",
        oanh="owner: sales\nreviewed: 2026-01-02",
        phuc="owner: sales\nreviewed: 2020-01-02\nignore: {stale: She has left.}",
    )
    told = stale(folder, "--today", "2026-07-02", "--lang", "en")
    assert [
        "Care (1)",
        "  content/personas/lan.yaml:1  Lan: last read on 1 January 2026, due since 1 July 2026",
        "Sales (1)",
        "  content/personas/minh.yaml:1  Minh: last read on 1 December 2025, due since 1 June 2026",
        "Nobody answers for these (1)",
        "  content/personas/nga.yaml:1  Nga: last read on 1 November 2025, due since 1 May 2026",
        "3 entries should be read again.",
    ] == told.splitlines()
    data = json.loads(stale(folder, "--today", "2026-07-02", "--format", "json"))
    assert ["persona:nga", "persona:minh", "persona:lan"] == [each["key"] for each in data["stale"]]
    assert "department:care" == data["stale"][2]["maintainer"]


def test_an_issue_says_nothing_when_nothing_is_due_and_never_grows_too_long(tmp_path: Path) -> None:
    """Hosts refuse what is longer than 65,536 characters; what is left out is counted."""
    assert "" == stale(book(tmp_path / "few"), "--format", "markdown")
    many = {f"person{number}": f"owner: sales\nreviewed: 2020-01-{number % 28 + 1:02}" for number in range(700)}
    text = stale(book(tmp_path / "many", **many), "--format", "markdown", "--lang", "vi", "--today", "2026-01-01")
    told = text.count("\n- ")
    assert text.startswith("<!-- journeybook stale -->\n700 mục")
    assert len(text) < 65_536
    assert 0 < told < 700
    assert f"còn {700 - told} mục nữa" in text
