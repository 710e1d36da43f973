"""A walk over the built example book, as a reader takes it: every link, every page, both languages."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from statistics import median

from tests.site.conftest import SITES, built
from tests.site.reading import addresses, page, target


def test_every_link_leads_to_a_page_and_a_place_on_it(example: Path) -> None:
    """Of every page, in both languages, including anchors."""
    astray = []
    for address in addresses(example):
        for href in page(example, address).links:
            found = target(example, address, href)
            if found is None:
                continue
            file, anchor = found
            if not file.is_file():
                astray.append(f"{address} → {href}")
            elif anchor and file.suffix == ".html":
                where = file.relative_to(example).as_posix().removesuffix("index.html")
                if anchor not in page(example, where).ids and not anchor.startswith("__"):
                    astray.append(f"{address} → {href} (no such place)")
    assert [] == astray


def test_nothing_is_fetched_from_elsewhere_and_all_that_is_fetched_is_there(example: Path) -> None:
    """Stylesheets, scripts, fonts and pictures come from the site itself."""
    wrong = []
    for address in addresses(example):
        for href in page(example, address).fetched:
            found = target(example, address, href)
            if found is None or not found[0].is_file():
                wrong.append(f"{address} → {href}")
    assert [] == wrong


def test_every_page_has_one_title_and_no_id_twice(example: Path) -> None:
    """One ``h1``; ids are unique, so anchors are."""
    for address in addresses(example):
        seen = page(example, address)
        assert 1 == seen.headings, address
        assert len(set(seen.ids)) == len(seen.ids), (address, [each for each in seen.ids if seen.ids.count(each) > 1])


def test_both_languages_have_the_same_pages_and_places(example: Path) -> None:
    """The same address and the same anchors below ``en/``."""
    vietnamese = {address for address in addresses(example) if not address.startswith("en/")}
    english = {address.removeprefix("en/") for address in addresses(example) if address.startswith("en/")}
    assert vietnamese == english
    for address in vietnamese:
        ours = [each for each in page(example, address).ids if not each.startswith("__")]
        theirs = [each for each in page(example, f"en/{address}").ids if not each.startswith("__")]
        if address.startswith(("personas/", "journeys/", "segments/", "touchpoints/")):
            assert ours == theirs, address


def test_the_language_switch_leads_to_the_same_page(example: Path) -> None:
    """From a Vietnamese page to its English one and back."""
    for address, other in (("personas/lisa-barone/", "en/personas/lisa-barone/"), ("", "en/"), ("en/", "")):
        found = [target(example, address, href) for href in page(example, address).links]
        assert (example / other / "index.html", "") in found


def test_a_thing_lists_exactly_what_links_to_it(example: Path) -> None:
    """The law of the book, as the pages show it: A links to B exactly when B lists A."""
    book = json.loads((example / "book.json").read_text(encoding="utf-8"))
    folders = {
        "persona": "personas",
        "segment": "segments",
        "journey": "journeys",
        "role": "roles",
        "touchpoint": "touchpoints",
        "department": "departments",
        "partner": "partners",
        "source": "sources",
        "model": "models",
        "competitor": "competitors",
        "track": "tracks",
        "question": "questions",
        "term": "terms",
        "event": "events",
    }

    def address(key: str) -> str:
        kind, _, name = key.partition(":")
        return f"{folders[kind]}/{name.partition('/')[0] if kind == 'model' else name}/"

    listed = {(link["from"], address(link["to"])) for link in book["links"]}
    for there in {where for _, where in listed}:
        expected = {address(source) for source, where in listed if where == there}
        shown = set()
        for href in page(example, there).used_by:
            found = target(example, there, href)
            assert found
            shown.add(found[0].parent.relative_to(example).as_posix() + "/")
        assert expected == shown, there
    for source, where in listed:
        here = page(example, address(source))
        leading = [found[0] for href in here.inside_links if (found := target(example, here.address, href))]
        assert example / where / "index.html" in leading, (source, where)


def test_pages_are_light(example: Path) -> None:
    """The median page has less than 60 KB of HTML, and less than 12 KB on the way."""
    files = [(example / address / "index.html").read_bytes() for address in addresses(example)]
    assert 60_000 > median(len(each) for each in files)
    assert 12_000 > median(len(gzip.compress(each)) for each in files)


def test_neither_yaml_nor_notes_are_published(example: Path, every_field: Path) -> None:
    """Nor drafts of the format such as collections; a word of the notes is nowhere in the output."""
    assert [] == [each for site in (example, every_field) for each in site.rglob("*.y*ml")]
    for file in every_field.rglob("*"):
        if file.is_file():
            assert b"zznotes" not in file.read_bytes(), file


def test_the_navigation_is_bounded(example: Path) -> None:
    """However many things a book has, a page's frame names kinds, not things."""
    frame = [href for href in page(example, "terms/").links if href not in page(example, "terms/").inside_links]
    assert len(frame) < 60


def test_a_book_can_be_built_from_another_folder(tmp_path: Path) -> None:
    """Its configuration named by a way that begins where one stands."""
    book = Path(os.path.relpath(SITES / "good/minimal"))
    assert not book.is_absolute()
    assert (built(book, tmp_path / "site") / "index.html").is_file()
