"""Pages say how far they can be trusted on the day of the build, and a page says it of the whole book."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.conftest import built
from tests.site.reading import page

#: 2026-11-25
DAY = "1795564800"
CONFIG = (
    "site_name: B\ndocs_dir: content\ntheme: {name: material, language: vi}\n"
    "plugins: [{journeybook: {languages: [vi, en]}}]\n"
)
FILES = {
    "departments.yaml": "sales: {title: {vi: Bán hàng, en: Sales}}\n",
    "sources.yaml": (
        "old: {title: Cũ, date: 2024, expires: 2026-11-24}\n"
        "new: {title: Mới, date: 2026, expires: 2026-11-25}\n"
        "more: {title: Thêm, date: 2026}\n"
    ),
    "events.yaml": (
        "merger: {title: Sáp nhập, date: 2026-11-20, affects: [persona:event]}\n"
        "later: {title: Đổi tên, date: 2027-02-01, affects: [persona:fresh]}\n"
    ),
    "touchpoints.yaml": (
        "web:\n  title: Trang web\n  owner: sales\n  reviewed: 2026-11-01\n"
        "  metrics:\n    - {title: Đơn, target: 10, actual: 7, as_of: 2026-10-01, source: new}\n"
    ),
    "personas/fresh.yaml": (
        "title: Tươi\njob: Mua\nowner: sales\nreviewed: 2026-11-01\nquote: Một câu\n"
        "goals:\n  - {text: Hai nguồn, evidence: [new, more]}\n  - {text: Một nguồn, evidence: [new]}\n"
        "  - {text: Nguồn cũ, evidence: [old]}\n  - {text: Chưa ai kiểm, confidence: low}\n"
    ),
    "personas/soon.yaml": "title: Sắp\njob: Mua\nowner: sales\nreviewed: 2025-12-10\n",
    "personas/stale.yaml": "title: Quá\njob: Mua\nowner: sales\nreviewed: 2025-11-24\n",
    "personas/event.yaml": "title: Sau\njob: Mua\nowner: sales\nreviewed: 2026-11-19\n",
    "personas/never.yaml": "title: Chưa\njob: Mua\nowner: sales\n",
    "journeys/way.yaml": (
        "title: Đường\nmodel: stdc\nowner: sales\nreviewed: 2026-11-01\nstages:\n"
        "  - id: see\n    owner: sales\n    people: [{persona: fresh}]\n    touchpoints: [web]\n"
        "  - id: think\n    owner: sales\n    metrics:\n"
        "      - {title: Ngày chờ, target: 5, actual: 9, better: lower, by: 2026-10-01}\n"
        "  - id: do\n    metrics: [{title: Đạt rồi, target: 5, actual: 5}]\n"
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book with one thing in each state, built on a day that is passed in."""
    book = tmp_path_factory.mktemp("trust")
    (book / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for path, text in FILES.items():
        (book / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (book / "content" / path).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        return built(book, book / "site")


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("fresh", "Còn mới"),
        ("soon", "Sắp đến hạn rà soát: 10/12/2026"),
        ("stale", "Quá hạn rà soát từ 24/11/2026"),
        ("event", "Cần rà soát lại sau: Sáp nhập (20/11/2026)"),
        ("never", "Chưa rà soát lần nào"),
    ],
)
def test_every_page_of_a_thing_says_how_fresh_it_is(site: Path, who: str, says: str) -> None:
    """By the day of the build; what an event or a date asks for is named."""
    assert says in page(site, f"personas/{who}/").text


def test_events_to_come_are_told_to_the_browser(site: Path) -> None:
    """So that a site built before them is right after them."""
    (badge,) = [given for _, given in page(site, "personas/fresh/").tags if "jb-fresh" in given.get("class", "")]
    assert ("2027-11-01", '[["2027-02-01", "Đổi tên"]]') == (badge["data-due"], badge["data-events"])
    assert "24 ngày trước" in page(site, "personas/fresh/").text


def test_a_claim_shows_what_it_rests_on_or_is_an_assumption(site: Path) -> None:
    """What has expired supports nothing; a plain text that isn't asked for evidence isn't marked."""
    html = (site / "personas/fresh/index.html").read_text(encoding="utf-8")
    assert 'title="Giả định: chưa có bằng chứng">Chưa ai kiểm<' in html
    assert 'hãy coi là giả định">Nguồn cũ<' in html
    assert "Cũ (hết hạn)" in html
    assert html.count('class="jb-assumed"') == 2 + 1  # and the legend at the end
    told = page(site, "personas/fresh/").text
    assert "Bằng chứng 50% 2 trên 4" in told
    assert "Mục tiêu 2/4" in told
    assert "Nhận định có nguồn đã hết hạn: 1 Nguồn cũ" in told
    assert "Nhận định chỉ dựa vào một nguồn: 1 Một nguồn" in told


def test_the_health_page_tells_it_of_the_whole_book(site: Path) -> None:
    """Three figures, who should review what, what to validate first, what is missed and what is missing."""
    told = page(site, "health/").text
    assert "57% mục còn mới 50% nhận định có bằng chứng 2 giả định cần kiểm chứng" in told
    assert "Bán hàng 7 3 1 1 1 1" in told
    assert told.index("Nguồn cũ") < told.index("Chưa ai kiểm")
    assert "Ngày chờ 9 chưa đạt Cần đạt 5 (01/10/2026)" in told
    assert "quá ngày phải đạt" in told
    assert "Đạt rồi" not in told
    assert "Đường : Giai đoạn" in told[told.index("Chỗ còn thiếu") :]
    english = page(site, "en/health/").text
    assert "57% of the entries are fresh 50% of the claims have evidence 2 assumptions to validate" in english


def test_the_home_page_shows_its_three_figures(site: Path) -> None:
    assert "57% mục còn mới 50% nhận định có bằng chứng 2 giả định cần kiểm chứng" in page(site, "").text


def test_missed_targets_stand_out_where_people_work(site: Path) -> None:
    """On the map at the stage and at the touchpoint, and on the page of the department that answers for them."""
    html = (site / "journeys/way/index.html").read_text(encoding="utf-8")
    heads = html[html.index("<thead>") : html.index("</thead>")].split("<th ")[1:]
    assert [False, True, False] == ["jb-missed" in head for head in heads]
    assert 1 == html[html.index("</thead>") :].count('class="jb-missed"')
    told = page(site, "departments/sales/").text
    missed = told[told.index("Chỉ tiêu chưa đạt") :]
    assert "Ngày chờ" in missed
    assert "Đơn" in missed


def test_what_a_department_keeps_true_stands_by_the_day_it_is_due(site: Path) -> None:
    told = page(site, "departments/sales/").text
    kept = told[told.index("Những mục bạn giữ cho đúng") :]
    assert sorted(["Chưa", "Quá", "Sau", "Sắp"], key=kept.index) == ["Chưa", "Sau", "Quá", "Sắp"]
