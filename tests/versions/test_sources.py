"""What can be compared, and what is said of what can't."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from journeybook.versions import sources
from tests.publish.repository import commit, git
from tests.versions.books import CONFIG, SALES, changing_book, run

NOTHING = "Nothing has changed.\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return changing_book(tmp_path / "book")


def last(text: str) -> str:
    return text.splitlines()[-1]


def test_a_tag_a_folder_and_a_file_of_the_same_book_say_the_same(book: Path, tmp_path: Path) -> None:
    """Whatever they are called by."""
    assert run("export", "json", book, "-o", tmp_path / "now.json").exit_code == 0
    git(book, "add", "-A")
    git(book, "commit", "-qm", "More")
    git(book, "tag", "not-a-version")
    for one in ("HEAD", "main", "not-a-version", git(book, "rev-parse", "HEAD")[:9], str(book), str(book / "content")):
        answer = run("diff", one, tmp_path / "now.json", "--folder", book)
        assert answer.stdout.endswith(NOTHING), one
    assert run("diff", "-", book, "--folder", book, text=(tmp_path / "now.json").read_text()).stdout.endswith(NOTHING)


def test_the_last_version_is_the_nearest_tag_that_is_one(book: Path) -> None:
    """Not another tag, not one of another branch."""
    git(book, "stash", "-qu")
    commit(book, {"content/roles/cook.yaml": "title: Cook\n"}, "Cook", tag="2026.2", day="2026-11-03")
    git(book, "tag", "other")
    git(book, "switch", "-qc", "aside", "2026.1")
    commit(book, {"content/roles/aside.yaml": "title: Aside\n"}, "Aside", tag="2026.9", day="2026-11-09")
    git(book, "switch", "-q", "main")
    assert f"From 2026.2 to what is being written\n{NOTHING}" == run("diff", "--folder", book).stdout


def test_the_exit_code_tells_only_when_asked(book: Path) -> None:
    assert [0, 3, 0] == [
        run("diff", "--folder", book).exit_code,
        run("diff", "--folder", book, "--exit-code").exit_code,
        run("diff", "--folder", book, "--exit-code", "2026.1", "2026.1").exit_code,
    ]


def test_a_book_within_a_larger_repository_is_found_there(tmp_path: Path) -> None:
    """Also when its commit is read, and whatever GIT_DIR says."""
    root = tmp_path / "all"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, {"docs/mkdocs.yml": CONFIG, "docs/content/departments/sales.yaml": SALES, "x": ""}, "x", tag="v1")
    (root / "docs/content/departments/sales.yaml").write_text(SALES.replace("Sales", "Selling"), encoding="utf-8")
    assert "[-Sales-] → {+Selling+}" in run("diff", "--folder", root / "docs").stdout


def test_a_commit_is_read_once(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing of that shows up in git; what is kept but broken is read again."""
    first = run("diff", "--folder", book).stdout
    (kept,) = (book / sources.KEPT).iterdir()
    assert ".journeybook" not in git(book, "status", "--porcelain")
    with monkeypatch.context() as patched:
        patched.setattr("journeybook.versions.git.extract", None)
        assert first == run("diff", "--folder", book).stdout
    kept.write_text("12\n{", encoding="utf-8")
    assert first == run("diff", "--folder", book).stdout


def test_mistakes_are_read_around_and_counted(book: Path) -> None:
    (book / "content/roles/keeper.yaml").write_text("titel: Keeper\n", encoding="utf-8")
    answer = run("diff", "--folder", book)
    assert answer.exit_code == 0
    assert "Mistakes in what is being written: 2; the things that have them are not compared." in answer.stderr


def test_a_mistake_hides_nothing_behind_a_removal(book: Path) -> None:
    """What can't be read, or not as a whole, is named instead; what names it has not lost a reference."""
    git(book, "stash", "-qu")
    naming = {
        "content/questions/who.yaml": "ask: {vi: Ai?, en: Who?}\nanswer: {vi: Lan, en: Lan}\nabout: lan\n",
        "content/roles.yaml": "cook:\n  title: Cook\nwaiter:\n  title: Waiter\n  owner: sales\n",
    }
    commit(book, naming, "More", tag="2026.2", day="2026-11-03")
    (book / "content/personas/lan.yaml").write_text("title: [Lan\n", encoding="utf-8")
    roles = "cook:\n  title: The cook\nwaiter:\n  title: Waiter\n  owne: sales\n"
    (book / "content/roles.yaml").write_text(roles, encoding="utf-8")
    told = run("diff", "--folder", book).stdout
    assert told == (
        "From 2026.2 to what is being written\n"
        "Not compared, since mistakes in their files hide a part of what they say: Personas: Lan; Roles: Waiter.\n"
        "1 changed\n\nRoles\n  ~ The cook  role:cook\n    ~ Name (Vietnamese): [-Cook-] → {+The cook+}\n"
    )
    assert ["persona:lan", "role:waiter"] == json.loads(run("diff", "--folder", book, "--format", "json").stdout)[
        "unread"
    ]
    (book / "content/roles.yaml").write_text(
        "_defaults: {owne: sales}\n" + naming["content/roles.yaml"], encoding="utf-8"
    )
    assert "Lan; Roles: Cook, Waiter." in run("diff", "--folder", book).stdout


