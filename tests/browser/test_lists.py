"""Lists in a real browser: narrowing, side by side, faces, and the gallery of every part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.opening import Windows, opening
from tests.site.conftest import ROOT, SITES, built

AXE = ROOT / "node_modules/axe-core/axe.min.js"
GALLERY = [
    "",
    "personas/",
    "personas/nothing/",
    "personas/one/",
    "personas/many/",
    "personas/firm/",
    "journeys/",
    "journeys/short/",
    "journeys/long/",
    "journeys/long/s2/",
    "touchpoints/",
    "touchpoints/bare/",
    "touchpoints/full/",
]


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(built(SITES / "good/gallery", tmp_path_factory.mktemp("gallery"))) + "/"


@pytest.fixture
def opened(windows: Windows) -> Iterator[Callable[..., Page]]:
    """Opens an address; whatever goes wrong in it fails the test."""
    with opening(windows) as open_page:
        yield partial(open_page, height=844)


def shown(page: Page) -> list[str]:
    """The ids of the things that a list shows."""
    return [
        each.removeprefix("persona:")
        for each in page.eval_on_selector_all("[data-item]:not([hidden])", "all => all.map(each => each.dataset.item)")
    ]


def test_a_filter_narrows_the_list_says_so_and_stands_in_the_address(opened: Callable[..., Page], site: str) -> None:
    """What is chosen can be sent to somebody, and the number is announced."""
    page = opened(f"{site}personas/")
    everybody = shown(page)
    page.select_option("select[name=role]", "decider")
    assert "role=decider" in page.url
    deciders = shown(page)
    assert 0 < len(deciders) < len(everybody)
    said = page.inner_text(".jb-filters__said")
    assert str(len(deciders)) in said
    assert str(len(everybody)) in said
    assert "status" == page.get_attribute(".jb-filters__said", "role")
    page.reload()
    assert deciders == shown(page)
    page.click(".jb-filters__clear")
    assert everybody == shown(page)
    assert "?" not in page.url


def test_options_tell_how_many_they_would_leave(opened: Callable[..., Page], site: str) -> None:
    """Every option that can be chosen leaves something, whatever is chosen already."""
    page = opened(f"{site}personas/?segment=mid-manufacturing")
    options = page.eval_on_selector_all(
        "select[name=role] option:not([disabled]):not([value=''])", "all => all.map(each => [each.value, each.text])"
    )
    assert options
    for value, text in options:
        page.select_option("select[name=role]", value)
        assert f"({len(shown(page))})" in text
        assert shown(page)


def test_an_empty_list_says_what_to_loosen(opened: Callable[..., Page], site: str) -> None:
    """An address may ask for what nobody has; each way out brings as many back as it says."""
    page = opened(f"{site}personas/?role=researcher&decides=yes")
    assert [] == shown(page)
    ways = page.locator(".jb-filters__ways button")
    assert 2 == ways.count()
    promised = ways.first.inner_text()
    ways.first.click()
    assert promised.endswith(str(len(shown(page))))
    assert page.locator(".jb-filters__none").is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SELECT"


def test_an_unknown_value_in_the_address_is_no_filter(opened: Callable[..., Page], site: str) -> None:
    """Nobody gets an empty page from an old address."""
    page = opened(f"{site}touchpoints/?channel=smoke-signals&nonsense=1")
    assert page.locator("tbody tr:visible").count() == page.locator("tbody tr").count()


def test_without_scripts_a_list_has_everything_and_no_dead_controls(opened: Callable[..., Page], site: str) -> None:
    """No filter, no box to tick: only what works."""
    page = opened(f"{site}personas/?role=decider", script=False)
    assert page.locator(".jb-card:visible").count() == page.locator(".jb-card").count() > 10
    for control in (".jb-filters", ".jb-pick >> nth=0", ".jb-compare", ".jb-compare-bar"):
        assert page.locator(control).is_hidden()


def test_a_short_list_has_no_filters(opened: Callable[..., Page], gallery: str) -> None:
    """One sees at once what there is."""
    page = opened(f"{gallery}journeys/")
    assert 0 == page.locator(".jb-filters").count()


def test_personas_stand_side_by_side_by_address(opened: Callable[..., Page], site: str) -> None:
    """Up to four, unknown ones left out; each row says the same thing of each of them."""
    page = opened(f"{site}personas/?compare=lisa-barone,nobody,tran-minh-duc,kyle-healy,le-thi-mai,vo-quoc-bao")
    page.wait_for_selector(".jb-compare tbody tr")
    assert 4 == page.locator(".jb-compare thead th").count()
    assert "Lisa Barone" in page.inner_text(".jb-compare thead")
    assert {5} == set(page.eval_on_selector_all(".jb-compare tbody tr", "all => all.map(each => each.cells.length)"))
    goals = opened(f"{site}personas/lisa-barone/").inner_text("#goals ~ ul > li >> nth=0")
    assert goals.rstrip(" 0123456789\n") in page.inner_text(".jb-compare tbody")
    links = page.eval_on_selector_all(".jb-compare td a", "all => all.map(each => each.href)")
    assert [] == [href for href in links if not href.startswith(site)]
    assert page.locator(".jb-pick input:disabled").count() > 0


def test_personas_are_chosen_from_the_list_and_taken_out_again(opened: Callable[..., Page], site: str) -> None:
    """By keyboard alone; the address follows."""
    page = opened(f"{site}personas/")
    boxes = page.locator(".jb-pick input")
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    assert page.locator(".jb-compare-bar [data-do=open]").is_disabled()
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    page.focus(".jb-compare-bar [data-do=open]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".jb-compare tbody tr")
    assert "compare" == page.evaluate("document.activeElement.id")
    assert page.url.count(",") == 1
    page.click(".jb-compare__out >> nth=0")
    assert page.locator(".jb-compare").is_hidden()
    assert "compare=" in page.url
    assert "," not in page.url


def test_a_persona_page_leads_to_the_comparison(opened: Callable[..., Page], site: str) -> None:
    """With that person chosen already."""
    page = opened(f"{site}personas/lisa-barone/")
    page.click(".jb-doorway a[href*=compare]")
    page.wait_for_load_state()
    assert page.is_checked(".jb-pick input[value=lisa-barone]")
    assert "Lisa Barone" in page.inner_text(".jb-compare-bar")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_comparison(opened: Callable[..., Page], site: str, scheme: str) -> None:
    """What scripts add is as accessible as what was there."""
    page = opened(f"{site}personas/?compare=lisa-barone,kyle-healy&role=user", scheme=scheme)
    page.wait_for_selector(".jb-compare tbody tr")
    assert [] == violations(page)


@pytest.mark.parametrize("who", ["lisa-barone", "tran-minh-duc", "nguyen-thu-hanh", "kyle-healy"])
@pytest.mark.parametrize("width", [390, 1440])
def test_who_they_are_and_what_they_want_is_on_the_first_screen(
    opened: Callable[..., Page], site: str, who: str, width: int
) -> None:
    """Face, job, power, a sentence, goals and pains: ten seconds, on a desk and on a phone."""
    page = opened(f"{site}personas/{who}/", width=width)
    for part in (".jb-portrait", "h1", ".jb-glance__job", ".jb-glance .jb-chips", ".jb-quote"):
        box = page.locator(part).first.bounding_box()
        assert box, part
        assert box["y"] + box["height"] <= 844, part
    for part in ("#goals ~ ul > li", "#challenges ~ ul > li"):
        for each in page.locator(part).all()[:3]:
            box = each.bounding_box()
            assert box, part
            assert box["y"] + box["height"] <= 844, part


@pytest.mark.parametrize("address", GALLERY)
@pytest.mark.parametrize("language", ["", "en/"])
def test_nothing_overflows_in_the_gallery(
    opened: Callable[..., Page], gallery: str, address: str, language: str
) -> None:
    """With nothing, one and many; with the longest words of both languages, on a phone."""
    page = opened(f"{gallery}{language}{address}", width=390)
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wide = page.evaluate(
        "[...document.querySelectorAll('article :is(.jb-chip, .jb-card, .jb-section, .jb-glance, dd, h1, h2, h3, a)')]"
        ".filter(each => each.getClientRects().length && !scrolls(each))"
        ".filter(each => each.getBoundingClientRect().right > innerWidth + 1)"
        ".map(each => each.className || each.tagName);"
        "function scrolls(each) { for (let up = each; up.tagName !== 'ARTICLE'; up = up.parentElement)"
        " if (getComputedStyle(up).overflowX !== 'visible') return true }"
    )
    assert [] == wide


@pytest.mark.parametrize("address", GALLERY)
def test_axe_finds_nothing_in_the_gallery(opened: Callable[..., Page], gallery: str, address: str) -> None:
    """Empty and full parts are accessible alike."""
    assert [] == violations(opened(f"{gallery}{address}"))


@pytest.mark.parametrize("address", ["personas/", "touchpoints/", "personas/?compare=lisa-barone,kyle-healy"])
def test_what_is_tapped_is_large_enough_for_a_thumb(opened: Callable[..., Page], site: str, address: str) -> None:
    """44 px for every control that the lists add."""
    page = opened(site + address, width=390)
    if page.locator(".jb-filters__box > summary").is_visible():
        page.click(".jb-filters__box > summary")
    small = page.eval_on_selector_all(
        "article :is(button, select, summary, label.jb-pick)",
        "all => all.filter(each => each.offsetParent && each.getBoundingClientRect().height < 44)"
        ".map(each => each.className || each.tagName)",
    )
    assert [] == small


def test_a_drawn_portrait_stands_where_no_picture_is(opened: Callable[..., Page], gallery: str) -> None:
    """The same initials and colour on the card and on the page."""
    card = opened(f"{gallery}personas/").locator("[data-item='persona:one'] .jb-portrait").first
    face = opened(f"{gallery}personas/one/").locator(".jb-glance .jb-portrait")
    assert "TĐ" == card.text_content() == face.text_content()
    assert card.get_attribute("class") == face.get_attribute("class")


def violations(page: Page) -> list[str]:
    page.add_script_tag(path=str(AXE))
    found: list[str] = page.evaluate(
        "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
        ".violations.map(each => each.id + ': ' + each.nodes.map(node => node.target).join(', '))"
    )
    return found
