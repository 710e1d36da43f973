"""How far a book can be trusted, at a terminal and for programs; and what becomes of a budget."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook

FILES = {
    "departments.yaml": "sales: {title: Kinh doanh}\n",
    "sources.yaml": ("talks: {title: Phỏng vấn, date: 2026-05}\nold: {title: Cũ, date: 2024, expires: 2026-11-24}\n"),
    "segments/factories.yaml": (
        "title: Nhà máy\nowner: sales\nreviewed: 2026-10-01\n"
        "includes: [{text: 'Gặp ở hội chợ, như [[persona:lan|chị Lan]].', evidence: talks}]\n"
        "plan:\n  metrics: [{title: Khách mới, actual: 2.5, target: 5, unit: khách, by: 2026-10-31}]\n"
    ),
    "personas/lan.yaml": (
        "title: Lan\njob: Mua hàng\nmaintainer: sales\nreviewed: 2025-11-01\nsegments: [factories]\n"
        "goals:\n  - text: Giao đúng hẹn.\n    evidence: talks\n  - Ít giấy tờ.\n"
        "  - text: Nhận báo giá nhanh cho [[segment:factories]].\n    evidence: old\n"
    ),
}
ON = ("--today", "2026-11-25")


def book(folder: Path, budget: str = "", **more: str) -> Path:
    """A small book, whose configuration says ``budget`` in its eighth line."""
    for name, text in {**FILES, **more}.items():
        if text:
            file = folder / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: B\ndocs_dir: content\n# budget\nplugins:\n  - search\n  - journeybook:\n      languages: [vi]\n"
        + (f"      budget: {budget}\n" if budget else ""),
        encoding="utf-8",
    )
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(journeybook, [str(each) for each in arguments])


def test_a_book_is_told_from_its_figures_to_its_budget(tmp_path: Path) -> None:
    """Supported claims, freshness by owner, what to make sure of first, targets, gaps, and what the book wants."""
    answer = run("health", book(tmp_path, "[evidence >= 50 %, 'stale <= 20,5 %']"), *ON, "--lang", "en")
    assert [
        "How far the book can be trusted, on 25 November 2026",
        "Supported by a source: 50% of all claims (2 of 4)",
        "Read in time: 50% of all entries (1 of 2)",
        "Open assumptions: 1; claims whose sources have all expired: 1",
        "",
        "What should be read again, by who answers for it",
        "  Kinh doanh: 1 now, 0 soon (of 2)",
        "  To see them, with the reasons: journeybook stale",
        "",
        "What falls due when",
        "  October 2027: 1",
        "",
        "What is supported, by kind",
        "  Personas: 33% (1 of 3)",
        "  Segments: 100% (1 of 1)",
        "",
        "What to make sure of first",
        "  content/personas/lan.yaml:9  Lan: “Ít giấy tờ.” (named by: 1)",
        "  content/personas/lan.yaml:10  Lan: “Nhận báo giá nhanh cho Nhà máy.” (named by: 1; its source has expired)",
        "",
        "Targets that are missed",
        "  content/segments/factories.yaml:1  Nhà máy: Khách mới: 2.5 khách, target 5 khách by 31 October 2026",
        "",
        "Gaps",
        "  A persona that is in no journey [persona-without-journey]: 1",
        "  No department answers for it [no-owner]: 1",
        "  To see where they are: journeybook check",
        "",
        "What the book has set itself",
        "  met      evidence >= 50 %  (now 50%)",
        "  not met  stale <= 20.5 %  (now 50%)",
    ] == answer.stdout.splitlines()
    assert (1, "") == (answer.exit_code, answer.stderr)


def test_the_same_in_vietnamese(tmp_path: Path) -> None:
    """With numbers, days and names as Vietnamese writes them; a budget that is met ends well."""
    answer = run("health", book(tmp_path, "evidence >= 50 %"), *ON, "--lang", "vi")
    assert [
        "Mức độ tin cậy của cuốn sổ, ngày 25/11/2026",
        "Có nguồn làm chứng: 50% số nhận định (2 trên 4)",
        "Rà soát đúng hạn: 50% số mục (1 trên 2)",
        "Giả định chưa kiểm chứng: 1; nhận định chỉ dựa vào nguồn đã hết hạn: 1",
        "",
        "Cần rà soát lại, theo bên phụ trách",
        "  Kinh doanh: 1 mục ngay bây giờ, 0 mục sắp tới (trên 2)",
        "  Xem từng mục và lý do: journeybook stale",
        "",
        "Số mục đến hạn theo tháng",
        "  10/2027: 1",
        "",
        "Có nguồn làm chứng, theo loại",
        "  Chân dung: 33% (1 trên 3)",
        "  Phân khúc: 100% (1 trên 1)",
        "",
        "Nên kiểm chứng trước",
        "  content/personas/lan.yaml:9  Lan: “Ít giấy tờ.” (số nơi nhắc đến: 1)",
        "  content/personas/lan.yaml:10  Lan: “Nhận báo giá nhanh cho Nhà máy.” (số nơi nhắc đến: 1; nguồn đã hết hạn)",
        "",
        "Chỉ tiêu chưa đạt",
        "  content/segments/factories.yaml:1  Nhà máy: Khách mới: 2,5 khách, mục tiêu 5 khách vào ngày 31/10/2026",
        "",
        "Chỗ còn thiếu",
        "  Chân dung không có trong hành trình nào [persona-without-journey]: 1",
        "  Chưa có phòng nào chịu trách nhiệm [no-owner]: 1",
        "  Xem từng chỗ: journeybook check",
        "",
        "Các mức mà sổ tự đặt ra",
        "  đạt      evidence >= 50 %  (hiện là 50%)",
    ] == answer.stdout.splitlines()
    assert (0, "") == (answer.exit_code, answer.stderr)


def test_a_book_of_nothing_is_told_without_shares(tmp_path: Path) -> None:
    """There is nothing to divide by; what is wanted of nothing is met."""
    folder = book(tmp_path, "[evidence >= 50 %, stale <= 0 %]")
    for file in ("segments/factories.yaml", "personas/lan.yaml"):
        (folder / "content" / file).unlink()
    told = run("health", folder, *ON, "--lang", "en")
    assert 0 == told.exit_code
    assert "Supported by a source: the book claims nothing yet" in told.stdout.splitlines()
    assert json.loads(run("health", folder, *ON, "--format", "json").stdout)["evidence"]["share"] is None


def test_programs_get_every_figure_and_place(tmp_path: Path) -> None:
    """What is due, what nothing supports, what is covered, what is missed."""
    answer = run("health", book(tmp_path, "[assumptions <= 0, evidence >= 60 %]"), *ON, "--format", "json")
    data = json.loads(answer.stdout)
    assert (1, "") == (answer.exit_code, answer.stderr)
    assert {
        "claims": 4,
        "supported": 2,
        "share": 0.5,
        "single": 2,
        "expired": 1,
        "assumptions": 1,
        "by_kind": {"persona": {"claims": 3, "supported": 1}, "segment": {"claims": 1, "supported": 1}},
        "things": {
            "persona:lan": {"claims": 3, "supported": 1},
            "segment:factories": {"claims": 1, "supported": 1},
        },
    } == data["evidence"]
    freshness = data["freshness"]
    assert ("2026-11-25", 0) == (data["date"], data["errors"])
    assert {"2027-10": 1} == freshness["by_month"]
    assert {"fresh": 1, "soon": 0, "event": 0, "stale": 1, "never": 0} == freshness["by_owner"]["department:sales"]
    assert [("persona:lan", "stale", "2026-11-01", "content/personas/lan.yaml", 1)] == [
        tuple(each[name] for name in ("key", "state", "due", "path", "line")) for each in freshness["due"]
    ]
    assert [(9, "goals", "assumed", 1), (10, "goals", "expired", 1)] == [
        tuple(each[name] for name in ("line", "field", "standing", "weight")) for each in data["assumptions"]
    ]
    (cell,) = data["coverage"]["segments"]
    assert {"segment": "segment:factories", "persona": "persona:lan", "many": 1, "of": 2, "gap": True} == cell
    assert [("persona-without-journey", "persona:lan"), ("no-owner", "persona:lan")] == [
        (each["code"], each["key"]) for each in data["gaps"]
    ]
    assert [("segment:factories", 2.5, 5, True)] == [
        (each["at"], each["actual"], each["target"], each["overdue"]) for each in data["metrics"]["missed"]
    ]
    assert [
        {"limit": "assumptions <= 0", "value": 1, "met": False},
        {"limit": "evidence >= 60 %", "value": 50.0, "met": False},
    ] == data["budget"]


def test_mistakes_are_said_and_what_can_be_read_is_counted(tmp_path: Path) -> None:
    """It never ends well, whatever the figures are."""
    answer = run("health", book(tmp_path, **{"terms/deal.yaml": "titel: Deal\n"}), *ON, "--lang", "en")
    assert 1 == answer.exit_code
    assert "Supported by a source: 50% of all claims (2 of 4)" in answer.stdout.splitlines()
    assert "what can't be read isn't counted" in answer.stderr


# --- the budget, where a book is checked and built -----------------------------------------------------------------


def budget_problems(folder: Path) -> list[tuple[str, str, int, int, str]]:
    answer = run("check", folder, *ON, "--format", "json", "--lang", "en")
    found = [each for each in json.loads(answer.stdout)["problems"] if each["code"] == "budget-missed"]
    assert 1 == answer.exit_code
    return [(each["severity"], each["path"], each["line"], each["column"], each["message"]) for each in found]


def test_a_check_tells_each_limit_that_is_missed_where_it_stands(tmp_path: Path) -> None:
    """As an error of mkdocs.yml; what is met isn't told."""
    folder = book(tmp_path, "['evidence >= 50.5 %', evidence >= 50 %, single <= 1]")
    assert [
        ("error", "mkdocs.yml", 8, 17, "“evidence” is 50%; the budget wants at least 50.5%."),
        ("error", "mkdocs.yml", 8, 56, "“single” is 2; the budget allows at most 1."),
    ] == budget_problems(folder)
    told = run("check", folder, *ON, "--lang", "vi").stdout
    assert "“evidence” đang là 50%, mức đặt ra là ít nhất 50,5%." in told


