"""Story mode in a real browser: a screen for each stage, by keys, by swiping, by address."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page

STORY = "journeys/mid-factory-purchase/story/"
NOW = "document.querySelector('.jb-story__dots [aria-current]').getAttribute('href')"


LEFT = """place => Math.abs(
    document.getElementById(place).getBoundingClientRect().left
    - document.querySelector(".jb-story").getBoundingClientRect().left
) < 2"""


def stands_at(page: Page, place: str) -> None:
    """Waits until the screen of a place is the one that is named below, and the one that is shown."""
    page.wait_for_function(f"{NOW} === '#{place}'")
    page.wait_for_function(LEFT, arg=place)


def test_keys_lead_from_stage_to_stage(opened: Callable[..., Page]) -> None:
    """To the next, the last, the one before; the stage stands in the address, the beginning without."""
    page = opened(STORY)
    stands_at(page, "start")
    page.keyboard.press("ArrowRight")
    stands_at(page, "trigger")
    assert page.url.endswith("/story/#trigger")
    page.keyboard.press("End")
    stands_at(page, "renewal")
    page.keyboard.press("ArrowRight")
    stands_at(page, "renewal")
    page.keyboard.press("PageUp")
    stands_at(page, "relationship")
    page.keyboard.press("Home")
    stands_at(page, "start")
    assert page.url.endswith("/story/")


def test_swiping_and_addresses_lead_there_too(opened: Callable[..., Page]) -> None:
    """On a phone; each screen is as wide as the window and nothing else scrolls."""
    page = opened(f"{STORY}#review", width=390)
    stands_at(page, "review")
    page.evaluate("document.querySelector('.jb-story').scrollBy({left: 390, behavior: 'instant'})")
    stands_at(page, "decision")
    page.click(".jb-story__dots a[href='#renewal']")
    stands_at(page, "renewal")
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_without_scripts_the_names_of_stages_lead_to_them(browser: Browser, site: str) -> None:
    """The screens stand side by side in the page itself."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + STORY)
    page.click(".jb-story__dots a[href='#decision']")
    box = page.locator("#decision h2").bounding_box()
    assert box
    assert 0 <= box["x"] < 200
    context.close()
