"""What isn't marked as shareable is nowhere in a site for others: pages, search, data, pictures, names of files."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.outlets.mkdocs_run import build_site
from journeybook.settings import WrongSettings
from tests.site.conftest import ROOT, SITES
from tests.site.planting import INTERNAL, plant
from tests.site.reading import addresses, page, target

BOOKS = {"example": ROOT, "every-field": SITES / "good/every-field", "gallery": SITES / "good/gallery"}
CONFIG = """\
site_name: Frame
docs_dir: content
repo_url: https://git.example/frame
edit_uri: edit/main/content/
theme: {name: material, language: en}
extra_css: [look/own.css]
nav:
  - Hidden words: [{More hidden words: secret-plan.md}]
  - Shown words: partners-guide.md
plugins: [search, {journeybook: {languages: [en], audience: shareable}}]
"""


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
    things = json.loads((built.folder / "book.json").read_text(encoding="utf-8"))["things"]
    assert {(None, None)} == {(each["path"], each["line"]) for each in things}
    assert [] == [file for file in files if re.match(r"(en/)?(changes|write|translations)/", file)]
    if name != "example":  # whose pages are many
        assert [] == dead_links(built.folder)


def test_a_book_without_marks_gives_an_empty_site_that_says_how_to_mark(tmp_path: Path) -> None:
    """Builds, in a folder of its own beside the site for the house, and counts what is in it."""
    book = tmp_path / "book"
    shutil.copytree(SITES / "good/minimal", book)
    built = build_site(book / "mkdocs.yml", audience="shareable")
    assert built.folder == book / "site-shareable"
    assert built.shareable == (0, 15)
    home = page(built.folder, "").text
    assert "chưa mục nào của cuốn sổ được đánh dấu" in home
    assert "audience: shareable" in home
    told = CliRunner().invoke(journeybook, ["build", str(book), "--audience=shareable", "--lang=vi"]).output
    assert "Chưa có mục nào trong 15 mục của sổ" in told


def test_marks_change_nothing_in_a_site_for_the_house(tmp_path: Path) -> None:
    """Every byte is as it is without any mark, but for what book.json says of the marks themselves."""
    marked, bare = tmp_path / "marked", tmp_path / "bare"
    for book in (marked, bare):
        shutil.copytree(SITES / "good/every-field", book)
    for file in bare.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub("^ *audience: shareable\n", "\n", text, flags=re.MULTILINE), encoding="utf-8")
    sites = [
        build_site(book / "mkdocs.yml", site_dir=tmp_path / f"site{n}").folder for n, book in ((1, marked), (2, bare))
    ]
    assert files_of(sites[0]) == files_of(sites[1])
    told = {name for name in files_of(sites[0]) if (sites[0] / name).read_bytes() != (sites[1] / name).read_bytes()}
    assert told - {"sitemap.xml.gz"} == {"book.json"}


def test_editions_are_never_mixed(tmp_path: Path) -> None:
    """What may leave leaves nothing of a whole site behind it, and a whole site never takes its place."""
    book, site = SITES / "good/minimal/mkdocs.yml", tmp_path / "site"
    whole = build_site(book, site_dir=site)
    assert "personas/lan/index.html" in files_of(whole.folder)
    build_site(book, site_dir=site, audience="shareable")
    fresh = build_site(book, site_dir=tmp_path / "fresh", audience="shareable")
    assert files_of(site) == files_of(fresh.folder)
    with pytest.raises(WrongSettings):
        build_site(book, site_dir=site)


def test_the_frame_tells_nothing_either(tmp_path: Path) -> None:
    """Neither the navigation of mkdocs.yml nor files that it names nor the way to the repository."""
    (tmp_path / "content/look").mkdir(parents=True)
    for path, text in {
        "mkdocs.yml": CONFIG,
        "content/secret-plan.md": "# Plan\n",
        "content/partners-guide.md": "---\naudience: shareable\n---\n# Guide\n",
        "content/look/own.css": "body { background: url(paper.png) }",
        "content/look/paper.png": "",
        "content/look/sketch.png": "",
    }.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    site = build_site(tmp_path / "mkdocs.yml", site_dir=tmp_path / "out").folder
    assert {"look/own.css", "look/paper.png", "partners-guide/index.html"} <= files_of(site)
    told = {name for name, text in said_in(site) if re.search("secret-plan|sketch|git.example|hidden words", text)}
    assert set() == told
    assert "Shown words" in (site / "partners-guide/index.html").read_text(encoding="utf-8")
    assert "only what may be shared" in (site / "partners-guide/index.html").read_text(encoding="utf-8")


def test_versions_are_not_published_for_others(tmp_path: Path) -> None:
    """Older versions may say what is internal today."""
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    answer = CliRunner().invoke(journeybook, ["publish", "--folder", str(tmp_path), "--lang", "en"])
    assert answer.exit_code != 0
    assert "older versions of the book may say what is internal" in answer.output


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Links that lead to no page of the site; those of the free page that names all sorts of things aside."""
    ours = [each for each in addresses(site) if "for-partners" not in each]
    ways = [(address, href, target(site, address, href)) for address in ours for href in page(site, address).links]
    return [(address, href) for address, href, way in ways if way and not way[0].is_file()]


def files_of(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
