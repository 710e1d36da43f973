"""What readers outside would see a hole for is told where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel

CONFIG = "site_name: B\ndocs_dir: content\nplugins: [{journeybook: {languages: [vi]}}]\n"
WORLD = {
    "personas/lan.yaml": "title: Lan Nguyễn\njob: Mua hàng\n",
    "models/ours.yaml": "title: Của ta\nstages: [{id: see, title: Thấy}]\n",
    "touchpoints/website.yaml": "title: Trang web\naudience: shareable\n",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("summary: Hỏi [[persona:lan]]\naudience: shareable\n", ["terms/lead.yaml:2:14 internal-reference"]),
        ("summary: Hỏi [[persona:lan]]\n", []),
        ("summary: Hỏi [[persona:lan]]\naudience: shareable\nstatus: draft\n", []),
        ("summary: Hỏi [[persona:lan|người mua hàng]]\naudience: shareable\n", []),
        ("summary: Hỏi [[lan|LAN NGUYEN]]\naudience: shareable\n", ["terms/lead.yaml:2:14 internal-reference"]),
        ("summary: Xem [[touchpoint:website]] và [[role:decider]]\naudience: shareable\n", []),
        ("notes: Hỏi [[persona:lan]]\naudience: shareable\n", []),
    ],
)
def test_a_reference_that_others_would_miss(text: str, expected: list[str], tmp_path: Path) -> None:
    """Own words save it, unless they are the name itself; what isn't read outside isn't told."""
    assert expected == told(tmp_path, {"terms/lead.yaml": f"title: Đầu mối\n{text}"})


def test_a_claim_for_the_house_may_name_whom_it_likes(tmp_path: Path) -> None:
    claim = "{text: 'Hỏi [[persona:lan]]', audience: internal}"
    text = f"title: Sếp\nresponsibilities: [{claim}]\naudience: shareable\n"
    assert [] == told(tmp_path, {"roles/boss.yaml": text})


def test_a_journey_goes_out_with_its_model_only(tmp_path: Path) -> None:
    text = "title: Đường đi\nmodel: ours\naudience: shareable\nstages: [{id: see}]\n"
    assert ["journeys/way.yaml:2:8 internal-reference.model"] == told(tmp_path, {"journeys/way.yaml": text})


def test_names_without_brackets_are_told_when_something_is_about_to_leave(tmp_path: Path) -> None:
    files = {"terms/lead.yaml": "title: Đầu mối\nsummary: Khách như Lan Nguyễn\naudience: shareable\n"}
    assert [] == told(tmp_path, files)
    leaving = CONFIG.replace("languages: [vi]", "languages: [vi], audience: shareable")
    assert ["terms/lead.yaml:2:20 internal-reference.name"] == told(tmp_path, files, leaving)


def told(folder: Path, files: dict[str, str], config: str = CONFIG) -> list[str]:
    """Where a small book is told of such references."""
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for path, text in {**WORLD, **files}.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    problems = travel(read_settings(folder), date(2026, 11, 25)).problems
    assert not [each for each in problems if each.severity == "error"], problems
    found = [each for each in problems if each.code == "internal-reference"]
    return [f"{each.path.removeprefix('content/')}:{each.line}:{each.column} {each.slip}" for each in found]
