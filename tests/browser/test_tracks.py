"""A learner in a real browser: steps, questions that come back, progress that is kept, saved and merged; and a team."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

TRACK = "tracks/new-in-sales/"


def answer_all(page: Page, box: str, *, right: bool) -> int:
    """Answers every question that is asked in a box; how many."""
    questions: dict[str, Any] = {}
    for each in page.eval_on_selector_all("[data-questions]", "all => all.map(each => each.dataset.questions)"):
        questions |= {one["ask"]: one for one in json.loads(each)["all"]}
    count = 0
    while page.locator(f"{box} .jb-quiz__ask").count():
        legend = page.eval_on_selector(f"{box} .jb-quiz__ask", "each => each.innerHTML")
        question = next(each for ask, each in questions.items() if legend.startswith(ask))
        if question["choices"]:
            places = question["right"] if right else [next(n for n in range(9) if n not in question["right"])]
            for place in places:
                page.keyboard.press(str(place + 1))
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Enter")  # shows the answer
            page.locator(f"{box} .jb-quiz__do button").nth(0 if right else 1).click()
        page.keyboard.press("Enter")
        count += 1
    return count


def repeats(page: Page) -> str:
    return " ".join(page.locator(".jb-track__now > .jb-track__do button").all_inner_texts())


def test_a_learner_goes_through_a_track_comes_back_repeats_and_exports(
    browser: Browser, site: str, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    """What was missed comes back after 1, 7, 16 and 35 days, then no more; the rest is where it was left."""
    kept = tmp_path / "kept.json"

    def come_back(day: str) -> Page:
        context = browser.new_context(
            storage_state=str(kept) if kept.exists() else None, timezone_id="Asia/Ho_Chi_Minh"
        )
        page = context.new_page()
        page.clock.install(time=f"{day}T09:00:00+07:00")
        page.goto(site + TRACK)
        page.wait_for_selector(".jb-track__now:not([hidden])")
        return page

    def leave(page: Page) -> None:
        page.context.storage_state(path=str(kept))
        page.context.close()

    page = come_back("2026-12-01")
    assert "Bắt đầu từ bước 1: Ta bán cho ai" == page.inner_text(".jb-track__now .jb-button--strong >> nth=0")
    page.click("#steps-1 >> text=Trả lời câu hỏi (3)")
    assert 3 == answer_all(page, "#steps-1 .jb-quiz", right=False)
    page.check("#steps-1 input[type=checkbox]")
    assert "Đã xong 1/10 bước, đúng 0/30 câu hỏi" == page.inner_text(".jb-track__line")
    assert "" == repeats(page)
    assert [] == axe(page)
    colours = page.eval_on_selector(
        "a.jb-button--strong", "each => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
    )
    assert colours[0] != colours[1]  # which axe leaves undecided
    leave(page)

    for day in ("2026-12-02", "2026-12-09", "2026-12-25", "2027-01-29"):
        page = come_back(day)
        assert "Học tiếp bước 2: Ngồi vào ghế nhóm mua" == page.inner_text(".jb-track__now a.jb-button")
        assert "Ôn lại câu đã sai (3)" == repeats(page), day
        page.goto(f"{site}en/")
        assert "Continue with step 2: Sit in the buying group's chair" == page.inner_text(".jb-resume a >> nth=0")
        assert "Questions to repeat today: 3" == page.inner_text(".jb-resume a >> nth=1")
        page.goto(site + TRACK)
        page.click("text=Ôn lại câu đã sai")
        assert 3 == answer_all(page, ".jb-track .jb-quiz", right=True)
        assert "" == repeats(page)
        leave(page)

    page = come_back("2028-01-01")
    assert "" == repeats(page)
    assert "Đã xong 1/10 bước, đúng 3/30 câu hỏi" == page.inner_text(".jb-track__line")
    page.click("text=Lưu, chuyển hoặc xác nhận tiến độ")
    page.fill(".jb-track__keep input[type=text]", "Đặng Thị Ánh")
    with page.expect_download() as download:
        page.click("button:text-is('Lưu thành tệp')")
    assert "journeybook-dang-thi-anh.json" == download.value.suggested_filename
    download.value.save_as(tmp_path / "saved.json")
    page.context.close()

    kept.unlink()
    page = come_back("2028-01-02")
    page.check("#steps-2 input[type=checkbox]")
    page.set_input_files(".jb-track__keep input[type=file]", tmp_path / "saved.json")
    page.wait_for_function("document.querySelector('.jb-track__said').textContent")
    assert "Đã xong 2/10 bước, đúng 3/30 câu hỏi" == page.inner_text(".jb-track__line")
    page.context.close()


def test_a_record_of_completion_fills_one_sheet(opened: Callable[..., Page]) -> None:
    """It names learner, track, score, day and version; nothing else is printed."""
    page = opened(TRACK)
    page.evaluate("window.print = () => { window.printed = true }")
    assert page.is_hidden("text=In giấy xác nhận hoàn thành")
    for tick in page.locator("[data-step] input[type=checkbox]").all():
        tick.check()
    page.click("text=Lưu, chuyển hoặc xác nhận tiến độ")
    page.fill(".jb-track__keep input[type=text]", "Lê Văn Bình")
    page.click("text=In giấy xác nhận hoàn thành")
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    seen = page.inner_text("body")
    for said in (
        "Giấy xác nhận hoàn thành",
        "Lê Văn Bình",
        "Chín mươi ngày đầu ở phòng Kinh doanh",
        "Đúng 0 trên 30 câu",
        "rà soát ngày 09/11/2026",
    ):
        assert said in seen
    assert "Ngồi vào ghế nhóm mua" not in seen
    assert 1 == page.pdf(format="A4").count(b"/Type /Page\n")


@pytest.mark.parametrize("stored", ["{broken", '{"format": 1, "items": {"__proto__": {"at": 7}}}', '{"format": 9}'])
def test_what_cannot_be_read_does_not_stop_a_learner(opened: Callable[..., Page], stored: str) -> None:
    """Broken progress is set aside; what a newer version wrote stays as it is."""
    page = opened("about-this-book/")
    page.evaluate("text => localStorage.setItem('journeybook.progress', text)", stored)
    page.goto(page.url.replace("about-this-book/", TRACK))
    page.check("#steps-1 input[type=checkbox]")
    assert page.inner_text(".jb-track__line").startswith("Đã xong 1/10")
    now = page.evaluate("({...localStorage})")
    if "9" in stored:
        assert stored == now["journeybook.progress"]
        assert page.is_visible("text=chỉ giữ trong lần xem này")
    else:
        assert 1 == len(json.loads(now["journeybook.progress"])["items"])
    if stored == "{broken":
        assert stored == now["journeybook.progress.broken"]


def test_without_storage_progress_holds_for_the_visit_and_says_so(opened: Callable[..., Page]) -> None:
    page = opened("about-this-book/")
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') }"
    )
    page.goto(page.url.replace("about-this-book/", TRACK))
    page.check("#steps-1 input[type=checkbox]")
    assert page.inner_text(".jb-track__line").startswith("Đã xong 1/10")
    assert page.is_visible("text=chỉ giữ trong lần xem này")


def saved(file: Path, name: str, done: int, at: str, answered: dict[str, str]) -> Path:
    """Writes a file as a learner saves it: so many steps done, and when each question was answered."""
    track = {"title": "Chín mươi ngày", "version": "1.2", "done": done, "steps": 10, "right": 5, "questions": 30}
    items = {each: {"at": when, "right": True, "box": 0} for each, when in answered.items()}
    said = {"format": 1, "name": name, "items": items, "tracks": {"track:t": {**track, "at": at}}}
    file.write_text(json.dumps(said), encoding="utf-8")
    return file


def test_a_manager_opens_a_whole_team(
    opened: Callable[..., Page], tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    """One table and one file for spreadsheets, in which no cell is a formula; a wrong file is named."""
    saved(tmp_path / "4.json", "=HYPERLINK(1)", 4, "2026-12-01T03:00:00Z", {})
    saved(tmp_path / "7.json", "Ánh; Đặng", 7, "2026-12-01T03:00:00Z", {})
    (tmp_path / "holiday.json").write_text("[]", encoding="utf-8")
    page = opened("team/", width=390)
    page.set_input_files(".jb-team input", sorted(tmp_path.glob("*.json")))
    page.wait_for_selector(".jb-team tbody tr")
    assert "Số tệp đã đọc: 2." in page.inner_text(".jb-team [role=status]")
    assert "holiday.json" in page.inner_text(".jb-team [role=status]")
    assert [] == axe(page)
    with page.expect_download() as download:
        page.click("text=Lưu bảng (CSV)")
    head, *rows = download.value.path().read_bytes().decode("utf-8").split("\r\n")
    assert head.startswith("\ufeffHọ tên;Lộ trình;")
    assert {
        "'=HYPERLINK(1);Chín mươi ngày;4;10;5;30;2026-12-01;1.2",
        '"Ánh; Đặng";Chín mươi ngày;7;10;5;30;2026-12-01;1.2',
    } == {row for row in rows if row}


def test_namesakes_in_a_team_are_two_people(
    opened: Callable[..., Page], tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    """A later file of the same person still stands for the earlier one; so does the same file read twice."""
    first, again = {"question:a": "2026-11-01T03:00:00Z"}, {"question:b": "2026-12-01T03:00:00Z"}
    files = [
        saved(tmp_path / "lan-december.json", "Trần Thị Lan", 6, "2026-12-01T03:00:00Z", first | again),
        saved(tmp_path / "lan-november.json", "Trần Thị Lan", 2, "2026-11-01T03:00:00Z", first),
        saved(
            tmp_path / "other-lan.json",
            "Trần Thị Lan",
            9,
            "2026-11-20T03:00:00Z",
            {"question:a": "2026-11-20T03:00:00Z"},
        ),
    ]
    page = opened("team/", scheme="dark")
    for _ in range(2):
        page.set_input_files(".jb-team input", files)
        page.wait_for_function("document.querySelector('.jb-team [role=status]').textContent")
        rows = page.eval_on_selector_all(
            ".jb-team tbody tr", "all => all.map(row => [...row.cells].map(each => each.textContent).slice(0, 3))"
        )
        assert [
            ["Trần Thị Lan (lan-december.json)", "Chín mươi ngày", "6/10"],
            ["Trần Thị Lan (other-lan.json)", "Chín mươi ngày", "9/10"],
        ] == rows
    assert "cùng tên Trần Thị Lan" in page.inner_text(".jb-team [role=status]")
    assert [] == axe(page)
