"""The journey map as readers use it: heads in view, filters in the address, folding, comparing, the phone, paper."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import Windows, go, opening
from tests.site.conftest import ROOT, built, example_site

AXE = ROOT / "node_modules/axe-core/axe.min.js"
MAP = "journeys/mid-factory-purchase/"

Opened = Callable[..., Page]

#: The last stage has come into view and moves no more.
STANDS = """() => {
  const place = () => document.querySelector(".jb-map thead th:last-child").getBoundingClientRect().x, before = place()
  return before < 40 && new Promise(done => setTimeout(() => done(place() === before), 100))
}"""

MKDOCS = """
site_name: Thử
site_url: https://example.com/
docs_dir: content
exclude_docs: "*.yaml"
theme: {name: material, language: vi}
plugins: [search, {journeybook: {languages: [vi]}}]
"""
LANES = ("goals", "actions", "interests", "thoughts", "feelings", "pains", "our_goals", "our_actions", "sales_actions")


def write_book(folder: Path, *, stages: int, persons: int) -> Path:
    """A book with one journey, ``big``: many stages, twenty lanes, many persons; or nothing."""
    content = folder / "content"
    for name in ("personas", "journeys", "models"):
        (content / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (content / "departments.yaml").write_text("sales: {title: Kinh doanh}\n", encoding="utf-8")
    (content / "touchpoints.yaml").write_text(
        "demo: {title: Bản demo sản phẩm}\nsite: {title: Trang web}\n", encoding="utf-8"
    )
    for number in range(persons):
        (content / f"personas/p{number}.yaml").write_text(
            f"kind: person\ntitle: Người mua số {number}\njob: Quản lý\n", encoding="utf-8"
        )
    own = "lanes:\n  risks: {title: Rủi ro}\n  costs: {title: Chi phí}\n" if persons else ""
    model = "".join(f"  - {{id: s{number}, title: Giai đoạn thứ {number}}}\n" for number in range(stages))
    (content / "models/m.yaml").write_text(f"title: Mô hình riêng\nstages:\n{model}{own}", encoding="utf-8")
    lines = ["title: Một hành trình dài", "model: m", "stages:"]
    for number in range(stages):
        lines.append(f"  - id: s{number}")
        if not persons:
            continue
        who = f"p{number % persons}"
        claims = f"[{{text: Điều mà ai cũng nói ra ở đây}}, {{text: Điều riêng của một người, personas: [{who}]}}]"
        lines += [f"    {lane}: {claims}" for lane in LANES]
        felt = ", ".join(f"p{each}: {(each + number) % 5 - 2}" for each in range(persons))
        lines += [
            f"    experience: {{{felt}}}",
            f"    people: [{{persona: {who}, part: leads}}]",
            f"    touchpoints: [{{touchpoint: demo, personas: [{who}], moment_of_truth: true}}, site]",
            "    owner: sales",
            "    handoffs: [{from: sales, to: sales, what: Hồ sơ khách}]",
            f"    messages: [{{to: {who}, say: Một lời chỉ dành cho người này}}]"
            if number % 2
            else "    duration: 2 tuần",
            "    formats: [Bảng tính]",
            "    sales_effort: high",
            "    opportunities: [{title: Rút ngắn thời gian chờ, impact: 4, effort: 2}]",
            "    metrics: [{title: Tỷ lệ đi tiếp, unit: '%', target: 80, actual: 60}]",
            "    lanes: {risks: [Chậm ngân sách], costs: [Hai ngày công]}",
        ]
        if number in (3, 7):
            lines.append(f"    returns_to: [s{number - 2}]")
    (content / "journeys/big.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The address of a map of twelve stages, twenty lanes and eight persons."""
    book = write_book(tmp_path_factory.mktemp("big-book"), stages=12, persons=8)
    return serve_folder(built(book, tmp_path_factory.mktemp("big-site"))) + "/journeys/big/"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The address of a map of one stage and nothing else."""
    book = write_book(tmp_path_factory.mktemp("bare-book"), stages=1, persons=0)
    return serve_folder(built(book, tmp_path_factory.mktemp("bare-site"))) + "/journeys/big/"


@pytest.fixture
def opened(windows: Windows) -> Iterator[Opened]:
    """Opens an address and fails with the test's end if anything went wrong in it; a phone is touched."""
    with opening(windows) as open_page:
        yield lambda address, width=1440, **how: open_page(address, width=width, touch=width < 500, **how)


