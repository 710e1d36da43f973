"""Every page leads to its file, and every part of it to its line."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.site.conftest import ROOT
from tests.site.reading import addresses

HOME = "https://github.com/example/journeybook/edit/main/"
_SECTION = re.compile(r'<h\d id="([\w-]+)">[^<]*</h\d><a class="jb-pen" href="([^"]+)"')


def test_each_pen_leads_to_the_line_on_which_its_field_begins(example: Path) -> None:
    """In things, entries of collections and stages; in both languages the same."""
    lines = {file: file.read_text(encoding="utf-8").splitlines() for file in (ROOT / "content").rglob("*.yaml")}
    pens = 0
    for address in addresses(example):
        for field, href in _SECTION.findall((example / address / "index.html").read_text(encoding="utf-8")):
            path, _, line = unescape(href).removeprefix(HOME).partition("#L")
            written = lines[ROOT / path][int(line or 1) - 1].strip().removeprefix("- ")
            assert written.startswith((f"{field}:", "_defaults:")), (address, field, href)
            pens += 1
    assert pens > 1000


def test_a_report_names_the_thing_its_file_and_the_page(example: Path) -> None:
    """Filled in, in the page's language."""
    page = (example / "personas/lisa-barone/index.html").read_text(encoding="utf-8")
    found = re.search(r'jb-report" href="([^"]+)"', page)
    assert found
    asked = parse_qs(urlsplit(unescape(found[1])).query)
    assert ["Lisa Barone: "] == asked["title"]
    assert "Trang: personas/lisa-barone/" in asked["body"][0]
    assert "Tệp: content/personas/lisa-barone.yaml:1" in asked["body"][0]
