"""Terms in a real browser: explained where they first stand on a page, by mouse, keyboard and finger."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from tests.browser.opening import go, resting

PAGE = "personas/nguyen-thu-hanh/"
TERM, TIP = ".jb-page .jb-term", "#jb-tip"


def test_each_term_is_explained_once_where_it_first_stands(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    """As a link to its page; not in headings, links and names, nor on its own page."""
    page = opened(PAGE)
    page.wait_for_selector(TERM)
    targets = [each.get_attribute("href") for each in page.locator(TERM).all()]
    assert len(set(targets)) == len(targets)
    assert 0 == page.locator(":is(h1, h2, h3, a, button) .jb-term").count()
    assert [] == axe(page)
    own = opened(f"terms/{(targets[0] or '').rstrip('/').rpartition('/')[2]}/")
    with resting(own):
        own.wait_for_function("'on' in document.querySelector('meta[name=jb-terms]').dataset")
    assert own.url not in [each.get_attribute("href") for each in own.locator(TERM).all()]


def test_pointing_and_reaching_show_what_it_means_and_escape_hides_it(opened: Callable[..., Page]) -> None:
    """What it says is told to who can't see it."""
    page = opened(PAGE)
    page.wait_for_selector(TERM)
    word = page.locator(TERM).first
    word.hover()
    assert page.locator(TIP).is_visible()
    assert 20 < len(page.locator(TIP).inner_text())
    assert "jb-tip" == word.get_attribute("aria-describedby")
    page.keyboard.press("Escape")
    assert page.locator(TIP).is_hidden()
    word.focus()
    assert page.locator(TIP).is_visible()


def test_a_story_and_the_stages_of_a_role_explain_their_terms(opened: Callable[..., Page]) -> None:
    """Turning to the next screen takes the explanation away."""
    page = opened("journeys/mid-factory-purchase/story/#relationship")
    page.wait_for_selector(TERM)
    word = page.locator(".jb-scene#relationship .jb-term").first
    word.hover()
    assert page.locator(TIP).is_visible()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(TIP, state="hidden")
    role = opened("roles/decider/")
    role.wait_for_selector(".jb-section--stages .jb-term")


def test_a_finger_is_told_first_and_led_there_then(browser: Browser, site: str) -> None:
    """The explanation stays within a phone's screen."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    go(page, site + PAGE)
    word = page.locator(TERM).first
    word.tap()
    box = page.locator(TIP).bounding_box()
    assert box
    assert 0 <= box["x"]
    assert box["x"] + box["width"] <= 390
    assert page.url.endswith(PAGE)
    word.tap()
    page.wait_for_url("**/terms/*/")
    context.close()
