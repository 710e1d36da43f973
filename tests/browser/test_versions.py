"""Going from version to version, as readers do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from journeybook import publish as room
from tests.browser.opening import go
from tests.publish.repository import repository


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The address of a site with versions, below a folder of its server."""
    folder = tmp_path_factory.mktemp("versions")
    book = repository(folder / "book")

    def tell(what: str, fill: Mapping[str, object]) -> None:
        pass

    room.publish(book, room.Wish(folder / "www/sub", copy=True, workers=2), tell)
    return serve_folder(folder / "www") + "/sub/"


@pytest.fixture
def opened(browser: Browser, versions: str) -> Iterator[Callable[[str], Page]]:
    """Opens an address of the site; what goes wrong in a page fails the test."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        go(page, versions + address)
        return page

    yield open_page
    context.close()
    assert [] == faults


def choose(page: Page, version: str) -> None:
    page.locator(".md-version__current").focus()
    page.locator(".md-version__link", has_text=version).click()


def test_the_selector_keeps_the_page(opened: Callable[[str], Page], versions: str) -> None:
    """Where the other version has it, else it leads to the other's home."""
    page = opened("latest/roles/proposer/")
    expect(page.locator(".md-version__current")).to_have_text("2026.1 · mới nhất")
    choose(page, "2025.1")
    expect(page).to_have_url(f"{versions}2025.1/roles/proposer/")
    choose(page, "Đang soạn")
    expect(page).to_have_url(f"{versions}next/roles/proposer/")
    page = opened("next/roles/driver/")
    choose(page, "2025.1")
    expect(page).to_have_url(f"{versions}2025.1/")


def test_readers_of_an_old_version_are_told_and_led_on(opened: Callable[[str], Page], versions: str) -> None:
    """To the same page; not so readers of the newest, under either of its names."""
    page = opened("2025.1/roles/proposer/")
    banner = page.locator("[data-md-component=outdated]")
    expect(banner).to_contain_text("phiên bản cũ 2025.1")
    banner.locator("a").click()
    expect(page).to_have_url(f"{versions}latest/roles/proposer/")
    expect(page.locator("[data-md-component=outdated]")).to_be_hidden()
    expect(opened("2026.1/roles/").locator("[data-md-component=outdated]")).to_be_hidden()
    expect(opened("next/roles/").locator("[data-md-component=outdated]")).to_contain_text("chưa phát hành")


def test_the_language_switch_stays_in_the_version(opened: Callable[[str], Page], versions: str) -> None:
    """And the site's root remembers the language."""
    page = opened("2025.1/roles/cook/")
    page.locator("a.jb-language[hreflang=en]").click()
    expect(page).to_have_url(f"{versions}en/2025.1/roles/cook/")
    page.goto(versions)
    expect(page).to_have_url(f"{versions}en/latest/")
    page.locator("a.jb-language[hreflang=vi]").click()
    expect(page).to_have_url(f"{versions}latest/")
    page.goto(versions)
    expect(page).to_have_url(f"{versions}latest/")


def test_an_old_link_finds_its_page(opened: Callable[[str], Page], versions: str) -> None:
    """Gone pages say where they were last and look like the rest; renamed ones lead on."""
    page = opened("en/latest/roles/cook/")
    expect(page.locator("h1")).to_have_text("“Cook” is no longer here")
    assert "Be Vietnam Pro" in page.evaluate("getComputedStyle(document.body).fontFamily")
    page.get_by_text("Read it in version 2025.1").click()
    expect(page).to_have_url(f"{versions}en/2025.1/roles/cook/")
    page = opened("latest/roles/guard/#summary")
    expect(page).to_have_url(f"{versions}latest/roles/keeper/#summary")


def test_search_finds_only_the_version_that_is_read(opened: Callable[[str], Page]) -> None:
    """The cook is found in 2025.1 and not in the newest."""
    for version, found in (("2025.1", 1), ("latest", 0)):
        page = opened(f"{version}/")
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially("dau bep", delay=10)
        expect(page.locator(".md-search-result__meta")).not_to_have_text(re.compile("^Gõ"))
        expect(page.locator(".md-search-result__link[href*='roles/cook']")).to_have_count(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_changes_can_be_used_by_everybody(
    browser: Browser, versions: str, axe: Callable[[Page], list[str]], scheme: Literal["light", "dark"]
) -> None:
    """What is new, the list of versions, a thing with a history, a page that is gone; also with the selector open."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    for address in ("latest/changes/", "latest/changes/2026.1/", "2026.1/roles/keeper/", "en/latest/roles/cook/"):
        go(page, versions + address)
        page.locator(".md-version__current").focus()
        expect(page.locator(".md-version__list")).to_have_css("opacity", "1")
        expect(page.locator(".md-version__current")).to_have_attribute("aria-label", re.compile(r"20\d\d"))
        assert [] == axe(page), address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()


def test_an_address_without_a_version_leads_to_the_newest(opened: Callable[[str], Page], versions: str) -> None:
    """In the language that it names; hosts answer with the root's page for what isn't there. Not without end."""
    page = opened("latest/")
    missing = page.request.get(f"{versions}404.html").text()
    for language in ("", "en/"):
        for rest in ("write/problems/unused/", "nowhere/"):
            address = f"{versions}{language}{rest}"
            page.route(address, lambda route: route.fulfill(status=404, content_type="text/html", body=missing))
            page.goto(address)
            expect(page).to_have_url(f"{versions}{language}latest/{rest}")
    expect(page.locator("body")).not_to_be_empty()
