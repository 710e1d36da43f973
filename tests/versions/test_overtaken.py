"""A question is told when what it is about changed after somebody last made sure of it."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.render.pages import Edition
from journeybook.render.words import words_of
from journeybook.road import Travelled, travel

FILES = {
    "mkdocs.yml": "site_name: x\ndocs_dir: content\ntheme: {name: material, language: en}\nplugins: [journeybook]\n",
    "content/personas/lan.yaml": "title: Lan\njob: Director\nreviewed: 2026-02-01\ngoals: Grow\n",
    "content/touchpoints.yaml": "website: {title: Website, cost: low}\ndemo: {title: Demo, cost: low}\n",
    "content/journeys/way.yaml": "title: Way\nmodel: stdc\nstages: [{id: see, goals: Look}, {id: do, goals: Buy}]\n",
    "content/questions.yaml": """\
_defaults: {reviewed: 2026-03-01}
lan-goal: {ask: What does Lan want?, answer: Grow, about: 'persona:lan'}
demo-cost: {ask: What does a demo cost?, answer: Little, about: 'touchpoint:demo'}
do-goal: {ask: What do they want?, answer: Buy, about: 'journey:way/do'}
""",
}


class Repository:
    """A book in git whose days can be chosen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path, text in FILES.items():
            self.write(path, text)
        self.git("init", "-q", "-b", "main")
        self.commit("2026-01-01")

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        said = (self.folder / path).read_text(encoding="utf-8")
        assert old in said
        self.write(path, said.replace(old, new))

    def git(self, *arguments: str, day: str = "2026-01-01") -> None:
        when = {f"GIT_{who}_DATE": f"{day}T12:00:00+0000" for who in ("AUTHOR", "COMMITTER")}
        names = ["-c", "user.name=Lan", "-c", "user.email=lan@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *names, *arguments], cwd=self.folder, check=True, env={**os.environ, **when})

    def commit(self, day: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "Change", day=day)

    def travelled(self, today: str = "2026-11-25") -> Travelled:
        return travel(read_settings(self.folder), date.fromisoformat(today))

    def told(self) -> set[str]:
        return set(self.travelled().book.overtaken)


@pytest.fixture
def book(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_change_after_the_review_is_told_at_the_question_and_on_its_page(book: Repository) -> None:
    """As a warning where the review stands; a new review ends it."""
    assert set() == book.told()
    book.edit("content/personas/lan.yaml", "Grow", "Sell the company")
    assert {"question:lan-goal"} == book.told()  # before anybody committed it, and after
    book.commit("2026-05-01")
    travelled = book.travelled()
    told = [each for each in travelled.problems if each.slip == "stale.question"]
    assert [("stale", "warning", "content/questions.yaml", 2)] == [
        (each.code, each.severity, each.path, each.line) for each in told
    ]
    assert "persona:lan" in told[0].message()
    edition = Edition(travelled.book.published(), words_of("en"))
    pages = {page.address: edition.render(page).html for page in edition.pages() if "question" in page.kind}
    assert "may be out of date" in pages["questions/lan-goal/"]
    assert "may be out of date" not in pages["questions/demo-cost/"]
    book.edit("content/questions.yaml", "answer: Grow", "answer: Sell, reviewed: 2026-05-02")
    assert set() == book.told()
    book.commit("2026-05-02")
    assert set() == book.told()


def test_only_the_thing_itself_counts_and_only_what_it_says(book: Repository) -> None:
    """Not its neighbours in a file, nor comments, its own review, notes; of a journey's stage, that stage alone."""
    book.edit("content/touchpoints.yaml", "Website, cost: low", "Website, cost: high")
    book.edit("content/journeys/way.yaml", "Look", "Look around")
    book.edit("content/personas/lan.yaml", "reviewed: 2026-02-01", "# read again\nreviewed: 2026-06-01\nnotes: fine")
    book.commit("2026-06-01")
    assert set() == book.told()
    book.edit("content/touchpoints.yaml", "Demo, cost: low", "Demo, cost: high")
    book.edit("content/journeys/way.yaml", "Buy", "Rent")
    book.commit("2026-06-02")
    assert {"question:demo-cost", "question:do-goal"} == book.told()


def test_a_change_before_the_review_or_together_with_it_is_not_told(book: Repository) -> None:
    """Though it may be merged days after the day that stands in the file."""
    book.edit("content/personas/lan.yaml", "Grow", "Grow fast")
    book.commit("2026-02-20")
    assert set() == book.told()
    book.git("switch", "-qc", "mend")
    book.edit("content/personas/lan.yaml", "Grow fast", "Sell")
    book.edit("content/questions.yaml", "2026-03-01", "2026-07-01")
    book.commit("2026-07-01")
    book.git("switch", "-q", "main")
    book.git("merge", "-q", "--no-ff", "-m", "Merge", "mend", day="2026-07-09")
    assert set() == book.told()
    book.edit("content/personas/lan.yaml", "Sell", "Stay")
    book.commit("2026-07-10")
    assert {"question:lan-goal"} == book.told()


def test_without_git_nothing_is_claimed(tmp_path: Path) -> None:
    """Nor of a thing that git doesn't know under this name."""
    book = Repository(tmp_path)
    (tmp_path / "content/personas/lan.yaml").rename(tmp_path / "content/personas/lan-anh.yaml")
    book.edit("content/personas/lan-anh.yaml", "Grow", "Sell")
    book.edit("content/questions.yaml", "persona:lan", "persona:lan-anh")
    book.commit("2026-05-01")
    assert set() == book.told()
    (tmp_path / ".git").rename(tmp_path / "gone")
    book.edit("content/touchpoints.yaml", "Demo, cost: low", "Demo, cost: high")
    assert set() == book.told()


def test_a_question_may_ignore_it(book: Repository) -> None:
    """With its reason, as any warning."""
    book.edit("content/touchpoints.yaml", "Demo, cost: low", "Demo, cost: high")
    book.edit("content/questions.yaml", "answer: Little,", "answer: Little, ignore: {stale: Still little},")
    book.commit("2026-05-01")
    assert not [each for each in book.travelled().problems if each.slip == "stale.question"]


def test_a_list_of_what_is_due_has_it_until_it_is_marked_as_read(book: Repository) -> None:
    """With the reason; marked on that very day it is settled before it is committed."""
    book.edit("content/personas/lan.yaml", "Grow", "Sell the company")
    book.commit("2026-04-01")

    def run(*arguments: str) -> str:
        answer = CliRunner().invoke(journeybook, [*arguments, "--lang", "en"], env={"SOURCE_DATE_EPOCH": "1795608000"})
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    line = "What does Lan want?: last read on 1 March 2026, “Lan” has changed since"
    assert line in run("stale", str(book.folder))
    marked = run("review", "question:lan-goal", "--folder", str(book.folder))
    assert "Settled: “Lan” has changed since." in marked
    assert "Lan want" not in run("stale", str(book.folder))
