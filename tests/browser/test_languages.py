"""The switch between languages in a real browser: the page, the section and what was chosen stay."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.opening import go, resting
from tests.site.conftest import ROOT, built


@pytest.fixture(scope="module", params=["", "navigation.instant"], ids=["whole-pages", "instant"])
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> str:
    """The example book's address, with and without instant navigation."""
    folder = tmp_path_factory.mktemp("switch")
    shutil.copytree(ROOT / "content", folder / "book/content")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    address = f"{serve_folder(folder)}/site/"
    settings = settings.replace("https://example.com/", address)
    features = f"  language: vi\n  features: [navigation.tabs, {request.param}]\n".replace(", ]", "]")
    (folder / "book/mkdocs.yml").write_text(settings.replace("  language: vi\n", features), encoding="utf-8")
    built(folder / "book", folder / "site")
    return address


@pytest.fixture
def reading(browser: Browser, book: str) -> Iterator[Page]:
    """A page at the list of journeys; fails at the end if anything went wrong in a script."""
    faults: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("pageerror", lambda error: faults.append(str(error)))
    go(page, f"{book}personas/")
    yield page
    page.close()
    assert [] == faults


def switch(page: Page, language: str, address: str) -> None:
    with resting(page):
        page.click(f"a.jb-language[hreflang={language}]")
        page.wait_for_url(address)


def test_the_section_that_is_read_is_read_on_in_the_other_language(reading: Page, book: str) -> None:
    """Reached by a link and by scrolling, not by an address; then back again."""
    reading.click("article a[href$='/lisa-barone/']")
    reading.wait_for_url(f"{book}personas/lisa-barone/")
    reading.wait_for_selector("h2#objections")
    reading.evaluate("document.getElementById('challenges').scrollIntoView()")
    switch(reading, "en", f"{book}en/personas/lisa-barone/#challenges")
    assert reading.locator("#challenges").is_visible()
    assert abs(reading.evaluate("document.getElementById('challenges').getBoundingClientRect().top")) < 200
    switch(reading, "vi", f"{book}personas/lisa-barone/#challenges")


def test_at_the_top_no_section_is_named(reading: Page, book: str) -> None:
    """The other page begins at its beginning."""
    switch(reading, "en", f"{book}en/personas/")


def test_what_was_chosen_stays_chosen(reading: Page, book: str) -> None:
    """A filter stands in the address, in no language; the words that were searched are of one."""
    go(reading, f"{book}personas/?owner=sales&h=quyet+dinh")
    switch(reading, "en", f"{book}en/personas/?owner=sales")
    assert reading.locator("select[name=owner]").input_value() == "sales"


def test_the_switch_follows_the_pages_with_instant_navigation(reading: Page, book: str) -> None:
    """Its own address says where it leads: to look at, to copy, to open in a new tab."""
    reading.click("article a[href$='/lisa-barone/']")
    reading.wait_for_url(f"{book}personas/lisa-barone/")
    reading.wait_for_selector("h2#objections")
    assert reading.locator("a.jb-language").evaluate("link => link.href") == f"{book}en/personas/lisa-barone/"
