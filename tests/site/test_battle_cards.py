"""A competitor's page is a battle card: its face in ten seconds, then details, dated and with sources."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.test_messages import text


def card(example: Path) -> str:
    return (example / "en/competitors/hoc-nhanh/index.html").read_text(encoding="utf-8")


def test_the_face_says_where_we_win_and_lose_what_to_ask_and_what_one_hears(example: Path) -> None:
    """Criteria come from the segments' tables, the most important segment's first."""
    face = text(card(example).partition('class="jb-glance')[2].partition('class="jb-about"')[0])
    assert "Where we are better Learning offline" in face
    assert "Where we are worse Price per person a month" in face
    assert "Ask this: How will night-shift workers learn" in face
    assert "You will hear: “The other side quotes half the price.”" in face


def test_the_facts_are_dated_and_counted_by_source(example: Path) -> None:
    """Newest first; the face says from when to when."""
    html = card(example)
    assert re.search(r"Facts from \w+ 2026 to \d+ \w+ 2026", text(html))
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition('<h2 id="dated"')[2].partition("</table>")[0], re.DOTALL)
    assert ["Notes from 38 sales calls", "3"] == [text(rows[1]).rsplit(" 28", 1)[0].strip(), text(rows[1])[-1]]
