"""What isn't marked as shareable is nowhere in a site for others: pages, search, data, pictures, names of files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from journeybook.outlets.mkdocs_run import build_site
from tests.site.conftest import ROOT, SITES
from tests.site.planting import INTERNAL, SHAREABLE, plant

BOOKS = {"example": ROOT, "every-field": SITES / "good/every-field", "gallery": SITES / "good/gallery"}


def said_in(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site with all that it says, in every way in which it may be read, and what it is called."""
    for file in sorted(each for each in site.rglob("*") if each.is_file()):
        name = file.relative_to(site).as_posix()
        data = file.read_bytes()
        text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8", "replace")
        again = json.dumps(json.loads(text), ensure_ascii=False) if file.suffix == ".json" else ""
        yield name, "\n".join([name, text, again, unquote(text), unescape(text)]).casefold()


@pytest.mark.parametrize(("name", "seed"), [("example", 1), ("every-field", 2), ("every-field", 3), ("gallery", 4)])
def test_nothing_internal_is_anywhere_and_nothing_shareable_is_lost(name: str, seed: int, tmp_path: Path) -> None:
    """A word of its own stands in every text, name and alias; half of the things and claims are marked."""
    planting = plant(BOOKS[name], tmp_path / "book", seed)
    built = build_site(tmp_path / "book/mkdocs.yml", site_dir=tmp_path / "site", audience="shareable")
    assert planting.expected
    files = dict(said_in(built.folder))
    assert [] == [file for file, text in files.items() if INTERNAL in text]
    everything = "\n".join(files.values())
    assert set() == {word for word in planting.expected if word not in everything}
    assert SHAREABLE in files["book.json"]
