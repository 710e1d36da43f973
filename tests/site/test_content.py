"""What pages say: every field, nothing harmful, the right file to edit, old addresses that lead on."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.site.conftest import SITES, built, mkdocs
from tests.site.reading import addresses, page, target

pytestmark = pytest.mark.slow


def test_every_field_of_every_kind_is_shown(every_field: Path) -> None:
    """Each word planted in a field of the format stands on a page; what is for editors alone doesn't."""
    planted: set[str] = set()
    for file in (SITES / "good/every-field/content").rglob("*.yaml"):
        planted.update(re.findall(r"\bzz\w+", file.read_text(encoding="utf-8")))
    shown: set[str] = set()
    for address in addresses(every_field):
        shown.update(re.findall(r"\bzz\w+", (every_field / address / "index.html").read_text(encoding="utf-8")))
    assert set() == {word for word in planted - shown if not word.startswith(("zznotes", "zzignore"))}


def test_hostile_texts_come_out_harmless(hostile: Path) -> None:
    """No script, handler, style or script address survives; braces stay as they were written."""
    everything = ""
    for address in addresses(hostile):
        seen = page(hostile, address)
        everything += seen.text
        for tag, attributes in seen.tags:
            assert tag not in ("script", "style", "iframe", "object", "embed", "form", "base"), (address, tag)
            assert not [name for name in attributes if name.startswith("on")], (address, tag, attributes)
            for name in ("href", "src"):
                assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get(name, ""), re.IGNORECASE)
    assert "{{ 7*7 }}" in everything


def test_a_scripted_drawing_is_published_without_its_script(tmp_path: Path) -> None:
    """An SVG is a document of its own: opened by itself it would run."""
    book = shutil.copytree(SITES / "good/pictures", tmp_path / "book")
    (book / "content/media/evil.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(2)</script>'
        '<a href="javascript:alert(3)"><circle r="4"/></a><circle cx="4" cy="4" r="4"/></svg>',
        encoding="utf-8",
    )
    site = built(book, tmp_path / "site")
    drawing = (site / "media/evil.svg").read_text(encoding="utf-8")
    assert "alert" not in drawing
    assert "circle" in drawing
    assert 'viewBox="0 0 9 9"' in drawing