def rows(page: Page) -> list[str]:
    """The lanes in view, by name."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('tr[data-lane]')].filter(row => row.offsetParent).map(row => row.dataset.lane)"
    )
    return found


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


# --- the heads --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_the_head_row_stays_in_view_of_the_page(opened: Opened, site: str, script: bool) -> None:
    """Below the site's header, however far one reads down; the map has no scrolling of its own where it fits."""
    page = opened(site + MAP, script=script)
    page.mouse.wheel(0, 2500)
    page.wait_for_timeout(200)
    head = box(page, ".jb-map thead th")
    assert 40 <= head["y"] <= 56
    assert box(page, ".jb-map")["height"] > 2000
    assert box(page, ".jb-map")["y"] < -1000


def test_a_wide_map_scrolls_sideways_with_both_heads_in_view(opened: Opened, big: str) -> None:
    """Twelve stages: the first column stays, the head row stays, the page itself doesn't scroll sideways."""
    page = opened(big)
    page.evaluate("document.querySelector('.jb-map').scrollTo(600, 0)")
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(200)
    assert 40 <= box(page, ".jb-map thead th")["y"] <= 56
    assert box(page, ".jb-map tbody tr[data-lane=pains] > th")["x"] == pytest.approx(
        box(page, ".jb-map")["x"] + 1, abs=2
    )
    assert box(page, ".jb-map thead th")["x"] < 0
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_layout_does_not_shift_while_the_map_loads(opened: Opened, site: str, big: str) -> None:
    """Nor when the address asks for filters."""
    watch = (
        "() => new Promise(done => { const seen = []; new PerformanceObserver(list => seen.push(...list.getEntries()))"
        ".observe({type: 'layout-shift', buffered: true});"
        "setTimeout(() => done(seen.reduce((sum, each) => sum + each.value, 0)), 300) })"
    )
    for address in (site + MAP, f"{site}{MAP}?persona=tran-minh-duc&lane=touchpoints", big):
        for width in (1440, 390):
            page = opened("about:blank", width=width)
            page.route("**/*.woff2", lambda route: route.fulfill(body=b""))  # letters that come late are another matter
            go(page, address)
            assert page.evaluate(watch) < 0.02, (address, width)


# --- filters ----------------------------------------------------------------------------------------------------------


def test_a_filter_from_the_address_shows_only_what_it_names(opened: Opened, site: str) -> None:
    """Lanes by name; persons' own things, and what concerns everybody."""
    page = opened(f"{site}{MAP}?persona=dang-hoai-nam&lane=touchpoints,messages")
    assert ["touchpoints", "messages"] == rows(page)
    links = page.locator("tr[data-lane=touchpoints] li:visible").all_inner_texts()
    assert links
    assert all("Đặng Hoài Nam" in each for each in links)
    assert page.locator("button[data-persona=dang-hoai-nam]").get_attribute("aria-pressed") == "true"
    assert "2" in page.locator(".jb-tools__said").inner_text()


def test_choosing_writes_the_address_and_the_address_gives_the_same_map(opened: Opened, site: str) -> None:
    """So a filtered map can be sent as a link; what else the address says stays."""
    page = opened(f"{site}{MAP}?utm=mail#stage-review")
    page.click("button[data-persona=tran-minh-duc]")
    page.click("button[data-persona=ngo-thi-lan]")
    page.click(".jb-tools__lanes > summary")
    page.click("button[data-only=people]")
    page.click("tr[data-lane=people] .jb-map__fold")
    assert page.url.endswith(f"{MAP}?utm=mail&persona=tran-minh-duc,ngo-thi-lan&lane=people&fold=people#stage-review")
    other = opened(page.url)
    assert rows(page) == rows(other) == ["people"]
    assert other.locator("tr[data-lane=people]").get_attribute("class") == "is-folded"
    page.click(".jb-tools__said button")
    assert page.url.endswith("?utm=mail&fold=people#stage-review")
    assert len(rows(page)) > 10


def test_an_empty_result_says_what_to_loosen(opened: Opened, big: str, site: str) -> None:
    """Only what helps is offered, and it works."""
    page = opened(f"{big}?persona=p0&lane=messages")
    assert [] == rows(page)
    assert not page.locator(".jb-map").is_visible()
    assert "Người mua số 0" in page.locator(".jb-map__nothing").inner_text()
    assert 2 == page.locator(".jb-map__nothing button:visible").count()
    page.click("[data-loosen=persona]:visible")
    assert ["messages"] == rows(page)
    assert page.url.endswith("?lane=messages")
    unknown = opened(f"{site}{MAP}?persona=nobody-of-that-name")
    assert "nobody-of-that-name" in unknown.locator(".jb-map__nothing").inner_text()
    unknown.click("[data-loosen=persona]:visible")
    assert unknown.locator(".jb-map").is_visible()


