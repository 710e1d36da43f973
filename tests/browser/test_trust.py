"""What a browser alone can tell of trust: how old a page's facts are by now, and marks that readers hide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("language", "stale", "ago"),
    [("", "Quá hạn rà soát từ", "2 năm trước"), ("en/", "Review overdue since", "2 years ago")],
)
def test_a_site_that_was_built_long_ago_tells_its_age_right(
    opened: Callable[..., Page], language: str, stale: str, ago: str
) -> None:
    """The day of the build isn't the reader's."""
    page = opened(f"{language}personas/lisa-barone/")
    badge, age = page.locator(".jb-fresh"), page.locator(".jb-ago")
    due = badge.get_attribute("data-due")
    assert due
    year, month, day = due.split("-")
    written = f"{day}/{month}/{year}" if not language else f"{int(day)} "
    page.clock.set_fixed_time(f"{int(year) + 1}-{month}-15T10:00:00")
    page.reload()
    expect(badge).to_have_class("jb-fresh jb-fresh--stale")
    expect(badge).to_contain_text(f"{stale} {written}")
    expect(age).to_have_text(ago)


def test_an_event_that_came_after_the_build_is_told_by_the_browser(opened: Callable[..., Page]) -> None:
    """It was written down beforehand; from its day on the thing is to be read again."""
    page = opened("personas/lisa-barone/")
    page.evaluate("""() => {
        const badge = document.querySelector(".jb-fresh")
        badge.dataset.events = JSON.stringify([["2099-01-02", "Sáp nhập"]])
        badge.dataset.due = "2099-12-31"
    }""")
    page.clock.set_fixed_time("2099-01-02T08:00:00")
    page.evaluate("document$.next(document)")
    expect(page.locator(".jb-fresh")).to_have_text("Cần rà soát lại sau: Sáp nhập (02/01/2099)")


def test_marks_of_evidence_can_be_hidden_and_paper_keeps_them(opened: Callable[..., Page]) -> None:
    """On every page from then on, until they are shown again."""
    page = opened("personas/lisa-barone/")
    number = page.locator(".jb-section--goals .jb-source").first
    expect(number).to_be_visible()
    page.get_by_role("button", name="Ẩn dấu bằng chứng").click()
    expect(number).to_be_hidden()
    page.reload()
    expect(number).to_be_hidden()
    page.emulate_media(media="print")
    expect(number).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Hiện dấu bằng chứng").click()
    expect(number).to_be_visible()


def test_without_scripts_the_day_of_the_build_counts(opened: Callable[..., Page]) -> None:
    """Badge, share and marks are there; what needs a script isn't offered."""
    page = opened("personas/lisa-barone/", script=False)
    expect(page.locator(".jb-fresh")).to_be_visible()
    expect(page.locator(".jb-proof > a")).to_be_visible()
    expect(page.locator(".jb-marks")).to_be_hidden()
