"""The search as readers meet it: what is found and in which order, the list of results, the marks on the page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from socket import socket
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from benchmarks.search import run
from benchmarks.search_corpus import corpus
from journeybook.render.words import theme_folder
from journeybook.search import Entry, Index, Part
from journeybook.vietnamese import fold
from tests.site.conftest import built

WORKER = theme_folder() / "search/worker.js"
KINDS = {"persona": "Chân dung", "stage": "Giai đoạn", "term": "Thuật ngữ", "page": "Trang", "list": "Danh sách"}


# --- the worker's own functions -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worker(browser: Browser) -> Iterator[Page]:
    """A page that knows the functions of the worker."""
    page = browser.new_page()
    page.add_script_tag(path=str(WORKER))
    yield page
    page.close()


@pytest.fixture
def find(worker: Page) -> Callable[..., list[str]]:
    """Searches entries; returns addresses, best first."""

    def found(query: str, *entries: Entry) -> list[str]:
        index = Index()
        for entry in entries:
            index.add(entry)
        items = worker.evaluate(
            "([data, query]) => answer(new Index(JSON.parse(data)), query, '').items", [index.packed(KINDS, {}), query]
        )
        return [re.split(r"[?#]", item[0]["location"])[0] for item in items]

    return found


def text(address: str, *lines: str, title: str = "Trang", kind: str = "page", **more: Any) -> Entry:
    """A page with a section."""
    return Entry(address, kind, title, parts=(Part("text", "Mục", lines),), **more)


def test_python_and_the_worker_fold_alike(worker: Page) -> None:
    """Every letter of the Latin alphabets and all of Vietnamese, composed or not, upper or lower case."""
    letters = [chr(code) for code in [*range(0x20, 0x24F), *range(0x1E00, 0x1EFF)]]
    words = [*letters, *(unicodedata.normalize("NFD", letter) for letter in letters), "Quyết ĐỊNH mua hàng", "Đỗ Mười"]
    assert [fold(word) for word in words] == worker.evaluate("words => words.map(fold)", words)


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("khach", "khach", True),
        ("khahc", "khach", True),
        ("khac", "khach", True),
        ("khaach", "khach", True),
        ("khoch", "khach", True),
        ("hkach", "khach", True),
        ("khcha", "khach", False),
        ("hang", "nhanh", False),
        ("khachs", "hkach", False),
    ],
)
def test_one_slip(worker: Page, typed: str, meant: str, slip: bool) -> None:
    """A letter too many, too few or wrong, or two swapped; nothing more."""
    assert slip == worker.evaluate("([a, b]) => oneSlip(a, b)", [typed, meant])


@pytest.mark.parametrize(
    "query",
    [
        "quyết định",
        "quyet dinh",
        "QUYẾT ĐỊNH",
        "Quyet Dinh",
        "quyet đinh",
        unicodedata.normalize("NFD", "quyết định"),
        "quyết đị",
        "quye",
        "quyte dinh",
        "quyet dnih",
        "(quyết) định!",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_however_it_is_typed(find: Callable[..., list[str]], query: str, form: str) -> None:
    """With marks or without, in both forms of Unicode, in any case, unfinished, or with a slip."""
    said = unicodedata.normalize(form, "Ban giám đốc quyết định vào thứ Năm.")  # type: ignore[arg-type]
    assert ["a/"] == find(query, text("a/", said), text("b/", "Không có gì ở đây."))


def test_a_slip_counts_only_where_nothing_matches_exactly(find: Callable[..., list[str]]) -> None:
    """And only in words of four letters or more."""
    hang, hong = text("hang/", "kho hàng"), text("hong/", "hoa hồng")
    assert ["hang/"] == find("hang ", hang, hong)
    assert {"hang/", "hong/"} == set(find("heng ", hang, hong))
    assert [] == find("hag ", text("a/", "hạt"))


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        pytest.param("mua hang", text("z/", "cách mua hàng"), text("a/", "hàng này không mua"), id="phrase"),
        pytest.param("bán hàng", text("z/", "đội bán hàng"), text("a/", "các bạn hàng"), id="spelling"),
        pytest.param("ban", text("z/", "ban giám đốc"), text("a/", "bán đi"), id="spelling without marks"),
        pytest.param("bao gia", text("z/", "…", title="Báo giá"), text("a/", "xem báo giá"), id="title"),
        pytest.param("gia", text("z/", "giá"), text("a/", "giai đoạn"), id="whole word"),
        pytest.param(
            "bao gia",
            text("z/", "gửi báo giá", kind="persona"),
            Entry("a/", "list", "Giá", ("báo giá",), is_list=True),
            id="list",
        ),
        pytest.param("bao gia", text("z/", "gửi báo giá"), text("a/", "báo cáo", "đánh giá"), id="one line"),
        pytest.param(
            "bao gia",
            text("z/", "gửi báo giá"),
            Entry("a/", "page", "Trang", parts=(Part("stages", "Mục", ("gửi báo giá",), aside=True),)),
            id="aside",
        ),
    ],
)  # fmt: skip
def test_what_goes_first(find: Callable[..., list[str]], query: str, first: Entry, second: Entry) -> None:
    """Phrases before scattered words, exact spelling before folded, titles before texts, things before lists."""
    assert ["z/", "a/"] == find(query, second, first)


def test_synonyms(find: Callable[..., list[str]]) -> None:
    """Another name finds the term, and what is said by its other names; a former address finds the thing."""
    term = Entry("lms/", "term", "LMS", also=("Hệ thống học tập",), synonyms=("LMS", "Hệ thống học tập"))
    other = text("other/", "Họ đã có một hệ thống học tập.")
    assert ["lms/", "other/"] == find("LMS", other, term)
    assert ["lms/", "other/"] == find("he thong hoc tap", other, term)
    assert ["lisa/"] == find("lisa cu", Entry("lisa/", "persona", "Lisa Barone", also=("lisa cu",)), other)


def test_some_of_the_words_are_better_than_nothing(worker: Page) -> None:
    """With what is missing said."""
    index = Index()
    index.add(text("a/", "xưởng hàn và xưởng tiện"))
    items = worker.evaluate(
        "data => answer(new Index(JSON.parse(data)), 'xuong han zzzz', '').items", index.packed(KINDS, {})
    )
    assert {"zzzz": False} == items[0][0]["terms"]


def test_nothing_of_a_text_becomes_markup(worker: Page) -> None:
    """Texts are shown as they are."""
    index = Index()
    index.add(text("a/", "<img src=x onerror=alert(1)> & mồi", title="<b>Mồi</b>"))
    items = json.dumps(
        worker.evaluate("data => answer(new Index(JSON.parse(data)), 'moi', '').items", index.packed(KINDS, {}))
    )
    assert "<img" not in items
    assert "<b>" not in items


def test_the_figures(browser: Browser) -> None:
    """On more than 1,000 pages: small, quick, and it finds what was meant. The floors are those of the experiment."""
    book = corpus()
    ours = run(browser, book, stock=False)["ours"]
    assert len(book.entries) > 1000
    assert ours.index < 3_600_000
    assert ours.ready < 800
    assert median(ours.times) < 50
    ten, one = ours.found["phrases"]
    assert ten >= 53
    assert one >= 48


# --- the box ----------------------------------------------------------------------------------------------------------

SETTINGS = """\
site_name: Sổ
docs_dir: content
exclude_docs: "*.yaml"
theme:
  name: material
  language: vi
  features: [navigation.instant, search.highlight]
