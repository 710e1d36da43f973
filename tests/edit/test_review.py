"""Things marked as read again: the day changes, and not a byte else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.edit import review
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from tests.site.conftest import ROOT

TODAY = date(2026, 11, 25)
EPOCH = "1795608000"  # that day
LAN = "title: Lan\njob: Buyer\nreviewed: 2025-01-15   # with sales\n"
FILES = {
    "personas/lan.yaml": LAN,
    "departments.yaml": "lan: {title: Lan Ltd}\nsales: {title: Sales}\n",
    "touchpoints.yaml": (
        "_defaults:\n  reviewed: 2025-03-01\nshop:\n  title: Shop\n  # quiet\n\nweb:\n  title: Web\n"
        '  reviewed: "2026-02-01"\n\n# the last\nfair: {title: Fair}\n'
    ),
    "events.yaml": (
        "rebrand: {title: New name, date: 2026-03-01, affects: persona:lan}\n"
        "flood: {title: Flood, date: 2026-09-01, affects: [persona]}\n"
    ),
}


def book(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    (folder / "content/personas").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("docs_dir: content\nplugins: [journeybook: {languages: [en]}]\n")
    for path, text in files.items():
        (folder / "content" / path).write_bytes(text.encode())
    return folder


def run(folder: Path, *arguments: str, lang: str = "en", command: str = "review") -> Result:
    where = [str(folder)] if command == "stale" else ["--folder", str(folder)]
    return CliRunner().invoke(
        journeybook, [command, *arguments, *where, "--lang", lang], env={"SOURCE_DATE_EPOCH": EPOCH}
    )


def texts(folder: Path) -> dict[str, str]:
    content = folder / "content"
    return {
        each.relative_to(content).as_posix(): each.read_bytes().decode()
        for each in content.rglob("*")
        if each.is_file()
    }


def test_what_is_marked_and_what_that_settles_is_told(tmp_path: Path) -> None:
    """With the reasons that are left, where the day lies before an event."""
    folder = book(tmp_path)
    answer = run(folder, "persona:lan", "--as-of", "2026-05-01")
    assert [
        "content/personas/lan.yaml:1  Lan: read before on 15 January 2025. Settled: due since 15 January 2026; “New "
        "name” happened on 1 March 2026. Still to do: “Flood” happened on 1 September 2026.",
        "Marked 1 entry as read on 1 May 2026.",
        "Next: look at the change (git diff), then commit it.",
    ] == answer.stdout.splitlines()
    assert {**FILES, "personas/lan.yaml": LAN.replace("2025-01-15", "2026-05-01")} == texts(folder)
    assert 0 == run(folder, "persona:lan").exit_code
    assert "lan" not in run(folder, command="stale").stdout


@pytest.mark.parametrize(
    ("file", "names", "before", "after"),
    [
        ("personas/lan.yaml", ["persona:lan"], "reviewed: 2025-01-15", "reviewed: 2026-11-25"),
        ("personas/lan.yaml", ["personas/lan"], "2025-01-15", "2026-11-25"),
        ("personas/lan.yaml", ["content/personas/lan.yaml:1"], "2025-01-15", "2026-11-25"),
        ("touchpoints.yaml", ["web"], '"2026-02-01"', '"2026-11-25"'),
        ("touchpoints.yaml", ["content/touchpoints.yaml:8"], '"2026-02-01"', '"2026-11-25"'),
        ("touchpoints.yaml", ["fair"], "title: Fair}", "title: Fair, reviewed: 2026-11-25}"),
        ("touchpoints.yaml", ["touchpoint:shop"], "title: Shop\n", "title: Shop\n  reviewed: 2026-11-25\n"),
        ("departments.yaml", ["sales"], "title: Sales}", "title: Sales, reviewed: 2026-11-25}"),
    ],
)
def test_a_thing_is_named_as_people_name_it(
    tmp_path: Path, file: str, names: list[str], before: str, after: str
) -> None:
    """By kind and id, by an id that only one has, by its file, by a line of it; all else stays."""
    folder = book(tmp_path)
    assert 0 == run(folder, *names).exit_code
    assert {**FILES, file: FILES[file].replace(before, after)} == texts(folder)


def test_a_file_means_all_that_it_holds(tmp_path: Path) -> None:
    """Several things, some of them named twice, are written together; what names the day already stays."""
    folder = book(tmp_path)
    answer = run(folder, str(folder / "content/touchpoints.yaml"), "web", "persona:lan", lang="vi")
    assert "Đã ghi 4 mục là rà soát ngày 25/11/2026." in answer.stdout
    assert 3 == texts(folder)["touchpoints.yaml"].count("2026-11-25")
    again = run(folder, "web")
    assert (0, True) == (again.exit_code, "Nothing to write: all of them name 25 November 2026" in again.stdout)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["lan"], "“lan” may be several things: department:lan, persona:lan. Name the one that is meant."),
        (
            ["web", "persona:lam"],
            "“persona:lam” is not in this book, so nothing was marked. Did you mean “persona:lan”?",
        ),
        (["web", "salse"], "“salse” is not in this book, so nothing was marked. Did you mean “department:sales”?"),
        (
            ["web", "--as-of", "2026-11-26"],
            "2026-11-26 is still to come. Give the day on which it was read: --as-of DATE",
        ),
        (
            ["persona:lan", "web", "--as-of", "2026-01-31"],
            "touchpoint:web was read on 2026-02-01, which is later than 2026-01-31. Nothing was marked. Leave it out, "
            "or give a later day: --as-of DATE",
        ),
        (["role:decider"], "“role:decider” is not in this book, so nothing was marked. Name things as persona:"),
        (["person:lan"], "“person:lan” is not in this book, so nothing was marked. Did you mean “persona:lan”?"),
    ],
)
def test_what_cannot_be_marked_is_told_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    """All things or none."""
    folder = book(tmp_path)
    answer = run(folder, *arguments)
    assert (2, FILES) == (answer.exit_code, texts(folder))
    assert sentence in answer.stderr


@pytest.mark.parametrize(
    "text",
    [
        "title: Lan\njob: Buyer\nsummary: &a Text\nnotes: *a\nreviewed: &d 2025-01-15\nreview_every: 6\n",
        "title: Lan\njob: Buyer\nreviewed:    # not yet\n",
        "\ufefftitle: Lan\r\njob: Buyer\r\nquote: |\r\n  Long\r\n\r\n  text\r\n\r\n# about goals\r\ngoals: Grow\r\n",
        "{title: Lan, job: Buyer}\n",
        "title: Lan\njob: Buyer\nowner: sales # them\n\n\nnotes: |\n  reviewed: 2020-01-01\n",
    ],
)
def test_layout_comments_and_line_ends_stay(tmp_path: Path, text: str) -> None:
    """Whatever stands there, the day is the only thing that comes or changes."""
    folder = book(tmp_path, {**FILES, "personas/lan.yaml": text})
    assert 0 == run(folder, "persona:lan").exit_code
    now = texts(folder)["personas/lan.yaml"]
    assert date(2026, 11, 25) == travel(read_settings(folder), TODAY).book.thing("persona:lan").reviewed
    removed = [line for line in text.splitlines(keepends=True) if line not in now.splitlines(keepends=True)]
    added = [line for line in now.splitlines(keepends=True) if line not in text.splitlines(keepends=True)]
    assert 1 == len(added)
    assert "2026-11-25" in added[0]
    assert len(removed) <= 1


def test_every_thing_of_a_book_can_be_marked(tmp_path: Path) -> None:
    """In all forms that files have; the book says the same but for the days."""
    folder = shutil.copytree(ROOT / "content", tmp_path / "book/content").parent
    shutil.copy(ROOT / "mkdocs.yml", folder)
    settings = read_settings(folder)
    keys = [key for key, entry in travel(settings, TODAY).book.entries.items() if not entry.shipped]
    done = review.prepare(settings, keys, TODAY, TODAY)
    assert sorted(keys) == sorted(each.entry.key for each in done.marked)
    assert all(
        abs(len(new) - len(done.before[file])) <= 25 * len(keys) and new != done.before[file]
        for file, new in done.texts.items()
    )


def test_a_broken_thing_is_mended_first(tmp_path: Path) -> None:
    """A mistake elsewhere is in nobody's way."""
    folder = book(tmp_path, {**FILES, "personas/lan.yaml": "title: Lan\njob: Buyer\ncolour: red\n"})
    assert "persona:lan has mistakes in content/personas/lan.yaml" in run(folder, "persona:lan").stderr
    assert 0 == run(folder, "web").exit_code


def test_what_should_be_read_again_names_events_and_what_a_question_lost(tmp_path: Path) -> None:
    """Each unless it is ignored or switched off; programs are told the same."""
    folder = book(tmp_path)
    told = run(folder, command="stale").stdout.splitlines()
    assert (
        "  content/personas/lan.yaml:1  Lan: last read on 15 January 2025, due since 15 January 2026; “Flood” happened "
        "on 1 September 2026; “New name” happened on 1 March 2026"
    ) in told
    things = json.loads(run(folder, "--format", "json", command="stale").stdout)["stale"]
    lan = next(each for each in things if each["key"] == "persona:lan")
    assert [{"key": "event:flood", "date": "2026-09-01"}, {"key": "event:rebrand", "date": "2026-03-01"}] == lan[
        "events"
    ]
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("[en]", "[en], rules: {event-review: off, stale: {personas: off}}"))
    assert not [line for line in run(folder, command="stale").stdout.splitlines() if "lan.yaml" in line]
