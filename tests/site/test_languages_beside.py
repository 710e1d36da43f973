"""Several languages are built beside each other, and nobody can tell from the site."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.site.conftest import built, mkdocs

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="languages are built one after another here"
)

BOOK = """\
site_name: Book
docs_dir: content
theme: {name: material, language: vi}
plugins: [search, {journeybook: {languages: [vi, en]}}]
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    content = tmp_path / "book/content"
    (content / "roles").mkdir(parents=True)
    (content / "roles/guard.yaml").write_text("title: {vi: Người gác, en: Guard}\n", encoding="utf-8")
    (content / "guide.md").write_text("# Hướng dẫn\n", encoding="utf-8")
    (tmp_path / "book/mkdocs.yml").write_text(BOOK, encoding="utf-8")
    return tmp_path / "book"


def files(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and not file.name.startswith("sitemap")
    }


def test_beside_or_after_each_other_the_same_site_comes_out(book: Path, tmp_path: Path) -> None:
    """With two processors and with one."""
    beside = files(built(book, tmp_path / "beside"))
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(all_of_them)})
    try:
        after = files(built(book, tmp_path / "after"))
    finally:
        os.sched_setaffinity(0, all_of_them)
    assert after == beside
    assert "en/roles/guard/index.html" in beside


def test_a_warning_of_another_language_counts_in_a_strict_build(book: Path, tmp_path: Path) -> None:
    """And is told once, by the build that was asked for."""
    (book / "content/guide.en.md").write_text("# Guide\n\n[gone](nowhere.md)\n", encoding="utf-8")
    answer = mkdocs(book, tmp_path / "site", "--strict")
    assert (1, 1) == (answer.returncode, answer.stderr.count("nowhere.md"))


def test_a_language_that_fails_fails_the_build(book: Path, tmp_path: Path) -> None:
    """With its reason, and without a traceback."""
    template = book / "overrides/pages/role.html"
    template.parent.mkdir(parents=True)
    template.write_text('{% if lang == "en" %}{{ nothing.here }}{% endif %}', encoding="utf-8")
    config = BOOK.replace("language: vi}", "language: vi, custom_dir: overrides}")
    (book / "mkdocs.yml").write_text(config, encoding="utf-8")
    answer = mkdocs(book, tmp_path / "site")
    assert 1 == answer.returncode
    assert "pages/role.html" in answer.stderr
    assert "Traceback" not in answer.stderr