def test_drafts_are_compared_when_asked_for(book: Path) -> None:
    """Else it is said how many there are."""
    (book / "content/roles/keeper.yaml").write_text("title: Keeper\nstatus: draft\n", encoding="utf-8")
    answer = run("diff", "--folder", book)
    assert "Keeper" not in answer.stdout
    assert "1 left out" in answer.stderr
    assert "Keeper" in run("diff", "--folder", book, "--drafts").stdout


def test_what_cannot_be_compared_is_said_in_a_sentence(book: Path, tmp_path: Path) -> None:
    """Each ends with 2, in the reader's language."""
    files = {
        "notes.json": "Notes",
        "other.json": '{"format": 1}',
        "odd.json": '{"format": 1, "things": [3]}',
        "later.json": '{"format": 7, "things": []}',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (book / "content/2026.1").mkdir()
    wrong = {
        "2025.9": "“2025.9” is no file, no folder, and nothing that git knows.",
        "--upload-pack=x": "No such option",
        "./2025.9": "There is no file or folder “./2025.9”.",
        str(tmp_path / "gone.json"): "There is no file or folder",
        str(tmp_path / "notes.json"): "this isn't JSON that can be read",
        str(tmp_path / "other.json"): "not a book.json of Journeybook",
        str(tmp_path / "odd.json"): "not a book.json of Journeybook",
        str(tmp_path / "later.json"): "its format is 7, and this Journeybook reads formats up to 1",
        str(tmp_path): "There is no mkdocs.yml in",
    }
    for name, sentence in wrong.items():
        answer = run("diff", name, "--folder", book)
        assert (2, True) == (answer.exit_code, sentence in answer.stderr), answer.stderr
    assert "không phải tệp, thư mục" in run("diff", "2025.9", "--folder", book, "--lang", "vi").stderr
    assert "more were named: a b c" in run("diff", "a", "b", "c", "--folder", book).stderr
    assert "one of the two, not both" in run("diff", "-", "-", "--folder", book).stderr


def test_a_name_of_two_things_is_asked_about(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder with ./ before it, the tag with tags/ before it."""
    (book / "2026.1").mkdir()
    monkeypatch.chdir(book)
    answer = run("diff", "2026.1")
    assert (2, True) == (answer.exit_code, "Write ./2026.1 for the first; for a tag, tags/2026.1." in answer.stderr)
    assert run("diff", "tags/2026.1").exit_code == 0
    assert "no mkdocs.yml" in run("diff", "./2026.1").stderr


def test_a_past_without_a_book_is_said(book: Path) -> None:
    """By a commit before there was one."""
    git(book, "switch", "-q", "--orphan", "empty")
    commit(book, {"README": "Nothing yet"}, "Begin", tag="begin")
    git(book, "switch", "-qf", "main")
    answer = run("diff", "begin", "2026.1", "--folder", book)
    assert answer.exit_code == 2
    assert "“begin” holds no book that can be read here: There is no mkdocs.yml" in answer.stderr


def test_without_git_or_versions_it_is_said_what_to_do(tmp_path: Path) -> None:
    """No repository, no commit, no tag, no past."""
    folder = tmp_path / "book"
    (folder / "content").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    assert "is not in a git repository" in last(run("diff", "--folder", folder).stderr)
    assert "this book isn't in a git repository" in last(run("diff", "v1", "--folder", folder).stderr)
    git(folder, "init", "-q", "-b", "main")
    assert "Nothing is committed yet" in last(run("diff", "--folder", folder).stderr)
    commit(folder, {"content/departments/sales.yaml": SALES}, "One")
    assert "No tag before this fits v*, 20*" in last(run("diff", "--folder", folder).stderr)
    commit(folder, {"content/departments/it.yaml": "title: IT\n"}, "Two")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{folder}", str(shallow)], check=True)
    assert "git fetch --unshallow" in run("diff", "--folder", shallow).stderr
    assert "git fetch --unshallow" in run("diff", "v1", "--folder", shallow).stderr
