"""A thing under another id: every reference follows, nothing else changes, and all of it can be undone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.edit import rename
from journeybook.edit.rename import NotRenamed
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from tests.site.conftest import ROOT

pytestmark = pytest.mark.slow

GOOD = ROOT / "tests/sites/good"
TODAY = date(2026, 11, 25)
NEW = "another-name-9"
#: Books in which every form of a reference stands: short and long, in brackets, in texts, as keys, in collections.
BOOKS = [
    "every-field",
    "short-and-long-forms",
    "references-in-brackets",
    "minimal",
    "collections-and-files-together",
    "free-pages",
    "decomposed-with-mark-and-windows-line-ends",
    "old-names",
]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return tmp_path / "book"


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def run(folder: Path, *arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(journeybook, ["rename", *arguments, "--folder", str(folder), "--lang", lang])


@pytest.mark.parametrize("name", BOOKS)
def test_there_and_back_restores_every_byte_but_the_alias(name: str, copied: Path) -> None:
    """Of every thing; that the renamed book says the same is made sure of before anything is written."""
    shutil.copytree(GOOD / name, copied)
    settings, before = read_settings(copied), bytes_in(copied)
    travelled = travel(settings, TODAY)
    known = {problem.code for problem in travelled.problems}
    things = [key.split(":") for key, entry in travelled.book.entries.items() if not entry.shipped]
    assert things
    for kind, old in things:
        there = rename.prepare(settings, kind, old, NEW, TODAY)
        rename.carry_out(there)
        assert {problem.code for problem in travel(settings, TODAY).problems} <= {"renamed-reference", *known}, (
            kind,
            old,
        )
        rename.carry_out(rename.prepare(settings, kind, NEW, old, TODAY))
        now = bytes_in(copied)
        assert now.keys() == before.keys(), (kind, old)
        changed = [path for path in before if now[path] != before[path]]
        assert len(changed) <= 1, (kind, old)
        for path in changed:
            lines, once = now[path].decode().splitlines(), before[path].decode().splitlines()
            assert [line for line in lines if line not in once] == [line for line in lines if NEW in line]
            assert all(line in lines or "aliases" in line for line in once)
            (copied / path).write_bytes(before[path])


def test_only_what_means_the_thing_is_changed(copied: Path) -> None:
    """Not the same word in a sentence, in code, in another kind, or as an older id; comments and line ends stay."""
    content = copied / "content"
    (content / "terms").mkdir(parents=True)
    (copied / "mkdocs.yml").write_text("site_name: B\ndocs_dir: content\nplugins: [journeybook]\n", encoding="utf-8")
    (content / "departments.yaml").write_text(
        "# all of us\r\nlan:\r\n  title: Lan   # a name, too\r\n  aliases: [ban-hang]\r\n", encoding="utf-8", newline=""
    )
    (content / "terms/lan.yaml").write_text(
        'title: lan\nowner: "lan"   # the department\nrelated: [[department:lan]]\n'
        "definition: lan is [[department:lan|lan]] and [[term:lan]], `[[department:lan]]`, [[department:ban-hang]]\n",
        encoding="utf-8",
    )
    (content / "page.md").write_text("# Lan\n\n[[department:lan]] and lan.\n", encoding="utf-8")
    answer = run(copied, "department", "lan", "kinh-doanh")
    assert 0 == answer.exit_code, answer.output
    assert (content / "departments.yaml").read_bytes().decode() == (
        "# all of us\r\nkinh-doanh:\r\n  title: Lan   # a name, too\r\n  aliases: [ban-hang, lan]\r\n"
    )
    assert (content / "terms/lan.yaml").read_text(encoding="utf-8") == (
        'title: lan\nowner: "kinh-doanh"   # the department\nrelated: [[department:kinh-doanh]]\n'
        "definition: lan is [[department:kinh-doanh|lan]] and [[term:lan]], `[[department:lan]]`, "
        "[[department:ban-hang]]\n"
    )
    assert "# Lan\n\n[[department:kinh-doanh]] and lan.\n" == (content / "page.md").read_text(encoding="utf-8")
    assert "4 references in 3 files" in answer.output


def test_what_would_change_is_shown_line_by_line(copied: Path) -> None:
    """And nothing is written."""
    shutil.copytree(GOOD / "minimal", copied)
    before = bytes_in(copied)
    answer = run(copied, "persona", "lan", "lan-anh", "--dry-run", lang="vi")
    assert 0 == answer.exit_code
    assert "content/personas/lan.yaml → content/personas/lan-anh.yaml" in answer.output
    assert "- people: {persona: lan, part: leads}\n  + people: {persona: lan-anh, part: leads}" in answer.output
    assert "+ aliases: [lan]" in answer.output
    assert "Chưa ghi gì cả." in answer.output
    assert before == bytes_in(copied)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("person", "lan", "a"), "There is no kind called “person”."),
        (("persona", "lann", "a"), "Did you mean “lan”?"),
        (("persona", "lan", "Lan Anh"), "Try: lan-anh"),
        (("persona", "lan", "an-binh"), "There is a persona “an-binh” already"),
        (("persona", "lan", "lan"), "nothing to do"),
        (("role", "decider", "boss"), "comes with Journeybook"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(copied: Path, arguments: tuple[str, ...], said: str) -> None:
    shutil.copytree(GOOD / "minimal", copied)
    before = bytes_in(copied)
    answer = run(copied, *arguments)
    assert (2, True) == (answer.exit_code, said in answer.output), answer.output
    assert before == bytes_in(copied)


def test_a_book_with_mistakes_is_left_alone(copied: Path) -> None:
    """A reference in a file that can't be read would be lost."""
    shutil.copytree(GOOD / "minimal", copied)
    (copied / "content/personas/broken.yaml").write_text("title: [a\n", encoding="utf-8")
    assert "journeybook check" in run(copied, "persona", "lan", "lan-anh").output


@pytest.mark.parametrize(
    ("book", "kind", "old"), [("yaml-aliases", "touchpoint", "blog"), ("journey-named-like-a-model", "model", "stdc")]
)
def test_where_it_cannot_be_sure_nothing_is_written(copied: Path, book: str, kind: str, old: str) -> None:
    """Something written once for two things; something that stands in for what is shipped."""
    shutil.copytree(GOOD / book, copied)
    before = bytes_in(copied)
    with pytest.raises(NotRenamed):
        rename.prepare(read_settings(copied), kind, old, NEW, TODAY)
    assert before == bytes_in(copied)
