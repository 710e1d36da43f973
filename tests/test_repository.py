"""From page to file, on every host."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs.config import load_config

from journeybook.outlets.mkdocs_theme import repository
from journeybook.repository import Repository

FILE = "content/personas/trần lan.yaml"


def configured(tmp_path: Any, edit: str = "", report: str = "", **said: str) -> Repository:
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: Book\ndocs_dir: content\n", encoding="utf-8")
    return repository(load_config(str(tmp_path / "mkdocs.yml"), **said), edit, report)


@pytest.mark.parametrize(
    ("home", "edit_uri", "expected"),
    [
        ("https://github.com/a/b", "edit/main/content/", "https://github.com/a/b/edit/main/content/{file}#L7"),
        ("https://gitlab.com/a/b", "-/edit/main/content/", "https://gitlab.com/a/b/-/edit/main/content/{file}#L7"),
        ("https://git.firm.vn/a/b", "edit/main/content/", "https://git.firm.vn/a/b/edit/main/content/{file}#L7"),
        (
            "https://bitbucket.org/a/b/",
            "src/main/content/",
            "https://bitbucket.org/a/b/src/main/content/{file}#lines-7",
        ),
        ("https://codeberg.org/a/b", None, "https://codeberg.org/a/b/_edit/main/content/{file}#L7"),
        ("https://gitea.firm.vn/a/b", None, "https://gitea.firm.vn/a/b/_edit/main/content/{file}#L7"),
    ],
)
def test_each_host_names_a_line_in_its_own_way(tmp_path: Any, home: str, edit_uri: str | None, expected: str) -> None:
    """At the line of the thing; letters that addresses don't know are written as they must be."""
    said = {"repo_url": home} | ({"edit_uri": edit_uri} if edit_uri else {})
    address = configured(tmp_path, **said).edit(FILE, 7)
    assert expected.format(file="personas/tr%E1%BA%A7n%20lan.yaml") == address


def test_a_template_goes_before_what_hosts_do(tmp_path: Any) -> None:
    """Both for editing and for reporting."""
    book = configured(
        tmp_path,
        "https://files.firm.vn/open?file={path}&at={line}",
        "https://desk.firm.vn/new?subject={title}&text={body}",
        repo_url="https://github.com/a/b",
    )
    assert "https://files.firm.vn/open?file=content/a.yaml&at=3" == book.edit("content/a.yaml", 3)
    assert "https://desk.firm.vn/new?subject=A%20%26%20B&text=c%0Ad" == book.report("A & B", "c\nd")


@pytest.mark.parametrize(
    ("home", "path", "title", "text"),
    [
        ("https://github.com/a/b", "/a/b/issues/new", "title", "body"),
        ("https://gitlab.firm.vn/a/b", "/a/b/-/issues/new", "issue[title]", "issue[description]"),
        ("https://codeberg.org/a/b", "/a/b/issues/new", "title", "body"),
        ("https://bitbucket.org/a/b", "/a/b/issues/new", "title", "content"),
    ],
)
def test_a_report_is_filled_in_as_the_host_takes_it(tmp_path: Any, home: str, path: str, title: str, text: str) -> None:
    """With a title and a text."""
    address = urlsplit(configured(tmp_path, repo_url=home).report("Lisa & co", "Dòng 1\nDòng 2") or "")
    assert (path, {title: ["Lisa & co"], text: ["Dòng 1\nDòng 2"]}) == (address.path, parse_qs(address.query))


def test_a_book_without_a_repository_leads_nowhere(tmp_path: Any) -> None:
    """Nor does one whose host isn't known, as long as it says nothing itself."""
    assert (None, None) == (configured(tmp_path).edit(FILE, 1), configured(tmp_path).report("a", "b"))
    unknown = configured(tmp_path, repo_url="https://svn.firm.vn/a")
    assert (None, None) == (unknown.edit(FILE, 1), unknown.report("a", "b"))
