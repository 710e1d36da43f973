"""What only a browser shows: nothing fails to load, nothing is fetched from elsewhere, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

PAGES = [
    "",
    "health/",
    "segments/",
    "segments/mid-manufacturing/",
    "personas/",
    "personas/lisa-barone/",
    "personas/minh-phat/",
    "journeys/",
    "journeys/mid-factory-purchase/",
    "journeys/mid-factory-purchase/review/",
    "journeys/mid-factory-purchase/matrix/",
    "journeys/mid-factory-purchase/story/",
    "journeys/retail-martin-grant/",
    "roles/decider/",
    "touchpoints/",
    "touchpoints/website/",
    "departments/accounting/",
    "partners/",
    "sources/factory-interviews/",
    "models/stdc/",
    "competitors/hoc-nhanh/",
    "call/",
    "call/nguyen-thu-hanh/",
    "bank/",
    "messages/",
    "messages/mid-factory-purchase/",
    "tracks/new-in-sales/",
    "questions/",
    "practice/",
    "team/",
    "terms/",
    "events/release-4-0/",
    "about-this-book/",
    "translations/",
    "write/",
    "write/first-change/",
    "write/format/persona/",
    "write/problems/",
    "write/problems/unknown-field/",
    "en/personas/lisa-barone/",
    "404.html",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_whole_and_fits_a_phone(opened: Callable[..., Page], address: str) -> None:
    """No error, no request to another host, no sideways scrolling of the page at 390 px."""
    page = opened(address, width=390)
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]], address: str, scheme: str
) -> None:
    """WCAG 2.2 AA as far as a program can tell, on every kind of page, in light and dark."""
    page = opened(address, scheme=scheme)
    assert [] == axe(page)


def test_the_language_switch_keeps_the_page(opened: Callable[..., Page], site: str) -> None:
    """From Vietnamese to English and back."""
    page = opened("personas/lisa-barone/")
    page.click("a.jb-language[hreflang=en]")
    page.wait_for_url("**/en/personas/lisa-barone/")
    page.click("a.jb-language[hreflang=vi]")
    page.wait_for_url("**/personas/lisa-barone/")
    assert "/en/" not in page.url


def test_the_search_finds_a_section_and_leads_there(opened: Callable[..., Page]) -> None:
    """As typed with marks; the result leads to the section."""
    page = opened("")
    page.click("input.md-search__input")
    page.locator("input.md-search__input").press_sequentially("nhà máy", delay=20)
    page.wait_for_selector(".md-search-result__link", state="attached")
    page.click(".md-search-result__link >> nth=0")
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1
