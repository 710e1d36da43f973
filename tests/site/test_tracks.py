"""Tracks without a browser: the same names of steps in both languages, readable pages, small scripts."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from tests.site.reading import addresses

TRACK = "tracks/new-in-sales/index.html"


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
