"""What is old, rests on nothing any more, tells too much, or contradicts itself is told where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.private import find
from journeybook.road import travel

TODAY = date(2026, 11, 25)
CONFIG = "site_name: B\ndocs_dir: content\nplugins: [{journeybook: {languages: [vi], review_every: 12}}]\n"
BASE = {
    "departments.yaml": "sales: {title: Kinh doanh}\n",
    "sources.yaml": (
        "old: {title: Cũ, date: 2024, expires: 2026-11-24}\nnew: {title: Mới, date: 2026, expires: 2026-11-25}\n"
    ),
}
WATCHED = (
    "stale",
    "event-review",
    "never-reviewed",
    "evidence-expired",
    "personal-data",
    "stage-left-out",
    "contradiction",
)


def told(folder: Path, files: dict[str, str], config: str = CONFIG) -> list[str]:
    """The problems of trust in a small book: path, line and slip."""
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for path, text in {**BASE, **files}.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    problems = travel(read_settings(folder), TODAY).problems
    assert not [each for each in problems if each.severity == "error"], problems
    return [
        f"{each.path.removeprefix('content/')}:{each.line} {each.slip}" for each in problems if each.code in WATCHED
    ]


def person(more: str = "", reviewed: str = "reviewed: 2026-11-01\n") -> str:
    return f"title: Lan\njob: Mua hàng\nowner: sales\n{reviewed}{more}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (person(reviewed="reviewed: 2025-11-25\n"), []),  # due today is not yet past
        (person(reviewed="reviewed: 2025-11-24\n"), ["personas/lan.yaml:4 stale"]),
        (person("review_every: 1\n", "reviewed: 2026-10-24\n"), ["personas/lan.yaml:4 stale"]),
        (person("review_every: 24\n", "reviewed: 2025-01-01\n"), []),
        (person("status: retired\n", "reviewed: 2020-01-01\n"), []),
        (person("status: draft\n", ""), []),
        (person("ignore: {stale: Đọc lại sau Tết}\n", "reviewed: 2020-01-01\n"), []),
        (person(reviewed=""), ["personas/lan.yaml:1 never-reviewed"]),
    ],
)
def test_a_review_falls_due(tmp_path: Path, text: str, expected: list[str]) -> None:
    """By the months of the thing or of the book; sources, events, terms and departments never."""
    assert expected == told(tmp_path, {"personas/lan.yaml": text, "terms.yaml": "a: {title: A}\n"})


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("{title: E, date: 2026-11-02, affects: persona:lan}", True),
        ("{title: E, date: 2026-11-02, affects: [persona]}", True),
        ("{title: E, date: 2026-11-02, affects: [personas]}", True),
        ("{title: E, date: 2026-11-01, affects: persona:lan}", False),  # read on that very day
        ("{title: E, date: 2026-12-01, affects: persona:lan}", False),  # still to come
        ("{title: E, date: 2026-11-02, affects: [segment]}", False),
        ("{title: E, date: 2026-11-02, affects: persona:lan, status: retired}", False),
    ],
)
def test_an_event_makes_what_it_affects_due(tmp_path: Path, event: str, expected: bool) -> None:
    """Once it has happened, and unless it was read since."""
    found = told(tmp_path, {"personas/lan.yaml": person(), "events.yaml": f"e: {event}\n"})
    assert found == (["personas/lan.yaml:4 event-review"] if expected else [])


def test_claims_rest_on_sources_that_hold(tmp_path: Path) -> None:
    """Told at the claim's evidence; the last day of a source still counts."""
    more = (
        "goals:\n  - text: A\n    evidence: [new]\n  - text: B\n    evidence: [new, old]\n"
        "objections:\n  - says: C\n    answer: D\n    evidence:\n      - {source: gone, at: trang 2}\n"
    )
    files = {
        "personas/lan.yaml": person(more),
        "sources/gone.yaml": "title: Đã bỏ\ndate: 2026\nstatus: retired\n",
    }
    assert ["personas/lan.yaml:9 evidence-expired", "personas/lan.yaml:13 evidence-expired.retired"] == told(
        tmp_path, files
    )


