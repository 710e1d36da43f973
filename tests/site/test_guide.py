"""How to write: guides and the reference of the format on every site, in the reader's language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from journeybook.guides import NAMES
from journeybook.model import CLASSES, Company, Person
from journeybook.model.base import Shape
from journeybook.model.types import parts
from tests.site.conftest import built, mkdocs
from tests.site.reading import addresses, page, target

FORMAT = "write/format/"


def shapes(cls: type[Shape]) -> Iterator[type[Shape]]:
    """The classes of the maps within a class, and itself."""
    yield cls
    for field in cls.model_fields.values():
        for each in parts(field.annotation):
            if issubclass(each, Shape):
                yield from shapes(each)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one word, to be built with other settings."""
    book = tmp_path_factory.mktemp("small") / "book"
    (book / "content").mkdir(parents=True)
    (book / "content/terms.yaml").write_text("crm: {title: CRM, definition: CRM}\n", encoding="utf-8")
    return book


def with_options(book: Path, options: str) -> Path:
    (book / "mkdocs.yml").write_text(
        f"site_name: Small\ndocs_dir: content\ntheme: material\nplugins: [search, journeybook: {{{options}}}]\n"
    )
    return book


def test_the_navigation_has_one_door_to_all_guides(example: Path) -> None:
    """It is no longer for them; the page behind it leads to each, and each to the next."""
    for root in ("", "en/"):
        nav = {href for href in page(example, root).links if href not in page(example, root).inside_links}
        assert {"write/"} == {href for href in nav if href.startswith("write/")}
        doors = [
            found[0]
            for href in page(example, f"{root}write/").inside_links
            if (found := target(example, f"{root}write/", href))
        ]
        for name in (*NAMES, "format"):
            assert example / f"{root}write/{name}/index.html" in doors
    for here, there in pairwise(NAMES):
        leading = [target(example, f"write/{here}/", href) for href in page(example, f"write/{here}/").inside_links]
        assert (example / f"write/{there}/index.html", "") in leading


def test_the_reference_names_every_field_of_every_class(example: Path) -> None:
    """Of a kind on its own page or, where others have it too, on the page of all; in both languages."""
    for root in ("", "en/"):
        everywhere = rows(example, f"{root}{FORMAT}")
        for kind in CLASSES:
            here = everywhere | rows(example, f"{root}{FORMAT}{kind.KIND}/")
            for of in (Person, Company) if kind.KIND == "persona" else (kind,):
                for cls in shapes(of):
                    assert set(cls.names()) <= here, (root, cls)


def rows(site: Path, address: str) -> set[str]:
    """The names of fields that have a row of their own."""
    ids = [attributes["id"] for tag, attributes in page(site, address).tags if tag == "tr" and "id" in attributes]
    return {each.rpartition("-")[2] for each in ids}


def test_a_field_says_what_it_is_called_may_say_and_refers_to(example: Path) -> None:
    """In the words that readers see elsewhere."""
    said = page(example, f"{FORMAT}journey/")
    assert "model Mô hình" in said.text
    assert "current hiện tại target mong muốn" in said.text
    assert "bắt buộc" in said.text
    kinds = [found[0] for href in said.inside_links if (found := target(example, said.address, href))]
    assert {example / FORMAT / kind / "index.html" for kind in ("model", "segment", "persona")} <= set(kinds)


def test_the_search_offers_guides_but_no_tables_of_fields(example: Path) -> None:
    """Guides by their titles and headings, since the people of their examples aren't of this book."""
    (index,) = (example / "search").glob("journeybook.*.json")
    text = index.read_text(encoding="utf-8")
    assert '"write/interview/"' in text
    assert FORMAT not in text
    assert "UniKey" in text
    assert "Unicode" in (example / "write/first-change/index.html").read_text(encoding="utf-8")
    assert "Unicode" not in text


def test_a_book_may_leave_the_guides_out(small: Path, tmp_path: Path) -> None:
    """With one option, which takes true or false."""
    site = built(with_options(small, "languages: vi, guide: false"), tmp_path / "site")
    assert [] == [address for address in addresses(site) if address.startswith("write/")]
    assert not [href for href in page(site, "").links if "write" in href]
    answer = mkdocs(with_options(small, "languages: vi, guide: 1"), tmp_path / "none")
    assert answer.returncode
    assert "guide" in answer.stderr


def test_a_reader_of_another_language_gets_english_marked_as_such(small: Path, tmp_path: Path) -> None:
    """The sections, the titles and what leads them."""
    (small / "lang").mkdir()
    (small / "lang/fr.yaml").write_text("name: Français\n", encoding="utf-8")
    site = built(with_options(small, "languages: [vi, fr]"), tmp_path / "site")
    seen = page(site, "fr/write/interview/")
    assert "Seventeen questions" in seen.text
    marked = [tag for tag, attributes in seen.tags if attributes.get("lang") == "en"]
    assert {"h1", "p", "section"} <= set(marked)
    assert not [tag for tag, attributes in page(site, "write/interview/").tags if "lang" in attributes]
    shutil.rmtree(small / "lang")


def test_a_page_of_the_book_goes_before_ours(small: Path, tmp_path: Path) -> None:
    """At the address of a guide in its place; at that of all guides it leads them."""
    pages = small / "content/write"
    pages.mkdir()
    (pages / "interview.md").write_text("# Ours\n\nAsk our own way.\n")
    (pages / "index.md").write_text("# Writing here\n\nCall Lan first.\n")
    site = built(with_options(small, "languages: en"), tmp_path / "site")
    assert "Ask our own way." in page(site, "write/interview/").text
    assert "Seventeen" not in page(site, "write/interview/").text
    assert "Call Lan first." in page(site, "write/").text
    assert "Seventeen questions" in page(site, "write/").text
    shutil.rmtree(pages)