def test_lanes_fold_by_mouse_and_by_keyboard(opened: Opened, site: str) -> None:
    """A folded lane is one line high; the button says how it is."""
    page = opened(site + MAP)
    button = page.locator("tr[data-lane=actions] .jb-map__fold")
    high = box(page, "tr[data-lane=actions]")["height"]
    button.click()
    assert button.get_attribute("aria-expanded") == "false"
    assert box(page, "tr[data-lane=actions]")["height"] < high / 3
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert box(page, "tr[data-lane=actions]")["height"] == high


def test_focus_is_not_hidden_below_the_heads(opened: Opened, big: str) -> None:
    """Going back through the links, each comes out from below the sticky heads."""
    page = opened(big)
    page.locator("tr[data-lane=touchpoints] td:nth-child(12) a").first.focus()
    for _ in range(24):
        page.keyboard.press("Shift+Tab")
        hidden = page.evaluate(
            "(() => { const a = document.activeElement, b = a.getClientRects()[0];"
            "const top = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);"
            "return a.closest('.jb-map') && !(a.contains(top) || top.contains(a)) ? a.outerHTML : null })()"
        )
        assert hidden is None


# --- as it is, as it should be ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_the_counterpart_lies_beside_ours_stage_by_stage(opened: Opened, site: str, script: bool) -> None:
    """A box to tick, also where no script runs."""
    page = opened(site + MAP, script=script)
    theirs = page.locator("tr[data-lane=goals] td:nth-child(2) .jb-then")
    assert not theirs.is_visible()
    page.check("#with-counterpart")
    assert theirs.is_visible()
    assert "Biết mình hở bao nhiêu công đoạn" in theirs.inner_text()
    if script:
        assert page.url.endswith("?compare=1")
        assert opened(page.url).locator("tr[data-lane=goals] .jb-then").first.is_visible()


# --- the phone --------------------------------------------------------------------------------------------------------


def test_on_a_phone_one_swipes_from_stage_to_stage(opened: Opened, big: str) -> None:
    """One stage fills the screen; the names on top lead there; the rows are as high as that stage needs."""
    page = opened(big, width=390)
    assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert 330 < box(page, ".jb-map thead th")["width"] <= 390
    page.click(".jb-jump a >> nth=11")
    expect(page.locator(".jb-jump a >> nth=11")).to_have_attribute("aria-current", "true")
    page.wait_for_function(STANDS)
    last = box(page, ".jb-map thead th >> nth=11")
    assert last["x"] < 40
    assert last["x"] + last["width"] <= 391
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(200)
    assert 40 <= box(page, ".jb-jump")["y"] <= 56
    band = box(page, "tr[data-lane=pains] .jb-map__fold")
    assert 0 <= band["x"] < 40


def test_on_a_phone_the_order_on_the_screen_is_the_order_of_the_table(opened: Opened, big: str) -> None:
    """Nothing is put elsewhere by style: down by lanes, across by stages."""
    page = opened(big, width=390)
    wrong = page.evaluate(
        "(() => { let y = -1e9; for (const row of document.querySelectorAll('.jb-map tr')) {"
        "if (!row.offsetParent) continue;"
        "const top = row.getBoundingClientRect().top; if (top < y) return row.dataset.lane; y = top; let x = -1e9;"
        "for (const cell of row.querySelectorAll('td:not([colspan])')) { if (!cell.offsetParent) continue;"
        "const left = cell.getBoundingClientRect().left; if (left < x) return row.dataset.lane; x = left } }"
        "return null })()"
    )
    assert wrong is None


def test_on_a_phone_there_is_room_for_a_thumb(opened: Opened, site: str) -> None:
    """Buttons, stages' names and every link of the map that stands alone."""
    page = opened(site + MAP, width=390)
    small = page.evaluate(
        "[...document.querySelectorAll('.jb-tools :is(button, summary, label), .jb-jump a, .jb-map button,"
        " .jb-map__title a, .jb-map .jb-people > li > a, .jb-map .is-here > a, .jb-map .is-here .jb-aside a')]"
        ".filter(each => each.offsetParent && each.getBoundingClientRect().height < 43.5)"
        ".map(each => each.getBoundingClientRect().height + ' ' + each.outerHTML)"
    )
    assert [] == small