def test_claims_that_rest_on_one_source_are_named_where_that_is_wanted(tmp_path: Path) -> None:
    """Once for each thing, with all their lines; not what has two, nor none, nor what the whole entry rests on."""
    more = (
        "evidence: new\nquote: {text: A, evidence: new}\ngoals:\n  - text: A\n    evidence: [new, other]\n"
        "  - text: B\n    evidence: [{source: other, at: 1}, {source: other, at: 2}]\n  - C\n"
    )
    files = {"personas/lan.yaml": person(more), "sources/other.yaml": "title: Khác\ndate: 2026\n"}

    def messages(config: str) -> list[str]:
        told(tmp_path, files, config)
        problems = travel(read_settings(tmp_path), TODAY).problems
        return [f"{each.line} {each.severity} {each.message()}" for each in problems if each.code == "single-source"]

    assert [] == messages(CONFIG)
    wanted = CONFIG.replace("review_every: 12", "rules: {single-source: {personas: warning}}")
    assert ["6 warning 2 claims of “lan” rest on one source each (lines 6, 11)."] == messages(wanted)


def test_private_data_is_told_where_readers_see_it(tmp_path: Path) -> None:
    """Not in notes or contacts, nor names that the book made up."""
    more = (
        "quote: Gọi chị Trần Thị Hoa, 0912 345 678.\n"
        "notes: Thật ra là Nguyễn Văn A, 0987654321, a@b.vn\n"
        "location: |\n  Văn phòng ở quận 3,\n  viết cho mai.le@cong-ty.vn.\n"
        "summary: Anh Lê Văn Tám và chị Ngô Thị Lan ngồi cạnh nhau.\n"
    )
    files = {
        "personas/lan.yaml": person(more),
        "personas/tam.yaml": "title: Lê Văn Tám\njob: Mua hàng\nowner: sales\nreviewed: 2026-11-01\n",
        "departments.yaml": "sales: {title: Kinh doanh, contact: sales@firm.vn}\n",
    }
    assert [
        "personas/lan.yaml:5 personal-data.name",
        "personas/lan.yaml:5 personal-data.phone",
        "personas/lan.yaml:9 personal-data.mail",
        "personas/lan.yaml:10 personal-data.name",
    ] == told(tmp_path, files)


def test_free_pages_are_looked_through_as_well(tmp_path: Path) -> None:
    """With line and column; a page says at its top what may stay, and is told what it needn't say."""
    page = (
        "# Liên hệ\n\nHỏi chị Trần Thị Hoa,\nthư về lan@firm.vn. Xem [[persona:lan|0912345678]]\nhoặc 0912 345 678.\n"
    )
    files = {"personas/lan.yaml": person(), "guide/hoi.md": page}
    assert [
        "guide/hoi.md:3 personal-data.page-name",
        "guide/hoi.md:4 personal-data.page-mail",
        "guide/hoi.md:5 personal-data.page-phone",
    ] == told(tmp_path, files)
    columns = [each.column for each in travel(read_settings(tmp_path), TODAY).problems if "page-" in each.slip]
    assert [9, 8, 6] == columns
    head = "---\ntitle: Liên hệ\nignore:\n  personal-data: Hộp thư chung\n  stail: Sao\n---\n"
    assert [] == told(tmp_path, {**files, "guide/hoi.md": head + page})
    (needless,) = [each for each in travel(read_settings(tmp_path), TODAY).problems if each.code == "needless-ignore"]
    assert ("content/guide/hoi.md", 5, 3, "needless-ignore.unknown") == (
        needless.path,
        needless.line,
        needless.column,
        needless.slip,
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Gọi 0912345678", [("phone", "0912345678")]),
        ("Gọi 0912.345.678.", [("phone", "0912.345.678")]),
        ("Gọi +84 912 345 678", [("phone", "+84 912 345 678")]),
        ("Gọi (024) 3825 1234", [("phone", "(024) 3825 1234")]),
        ("Call +44 20 7946 0958", [("phone", "+44 20 7946 0958")]),
        ("Viết cho lan@firm.com.vn nhé", [("mail", "lan@firm.com.vn")]),
        ("Hỏi ông Nguyễn Văn Hùng", [("name", "Nguyễn Văn Hùng")]),
        ("Ask Mr Tran", []),
        ("Tổng đài 1900 6868 hoặc 1800 1234", []),
        ("Giá 1.500.000.000 đồng, 0,935 triệu, 2026-10-01, 01/10/2026", []),
        ("Năm 2024 có 0123456 mã", []),
        ("https://firm.vn/0912345678 và [a](https://x.vn/a@b.vn)", []),
        ("Đường Nguyễn Huệ, chị em công nhân, anh Tuấn", []),
        ("TP. Hồ Chí Minh", []),
    ],
)
def test_what_is_private_has_a_form(words: str, expected: list[tuple[str, str]]) -> None:
    """Numbers that somebody answers, addresses, full names behind a form of address; not amounts, dates, streets."""
    assert expected == list(find(words))