def test_edit_links_name_the_exact_file_and_line(example: Path) -> None:
    """A thing in a file of its own, and one within a collection."""
    assert any(
        href.endswith("/edit/main/content/personas/lisa-barone.yaml")
        for href in page(example, "personas/lisa-barone/").links
    )
    lines = (SITES.parents[1] / "content/touchpoints.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index("website:") + 1
    assert any(
        href.endswith(f"/edit/main/content/touchpoints.yaml#L{line}")
        for href in page(example, "touchpoints/website/").links
    )


def test_an_old_address_leads_to_the_new_one(copied: Path, tmp_path: Path) -> None:
    """Of a thing and of a journey's stages; outside of sitemap and search, keeping the place on the page."""
    file = copied / "content/journeys/mid-factory-purchase.yaml"
    file.write_text(f"aliases: [old-name]\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    site = built(copied, tmp_path / "site")
    for old, new in (
        ("journeys/old-name", "journeys/mid-factory-purchase"),
        ("journeys/old-name/review", "journeys/mid-factory-purchase/review"),
    ):
        html = (site / old / "index.html").read_text(encoding="utf-8")
        found = re.search(r'location\.replace\("([^"]+)"\+location\.hash\)', html)
        assert found
        assert (site / new / "index.html", "") == target(site, f"{old}/", found[1])
    assert "old-name" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "old-name" not in (site / "search/search_index.json").read_text(encoding="utf-8")


def test_drafts_are_not_published_and_what_names_them_has_no_link(copied: Path, tmp_path: Path) -> None:
    """Their titles may stand on pages; their pages, entries in lists and data may not."""
    (copied / "content/personas/secret.yaml").write_text(
        "title: Người bí mật\njob: Nháp\nstatus: draft\nowner: sales\nquote: zzsecret\n", encoding="utf-8"
    )
    file = copied / "content/personas/lisa-barone.yaml"
    file.write_text(
        f"related: persona:secret\n{file.read_text(encoding='utf-8').replace('related:', 'tags:')}", encoding="utf-8"
    )
    site = built(copied, tmp_path / "site")
    assert not (site / "personas/secret").exists()
    assert "Người bí mật" in page(site, "personas/lisa-barone/").text
    assert not [href for href in page(site, "personas/lisa-barone/").links if "secret" in href]
    for file in site.rglob("*"):
        if file.is_file():
            assert b"zzsecret" not in file.read_bytes()
    assert "persona:secret" not in [
        f"{each['kind']}:{each['id']}"
        for each in json.loads((site / "book.json").read_text(encoding="utf-8"))["things"]
    ]


def test_errors_fail_the_build_with_the_checkers_words_and_leave_the_old_site(tmp_path: Path) -> None:
    """Whether or not the build is strict; warnings fail only a strict one."""
    book = shutil.copytree(SITES / "good/minimal", tmp_path / "book")
    site = built(book, tmp_path / "site", "--strict")
    (book / "content/terms").mkdir(exist_ok=True)
    (book / "content/terms/broken.yaml").write_text("title: Lỗi\nowner: salse\n", encoding="utf-8")
    answer = mkdocs(book, site)
    assert answer.returncode == 1
    assert "content/terms/broken.yaml:2:8: [unknown-reference]" in answer.stderr
    assert "“sales”" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert (site / "personas/lan/index.html").is_file()
    (book / "content/terms/broken.yaml").unlink()
    (book / "content/partners").mkdir(exist_ok=True)
    (book / "content/partners/nobody.yaml").write_text("title: Không ai nhắc\n", encoding="utf-8")
    assert mkdocs(book, site).returncode == 0
    assert mkdocs(book, site, "--strict").returncode == 1


def test_free_pages_have_links_and_both_languages(example: Path) -> None:
    """References in Markdown pages lead to things; ``x.en.md`` is the English page at the same address."""
    vietnamese, english = page(example, "about-this-book/"), page(example, "en/about-this-book/")
    assert vietnamese.text != english.text
    for seen in (vietnamese, english):
        assert "[[" not in seen.text
        assert [href for href in seen.inside_links if "../personas/" in href or "../journeys/" in href or "../" in href]
    assert not (example / "about-this-book.en").exists()


def test_the_search_knows_every_section_by_its_address(example: Path) -> None:
    """Entries come from the pages' sections, each leading to its place; only the reader's language."""
    known = json.loads((example / "search/search_index.json").read_text(encoding="utf-8"))
    assert [] == known["docs"]  # Material's own
    index = json.loads((example / "search" / known["config"]["index"]).read_text(encoding="utf-8"))
    found = {address: [index["ids"][place] for place in texts[::2]] for address, _, _, _, *texts in index["pages"]}
    assert "goals" in found["personas/lisa-barone/"]
    assert "objections-1" in found["personas/lisa-barone/"]
    assert "about-this-book/" in found
    assert not [address for address in found if address.startswith("en/")]
    for address, anchors in found.items():
        assert set() == {anchor for anchor in anchors if anchor} - set(page(example, address).ids), address


def test_the_home_page_begins_with_what_is_needed_before_a_call(example: Path) -> None:
    """Right below the book's own first words, before the rest of them; the three doors and all else follow."""
    html = (example / "index.html").read_text(encoding="utf-8")
    order = [
        "<h1",
        '="./call/"',
        '="./bank/"',
        '="./competitors/"',
        "jb-resume",
        "jb-ask",
        "Bạn sắp gọi",
        "jb-doors",
    ]
    places = [html.index(each, html.index("<article")) for each in order]
    assert sorted(places) == places
    assert 1 == html.count("Bạn sắp gọi")


def test_a_department_reads_first_what_it_does_itself(example: Path) -> None:
    """Then stage by stage: whole where it answers for the stage, folded where it only helps."""
    html = (example / "departments/accounting/index.html").read_text(encoding="utf-8")
    order = ["where", "responsibilities", "touchpoints", "handoffs", "opportunities", "stages", "kept"]
    places = [html.index(f'<h2 id="{each}">') for each in order]
    assert sorted(places) == places
    stages = html.split('<h2 id="stages">')[1].split('<h2 id="kept">')[0]
    outside = re.sub(r"<details.*?</details>", "", stages, flags=re.DOTALL)
    assert ("jb-says" in stages, "jb-says" in outside) == (True, False)
    owner = (example / "departments/sales/index.html").read_text(encoding="utf-8").split('<h2 id="stages">')[1]
    assert "jb-says" in re.sub(r"<details.*?</details>", "", owner, flags=re.DOTALL)