plugins:
  - search
  - journeybook:
      languages: [vi, en]
site_url: {site_url}
"""
CONTENT = {
    "departments.yaml": "sales:\n  title: {vi: Kinh doanh, en: Sales}\n",
    "personas/lan.yaml": """\
title: {vi: Chị Lan, en: Ms Lan}
aliases: [giam-doc-cu]
owner: sales
job: {vi: Quản lý, en: Manager}
summary: {vi: Giám đốc nhà máy., en: Runs a factory.}
goals:
  - {vi: Giao hàng đúng hẹn, en: Deliver on time}
objections:
  - says: {vi: Đắt quá so với năm ngoái., en: Far dearer than last year.}
    answer: {vi: Tính theo đầu người thì rẻ hơn., en: It is cheaper per head.}
""",
    "terms.yaml": """\
lms:
  title: LMS
  definition: {vi: Phần mềm để giao hàng và học., en: Software for learning.}
  also: [{vi: Hệ thống học tập, en: Learning system}]
""",
    "guide.md": unicodedata.normalize(
        "NFD", "# Cẩm nang\n\nMở đầu.\n\n## Cách gọi điện\n\nHỏi về **giao** hàng trước.\n"
    ),
    "guide.en.md": "# Handbook\n\nBeginning.\n\n## How to call\n\nAsk about delivery first.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """A small book in two languages, with instant navigation, served below the root of its host."""
    folder = tmp_path_factory.mktemp("search")
    book, public = folder / "book", folder / "public"
    for name, said in CONTENT.items():
        file = book / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, encoding="utf-8")
    address = f"{serve_folder(public)}/below/"
    (book / "mkdocs.yml").write_text(SETTINGS.format(site_url=address), encoding="utf-8")
    built(book, public / "below")
    return address


@pytest.fixture
def opened(browser: Browser, root: str) -> Iterator[Callable[..., Page]]:
    """Opens a page; fails at the end if anything went wrong in it."""
    faults: list[str] = []
    pages: list[Page] = []

    def open_page(address: str = "", width: int = 1440) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda asked: faults.append(f"failed: {asked.url}"))
        page.goto(root + address, wait_until="networkidle")
        return page

    yield open_page
    for page in pages:
        page.close()
    assert [] == faults


def search(page: Page, query: str) -> None:
    """Types into the box and waits for the answer."""
    box = page.locator("input.md-search__input")
    box.click()
    box.fill("")
    box.press_sequentially(query, delay=10)
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("kết quả|result|“"))
    page.wait_for_timeout(150)


def results(page: Page) -> list[str]:
    """The titles of the results."""
    titles: list[str] = page.locator(".md-search-result__item h1").evaluate_all(
        "all => all.map(h1 => [...h1.childNodes].filter(each => each.nodeName !== 'SPAN'))"
        ".map(parts => parts.map(each => each.textContent).join('').trim())"
    )
    return titles


def test_a_result_says_its_kind_shows_the_line_and_leads_to_the_section(opened: Callable[..., Page], root: str) -> None:
    """Where the words are marked as they are written there."""
    page = opened()
    search(page, "dung hen")
    item = page.locator(".md-search-result__item").first
    expect(item.locator("h1")).to_have_text(re.compile("Chị Lan.*Chân dung"))
    assert "Giao hàng <mark>đúng hẹn</mark>" in item.locator(".jb-found__line").first.inner_html()
    item.locator("a[href*='#goals']").click()
    page.wait_for_url("**/personas/lan/**#goals")
    expect(page.locator("#goals ~ * mark.jb-mark")).to_have_text(["đúng", "hẹn"])
    assert ["đúng", "hẹn"] == page.locator("mark.jb-mark").all_inner_texts()


def test_what_buyers_say_is_found(opened: Callable[..., Page]) -> None:
    """The result leads to that objection alone."""
    page = opened()
    search(page, "dat qua so")
    link = page.locator(".md-search-result__item a[href*='#objections-1']")
    expect(link.locator("h2")).to_contain_text("Đắt quá so")
    link.click()
    page.wait_for_url("**#objections-1")
    expect(page.locator("#objections-1 mark.jb-mark")).to_have_text(["Đắt", "quá", "so"])


def test_other_names_are_found(opened: Callable[..., Page]) -> None:
    """What a term is also called, and what a thing was called once."""
    page = opened()
    search(page, "he thong hoc tap")
    assert "LMS" == results(page)[0]
    search(page, "giam doc cu")
    assert "Chị Lan" == results(page)[0]


def test_free_pages_are_found(opened: Callable[..., Page]) -> None:
    """Also where they are written in NFD; the marks span what is bold."""
    page = opened()
    search(page, "giao hang truoc")
    link = page.locator(".md-search-result__item a[href*='#']").first
    assert "Cẩm nang" == results(page)[0]
    link.click()
    page.wait_for_url("**/guide/**")
    expect(page.locator("mark.jb-mark")).to_have_count(3)


def test_only_the_readers_language(opened: Callable[..., Page]) -> None:
    """Each language has its own index; free pages too."""
    page = opened("en/")
    search(page, "deliver on time")
    assert "Ms Lan" == results(page)[0]
    search(page, "handbook")
    assert ["Handbook"] == results(page)
    search(page, "cam nang")
    expect(page.locator(".md-search-result__meta")).to_have_text("Nothing found for “cam nang”")


def test_the_index_is_fetched_once_and_only_for_a_search(opened: Callable[..., Page]) -> None:
    """Not with the page, not again on the next page, and Material's own is next to nothing."""
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search/" in request.url else None)
    page.reload(wait_until="networkidle")
    assert not [url for url in asked if "journeybook." in url and url.endswith(".json")]
    search(page, "giao hang")
    page.keyboard.press("Escape")
    page.locator(".md-content a[href$='personas/lan/']").first.click()
    page.wait_for_url("**/personas/lan/")
    search(page, "LMS")
    assert 1 == len([url for url in asked if url.endswith(".json") and "journeybook." in url])
    assert 300 > page.evaluate(
        "async () => (await (await fetch(__md_scope + 'search/search_index.json')).text()).length"
    )


