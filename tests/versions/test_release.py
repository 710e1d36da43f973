"""A new version: all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.repository import git
from tests.versions.books import changing_book, run

CHANGES = """\
# Những thay đổi

## 2026.2 (25/11/2026)

1 mới, 1 đã bỏ, 1 đổi tên

### Chân dung

- **Lan** (`persona:lan` nay là `persona:lan-anh`): Có quyền phủ quyết; Mục tiêu; Rà soát gần nhất

### Vai trò

- **Người gác** (mới)

### Điểm chạm

- **Trang web** (đã bỏ): Giá công khai.
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795564800")  # 2026-11-25


def quiet(folder: Path) -> None:
    """No warnings for a book that is hardly begun."""
    config = folder / "mkdocs.yml"
    off = "rules: {persona-without-journey: 'off', unused: 'off'}"
    config.write_text(config.read_text(encoding="utf-8").replace("[vi, en]", f"[vi, en], {off}"), encoding="utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Everything committed, and clean in the checker's eyes."""
    folder = changing_book(tmp_path / "book")
    quiet(folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Since then")
    return folder


def state(book: Path) -> tuple[str, ...]:
    """All that a release may touch."""
    return (git(book, "rev-parse", "HEAD"), git(book, "tag"), git(book, "status", "--porcelain"))


def test_a_version_is_written_down_committed_and_tagged(book: Path) -> None:
    """In the book's language; nothing else is in the commit."""
    answer = run("release", "2026.2", "--folder", book)
    assert (0, "") == (answer.exit_code, answer.stderr)
    assert "journeybook publish" in answer.stdout
    assert CHANGES == (book / "CHANGES.md").read_text(encoding="utf-8")
    assert "Release 2026.2\n\nCHANGES.md" == git(book, "show", "--name-only", "--format=%B", "HEAD").replace(
        "\n\n\n", "\n\n"
    )
    assert "tag" == git(book, "cat-file", "-t", "2026.2")
    assert "Release 2026.2\n\n1 mới, 1 đã bỏ, 1 đổi tên" == git(book, "tag", "-l", "--format=%(contents)", "2026.2")
    assert "" == git(book, "status", "--porcelain")


def test_the_newest_version_stands_above_older_ones(book: Path) -> None:
    """Below what the editors wrote at the top."""
    (book / "CHANGES.md").write_text("# Sổ tay\n\nLời đầu.\n\n## 2026.1\n\nBản đầu.\n", encoding="utf-8")
    git(book, "add", "-A")
    git(book, "commit", "-qm", "Notes")
    assert run("release", "2026.2", "--folder", book).exit_code == 0
    headings = [line for line in (book / "CHANGES.md").read_text(encoding="utf-8").splitlines() if "# " in line[:3]]
    assert ["# Sổ tay", "## 2026.2 (25/11/2026)", "## 2026.1"] == headings


def test_a_dry_run_shows_and_changes_nothing(book: Path) -> None:
    before = state(book)
    answer = run("release", "2026.2", "--folder", book, "--dry-run")
    assert CHANGES.partition("\n\n")[2] in answer.stdout
    assert before == state(book)


def test_a_version_that_should_not_be_is_refused(book: Path) -> None:
    """A wrong name, a taken one, nothing new, something uncommitted, no branch: each by its sentence, untouched."""

    def refused(*arguments: str) -> str:
        before = state(book)
        answer = run("release", *arguments, "--folder", book)
        assert (2, before) == (answer.exit_code, state(book))
        return answer.stderr

    assert "versions of this book fit v*, 20*" in refused("spring")
    assert "versions of this book fit v*, 20*" in refused("2026 .2")
    assert "There is a tag “2026.1” already" in refused("2026.1")
    (book / "content/new.txt").write_text("?", encoding="utf-8")
    assert "Something isn't committed" in refused("2026.2")
    (book / "content/new.txt").unlink()
    git(book, "switch", "-q", "--detach")
    assert "No branch is checked out" in refused("2026.2")
    git(book, "switch", "-q", "main")
    assert run("release", "2026.2", "--folder", book).exit_code == 0
    assert "Nothing has changed since 2026.2" in refused("2026.3")
    assert run("release", "2026.3", "--folder", book, "--allow-empty").exit_code == 0


def test_a_book_with_problems_is_not_released(book: Path) -> None:
    """They are shown; warnings count."""
    (book / "content/roles/cook.yaml").write_text("titel: Cook\n", encoding="utf-8")
    git(book, "add", "-A")
    git(book, "commit", "-qm", "Cook")
    before = state(book)
    answer = run("release", "2026.2", "--folder", book)
    assert (1, before) == (answer.exit_code, state(book))
    assert "content/roles/cook.yaml:1:1: error [unknown-field]" in answer.stderr
    assert "Nothing was released" in answer.stderr


def test_branch_and_tag_are_pushed_together(book: Path, tmp_path: Path) -> None:
    """Without --push nothing leaves."""
    far = tmp_path / "far.git"
    git(tmp_path, "init", "-q", "--bare", str(far))
    git(book, "remote", "add", "origin", str(far))
    answer = run("release", "2026.2", "--folder", book)
    assert "git push --atomic origin main 2026.2" in answer.stdout
    assert "" == git(far, "for-each-ref")
    assert run("release", "2026.3", "--folder", book, "--allow-empty", "--push").exit_code == 0
    assert git(book, "rev-parse", "HEAD") == git(far, "rev-parse", "main") == git(far, "rev-parse", "2026.3^{commit}")


@pytest.mark.parametrize("fails", ["pre-commit", "pre-push", "reference-transaction"])
def test_what_fails_on_the_way_leaves_nothing_behind(book: Path, tmp_path: Path, fails: str) -> None:
    """When committing, tagging or pushing is refused, commit, tag and file are gone again."""
    far = tmp_path / "far.git"
    git(tmp_path, "init", "-q", "--bare", str(far))
    git(book, "remote", "add", "origin", str(far))
    before = state(book)
    hook = book / ".git/hooks" / fails
    says_no = 'grep -q refs/tags/2026.2 && [ "$1" = prepared ] && exit 1; exit 0' if "-t" in fails else "exit 1"
    hook.write_text(f"#!/bin/sh\necho 'Not today.' >&2\n{says_no}\n", encoding="utf-8")
    hook.chmod(0o755)
    answer = run("release", "2026.2", "--folder", book, "--push")
    hook.unlink()
    assert (1, before) == (answer.exit_code, state(book))
    assert "Nothing was released, and everything is as it was" in answer.stderr
    assert not (book / "CHANGES.md").exists()
    assert "" == git(far, "for-each-ref")


def test_the_first_version_needs_none_before(tmp_path: Path) -> None:
    folder = changing_book(tmp_path / "book")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "More")
    git(folder, "tag", "-d", "2026.1")
    quiet(folder)
    git(folder, "commit", "-qam", "Rules")
    assert run("release", "2026.1", "--folder", folder).exit_code == 0
    assert (
        (folder / "CHANGES.md").read_text(encoding="utf-8").endswith("## 2026.1 (25/11/2026)\n\nPhiên bản đầu tiên.\n")
    )
