"""A pull request and a Monday on GitHub, with the very steps of the workflows, on the example book."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from journeybook.ci import Pipeline, host_files
from tests.ci.pipelines import ROOT, loaded, run_step, step
from tests.publish.repository import commit, git

pytestmark = pytest.mark.slow


def workflow(name: str, language: str = "vi") -> dict[str, Any]:
    return loaded(host_files(Pipeline("github", language))[f".github/workflows/{name}"])


def pull_request(folder: Path, files: dict[str, str]) -> Path:
    """The example book, and a branch merged into it as GitHub checks a pull request out."""
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / ".github", folder / ".github")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, {}, "The example")
    git(folder, "switch", "-q", "-c", "change")
    commit(folder, files, "A change")
    git(folder, "switch", "-q", "--detach", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merged", "change")
    return folder


def test_three_errors_and_two_warnings_stand_at_their_lines_errors_first(tmp_path: Path) -> None:
    """GitHub shows the first ten of a step, so the order is what decides what people see."""
    book = pull_request(
        tmp_path / "book",
        {
            "content/terms/aa.yaml": "title: {vi: Nút thắt, en: Bottleneck}\ndefinition: {vi: Chỗ chậm nhất.}\n",
            "content/terms/zz.yaml": "titel: Máy\n",
            "content/touchpoints/booth.yaml": "title: {vi: Gian hàng, en: Booth}\nowner: salse\nreviewed: 2026-11-01\n",
            "content/tracks/store.yaml": "title: {vi: Người mới ở kho, en: New at the store}\nreviewed: 2026-11-01\n",
        },
    )
    answer = run_step(step(workflow("book-check.yml"), "check", "Check"), book, tmp_path / "space")
    assert 1 == answer.returncode
    assert [
        "error file=content/terms/zz.yaml,line=1,col=1,title=missing-field",
        "error file=content/terms/zz.yaml,line=1,col=1,title=unknown-field",
        "error file=content/touchpoints/booth.yaml,line=2,col=8,title=unknown-reference",
        "warning file=content/terms/aa.yaml,line=2,col=13,title=untranslated",
        "warning file=content/tracks/store.yaml,line=1,col=1,title=no-owner",
    ] == [line.split("::")[1] for line in answer.stdout.splitlines()]


def a_change() -> dict[str, str]:
    """A touchpoint is called otherwise; a persona and journeys name it."""
    text = (ROOT / "content/touchpoints.yaml").read_text(encoding="utf-8")
    old = "    vi: Khảo sát cửa hàng\n    en: Store visit\n"
    assert old in text
    return {"content/touchpoints.yaml": text.replace(old, "    vi: Thăm cửa hàng\n    en: Visit to a store\n")}


@pytest.mark.jq
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["### Từ main đến", "**Thăm cửa hàng**", "#### Các trang nên xem", "[Tải bản xem thử"]),
        ("en", ["### From main to", "**Visit to a store**", "#### Pages to look at", "[Download the preview"]),
    ],
)
def test_one_comment_tells_what_changes_and_which_pages(tmp_path: Path, language: str, words: list[str]) -> None:
    """In the book's language; the next push changes that comment instead of adding one, and leaves those of others."""
    book, space = pull_request(tmp_path / "book", a_change()), tmp_path / "space"
    space.mkdir()
    others = {"id": 1, "user": {"type": "User"}, "body": "<!-- journeybook changes --> quoted by somebody"}
    (space / "gh.json").write_text(json.dumps([others]), encoding="utf-8")
    check = workflow("book-check.yml", language)
    tells, comments = step(check, "changes", "Tell what changes"), step(check, "changes", "Comment")
    for _ in range(2):
        told = run_step(tells, book, space, BASE="main", PREVIEW="https://github.com/artifact/7")
        assert (0, "") == (told.returncode, told.stderr)
        assert 0 == run_step(comments, book, space, NUMBER="7").returncode
    kept = json.loads((space / "gh.json").read_text(encoding="utf-8"))
    assert [others["body"], (space / "comment.md").read_text(encoding="utf-8")] == [each["body"] for each in kept]
    comment = kept[1]["body"]
    assert sorted(words, key=comment.index) == words
    assert "`touchpoints/store-visit/index.html`" in comment
    assert "`segments/retail-chains/index.html`" in comment
    assert "(https://github.com/artifact/7)" in comment
    assert comment in (space / "summary.md").read_text(encoding="utf-8")


@pytest.mark.jq
def test_one_issue_lists_what_is_due_and_is_closed_when_nothing_is(tmp_path: Path) -> None:
    """Opened once, kept up to date, closed."""
    book, space = tmp_path / "book", tmp_path / "space"
    lan = "title: Lan\nowner: sales\nsummary: Mua hàng.\nreviewed: {day}\n"
    config = "site_name: Book\ndocs_dir: content\nplugins: [search, {journeybook: {languages: [vi]}}]\n"
    book.mkdir()
    git(book, "init", "-q")
    files = {"mkdocs.yml": config, "content/departments/sales.yaml": "title: Kinh doanh\n"}
    commit(book, {**files, "content/personas/lan.yaml": lan.format(day="2024-01-31")}, "A book")
    review = workflow("book-review.yml")
    lists, keeps = (step(review, "review", name) for name in ("List what is due", "Open, change or close the issue"))

    def monday(day: str) -> list[dict[str, str]]:
        (book / "content/personas/lan.yaml").write_text(lan.format(day=day), encoding="utf-8")
        assert 0 == run_step(lists, book, space, SOURCE_DATE_EPOCH="1790000000").returncode
        assert 0 == run_step(keeps, book, space).returncode
        kept = space / "gh.json"
        issues: list[dict[str, str]] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []
        return issues

    opened, changed = monday("2024-01-31"), monday("2024-02-29")
    assert ["Những mục cần rà soát lại"] == [issue["title"] for issue in opened]
    assert (
        "### Kinh doanh (1)\n\n- [Lan](https://github.com/example/journeybook/edit/main/content/personas/lan.yaml#L1)"
        in (opened[0]["body"])
    )
    assert [opened[0]["number"]] == [issue["number"] for issue in changed]
    assert opened[0]["body"] != changed[0]["body"]
    assert [] == monday("2026-09-01")
