"""Limits that a book sets itself are read as they are written, and held to the last claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.outlets.mkdocs_settings import read_settings
from journeybook.road import travel
from journeybook.settings import WrongSettings
from journeybook.trust.budget import hold, read_limit
from journeybook.trust.health import Health
from tests.trust.stories import CONFIG, TODAY


def health(folder: Path, supported: int, assumed: int) -> Health:
    """A book with so many claims that rest on something, and so many that don't."""
    files = {
        "../mkdocs.yml": CONFIG,
        "sources.yaml": "crm: {title: CRM, date: 2026}\n",
        "competitors/doi-thu.yaml": "title: Đối thủ\nreviewed: 2025-11-24\nstrengths:\n"
        + "  - {text: Có nguồn, evidence: crm}\n" * supported
        + "  - Chưa có nguồn\n" * assumed,
    }
    if not supported + assumed:
        files["competitors/doi-thu.yaml"] = "title: Đối thủ\n"
    (folder / "content/competitors").mkdir(parents=True)
    for path, text in files.items():
        (folder / "content" / path).write_text(text, encoding="utf-8")
    travelled = travel(read_settings(folder), TODAY)
    assert travelled.ok, travelled.problems
    return Health(travelled.book, TODAY, travelled.problems)


@pytest.mark.parametrize(
    ("supported", "assumed", "limit", "told", "met"),
    [
        (3, 2, "evidence >= 60 %", "60 %", True),
        (3, 2, "evidence >= 60,1%", "60 %", False),
        (3, 2, "evidence ≥ 59.9 %", "60 %", True),
        (3, 2, "evidence <= 60 %", "60 %", True),
        (599, 401, "evidence>=60%", "59.9 %", False),
        (599, 401, "evidence ≥ 59,9 %", "59.9 %", True),
        (5999, 4001, "evidence >= 60 %", "59.9 %", False),  # nobody is told that 60 % isn't 60 %
        (5999, 4001, "assumptions <= 40 %", "40.1 %", False),
        (1, 2, "evidence >= 33.333 %", "33.3 %", True),
        (1, 2, "evidence >= 33.334 %", "33.3 %", False),
        (3, 2, "assumptions <= 40 %", "40 %", True),
        (3, 2, "assumptions ≤ 39,9 %", "40 %", False),
        (3, 2, "assumptions <= 2", "2", True),
        (3, 2, "assumptions <= 1", "2", False),
        (3, 2, "  single >= 3  ", "3", True),
        (3, 2, "stale <= 0", "1", False),
        (3, 2, "stale <= 100 %", "100 %", True),
        (3, 2, "expired <= 0 %", "0 %", True),
        (0, 0, "evidence >= 100 %", "100 %", True),  # nothing is claimed: nothing is missing
        (0, 0, "evidence >= 1", "0", False),
        (0, 0, "assumptions <= 0 %", "0 %", True),
        (0, 0, "missed <= 0 %", "0 %", True),
        (0, 0, "never <= 0", "1", False),
    ],
)
def test_a_limit_is_held_exactly(
    tmp_path: Path, supported: int, assumed: int, limit: str, told: str, met: bool
) -> None:
    """At the limit is still within it; a hair beyond isn't, whatever is rounded."""
    (held,) = hold(health(tmp_path, supported, assumed), (limit,))
    assert (told, met) == (held.told, held.met)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("evidence≥60%", "evidence >= 60 %"),
        ("stale ≤ 2,50 %", "stale <= 2.5 %"),
        (" gaps<=12 ", "gaps <= 12"),
    ],
)
def test_a_limit_is_told_in_one_way(written: str, read: str) -> None:
    """However it is written."""
    assert read == str(read_limit(written))


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("evidence > 60 %", "wrong-budget"),
        ("evidence >= sixty", "wrong-budget"),
        ("evidence >= -1", "wrong-budget"),
        ("60 % evidence", "wrong-budget"),
        ("evidnce >= 60 %", "wrong-budget-near"),
        ("happiness >= 60 %", "wrong-budget-name"),
        ("gaps <= 5 %", "wrong-budget-share"),
    ],
)
def test_a_limit_that_is_none_is_refused(written: str, sentence: str) -> None:
    """With the sentence that says what is wrong with it."""
    with pytest.raises(WrongSettings) as refused:
        read_limit(written)
    assert sentence == refused.value.what
