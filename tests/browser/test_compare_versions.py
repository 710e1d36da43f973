"""Two published versions side by side, compared by the browser."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeybook.outlets.mkdocs_version import build_version
from journeybook.outlets.publication import Publication
from tests.browser.opening import Windows, go, opening
from tests.site.conftest import built

PAGE = "changes/compare/"
CONFIG = """\
site_name: Book
docs_dir: content
exclude_docs: "*.yaml"
theme: {name: material, language: vi, features: [navigation.instant]}
plugins: [search, {journeybook: {languages: [vi, en]}}]
"""
OLD = {
    "departments.yaml": "sales: {title: {vi: Kinh doanh, en: Sales}}\nit: {title: {vi: CNTT, en: IT}}\n",
    "segments.yaml": "retail: {title: {vi: Bán lẻ, en: Retail}}\nfactories: {title: {vi: Nhà máy, en: Factories}}\n",
    "touchpoints.yaml": "web: {title: {vi: Trang web, en: Website}, owner: sales, cost: low}\n"
    "fax: {title: {vi: Fax, en: Fax}, summary: {vi: Máy fax cũ., en: The old machine.}}\n",
    "personas/lan.yaml": """\
title: {vi: Lan, en: Lan}
job: {vi: Trưởng phòng kinh doanh, en: Head of sales}
segments: [retail]
reviewed: 2026-01-31
goals:
  - {vi: Bán nhiều hơn ở miền Nam, en: Sell more in the South}
  - {vi: Đào tạo cả đội, en: Train the team}
objections:
  - says: {vi: Đắt quá, en: It is too dear}
    answer: {vi: "Tính theo [[touchpoint:web]]", en: "Reckon with [[touchpoint:web]]"}
""",
}
NEW = {
    "touchpoints.yaml": "web: {title: {vi: Trang web, en: Website}, owner: it, cost: high}\n"
    "mail: {title: {vi: Thư, en: Letter}, summary: {vi: Thư giấy., en: On paper.}}\n",
    "personas/lan.yaml": None,
    "personas/lan-anh.yaml": OLD["personas/lan.yaml"]
    .replace("en: Head of sales", "en: Head of marketing")
    .replace("[retail]", "[factories]\naliases: [lan]")
    .replace("2026-01-31", "2026-02-28")
    .replace("  - {vi: Đào tạo cả đội, en: Train the team}\n", "")
    .replace("Reckon", "Count"),
}


def book(folder: Path, files: dict[str, str | None]) -> Path:
    """A small book in a folder."""
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name, text in files.items():
        if text is not None:
            file = folder / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is served."""
    return tmp_path_factory.mktemp("compared") / "www"


@pytest.fixture(scope="module")
def site(www: Path, serve_folder: Callable[[Path], str]) -> str:
    """The address of a site with two versions, below a folder of its server, and two more that can't be compared."""
    address = f"{serve_folder(www)}/sub/"
    old, new = book(www.parent / "old", dict(OLD)), book(www.parent / "new", {**OLD, **NEW})
    first, newest = (Publication(name, "", "vi", address) for name in ("2026.1", "latest"))
    for tree, publication in ((old, first), (new, newest)):
        for language in ("vi", "en"):
            target = www / "sub" / publication.folder(language)
            assert 0 == build_version(tree, language, publication, target).errors
    built(old, www / "plain")
    for root, word in ((www / "sub", "mới nhất"), (www / "sub/en", "newest")):
        listed = [{"version": "latest", "title": f"2026.2 · {word}", "aliases": ["2026.2"]}]
        listed += [{"version": name, "title": name, "aliases": []} for name in ("2026.1", "2025.2", "2025.1")]
        (root / "versions.json").write_text(json.dumps(listed), encoding="utf-8")
        (root / "2025.2").mkdir()
        (root / "2025.2/book.json").write_text('{"format": 7, "things": []}', encoding="utf-8")
    return address


@pytest.fixture
def opened(windows: Windows, site: str) -> Iterator[Callable[..., Page]]:
    """Opens an address of the site; what goes wrong in a page fails the test."""
    with opening(windows, site, told=()) as open_page:
        yield open_page


def said(page: Page) -> str:
    return page.locator(".jb-versus__said").inner_text()


def thing(page: Page, name: str) -> str:
    """What is told of a thing: marks in brackets, as a screen reader has them in words."""
    found = page.locator(".jb-versus__thing", has=page.locator(".jb-versus__name", has_text=name)).first
    return " ".join(found.inner_text().split())


