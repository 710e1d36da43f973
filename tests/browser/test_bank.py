"""The bank of objections and questions in a real browser: searched as buyers speak, narrowed as lists are."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def shown(page: Page) -> list[str]:
    """What can be seen of it, by what is said or asked."""
    return [each.inner_text() for each in page.locator(".jb-bank__says:visible").all()]


def test_what_was_said_is_found_without_diacritics(opened: Callable[..., Page]) -> None:
    """Words in any order; what is sought stands in the address and is there again."""
    page = opened("bank/", width=390)
    everything = len(shown(page))
    page.fill("input[name=find]", "may tinh quen tho toi")
    assert ["“Thợ của tôi không quen máy tính.”"] == shown(page)
    assert page.url.endswith("?find=may+tinh+quen+tho+toi")
    again = opened("bank/?find=may+tinh+quen+tho+toi", width=390)
    assert ["“Thợ của tôi không quen máy tính.”"] == shown(again)
    again.fill("input[name=find]", "")
    assert everything == len(shown(again))


def test_what_was_said_in_these_very_words_stands_first(opened: Callable[..., Page]) -> None:
    """Before what only mentions them; without words all stand as before."""
    page = opened("bank/")
    before = shown(page)
    page.fill("input[name=find]", "dang dung")
    assert "“Nhóm Zalo miễn phí và ai cũng đang dùng.”" == shown(page)[0]
    page.fill("input[name=find]", "")
    assert before == shown(page)


def test_where_nothing_has_all_words_there_are_ways_on(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    """One word alone, with how much it finds, or the search of the whole book."""
    page = opened("bank/?find=kiem+toan", width=390)
    ways = page.locator(".jb-filters__ways button")
    assert ["Chỉ tìm “kiem”: 2", "Chỉ tìm “toan”: 4", "Tìm “kiem toan” trong cả cuốn sổ"] == ways.all_inner_texts()
    assert [] == axe(page)
    ways.nth(0).click()
    assert 2 == len(shown(page))
    page.fill("input[name=find]", "kiem toan")
    ways.last.click()
    page.wait_for_selector(".md-search-result__link[href*='personas/pham-duc-loc/']")


def test_filters_narrow_what_words_found(opened: Callable[..., Page]) -> None:
    """By competitor, person, role and stage; a section with nothing in it is not there."""
    page = opened("bank/?competitor=hoc-nhanh")
    assert {"“Bên kia chào giá chỉ bằng một nửa.”", "Thợ ca đêm ở góc xưởng sóng yếu sẽ học bằng cách nào?"} < set(
        shown(page)
    )
    page.select_option("select[name=what]", "objection")
    page.select_option("select[name=stage]", "mid-factory-purchase/review")
    assert ["“Bên kia chào giá chỉ bằng một nửa.”"] == shown(page)
    assert page.locator("h2#questions").is_hidden()
    page.fill("input[name=find]", "con tau vu tru")
    assert [] == shown(page)
    assert page.locator(".jb-filters__none").is_visible()
    page.click(".jb-filters__clear")
    assert "" == page.input_value("input[name=find]")
    assert 50 < len(shown(page))


def test_the_sites_search_finds_an_objection_without_diacritics(opened: Callable[..., Page]) -> None:
    """It leads to where the answer stands."""
    page = opened("")
    page.click("input.md-search__input")
    page.locator("input.md-search__input").press_sequentially("tho cua toi khong quen may tinh", delay=10)
    page.wait_for_selector(
        ".md-search-result__link[href*='nguyen-thu-hanh/?h='], .md-search-result__link[href*='nguyen-thu-hanh']",
        state="attached",
    )
    assert "#objections-1" in (page.get_attribute(".md-search-result__link[href*='#objections']", "href") or "")