def test_filters_by_kind(opened: Callable[..., Page]) -> None:
    """One kind, counted; pressed again, all."""
    page = opened()
    search(page, "giao hang")
    kinds = page.locator(".jb-found__kinds button")
    expect(kinds).to_have_text(["Tất cả 3", "Chân dung 1", "Thuật ngữ 1", "Trang 1"])
    kinds.nth(2).click()
    expect(page.locator(".md-search-result__item")).to_have_count(1)
    assert ["LMS"] == results(page)
    expect(kinds.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".md-search-result__meta")).to_have_text("1 kết quả")
    kinds.nth(2).click()
    expect(page.locator(".md-search-result__item")).to_have_count(3)


def test_the_keyboard_is_enough(opened: Callable[..., Page], root: str) -> None:
    """Open, type, choose a kind, go to a result; back; and Enter goes to the first result."""
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("giao hang")
    expect(page.locator(".md-search-result__item")).to_have_count(3)
    page.keyboard.press("Tab")
    expect(page.locator(".jb-found__kinds button").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator(".md-search-result__item")).to_have_count(1)
    expect(page.locator(".jb-found__kinds button").nth(2)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("input.md-search__input")).to_be_focused()
    assert "giao hang" == page.locator("input.md-search__input").input_value()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/lms/**")
    page.wait_for_timeout(300)  # Material closes the box a moment after
    page.keyboard.press("/")
    page.keyboard.type("dung hen")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_url("**/personas/lan/**#goals")


def test_the_count_is_announced(opened: Callable[..., Page]) -> None:
    """As a status, with the filters named as a group."""
    page = opened()
    search(page, "giao hang")
    expect(page.get_by_role("status").filter(has_text="3 kết quả")).to_be_visible()
    expect(page.get_by_role("group", name="Chỉ hiện loại")).to_be_visible()


def test_nothing_found_says_what_to_try(opened: Callable[..., Page]) -> None:
    """And where lists are; Enter goes nowhere."""
    page = opened()
    search(page, "xyzxyz")
    expect(page.locator(".jb-found__nothing")).to_contain_text("không dấu")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url.endswith("/below/")
    page.click(".jb-found__nothing a:has-text('Thuật ngữ')")
    page.wait_for_url("**/below/terms/")