def test_what_has_changed_stands_there_in_readers_words(opened: Callable[..., Page], site: str) -> None:
    """From the version before to this one, unless the address says otherwise."""
    page = opened(f"en/latest/{PAGE}")
    assert "Added: 1 · Removed: 1 · Renamed: 1 · Changed: 1 · Where things are used: 4" == said(page)
    assert ["Personas 1", "Touchpoints 3", "Where things are used 4"] == page.locator(".jb-versus h2").all_inner_texts()
    lan = thing(page, "Lan")
    assert "Renamed Former address: lan" in lan
    assert "Job title Head of Removed: sales Added: marketing" in lan
    assert "Segments Added: Factories Removed: Retail" in lan
    assert "Last reviewed Removed: 31 January 2026 → Added: 28 February 2026" in lan
    assert "Goals Removed: Train the team" in lan
    assert "Objections › “It is too dear” › What we answer Removed: Reckon Added: Count with Website" in lan
    assert "Run by Removed: Sales → Added: IT Cost Removed: low → Added: high" in thing(page, "Website")
    assert "Factories Segments Added: Lan Read it in version 2026.2" == thing(page, "Factories")
    assert "Letter Added On paper. Read it in version 2026.2" == thing(page, "Letter")
    assert f"{site}en/2026.1/touchpoints/fax/" == page.get_by_text("Read it in version 2026.1").get_attribute("href")
    assert "low" not in thing(opened(f"latest/{PAGE}"), "Trang web")


def test_a_language_knows_its_own_changes_only(opened: Callable[..., Page]) -> None:
    """The English job has changed, the Vietnamese hasn't."""
    page = opened(f"latest/{PAGE}")
    assert "Thêm mới: 1 · Đã bỏ: 1 · Đổi tên: 1 · Thay đổi: 1 · Nơi được dùng: 4" == said(page)
    assert "Trưởng phòng" not in thing(page, "Lan")
    assert "Rà soát gần nhất Bỏ: 31/01/2026 → Thêm: 28/02/2026" in thing(page, "Lan")


def test_the_choice_stands_in_the_address(opened: Callable[..., Page], site: str) -> None:
    """By the number of a version, so that it stays true when another is the newest."""
    page = opened(f"en/2026.1/{PAGE}?from=latest&to=2026.1&kind=touchpoint&find=MACHINE")
    assert ["2026.2", "2026.1"] == [page.locator(f"select[name={name}]").input_value() for name in ("from", "to")]
    assert "1 of 8 shown" == said(page)
    page.get_by_role("button", name="Swap the two versions").click()
    expect(page).to_have_url(f"{site}en/2026.1/{PAGE}?from=2026.1&to=2026.2&kind=touchpoint&find=MACHINE")
    assert "Fax Removed" in thing(page, "Fax")
    page.get_by_label("Find in the changes").fill("nowhere")
    expect(page.locator(".jb-versus__results")).to_contain_text("None of the changes fits.")
    page.get_by_role("button", name="Show all again").click()
    expect(page).to_have_url(f"{site}en/2026.1/{PAGE}?from=2026.1&to=2026.2")
    assert said(page).startswith("Added: 1")


def test_letters_without_marks_find_words_with_them(opened: Callable[..., Page]) -> None:
    """As in the search."""
    page = opened(f"latest/{PAGE}?find=dao+tao")
    assert "Hiện 1 trên 8 mục" == said(page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?from=2025.1", "Version 2025.1 can't be compared: it was published without its data"),
        ("?from=2025.2", "Version 2025.2 can't be compared: its data is written in a form"),
        ("?from=2019.1", "There is no version “2019.1” here."),
        ("?from=2026.2&to=2026.2", "The same version is chosen twice."),
    ],
)
def test_what_cant_be_compared_is_told_with_what_to_do(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]], query: str, sentence: str
) -> None:
    """And another choice is at hand."""
    page = opened(f"en/latest/{PAGE}{query}")
    assert sentence in said(page)
    assert [] == axe(page)
    page.get_by_label("To version").select_option("2026.2")
    page.get_by_label("From version").select_option("2026.1")
    expect(page.locator(".jb-versus__said")).to_contain_text("Added: 1")


