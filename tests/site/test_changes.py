"""What the site tells of changes: versions, the history of each thing, the feed."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.publish.repository import repository
from tests.site.conftest import built
from tests.site.reading import addresses, target
from tests.site.reading import page as read_page

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with two released versions and one thing that is new since."""
    folder = tmp_path_factory.mktemp("changes")
    return built(repository(folder / "book"), folder / "site")


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_versions_are_told_in_the_readers_words(site: Path) -> None:
    """The newest first; what is gone is named without a link, what has another name under its new one."""
    listed = html(site, "changes")
    assert listed.index("Đang soạn") < listed.index("2026.1") < listed.index("2025.1")
    page = html(site, "en/changes/2026.1")
    assert "What is new in 2026.1" in page
    assert "<span>Cook</span>" in page
    assert 'href="../../roles/keeper/"' in page
    assert "The guard is called keeper" in page
    assert "#7" in page


def test_each_thing_tells_its_own_history(site: Path) -> None:
    """And only if it has one."""
    assert 'id="history"' in html(site, "roles/keeper")
    assert 'id="history"' not in html(site, "roles/proposer")


def test_every_link_to_a_change_leads_to_it(site: Path) -> None:
    """Also the anchors."""
    dead = []
    for address in addresses(site):
        for href in read_page(site, address).inside_links:
            found = target(site, address, href)
            if found and "changes/" in str(found[0]):
                file, anchor = found
                if not file.exists() or (anchor and f'id="{anchor}"' not in file.read_text(encoding="utf-8")):
                    dead.append((address, href))
    assert [] == dead


def test_the_feed_is_valid_and_leads_to_the_pages(site: Path) -> None:
    """In each language; what isn't released isn't in it."""
    for prefix, title in (("", "Có gì mới trong 2026.1"), ("en/", "What is new in 2026.1")):
        feed = ElementTree.parse(site / prefix / "changes.xml").getroot()
        assert f"{ATOM}feed" == feed.tag
        for needed in ("title", "id", "updated", "author"):
            assert feed.find(ATOM + needed) is not None, needed
        entries = feed.findall(f"{ATOM}entry")
        assert [title] == [entry.findtext(f"{ATOM}title") for entry in entries][:1]
        assert 2 == len({entry.findtext(f"{ATOM}id") for entry in entries})
        for entry in entries:
            assert entry.findtext(f"{ATOM}updated")
            address = str(entry.findtext(f"{ATOM}id")).removeprefix("https://book.example/sub/")
            assert (site / address / "index.html").exists()
        assert 'href="' in html(site, prefix + "changes").split("changes.xml")[0][-200:]


def test_no_address_of_a_person_is_published(site: Path) -> None:
    """git knows them; readers needn't."""
    assert [] == [file for file in site.rglob("*") if file.is_file() and b"lan@book.example" in file.read_bytes()]


def test_a_book_without_git_says_so_and_how_to_begin(tmp_path: Path) -> None:
    """On the page of changes; there is no feed."""
    (tmp_path / "book/content/roles").mkdir(parents=True)
    (tmp_path / "book/content/roles/guard.yaml").write_text("title: Guard\n", encoding="utf-8")
    config = (
        "site_name: Book\ndocs_dir: content\ntheme: {name: material, language: en}\nplugins: [search, journeybook]\n"
    )
    (tmp_path / "book/mkdocs.yml").write_text(config, encoding="utf-8")
    site = built(tmp_path / "book", tmp_path / "site")
    assert "isn&#39;t under git" in html(site, "changes").replace("'", "&#39;")
    assert not (site / "changes.xml").exists()


def test_the_health_page_shows_how_versions_could_be_trusted(site: Path) -> None:
    """Each on its own day, the newest first; where nothing is claimed, no share is."""
    told = read_page(site, "health/").text
    trend = told[told.index("Qua các phiên bản") :]
    assert "Đang soạn" in trend
    assert trend.index("2026.1 01/02/2026 – 0% 0 trên 1") < trend.index("2025.1 01/03/2025 – 0% 0 trên 2")