def test_the_next_result_on_the_same_page_is_marked_anew(opened: Callable[..., Page]) -> None:
    """Instant navigation brings no other document then."""
    page = opened()
    search(page, "dung hen")
    page.click(".md-search-result__item a[href*='#goals']")
    expect(page.locator("mark.jb-mark")).to_have_text(["đúng", "hẹn"])
    search(page, "dat qua so")
    page.click(".md-search-result__item a[href*='#objections-1']")
    expect(page.locator("mark.jb-mark")).to_have_text(["Đắt", "quá", "so"])


def test_on_a_phone(opened: Callable[..., Page]) -> None:
    """The list fits, and the kinds are as large as a thumb."""
    page = opened(width=390)
    page.click("label.md-header__button[for=__search]")
    search(page, "giao hang")
    assert 44 <= (page.locator(".jb-found__kinds button").first.bounding_box() or {"height": 0})["height"]
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_in_the_preview(browser: Browser, tmp_path: Path) -> None:
    """``mkdocs serve`` has the same search, from memory to the box."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    book = tmp_path / "book"
    (book / "content").mkdir(parents=True)
    (book / "content/terms.yaml").write_text(CONTENT["terms.yaml"], encoding="utf-8")
    (book / "mkdocs.yml").write_text(SETTINGS.format(site_url="https://example.com/sub/"), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-f", str(book / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"]
    preview = subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    try:
        page = browser.new_page()
        for _ in range(120):
            with suppress(Error):
                page.goto(f"http://127.0.0.1:{port}/sub/")
                break
            page.wait_for_timeout(250)
        search(page, "he thong")
        assert "LMS" == results(page)[0]
        page.close()
    finally:
        preview.terminate()
        preview.wait(10)


def test_without_a_worker_the_box_is_quiet(browser: Browser, tmp_path: Path) -> None:
    """From a folder, Chromium starts none: the box is away, and nothing of ours fails."""
    book = tmp_path / "book"
    (book / "content").mkdir(parents=True)
    (book / "content/terms.yaml").write_text(CONTENT["terms.yaml"], encoding="utf-8")
    (book / "mkdocs.yml").write_text(SETTINGS.format(site_url="https://example.com/"), encoding="utf-8")
    site = built(book, tmp_path / "site")
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((site / "index.html").as_uri())
    expect(page.locator("[data-md-component=search]")).to_be_hidden()
    assert not [fault for fault in faults if "journeybook" in fault]
    page.close()
