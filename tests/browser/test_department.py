"""The reader's department: asked for once, kept in the browser, where the book opens from then on."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.opening import go


def come_from_outside(page: Page, site: str) -> None:
    """As by a bookmark: from no page of the book."""
    page.goto("about:blank")
    go(page, site)


def test_the_book_opens_at_the_department_that_was_chosen_once(browser: Browser, site: str) -> None:
    """Until then it opens at the home page; from inside, the home page can always be reached."""
    page = browser.new_page()
    page.goto(site)
    page.get_by_label("Bạn ở phòng nào?").select_option(label="Kế toán")
    page.get_by_role("button", name="Mở phần việc của tôi").click()
    page.wait_for_url("**/departments/accounting/")
    come_from_outside(page, site)
    page.wait_for_url("**/departments/accounting/")
    page.locator(".jb-mine__says a").click()
    page.wait_for_url(site)
    expect(page.get_by_label("Bạn ở phòng nào?")).to_have_value("accounting")
    page.reload()
    expect(page.locator("h1")).to_contain_text("Sổ tay khách hàng")
    page.goto(f"{site}en/")
    page.wait_for_url("**/en/departments/accounting/")
    page.get_by_role("button", name="Don’t open here any more").click()
    come_from_outside(page, site)
    expect(page.locator("h1")).to_contain_text("Sổ tay khách hàng")
    expect(page.get_by_label("Bạn ở phòng nào?")).to_be_hidden()
    page.close()


def test_who_does_not_want_to_be_asked_is_not_asked_again(opened: Callable[..., Page]) -> None:
    """On the page of a department it can still be said."""
    page = opened("")
    page.get_by_role("button", name="Đừng hỏi nữa").click()
    page.reload()
    expect(page.get_by_label("Bạn ở phòng nào?")).to_be_hidden()
    page.get_by_role("link", name="Kế toán", exact=True).first.click()
    page.get_by_role("button", name="Đây là phòng tôi").click()
    expect(page.locator(".jb-mine__says")).to_be_visible()


def test_the_strip_leads_to_what_the_department_does_there(opened: Callable[..., Page]) -> None:
    """Every stage in its order; on a phone only those where the department has a part."""
    page = opened("departments/accounting/")
    strip = page.locator(".jb-strip").first
    assert strip.locator("li").count() > strip.locator(".jb-strip__in").count() > 0
    for link in page.locator(".jb-strip a").all():
        where = (link.get_attribute("href") or "#").removeprefix("#")
        assert page.locator(f".jb-meeting#{where}").count() == 1
    narrow = opened("departments/accounting/", width=390)
    expect(narrow.locator(".jb-strip > li:not(.jb-strip__in)").first).to_be_hidden()
    expect(narrow.locator(".jb-strip__in").first).to_be_visible()
