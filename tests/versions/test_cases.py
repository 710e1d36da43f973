"""Two comparisons of versions, one of the command and one in the browser, told from the same cases."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
DIFF = HERE.parents[1] / "theme/changes/diff.js"
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


def book(things: dict[str, dict[str, Any]], links: list[list[str]]) -> dict[str, Any]:
    """A book.json with these things."""
    entries = [
        {"kind": kind, "id": name, "path": f"{kind}.yaml", "line": 1, "data": data}
        for kind, _, name, data in sorted((*key.partition(":"), data) for key, data in things.items())
    ]
    return {
        "format": 1,
        "version": "",
        "languages": ["vi", "en"],
        "things": entries,
        "links": [{"from": source, "to": target, "via": via} for source, via, target in links],
    }


def sides(case: dict[str, Any]) -> dict[str, Any]:
    """The two books of a case, and the reader's language."""
    links = case.get("links", {})
    return {
        "old": book(case["before"], links.get("before", [])),
        "new": book(case["after"], links.get("after", [])),
        "language": case.get("language", "en"),
    }


@cache
def told_in_the_browser() -> list[list[str]]:
    """What the script for browsers tells of every case."""
    answer = subprocess.run(
        ["node", str(HERE / "tell_cases.js"), str(DIFF)],
        input=json.dumps([sides(case) for case in CASES]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    told: list[list[str]] = json.loads(answer.stdout)
    return told


@pytest.mark.browser
@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["it"] for case in CASES])
def test_the_browser_tells_what_has_changed(number: int) -> None:
    """In any order."""
    assert sorted(CASES[number]["told"]) == sorted(told_in_the_browser()[number])
