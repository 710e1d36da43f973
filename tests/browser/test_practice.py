"""Practice in a real browser: a round by keyboard alone, the same address the same round, a list without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

ROUND = "practice/?of=journey%3Amid-factory-purchase&seed=abc"


@pytest.fixture(scope="module")
def asked(site: str) -> dict[str, dict[str, Any]]:
    """Every question by what it asks; ``choices`` and the right ones as text."""
    with urlopen(f"{site}practice/questions.json") as answer:
        said = json.load(answer)
    texts = said["texts"]
    return {
        each["id"]: {**each, "choices": [texts[number] for number in each["choices"]]} for each in said["questions"]
    }


def read_question(page: Page, asked: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The question that is being asked, known by its sentence and its choices."""
    ask = page.inner_text(".jb-quiz__ask").split("\n")[0]
    choices = page.eval_on_selector_all(".jb-quiz__choice > span:last-child", "all => all.map(each => each.innerHTML)")
    return next(each for each in asked.values() if plain(page, each["ask"]) == ask and each["choices"] == choices)


def plain(page: Page, html: str) -> str:
    text: str = page.evaluate("html => Object.assign(document.createElement('p'), {innerHTML: html}).innerText", html)
    return text.strip()


def test_a_round_is_played_by_keyboard_alone(
    opened: Callable[..., Page], asked: dict[str, dict[str, Any]], axe: Callable[[Page], list[str]]
) -> None:
    """Ten questions: one is missed, explained and listed at the end; the others are right."""
    page = opened(ROUND)
    page.wait_for_selector(".jb-quiz__ask")
    missed = ""
    for number in range(1, 11):
        assert f"Câu {number} trên 10" == page.inner_text(".jb-quiz__place")
        question = read_question(page, asked)
        right = question["right"]
        wrong = [place for place in range(len(question["choices"])) if place not in right]
        if not missed and len(right) == 1:
            page.keyboard.press(str(wrong[0] + 1))
            missed = page.inner_text(".jb-quiz__ask").split("\n")[0]
        else:
            for place in right:
                page.keyboard.press(str(place + 1))
        page.keyboard.press("Enter")
        verdict = page.inner_text(".jb-quiz__said")
        if page.inner_text(".jb-quiz__ask").startswith(missed):
            assert "Chưa đúng" in verdict
            assert plain(page, question["choices"][right[0]]) in verdict
        else:
            assert "Đúng rồi." == verdict
        assert page.get_attribute(".jb-quiz__why a", "href")
        page.keyboard.press("Enter")
    assert "Đúng 9 trên 10 câu" == page.inner_text(".jb-quiz__result")
    assert [missed] == page.locator(".jb-quiz .jb-links > li > div").all_inner_texts()
    assert [] == axe(page)
    page.click("text=Chỉ làm lại câu sai")
    assert "Câu 1 trên 1" == page.inner_text(".jb-quiz__place")


def answer(page: Page, question: dict[str, Any], *, right: bool) -> None:
    for place in question["right"] if right else [next(n for n in range(9) if n not in question["right"])]:
        page.keyboard.press(str(place + 1))
    page.keyboard.press("Enter")


def test_what_was_missed_in_practice_comes_back_until_it_is_learned(
    browser: Browser, site: str, tmp_path: Path, asked: dict[str, dict[str, Any]]
) -> None:
    """After 1, 7, 16 and 35 days, in a browser that was closed in between and in the other language; then no more."""
    kept = tmp_path / "kept.json"

    def come_back(day: date, address: str) -> Page:
        state = str(kept) if kept.exists() else None
        page = browser.new_context(storage_state=state, timezone_id="Asia/Ho_Chi_Minh").new_page()
        page.clock.install(time=f"{day}T09:00:00+07:00")
        page.goto(site + address, wait_until="networkidle")
        return page

    def leave(page: Page) -> None:
        page.context.storage_state(path=str(kept))
        page.context.close()

    day = date(2027, 3, 1)
    page = come_back(day, "practice/?of=persona%3Akyle-healy&seed=abc")
    page.wait_for_selector(".jb-quiz__ask")
    missed = read_question(page, asked)
    answer(page, missed, right=False)
    page.keyboard.press("Enter")
    answer(page, read_question(page, asked), right=True)
    leave(page)
    for days in (1, 7, 16, 35):
        day += timedelta(days)
        page = come_back(day - timedelta(1), "practice/")
        assert "" == page.inner_text(".jb-practice__said")
        page.clock.set_system_time(f"{day}T09:00:00+07:00")
        page.goto(site, wait_until="networkidle")
        assert "Câu cần ôn hôm nay: 1" == page.inner_text(".jb-resume")
        page.goto(f"{site}en/practice/", wait_until="networkidle")
        assert "Questions that you missed and that are due today: 1." in page.inner_text(".jb-practice__said")
        page.click("text=Repeat them")
        assert "Question 1 of 1" == page.inner_text(".jb-quiz__place")
        answer(page, missed, right=True)
        page.keyboard.press("Enter")
        assert "1 of 1 right" == page.inner_text(".jb-quiz__result")
        leave(page)
    page = come_back(day + timedelta(400), "practice/")
    assert "" == page.inner_text(".jb-practice__said")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_and_its_answer_pass_axe_and_fit_a_phone(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]], scheme: str
) -> None:
    """Before and after the answer."""
    page = opened(f"en/{ROUND}", width=390, scheme=scheme)
    page.wait_for_selector(".jb-quiz__ask")
    assert [] == axe(page)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    assert [] == axe(page)
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_same_address_gives_the_same_round_and_another_seed_another(opened: Callable[..., Page]) -> None:
    """So that two colleagues can take the same one; what is chosen stands in the address."""

    def first_questions(address: str) -> list[str]:
        page = opened(address)
        told = []
        for _ in range(4):
            told.append(page.inner_text(".jb-quiz__ask"))
            page.keyboard.press("1")
            page.keyboard.press("Enter")
            page.keyboard.press("Enter")
        return told

    assert first_questions(ROUND) == first_questions(ROUND)
    assert first_questions(ROUND) != first_questions(ROUND.replace("abc", "xyz"))
    page = opened("practice/")
    page.select_option("select[name=of]", "persona:lisa-barone")
    page.keyboard.press("Enter")
    page.click("text=Bắt đầu một vòng")
    page.wait_for_selector(".jb-quiz__ask")
    assert "of=persona%3Alisa-barone&seed=" in page.url


def test_without_scripts_all_is_read_with_the_answers_folded(browser: Browser, site: str) -> None:
    """A list with a fold for each answer; nothing that needs a script is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}practice/")
    assert page.locator(".jb-quiz__item .jb-choices").first.is_visible()
    assert not page.locator(".jb-practice__bar").is_visible()
    answer = page.locator(".jb-quiz__item details").first
    assert not answer.locator("a").is_visible()
    answer.locator("summary").click()
    assert answer.locator("a").is_visible()
    context.close()


def test_the_search_finds_the_page_for_practice(opened: Callable[..., Page]) -> None:
    """Also without accents."""
    page = opened("")
    page.click("input.md-search__input")
    page.locator("input.md-search__input").press_sequentially("luyen tap", delay=20)
    page.wait_for_selector(".md-search-result__link", state="attached")
    assert page.locator(".md-search-result__link[href*='practice/']").count()
