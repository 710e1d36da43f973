"""Charts in a real browser: their words don't overlap, their links work, and a phone gets all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

DRAWN = [
    "segments/",
    "segments/mid-manufacturing/",
    "personas/minh-phat/",
    "personas/northwind-labs/",
    "journeys/mid-factory-purchase/",
    "journeys/mid-factory-purchase/matrix/",
    "roles/decider/",
    "en/segments/",
    "en/journeys/mid-factory-purchase/matrix/",
]
OVERLAPS = """() => [...document.querySelectorAll('.jb-drawing')].flatMap(drawing => {
  const texts = [...drawing.querySelectorAll('text')].filter(text => text.getClientRects().length)
    .map(text => [text.textContent, text.getBoundingClientRect()]);
  return texts.flatMap(([one, a], at) => texts.slice(at + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5)
    .map(([other]) => one + ' / ' + other));
})"""
SMALL = """() => [...document.querySelectorAll('.jb-drawing text')].filter(text => text.getClientRects().length)
  .filter(text => parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1) < 10.9)
  .map(text => text.textContent)"""
OUTSIDE = """() => [...document.querySelectorAll('.jb-drawing text, .jb-drawing a')]
  .filter(each => each.getClientRects().length).map(each => [each.textContent, each.getBoundingClientRect()])
  .filter(([, box]) => box.left < 0 || box.right > document.documentElement.clientWidth).map(([text]) => text)"""


@pytest.mark.parametrize("width", [1440, 1000, 768, 390])
@pytest.mark.parametrize("address", DRAWN)
def test_words_of_a_drawing_are_large_enough_apart_and_inside(
    opened: Callable[..., Page], address: str, width: int
) -> None:
    """Measured where they stand: at least 11 px, none upon another, none beyond the window; the page doesn't scroll."""
    page = opened(address, width=width)
    assert [] == page.evaluate(OVERLAPS)
    assert [] == page.evaluate(SMALL)
    if "journeys/" not in address:  # a map scrolls within itself
        assert [] == page.evaluate(OUTSIDE)
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["journeys/mid-factory-purchase/matrix/", "personas/northwind-labs/"])
def test_axe_finds_nothing(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]], address: str, scheme: str
) -> None:
    """On the pages that the other browser tests don't open."""
    page = opened(address, scheme=scheme)
    assert [] == axe(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_each_dot_leads_to_its_segment(opened: Callable[..., Page], width: int) -> None:
    """The number on the dot is the one in the table."""
    page = opened("segments/", width=width)
    name = page.locator(".jb-pair tbody tr").nth(0).locator("th a").inner_text()
    page.locator(".jb-plane__drawing a circle").nth(0).click()
    page.wait_for_load_state()
    assert name == page.locator("h1").inner_text()


def test_a_card_of_the_committee_leads_to_its_person(opened: Callable[..., Page]) -> None:
    """Also by keyboard."""
    page = opened("personas/minh-phat/")
    card = page.locator(".jb-committee__drawing a").nth(0)
    name = card.locator(".jb-committee__name").text_content()
    card.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/personas/*/")
    page.wait_for_load_state()
    assert name == page.locator("h1").inner_text()


def test_the_journey_leads_to_its_matrix_and_back(opened: Callable[..., Page]) -> None:
    """By the link in its head, and by the way up."""
    page = opened("journeys/mid-factory-purchase/")
    title = page.locator("h1").inner_text()
    page.click('a[href$="matrix/"] >> nth=0')
    page.wait_for_url("**/matrix/")
    page.click(f'.jb-crumbs a:has-text("{title}")')
    page.wait_for_url("**/journeys/mid-factory-purchase/")
