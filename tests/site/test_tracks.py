"""Tracks without a browser: the same names of steps in both languages, readable pages, small scripts."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from journeybook.book import Book
from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.render.around import Around
from journeybook.render.pages import Edition
from journeybook.render.words import words_of
from journeybook.road import travel
from journeybook.versions.history import History, Release
from tests.site.conftest import ROOT
from tests.site.reading import addresses

DAY = date(2026, 11, 1)
TRACK = "tracks/new-in-sales/index.html"


@pytest.fixture(scope="module")
def example_book() -> Book:
    return travel(read_settings(ROOT), DAY).book.published()


def test_progress_made_in_one_language_counts_in_the_other(example: Path) -> None:
    """Steps have the same ids, and the home page knows them."""
    ours, theirs = (
        re.findall(r'data-step="([^"]+)"', (example / language / TRACK).read_text(encoding="utf-8"))
        for language in ("", "en")
    )
    assert 10 == len(set(ours))
    assert ours == theirs
    home = (example / "en/index.html").read_text(encoding="utf-8")
    assert all(each in home for each in ours)


def test_a_track_is_whole_without_scripts(example: Path) -> None:
    """Its days and minutes stand in a table; below each link it says what one is going to read, on a phone too."""
    html = (example / "en" / TRACK).read_text(encoding="utf-8")
    assert "<td>90</td>" in html
    assert re.search(r'<th scope="row">In all</th><td>300</td>', html)
    read = re.findall(r'<ul class="jb-links jb-reads">(.*?)</ul>', html)
    assert 10 == len(read)
    for link in "".join(read).split("</li>")[:-1]:
        assert re.fullmatch(r'<li><a class="jb-ref" .*?</a><p class="jb-aside"><b>[A-Z][a-z ]+</b> .{10,145}</p>', link)
    assert re.search(r'data-part="now" hidden', html)


def test_scripts_of_learners_are_small_and_only_where_they_are_used(example: Path) -> None:
    """Less than 6 KB on their way; no page but these names them."""
    where = {"track": {"tracks/new-in-sales/"}, "team": {"team/"}, "door": {""}}
    for name, pages in where.items():
        (script,) = (example / "assets/journeybook/learn").glob(f"{name}.*.js")
        assert 6_000 > len(gzip.compress(script.read_bytes()))
        naming = {
            each for each in addresses(example) if script.name in (example / each / "index.html").read_text("utf-8")
        }
        assert naming == pages | {f"en/{each}" for each in pages}


@pytest.mark.parametrize(
    ("around", "version"),
    [
        (Around(version="2026.1"), "2026.1"),
        (Around(history=History((Release("2026.1", DAY, 9), Release("2025.1", DAY, 8)))), "2026.1"),
        (Around(history=History((Release("", DAY, 9), Release("2026.1", DAY, 9)))), "2026.1 and what changed since"),
        (Around(), "reviewed 9 November 2026"),
    ],
    ids=["published", "released", "written since", "never released"],
)
def test_a_record_of_completion_names_the_version_that_was_learned(
    example_book: Book, around: Around, version: str
) -> None:
    """Or what comes next to it: there is always something to hold a record against."""
    edition = Edition(example_book, words_of("en"), around)
    (page,) = (each for each in edition.pages() if f"{each.address}index.html" == TRACK)
    assert f'data-version="{version}"' in edition.render(page).html