JOURNEY = """\
title: Mua
owner: sales
reviewed: 2026-11-01
model: buying-process
stages:
  - id: awareness
    owner: sales
    touchpoints: web
    actions: A
  - id: purchase
    owner: sales
    touchpoints: web
    actions: A
    people: [{persona: lan, part: uses}, {persona: tam, part: approves}]
"""
WEB = {"touchpoints.yaml": "web: {title: Web, owner: sales, reviewed: 2026-11-01}\n"}


def test_a_journey_that_leaves_out_a_stage_says_so(tmp_path: Path) -> None:
    """Only as a hint, at its stages."""
    tam = person().replace("Lan", "Tám")
    files = {**WEB, "journeys/buy.yaml": JOURNEY, "personas/lan.yaml": person(), "personas/tam.yaml": tam}
    assert ["journeys/buy.yaml:5 stage-left-out"] == told(tmp_path, files)


def test_who_decides_approves_or_leads_somewhere(tmp_path: Path) -> None:
    """Else the file of the persona and the journeys contradict each other."""
    tam = person().replace("Lan", "Tám")
    files = {
        **WEB,
        "journeys/buy.yaml": JOURNEY,
        "personas/lan.yaml": person("decision_maker: true\n"),
        "personas/tam.yaml": tam,
    }
    assert "personas/lan.yaml:5 contradiction.decides" in told(tmp_path, files)
    for right in (JOURNEY.replace("part: uses", "part: leads"), JOURNEY.replace("approves", "consulted")):
        assert not [each for each in told(tmp_path, {**files, "journeys/buy.yaml": right}) if "contradiction" in each]


def test_other_contradictions(tmp_path: Path) -> None:
    """A seat without its role, a first segment that scores below a later one, a partner's touchpoint called our own."""

    def segment(tier: int, score: int) -> str:
        priority = f"{{attractiveness: [{{criterion: A, score: {score}}}], feasibility: [{{criterion: B, score: 3}}]}}"
        return f"title: S\nowner: sales\nreviewed: 2026-11-01\ntier: {tier}\npriority: {priority}\n"

    files = {
        "personas/lan.yaml": person("roles: user\n"),
        "personas/firm.yaml": (
            "title: F\nkind: company\nowner: sales\nreviewed: 2026-11-01\n"
            "committee:\n  - {role: decider, persona: lan}\n  - {role: user, persona: lan}\n"
        ),
        "segments/big.yaml": segment(1, 2),
        "segments/small.yaml": segment(3, 4),
        "segments/other.yaml": segment(3, 1),
        "touchpoints.yaml": (
            "web: {title: W, owner: sales, reviewed: 2026-11-01, channel: partner,\n  media: owned}\n"
            "shop: {title: W, owner: sales, reviewed: 2026-11-01, channel: partner, media: shared}\n"
        ),
    }
    assert [
        "personas/firm.yaml:6 contradiction.committee",
        "segments/big.yaml:4 contradiction.tier",
        "touchpoints.yaml:2 contradiction.owned",
    ] == told(tmp_path, files)