def test_what_misses_its_limit_never_looks_as_if_it_met_it(tmp_path: Path) -> None:
    """Two of three claims are 66.66… %: less than 66.7 %, and told so."""
    person = "title: Nga\njob: Mua hàng\nowner: sales\ngoals:\n  - Nhanh.\n  - {text: Rẻ., evidence: talks}\n"
    folder = book(
        tmp_path,
        "evidence >= 66.7 %",
        **{"personas/lan.yaml": person, "personas/nga.yaml": person.replace("  - Nhanh.\n", "")},
    )
    (folder / "content/segments/factories.yaml").unlink()
    assert ["“evidence” is 66.6%; the budget wants at least 66.7%."] == [told for *_, told in budget_problems(folder)]


def test_a_book_with_mistakes_is_asked_for_them_first(tmp_path: Path) -> None:
    """Its figures would be those of half a book."""
    assert [] == budget_problems(book(tmp_path, "gaps <= 0", **{"terms/deal.yaml": "titel: Deal\n"}))


def test_a_site_is_built_with_a_warning(tmp_path: Path) -> None:
    """A figure that sank is no reason to show nothing."""
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "site")],
        cwd=book(tmp_path, "single <= 1"),
        env=os.environ | {"LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert 0 == built.returncode, built.stderr
    assert "WARNING -  mkdocs.yml:8:15: [budget-missed] “single” is 2; the budget allows at most 1." in built.stderr
    assert (tmp_path / "site/index.html").is_file()


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        ("evidence > 60 %", "budget: “evidence > 60 %” can't be read."),
        ("[evidnce >= 60 %]", "budget: there is no figure “evidnce”; did you mean “evidence”?"),
        ("[xyz >= 60 %]", "budget: there is no figure “xyz”; figures are: evidence, assumptions,"),
        ("[gaps <= 5 %]", "budget: “gaps <= 5 %”: gaps are only counted"),
        ("[5]", "budget: write a list of limits, such as"),
        ("{evidence: 60}", "budget: write a list of limits, such as"),
    ],
)
def test_a_wrong_budget_is_explained(budget: str, told: str, tmp_path: Path) -> None:
    """Before anything is read."""
    answer = run("health", book(tmp_path, budget), "--lang", "en")
    assert 2 == answer.exit_code
    assert told in answer.stderr