@pytest.mark.parametrize("width", [1440, 390])
def test_a_map_of_one_stage_and_nothing_else_is_a_map(opened: Opened, bare: str, width: int) -> None:
    """No tools without use, no empty frame."""
    page = opened(bare, width=width)
    assert page.locator(".jb-map thead th").count() == 1
    assert "Giai đoạn thứ 0" in page.locator(".jb-map").inner_text()
    assert 0 == page.locator(".jb-tools button:visible, .jb-tools summary:visible, .jb-jump:visible").count()


# --- for everybody ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_maps_of_any_size(opened: Opened, big: str, site: str, scheme: str, width: int) -> None:
    """Whole, filtered, folded, compared, empty."""
    for address in (
        big,
        f"{big}?persona=p1&fold=goals",
        f"{site}{MAP}?persona=tran-minh-duc&fold=goals&compare=1",
        f"{big}?persona=p0&lane=messages",
    ):
        page = opened(address, scheme=scheme, width=width)
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            "async () => (await axe.run('.jb-section--stages',"
            " {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
            ".violations.map(each => each.id + ': ' + each.nodes.map(node => node.target).join(', '))"
        )
        assert [] == found, address


def test_every_column_and_row_has_a_head(opened: Opened, site: str) -> None:
    """Also where styles turn the table into something else: roles say what it is."""
    for width in (1440, 390):
        page = opened(site + MAP, width=width)
        assert 6 == page.locator(".jb-map thead th[scope=col][role=columnheader]").count()
        lanes = page.locator(".jb-map tr[data-lane]").count()
        assert lanes == page.locator(".jb-map tr[data-lane] > th[scope=row][role=rowheader]").count()


def test_without_a_script_all_of_the_map_can_be_read(opened: Opened, site: str) -> None:
    """Every lane is there; no tool that would do nothing."""
    with_script, without = opened(site + MAP), opened(site + MAP, script=False)
    for lane in rows(with_script):
        assert without.locator(f"tr[data-lane={lane}]").is_visible(), lane
    assert 0 == without.locator(".jb-tools button:visible, .jb-tools summary:visible").count()


def test_the_way_back_is_drawn_from_stage_to_stage(opened: Opened, big: str) -> None:
    """Each loop spans from the middle of the later stage to the middle of the earlier one."""
    page = opened(big)
    loop = box(page, ".jb-loop")
    early, late = box(page, "#stage-s1"), box(page, "#stage-s3")
    assert loop["x"] == pytest.approx(early["x"] + early["width"] / 2, abs=3)
    assert loop["x"] + loop["width"] == pytest.approx(late["x"] + late["width"] / 2, abs=3)


def test_the_map_prints_whole_on_a3_across(opened: Opened, site: str, big: str) -> None:
    """Every sheet is A3 landscape, and no column is wider than the sheet."""
    for address in (site + MAP, big):
        page = opened(address)
        pdf = page.pdf(prefer_css_page_size=True)
        sheets = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        assert sheets
        assert {(1191, 842)} == {(round(float(wide)), round(float(high))) for wide, high in sheets}
        page.set_viewport_size({"width": 1496, "height": 1000})
        page.emulate_media(media="print")
        cut = page.evaluate(
            "[...document.querySelectorAll('.jb-map :is(th, td)')].filter(each => each.offsetParent &&"
            " (each.getBoundingClientRect().right > innerWidth || each.scrollWidth > each.clientWidth + 1))"
            ".map(each => each.outerHTML)"
        )
        assert [] == cut


def test_instant_navigation_brings_the_map_to_life(opened: Opened, site: str) -> None:
    """By a link from the list of journeys; with or without instant navigation the filters work."""
    page = opened(site + "journeys/")
    page.click(f"main a[href*='{MAP.split('/')[1]}/']:not([href*=target]) >> nth=0")
    page.wait_for_selector(".jb-map__fold")
    page.click("button[data-persona=tran-minh-duc]")
    assert page.url.endswith("?persona=tran-minh-duc")


def test_the_map_is_light(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Six stages, all lanes, with the counterpart in it: less than 150 KB of HTML, 30 KB on the way."""
    folder = example_site(tmp_path_factory)
    html = (folder / MAP / "index.html").read_bytes()
    assert 150_000 > len(html)
    assert 30_000 > len(gzip.compress(html))
    scripts = b"".join(each.read_bytes() for each in folder.glob("assets/journeybook/js/*.js"))
    assert 25_000 > len(gzip.compress(scripts))