def test_what_couldnt_be_fetched_can_be_fetched_again(opened: Callable[..., Page]) -> None:
    """A line that was down for a moment costs a click."""
    page = opened("en/latest/")
    page.route("**/2026.1/book.json", lambda route: route.abort())
    page.goto(page.url + PAGE)
    expect(page.locator(".jb-versus__said")).to_contain_text("Version 2026.1 couldn't be fetched.")
    page.unroute("**/2026.1/book.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".jb-versus__said")).to_contain_text("Added: 1")


def test_a_first_version_has_nothing_to_be_compared_with(opened: Callable[..., Page]) -> None:
    """There is nothing to choose then."""
    page = opened("en/latest/")
    only = '[{"version": "latest", "title": "2026.2", "aliases": ["2026.2"]}]'
    page.route("**/versions.json", lambda route: route.fulfill(body=only))
    page.goto(page.url + PAGE)
    expect(page.locator(".jb-versus__said")).to_contain_text("Only one version has been published")
    expect(page.locator(".jb-versus__bar")).to_be_hidden()


def test_a_site_without_versions_says_so(opened: Callable[..., Page], axe: Callable[[Page], list[str]]) -> None:
    """A plain build knows no others."""
    page = opened(f"../plain/en/{PAGE}")
    assert "This site was published without versions" in said(page)
    expect(page.locator(".jb-versus__bar")).to_be_hidden()
    assert [] == axe(page)


def test_versions_that_say_the_same_have_no_differences(opened: Callable[..., Page]) -> None:
    """In the reader's language."""
    page = opened("en/latest/")
    newest = page.request.get(page.url + "book.json").text()
    page.route("**/2026.1/book.json", lambda route: route.fulfill(body=newest))
    page.goto(page.url + PAGE)
    expect(page.locator(".jb-versus__said")).to_have_text("No differences: both versions say the same in English.")


def test_it_works_by_keyboard(opened: Callable[..., Page]) -> None:
    """From the choice of versions to a change that is folded and opened again."""
    page = opened(f"en/latest/{PAGE}")
    page.get_by_label("From version").focus()
    stops = []
    for _ in range(6):
        stops.append(page.evaluate("(document.activeElement.name || document.activeElement.innerText).trim()"))
        page.keyboard.press("Tab")
    assert ["from", "⇄", "to", "kind", "find", "Close all"] == stops
    expect(page.locator(".jb-versus__thing > summary").first).to_be_focused()
    page.keyboard.press("Enter")
    assert page.locator(".jb-versus details").first.get_attribute("open") is None
    expect(page.get_by_role("button", name="Open all")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Close all")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "light"), (1440, "dark")])
def test_axe_finds_nothing_and_it_fits(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    """On a desk, on a phone, in the dark."""
    page = opened(f"latest/{PAGE}", width=width, scheme=scheme)
    assert page.locator(".jb-change").count() > 5
    assert [] == axe(page)
    assert width == page.evaluate("document.documentElement.scrollWidth")


def test_without_scripts_it_says_what_it_needs(opened: Callable[..., Page]) -> None:
    """And nothing that wouldn't work is shown."""
    page = opened(f"en/latest/{PAGE}", script=False)
    assert "needs JavaScript" in page.locator(".jb-versus__off").inner_text()
    expect(page.locator(".jb-versus")).to_be_hidden()


def test_only_this_page_fetches_its_script(www: Path, opened: Callable[..., Page]) -> None:
    """It is small and no part of what every page loads; and the search doesn't lead to the page."""
    script = next((www / "sub/latest/assets/journeybook/changes").glob("compare.*.js"))
    asked: list[str] = []
    page = opened("latest/")
    page.on("request", lambda request: asked.append(request.url))
    go(page, page.url + "personas/")
    assert not [each for each in asked if script.name in each]
    assert 8 * 1024 > len(gzip.compress(script.read_bytes()))
    assert "changes/compare" not in (www / "sub/latest/search/search_index.json").read_text(encoding="utf-8")


def test_instant_navigation_brings_it_to_life(opened: Callable[..., Page]) -> None:
    """Also when one leaves and comes back."""
    page = opened("en/latest/touchpoints/web/")
    page.evaluate("window.stays = true")
    for _ in range(2):
        page.evaluate("document.querySelector('h1').innerHTML = '<a href=\"../../changes/compare/\">Compare</a>'")
        page.get_by_role("link", name="Compare", exact=True).click()
        expect(page.locator(".jb-versus__said")).to_contain_text("Added: 1")
        page.go_back()
        expect(page.locator("h1")).to_contain_text("Website")
    assert page.evaluate("window.stays")
